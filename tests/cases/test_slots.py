"""Free slots: hours of the desks, minus holidays, appointments and absences; right when the clocks change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import InterviewState
from cases.models import Interview
from cases.services.slots import Slot, free_slots, opened
from icam.calendar import ZONE, at
from icam.enums import OpeningKind
from icam.models import Absence, ClosingDay, Desk, OpeningException
from tests import factories

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _a_sunday_in_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 1, 9, 0, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def desk(cast: SimpleNamespace) -> Desk:
    return factories.make_desk(cast.office)


def free(desk: Desk, first: date, last: date | None = None, **given: Any) -> list[Slot]:
    return free_slots(offices=[desk.office_id], first=first, last=last or first, **given)


def clocks(slots: list[Slot]) -> list[str]:
    return [f"{slot.starts_at.astimezone(ZONE):%d/%m %H:%M}" for slot in slots]


def begins(slots: list[Slot]) -> list[datetime]:
    return [slot.starts_at for slot in slots]


def away(user: Any, starts_at: datetime, ends_at: datetime, **given: Any) -> Absence:
    return Absence.objects.create(user=user, starts_at=starts_at, ends_at=ends_at, recorded_by=user, **given)


def plan(cast: SimpleNamespace, planned_at: datetime, **given: Any) -> Interview:
    return factories.make_interview(cast.case, planned_at=planned_at, **given)


# The week -------------------------------------------------------------------------------------------------------------


def test_a_slot_names_desk_office_kind_and_who_is_free(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk, ends=time(10))
    assert free(desk, MONDAY) == [
        Slot(
            desk.pk, desk.name, cast.office.pk, cast.office.name, at(MONDAY, time(9)), at(MONDAY, time(10)),
            OpeningKind.APPOINTMENT, (cast.coach.pk, cast.colleague.pk),
        )
    ]  # fmt: skip


def test_slots_follow_the_week_in_the_steps_of_the_hours(desk: Desk) -> None:
    factories.make_opening(desk, starts=time(9), ends=time(10, 30), slot_minutes=30)
    assert clocks(free(desk, MONDAY, MONDAY + timedelta(days=8), minutes=45)) == [
        "02/03 09:00", "02/03 09:30", "09/03 09:00", "09/03 09:30",
    ]  # fmt: skip


def test_hours_are_in_force_from_a_day_until_a_day(desk: Desk) -> None:
    factories.make_opening(desk, ends=time(10), valid_from=MONDAY + timedelta(days=7), valid_until=date(2026, 3, 16))
    assert clocks(free(desk, MONDAY, date(2026, 4, 30))) == ["09/03 09:00", "16/03 09:00"]


def test_open_desk_hours_are_planned_into_only_when_asked(desk: Desk) -> None:
    factories.make_opening(desk, ends=time(10), kind=OpeningKind.WALK_IN)
    factories.make_opening(desk, starts=time(10), ends=time(11), kind=OpeningKind.COUNTER_DAY)
    assert clocks(free(desk, MONDAY)) == ["02/03 10:00"]
    assert clocks(free(desk, MONDAY, kinds=[OpeningKind.WALK_IN])) == ["02/03 09:00"]


def test_a_day_with_an_exception_follows_no_weekly_hours(desk: Desk) -> None:
    for weekday in (0, 1, 2):
        factories.make_opening(desk, weekday=weekday)
    hours = {"starts": time(14), "ends": time(15)}
    OpeningException.objects.create(desk=desk, day=MONDAY, label="Later", **hours)
    OpeningException.objects.create(desk=desk, day=TUESDAY, label="Training", is_open=False, **hours)
    assert clocks(free(desk, MONDAY, WEDNESDAY)) == ["02/03 14:00", "04/03 09:00", "04/03 10:00", "04/03 11:00"]


def test_closing_days_and_holidays_shut_whatever_the_hours_say(cast: SimpleNamespace, desk: Desk) -> None:
    for weekday in (0, 1, 2):
        factories.make_opening(desk, weekday=weekday, ends=time(10))
    ClosingDay.objects.create(day=date(2026, 4, 7), office=cast.office, label="Moving")
    ClosingDay.objects.create(day=date(2026, 4, 8), office=factories.make_office(cast.here), label="Elsewhere")
    ClosingDay.objects.create(day=date(2026, 4, 15), label="All")
    assert clocks(free(desk, date(2026, 4, 6), date(2026, 4, 15))) == ["08/04 09:00", "13/04 09:00", "14/04 09:00"]


def test_an_unused_desk_or_office_has_no_slots(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk)
    factories.make_opening(factories.make_desk(cast.office, is_active=False))
    assert len(free(desk, MONDAY)) == 3
    cast.office.is_active = False
    cast.office.save()
    assert free(desk, MONDAY) == []


# What is taken --------------------------------------------------------------------------------------------------------


def test_a_planned_interview_takes_its_desk_and_its_coach(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk)
    beside = factories.make_desk(cast.office, name="Z")
    factories.make_opening(beside)
    plan(cast, at(MONDAY, time(10)), desk=desk, minutes=45)
    plan(cast, at(MONDAY, time(9)), desk=desk, state=InterviewState.MOVED)
    plan(cast, at(MONDAY, time(11)), desk=desk, state=InterviewState.CANCELLED, coach=cast.colleague)
    slots = free(desk, MONDAY)
    assert [(slot.desk_id, clock[6:]) for slot, clock in zip(slots, clocks(slots), strict=True)] == [
        (desk.pk, "09:00"), (beside.pk, "09:00"), (beside.pk, "10:00"), (desk.pk, "11:00"), (beside.pk, "11:00"),
    ]  # fmt: skip
    assert [slot.free_coaches for slot in slots if slot.starts_at == at(MONDAY, time(10))] == [(cast.colleague.pk,)]


def test_an_interview_without_a_desk_takes_the_coach_alone(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk)
    plan(cast, at(MONDAY, time(9, 30)), minutes=60)
    assert [slot.free_coaches for slot in free(desk, MONDAY)] == [
        (cast.colleague.pk,), (cast.colleague.pk,), (cast.coach.pk, cast.colleague.pk),
    ]  # fmt: skip
    assert clocks(free(desk, MONDAY, coach=cast.coach)) == ["02/03 11:00"]


def test_who_is_away_is_not_free_and_nobody_free_is_no_slot(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk)
    away(cast.coach, at(date(2026, 2, 27), time(8)), at(MONDAY, time(10)))
    away(cast.colleague, at(MONDAY, time(9)), at(MONDAY, time(11)))
    away(cast.colleague, at(MONDAY, time(11)), at(MONDAY, time(12)), withdrawn_at=at(MONDAY, time(8)))
    assert [(clock[6:], slot.free_coaches) for slot in free(desk, MONDAY) for clock in clocks([slot])] == [
        ("10:00", (cast.coach.pk,)), ("11:00", (cast.coach.pk, cast.colleague.pk)),
    ]  # fmt: skip


def test_a_coach_of_another_office_counts_only_when_he_is_meant(cast: SimpleNamespace, desk: Desk) -> None:
    factories.make_opening(desk, ends=time(10))
    other = factories.make_coach(cast.here, office=factories.make_office(cast.here))
    assert [slot.free_coaches for slot in free(desk, MONDAY)] == [(cast.coach.pk, cast.colleague.pk)]
    assert [slot.free_coaches for slot in free(desk, MONDAY, coach=other)] == [(other.pk,)]


# The clock ------------------------------------------------------------------------------------------------------------


def test_a_slot_in_the_past_is_not_free(desk: Desk) -> None:
    factories.make_opening(desk)
    factories.make_opening(desk, weekday=4)
    with time_machine.travel(at(MONDAY, time(10)), tick=False):
        assert clocks(free(desk, date(2026, 2, 20), MONDAY)) == ["02/03 10:00", "02/03 11:00"]
    with time_machine.travel(datetime(2026, 3, 2, 23, 30, tzinfo=ZONE), tick=False):
        assert free(desk, date(2026, 2, 20), MONDAY) == []
        assert clocks(free(desk, MONDAY, date(2026, 3, 8))) == ["06/03 09:00", "06/03 10:00", "06/03 11:00"]


def test_the_hour_that_the_clocks_skip_falls_out(desk: Desk) -> None:
    factories.make_opening(desk, weekday=6, starts=time(0), ends=time(5), valid_from=MONDAY)
    night = date(2026, 3, 29)
    assert begins(free(desk, night)) == [
        datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC),
    ]  # fmt: skip
    assert clocks(free(desk, night)) == ["29/03 00:00", "29/03 01:00", "29/03 03:00", "29/03 04:00"]
    assert clocks(free(desk, night, minutes=90)) == ["29/03 00:00", "29/03 03:00"]


def test_the_hour_that_comes_twice_is_one_slot(desk: Desk) -> None:
    factories.make_opening(desk, weekday=6, starts=time(1), ends=time(4), valid_from=MONDAY)
    slots = free(desk, date(2026, 10, 25))
    assert clocks(slots) == ["25/10 01:00", "25/10 02:00", "25/10 03:00"]
    assert begins(slots) == [
        datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 2, tzinfo=UTC),
    ]  # fmt: skip
    assert [slot.ends_at - slot.starts_at for slot in slots] == [timedelta(hours=1)] * 3


def test_the_office_keeps_its_hours_across_the_change(desk: Desk) -> None:
    for weekday in (4, 0):
        factories.make_opening(desk, weekday=weekday, ends=time(10))
    assert begins(free(desk, date(2026, 3, 27), date(2026, 3, 30))) == [
        datetime(2026, 3, 27, 8, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC),
    ]  # fmt: skip


def test_slots_go_on_over_new_year_and_on_a_leap_day(desk: Desk) -> None:
    for weekday in range(5):
        factories.make_opening(desk, weekday=weekday, ends=time(10))
    assert clocks(free(desk, date(2026, 12, 31), date(2027, 1, 4))) == ["31/12 09:00", "04/01 09:00"]
    with time_machine.travel(datetime(2028, 2, 28, 23, 30, tzinfo=ZONE), tick=False):
        assert clocks(free(desk, date(2028, 2, 28), date(2028, 3, 1))) == ["29/02 09:00", "01/03 09:00"]
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), tick=False):
        assert clocks(free(desk, date(2026, 12, 31), date(2027, 1, 4))) == ["04/01 09:00"]


# How much it costs ----------------------------------------------------------------------------------------------------


def test_eight_weeks_cost_as_many_queries_as_one_day(cast: SimpleNamespace, desk: Desk) -> None:
    counts = []
    for desks, days in [(1, 0), (12, 55)]:
        for number in range(desks):
            factories.make_opening(factories.make_desk(cast.office), weekday=number % 5)
        plan(cast, at(MONDAY, time(14, 0)) + timedelta(days=desks), minutes=30)
        with CaptureQueriesContext(connection) as queries:
            assert free(desk, MONDAY, MONDAY + timedelta(days=days))
        counts.append(len(queries))
    assert counts == [7, 7]


def test_nothing_is_asked_of_no_desk_and_not_beyond_a_year(cast: SimpleNamespace) -> None:
    assert free_slots(offices=[], first=MONDAY, last=TUESDAY) == []
    assert opened([], MONDAY, TUESDAY) == {}
    with pytest.raises(ValueError, match="within a year"):
        free_slots(offices=[cast.office.pk], first=MONDAY, last=date(2028, 1, 1))
