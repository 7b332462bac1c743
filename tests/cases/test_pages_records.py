"""The form of a record: everything in one go or nothing, no word lost, nobody overwritten unseen."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import escape
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Agreement, Arrival, Case, Interview, Obstacle
from cases.services import records
from icam.calendar import local_day, now, today
from icam.enums import OpeningKind
from icam.models import Opening
from tests import factories, talks

SignIn = Callable[[Any], Client]
OFFERED = re.compile(r'name="next"[^>]*value="(slot:[^"]+)"|value="(slot:[^"]+)"')


@pytest.fixture
def stage(cast: SimpleNamespace, sign_in: SignIn) -> SimpleNamespace:
    """A talk of yesterday, to be written down by its coach."""
    cast.talk = factories.make_interview(cast.case, planned_at=now() - timedelta(days=1))
    cast.browser = sign_in(cast.coach)
    cast.url = reverse("cases:record_interview", args=[cast.case.pk, cast.talk.pk])
    cast.principal = cast.case.household.principal_id
    return cast


def sheet(stage: SimpleNamespace, **more: Any) -> dict[str, Any]:
    held_on = local_day(stage.talk.planned_at).strftime("%d/%m/%Y")
    return {
        **talks.TALK, "token": str(uuid4()), "outcome": "held", "held_on": held_on, "present": [stage.principal],
        "next": "", **more,
    }  # fmt: skip


def open_all_week(stage: SimpleNamespace) -> Any:
    """A desk of the office that is open every day, with the coach of the case working there."""
    desk = factories.make_desk(stage.office)
    for weekday in range(5):
        Opening.objects.create(
            desk=desk, kind=OpeningKind.APPOINTMENT, weekday=weekday, starts="09:00", ends="12:00",
            slot_minutes=60, valid_from=today(),
        )  # fmt: skip
    return desk


def offered(page: str) -> list[str]:
    return [first or second for first, second in OFFERED.findall(page)]


def counts() -> list[int]:
    return [model.objects.count() for model in (Interview, Agreement, Obstacle)]


# Written down --------------------------------------------------------------------------------------------------------


def test_the_form_begins_with_who_arrived_and_how_late(stage: SimpleNamespace) -> None:
    came = stage.talk.planned_at + timedelta(minutes=12, seconds=40)
    Arrival.objects.create(interview=stage.talk, person_id=stage.principal, arrived_at=came, noted_by=stage.coach)
    form = stage.browser.get(stage.url).context["form"]
    assert (form["present"].initial, form["late_minutes"].initial) == ([stage.principal], 12)


def test_the_next_appointment_is_planned_in_the_same_form(stage: SimpleNamespace) -> None:
    desk = open_all_week(stage)
    slots = offered(stage.browser.get(stage.url).content.decode())
    assert len(slots) == 4
    response = stage.browser.post(stage.url, sheet(stage, next=slots[0]))
    assert response.headers["Location"] == reverse("cases:interview", args=[stage.case.pk, stage.talk.pk])
    planned = Interview.objects.get(state="planned")
    assert f"slot:{planned.desk_id}:{planned.planned_at.isoformat()}" == slots[0]
    assert (planned.desk, planned.coach, planned.kind) == (desk, stage.coach, "follow_up")


def test_a_slot_that_was_taken_meanwhile_leaves_everything_in_the_form(stage: SimpleNamespace) -> None:
    desk = open_all_week(stage)
    slot = offered(stage.browser.get(stage.url).content.decode())[0]
    moment = slot.split(":", 2)[2]
    factories.make_interview(factories.make_case(region=stage.here), desk=desk, planned_at=moment)
    before = counts()
    response = stage.browser.post(stage.url, sheet(stage, next=slot, own_words="My sister's house"))
    page = response.content.decode()
    assert (response.status_code, counts()) == (200, before)
    assert "This time has just been taken" in page
    assert [text for text in ("My sister's house", "Bring papers", "School year") if escape(text) not in page] == []
    assert Interview.objects.get(pk=stage.talk.pk).state == "planned"


def test_a_date_that_cannot_be_planned_takes_back_the_record(stage: SimpleNamespace) -> None:
    sunday = today() + timedelta(days=6 - today().weekday() + 7)
    words = {"next": "other", "next_at_day": sunday.strftime("%d/%m/%Y"), "next_at_clock": "10:00"}
    response = stage.browser.post(stage.url, sheet(stage, **words))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["next_at"])
    assert (Interview.objects.get().state, Agreement.objects.count()) == ("planned", 0)


def test_none_because_stands_in_the_record(stage: SimpleNamespace) -> None:
    stage.browser.post(stage.url, sheet(stage, next="none", next_none="She leaves on Friday"))
    assert Interview.objects.get().outcome_note == "On time\nNo next appointment: She leaves on Friday"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"next": "other"}, "next_at"),
        ({"next": "none"}, "next_none"),
        ({"outcome": "cancelled"}, "cancelled_because"),
        ({"outcome": "no_show"}, "late_minutes"),
        ({"agreement_3_due": "01/02/2027"}, "agreement_3_text"),
        ({"obstacle_2_text": "Debts"}, "obstacle_2_kind"),
        ({"obstacle_2_kind": "means"}, "obstacle_2_text"),
        ({"present": []}, "present"),
        ({"assessment": " "}, "assessment"),
    ],
)
def test_what_is_missing_is_said_beside_it(stage: SimpleNamespace, words: dict[str, Any], field: str) -> None:
    response = stage.browser.post(stage.url, sheet(stage, **words))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_what_has_not_come_is_cancelled_on_its_own_page(stage: SimpleNamespace) -> None:
    """There it is asked how a household that holds a letter is told."""
    Interview.objects.update(planned_at=now() + timedelta(days=1))
    page = stage.browser.get(stage.url)
    assert "cancelled" not in [value for value, _label in page.context["form"].fields["outcome"].choices]
    assert reverse("cases:cancel_interview", args=[stage.case.pk, stage.talk.pk]) in page.content.decode()
    refused = stage.browser.post(stage.url, sheet(stage, outcome="cancelled", cancelled_because="coach"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["outcome"])


def test_one_more_row_checks_nothing_and_writes_nothing(stage: SimpleNamespace) -> None:
    before = counts()
    words = sheet(stage, more="agreement", agreement_rows="3", assessment="", own_words="Half a sen")
    response = stage.browser.post(stage.url, words)
    form = response.context["form"]
    assert (response.status_code, len(form.agreement_rows()), len(form.obstacle_rows())) == (200, 4, 3)
    assert (counts(), form.errors) == (before, {})
    assert "Half a sen" in response.content.decode()
    fourth = sheet(stage, agreement_rows="4", agreement_4_text="The fourth")
    assert stage.browser.post(stage.url, fourth).status_code == 302
    assert "The fourth" in Agreement.objects.values_list("text", flat=True)


@pytest.mark.parametrize("rows", ["0", "9999", "-1", "x", "٣", "1" * 400])
def test_no_number_of_rows_is_too_many(stage: SimpleNamespace, rows: str) -> None:
    response = stage.browser.post(stage.url, sheet(stage, more="agreement", agreement_rows=rows))
    assert (response.status_code, len(response.context["form"].agreement_rows()) <= 40) == (200, True)


def test_a_hundred_thousand_characters_are_refused_in_a_sentence_and_kept(stage: SimpleNamespace) -> None:
    text = "A word. " * 12_500
    response = stage.browser.post(stage.url, sheet(stage, own_words=text))
    page = response.content.decode()
    assert (response.status_code, text.strip() in page) == (200, True)
    assert response.context["form"].errors["own_words"] == [
        "This text is too long: 100000 characters, at most 20000 fit."
    ]
    assert stage.browser.post(stage.url, sheet(stage, own_words=text[:20_000])).status_code == 302
    assert len(Interview.objects.get().own_words) == 19_999


def test_saved_and_signed_in_one_press(stage: SimpleNamespace) -> None:
    stage.browser.post(stage.url, sheet(stage, then="sign"))
    assert Interview.objects.get().signed_off_by == stage.coach


def test_saved_it_leads_to_the_summary_when_that_was_asked_for(stage: SimpleNamespace) -> None:
    response = stage.browser.post(stage.url, sheet(stage, then="summary"))
    assert response.headers["Location"] == reverse("cases:make_summary", args=[stage.case.pk, stage.talk.pk])


# Two at one record ---------------------------------------------------------------------------------------------------


def test_the_second_of_two_who_record_one_talk_sees_what_differs(stage: SimpleNamespace, sign_in: SignIn) -> None:
    version = stage.browser.get(stage.url).context["form"]["version"].initial
    other = sign_in(stage.manager)
    assert other.post(stage.url, sheet(stage, version=version, assessment="Unwilling")).status_code == 302
    mine = sheet(stage, version=version, assessment="Willing", agreement_1_text="Bring everything")
    response = stage.browser.post(stage.url, mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert [text for text in ("Unwilling", "Willing", "Bring everything") if text not in page] == []
    again = re.findall(r'name="version" value="(\d+)"', page)[0]
    assert stage.browser.post(stage.url, {**mine, "version": again, "token": str(uuid4())}).status_code == 302
    row = Interview.objects.get()
    assert (row.assessment, row.recorded_by) == ("Willing", stage.manager)
    assert list(Agreement.objects.order_by("pk").values_list("text", flat=True)) == ["Bring everything", "Call them"]


def test_another_outcome_that_came_first_keeps_what_was_typed(stage: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(stage.manager).post(stage.url, sheet(stage, outcome="no_show", late_minutes="", present=[]))
    response = stage.browser.post(stage.url, sheet(stage, own_words="We talked for an hour"))
    assert (response.status_code, "We talked for an hour" in response.content.decode()) == (409, True)
    assert Interview.objects.get().state == "no_show"


def test_two_editors_of_one_record(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held = talks.make_held(cast, assessment="Before", own_words="Mine")
    url = reverse("cases:correct_interview", args=[cast.case.pk, held.pk])
    words = {**talks.TALK, "present": [cast.case.household.principal_id], "version": held.version}
    assert sign_in(cast.manager).post(url, words | {"token": str(uuid4()), "assessment": "Theirs"}).status_code == 302
    browser = sign_in(cast.coach)
    response = browser.post(url, words | {"token": str(uuid4()), "assessment": "Ours"})
    page = response.content.decode()
    assert (response.status_code, "Theirs" in page, "Ours" in page) == (409, True, True)
    assert str(cast.manager) in page


# Signed and amended --------------------------------------------------------------------------------------------------


def test_an_amended_record_shows_both_versions(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held = talks.make_held(cast, concluded="They go in June.", assessment="Willing")
    records.sign_off(held, by=cast.coach, version=held.version)
    browser = sign_in(cast.coach)
    url = reverse("cases:correct_interview", args=[cast.case.pk, held.pk])
    form = browser.get(url).context["form"]
    assert "reason" in form.fields
    held.refresh_from_db()
    words = {
        "present": [cast.case.household.principal_id], "assessment": "Willing", "concluded": "They go in July.",
        "version": held.version, "token": str(uuid4()), "minutes": "60", "interpreter_state": "not_needed",
    }  # fmt: skip
    assert list(browser.post(url, words).context["form"].errors) == ["reason"]
    page = browser.post(url, {**words, "reason": "Heard wrongly"}, follow=True).content.decode()
    assert [
        text for text in ("Amendment 1", "Heard wrongly", "<mark>June</mark>", "<mark>July</mark>") if text not in page
    ] == []


def test_a_review_of_a_signed_record_is_corrected_by_amending_it(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held = talks.make_held(cast)
    review = talks.make_review(cast.case, cast.coach, interview=held)
    browser, url = sign_in(cast.coach), reverse("cases:correct_review", args=[cast.case.pk, review.pk])
    assert browser.get(url).status_code == 200
    records.sign_off(held, by=cast.coach, version=held.version)
    response = browser.get(url, follow=True)
    assert response.redirect_chain == [(reverse("cases:correct_interview", args=[cast.case.pk, held.pk]), 302)]
    assert response.context["form"][f"review_{review.person_id}_coach_stability"].initial == 2


def test_the_button_signs_once(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held = talks.make_held(cast)
    browser, url = sign_in(cast.coach), reverse("cases:sign_off_interview", args=[cast.case.pk, held.pk])
    assert browser.post(url, {"version": held.version, "token": str(uuid4())}).status_code == 302
    assert browser.post(url, {"version": held.version, "token": str(uuid4())}).status_code == 409
    held.refresh_from_db()
    assert (held.signed_off_by, held.version) == (cast.coach, 2)


def test_one_press_solves_an_obstacle_and_settles_an_agreement(cast: SimpleNamespace, sign_in: SignIn) -> None:
    browser, agreement = sign_in(cast.coach), talks.make_agreement(talks.make_held(cast))
    obstacle = talks.make_obstacle(cast.case)
    for name, row in (("solve_obstacle", obstacle), ("settle_agreement", agreement)):
        url = reverse(f"cases:{name}", args=[cast.case.pk, row.pk])
        assert browser.post(url, {"version": row.version, "token": str(uuid4())}).status_code == 302
        row.refresh_from_db()
    assert (obstacle.solved_on, agreement.done_on) == (today(), today())


def test_what_waits_for_a_signature_stands_on_the_home_page(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held = talks.make_held(cast, recorded_at=now() - timedelta(days=10))
    address = reverse("cases:interview", args=[cast.case.pk, held.pk])
    page = sign_in(cast.coach).get("/").content.decode()
    assert ("Records to sign off" in page, address in page) == (True, True)


def test_a_document_can_be_brought_to_a_talk(cast: SimpleNamespace, sign_in: SignIn) -> None:
    held, browser = talks.make_held(cast), sign_in(cast.coach)
    url = reverse("cases:add_document", args=[cast.case.pk])
    for asked, status in ((held.pk, 200), ("x", 200), (999_999, 404)):
        assert browser.get(f"{url}?interview={asked}").status_code == status
    assert Case.objects.get(pk=cast.case.pk).documents.count() == 0
