"""A missed transfer interview: three working days for a valid reason in writing (Aliens Act art. 74/25)."""

from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums.talks import ReasonVerdict, TaskAct, TaskSource, TaskState
from cases.models import Interview, Task, WrittenReason
from cases.services import life, tasks
from icam.audit import record
from icam.calendar import local_day, today, transfer_reason_deadline
from icam.dates import day_in_words
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.services.closing_days import of_office
from icam.workflow import Stale, edit

EXCUSED = "excused"  # the rule by which the task of a miss that is none is known
DECIDE_WITHIN = 3  # working days for the manager, once the person's own have passed or the reason has come
PASSED = gettext_lazy("No written reason by %(day)s: decide what follows (art. 74/25 §2)")
RECEIVED = gettext_lazy("A written reason came on %(day)s: decide whether it is valid")
INVITE = gettext_lazy("The interview of %(day)s does not count as missed: invite again")


def expect(interview: Interview, *, by: User) -> WrittenReason:
    """The person may still say why, in writing, up to the third working day; the same row when it is there already."""
    missed_on = local_day(interview.planned_at)
    office = interview.office_id or interview.case.office_id
    due_on = transfer_reason_deadline(missed_on, of_office(office))
    with transaction.atomic():
        reason, new = WrittenReason.objects.get_or_create(
            interview=interview, defaults={"missed_on": missed_on, "due_on": due_on}
        )
        if new:
            record(
                Verb.WRITTEN_REASON_AWAITED, reason, by=by, case_id=interview.case_id, due_on=due_on.isoformat()
            )  # fmt: skip
    return reason


def is_late(reason: WrittenReason) -> bool:
    """Whether it came, or still does not come, after the last day."""
    return (reason.received_on or today()) > reason.due_on


@transaction.atomic
def receive(reason: WrittenReason, *, by: User, version: int, received_on: date, text: str) -> WrittenReason:
    """A reason came in, in time or late; the manager is asked to decide. Raises Stale."""
    interview = _held(reason, version)
    if reason.verdict != ReasonVerdict.OPEN:
        raise Refused(_("This was decided already."))
    if received_on > today():
        raise Refused({"received_on": _("The day lies in the future.")})
    if received_on < reason.missed_on:
        raise Refused({"received_on": _("The day lies before the missed interview.")})
    if not text.strip():
        raise Refused({"text": _("Write down the reason as it was given.")})
    verb, case = Verb.WRITTEN_REASON_CHANGED, interview.case_id
    edit(reason, by=by, version=version, verb=verb, case_id=case, received_on=received_on, text=text)
    _ask(reason, by=by, key=f"reason_received:{interview.pk}", title=RECEIVED, day=received_on)
    return reason


@transaction.atomic
def decide(reason: WrittenReason, *, by: User, version: int, verdict: ReasonVerdict, because: str) -> WrittenReason:
    """Valid or not, and why. Valid: the interview no longer counts as missed. Raises Stale."""
    interview = _held(reason, version)
    if reason.verdict != ReasonVerdict.OPEN:
        raise Refused(_("This was decided already."))
    if verdict == ReasonVerdict.OPEN:
        raise Refused({"verdict": _("Say whether the reason is valid.")})
    if not because.strip():
        raise Refused({"because": _("Say why.")})
    if verdict == ReasonVerdict.VALID and reason.received_on is None:
        raise Refused({"verdict": _("No reason has come in that could be valid.")})
    if verdict == ReasonVerdict.INVALID and reason.received_on is None and today() <= reason.due_on:
        raise Refused({"verdict": _("The person has until %(day)s.") % {"day": day_in_words(reason.due_on)}})
    edit(
        reason, by=by, version=version, verb=Verb.WRITTEN_REASON_CHANGED, case_id=interview.case_id, verdict=verdict,
        decided_by=by, decided_on=today(), decided_because=because,
    )  # fmt: skip
    _settle(interview, by=by, note=str(verdict.label), leading_to=TaskAct.REASON)
    if verdict == ReasonVerdict.VALID:
        forgive(interview, by=by, note=_("A valid reason was given: the interview is not missed."))
    return reason


def _held(reason: WrittenReason, version: int) -> Interview:
    """The interview of the row, with its case locked; Stale when the row is not the one the page showed."""
    life.hold(reason.interview.case)
    current = WrittenReason.objects.get(pk=reason.pk)
    if current.version != version:
        raise Stale(reason)
    return reason.interview


def _settle(interview: Interview, *, by: User, note: str, leading_to: TaskAct) -> None:
    for task in interview.tasks.open().filter(leads_to=leading_to):
        tasks.end(task, by=by, version=task.version, state=TaskState.DONE, note=note)


def forgive(interview: Interview, *, by: User, note: str) -> None:
    """What the miss had led to falls away, except that the person is invited again."""
    following = interview.tasks.open().filter(source=TaskSource.RULE)
    for task in following.exclude(leads_to=TaskAct.PLAN):
        tasks.end(task, by=by, version=task.version, state=TaskState.DROPPED, note=note)
    if not following.filter(leads_to=TaskAct.PLAN).exists():
        owner, day = tasks.responsible(interview.case, by=by), local_day(interview.planned_at)
        _task(
            interview, by=by, owner=owner, key=tasks.key_of(EXCUSED, interview), title=INVITE, act=TaskAct.PLAN, day=day
        )


def _ask(reason: WrittenReason, *, by: User | None, key: str, title: object, day: date) -> Task | None:
    owner = tasks.decider(reason.interview.case, by=by)
    return _task(reason.interview, by=by, owner=owner, key=key, title=title, act=TaskAct.REASON, day=day)


def _task(
    interview: Interview, *, by: User | None, owner: User | None, key: str, title: object, act: TaskAct, day: date
) -> Task | None:
    if owner is None or not interview.case.is_open:
        return None
    with translation.override(owner.language):
        text = str(title) % {"day": day_in_words(day)}
    return tasks.make(
        interview.case, by=by, owner=owner, title=text, source=TaskSource.RULE, interview=interview, key=key,
        leads_to=act, due_on=tasks.in_working_days(DECIDE_WITHIN, case=interview.case, owner=owner),
    )  # fmt: skip


# Time that has passed -------------------------------------------------------------------------------------------------


def chase() -> int:
    """Ask the manager of every row whose days have passed without a word; how many were asked. Twice, it asks once."""
    waiting = WrittenReason.objects.filter(
        verdict=ReasonVerdict.OPEN, received_on__isnull=True, due_on__lt=today(),
        interview__in=Interview.objects.missed(), interview__case__closed_on__isnull=True,
    )  # fmt: skip
    asked = 0
    for reason in waiting.exclude(interview__tasks__key__startswith="reason_passed:").select_related("interview__case"):
        with transaction.atomic():
            life.hold(reason.interview.case)
            still = WrittenReason.objects.filter(pk=reason.pk, verdict=ReasonVerdict.OPEN, received_on__isnull=True)
            if still.exists() and _ask(
                reason, by=None, key=f"reason_passed:{reason.interview_id}", title=PASSED, day=reason.due_on
            ):
                asked += 1
    return asked
