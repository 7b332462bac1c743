"""Appointments: planned, moved to another time, cancelled. What became of them: interviews."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import workflow
from cases.enums import InterviewKind, InterviewMode, InterviewState, MovedBy
from cases.enums.talks import (
    WANTS_INTERPRETER,
    CancelReason,
    InterpreterMode,
    InterpreterPreference,
    InterpreterState,
)
from cases.models import Case, Interview, Person, as_it_is
from cases.services import guarding, life
from cases.services.clashing import Clash, clashes, refuse
from icam.audit import record as note
from icam.calendar import now
from icam.enums import Verb
from icam.models import Desk, User
from icam.refusals import Refused, constraint_of
from icam.workflow import IllegalMove, Move, perform

__all__ = ["Clash", "cancel", "clashes", "held", "just_taken", "links", "move", "plan"]

TAKEN = {
    "one_household_at_a_desk": ("planned_at", gettext_lazy("Just taken: somebody has planned at that desk meanwhile.")),
    "one_talk_of_a_coach": ("coach", gettext_lazy("Just taken: the coach has been given another interview meanwhile.")),
}
CANCEL = workflow.RECORD[InterviewState.CANCELLED]
BECAUSE_LENGTH = 200  # characters that the chain keeps


@contextmanager
def just_taken() -> Iterator[None]:
    """Whatever was read before: when the database refuses because somebody was faster, it is said beside the field."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint_of(error) not in TAKEN:
            raise
        field, sentence = TAKEN[constraint_of(error)]
        raise Refused({field: sentence}) from error


@transaction.atomic
def plan(
    case: Case,
    *,
    by: User,
    planned_at: datetime,
    minutes: int = 60,
    mode: InterviewMode = InterviewMode.OFFICE,
    desk: Desk | None = None,
    coach: User | None = None,
    despite: Collection[str] = (),
    **talk: Any,
) -> Interview:
    """An appointment. The first of a cycle is a first interview, all others are follow-ups.

    `talk` says how they will speak: language, dialect, interpreter and the rest (see `_talk`). `despite` are the codes
    of soft clashes that the planner has seen and accepts; any other clash is Refused.
    """
    current = _workable(case)
    coach = coach or current.coach
    desk = held(current, desk, coach)
    words = _talk(**talk)
    accepted = refuse(
        clashes(
            current,
            planned_at=planned_at,
            minutes=minutes,
            desk=desk,
            coach=coach,
            interpreter=words["interpreter"],
        ),
        despite,
    )
    with just_taken():
        interview = Interview.objects.create(
            case=current,
            kind=_kind(current),
            mode=mode,
            planned_at=planned_at,
            minutes=minutes,
            desk=desk,
            **words,
            **_facts(current, coach, desk),
        )
    note(Verb.INTERVIEW_PLANNED, interview, by=by, at=planned_at.isoformat(), **_despite(accepted))
    return interview


@transaction.atomic
def move(
    interview: Interview,
    *,
    by: User,
    planned_at: datetime,
    desk: Desk | None,
    asked_by: MovedBy,
    because: str,
    minutes: int | None = None,
    coach: User | None = None,
    told: str = "",
    despite: Collection[str] = (),
) -> Interview:
    """Another time or desk: a new link of the chain; the old one keeps who asked, why, and how the household is told.

    A letter for the old time that has not been made goes with it; for one that has, `told` must say how the household
    learns of the new time. An interpreter has to be booked again. Raises IllegalMove.
    """
    why = _because(because, told)
    case = _workable(interview.case)
    _still_planned(interview, workflow.MOVE)
    _still_ahead(interview)
    coach, minutes = coach or interview.coach or case.coach, minutes or interview.minutes
    desk = held(case, desk, coach)
    found = clashes(
        case,
        planned_at=planned_at,
        minutes=minutes,
        desk=desk,
        coach=coach,
        interpreter=interview.interpreter,
        besides=interview,
    )
    accepted = refuse(found, despite)
    guarding.let_go(interview, by=by, because=_("The appointment is moved."), told=told)
    perform(workflow.MOVE, interview, by=by, reason=why, note=_despite(accepted), moved_by=asked_by, moved_because=why)
    with just_taken():
        return Interview.objects.create(
            case=case,
            kind=interview.kind,
            mode=interview.mode,
            planned_at=planned_at,
            minutes=minutes,
            desk=desk,
            replaces=interview,
            **_same_talk(interview),
            **_facts(case, coach, desk),
        )


