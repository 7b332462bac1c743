"""What follows when somebody did not come: the step that the rule of the region names, as a task, once."""

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums import InterviewState, Track
from cases.enums.talks import InterpreterState, TaskAct, TaskSource, TaskState
from cases.models import Case, Interview, Task
from cases.services import tasks, written_reasons
from icam.calendar import local_day, start_of
from icam.dates import day_in_words
from icam.enums import NoShowStep
from icam.models import NoShowRule, User

# Where a region has no rule that reaches so far: the first time, the second, and from the third on.
DEFAULT = (NoShowStep.INVITE_AGAIN, NoShowStep.ADDRESS_CHECK, NoShowStep.MANAGER_DECIDES)
DEFAULT_DAYS = 5

ACTS = {
    NoShowStep.INVITE_AGAIN: TaskAct.PLAN,
    NoShowStep.ADDRESS_CHECK: TaskAct.CHECK,
    NoShowStep.MANAGER_DECIDES: TaskAct.DECIDE,
}
TITLES: dict[TaskAct, Promise] = {
    TaskAct.PLAN: _("Did not come on %(day)s (%(count)s): invite again"),
    TaskAct.CHECK: _("Did not come on %(day)s (%(count)s): have the address checked"),
    TaskAct.DECIDE: _("Did not come on %(day)s (%(count)s): decide what becomes of the case"),
}
MISSED, OURS = "no_show", "our_fault"  # the rules by which their tasks are known
OUR_FAULT = _("The interpreter did not come on %(day)s: invite again")


@transaction.atomic
def after(interview: Interview, *, by: User) -> Task | None:
    """The next step after a recorded outcome; None when none is due, or when it was made before.

    A missed interview leads to what the region's rule says for the first, second ... miss of this cycle; one that
    failed because of our interpreter leads to a new invitation and counts for nothing. On the transfer track a written
    reason is awaited besides (Aliens Act art. 74/25).
    """
    if interview.state != InterviewState.NO_SHOW:
        return None
    case = interview.case
    if interview.interpreter_state == InterpreterState.NO_SHOW:
        return _make(interview, by=by, rule=OURS, act=TaskAct.PLAN, title=OUR_FAULT, days=DEFAULT_DAYS)
    if case.track == Track.TRANSFER:
        written_reasons.expect(interview, by=by)
    count = missed_in_cycle(case)
    step, days = step_for(case, count)
    return _make(interview, by=by, act=ACTS[step], title=TITLES[ACTS[step]], days=days, count=count)


def missed_in_cycle(case: Case) -> int:
    """How often the household stayed away since the case was opened (or opened again)."""
    return case.interviews.missed().filter(planned_at__gte=start_of(case.opened_on)).count()


def step_for(case: Case, count: int) -> tuple[NoShowStep, int]:
    """The step of the region after the `count`-th miss, and within how many working days."""
    rules = NoShowRule.objects.filter(region=case.region_id, from_count__lte=max(count, 1))
    if rule := rules.order_by("-from_count").first():
        return NoShowStep(rule.step), rule.days
    return DEFAULT[min(max(count, 1), len(DEFAULT)) - 1], DEFAULT_DAYS


@transaction.atomic
def interpreter_changed(interview: Interview, *, by: User, was_missed: bool) -> None:
    """What follows when it comes out afterwards whether our interpreter stayed away; nothing when that changes nothing.

    A miss that is none falls away with what it had led to. One that is one after all leads to the step of the rule.
    """
    is_missed = Interview.objects.missed().filter(pk=interview.pk).exists()
    if was_missed and not is_missed:
        written_reasons.forgive(interview, by=by, note=gettext("The interpreter did not come: our fault."))
    elif is_missed and not was_missed:
        note = f"{gettext('Interpreter')}: {interview.get_interpreter_state_display()}"
        for rule in (OURS, written_reasons.EXCUSED):
            for task in interview.tasks.open().filter(key__startswith=f"{rule}:"):
                tasks.end(task, by=by, version=task.version, state=TaskState.DROPPED, note=note)
        after(interview, by=by)


def _make(
    interview: Interview, *, by: User, act: TaskAct, title: Promise, days: int, count: int = 0, rule: str = MISSED
) -> Task | None:
    case = interview.case
    find = tasks.decider if act == TaskAct.DECIDE else tasks.responsible
    owner = find(case, by=by)
    if owner is None or not case.is_open:
        return None  # nobody may work on the case: it stands in the manager's list of cases without coach
    with translation.override(owner.language):
        words = {"day": day_in_words(local_day(interview.planned_at)), "count": f"{count}×"}
        text = str(title) % words
    return tasks.make(
        case, by=by, owner=owner, title=text, source=TaskSource.RULE, interview=interview, leads_to=act,
        key=tasks.key_of(rule, interview), due_on=tasks.in_working_days(days, case=case, owner=owner),
    )  # fmt: skip
