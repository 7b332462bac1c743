"""Tasks, missed interviews and their written reasons: records, and the forms about them filled in."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from cases.enums import InterviewState
from cases.models import Case, Interview, Task, TaskDigest, WrittenReason
from icam.calendar import add_working_days, local_day, now, today
from icam.models import User
from tests import factories

Sheet = tuple[list[Any], dict[str, Any]]


def make_task(case: Case | None = None, **given: Any) -> Task:
    """An open task of the coach of `case`, due in five working days."""
    case = case or factories.make_case(coach=factories.make_coach())
    defaults: dict[str, Any] = {"case": case, "owner": case.coach, "title": "Call the school"}
    defaults["due_on"] = add_working_days(today(), 5)
    if given.get("state") in {"done", "dropped"}:
        defaults["ended_on"] = today()
    return Task.objects.create(**defaults | given)


def make_missed(case: Case, **given: Any) -> Interview:
    """An interview of yesterday to which nobody came."""
    defaults = {"state": InterviewState.NO_SHOW, "planned_at": now() - timedelta(days=1)}
    return factories.make_interview(case, **defaults | given)


def make_reason(case: Case, **given: Any) -> WrittenReason:
    """A missed interview of which a written reason is awaited."""
    interview = given.pop("interview", None) or make_missed(case)
    missed_on = local_day(interview.planned_at)
    defaults = {"interview": interview, "missed_on": missed_on, "due_on": add_working_days(missed_on, 3)}
    return WrittenReason.objects.create(**defaults | given)


# Rows -----------------------------------------------------------------------------------------------------------------


def rows(cast: SimpleNamespace) -> list[Any]:
    return [
        make_task(cast.case, key="no_show:0"),
        TaskDigest.objects.create(user=cast.coach, day=today()),
        make_reason(cast.case),
    ]


# Addresses ------------------------------------------------------------------------------------------------------------


def arguments(case: Case, coach: User) -> dict[str, list[Any]]:
    """What the addresses of one case need besides its number."""
    task, reason = make_task(case, owner=coach), make_reason(case)
    planned = factories.make_interview(case, planned_at=now() + timedelta(days=20))
    return {
        **{f"cases:{name}": [case.pk, task.pk] for name in ("end_task", "reassign_task", "change_task_due")},
        **{f"cases:{name}": [case.pk, reason.interview_id] for name in ("receive_reason", "decide_reason")},
        "cases:interpreter": [case.pk, planned.pk],
    }


# Forms ----------------------------------------------------------------------------------------------------------------

TODAY, SOON = (day.strftime("%d/%m/%Y") for day in (today(), add_working_days(today(), 7)))


def _add(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"title": "Call the school", "owner": cast.coach.pk, "due_on": SOON, "in_days": ""}


def _end(cast: SimpleNamespace) -> Sheet:
    task = make_task(cast.case)
    return [cast.case.pk, task.pk], {"state": "done", "note": "Called", "version": task.version}


def _reassign(cast: SimpleNamespace) -> Sheet:
    task = make_task(cast.case)
    return [cast.case.pk, task.pk], {"owner": cast.manager.pk, "reason": "Leave", "version": task.version}


def _due(cast: SimpleNamespace) -> Sheet:
    task = make_task(cast.case)
    return [cast.case.pk, task.pk], {"due_on": SOON, "in_days": "", "reason": "Closed", "version": task.version}


def _interpreter(cast: SimpleNamespace) -> Sheet:
    interview = factories.make_interview(cast.case)
    data = {"state": "confirmed", "interpreter": "Mrs Saïd", "mode": "on_site", "version": interview.version}
    return [cast.case.pk, interview.pk], data


def _receive(cast: SimpleNamespace) -> Sheet:
    reason = make_reason(cast.case)
    return [cast.case.pk, reason.interview_id], {"received_on": TODAY, "text": "Ill", "version": reason.version}


def _decide(cast: SimpleNamespace) -> Sheet:
    reason = make_reason(cast.case, received_on=today(), text="Ill")
    data = {"verdict": "valid", "because": "Certificate", "version": reason.version}
    return [cast.case.pk, reason.interview_id], data


WORK: dict[str, tuple[Callable[[SimpleNamespace], Sheet], str, int | None]] = {
    # who fills it in, and the answer after the case was closed meanwhile
    "add_task": (_add, "coach", 200),
    "end_task": (_end, "coach", 302),
    "reassign_task": (_reassign, "coach", 302),
    "change_task_due": (_due, "coach", 302),
    "interpreter": (_interpreter, "coach", 302),
    "receive_reason": (_receive, "coach", 302),
    "decide_reason": (_decide, "manager", 302),
}
