"""Letters of an appointment that is moved or cancelled: unmade ones go with it, made ones must be answered for."""

from datetime import datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.enums import InterviewState, MovedBy
from cases.enums.talks import CancelReason
from cases.models import Interview
from cases.services import appointments, interviews
from icam.calendar import add_working_days, at, now, today
from icam.refusals import Refused
from invitations.models import Letter
from invitations.services import letters
from tests import factories


def later() -> datetime:
    return at(add_working_days(today(), 9), time(11))


def move(interview: Interview, by: Any, **given: Any) -> Interview:
    words = {"planned_at": later(), "desk": interview.desk, "asked_by": MovedBy.PERSON, "because": "Ill"}
    return appointments.move(interview, by=by, **words | given)


def letter(invitable: SimpleNamespace, state: str, **given: Any) -> Letter:
    return factories.make_letter(interview=invitable.interview, state=state, **given)


def state_of(thing: Any) -> str:
    return str(type(thing).objects.get(pk=thing.pk).state)


@pytest.mark.parametrize("state", ["drafted", "ready", "failed"])
def test_an_unmade_letter_goes_with_the_move(invitable: SimpleNamespace, state: str) -> None:
    old = letter(invitable, state)
    move(invitable.interview, invitable.coach)
    assert (state_of(old), state_of(invitable.interview)) == ("cancelled", "moved")


def test_a_letter_being_made_stops_the_move(invitable: SimpleNamespace) -> None:
    old = letter(invitable, "rendering", claim="0" * 32)
    with pytest.raises(Refused, match="being made this minute"):
        move(invitable.interview, invitable.coach, told="by telephone")
    with pytest.raises(Refused, match="being made this minute"):
        appointments.cancel(invitable.interview, by=invitable.coach, because=CancelReason.COACH, told="by telephone")
    assert (state_of(old), state_of(invitable.interview)) == ("rendering", "planned")


@pytest.mark.parametrize(("state", "after"), [("rendered", "cancelled"), ("sent", "sent")])
def test_a_made_letter_must_be_answered_for(invitable: SimpleNamespace, state: str, after: str) -> None:
    old = letter(invitable, state)
    with pytest.raises(Refused) as refused:
        move(invitable.interview, invitable.coach)
    assert list(refused.value.message_dict) == ["told"]
    assert (state_of(old), state_of(invitable.interview)) == (state, "planned")
    move(invitable.interview, invitable.coach, told="by telephone")
    assert (state_of(old), state_of(invitable.interview)) == (after, "moved")
    assert Interview.objects.get(pk=invitable.interview.pk).moved_because == "Ill Told: by telephone"


@pytest.mark.parametrize("state", ["drafted", "ready", "failed", "rendered", "sent"])
def test_no_live_unsent_letter_points_at_what_is_moved_or_cancelled(invitable: SimpleNamespace, state: str) -> None:
    letter(invitable, state)
    new = move(invitable.interview, invitable.coach, told="by telephone")
    factories.make_letter(interview=new, state=state)
    appointments.cancel(new, by=invitable.coach, because=CancelReason.COACH, told="by telephone")
    stranded = Letter.objects.live().exclude(state="sent").exclude(interview__state="planned")
    assert list(stranded) == []


@pytest.mark.parametrize(("state", "after"), [("ready", "cancelled"), ("rendered", "cancelled"), ("sent", "sent")])
def test_who_is_excused_beforehand_leaves_no_letter_to_send(invitable: SimpleNamespace, state: str, after: str) -> None:
    old = letter(invitable, state)
    interviews.record(
        invitable.interview, by=invitable.coach, outcome=InterviewState.EXCUSED, outcome_note="The lawyer called"
    )
    assert (state_of(old), state_of(invitable.interview)) == (after, "excused")


def test_what_is_called_off_on_the_record_is_told_as_well(invitable: SimpleNamespace) -> None:
    old, words = letter(invitable, "rendered"), {"outcome": InterviewState.CANCELLED, "cancelled_because": "coach"}
    with pytest.raises(Refused) as refused:
        interviews.record(invitable.interview, by=invitable.coach, **words)
    assert list(refused.value.message_dict) == ["told"]
    interviews.record(invitable.interview, by=invitable.coach, outcome_note="Told by telephone", **words)
    assert (state_of(old), state_of(invitable.interview)) == ("cancelled", "cancelled")


def test_a_letter_of_a_moved_appointment_is_never_sent(invitable: SimpleNamespace) -> None:
    old = letter(invitable, "rendered", rendered_at=now())
    Interview.objects.filter(pk=invitable.interview.pk).update(state="moved")
    with pytest.raises(letters.NotInvitable):
        letters.send(old, by=invitable.coach, sent_on=today())
    assert state_of(old) == "rendered"


# On the page ---------------------------------------------------------------------------------------------------------


def page_of(invitable: SimpleNamespace, sign_in: Any, act: str = "move") -> tuple[Client, str]:
    url = f"/cases/{invitable.case.pk}/interviews/{invitable.interview.pk}/{act}/"
    return sign_in(invitable.coach), url


def answers(invitable: SimpleNamespace, **more: Any) -> dict[str, Any]:
    when = later()
    return {
        "planned_at_day": when.strftime("%d/%m/%Y"), "planned_at_clock": "11:00", "minutes": "60", "because": "Ill",
        "desk": invitable.interview.desk_id, "coach": invitable.coach.pk, "asked_by": "person", "version": 1, **more,
    }  # fmt: skip


def test_the_page_asks_how_the_household_is_told(invitable: SimpleNamespace, sign_in: Any) -> None:
    sent = letter(invitable, "sent")
    client, url = page_of(invitable, sign_in)
    page = client.get(url).content.decode()
    assert (sent.reference in page, 'name="told"' in page) == (True, True)
    for more, field in (({}, "told"), ({"told": "other"}, "told_how")):
        answer = client.post(url, answers(invitable, **more))
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert client.post(url, answers(invitable, told="other", told_how="by telephone")).status_code == 302
    new = invitable.case.interviews.get(state="planned")
    chain = client.get(f"/cases/{invitable.case.pk}/interviews/{new.pk}/").content.decode()
    assert [text for text in (sent.reference, "Ill Told: by telephone", "The person asked") if text not in chain] == []


def test_the_page_says_that_the_letter_went_with_the_move(invitable: SimpleNamespace, sign_in: Any) -> None:
    letter(invitable, "ready")
    client, url = page_of(invitable, sign_in)
    page = client.get(url).content.decode()
    assert ("It will be cancelled." in page, 'name="told"' in page) == (True, False)
    page = client.post(url, answers(invitable), follow=True).content.decode()
    assert "The letter with the old time is cancelled." in page


def test_cancelling_a_sent_letter_s_appointment_asks_too(invitable: SimpleNamespace, sign_in: Any) -> None:
    letter(invitable, "sent")
    client, url = page_of(invitable, sign_in, "cancel")
    answer = client.post(url, {"because": "coach", "version": 1})
    assert list(answer.context["form"].errors) == ["told_how"]
    assert client.post(url, {"because": "coach", "told_how": "by telephone", "version": 1}).status_code == 302
    assert Interview.objects.get(pk=invitable.interview.pk).outcome_note == "by telephone"
