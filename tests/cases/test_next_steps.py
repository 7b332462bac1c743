"""What follows when somebody did not come: the step of the region's rule, once, for the right colleague."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.enums import InterviewState, Track
from cases.enums.talks import InterpreterState, ReasonVerdict, TaskAct, TaskSource, TaskState
from cases.models import Case, Interview, Task, WrittenReason
from cases.services import next_steps, tasks, written_reasons
from icam.calendar import ZONE
from icam.enums import NoShowStep
from icam.models import ClosingDay, NoShowRule
from tests import factories
from tests.cases.proof import refusal, stale, told

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 17, 0, tzinfo=ZONE), tick=False):
        yield


def missed(case: Case, day: date = MONDAY, **given: Any) -> Interview:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    return factories.make_interview(case, **{"state": InterviewState.NO_SHOW, "planned_at": at} | given)


def follow(interview: Interview, cast: SimpleNamespace) -> Task | None:
    return next_steps.after(Interview.objects.get(pk=interview.pk), by=cast.coach)


# The rule of the region -----------------------------------------------------------------------------------------------


def test_a_region_without_rule_invites_checks_and_then_decides(cast: SimpleNamespace) -> None:
    made = [follow(missed(cast.case, MONDAY - timedelta(days=7 * n)), cast) for n in (3, 2, 1, 0)]
    assert [(task.leads_to, task.owner) for task in made if task] == [
        (TaskAct.PLAN, cast.coach),
        (TaskAct.CHECK, cast.coach),
        (TaskAct.DECIDE, cast.manager),
        (TaskAct.DECIDE, cast.manager),
    ]
    assert {task.due_on for task in made if task} == {date(2026, 3, 9)}
    assert {task.source for task in made if task} == {TaskSource.RULE}


def test_the_rule_of_the_region_says_which_step_and_when(cast: SimpleNamespace) -> None:
    NoShowRule.objects.create(region=cast.here, from_count=1, step=NoShowStep.ADDRESS_CHECK, days=2)
    NoShowRule.objects.create(region=cast.here, from_count=2, step=NoShowStep.MANAGER_DECIDES, days=10)
    NoShowRule.objects.create(region=cast.elsewhere, from_count=1, step=NoShowStep.MANAGER_DECIDES, days=1)
    steps = [next_steps.step_for(cast.case, count) for count in (1, 2, 7)]
    assert steps == [
        (NoShowStep.ADDRESS_CHECK, 2), (NoShowStep.MANAGER_DECIDES, 10), (NoShowStep.MANAGER_DECIDES, 10)
    ]  # fmt: skip


def test_working_days_are_those_of_the_office_of_who_does_it(cast: SimpleNamespace) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Works", office=cast.office)
    task = follow(missed(cast.case), cast)
    assert task is not None
    assert task.due_on == date(2026, 3, 10)
    assert tasks.in_working_days(5, case=cast.case, owner=factories.make_coach(office=factories.make_office())) == (
        date(2026, 3, 9)
    )


def test_the_step_is_made_once(cast: SimpleNamespace) -> None:
    interview = missed(cast.case)
    first = follow(interview, cast)
    assert first is not None
    assert follow(interview, cast) is None
    assert Task.objects.get().key == f"no_show:{interview.pk}"
    assert told(first) == ["task_made"]


@pytest.mark.parametrize("state", ["held", "left_early", "excused", "refused", "cancelled"])
def test_nothing_follows_any_other_outcome(cast: SimpleNamespace, state: str) -> None:
    assert follow(missed(cast.case, state=InterviewState(state)), cast) is None
    assert next_steps.missed_in_cycle(cast.case) == 0


def test_misses_of_an_earlier_cycle_do_not_count(cast: SimpleNamespace) -> None:
    missed(cast.case, cast.case.opened_on - timedelta(days=1))
    missed(cast.case, cast.case.opened_on)
    assert next_steps.missed_in_cycle(cast.case) == 1


def test_a_case_without_coach_is_the_managers(cast: SimpleNamespace) -> None:
    case = factories.make_case(region=cast.here, state="invited")
    task = next_steps.after(missed(case), by=cast.manager)
    assert task is not None
    assert task.owner == cast.manager


def test_the_title_is_in_the_language_of_who_does_it_and_names_nobody(cast: SimpleNamespace) -> None:
    task = follow(missed(cast.case), cast)
    assert task is not None
    assert task.title == "Did not come on 2 Mar 2026 (1×): invite again"


# Our fault ------------------------------------------------------------------------------------------------------------


def test_the_no_show_of_the_interpreter_never_counts_against_the_person(cast: SimpleNamespace) -> None:
    task = follow(missed(cast.case, interpreter_state=InterpreterState.NO_SHOW), cast)
    assert next_steps.missed_in_cycle(cast.case) == 0
    assert task is not None
    assert (task.leads_to, task.title) == (TaskAct.PLAN, "The interpreter did not come on 2 Mar 2026: invite again")
    assert not WrittenReason.objects.exists()


# The transfer track ---------------------------------------------------------------------------------------------------


@pytest.fixture
def transfer(cast: SimpleNamespace) -> Case:
    return factories.make_case(
        coach=cast.coach, region=cast.here, office=cast.office, state="invited", track=Track.TRANSFER
    )


def reason_of(case: Case, cast: SimpleNamespace) -> WrittenReason:
    interview = missed(case)
    follow(interview, cast)
    return WrittenReason.objects.select_related("interview__case__household").get(interview=interview)


def test_three_working_days_for_a_reason_in_writing(cast: SimpleNamespace, transfer: Case) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 3), label="Staff day")
    reason = reason_of(transfer, cast)
    assert (reason.missed_on, reason.due_on, reason.verdict) == (MONDAY, date(2026, 3, 6), ReasonVerdict.OPEN)
    assert told(reason) == ["written_reason_awaited"]
    assert [task.leads_to for task in Task.objects.all()] == [TaskAct.PLAN]


def test_on_the_return_track_no_reason_is_awaited(cast: SimpleNamespace) -> None:
    follow(missed(cast.case), cast)
    assert not WrittenReason.objects.exists()


def test_a_valid_reason_takes_the_miss_away(cast: SimpleNamespace, transfer: Case) -> None:
    missed(transfer, MONDAY - timedelta(days=7))
    reason = reason_of(transfer, cast)
    assert [task.leads_to for task in Task.objects.all()] == [TaskAct.CHECK]
    written_reasons.receive(reason, by=cast.coach, version=1, received_on=MONDAY, text="In hospital")
    written_reasons.decide(reason, by=cast.manager, version=2, verdict=ReasonVerdict.VALID, because="Certificate")
    assert next_steps.missed_in_cycle(transfer) == 1
    rows = Task.objects.order_by("pk").values_list("leads_to", "state", "owner")
    assert list(rows) == [
        (TaskAct.CHECK, TaskState.DROPPED, cast.coach.pk),
        (TaskAct.REASON, TaskState.DONE, cast.manager.pk),
        (TaskAct.PLAN, TaskState.OPEN, cast.coach.pk),
    ]


def test_an_invalid_reason_leaves_the_miss(cast: SimpleNamespace, transfer: Case) -> None:
    reason = reason_of(transfer, cast)
    written_reasons.receive(reason, by=cast.coach, version=1, received_on=MONDAY, text="Overslept")
    written_reasons.decide(reason, by=cast.manager, version=2, verdict=ReasonVerdict.INVALID, because="No reason")
    assert next_steps.missed_in_cycle(transfer) == 1
    assert reason.decided_by == cast.manager


def test_what_cannot_be_decided_is_refused(cast: SimpleNamespace, transfer: Case) -> None:
    reason = reason_of(transfer, cast)

    def decide(verdict: ReasonVerdict, because: str = "x", version: int = 1) -> None:
        written_reasons.decide(reason, by=cast.manager, version=version, verdict=verdict, because=because)

    with refusal("verdict"):
        decide(ReasonVerdict.VALID)  # nothing has come in
    with refusal("verdict"):
        decide(ReasonVerdict.INVALID)  # the person still has time
    with refusal("verdict"):
        decide(ReasonVerdict.OPEN)
    with refusal("because"):
        decide(ReasonVerdict.INVALID, because=" ")
    with stale():
        decide(ReasonVerdict.INVALID, version=9)
    with refusal("received_on"):
        written_reasons.receive(reason, by=cast.coach, version=1, received_on=date(2026, 3, 3), text="x")
    with refusal("received_on"):
        written_reasons.receive(reason, by=cast.coach, version=1, received_on=date(2026, 3, 1), text="x")
    with refusal("text"):
        written_reasons.receive(reason, by=cast.coach, version=1, received_on=MONDAY, text=" ")


def test_a_reason_that_never_came_is_chased_once(cast: SimpleNamespace, transfer: Case) -> None:
    reason = reason_of(transfer, cast)
    assert written_reasons.chase() == 0
    with time_machine.travel(datetime(2026, 3, 5, 23, 30, tzinfo=ZONE), tick=False):
        assert written_reasons.chase() == 0  # the last day is still his
    with time_machine.travel(datetime(2026, 3, 6, 0, 30, tzinfo=ZONE), tick=False):
        assert [written_reasons.chase(), written_reasons.chase()] == [1, 0]
        task = Task.objects.get(leads_to=TaskAct.REASON)
        assert (task.owner, task.made_by, task.due_on) == (cast.manager, None, date(2026, 3, 11))
        written_reasons.decide(reason, by=cast.manager, version=1, verdict=ReasonVerdict.INVALID, because="Nothing")
    assert Task.objects.get(pk=task.pk).state == TaskState.DONE
