"""Whatever is planned, moved, cancelled and recorded, in any order: a few things are always true."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.enums import MET, OUTCOMES, InterviewState, MovedBy
from cases.enums.talks import CancelReason
from cases.models import Attendance, Interview
from cases.services import appointments, interviews
from icam.calendar import ZONE, add_working_days, at, today
from icam.models import AuditEvent
from icam.refusals import Refused
from icam.workflow import IllegalMove
from tests import factories

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=ZONE)
pick = st.integers(0, 99)
# how many working days on, minutes after midnight
hours = st.tuples(st.integers(0, 2), st.sampled_from([540, 560, 600, 630, 660]))
lengths = st.sampled_from([5, 30, 60, 90])


class Agenda(RuleBasedStateMachine):
    """Two coaches, two desks, three households; time goes on by days."""

    @initialize()
    def open_the_office(self) -> None:
        self.clock = time_machine.travel(MONDAY, tick=False)
        self.clock.start()
        region = factories.make_region()
        office = factories.make_office(region)
        self.coaches = [factories.make_coach(region) for _ in range(2)]
        self.desks = [factories.make_desk(office), factories.make_desk(office), None]
        self.cases = [
            factories.make_case(region=region, office=office, coach=coach, state="in_coaching")
            for coach in (*self.coaches, None)
        ]
        self.held = 0

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()

    # What people do ---------------------------------------------------------------------------------------------------

    @rule(case=pick, desk=pick, coach=pick, hour=hours, minutes=lengths)
    def plan(self, case: int, desk: int, coach: int, hour: tuple[int, int], minutes: int) -> None:
        self._try(
            lambda: appointments.plan(
                self._of(self.cases, case), by=self.coaches[0], planned_at=_moment(hour), minutes=minutes,
                desk=self._of(self.desks, desk), coach=self._of(self.coaches, coach),
            )
        )  # fmt: skip

    @precondition(lambda self: Interview.objects.exists())
    @rule(which=pick, desk=pick, coach=pick, hour=hours, asked_by=st.sampled_from(MovedBy))
    def move(self, which: int, desk: int, coach: int, hour: tuple[int, int], asked_by: MovedBy) -> None:
        before = self._int_1()
        self._try(
            lambda: appointments.move(
                self._any(which), by=self.coaches[0], planned_at=_moment(hour), desk=self._of(self.desks, desk),
                coach=self._of(self.coaches, coach), asked_by=asked_by, because="School",
            )
        )  # fmt: skip
        assert self._int_1() == before

    @precondition(lambda self: Interview.objects.exists())
    @rule(which=pick)
    def cancel(self, which: int) -> None:
        before = self._int_1()
        self._try(lambda: appointments.cancel(self._any(which), by=self.coaches[0], because=CancelReason.COACH))
        assert self._int_1() == before

    @precondition(lambda self: Interview.objects.exists())
    @rule(which=pick, outcome=st.sampled_from(OUTCOMES))
    def record(self, which: int, outcome: InterviewState) -> None:
        interview = self._any(which)
        present = [interview.case.household.principal_id]
        recorded = self._try(lambda: interviews.record(interview, by=self.coaches[0], outcome=outcome, present=present))
        self.held += recorded and outcome in MET

    @rule()
    def sleep(self) -> None:
        self.clock.stop()
        self.clock = time_machine.travel(at(add_working_days(today(), 1), time(8)), tick=False)
        self.clock.start()

    def _try(self, act: Any) -> bool:
        """Whatever is refused leaves no trace; anything else than a refusal is a fault."""
        before = (Interview.objects.count(), AuditEvent.objects.count(), Attendance.objects.count())
        try:
            act()
        except (Refused, IllegalMove):
            after = (Interview.objects.count(), AuditEvent.objects.count(), Attendance.objects.count())
            assert after == before
            return False
        return True

    def _of(self, things: list[Any], number: int) -> Any:
        return things[number % len(things)]

    def _any(self, number: int) -> Interview:
        rows = list(Interview.objects.order_by("pk"))
        return rows[number % len(rows)]

    def _int_1(self) -> int:
        return Interview.objects.met().count()

    # What is always true ----------------------------------------------------------------------------------------------

    @invariant()
    def no_desk_coach_or_household_is_wanted_twice(self) -> None:
        rows = list(Interview.objects.planned().select_related("case").order_by("planned_at"))
        for place, one in enumerate(rows):
            end = one.planned_at + timedelta(minutes=one.minutes)
            for other in rows[place + 1 :]:
                if other.planned_at < end:
                    assert one.desk_id is None or one.desk_id != other.desk_id
                    assert one.coach_id is None or one.coach_id != other.coach_id
                    assert one.case_id != other.case_id

    @invariant()
    def a_chain_ends_once_and_only_its_end_lives(self) -> None:
        replaced = set(Interview.objects.exclude(replaces=None).values_list("replaces", flat=True))
        moved = set(Interview.objects.filter(state=InterviewState.MOVED).values_list("pk", flat=True))
        assert moved == replaced
        assert Interview.objects.filter(pk__in=moved).filter(moved_because="").count() == 0
        assert Interview.objects.exclude(replaces=None).values("replaces").distinct().count() == len(replaced)

    @invariant()
    def only_what_was_recorded_has_attendance_and_a_day(self) -> None:
        unrecorded = Interview.objects.filter(recorded_at=None)
        assert Attendance.objects.filter(interview__in=unrecorded).count() == 0
        assert unrecorded.exclude(held_on=None).count() == 0
        assert unrecorded.exclude(state__in=[InterviewState.PLANNED, InterviewState.MOVED]).count() == 0
        assert self._int_1() == getattr(self, "held", 0)

    @invariant()
    def nobody_is_expected_on_a_day_off(self) -> None:
        assert [row for row in Interview.objects.all() if row.planned_at.astimezone(ZONE).weekday() >= 5] == []

    @invariant()
    def the_trail_tells_of_every_appointment(self) -> None:
        said = AuditEvent.objects.filter(verb__in=["interview_planned", "interview_moved"]).count()
        assert said == Interview.objects.count()


def _moment(hour: tuple[int, int]) -> datetime:
    days, minutes = hour
    day: date = add_working_days(today(), 1)
    for _ in range(days):
        day = add_working_days(day, 1)
    return at(day, time(minutes // 60, minutes % 60))


def run(examples: int, steps: int) -> None:
    class Rolled(Agenda):
        """Each example begins with an empty agenda."""

        def __init__(self) -> None:
            super().__init__()
            self.undone = transaction.atomic()
            self.undone.__enter__()

        def teardown(self) -> None:
            super().teardown()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    run_state_machine_as_test(
        Rolled,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.django_db
def test_any_short_history_of_an_agenda() -> None:
    run(5, 12)


@pytest.mark.slow
@pytest.mark.django_db
def test_any_long_history_of_an_agenda() -> None:
    run(150, 50)
