"""Opened, closed and open agree on every day of any history: opening + opened − closed = open (CAS-1, CAS-2, CAS-3)."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import CaseState, ClosureReason, HouseholdKind, IntakeChannel, SuspensionGround, Track
from cases.models import Case, CaseMove, Placement
from cases.services import life
from icam.calendar import ZONE, today
from icam.refusals import Refused
from icam.workflow import IllegalMove
from tests import factories

DAY = timedelta(days=1)
FIRST = date(2026, 3, 20)  # the clocks change in the night of 28 to 29 March


class Office:
    """Two coaches of one region and one of another, and the cases that a history makes."""

    def __init__(self) -> None:
        here, elsewhere = factories.make_region(), factories.make_region()
        self.regions = [here, here, elsewhere]
        self.coaches = [factories.make_coach(region) for region in self.regions]
        self.manager = factories.make_manager(here)
        self.groups = [factories.make_target_group(), factories.make_target_group("FAMILY_ADDR")]
        self.cases: list[Case] = []

    def open(self, which: int, back: int) -> None:
        coach = which % 3
        case = life.open_case(
            factories.make_household(), by=None, track=Track.RETURN, target_group=self.groups[which % 2],
            intake_channel=IntakeChannel.SELECTION, region=self.regions[coach], coach=self.coaches[coach],
            opened_on=today() - back * DAY,
        )  # fmt: skip
        self.cases.append(case)

    def act(self, name: str, which: int, back: int) -> None:
        if name == "open" or not self.cases:
            return self.open(which, back)
        case = Case.objects.get(pk=self.cases[which % len(self.cases)].pk)
        return ACTS[name](self, case, which, back)


ACTS: dict[str, Callable[[Office, Case, int, int], Any]] = {
    "assign": lambda office, case, which, _: life.assign(
        case, by=office.manager, version=case.version, coach=office.coaches[which % 3], office=None,
        region=office.regions[which % 3],
    ),
    "describe": lambda office, case, which, _: life.describe(
        case, by=office.manager, version=case.version, household_kind=HouseholdKind.values[which % 4],
        target_group=office.groups[which % 2], intake_channel=IntakeChannel.POLICE,
    ),
    "coach": lambda office, case, _, back: life.start_coaching(case, by=office.manager, on=today() - back * DAY),
    "suspend": lambda office, case, _, __: life.suspend(
        case, by=office.manager, ground=SuspensionGround.HEALTH, ends_with="Recovery"
    ),
    "resume": lambda office, case, _, __: life.resume(case, by=office.manager),
    "close": lambda office, case, _, back: life.close(
        case, by=office.manager, because=ClosureReason.DECLINED, on=today() - back * DAY
    ),
    "reopen": lambda office, case, _, __: life.reopen(case, by=office.manager, reason="Came back"),
}  # fmt: skip

STEP = st.tuples(
    st.sampled_from(["open", *ACTS, "close", "reopen", "assign"]),
    st.integers(0, 5),  # which case, coach, kind
    st.integers(0, 6),  # so many days back is it dated
    st.integers(0, 3),  # so many days pass before it
    st.sampled_from([0, 9, 22, 23]),  # at this hour
)


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def opened_by(day: date) -> int:
    return CaseMove.objects.filter(source__in=["", CaseState.CLOSED], on__lte=day).count()


def closed_by(day: date) -> int:
    return CaseMove.objects.filter(target=CaseState.CLOSED, on__lte=day).count()


def open_on(day: date) -> list[int]:
    return list(Placement.objects.on(day).values_list("case", flat=True))


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(STEP, min_size=4, max_size=14))
def test_whatever_happens_the_three_figures_agree_on_every_day(office: Office, history: list[tuple[Any, ...]]) -> None:
    office.cases, now = [], FIRST
    with transaction.atomic():
        for name, which, back, days, hour in history:
            now += days * DAY
            with time_machine.travel(datetime(now.year, now.month, now.day, hour, 30, tzinfo=ZONE), tick=False):
                try:
                    with transaction.atomic():
                        office.act(name, which, back)
                except (Refused, IllegalMove):
                    continue  # refused is refused: what follows must still agree
        check_days(FIRST - 7 * DAY, now + DAY)
        for case in Case.objects.all():
            check_life(case)
        transaction.set_rollback(True)


def check_days(first: date, last: date) -> None:
    for day in (first + step * DAY for step in range((last - first).days + 1)):
        there = open_on(day)
        assert len(there) == len(set(there)), f"a case in two places on {day}"
        assert opened_by(day) - closed_by(day) == len(there), day


def check_life(case: Case) -> None:
    """One unbroken chain of moves, one placement in force while open, and a closing that counts where the case was."""
    moves = list(case.moves.all())
    cycles = Counter(move.cycle for move in moves if move.source in {"", CaseState.CLOSED})
    assert cycles == dict.fromkeys(range(1, case.cycle + 1), 1)
    assert [move.source for move in moves] == ["", *(move.target for move in moves[:-1])]
    assert moves[-1].target == case.state
    assert case.placements.filter(ends_on__isnull=True).count() == (0 if case.state == CaseState.CLOSED else 1)
    for closing in (move for move in moves if move.target == CaseState.CLOSED):
        ended = case.placements.filter(starts_on__lte=closing.on, ends_on=closing.on)
        assert closing.facts in [placement.facts for placement in ended]
