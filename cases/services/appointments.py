"""Appointments: planned, moved to another time, cancelled. What became of them: interviews."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import InterviewKind, InterviewMode, MovedBy
from cases.models import Case, Interview, as_it_is
from cases.services import life
from icam.audit import record as note
from icam.calendar import is_working_day, local_day, now
from icam.enums import Verb
from icam.models import ClosingDay, Desk, User
from icam.refusals import Refused
from icam.workflow import perform


def _fits(case: Case, planned_at: datetime, desk: Desk | None) -> None:
    day = local_day(planned_at)
    if planned_at <= now():
        raise Refused({"planned_at": _("The appointment lies in the past.")})
    closing = ClosingDay.objects.filter(day=day).filter(office__isnull=True) | ClosingDay.objects.filter(
        day=day, office__isnull=False, office=desk.office_id if desk else case.office_id
    )
    if not is_working_day(day, frozenset(closing.values_list("day", flat=True))):
        raise Refused({"planned_at": _("The office is closed on that day.")})
    if desk and desk.office.region_id != case.region_id:
        raise Refused({"desk": _("This desk belongs to another region.")})


def _free(desk: Desk, planned_at: datetime, minutes: int, besides: Interview | None = None) -> None:
    """Refused when the desk is taken for a part of that time; the lock makes two planners see each other."""
    if not Desk.objects.select_for_update(of=("self",), no_key=True).get(pk=desk.pk).is_active:
        raise Refused({"desk": _("This desk is no longer in use.")})
    longest = timedelta(minutes=480)  # interview_length_is_sensible
    end = planned_at + timedelta(minutes=minutes)
    near = desk.interviews.planned().filter(planned_at__gt=planned_at - longest, planned_at__lt=end)
    for other in near.exclude(pk=besides.pk) if besides else near:
        if other.planned_at + timedelta(minutes=other.minutes) > planned_at:
            raise Refused({"planned_at": _("Another interview is planned at that desk at that time.")})


def _workable(case: Case) -> None:
    if case.state not in workflow.WORKABLE:
        raise Refused(_("No interview can be planned while the case is suspended or closed."))


@transaction.atomic
def plan(
    case: Case,
    *,
    by: User,
    planned_at: datetime,
    minutes: int = 60,
    mode: InterviewMode = InterviewMode.OFFICE,
    desk: Desk | None = None,
    language: str = "",
    interpreter: str = "",
    coach: User | None = None,
) -> Interview:
    """An appointment. The first of a cycle is a first interview, all others are follow-ups."""
    current = life.hold(case)
    _workable(current)
    _fits(current, planned_at, desk)
    if desk:
        _free(desk, planned_at, minutes)
    interview = Interview.objects.create(
        case=current,
        kind=_kind(current),
        mode=mode,
        planned_at=planned_at,
        minutes=minutes,
        desk=desk,
        language=language,
        interpreter=interpreter,
        **_facts(current, coach, desk),
    )
    note(Verb.INTERVIEW_PLANNED, interview, by=by, at=planned_at.isoformat())
    return interview


def _kind(case: Case) -> InterviewKind:
    met = case.interviews.met().filter(held_on__gte=case.opened_on)
    return InterviewKind.FOLLOW_UP if met.exists() else InterviewKind.FIRST


def _facts(case: Case, coach: User | None, desk: Desk | None) -> dict[str, Any]:
    facts = as_it_is(case)
    if coach:
        facts["coach_id"] = coach.pk
    if desk:
        facts["office_id"] = desk.office_id
    return facts


@transaction.atomic
def move(
    interview: Interview, *, by: User, planned_at: datetime, desk: Desk | None, asked_by: MovedBy, because: str
) -> Interview:
    """Another time or desk: a new link of the chain; the old one keeps who asked and why. Raises IllegalMove."""
    if not because.strip():
        raise Refused({"because": _("Say why the interview is moved.")})
    case = life.hold(interview.case)
    _workable(case)
    _fits(case, planned_at, desk)
    if desk:
        _free(desk, planned_at, interview.minutes, besides=interview)
    perform(workflow.MOVE, interview, by=by, reason=because, moved_by=asked_by, moved_because=because)
    return Interview.objects.create(
        case=case,
        kind=interview.kind,
        mode=interview.mode,
        planned_at=planned_at,
        minutes=interview.minutes,
        desk=desk,
        language=interview.language,
        interpreter=interview.interpreter,
        replaces=interview,
        **_facts(case, interview.coach, desk),
    )
