"""Appointments: planned where and when somebody is there, moved as a chain, cancelled by the Office."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.enums import CaseState, InterviewKind, MovedBy
from cases.enums.talks import CancelReason
from cases.models import Attendance, Case, Interview, as_it_is
from cases.services import appointments, life
from icam.calendar import ZONE, at
from icam.models import ClosingDay
from tests import factories
from tests.cases.proof import no_move, refusal, told

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


@pytest.fixture
def other(cast: SimpleNamespace) -> Case:
    """Another household of the region, with another coach."""
    return factories.make_case(region=cast.here, coach=cast.colleague, office=cast.office)


def plan(case: Case, cast: SimpleNamespace, day: date = TUESDAY, clock: time = TEN, **given: Any) -> Interview:
    return appointments.plan(case, by=cast.coach, **{"planned_at": at(day, clock)} | given)


def move(interview: Interview, cast: SimpleNamespace, day: date = TUESDAY, **given: Any) -> Interview:
    words = {"planned_at": at(day, time(15)), "desk": None, "asked_by": MovedBy.PERSON, "because": "School"}
    return appointments.move(interview, by=cast.coach, **words | given)


def cancel(interview: Interview, cast: SimpleNamespace, **given: Any) -> Interview:
    return appointments.cancel(interview, by=cast.coach, **{"because": CancelReason.COACH} | given)


def stored(interview: Interview) -> Interview:
    return Interview.objects.get(pk=interview.pk)


# Planning -------------------------------------------------------------------------------------------------------------


def test_a_plan_keeps_who_where_and_in_which_language(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    interview = plan(case, cast, desk=desk, language="ar", interpreter="Mrs Saïd", minutes=90)
    assert (interview.state, interview.kind, interview.desk) == ("planned", "first", desk)
    assert (interview.minutes, interview.language, interview.interpreter) == (90, "ar", "Mrs Saïd")
    assert interview.facts == as_it_is(case)
    assert told(interview) == ["interview_planned"]


def test_a_plan_may_name_another_coach_and_office(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(factories.make_office(cast.here))
    interview = plan(case, cast, desk=desk, coach=cast.colleague)
    assert (interview.coach, interview.office) == (cast.colleague, desk.office)


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        (MONDAY, time(9)),
        (date(2026, 2, 27), TEN),
        (date(2026, 3, 7), TEN),
        (date(2026, 4, 6), TEN),
        (date(2026, 3, 4), TEN),
        (date(2026, 3, 5), TEN),
    ],
    ids=["this minute", "last week", "a Saturday", "Easter Monday", "closed everywhere", "this office closed"],
)
def test_nobody_is_called_when_nobody_is_there(case: Case, cast: SimpleNamespace, day: date, clock: time) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Staff day")
    ClosingDay.objects.create(day=date(2026, 3, 5), label="Works", office=cast.office)
    with refusal("planned_at"):
        plan(case, cast, day, clock)


def test_a_closing_day_elsewhere_does_not_matter(case: Case, cast: SimpleNamespace) -> None:
    ClosingDay.objects.create(day=TUESDAY, label="Works", office=cast.office)
    with refusal("planned_at"):
        plan(case, cast, desk=factories.make_desk(cast.office))
    desk = factories.make_desk(factories.make_office(cast.here))
    assert plan(case, cast, desk=desk).desk == desk


def test_a_late_evening_is_its_own_day_in_brussels(case: Case, cast: SimpleNamespace) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Staff day")
    with refusal("planned_at"):
        plan(case, cast, date(2026, 3, 4), time(0, 15))  # still Tuesday in UTC
    assert plan(case, cast, TUESDAY, time(23, 30)).planned_at == at(TUESDAY, time(23, 30))


@pytest.mark.parametrize("state", [CaseState.SUSPENDED, CaseState.CLOSED])
def test_no_plan_while_the_case_rests(cast: SimpleNamespace, state: str) -> None:
    case = factories.make_case(state=state)
    with refusal():
        plan(case, cast)


def test_the_desk_is_of_the_region_and_in_use(case: Case, cast: SimpleNamespace) -> None:
    elsewhere, unused = factories.make_desk(), factories.make_desk(cast.office, is_active=False)
    for desk in (elsewhere, unused):
        with refusal("desk"):
            plan(case, cast, desk=desk)


@pytest.mark.parametrize(
    ("clock", "free"), [(TEN, False), (time(10, 30), False), (time(9, 30), False), (time(11), True), (time(9), True)]
)
def test_one_household_at_a_desk_at_a_time(case: Case, cast: SimpleNamespace, clock: time, free: bool) -> None:
    desk = factories.make_desk(cast.office)
    plan(factories.make_case(region=cast.here), cast, desk=desk)  # ten to eleven
    if free:
        assert plan(case, cast, clock=clock, desk=desk).desk == desk
    else:
        with refusal("planned_at"):
            plan(case, cast, clock=clock, desk=desk)
        assert plan(case, cast, clock=clock, desk=factories.make_desk(cast.office)).state == "planned"


def test_a_long_interview_holds_the_desk_to_its_end(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    plan(factories.make_case(region=cast.here), cast, clock=time(9), desk=desk, minutes=480)
    with refusal("planned_at"):
        plan(case, cast, clock=time(16, 59), desk=desk)
    assert plan(case, cast, clock=time(17), desk=desk).state == "planned"


def test_the_database_keeps_the_minute_of_a_desk(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    plan(case, cast, desk=desk)
    with refusal():
        factories.make_interview(case, desk=desk, planned_at=at(TUESDAY, TEN))


@pytest.mark.parametrize("minutes", [-30, 0, 4, 481, 1200])
def test_the_length_is_sensible(case: Case, cast: SimpleNamespace, minutes: int) -> None:
    with refusal("minutes"):
        plan(case, cast, minutes=minutes)
    assert [plan(case, cast, minutes=5).minutes, plan(case, cast, clock=time(11), minutes=480).minutes] == [5, 480]


def test_after_the_first_talk_of_a_cycle_come_follow_ups(case: Case, cast: SimpleNamespace) -> None:
    factories.make_interview(case, state="held", held_on=date(2026, 2, 20))
    assert plan(case, cast).kind == InterviewKind.FOLLOW_UP
    Interview.objects.filter(state="planned").update(state="cancelled")
    life.close(case, by=cast.coach, because="declined", on=MONDAY)
    life.reopen(case, by=cast.coach, reason="Came back")
    assert plan(case, cast).kind == InterviewKind.FIRST


# Moving ---------------------------------------------------------------------------------------------------------------


def test_moving_makes_a_chain_that_keeps_who_asked(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    first = plan(case, cast, desk=desk, language="ar", minutes=90)
    second = move(first, cast, desk=desk, planned_at=at(TUESDAY, time(10, 30)))  # over its own old time
    third = move(second, cast, asked_by=MovedBy.OFFICE, because="Coach ill")
    chain = [(row.state, row.moved_by, row.moved_because, row.replaces_id) for row in Interview.objects.order_by("id")]
    assert chain == [
        ("moved", "person", "School", None),
        ("moved", "office", "Coach ill", first.pk),
        ("planned", "", "", second.pk),
    ]
    assert (third.minutes, third.language, third.kind) == (90, "ar", first.kind)
    assert told(first) == ["interview_planned", "interview_moved"]


def test_nothing_is_moved_twice(case: Case, cast: SimpleNamespace) -> None:
    interview = plan(case, cast)
    old = stored(interview)
    move(interview, cast)
    for page in (interview, old):
        with no_move():
            move(page, cast)


def test_a_move_obeys_what_a_plan_obeys(case: Case, cast: SimpleNamespace) -> None:
    taken = factories.make_desk(cast.office)
    plan(factories.make_case(region=cast.here), cast, desk=taken)
    interview = plan(case, cast)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("planned_at", {"planned_at": at(MONDAY, time(8))}),
        ("planned_at", {"planned_at": at(date(2026, 3, 8), TEN)}),
        ("planned_at", {"planned_at": at(TUESDAY, TEN), "desk": taken}),
        ("desk", {"desk": factories.make_desk()}),
        ("because", {"because": " "}),
    ]
    for field, words in wrong:
        with refusal(field):
            move(interview, cast, **words)
    assert interview.state == stored(interview).state == "planned"


def test_no_move_while_the_case_is_suspended(case: Case, cast: SimpleNamespace) -> None:
    interview = plan(case, cast)
    life.suspend(case, by=cast.coach, ground="health", ends_with="Recovery")
    with refusal():
        move(interview, cast)


def test_a_move_takes_along_how_they_speak(case: Case, cast: SimpleNamespace) -> None:
    talk = {"language": "ar", "dialect": "Iraqi", "interpreter": "Mrs Saïd", "interpreter_mode": "telephone",
            "interpreter_preference": "woman"}  # fmt: skip
    first = plan(case, cast, **talk)
    Interview.objects.filter(pk=first.pk).update(interpreter_state="confirmed")
    second = move(stored(first), cast, minutes=30, coach=cast.colleague)
    assert {name: getattr(second, name) for name in talk} == talk
    assert (second.interpreter_state, second.minutes, second.coach) == ("needed", 30, cast.colleague)


# Cancelling -----------------------------------------------------------------------------------------------------------


def test_what_the_office_cancels_has_a_reason_and_no_attendance(case: Case, cast: SimpleNamespace) -> None:
    interview = cancel(plan(case, cast), cast, because=CancelReason.OTHER, note="Flood")
    row = stored(interview)
    assert (row.state, row.cancelled_because, row.outcome_note) == ("cancelled", "other", "Flood")
    assert (row.recorded_by, Attendance.objects.count()) == (cast.coach, 0)
    assert told(interview) == ["interview_planned", "interview_recorded"]
    with no_move():
        cancel(stored(interview), cast)
    assert plan(case, cast).state == "planned"  # the hour is free again


def test_what_became_of_a_past_one_is_recorded(case: Case, cast: SimpleNamespace) -> None:
    """Moved away or called off it would leave the worklist, and never be counted."""
    interview = plan(case, cast)
    with time_machine.travel(at(TUESDAY, TEN), tick=False):
        with refusal():
            move(interview, cast)
        with refusal():
            cancel(interview, cast)
    assert stored(interview).state == "planned"


def test_another_reason_says_which(case: Case, cast: SimpleNamespace) -> None:
    interview = plan(case, cast)
    with refusal("note"):
        cancel(interview, cast, because=CancelReason.OTHER, note=" ")


def test_a_suspended_case_can_still_cancel(case: Case, cast: SimpleNamespace) -> None:
    interview = plan(case, cast)
    life.suspend(case, by=cast.coach, ground="health", ends_with="Recovery")
    assert cancel(interview, cast, because=CancelReason.CASE).state == "cancelled"
