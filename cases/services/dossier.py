"""The legal situation of the persons of a case: orders, measures, procedures, addresses."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases.enums import ACTIVE_STATES, Decision, MeasureKind, SuspensionGround
from cases.models import Address, Case, Measure, Member, Order, Person, Procedure
from cases.services import deadlines, life
from icam.audit import record
from icam.calendar import departure_deadline, today
from icam.enums import Verb
from icam.models import Annex, ResidenceRoute, User
from icam.refusals import Refused
from icam.workflow import edit


def persons_of(case: Case, *, on: date | None = None) -> list[Person]:
    """Those who belong to the household of the case today (and those who did `on` that day), the principal first."""
    members = case.household.members.on(today())
    if on:
        members |= case.household.members.on(on)
    return [member.person for member in members.with_persons()]


def _belongs(case: Case, person: Person) -> None:
    if not Member.objects.filter(household=case.household_id, person=person).exists():
        raise Refused({"person": _("This person does not belong to the household.")})


def _not_later(**days: date | None) -> None:
    for name, day in days.items():
        if day and day > today():
            raise Refused({name: _("The day lies in the future.")})


@transaction.atomic
def register_order(
    case: Case,
    *,
    by: User,
    person: Person,
    annex: Annex,
    decided_on: date,
    notified_on: date | None,
    notified_by: str = "",
    period_days: int = 30,
) -> Order:
    """An order to leave or a transfer decision on a member of the household (Aliens Act art. 7, 74/14)."""
    _belongs(case, person)
    _not_later(decided_on=decided_on, notified_on=notified_on)
    _served(decided_on, notified_on, period_days)
    order = Order.objects.create(
        person=person,
        annex=annex,
        decided_on=decided_on,
        notified_on=notified_on,
        notified_by=notified_by,
        period_days=period_days,
    )
    record(Verb.ORDER_REGISTERED, order, by=by, case_id=case.pk)
    _follow(case)
    return order


def _served(decided_on: date, notified_on: date | None, period_days: int, extended_to: date | None = None) -> None:
    if notified_on and notified_on < decided_on:
        raise Refused({"notified_on": _("It cannot be notified before it was decided.")})
    if extended_to and not notified_on:
        raise Refused({"extended_to": _("Only an order that was notified can be extended.")})
    if extended_to and notified_on and extended_to < departure_deadline(notified_on, period_days):
        raise Refused({"extended_to": _("An extension can only lengthen the period to leave.")})


def _follow(case: Case) -> None:
    deadlines.follow(case.household)
    case.refresh_from_db()


@transaction.atomic
def change_order(case: Case, order: Order, *, by: User, version: int, **changes: Any) -> Order:
    """Correct, extend or withdraw an order; the deadline of the case follows. Raises Stale."""
    _belongs(case, order.person)
    _not_later(
        notified_on=changes.get("notified_on"),
        withdrawn_on=changes.get("withdrawn_on"),
    )
    _served(
        decided_on=changes.get("decided_on", order.decided_on),
        notified_on=changes.get("notified_on", order.notified_on),
        period_days=changes.get("period_days", order.period_days),
        extended_to=changes.get("extended_to", order.extended_to),
    )
    edit(order, by=by, case_id=case.pk, version=version, verb=Verb.ORDER_CHANGED, **changes)
    order.refresh_from_db()
    _follow(case)
    return order


@transaction.atomic
def register_measure(
    case: Case, *, by: User, person: Person, kind: MeasureKind, starts_on: date, ends_on: date | None = None
) -> Measure:
    """A measure in force on a member; a less coercive one or detention bars invitations (art. 74/24 §1)."""
    _belongs(case, person)
    if ends_on and ends_on < starts_on:
        raise Refused({"ends_on": _("The end lies before the beginning.")})
    measure = Measure.objects.create(person=person, kind=kind, starts_on=starts_on, ends_on=ends_on)
    record(Verb.MEASURE_REGISTERED, measure, by=by, case_id=case.pk, kind=kind)
    return measure


@transaction.atomic
def end_measure(case: Case, measure: Measure, *, by: User, version: int, ends_on: date) -> Measure:
    """The last day of a measure."""
    _belongs(case, measure.person)
    if ends_on < measure.starts_on:
        raise Refused({"ends_on": _("The end lies before the beginning.")})
    edit(measure, by=by, case_id=case.pk, version=version, verb=Verb.MEASURE_ENDED, ends_on=ends_on)
    return measure


@transaction.atomic
def register_procedure(
    case: Case, *, by: User, person: Person, route: ResidenceRoute, lodged_on: date, gives_provisional_stay: bool
) -> Procedure:
    """A residence procedure; one that gives a provisional right to stay suspends the case at once (74/24 §3)."""
    _belongs(case, person)
    _not_later(lodged_on=lodged_on)
    procedure = Procedure.objects.create(
        person=person, route=route, lodged_on=lodged_on, gives_provisional_stay=gives_provisional_stay
    )
    record(Verb.PROCEDURE_REGISTERED, procedure, by=by, case_id=case.pk)
    current = life.hold(case)  # not the page's: a colleague may have suspended or closed it meanwhile
    if gives_provisional_stay and current.state in ACTIVE_STATES:
        life.suspend(
            current,
            by=by,
            ground=SuspensionGround.PROCEDURE,
            ends_with=_("Decision on the procedure: %s") % route,
        )
        case.refresh_from_db()
    return procedure


@transaction.atomic
def decide_procedure(
    case: Case, procedure: Procedure, *, by: User, version: int, decision: Decision, decided_on: date
) -> Procedure:
    """The outcome of a procedure. The case is not resumed by itself: the coach is told that the ground has ended."""
    _belongs(case, procedure.person)
    if decided_on < procedure.lodged_on:
        raise Refused({"decided_on": _("The decision lies before the application.")})
    _not_later(decided_on=decided_on)
    edit(
        procedure,
        by=by,
        case_id=case.pk,
        version=version,
        verb=Verb.PROCEDURE_DECIDED,
        decision=decision,
        decided_on=decided_on,
    )
    return procedure


@transaction.atomic
def move_house(case: Case, *, by: User, person: Person, starts_on: date, **address: Any) -> Address:
    """A new address; the one before of the same kind ends on that day."""
    _belongs(case, person)
    _not_later(starts_on=starts_on)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)  # one standing address of a kind
    kind = address["kind"]
    standing = person.addresses.filter(kind=kind, ends_on__isnull=True)
    if standing.filter(starts_on__gt=starts_on).exists():
        raise Refused({"starts_on": _("A later address of that kind is already known.")})
    standing.update(ends_on=starts_on, version=F("version") + 1)
    added = Address.objects.create(person=person, starts_on=starts_on, **address)
    record(Verb.ADDRESS_CHANGED, added, by=by, case_id=case.pk)
    return added


@transaction.atomic
def mark_undeliverable(case: Case, address: Address, *, by: User, version: int, since: date | None) -> Address:
    """Mail comes back from this address since that day, or (None) arrives again."""
    _belongs(case, address.person)
    _not_later(since=since)
    edit(address, by=by, case_id=case.pk, version=version, verb=Verb.ADDRESS_CHANGED, undeliverable_since=since)
    return address
