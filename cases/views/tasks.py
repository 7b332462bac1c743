"""Tasks: the list, the month, the tab of a case, and what is done with one."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_case, holds, open_case
from cases.enums.talks import TaskAct, TaskSource, TaskState
from cases.forms.tasks import DueForm, EndTaskForm, MonthForm, ReassignForm, TaskForm, TaskListForm
from cases.models import Case, Task
from cases.models.task import TaskQuerySet
from cases.services import tasks
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.audit import record
from icam.calendar import add_working_days, is_working_day, month_period, today
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, require_capability
from icam.models import User
from icam.paging import capped_count, page_of
from icam.permissions import Capability

SHOWN_A_DAY = 4


# The lists ------------------------------------------------------------------------------------------------------------


@require_safe
@require_capability(Capability.WORK_CASE)
def task_list(request: StaffRequest) -> HttpResponse:
    """The own tasks, or the region's, what is overdue first."""
    query = request.GET.copy()
    for mark in ("after", "before"):
        query.pop(mark, None)
    form = TaskListForm.read(query, user=request.user)
    rows = _narrow(tasks.visible(request.user, of_region=form.of_region), form)
    shown = rows.select_related("case__household__principal__merged_into", "owner", "interview")
    page = page_of(request, shown, ("due_on", "pk"), descending=bool(form.cleaned_data["state"]))
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="tasks", rows=len(page.rows), filters=sorted(request.GET))
    context = {
        "page": page,
        "form": form,
        "count": capped_count(rows),
        "tabs": _tabs(request.user, form.of_region),
        "today": today(),
    }
    return render(request, "cases/tasks.html", context)


def _narrow(rows: TaskQuerySet, form: TaskListForm) -> TaskQuerySet:
    asked, day = form.cleaned_data, today()
    rows = rows.filter(state=asked["state"] or TaskState.OPEN)
    if asked["due"]:
        until = {"overdue": day - timedelta(days=1), "today": day, "week": add_working_days(day, 5)}[asked["due"]]
        rows = rows.filter(due_on__lte=until)
        rows = rows.filter(due_on=day) if asked["due"] == "today" else rows
    if asked["source"]:
        rows = rows.filter(source=asked["source"])
    return rows.filter(owner=asked["owner"]) if asked.get("owner") else rows


def _tabs(user: User, of_region: bool) -> list[dict[str, Any]]:
    keys = [(TaskListForm.MINE, _("My tasks"))]
    if tasks.leads(user):
        keys.append((TaskListForm.REGION, _("My region")))
    return [
        {
            "key": key,
            "label": label,
            "count": capped_count(tasks.visible(user, of_region=key == TaskListForm.REGION).open()),
            "current": of_region is (key == TaskListForm.REGION),
        }
        for key, label in keys
    ]


@require_safe
@require_capability(Capability.WORK_CASE)
def task_calendar(request: StaffRequest) -> HttpResponse:
    """One month of open tasks, week by week."""
    form = MonthForm.read(request.GET, user=request.user)
    day, of_region = today(), form.cleaned_data["whose"] == TaskListForm.REGION
    year, month = (int(part) for part in (form.cleaned_data["month"] or f"{day:%Y-%m}").split("-"))
    period = month_period(year, month)
    first = first_monday(period.first)
    rows = tasks.visible(request.user, of_region=of_region)
    found = tasks.of_month(
        rows.select_related("case__household__principal__merged_into", "owner"),
        first,
        first + timedelta(days=41),
    )
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="task_calendar", month=f"{year}-{month:02}")
    context = {
        "weeks": _weeks(first, period.last, found),
        "month": period.first,
        "earlier": f"{period.first - timedelta(days=1):%Y-%m}",
        "later": f"{period.last + timedelta(days=1):%Y-%m}",
        "whose": TaskListForm.REGION if of_region else TaskListForm.MINE,
        "tabs": _tabs(request.user, of_region),
        "today": day,
    }
    return render(request, "cases/task_calendar.html", context)


