"""Tasks: what is to be done on a case, by whom, by when. None goes to somebody else unless somebody says so.

Locks are taken in one order: the case, then its tasks, then the user who gets one. So nobody is deactivated (which
holds the user) while a task becomes his.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access import cases_for, holds
from cases.enums.talks import TaskAct, TaskSource, TaskState
from cases.models import Case, Interview, Task
from cases.models.task import TaskQuerySet
from cases.services import life
from icam.audit import record
from icam.calendar import add_working_days, is_working_day, on_or_after, today
from icam.dates import weekday_in_words
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability, Role
from icam.refusals import Refused
from icam.services.closing_days import of_office
from icam.workflow import edit

FARTHEST = timedelta(days=730)
ONCE = "a_rule_makes_a_task_once"


@transaction.atomic
def make(
    case: Case,
    *,
    by: User | None,
    owner: User,
    title: str,
    due_on: date,
    source: TaskSource,
    interview: Interview | None = None,
    key: str = "",
    leads_to: TaskAct | None = None,
) -> Task | None:
    """Something to be done; None when the same `key` has made its task before, whoever was faster.

    Raises Refused beside `owner` for who may not work on the case, beside `due_on` for a day that cannot be.
    """
    if not life.hold(case).is_open:
        raise Refused(_("The case is closed: nothing is left to be done on it."))
    if key and Task.objects.filter(key=key).exists():
        return None
    takes(case, owner)
    fits(due_on, case, owner)
    try:
        with transaction.atomic():
            task = Task.objects.create(
                case=case, interview=interview, owner=owner, title=title, due_on=due_on, source=source, key=key,
                leads_to=leads_to or "", made_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        if key and getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") == ONCE:
            return None
        raise
    record(Verb.TASK_MADE, task, by=by, owner=owner.pk, due_on=due_on.isoformat(), source=source)
    return task


def key_of(rule: str, interview: Interview) -> str:
    """By which the task of a rule about an interview is known; another one once that task fell away."""
    key = f"{rule}:{interview.pk}"
    fell_away = Task.objects.filter(key=key, state=TaskState.DROPPED).exists()
    return f"{key}:{interview.version}" if fell_away else key


@transaction.atomic
def reassign(task: Task, *, by: User, version: int, owner: User, reason: str = "") -> Task:
    """Somebody else does it. Only the task goes over: what anybody has begun to write stays his. Raises Stale."""
    current = _open(task)
    takes(current.case, owner)
    edit(task, by=by, version=version, verb=Verb.TASK_CHANGED, reason=reason, owner_id=owner.pk)
    return task


@transaction.atomic
def change_due(task: Task, *, by: User, version: int, due_on: date, reason: str = "") -> Task:
    """Another last day. Raises Stale."""
    current = _open(task)
    fits(due_on, current.case, current.owner)
    edit(task, by=by, version=version, verb=Verb.TASK_CHANGED, reason=reason, due_on=due_on)
    return task


@transaction.atomic
def end(task: Task, *, by: User | None, version: int, state: TaskState, note: str = "") -> Task:
    """Done, or no longer needed (then the note says why). Raises Stale when somebody was faster."""
    if state == TaskState.DROPPED and not note.strip():
        raise Refused({"note": _("Say why this is no longer needed.")})
    _open(task)
    edit(
        task, by=by, version=version, verb=Verb.TASK_ENDED, reason=state.value, state=state, note=note.strip(),
        ended_on=today(), ended_by_id=by.pk if by else None,
    )  # fmt: skip
    return task


def _open(task: Task) -> Task:
    """The task as it stands now, its case locked before it. Refused once it was ended."""
    life.hold(task.case)
    current = Task.objects.select_related("case", "owner").get(pk=task.pk)
    if current.state != TaskState.OPEN:
        raise Refused(_("This task is ended already."))
    return current


# Whose they are -----------------------------------------------------------------------------------------------------


def leads(user: User) -> bool:
    """Whether `user` sees the tasks of colleagues: whoever gives cases to coaches."""
    return user.may(Capability.ASSIGN_CASE)


def visible(user: User, *, of_region: bool = False) -> TaskQuerySet:
    """The own tasks, or all of the region for who leads it; never of a case that the reader may not open."""
    if of_region and leads(user):
        return Task.objects.filter(case__in=cases_for(user, Capability.ASSIGN_CASE))
    return Task.objects.filter(owner=user, case__in=cases_for(user))


def owners(user: User) -> "QuerySet[User]":
    """Whose open tasks stand in the list of the region, whoever has left included."""
    found: QuerySet[User] = User.objects.filter(pk__in=visible(user, of_region=True).open().values("owner"))
    return found


def of_month(rows: TaskQuerySet, first: date, last: date) -> dict[date, list[Task]]:
    """The open tasks due from `first` to `last`, by day."""
    days: dict[date, list[Task]] = defaultdict(list)
    for task in rows.open().filter(due_on__range=(first, last)).order_by("due_on", "pk"):
        days[task.due_on].append(task)
    return days


def kept_by(user: User, *, regions: Collection[int]) -> str:
    """Why somebody who has open tasks stays where he works (settings.LEAVING_CHECKS); nothing when he has none.

    What is to be done in `regions` does not keep him: there he goes on working.
    """
    count = Task.objects.open().filter(owner=user).exclude(case__region__in=regions).count()
    if not count:
        return ""
    return ngettext(
        "%(name)s still has %(count)s open task. It is given to a colleague first, by the regional manager.",
        "%(name)s still has %(count)s open tasks. They are given to colleagues first, by the regional manager.",
        count,
    ) % {"name": user, "count": count}


def held_by(case: Case, user: User | None) -> list[Task]:
    """The open tasks that `user` has on the case, the soonest first."""
    return list(case.tasks.open().filter(owner=user).order_by("due_on", "pk")) if user else []


@transaction.atomic
def pass_on(case: Case, *, by: User, giver: User | None, to: User) -> int:
    """The open tasks that `giver` has on the case go to another, as the manager chose; how many."""
    life.hold(case)
    given = held_by(case, giver) if giver != to else []
    for task in given:
        reassign(task, by=by, version=task.version, owner=to)
    return len(given)


@transaction.atomic
def drop_all(case: Case, *, by: User, note: str) -> None:
    """Nothing of what is open on the case is needed any more."""
    life.hold(case)
    for task in case.tasks.open():
        end(task, by=by, version=task.version, state=TaskState.DROPPED, note=note)


# Who, and by when ----------------------------------------------------------------------------------------------------


def takes(case: Case, owner: User) -> None:
    """Refused unless `owner` is one of the active coaches who may work on the case; held, so that he stays so."""
    held = User.objects.coaching().held().filter(pk=owner.pk).first()
    if held is None or not holds(held, case, Capability.WORK_CASE):
        raise Refused({"owner": _("This colleague may not work on the case.")})


def fits(due_on: date, case: Case, owner: User) -> None:
    """Refused beside `due_on` unless the office of the owner works on that day."""
    if due_on < today():
        raise Refused({"due_on": _("The day lies in the past.")})
    if due_on > today() + FARTHEST:
        raise Refused({"due_on": _("The day lies too far ahead: at most two years.")})
    closed = of_office(_office(case, owner))
    if not is_working_day(due_on, closed):
        following = weekday_in_words(on_or_after(due_on, closed))
        raise Refused({"due_on": _("Nobody works on that day. The next working day is %(day)s.") % {"day": following}})


def in_working_days(days: int, *, case: Case, owner: User) -> date:
    """The day so many working days from today, as the office of the owner counts them."""
    return add_working_days(today(), days, of_office(_office(case, owner)))


def _office(case: Case, owner: User) -> int | None:
    return owner.office_id or case.office_id


def able(case: Case) -> "list[User]":
    """The active coaches and managers who may work on the case, its coach first."""
    near = User.objects.coaching().filter(regions=case.region_id) | User.objects.coaching().filter(
        pk__in=case.grants.values("user")
    )
    found = [user for user in near.distinct() if cases_for(user, Capability.WORK_CASE).filter(pk=case.pk).exists()]
    return sorted(found, key=lambda user: user.pk != case.coach_id)


def responsible(case: Case, *, by: User | None, besides: User | None = None) -> User | None:
    """Who does what a rule asks: the coach of the case, else a manager of its region, else whoever acts.

    None when nobody may work on the case any more.
    """
    asked = [case.coach, besides, *_managers(case), by]
    return next((user for user in asked if user and _may(user, case)), None)


def decider(case: Case, *, by: User | None) -> User | None:
    """Who decides what becomes of the case: a manager of its region; where there is none, as for `responsible`."""
    return next((user for user in _managers(case) if _may(user, case)), None) or responsible(case, by=by)


def _managers(case: Case) -> "list[User]":
    """The managers of the region, those of the office of the case first."""
    rows = User.objects.active().filter(role=Role.MANAGER, regions=case.region_id)
    return sorted(rows, key=lambda user: (user.office_id != case.office_id, user.pk))


def _may(user: User, case: Case) -> bool:
    return user.is_active and holds(user, case, Capability.WORK_CASE)
