"""Interviews: what became of an appointment, recorded and corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import CAME, MET, OUTCOMES, InterviewState, LegalStep
from cases.models import Agreement, Attendance, Case, Interview
from cases.services import life
from icam.calendar import local_day, now, today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit, perform


@dataclass(frozen=True)
class Agreed:
    """What was agreed, and by when."""

    text: str
    due_on: date | None = None


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
