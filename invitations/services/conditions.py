"""Whether a household may be called in today, by this channel, to that appointment; and if not, why."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.enums import CaseState, InterviewState, Track
from cases.legal import residence
from cases.models import Address, Case, Interview, Measure, Order, Person
from cases.models.dossier import OrderQuerySet
from icam.calendar import local_day, now, today
from icam.dates import day_in_words
from icam.refusals import Refused
from invitations.enums import Channel, Purpose
from invitations.models import Letter
from invitations.services import calling
from invitations.services.calling import Called


@dataclass(frozen=True, slots=True)
class Reason:
    """One obstacle: a sentence for the coach, and the article it comes from (empty for a rule of the house)."""

    code: str
    sentence: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} ({self.article})" if self.article else self.sentence


class NotInvitable(Refused):
    """The law or the house forbids this invitation; `reasons` says all that stands in the way."""

    def __init__(self, reasons: list[Reason]) -> None:
        super().__init__([str(reason) for reason in reasons])
        self.reasons = reasons


def require(reasons: list[Reason]) -> None:
    """Raises NotInvitable when there is a reason against it."""
    if reasons:
        raise NotInvitable(reasons)


def against_case(case: Case, *, on: date) -> list[Reason]:
    """What stands against inviting anybody of the household on that day, whatever the appointment."""
    return [*_household(case, on), *_staying(calling.callable_on(case, on), on)]


def against(
    case: Case,
    *,
    interview: Interview,
    channel: str,
    purpose: str,
    on: date,
    apart_from: Letter | None = None,
    called: Called | None = None,
) -> list[Reason]:
    """All that stands against this letter leaving on that day. `apart_from` is the letter itself, once it exists.

    `called` says whom a letter that does not exist yet would call in; all adults unless said.
    """
    meeting = local_day(interview.planned_at)
    whom = called or (calling.of(apart_from, on=on) if apart_from else calling.usual(case, on=on))
    return [
        *_household(case, on),
        *_staying(whom.adults, on),
        *([] if meeting == on else _measures(case, meeting)),
        *_appointment(case, interview, on),
        *(Reason(code, sentence) for code, sentence in calling.against(case, whom, on=on)),
        *_channel(case, channel, whom, on),
        *_double(interview, purpose, apart_from),
    ]


def order_of(case: Case, *, on: date) -> Order | None:
    """The decision that the invitation rests on: the newest in force on that day on an adult of the household.

    An order to leave on the return track (Aliens Act art. 74/24), a transfer decision on the other (art. 74/25). One on
    somebody who may stay for now calls in nobody else.
    """
    return _orders(case, residence.without_stay(calling.adults_on(case, on), on=on), on).first()


def _orders(case: Case, adults: Collection[Person], on: date) -> OrderQuerySet:
    found = Order.objects.in_force().filter(person__in=adults, notified_on__lte=on)
    if case.track == Track.TRANSFER:
        found = found.filter(annex__is_transfer=True)
    else:
        found = found.filter(annex__gives_order=True, annex__is_transfer=False)
    return found.newest_first()


def address_of(case: Case, *, on: date) -> Address | None:
    """Where post reaches whom a letter usually calls in on that day; None when nothing would arrive."""
    return calling.usual(case, on=on).address(case, on=on)


def _household(case: Case, on: date) -> Iterator[Reason]:
    yield from _state(case, on)
    yield from _decision(case, on)
    yield from _measures(case, on)


def _staying(called: Collection[Person], on: date) -> Iterator[Reason]:
    """Nobody would be called in but who may stay for now; where one of them may not, the letter may leave."""
    staying = residence.stays(called, on=on)
    if residence.everybody(called, staying):
        for stay in staying:
            told = _("%(name)s may stay for now: %(why)s.") % {"name": stay.person.spoken_name, "why": stay.why}
            yield Reason("stay", told, _("art. %(number)s") % {"number": stay.law} if stay.law else "")


def _article(case: Case) -> str:
    return _("art. %(number)s") % {"number": Track(case.track).article}


def _state(case: Case, on: date) -> Iterator[Reason]:
    """The state on that day: what was closed or suspended later does not undo a letter that had left."""
    if _came_later(case, on):
        return
    if case.state == CaseState.CLOSED:
        yield Reason("closed", _("The case is closed."))
    elif case.state == CaseState.SUSPENDED:
        ends = case.suspension_ends_with
        told = _("The case is suspended until: %(what)s.") % {"what": ends} if ends else _("The case is suspended.")
        yield Reason("suspended", told, _("art. 74/24 §3"))


def _came_later(case: Case, on: date) -> bool:
    last = case.moves.filter(target=case.state, on__gt=on).exists()
    return last and case.state in {CaseState.CLOSED, CaseState.SUSPENDED}


def _decision(case: Case, on: date) -> Iterator[Reason]:
    if order_of(case, on=on):
        return
    of_those_who_stay = _orders(case, calling.adults_on(case, on), on).exists()
    if case.track == Track.TRANSFER:
        told = _("No transfer decision in force was notified to an adult.")
        if of_those_who_stay:
            told = _("No transfer decision in force was notified to an adult who may not stay for now.")
    else:
        told = _("No order to leave in force was notified to an adult.")
        if of_those_who_stay:
            told = _("No order to leave in force was notified to an adult who may not stay for now.")
    yield Reason("decision", told, _article(case))


def _measures(case: Case, on: date) -> Iterator[Reason]:
    adults = case.household.members.on(on).of_age(on).person_ids()
    barring = Measure.objects.barring_invitation().on(on).filter(person__in=adults).select_related("person")
    for measure in barring.order_by("id"):
        told = _("On %(day)s, %(name)s is under this measure: %(measure)s.") % {
            "day": day_in_words(on),
            "name": measure.person.spoken_name,
            "measure": measure.get_kind_display(),
        }
        yield Reason("measure", told, _article(case))


def _appointment(case: Case, interview: Interview, on: date) -> Iterator[Reason]:
    booked_late = on < today()  # a letter that left in time counts, whatever became of the appointment since
    if interview.case_id != case.pk:
        yield Reason("interview", _("The appointment belongs to another case."))
    elif interview.state != InterviewState.PLANNED and not booked_late:
        yield Reason("interview", _("The appointment was moved, cancelled or has taken place."))
    elif local_day(interview.planned_at) < on or (interview.planned_at <= now() and not booked_late):
        yield Reason("interview", _("The appointment lies in the past."))


def _channel(case: Case, channel: str, called: Called, on: date) -> Iterator[Reason]:
    if channel == Channel.POST and not called.address(case, on=on):
        yield Reason("address", _("No address is known where post arrives. Hand the letter over instead."))


def _double(interview: Interview, purpose: str, apart_from: Letter | None) -> Iterator[Reason]:
    others = Letter.objects.live().filter(case=interview.case_id, interview=interview, purpose=purpose)
    if apart_from:
        others = others.exclude(pk=apart_from.pk)
    if others.exists():
        label = Purpose(purpose).label
        yield Reason("double", _("There is already a letter for this appointment: %(purpose)s.") % {"purpose": label})
