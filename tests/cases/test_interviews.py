"""Interviews: planned where and when somebody is there, moved as a chain, recorded once, corrected with a reason."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.enums import InterviewState, LegalStep, MovedBy, Track
from cases.models import Agreement, Case, Interview
from cases.services import appointments, interviews
from cases.services.interviews import Agreed
from icam.calendar import ZONE, at, now, today
from icam.models import AuditEvent
from tests import factories
from tests.cases.proof import no_move, refusal

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
TEN = time(10)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    return cast.case


def plan(case: Case, cast: SimpleNamespace, day: date = TUESDAY, clock: time = TEN, **given: Any) -> Interview:
    return appointments.plan(case, by=cast.coach, **{"planned_at": at(day, clock)} | given)


def record(interview: Interview, cast: SimpleNamespace, outcome: str = "held", **given: Any) -> Interview:
    words = {"present": [interview.case.household.principal_id], "assessment": "Willing to go on"}
    facts = {"cancelled": {"cancelled_because": "coach"}, "excused": {"outcome_note": "The lawyer called"}}
    known = words | facts.get(outcome, {}) | given
    return interviews.record(interview, by=cast.coach, outcome=InterviewState(outcome), **known)


def stored(interview: Interview) -> Interview:
    return Interview.objects.get(pk=interview.pk)


# Recording -----------------------------------------------------------------------------------------------------------


def past(case: Case, day: date = date(2026, 2, 26), **given: Any) -> Interview:
    return factories.make_interview(case, planned_at=at(day, TEN), **given)


@pytest.mark.parametrize(
    ("outcome", "held_on", "present", "state"),
    [
        ("held", date(2026, 2, 26), True, "in_coaching"),
        ("left_early", date(2026, 2, 26), True, "in_coaching"),
        ("no_show", None, False, "invited"),
        ("excused", None, False, "invited"),
        ("refused", None, True, "invited"),
        ("cancelled", None, False, "invited"),
    ],
)
def test_every_outcome(cast: SimpleNamespace, outcome: str, held_on: date | None, present: bool, state: str) -> None:
    """Who was met starts the coaching; who did not come was not present, whatever was ticked."""
    case = factories.make_case(coach=cast.coach, region=cast.here, state="invited", opened_on=date(2026, 2, 1))
    interview = record(past(case), cast, outcome, outcome_note="As it was")
    row = stored(interview)
    assert (row.state, row.held_on, row.recorded_by, row.outcome_note) == (outcome, held_on, cast.coach, "As it was")
    assert [a.was_present for a in row.attendances.all()] == [present]
    assert Case.objects.get(pk=case.pk).state == state
    assert list(Interview.objects.met()) == ([row] if held_on else [])
    event = AuditEvent.objects.get(verb="interview_recorded")
    assert (event.case_id, event.changes) == (case.pk, {"state": ["planned", outcome]})


def test_the_start_of_coaching_is_dated_by_the_talk(cast: SimpleNamespace) -> None:
    case = factories.make_case(coach=cast.coach, region=cast.here, opened_on=date(2026, 2, 1))
    record(past(case), cast, held_on=date(2026, 2, 27))
    start = case.moves.latest("id")
    assert (start.source, start.target, start.on) == ("selected", "in_coaching", date(2026, 2, 27))


def test_a_record_keeps_attendance_steps_and_agreements(case: Case, cast: SimpleNamespace) -> None:
    child, gone = factories.make_person(), factories.make_person()
    case.household.members.create(person=child, role="child", joined_on=date(2026, 1, 1))
    case.household.members.create(person=gone, role="other", joined_on=date(2026, 1, 1), left_on=date(2026, 2, 26))
    agreements = [Agreed("Bring the passport", date(2026, 3, 16)), Agreed("Call Fedasil")]
    steps = [LegalStep.RETURN_OPTIONS, LegalStep.ADVICE]
    interview = record(past(case), cast, agreements=agreements, steps=steps, duty_explained_in="ar")
    assert stored(interview).steps == ["advice", "return_options"]
    attendance = {a.person: a.was_present for a in interview.attendances.select_related("person")}
    assert attendance == {case.household.principal: True, child: False}
    assert [(a.text, a.due_on) for a in Agreement.objects.filter(interview=interview)] == [
        ("Bring the passport", date(2026, 3, 16)), ("Call Fedasil", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("present", {"present": []}),
        ("present", {"present": [], "outcome": "left_early"}),
        ("held_on", {"held_on": date(2026, 3, 3)}),
        ("held_on", {"held_on": date(2026, 2, 25)}),
        ("steps", {"steps": ["tea"]}),
    ],
    ids=["nobody there", "nobody left early", "tomorrow", "before the appointment", "no such step"],
)
def test_a_record_that_cannot_be(case: Case, cast: SimpleNamespace, field: str, words: dict[str, Any]) -> None:
    interview = past(case)
    with refusal(field):
        record(interview, cast, **words)
    assert interview.state == "planned"


def test_no_talk_before_the_opening_of_the_case(cast: SimpleNamespace) -> None:
    interview = past(factories.make_case(coach=cast.coach, region=cast.here, opened_on=date(2026, 2, 27)))
    with refusal("held_on"):
        record(interview, cast)
    assert interview.state == "planned"


def test_nobody_of_another_household_was_there(case: Case, cast: SimpleNamespace) -> None:
    interview, stranger = past(case), factories.make_person()
    with refusal("present"):
        record(interview, cast, present=[case.household.principal_id, stranger.pk])
    assert interview.state == "planned"


def test_a_transfer_knows_four_steps(cast: SimpleNamespace) -> None:
    case = factories.make_case(coach=cast.coach, region=cast.here, track=Track.TRANSFER, opened_on=date(2026, 2, 1))
    with refusal("steps"):
        record(past(case), cast, steps=[LegalStep.STAY_ANALYSIS])
    assert stored(record(past(case), cast, steps=[LegalStep.OBSTACLES])).steps == ["obstacles"]


@pytest.mark.parametrize(
    ("outcome", "fits"), [("no_show", False), ("refused", False), ("excused", True), ("cancelled", True)]
)
def test_what_can_be_said_before_the_hour(case: Case, cast: SimpleNamespace, outcome: str, fits: bool) -> None:
    interview = plan(case, cast)
    if fits:
        assert record(interview, cast, outcome).state == outcome
    else:
        with refusal("outcome"):
            record(interview, cast, outcome)


def test_nothing_is_recorded_before_its_hour(case: Case, cast: SimpleNamespace) -> None:
    interview = plan(case, cast, MONDAY, time(9, 30))
    for outcome in ("held", "left_early", "no_show", "refused"):
        with refusal("outcome"):
            record(interview, cast, outcome, held_on=MONDAY)
    with time_machine.travel(at(MONDAY, time(9, 31)), tick=False):
        assert record(interview, cast, held_on=MONDAY).held_on == MONDAY


def test_an_outcome_is_recorded_once(case: Case, cast: SimpleNamespace) -> None:
    interview = past(case)
    old = stored(interview)
    record(interview, cast)
    for page in (interview, old):
        with no_move():
            record(page, cast, "no_show")
    with no_move():
        appointments.move(
            old, by=cast.coach, planned_at=at(TUESDAY, TEN), desk=None, asked_by=MovedBy.PERSON, because="School"
        )


def test_a_talk_during_a_suspension_does_not_end_it(cast: SimpleNamespace) -> None:
    case = factories.make_case(state="suspended", coach=cast.coach, region=cast.here, opened_on=date(2026, 2, 1))
    record(past(case), cast)
    assert Case.objects.get(pk=case.pk).state == "suspended"


# Left over -----------------------------------------------------------------------------------------------------------


def test_overdue_is_what_is_past_without_a_word(case: Case, cast: SimpleNamespace) -> None:
    waiting, coming = past(case), plan(case, cast)
    record(past(case, date(2026, 2, 25)), cast)
    assert list(Interview.objects.overdue(now())) == [waiting]
    assert list(Interview.objects.upcoming(now())) == [coming]
    assert today() == MONDAY


@pytest.mark.parametrize(("outcome", "field"), [("cancelled", "cancelled_because"), ("excused", "outcome_note")])
def test_what_came_to_nothing_says_why(case: Case, cast: SimpleNamespace, outcome: str, field: str) -> None:
    interview = factories.make_interview(case)
    with refusal(field):
        record(interview, cast, outcome, **{field: " " if field == "outcome_note" else ""})
