"""Letters from draft to posting: purpose, language, every move from every state, and what the law says at the end."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.enums import CaseState, InterviewKind, MeasureKind
from cases.models import CaseMove, Measure
from cases.services import life
from icam.calendar import today
from icam.enums import Verb
from icam.languages import Reason
from icam.models import AuditEvent
from icam.refusals import Refused
from icam.workflow import IllegalMove, Stale
from invitations import workflow
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter
from invitations.services import languages, letters
from tests import factories
from tests.invitations.conftest import make_invitable

ACTS = {
    "order": (workflow.ORDER, lambda letter, by: letters.order_making(letter, by=by)),
    "send": (workflow.SEND, lambda letter, by: letters.send(letter, by=by, sent_on=today())),
    "cancel": (workflow.CANCEL, lambda letter, by: letters.cancel(letter, by=by, because="Wrong day")),
}


def draft(ready: SimpleNamespace, **given: Any) -> Letter:
    values = {"by": ready.coach, "interview": ready.interview, "channel": Channel.POST} | given
    return letters.draft(ready.case, **values)


def in_state(ready: SimpleNamespace, state: str, **given: Any) -> Letter:
    claim = {"claim": "0" * 32, "claimed_at": timezone.now()} if state == LetterState.RENDERING else {}
    return factories.make_letter(
        ready.case, **{"interview": ready.interview, "state": state, "drafted_by": ready.coach} | claim | given
    )


def verbs(letter: Letter) -> list[str]:
    events = AuditEvent.objects.filter(target_type="invitations.letter", target_id=letter.pk).order_by("id")
    return [event.verb for event in events]


# Purpose ------------------------------------------------------------------------------------------------------------


def test_the_first_letter_is_a_first_invitation_the_next_a_repeat(invitable: SimpleNamespace) -> None:
    first = draft(invitable)
    assert first.purpose == Purpose.FIRST
    Letter.objects.filter(pk=first.pk).update(state=LetterState.SENT, sent_on=today(), sha256="0" * 64)
    again = factories.make_interview(invitable.case, desk=factories.make_desk(invitable.office))
    assert draft(invitable, interview=again).purpose == Purpose.REPEAT


def test_a_letter_that_was_never_sent_makes_no_repeat(invitable: SimpleNamespace) -> None:
    draft(invitable)
    again = factories.make_interview(invitable.case, desk=factories.make_desk(invitable.office))
    assert draft(invitable, interview=again).purpose == Purpose.FIRST


def test_a_follow_up_interview_has_its_own_purpose(invitable: SimpleNamespace) -> None:
    interview = factories.make_interview(
        invitable.case, desk=factories.make_desk(invitable.office), kind=InterviewKind.FOLLOW_UP
    )
    assert draft(invitable, interview=interview).purpose == Purpose.FOLLOW_UP


def test_a_letter_of_an_earlier_cycle_makes_no_repeat(invitable: SimpleNamespace) -> None:
    in_state(invitable, LetterState.SENT, sent_on=invitable.case.opened_on - timedelta(days=1))
    again = factories.make_interview(invitable.case, desk=factories.make_desk(invitable.office))
    assert draft(invitable, interview=again).purpose == Purpose.FIRST


# Language -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("postcode", "municipality", "language", "reason"),
    [
        ("5000", "Namur", "fr", Reason.FRENCH_AREA),
        ("2000", "Antwerpen", "nl", Reason.DUTCH_AREA),
        ("4700", "Eupen", "de", Reason.GERMAN_AREA),
        ("1030", "Schaerbeek", "fr", Reason.BRUSSELS),
        ("1640", "Sint-Genesius-Rode", "nl", Reason.DUTCH_FACILITIES),
    ],
)
def test_the_municipality_decides_the_language(
    invitable: SimpleNamespace, postcode: str, municipality: str, language: str, reason: str
) -> None:
    type(invitable.address).objects.update(postcode=postcode, municipality=municipality)
    letter = draft(invitable)
    assert (letter.language, letter.language_reason) == (language, reason)
    assert languages.told(letter.language_reason) == str(Reason(reason).label)


def test_the_person_chooses(invitable: SimpleNamespace) -> None:
    type(invitable.person).objects.filter(pk=invitable.person.pk).update(letter_language="de")
    letter = draft(invitable)
    assert (letter.language, letter.language_reason) == ("de", Reason.CHOSEN)


def test_the_last_letter_sent_decides_the_next(invitable: SimpleNamespace) -> None:
    in_state(invitable, LetterState.SENT, language="nl", sent_on=today() - timedelta(days=20))
    again = factories.make_interview(invitable.case, desk=factories.make_desk(invitable.office))
    letter = draft(invitable, interview=again)
    assert (letter.language, letter.language_reason) == ("nl", Reason.PREVIOUS)


def test_another_language_needs_a_reason_that_is_kept(invitable: SimpleNamespace) -> None:
    type(invitable.address).objects.update(postcode="2000", municipality="Antwerpen")
    with pytest.raises(ValidationError) as told:
        draft(invitable, language="en")
    assert told.value.message_dict == {"language_reason": ["Say why the letter is not in the language proposed."]}
    letter = draft(invitable, language="en", language_reason="Reads English only")
    assert (letter.language, letter.language_reason) == ("en", "Reads English only")
    assert languages.told(letter.language_reason) == "Reads English only"


def test_in_brussels_either_language_will_do(invitable: SimpleNamespace) -> None:
    letter = draft(invitable, language="nl")
    assert (letter.language, letter.language_reason) == ("nl", Reason.BRUSSELS)


# Moves --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", LetterState)
def test_every_move_from_every_state(invitable: SimpleNamespace, state: str, act: str) -> None:
    move, carry_out = ACTS[act]
    letter = in_state(invitable, state)
    if move.fits(state):
        carry_out(letter, invitable.coach)
        assert (Letter.objects.get(pk=letter.pk).state, verbs(letter)) == (move.target, [move.verb])
    else:
        with pytest.raises(IllegalMove):
            carry_out(letter, invitable.coach)
        assert (Letter.objects.get(pk=letter.pk).state, verbs(letter)) == (state, [])


@pytest.mark.parametrize("act", ACTS)
def test_a_letter_that_changed_since_it_was_read_is_left_alone(invitable: SimpleNamespace, act: str) -> None:
    move, carry_out = ACTS[act]
    letter = in_state(invitable, next(iter(move.sources)))
    Letter.objects.filter(pk=letter.pk).update(version=2)
    with pytest.raises(Stale):
        carry_out(letter, invitable.coach)
    assert verbs(letter) == []


@pytest.mark.parametrize("days_ago", [0, 1])
def test_sending_invites_the_case_and_keeps_the_facts_of_that_day(invitable: SimpleNamespace, days_ago: int) -> None:
    made = timezone.now() - timedelta(days=3)
    letter = in_state(invitable, LetterState.RENDERED, rendered_at=made, channel=Channel.HAND_OVER)
    colleague = factories.make_coach(invitable.region)
    case = invitable.case
    life.assign(case, by=invitable.coach, version=case.version, coach=colleague, office=invitable.office)
    day = today() - timedelta(days=days_ago)
    then = invitable.coach if days_ago else colleague
    letters.send(letter, by=invitable.coach, sent_on=day)
    letter.refresh_from_db()
    assert (letter.sent_on, letter.sent_by, letter.coach) == (day, invitable.coach, then)
    assert (letter.region, letter.office) == (invitable.region, invitable.office)
    case.refresh_from_db()
    assert case.state == CaseState.INVITED
    move = CaseMove.objects.get(case=case, target=CaseState.INVITED)
    assert (move.source, move.on, move.by, move.coach) == (CaseState.SELECTED, day, invitable.coach, then)


@pytest.mark.django_db
def test_a_case_that_is_further_stays_where_it_is() -> None:
    ready = make_invitable(state=CaseState.IN_COACHING)
    letters.send(in_state(ready, LetterState.RENDERED), by=ready.coach, sent_on=today())
    ready.case.refresh_from_db()
    assert ready.case.state == CaseState.IN_COACHING
    assert not CaseMove.objects.filter(case=ready.case, target=CaseState.INVITED).exists()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(1, "The day lies in the future."), (-4, "The letter was made later than that day.")],
)
def test_the_day_of_sending_lies_between_making_and_today(invitable: SimpleNamespace, days: int, sentence: str) -> None:
    letter = in_state(invitable, LetterState.RENDERED, rendered_at=timezone.now() - timedelta(days=3))
    with pytest.raises(Refused) as told:
        letters.send(letter, by=invitable.coach, sent_on=today() + timedelta(days=days))
    assert told.value.message_dict == {"sent_on": [sentence]}


def test_the_law_is_asked_again_before_a_letter_leaves(invitable: SimpleNamespace) -> None:
    letter = in_state(invitable, LetterState.RENDERED)
    Measure.objects.create(person=invitable.person, kind=MeasureKind.DETENTION, starts_on=today())
    with pytest.raises(letters.NotInvitable):
        letters.send(letter, by=invitable.coach, sent_on=today())
    letter.refresh_from_db()
    invitable.case.refresh_from_db()
    assert (letter.state, invitable.case.state) == (LetterState.RENDERED, CaseState.SELECTED)


def test_what_was_made_for_the_post_may_be_handed_over_but_not_the_reverse(invitable: SimpleNamespace) -> None:
    letter = in_state(invitable, LetterState.RENDERED)
    letters.send(letter, by=invitable.coach, sent_on=today(), channel=Channel.HAND_OVER)
    letter.refresh_from_db()
    assert letter.channel == Channel.HAND_OVER
    other = make_invitable()
    handed = in_state(other, LetterState.RENDERED, channel=Channel.HAND_OVER)
    with pytest.raises(Refused) as told:
        letters.send(handed, by=other.coach, sent_on=today(), channel=Channel.POST)
    assert told.value.message_dict == {
        "channel": ["This letter shows no address. Cancel it and make one for the post."]
    }


@pytest.mark.django_db(transaction=True)
def test_a_letter_to_an_old_address_does_not_leave() -> None:
    ready = make_invitable()
    letter = in_state(ready, LetterState.RENDERED, rendered_at=timezone.now())
    type(ready.address).objects.filter(pk=ready.address.pk).update(street="Rue Neuve 1")
    with pytest.raises(Refused) as told:
        letters.send(letter, by=ready.coach, sent_on=today())
    assert told.value.messages == ["The address has changed since the letter was made. Cancel it and make a new one."]
    letters.send(letter, by=ready.coach, sent_on=today(), channel=Channel.HAND_OVER)
    assert Letter.objects.get(pk=letter.pk).state == LetterState.SENT


def test_cancelling_says_why(invitable: SimpleNamespace) -> None:
    letter = in_state(invitable, LetterState.RENDERED)
    with pytest.raises(Refused):
        letters.cancel(letter, by=invitable.coach, because="  ")
    letters.cancel(letter, by=invitable.coach, because="Appointment moved")
    letter.refresh_from_db()
    assert (letter.state, letter.cancelled_because) == (LetterState.CANCELLED, "Appointment moved")
    assert AuditEvent.objects.get(verb=Verb.LETTER_CANCELLED).reason == "Appointment moved"


def test_a_failed_letter_is_ordered_anew_only_when_the_law_still_allows(invitable: SimpleNamespace) -> None:
    letter = in_state(invitable, LetterState.FAILED, failure="Missing: Desk.", attempts=3)
    invitable.order.delete()
    with pytest.raises(letters.NotInvitable):
        letters.order_making(letter, by=invitable.coach)
    factories.make_order(invitable.case)
    letters.order_making(letter, by=invitable.coach)
    letter.refresh_from_db()
    assert (letter.state, letter.failure, letter.attempts) == (LetterState.READY, "", 0)
