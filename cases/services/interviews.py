"""Interviews: planned, moved, recorded, corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import CAME, MET, OUTCOMES, InterviewKind, InterviewMode, InterviewState, LegalStep, MovedBy
from cases.models import Agreement, Attendance, Case, Interview, as_it_is
from cases.services import life
from icam.audit import record as note
from icam.calendar import is_working_day, local_day, now, today
from icam.enums import Verb
from icam.models import ClosingDay, Desk, User
from icam.refusals import Refused
from icam.workflow import edit, perform


@dataclass(frozen=True)
class Agreed:
    """What was agreed, and by when."""

    text: str
    due_on: date | None = None


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


@transaction.atomic
def record(
    interview: Interview,
    *,
    by: User,
    outcome: InterviewState,
    present: Iterable[int] = (),
    steps: Iterable[LegalStep] = (),
    held_on: date | None = None,
    agreements: Iterable[Agreed] = (),
    **texts: Any,
) -> Interview:
    """What became of an appointment (Aliens Act art. 74/24). Raises IllegalMove when somebody recorded it already.

    `present` are ids of members who were there; `texts` are the columns of the record. The first one held starts the
    coaching.
    """
    case = life.hold(interview.case)
    held_on = _day_of(interview, case, outcome, held_on)
    day = held_on or local_day(interview.planned_at)
    members = case.household.members.on(day).registered()
    present = set(present) if outcome in CAME else set()
    if outcome in MET and not present:
        raise Refused({"present": _("Say who of the household was there.")})
    if foreign := present - members.keys():
        raise Refused({"present": _("%d of those named do not belong to the household.") % len(foreign)})
    covered = _known_steps(case, steps)
    perform(
        workflow.RECORD[outcome],
        interview,
        by=by,
        held_on=held_on,
        steps=covered,
        recorded_by=by,
        recorded_at=now(),
        **_facts_of(interview, life.facts_on(case, day)),
        **texts,
    )
    Attendance.objects.bulk_create(
        Attendance(interview=interview, person_id=registered, was_present=person in present)
        for person, registered in sorted(members.items())
    )
    Agreement.objects.bulk_create(Agreement(interview=interview, text=a.text, due_on=a.due_on) for a in agreements)
    if outcome in MET and held_on:
        life.start_coaching(case, by=by, on=held_on)
    return interview


def _known_steps(case: Case, steps: Iterable[LegalStep]) -> list[str]:
    named = {str(step) for step in steps}
    if named - set(LegalStep.for_track(case.track)):
        raise Refused({"steps": _("The track of this case does not know that step (art. 74/24 and 74/25).")})
    return sorted(named)


def _facts_of(interview: Interview, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of the day, with the coach and the office that the appointment itself names."""
    own = {"coach_id": interview.coach_id, "office_id": interview.office_id}
    return facts | {name: value for name, value in own.items() if value}


def _day_of(interview: Interview, case: Case, outcome: InterviewState, held_on: date | None) -> date | None:
    if outcome not in MET:
        if outcome not in {InterviewState.CANCELLED, InterviewState.EXCUSED} and interview.planned_at > now():
            raise Refused({"outcome": _("The appointment has not come yet.")})
        return None
    day = held_on or local_day(interview.planned_at)
    if day > today():
        raise Refused({"held_on": _("The day of the talk lies in the future.")})
    if day < case.opened_on:
        raise Refused({"held_on": _("The day of the talk lies before the opening of the case.")})
    return day


@transaction.atomic
def correct(interview: Interview, *, by: User, version: int, reason: str, **texts: Any) -> Interview:
    """Correct the texts of a record; the earlier text stays in the history. Raises Stale."""
    if not reason.strip():
        raise Refused({"reason": _("Say why the record is corrected.")})
    if interview.state not in OUTCOMES:
        raise Refused(_("Nothing is recorded yet that could be corrected."))
    if "steps" in texts:
        texts["steps"] = _known_steps(interview.case, texts["steps"])
    edit(interview, by=by, version=version, verb=Verb.INTERVIEW_CORRECTED, reason=reason, **texts)
    return interview
