"""Tasks: for somebody who may do them, due when somebody works, ended once, never passed on silently."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from cases.enums.talks import TaskSource, TaskState
from cases.models import Task
from cases.services import life, tasks
from icam.calendar import ZONE
from icam.models import ClosingDay, Submission
from icam.services import users
from tests import factories
from tests.cases.proof import refusal, stale, told
from tests.work import make_task

FRIDAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


def make(cast: SimpleNamespace, **given: Any) -> Task | None:
    words = {"owner": cast.coach, "title": "Call the school", "due_on": FRIDAY, "source": TaskSource.CASE}
    return tasks.make(cast.case, by=cast.coach, **words | given)


# Made -----------------------------------------------------------------------------------------------------------------


def test_a_task_is_somebodys_by_a_day(cast: SimpleNamespace) -> None:
    task = make(cast)
    assert task is not None
    assert (task.owner, task.due_on, task.state, task.made_by) == (cast.coach, FRIDAY, TaskState.OPEN, cast.coach)
    assert told(task) == ["task_made"]


@pytest.mark.parametrize(
    "day",
    [date(2026, 3, 1), date(2026, 3, 7), date(2026, 4, 6), date(2026, 3, 4), date(2026, 3, 5), date(2028, 3, 3)],
    ids=["yesterday", "Saturday", "Easter Monday", "closed everywhere", "his office closed", "too far ahead"],
)
def test_a_day_on_which_nobody_works_is_refused(cast: SimpleNamespace, day: date) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Staff day")
    ClosingDay.objects.create(day=date(2026, 3, 5), label="Works", office=cast.office)
    with refusal("due_on"):
        make(cast, due_on=day)


def test_the_refusal_names_the_next_working_day(cast: SimpleNamespace) -> None:
    with pytest.raises(Exception, match="Mon 9 Mar 2026"):
        make(cast, due_on=date(2026, 3, 7))


def test_only_who_may_work_on_the_case_gets_a_task(cast: SimpleNamespace) -> None:
    gone = factories.make_coach(cast.here, is_active=False, deactivated_at=datetime(2026, 1, 1, tzinfo=ZONE))
    for owner in (cast.colleague, cast.coach_elsewhere, cast.head, cast.administrator, gone):
        with refusal("owner"):
            make(cast, owner=owner)
    assert make(cast, owner=cast.manager) is not None
    assert tasks.able(cast.case) == [cast.coach, cast.manager]


def test_a_closed_case_gets_no_task(cast: SimpleNamespace) -> None:
    cast.case = factories.make_case(coach=cast.coach, region=cast.here, state="closed")
    with refusal():
        make(cast)


def test_a_rule_makes_it_once(cast: SimpleNamespace) -> None:
    assert make(cast, key="returned:AB") is not None
    assert make(cast, key="returned:AB") is None
    assert Task.objects.count() == 1


# Changed --------------------------------------------------------------------------------------------------------------


def test_a_task_goes_to_somebody_else_by_an_act(cast: SimpleNamespace) -> None:
    task = make_task(cast.case)
    tasks.reassign(task, by=cast.manager, version=1, owner=cast.manager, reason="Leave")
    assert (Task.objects.get().owner, told(task)) == (cast.manager, ["task_changed"])
    with refusal("owner"):
        tasks.reassign(task, by=cast.manager, version=2, owner=cast.colleague)
    with stale():
        tasks.reassign(task, by=cast.manager, version=1, owner=cast.coach)


def test_the_last_day_can_be_moved(cast: SimpleNamespace) -> None:
    task = make_task(cast.case)
    tasks.change_due(task, by=cast.coach, version=1, due_on=FRIDAY)
    with refusal("due_on"):
        tasks.change_due(task, by=cast.coach, version=2, due_on=date(2026, 3, 8))
    assert Task.objects.get().due_on == FRIDAY


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED])
def test_a_task_ends_once_with_a_note(cast: SimpleNamespace, state: TaskState) -> None:
    task = make_task(cast.case)
    tasks.end(task, by=cast.coach, version=1, state=state, note="Called")
    ended = Task.objects.get()
    assert (ended.state, ended.note, ended.ended_on, ended.ended_by) == (state, "Called", date(2026, 3, 2), cast.coach)
    assert told(task) == ["task_ended"]
    with refusal():
        tasks.end(task, by=cast.coach, version=2, state=state, note="Again")
    with refusal():
        tasks.reassign(task, by=cast.manager, version=2, owner=cast.manager)


def test_what_is_no_longer_needed_says_why(cast: SimpleNamespace) -> None:
    with refusal("note"):
        tasks.end(make_task(cast.case), by=cast.coach, version=1, state=TaskState.DROPPED, note=" ")


# People who leave, cases that move ------------------------------------------------------------------------------------


def test_who_has_open_tasks_stays(cast: SimpleNamespace) -> None:
    task = make_task(cast.case, owner=cast.manager)
    with refusal():
        users.deactivate(cast.manager, by=cast.administrator, version=1)
    tasks.end(task, by=cast.manager, version=1, state=TaskState.DONE)
    assert not users.deactivate(cast.manager, by=cast.administrator, version=1).is_active


def test_who_has_open_tasks_keeps_his_region(cast: SimpleNamespace) -> None:
    make_task(cast.case, owner=cast.manager)
    profile = {"username": cast.manager.username, "email": "", "role": "manager"}
    with refusal("regions"):
        users.change(cast.manager, by=cast.administrator, version=1, regions=[cast.elsewhere], **profile)
    with refusal("role"):
        users.change(cast.manager, by=cast.administrator, version=1, regions=[], **profile | {"role": "head"})
    both = [cast.here, cast.elsewhere]
    assert users.change(cast.manager, by=cast.administrator, version=1, regions=both, **profile)


def test_assigning_a_case_asks_what_becomes_of_its_tasks(cast: SimpleNamespace, sign_in: Any) -> None:
    make_task(cast.case), make_task(cast.case, owner=cast.manager)
    manager = sign_in(cast.manager)
    url = reverse("cases:assign", args=[cast.case.pk])
    data = {"version": cast.case.version, "region": cast.here.pk, "office": cast.office.pk, "coach": cast.colleague.pk}
    page = manager.post(url, data)
    assert list(page.context["form"].errors) == ["open_tasks"]
    assert manager.post(url, data | {"open_tasks": "pass"}).status_code == 302
    assert list(Task.objects.order_by("pk").values_list("owner", flat=True)) == [cast.colleague.pk, cast.manager.pk]


def test_tasks_that_are_kept_stay_with_the_old_coach_who_can_end_them(cast: SimpleNamespace, sign_in: Any) -> None:
    task = make_task(cast.case)
    data = {"version": cast.case.version, "region": cast.here.pk, "office": cast.office.pk, "coach": cast.colleague.pk}
    url = reverse("cases:assign", args=[cast.case.pk])
    assert sign_in(cast.manager).post(url, data | {"open_tasks": "keep"}).status_code == 302
    assert Task.objects.get().owner == cast.coach
    coach = sign_in(cast.coach)
    end = reverse("cases:end_task", args=[cast.case.pk, task.pk])
    coach.post(reverse("cases:purpose", args=[cast.case.pk]), {"purpose": "cover"})
    assert coach.post(end, {"version": 1, "state": "done", "note": ""}).status_code == 302


def test_closing_a_case_asks_what_becomes_of_its_tasks(cast: SimpleNamespace, sign_in: Any) -> None:
    make_task(cast.case)
    life_case = cast.case
    proposal = {"reason": "other", "explanation": "Gone"}
    sign_in(cast.coach).post(reverse("cases:propose_closure", args=[life_case.pk]), proposal)
    manager, url = sign_in(cast.manager), reverse("cases:decide_closure", args=[life_case.pk])
    data = {"decision": "approve", "on": "02/03/2026", "answer": ""}
    assert list(manager.post(url, data).context["form"].errors) == ["open_tasks"]
    assert manager.post(url, data | {"open_tasks": "drop"}).status_code == 302
    assert (Task.objects.get().state, life.hold(life_case).state) == (TaskState.DROPPED, "closed")


# The pages ------------------------------------------------------------------------------------------------------------


def titles(page: Any) -> list[str]:
    return [task.title for task in page.context["page"].rows]


def test_the_list_shows_what_is_overdue_first(cast: SimpleNamespace, sign_in: Any) -> None:
    make_task(cast.case, title="later")
    make_task(cast.case, title="overdue", due_on=date(2026, 2, 27))
    make_task(cast.case, title="today", due_on=date(2026, 3, 2), source=TaskSource.LETTER)
    make_task(cast.case, title="done", state=TaskState.DONE)
    make_task(cast.case, title="the manager's", owner=cast.manager)
    coach, url = sign_in(cast.coach), reverse("cases:tasks")
    assert titles(coach.get(url)) == ["overdue", "today", "later"]
    assert titles(coach.get(url, {"due": "overdue"})) == ["overdue"]
    assert titles(coach.get(url, {"due": "today"})) == ["today"]
    assert titles(coach.get(url, {"due": "week"})) == ["overdue", "today", "later"]
    assert titles(coach.get(url, {"source": "letter"})) == ["today"]
    assert titles(coach.get(url, {"state": "done"})) == ["done"]
    for wrong in ({"whose": "region"}, {"due": "never"}, {"tea": "1"}, {"after": "x"}, {"owner": cast.coach.pk}):
        assert coach.get(url, wrong).status_code == 400


def test_the_manager_sees_the_region_and_whose_they_are(cast: SimpleNamespace, sign_in: Any) -> None:
    make_task(cast.case, title="the coach's")
    make_task(cast.case, title="own", owner=cast.manager)
    make_task(factories.make_case(coach=cast.coach_elsewhere), title="elsewhere")
    manager, url = sign_in(cast.manager), reverse("cases:tasks")
    assert titles(manager.get(url)) == ["own"]
    assert sorted(titles(manager.get(url, {"whose": "region"}))) == ["own", "the coach's"]
    assert titles(manager.get(url, {"whose": "region", "owner": cast.coach.pk})) == ["the coach's"]


def test_long_lists_have_pages(cast: SimpleNamespace, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("icam.paging.page_of.__kwdefaults__", {"descending": False, "size": 2})
    for number in range(3):
        make_task(cast.case, title=str(number))
    coach = sign_in(cast.coach)
    page = coach.get(reverse("cases:tasks"))
    assert titles(page) == ["0", "1"]
    assert titles(coach.get(reverse("cases:tasks") + page.context["page"].next)) == ["2"]


def test_the_month_puts_each_task_on_its_day(cast: SimpleNamespace, sign_in: Any) -> None:
    make_task(cast.case, title="Friday", due_on=FRIDAY)
    page = sign_in(cast.coach).get(reverse("cases:task_calendar"), {"month": "2026-03"})
    cells = {cell["day"]: [task.title for task in cell["tasks"]] for week in page.context["weeks"] for cell in week}
    assert (cells[FRIDAY], cells[date(2026, 3, 5)]) == (["Friday"], [])
    assert (min(cells), max(cells)) == (date(2026, 3, 2), date(2026, 4, 3))
    for wrong in ("2026-13", "1899-01", "x"):
        assert sign_in(cast.coach).get(reverse("cases:task_calendar"), {"month": wrong}).status_code == 400


def test_so_many_working_days_are_counted_by_the_form(cast: SimpleNamespace, sign_in: Any) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Works", office=cast.office)
    url = reverse("cases:add_task", args=[cast.case.pk])
    data = {"title": "Call", "owner": cast.coach.pk, "due_on": "", "in_days": "3"}
    assert sign_in(cast.coach).post(url, data).status_code == 302
    assert Task.objects.get().due_on == FRIDAY
    assert Submission.objects.count() == 1
    both = sign_in(cast.coach).post(url, data | {"due_on": "06/03/2026"})
    assert list(both.context["form"].errors) == ["in_days"]