def first_monday(day: date) -> date:
    """The Monday of the week of `day`; of the next week when that week has no day left on which somebody works."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(days=7) if day.weekday() > 4 else monday


def _weeks(first: date, last: date, found: dict[date, list[Task]]) -> list[list[dict[str, Any]]]:
    """The weeks from Monday `first` on that hold a day up to `last`; Saturday and Sunday hold no task."""
    weeks = []
    while first <= last:
        days = [first + timedelta(days=n) for n in range(5)]
        weeks.append(
            [
                {
                    "day": day,
                    "outside": day.month != last.month,
                    "free": not is_working_day(day),
                    "tasks": found.get(day, [])[:SHOWN_A_DAY],
                    "more": max(len(found.get(day, [])) - SHOWN_A_DAY, 0),
                }
                for day in days
            ]
        )
        first += timedelta(days=7)
    return weeks


# On a case ------------------------------------------------------------------------------------------------------------


@require_safe
def case_tasks(request: StaffRequest, pk: int) -> HttpResponse:
    """What is to be done on this case, and what was."""
    case = open_case(request, pk)
    rows = case.tasks.select_related("owner", "ended_by", "interview", "made_by")
    still = list(rows.open().order_by("due_on", "pk"))
    context = {
        **frame_of(request, case, tab="tasks"),
        "open_tasks": still,
        "ended": rows.exclude(state=TaskState.OPEN).order_by("-ended_on", "-pk"),
        "today": today(),
        "deciding": {TaskAct.DECIDE},
        "may_work": holds(request.user, case, Capability.WORK_CASE),
        "may_assign": holds(request.user, case, Capability.ASSIGN_CASE),
    }
    return render(request, "cases/case_tasks.html", context)


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = TaskForm(sent(request), case=case, user=request.user)

    def act() -> str:
        typed = form.cleaned_data
        due_on = typed["due_on"] or tasks.in_working_days(typed["in_days"], case=case, owner=typed["owner"])
        words = {"owner": typed["owner"], "title": typed["title"], "due_on": due_on}
        tasks.make(case, by=request.user, source=TaskSource.CASE, **words)
        return reverse("cases:case_tasks", args=[pk])

    return act_page(
        request, case, form, act, title=_("Add a task"), button=_("Add the task"), done=_("The task is added."),
        back=reverse("cases:case_tasks", args=[pk]),
    )  # fmt: skip


def _task(request: StaffRequest, pk: int, task_pk: int) -> tuple[Case, Task]:
    """The case and its task, for who works on the case, or has the task still after the case was given to another."""
    shown = get_case(request.user, pk)
    task = get_object_or_404(shown.tasks.select_related("case__household__principal", "owner"), pk=task_pk)
    is_his = task.owner_id == request.user.pk
    return open_case(request, pk, Capability.VIEW_CASE if is_his else Capability.WORK_CASE), task


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, pk: int, task_pk: int) -> HttpResponse:
    case, task = _task(request, pk, task_pk)
    form = EndTaskForm(sent(request), initial={"version": task.version})

    def act() -> str:
        typed = form.cleaned_data
        state = TaskState(typed["state"])
        tasks.end(task, by=request.user, version=typed["version"], state=state, note=typed["note"])
        return reverse("cases:case_tasks", args=[pk])

    return act_page(
        request, case, form, act, title=_("End the task"), button=_("Save"), done=_("The task is ended."),
        versioned=task, about=task.title, back=reverse("cases:case_tasks", args=[pk]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def reassign(request: StaffRequest, pk: int, task_pk: int) -> HttpResponse:
    case, task = _task(request, pk, task_pk)
    form = ReassignForm(sent(request), case=case, initial={"version": task.version, "owner": task.owner_id})

    def act() -> str:
        tasks.reassign(task, by=request.user, version=form.cleaned_data["version"], **form.words())
        return reverse("cases:case_tasks", args=[pk])

    return act_page(
        request, case, form, act, title=_("Give the task to a colleague"), button=_("Give the task"),
        done=_("The task is given."), versioned=task, about=task.title, back=reverse("cases:case_tasks", args=[pk]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_due(request: StaffRequest, pk: int, task_pk: int) -> HttpResponse:
    case, task = _task(request, pk, task_pk)
    form = DueForm(sent(request), initial={"version": task.version, "due_on": task.due_on})

    def act() -> str:
        typed = form.cleaned_data
        due_on = typed["due_on"] or tasks.in_working_days(typed["in_days"], case=case, owner=task.owner)
        tasks.change_due(task, by=request.user, version=typed["version"], due_on=due_on, reason=typed["reason"])
        return reverse("cases:case_tasks", args=[pk])

    return act_page(
        request, case, form, act, title=_("Change the last day of the task"), button=_("Save"),
        done=_("The last day is changed."), versioned=task, about=task.title,
        back=reverse("cases:case_tasks", args=[pk]),
    )  # fmt: skip
