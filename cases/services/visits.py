"""Visitors at the counter: registered, called in, seen; members who arrive; a walk-in that becomes an interview.

Whoever registers a visit holds the case (when an appointment is planned), then the person, then the office: the order
of everybody. So two desks that register one person wait for each other, and the slips of a day are numbered one by one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases import workflow
from cases.access import cases_for, holds, persons_for
from cases.enums import InterviewKind, InterviewMode
from cases.enums.talks import ContactKind, InterpreterState, VisitReason, VisitState
from cases.models import Arrival, Case, Interview, Member, Person, Visit, as_it_is
from cases.services import appointments, clashing, contact_moments, life, newcomers
from icam.audit import record
from icam.calendar import now, start_of, today
from icam.enums import Verb
from icam.models import Desk, Office, User
from icam.names.tokens import tokens_of, unaccented
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import perform

JUST_NOW = timedelta(minutes=15)  # in which a second desk means the person whom the first has registered
LONGEST, SHORTEST = 60, 5  # minutes of an interview that begins at once


class Waits(Exception):
    """This person stands on the list already; `visit` is the first registration, `is_person_new` that of the person."""

    def __init__(self, visit: Visit, *, is_person_new: bool = False) -> None:
        super().__init__(visit.pk)
        self.visit, self.is_person_new = visit, is_person_new


@dataclass(frozen=True)
class Place:
    """Where a visitor goes: to a coach now, to an appointment that is planned for him, or (nothing said) he waits."""

    coach: User | None = None
    desk: Desk | None = None
    starts_at: datetime | None = None
    minutes: int = LONGEST


WAITS = Place()


# Registered -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def register(
    person: Person, *, office: Office, by: User, reason: VisitReason, goes_to: Place = WAITS, **asked: Any
) -> Visit:
    """Somebody who is known came to the counter. `asked` are language, needs_interpreter and companions.

    Raises Waits when he is registered for today already, at whichever office, and still there.
    """
    case = case_of(person, by=by)
    given = _appointment(case, goes_to, by=by, **asked) if goes_to.starts_at else None
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if held.merged_into_id:
        raise Refused(_("This person has just been merged with another. Please search again."))
    same = Person.objects.registered_as([held.pk])
    if first := Visit.objects.here().filter(person__in=same, day=today()).select_related("office").first():
        raise Waits(first)
    comes_to = appointment_today(case) if reason == VisitReason.APPOINTMENT else None
    visit = Visit.objects.create(
        office=office,
        day=today(),
        number=_next_number(office),
        person=held,
        case=case,
        interview=given or comes_to,
        reason=reason,
        coach=goes_to.coach or (comes_to.coach if comes_to else None),
        desk=goes_to.desk or (comes_to.desk if comes_to else None),
        came_at=now(),
        registered_by=by,
        **asked,
        **_settled(given),
    )
    record(Verb.VISIT_REGISTERED, visit, by=by, number=visit.number, why=str(reason))
    if comes_to:
        arrive(comes_to, held, by=by)
    return visit


def _settled(given: Interview | None) -> dict[str, Any]:
    """Who got an appointment for later does not wait."""
    if given is None:
        return {}
    return {"state": VisitState.SEEN, "ended_at": now(), "note": _("An appointment was given.")}


def case_of(person: Person, *, by: User) -> Case | None:
    """The open case of the household in which the person lives today, as far as `by` may see it."""
    memberships = Member.objects.of(person.pk).on(today())
    rows = cases_for(by).open().filter(household__members__in=memberships)
    found: Case | None = rows.select_related("household").distinct().order_by("-pk").first()
    return found


def appointment_today(case: Case | None) -> Interview | None:
    """The next appointment of today; the last one when all of them have begun."""
    if case is None:
        return None
    midnight = start_of(today())
    rows = case.interviews.planned().filter(planned_at__gte=midnight, planned_at__lt=midnight + timedelta(days=1))
    ahead = rows.filter(planned_at__gte=now()).order_by("planned_at").first()
    return ahead or rows.order_by("-planned_at").first()


def _appointment(
    case: Case | None, place: Place, *, by: User, language: str = "", needs_interpreter: bool = False, **_besides: Any
) -> Interview:
    if case is None or place.starts_at is None or not holds(by, case, Capability.WORK_CASE):
        raise Refused({"goes_to": _("Only who works on the case plans an appointment.")})
    try:
        return appointments.plan(
            case, by=by, planned_at=place.starts_at, minutes=place.minutes, desk=place.desk, coach=place.coach,
            language=language, wants_interpreter=needs_interpreter,
        )  # fmt: skip
    except Refused as refusal:  # beside the one field that this form has for it
        raise Refused({"goes_to": refusal.messages}) from refusal


def _next_number(office: Office) -> int:
    """The number of the next slip; whoever asks meanwhile waits until this visit is written, or is not."""
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
    last = Visit.objects.filter(office=office, day=today()).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def register_newcomer(*, office: Office, by: User, decided: str, person: dict[str, Any], **visit: Any) -> Visit:
    """Somebody whom nobody knows yet, and his visit; `person` are the words of newcomers.register.

    Who registers the same names and birth date while a colleague does waits for him, and then meets his visitor:
    raises Waits. Raises newcomers.Known when somebody else is like him.
    """
    profile = newcomers.profile_of(**{"numbers": (), "aliases": (), **person})
    newcomers.take_turns(profile)
    if not decided and (first := _just_registered(person, by=by)):
        raise Waits(first, is_person_new=True)
    return register(newcomers.register(by=by, decided=decided, **person), office=office, by=by, **visit)


def _just_registered(person: dict[str, Any], *, by: User) -> Visit | None:
    """The visit of somebody of the same names and birth date whom some desk has registered some minutes ago."""
    rows = Visit.objects.filter(
        day=today(),
        came_at__gte=now() - JUST_NOW,
        person__born_on=person.get("born_on"),
        person__birth_precision=person.get("birth_precision", "unknown"),
        person__in=persons_for(by),
    )
    asked = _plain(Person(family_name=person["family_name"], given_names=person["given_names"]))
    every = rows.select_related("person", "office").order_by("came_at")
    return next((visit for visit in every if _plain(visit.person) == asked), None)


def _plain(person: Person) -> list[str]:
    """The words of the name in any order, without accents and capitals."""
    return sorted(unaccented(token).casefold() for token in tokens_of(person.name))


# What becomes of a visit ----------------------------------------------------------------------------------------------


@transaction.atomic
def call_in(visit: Visit, *, by: User, desk: Desk | None, coach: User | None) -> Visit:
    """The visitor goes to a desk, or to a coach. Raises IllegalMove when a colleague was first."""
    _of_today(visit)
    perform(workflow.CALL_IN, visit, by=by, desk=desk, coach=coach, called_at=now())
    return visit


@transaction.atomic
def see(visit: Visit, *, by: User, note: str, log: bool = False) -> Visit:
    """What was done; with `log` it is also a contact of the case. Raises IllegalMove when it was settled already."""
    if not note.strip():
        raise Refused({"note": _("Say in a word what was done.")})
    perform(workflow.SEE, visit, by=by, ended_at=now())
    _say(visit, note)
    if log and visit.case and holds(by, visit.case, Capability.WORK_CASE):
        when, said = visit.came_at, note.strip()
        contact_moments.log(visit.case, by=by, kind=ContactKind.COUNTER, happened_at=when, text=said)
    return visit


@transaction.atomic
def leave(visit: Visit, *, by: User, note: str = "") -> Visit:
    """The visitor went away before anybody could see him. Raises IllegalMove."""
    perform(workflow.GO_AWAY, visit, by=by, ended_at=now())
    _say(visit, note)
    return visit


def _say(visit: Visit, note: str) -> None:
    """Part of the move before it, which keeps the word `note` for the trail."""
    visit.note = note.strip()
    Visit.objects.filter(pk=visit.pk).update(note=visit.note)


def _of_today(visit: Visit) -> None:
    if visit.day != today():
        raise Refused(_("This visit is of an earlier day: say whether the visitor was seen or left."))


# A walk-in that becomes an interview ----------------------------------------------------------------------------------


@transaction.atomic
def begin(visit: Visit, *, by: User, desk: Desk | None) -> Interview:
    """An interview at this moment, as long as desk and coach are free, one hour at most; its record is the next page.

    The ordinary plan refuses what is not in the future; the constraints of the table hold here as there: who takes
    the desk or has a talk at this time is told by the database. Refused while the household has an appointment in that
    time: that one is recorded, or moved first. Raises IllegalMove when the visit is settled.
    """
    _of_today(visit)
    if visit.case is None or not holds(by, visit.case, Capability.WORK_CASE):
        raise Refused(_("Only who works on a case begins an interview of it."))
    case = life.hold(visit.case)
    if visit.interview_id:
        raise Refused(_("This visit belongs to an appointment: record that one."))
    if case.state not in workflow.WORKABLE:
        raise Refused(_("No interview can be held while the case is suspended or closed."))
    desk = appointments.held(case, desk, by)
    starts = now().replace(second=0, microsecond=0)
    minutes = _length(starts, by=by, desk=desk)
    if clash := clashing.of_the_household(case, start=starts, minutes=minutes):
        raise Refused(clash[0].sentence)
    facts = as_it_is(case) | {"coach_id": by.pk, "office_id": visit.office_id}
    interview = Interview.objects.create(
        case=case,
        kind=_kind(case),
        mode=InterviewMode.OFFICE,
        planned_at=starts,
        minutes=minutes,
        desk=desk,
        language=visit.language,
        interpreter_state=InterpreterState.NEEDED if visit.needs_interpreter else InterpreterState.NOT_NEEDED,
        **facts,
    )
    record(Verb.INTERVIEW_PLANNED, interview, by=by, at=starts.isoformat(), visit=visit.pk)
    called = visit.called_at or now()
    perform(workflow.BEGIN_TALK, visit, by=by, interview=interview, desk=desk, coach=by, called_at=called)
    arrive(interview, visit.person.current, by=by)
    return interview


def _kind(case: Case) -> InterviewKind:
    met = case.interviews.met().filter(held_on__gte=case.opened_on)
    return InterviewKind.FOLLOW_UP if met.exists() else InterviewKind.FIRST


def _length(starts: datetime, *, by: User, desk: Desk | None) -> int:
    """Minutes until the desk or the coach is needed again; never so short that the constraints would not see it."""
    ahead = Interview.objects.planned().filter(planned_at__gt=starts)
    soon = [
        rows.order_by("planned_at").first()
        for rows in (ahead.filter(coach=by), ahead.filter(desk=desk, desk__isnull=False))
    ]
    free = [int((other.planned_at - starts).total_seconds()) // 60 for other in soon if other]
    return max(SHORTEST, min([LONGEST, *free]))


# Members who come to an appointment -----------------------------------------------------------------------------------


@transaction.atomic
def arrive(interview: Interview, person: Person, *, by: User) -> Arrival:
    """A member of the household is here; said twice, also under another registration, it was the first time."""
    same = Person.objects.registered_as([person.pk])
    if earlier := interview.arrivals.filter(person__in=same).first():
        return earlier
    arrival, is_new = Arrival.objects.get_or_create(
        interview=interview, person=person, defaults={"arrived_at": now(), "noted_by": by}
    )
    if is_new:
        record(Verb.ARRIVAL_NOTED, arrival, by=by, case_id=interview.case_id, interview=interview.pk)
    return arrival
