"""Whatever becomes of the appointments of a case: what counts as missed, and one task for each miss."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import InterviewState
from cases.enums.talks import InterpreterState, TaskAct
from cases.models import Interview, Task
from cases.services import interviews, next_steps
from icam.calendar import ZONE
from tests import factories

MISSED, OURS = "missed", "the interpreter stayed away"
BECAME = [MISSED, OURS, "held", "left_early", "excused", "refused", "cancelled"]
WORDS = {"excused": {"outcome_note": "The lawyer called"}, "cancelled": {"cancelled_because": "coach"}}
STEPS = [TaskAct.PLAN, TaskAct.CHECK, TaskAct.DECIDE]


@pytest.fixture(autouse=True)
def _a_tuesday_in_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 3, 9, 0, tzinfo=ZONE), tick=False):
        yield


def tell(cast: SimpleNamespace, became: str, hour: int) -> Interview:
    at = datetime(2026, 3, 2, 0, 0, tzinfo=ZONE) + timedelta(hours=hour)
    interview = factories.make_interview(cast.case, planned_at=at, minutes=30)
    words = {"present": [cast.case.household.principal_id], **WORDS.get(became, {})}
    if became == OURS:
        words["interpreter_state"] = InterpreterState.NO_SHOW
    outcome = InterviewState.NO_SHOW if became in {MISSED, OURS} else InterviewState(became)
    return interviews.record(interview, by=cast.coach, outcome=outcome, **words)


def run(cast: SimpleNamespace, story: list[str]) -> None:
    """Each outcome leads to what the rule says, and nothing else; recording again changes nothing."""
    expected: list[TaskAct] = []
    misses = 0
    for hour, became in enumerate(story):
        interview = tell(cast, became, hour)
        misses += became == MISSED
        if became == MISSED:
            expected.append(STEPS[min(misses, 3) - 1])
        elif became == OURS:
            expected.append(TaskAct.PLAN)
        assert next_steps.missed_in_cycle(cast.case) == misses
        assert next_steps.after(interview, by=cast.colleague) is None
    made = Task.objects.order_by("pk").values_list("leads_to", "key")
    assert [act for act, _key in made] == expected
    assert len({key for _act, key in made}) == len(expected)


@pytest.mark.parametrize("examples", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_any_sequence_of_outcomes_counts_and_leads_on(cast: SimpleNamespace, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(story=st.lists(st.sampled_from(BECAME), max_size=8))
    def whatever_happens(story: list[str]) -> None:
        with transaction.atomic():
            cast.case.refresh_from_db()
            run(cast, story)
            transaction.set_rollback(True)

    whatever_happens()
