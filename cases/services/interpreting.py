"""The interpreter of an appointment: booked or not, and whether he came. His staying away is never the person's."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums import InterviewState
from cases.enums.talks import InterpreterState
from cases.models import Interview
from cases.models.interview import InterviewQuerySet
from cases.services import life, next_steps
from icam.calendar import add_working_days, now, start_of, today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit

AHEAD = 10  # working days in which a booking can still be had
TO_BOOK = (InterpreterState.NEEDED, InterpreterState.ASKED, InterpreterState.UNAVAILABLE)
SHOWED_UP = frozenset({InterpreterState.CAME, InterpreterState.NO_SHOW})


@transaction.atomic
def arrange(
    interview: Interview, *, by: User, version: int, state: InterpreterState, interpreter: str = "", mode: str = ""
) -> Interview:
    """How far the booking is, and afterwards whether he came; who, and how he takes part. Raises Stale.

    That our interpreter stayed away takes the miss off the person, even when it comes out later.
    """
    life.hold(interview.case)
    current = Interview.objects.get(pk=interview.pk)
    if current.state == InterviewState.MOVED:
        raise Refused(_("This appointment was moved to another time."))
    if state in SHOWED_UP and current.planned_at > now():
        raise Refused({"state": _("The appointment has not come yet.")})
    if current.signed_off_at:
        raise Refused(_("The record is signed off. It is amended, with a reason."))
    if state == InterpreterState.CONFIRMED and not interpreter.strip():
        raise Refused({"interpreter": _("Say who interprets.")})
    was_missed = Interview.objects.missed().filter(pk=interview.pk).exists()
    edit(
        interview, by=by, version=version, verb=Verb.INTERPRETER_CHANGED, interpreter_state=state,
        interpreter=interpreter, interpreter_mode=mode,
    )  # fmt: skip
    next_steps.interpreter_changed(interview, by=by, was_missed=was_missed)
    return interview


def to_book(user: User, *, last: date | None = None) -> InterviewQuerySet:
    """Planned interviews of the coming ten working days of which no interpreter is sure, soonest first."""
    day = today()
    last = last or add_working_days(day, AHEAD + 1)
    rows = Interview.objects.upcoming(now()).filter(planned_at__lt=start_of(last), interpreter_state__in=TO_BOOK)
    return rows.filter(case__in=cases_for(user)).order_by("planned_at", "pk")
