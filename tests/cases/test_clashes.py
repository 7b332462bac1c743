"""What stands against an appointment: the hard cannot be, the soft may be after it was seen."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.enums import MovedBy
from cases.models import Case, Interview
from cases.services import appointments, life
from icam.calendar import ZONE, at
from icam.enums import OpeningKind
from icam.models import Absence, AuditEvent, ClosingDay, Desk, Opening, OpeningException, User
from icam.refusals import Refused
from tests import factories
from tests.cases.proof import refusal

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
    """Another household of the region, with another coach, expected at ten on Tuesday."""
    return factories.make_case(region=cast.here, coach=cast.colleague, office=cast.office, state="in_coaching")


def found(case: Case, day: date = TUESDAY, clock: time = TEN, **given: Any) -> list[tuple[str, bool]]:
    clashes = appointments.clashes(case, **{"planned_at": at(day, clock), "coach": case.coach} | given)
    return [(clash.code, clash.is_hard) for clash in clashes]


def plan(case: Case, by: User, clock: time = TEN, **given: Any) -> Interview:
    return appointments.plan(case, by=by, planned_at=at(TUESDAY, clock), **given)


def opening(desk: Desk, starts: int, ends: int, kind: str = OpeningKind.APPOINTMENT) -> Opening:
    return Opening.objects.create(
        desk=desk, weekday=TUESDAY.weekday(), starts=time(starts), ends=time(ends), kind=kind,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip


def away(user: User, first: int, last: int, **given: Any) -> Absence:
    return Absence.objects.create(
        user=user, starts_at=at(TUESDAY, time(first)), ends_at=at(TUESDAY, time(last)), recorded_by=user, **given
    )


def test_nothing_stands_against_a_free_hour(case: Case, cast: SimpleNamespace) -> None:
    assert found(case, desk=factories.make_desk(cast.office), interpreter="Mrs Saïd") == []


@pytest.mark.parametrize(
    ("day", "clock", "given", "codes"),
    [
        (date(2026, 3, 2), TEN, {"minutes": -30}, ["length"]),
        (TUESDAY, TEN, {"minutes": 1200}, ["length"]),
        (date(2026, 3, 2), time(8), {}, ["past"]),
        (date(2026, 3, 7), TEN, {}, ["weekend"]),
        (date(2026, 4, 6), TEN, {}, ["holiday"]),
        (date(2026, 3, 4), TEN, {}, ["closed"]),
        (date(2026, 3, 1), TEN, {}, ["past", "weekend"]),
    ],
)
def test_days_and_lengths_that_cannot_be(
    case: Case, day: date, clock: time, given: dict[str, Any], codes: list[str]
) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Staff day")
    assert found(case, day, clock, **given) == [(code, True) for code in codes]


def test_the_same_desk_coach_and_household(case: Case, other: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    plan(other, cast.colleague, desk=desk)
    assert found(case, desk=desk) == [("desk", True)]
    assert found(case, coach=cast.colleague) == [("coach", True)]
    assert found(other, coach=cast.coach) == [("person", True)]
    for clock in (time(9), time(11)):
        assert found(other, clock=clock, desk=desk, coach=cast.colleague) == []


def test_a_person_under_two_registrations_is_one(case: Case, other: Case, cast: SimpleNamespace) -> None:
    plan(other, cast.colleague)
    twin = other.household.principal
    twin.merged_into = case.household.principal
    twin.save()
    assert found(case) == [("person", True)]
    other.household.members.update(left_on=date(2026, 3, 1), left_because="left")
    assert found(case) == []


@pytest.mark.parametrize(("name", "codes"), [("mrs  saïd", []), (" MRS SAÏD ", [("interpreter", False)]), ("", [])])
def test_the_same_interpreter_however_written(
    case: Case, other: Case, cast: SimpleNamespace, name: str, codes: list[Any]
) -> None:
    plan(other, cast.colleague, interpreter="Mrs Saïd")
    assert found(case, interpreter=name) == codes


def test_the_hours_of_a_desk(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    opening(desk, 9, 12)
    opening(desk, 12, 14, OpeningKind.COUNTER_DAY)
    opening(desk, 15, 17, OpeningKind.WALK_IN)
    hours = {8: "hours", 9: "", 11: "", 13: "", 14: "hours", 15: "walk_in", 17: "hours"}
    for clock, code in hours.items():
        assert found(case, clock=time(clock), desk=desk) == ([(code, False)] if code else []), clock
    assert found(case, clock=time(11, 30), desk=desk, minutes=90) == []  # over the seam of two
    assert found(case, clock=time(23, 30), desk=desk) == [("hours", False)]
    OpeningException.objects.create(desk=desk, day=TUESDAY, starts=time(9), ends=time(12), is_open=False, label="Works")
    assert found(case, desk=desk) == [("hours", False)]


def test_a_coach_who_is_away(case: Case, cast: SimpleNamespace) -> None:
    absence = away(cast.coach, 9, 11, cover=cast.colleague)
    assert found(case) == [("away", False)]
    assert found(case, clock=time(11)) == []
    assert str(cast.colleague) in appointments.clashes(case, planned_at=at(TUESDAY, TEN), coach=cast.coach)[0].sentence
    absence.withdrawn_at = at(TUESDAY, TEN)
    absence.save()
    assert found(case) == []


def test_a_soft_clash_is_asked_about_and_kept_in_the_trail(case: Case, cast: SimpleNamespace) -> None:
    away(cast.coach, 9, 11)
    with refusal("all_the_same"):
        plan(case, cast.coach)
    with refusal("all_the_same"):
        plan(case, cast.coach, despite=["hours"])
    interview = plan(case, cast.coach, despite=["away", "hours"])
    assert AuditEvent.objects.get(target_id=interview.pk, verb="interview_planned").changes["despite"] == ["away"]


def test_a_hard_clash_is_never_accepted(case: Case, other: Case, cast: SimpleNamespace) -> None:
    plan(other, cast.colleague)
    with refusal("coach"):
        plan(case, cast.coach, coach=cast.colleague, despite=["coach", "desk", "person"])


def test_a_move_is_not_in_its_own_way(case: Case, cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    interview = plan(case, cast.coach, desk=desk, interpreter="Mrs Saïd")
    moved = appointments.move(
        interview,
        by=cast.coach,
        planned_at=at(TUESDAY, time(10, 30)),
        desk=desk,
        asked_by=MovedBy.PERSON,
        because="Bus",
    )
    assert (moved.desk, moved.interpreter) == (desk, "Mrs Saïd")


# Another coach takes the case ----------------------------------------------------------------------------------------


def test_interviews_do_not_pass_on_to_a_coach_who_is_busy_then(case: Case, other: Case, cast: SimpleNamespace) -> None:
    plan(other, cast.colleague)
    plan(case, cast.coach, clock=time(10, 30))
    with pytest.raises(Refused) as refused:
        life.assign(case, by=cast.manager, version=case.version, coach=cast.colleague, office=cast.office)
    assert refused.value.message_dict == {
        "coach": [
            "The coach already has an interview when this household is expected: Tue 3 Mar 2026, 10:30. "
            "Move one of the two."
        ]
    }
    case.refresh_from_db()
    assert (case.coach, case.interviews.get().coach) == (cast.coach, cast.coach)


def test_interviews_pass_on_to_a_coach_who_is_free(case: Case, other: Case, cast: SimpleNamespace) -> None:
    plan(other, cast.colleague)
    plan(case, cast.coach, clock=time(11))
    life.assign(case, by=cast.manager, version=case.version, coach=cast.colleague, office=cast.office)
    assert case.interviews.get().coach == cast.colleague


def test_what_was_taken_a_moment_ago_is_said_so(case: Case, other: Case, cast: SimpleNamespace) -> None:
    """The history is written on the clock of the database, which no test can hold still."""
    desk = factories.make_desk(cast.office)
    plan(other, cast.colleague, desk=desk)

    def said() -> list[str]:
        asked = {"planned_at": at(TUESDAY, TEN), "desk": desk, "coach": cast.colleague}
        return [clash.sentence for clash in appointments.clashes(case, **asked)]

    assert said() == [
        "Just taken: a colleague has planned at that desk meanwhile.",
        "Just taken: the coach has been given an interview from 10:00 to 11:00 meanwhile.",
    ]
    with time_machine.travel(datetime(2100, 3, 1, 9, 0, tzinfo=ZONE), tick=False):
        late = [sentence for sentence in said() if "planned" in sentence or "already" in sentence]
    assert late == [
        "Another interview is planned at that desk at that time.",
        "The coach already has an interview from 10:00 to 11:00.",
    ]