@transaction.atomic
def cancel(interview: Interview, *, by: User, because: CancelReason, note: str = "", told: str = "") -> Interview:
    """The Office calls it off; it never counts against the person. `told` as for a move. Raises IllegalMove."""
    life.hold(interview.case)
    _still_planned(interview, CANCEL)
    _still_ahead(interview)
    if because == CancelReason.OTHER and not note.strip():
        raise Refused({"note": _("Say why the appointment is cancelled.")})
    guarding.let_go(interview, by=by, because=_("The appointment is cancelled."), told=told)
    perform(
        CANCEL,
        interview,
        by=by,
        cancelled_because=because,
        outcome_note=" ".join(part for part in (note.strip(), told.strip()) if part),
        recorded_by=by,
        recorded_at=now(),
    )
    return interview


def links(interview: Interview) -> list[Interview]:
    """The chain that the appointment belongs to, from the first time that was planned to the last. One query."""
    rows = {row.pk: row for row in interview.case.interviews.select_related("coach", "desk__office")}
    following = {row.replaces_id: row for row in rows.values() if row.replaces_id}
    first = rows[interview.pk]
    while first.replaces_id:
        first = rows[first.replaces_id]
    chain = [first]
    while after := following.get(chain[-1].pk):
        chain.append(after)
    return chain


# What they share ------------------------------------------------------------------------------------------------------


def _workable(case: Case) -> Case:
    current = life.hold(case)
    if current.state not in workflow.WORKABLE:
        raise Refused(_("No interview can be planned while the case is suspended or closed."))
    return current


def _still_planned(interview: Interview, step: Move) -> None:
    """Raises IllegalMove when somebody moved or recorded it since it was read: whoever writes holds the case."""
    state = Interview.objects.values_list("state", flat=True).get(pk=interview.pk)
    if not (step.fits(state) and step.fits(interview.state)):
        raise IllegalMove(interview, state, step.target)


def _still_ahead(interview: Interview) -> None:
    """A past one is neither moved nor called off any more: without its outcome it would never be counted."""
    if interview.planned_at <= now():
        raise Refused(_("The hour of this appointment has come. Record what became of it."))


def held(case: Case, desk: Desk | None, coach: User | None) -> Desk | None:
    """The desk as it stands now. Household, desk and coach wait, in this order: two planners see each other."""
    whole = case.household.members.person_ids()
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(whole)).order_by("pk"))
    if desk:
        Desk.objects.select_for_update(of=("self",), no_key=True).get(pk=desk.pk)
        desk = Desk.objects.select_related("office").get(pk=desk.pk)
    if coach and not User.objects.active().held().filter(pk=coach.pk).exists():
        raise Refused({"coach": _("This coach no longer works here.")})
    return desk


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


def _talk(
    *,
    language: str = "",
    dialect: str = "",
    wants_interpreter: bool = False,
    interpreter: str = "",
    interpreter_mode: InterpreterMode | str = "",
    interpreter_preference: InterpreterPreference | str = "",
) -> dict[str, Any]:
    """How they will speak, as columns; whoever names an interpreter needs one."""
    wanted = wants_interpreter or bool(interpreter.strip())
    return {
        "language": language,
        "dialect": dialect,
        "interpreter": interpreter.strip(),
        "interpreter_state": InterpreterState.NEEDED if wanted else InterpreterState.NOT_NEEDED,
        "interpreter_mode": interpreter_mode if wanted else "",
        "interpreter_preference": interpreter_preference if wanted else "",
    }


def _same_talk(interview: Interview) -> dict[str, Any]:
    """The same for another time: the interpreter, if any, has to be booked again."""
    return _talk(
        language=interview.language,
        dialect=interview.dialect,
        wants_interpreter=interview.interpreter_state in WANTS_INTERPRETER,
        interpreter=interview.interpreter,
        interpreter_mode=interview.interpreter_mode,
        interpreter_preference=interview.interpreter_preference,
    )


def _because(because: str, told: str) -> str:
    """Why it is moved and how the household is told, as the link of the chain keeps it."""
    if not because.strip():
        raise Refused({"because": _("Say why the interview is moved.")})
    why = because.strip() + (_(" Told: %s") % told.strip() if told.strip() else "")
    if len(why) > BECAUSE_LENGTH:
        raise Refused({"told": _("Why and how they are told have %d characters together.") % BECAUSE_LENGTH})
    return why


def _despite(codes: Collection[str]) -> dict[str, Any]:
    """What the trail keeps of clashes that were accepted."""
    return {"despite": sorted(codes)} if codes else {}
