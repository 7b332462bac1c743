"""Interviews: what became of an appointment. How a record is written anew afterwards: records."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import MET, InterviewState, LegalStep
from cases.enums.talks import OptionKind
from cases.models import Case, Interview
from cases.services import contents, guarding, life, next_steps, reviews
from cases.services.contents import Agreed, Hindrance
from cases.services.reviews import Marks
from icam.calendar import local_day, now, today
from icam.models import User
from icam.refusals import Refused
from icam.workflow import perform

# What may be said of an appointment before its hour has come.
BEFORE_THE_HOUR = (InterviewState.CANCELLED, InterviewState.EXCUSED)


@transaction.atomic
def record(
    interview: Interview,
    *,
    by: User,
    outcome: InterviewState,
    present: Iterable[int] = (),
    steps: Iterable[LegalStep] = (),
    options: Iterable[OptionKind] = (),
    held_on: date | None = None,
    agreements: Iterable[Agreed] = (),
    obstacles: Iterable[Hindrance] = (),
    answered: Iterable[Marks] = (),
    **texts: Any,
) -> Interview:
    """What became of an appointment (Aliens Act art. 74/24). Raises IllegalMove when somebody recorded it already.

    `present` are ids of members who were there; `answered` are engagement reviews; `texts` are the columns of the
    record. The first one held starts the coaching; one to which nobody came leads to the region's next step. What is
    called off before its hour lets go of its letter, as a cancellation does.
    """
    case = life.hold(interview.case)
    held_on = _day_of(interview, case, outcome, held_on)
    day = held_on or local_day(interview.planned_at)
    came = contents.there(case, present, outcome, day)
    contents.fits(outcome, texts.get("late_minutes"))
    contents.explain(outcome, texts)
    if outcome in BEFORE_THE_HOUR and interview.planned_at > now():
        because = _("The appointment is cancelled.")
        guarding.let_go(interview, by=by, because=because, told=texts.get("outcome_note", ""))
    perform(
        workflow.RECORD[outcome],
        interview,
        by=by,
        held_on=held_on,
        steps=contents.known_steps(case, steps),
        options=contents.known_options(case, options),
        recorded_by=by,
        recorded_at=now(),
        **_facts_of(interview, life.facts_on(case, day)),
        **texts,
    )
    contents.write(interview, by=by, present=came, agreed=agreements, found=obstacles)
    reviews.at_interview(interview, answered, by=by, present=came if outcome in MET else set())
    if outcome in MET and held_on:
        life.start_coaching(case, by=by, on=held_on)
    next_steps.after(interview, by=by)
    return interview


def _facts_of(interview: Interview, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of the day, with the coach and the office that the appointment itself names."""
    own = {"coach_id": interview.coach_id, "office_id": interview.office_id}
    return facts | {name: value for name, value in own.items() if value}


def _day_of(interview: Interview, case: Case, outcome: InterviewState, held_on: date | None) -> date | None:
    """The day of a talk, or None without one. Refused for what cannot have happened yet."""
    day = held_on or local_day(interview.planned_at)
    if outcome in MET and day > today():
        raise Refused({"held_on": _("The day of the talk lies in the future.")})
    if outcome not in BEFORE_THE_HOUR and interview.planned_at > now():
        raise Refused({"outcome": _("The appointment has not come yet. Who is here earlier gets an earlier one.")})
    if outcome not in MET:
        return None
    if day < local_day(interview.planned_at):
        raise Refused({"held_on": _("The day of the talk lies before the appointment.")})
    if day < case.opened_on:
        raise Refused({"held_on": _("The day of the talk lies before the opening of the case.")})
    return day
