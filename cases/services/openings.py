"""Whole households brought in at once: registered, founded, a case opened, orders and addresses written down.

There are two ways to the same rows. `open_one` is made of the services that pages use, one act after the other.
`open_many` writes a hundred households in a dozen statements, for files of thousands; it takes only persons who are
new, and whatever it refuses is to be tried again by `open_one`, which says what is wrong. A test holds both ways alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import CaseState, HouseholdKind, MemberRole
from cases.enums.people import JoinReason
from cases.models import (
    Address,
    Alias,
    Case,
    CaseMove,
    FileNumber,
    Household,
    Member,
    Order,
    Person,
    Placement,
    as_it_is,
)
from cases.services import addresses, households, index, life, orders, pairs, people
from cases.services.people import Number
from icam.audit import record_many
from icam.calendar import departure_deadline, today
from icam.enums import Verb
from icam.identifiers import canonical, same_file
from icam.models import Annex, Office, Region, User
from icam.refusals import Refused


@dataclass
class Newcomer:
    """Somebody who comes in: who he is, or (`known`) who he turned out to be; his order and his address, if any."""

    data: dict[str, Any]
    role: MemberRole = MemberRole.PRINCIPAL
    numbers: Sequence[Number] = ()
    aliases: Sequence[str] = ()
    known: Person | None = None
    order: dict[str, Any] | None = None
    address: dict[str, Any] | None = None


@dataclass
class Opening:
    """A household and the case to be opened for it; the first of the persons is its principal.

    `case` are the words of life.open_case with the day of opening.
    """

    kind: HouseholdKind
    persons: list[Newcomer]
    case: dict[str, Any]
    made: list[Person] = field(default_factory=list)

    @property
    def day(self) -> date:
        day: date = self.case.get("opened_on") or today()
        return day

    @property
    def is_new(self) -> bool:
        return all(person.known is None for person in self.persons)


# One after the other --------------------------------------------------------------------------------------------------


@transaction.atomic
def open_one(opening: Opening, *, by: User) -> Case:
    """The way of the pages. Refused with a sentence; `opening.made` are the persons of the case, in order."""
    made = [_registered(person, by=by) for person in opening.persons]
    household = _home(opening, made, by=by)
    case = life.open_case(household, by=by, **opening.case)
    for newcomer, person in zip(opening.persons, made, strict=True):
        if newcomer.order and not _has_order(person, newcomer.order):
            words = {name: value for name, value in newcomer.order.items() if name != "annex_id"}
            annex = Annex.objects.get(pk=newcomer.order["annex_id"])
            orders.register(case, by=by, person=person, annex=annex, **words)
        if newcomer.address and not _lives_there(person, newcomer.address):
            addresses.move(case, by=by, person=person, **_address(newcomer.address, opening.day))
    opening.made = made
    case.refresh_from_db()
    return case


def _registered(newcomer: Newcomer, *, by: User) -> Person:
    """Registered now; somebody known keeps his data as they are, and gains the numbers and names that are new."""
    if newcomer.known is None:
        return people.register(by=by, numbers=newcomer.numbers, aliases=newcomer.aliases, **newcomer.data)
    known = Person.objects.get(pk=newcomer.known.current.pk)
    return people.change(
        known, by=by, version=known.version, numbers=newcomer.numbers, aliases=[*newcomer.aliases, _name(newcomer.data)]
    )


def _name(data: dict[str, Any]) -> str:
    return Person(family_name=data["family_name"], given_names=data["given_names"]).name


def _home(opening: Opening, made: Sequence[Person], *, by: User) -> Household:
    """The household in which the principal lives now, or a new one; who is new in it joins."""
    principal = made[0]
    standing = Member.objects.of(principal.pk).filter(left_on__isnull=True).select_related("household").last()
    if standing is None:
        household = households.found(principal, by=by, kind=opening.kind, since=opening.day)
        for newcomer, person in zip(opening.persons[1:], made[1:], strict=True):
            because = JoinReason.FOUNDING
            households.admit(household, person, by=by, role=newcomer.role, joined_on=opening.day, because=because)
        return household
    household = standing.household
    there = set(household.members.filter(left_on__isnull=True).person_ids())
    for newcomer, person in zip(opening.persons[1:], made[1:], strict=True):
        if person.pk not in there:
            households.join(household, person, by=by, role=newcomer.role, joined_on=opening.day)
    return household


def _has_order(person: Person, order: dict[str, Any]) -> bool:
    same = {name: order[name] for name in ("annex_id", "decided_on")}
    return person.orders.filter(withdrawn_on__isnull=True, **same).exists()


def _lives_there(person: Person, address: dict[str, Any]) -> bool:
    place = {f"{name}__iexact": address[name] for name in ("street", "postcode", "municipality")}
    return person.addresses.filter(ends_on__isnull=True, kind=address["kind"], **place).exists()


def _address(address: dict[str, Any], day: date) -> dict[str, Any]:
    return {**address, "starts_on": address.get("starts_on") or day}


# Many at once ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_many(openings: Sequence[Opening], *, by: User) -> list[Case]:
    """The same rows for households of new persons alone, in a dozen statements. Refused as a whole."""
    assert all(opening.is_new for opening in openings)
    _check_places(openings)
    _check_numbers(openings)
    _persons(openings, by=by)
    homes = _households(openings, by=by)
    cases = _cases(openings, homes, by=by)
    _papers(openings, cases, by=by)
    index.refresh(person.pk for opening in openings for person in opening.made)
    pairs.look_for_soon([person.pk for opening in openings for person in opening.made])
    return cases


def _check_places(openings: Iterable[Opening]) -> None:
    seen = set()
    for opening in openings:
        if opening.day > today():
            raise Refused({"opened_on": _("The day lies in the future.")})
        region: Region = opening.case["region"]
        office: Office | None = opening.case.get("office")
        coach: User | None = opening.case.get("coach")
        place = (region, office, coach)
        if place not in seen:
            seen.add(place)
            life.fits(region, office, coach)


def _numbers(openings: Iterable[Opening]) -> list[tuple[Newcomer, Number, str]]:
    return [
        (person, number, canonical(number.kind, number.as_written))
        for opening in openings
        for person in opening.persons
        for number in person.numbers
    ]


def _check_numbers(openings: Iterable[Opening]) -> None:
    """Each number belongs to one person, here and in the database, whichever letters stand before it."""
    asked: dict[tuple[str, str], int] = {}
    for person, number, plain in _numbers(openings):
        if not plain:
            raise Refused({"number": _("This is not a number.")})
        if asked.setdefault((min(same_file(number.kind)).value, plain), id(person)) != id(person):
            raise Refused({"number": _("Somebody is already registered under this number.")})
    taken = FileNumber.objects.filter(canonical__in={plain for _kind, plain in asked})
    if any((min(same_file(row.kind)).value, row.canonical) in asked for row in taken):
        raise Refused({"number": _("Somebody is already registered under this number.")})


def _persons(openings: Sequence[Opening], *, by: User) -> None:
    made = Person.objects.bulk_create(Person(**newcomer.data) for opening in openings for newcomer in opening.persons)
    record_many(Verb.PERSON_CREATED, made, by=by)
    waiting = iter(made)
    names, numbers = [], []
    for opening in openings:
        opening.made = [next(waiting) for _newcomer in opening.persons]
        for newcomer, person in zip(opening.persons, opening.made, strict=True):
            names += [Alias(person=person, name=name) for name in sorted({*newcomer.aliases} - {person.name, ""})]
            known: dict[tuple[str, str], str] = {}
            for number in newcomer.numbers:
                known.setdefault((number.kind, canonical(number.kind, number.as_written)), number.as_written)
            numbers += [
                FileNumber(person=person, kind=kind, canonical=plain, as_written=written)
                for (kind, plain), written in known.items()
            ]
    Alias.objects.bulk_create(names)
    FileNumber.objects.bulk_create(numbers)


def _households(openings: Sequence[Opening], *, by: User) -> list[Household]:
    homes = Household.objects.bulk_create(
        Household(kind=opening.kind, principal=opening.made[0]) for opening in openings
    )
    members = Member.objects.bulk_create(
        Member(household=home, person=person, role=newcomer.role, joined_on=opening.day)
        for home, opening in zip(homes, openings, strict=True)
        for newcomer, person in zip(opening.persons, opening.made, strict=True)
    )
    because = str(JoinReason.FOUNDING)
    record_many(Verb.MEMBER_JOINED, members, by=by, role=lambda member: str(member.role), because=lambda _m: because)
    return homes


def _cases(openings: Sequence[Opening], homes: Sequence[Household], *, by: User) -> list[Case]:
    years = [opening.day.year for opening in openings]
    given = {year: iter(life.next_references(year, years.count(year))) for year in sorted(set(years))}
    rows = []
    for opening, home, year in zip(openings, homes, years, strict=True):
        deadline, changes = _deadline(opening)
        words = {**opening.case, "opened_on": opening.day}
        rows.append(Case(reference=next(given[year]), household=home, leave_by=deadline, version=1 + changes, **words))
    cases = Case.objects.bulk_create(rows)
    moves = (
        CaseMove(
            case=case,
            cycle=1,
            source="",
            target=CaseState.SELECTED,
            on=case.opened_on,
            by=by,
            intake_channel=case.intake_channel,
            **as_it_is(case),
        )
        for case in cases
    )
    CaseMove.objects.bulk_create(moves)
    Placement.objects.bulk_create(Placement(case=case, starts_on=case.opened_on, **as_it_is(case)) for case in cases)
    record_many(Verb.CASE_CREATED, cases, by=by, reference=lambda case: case.reference)
    return cases


def _deadline(opening: Opening) -> tuple[date | None, int]:
    """The deadline that follows from the orders, taken one after the other, and how often it changed on the way."""
    newest, deadline, changes = None, None, 0
    for newcomer in opening.persons:
        order = newcomer.order
        if not order or not order["notified_on"]:
            continue
        if newest is None or order["notified_on"] >= newest:
            newest = order["notified_on"]
            follows = departure_deadline(order["notified_on"], order["period_days"])
            changes += follows != deadline
            deadline = follows
    return deadline, changes


def _papers(openings: Sequence[Opening], cases: Sequence[Case], *, by: User) -> None:
    _written(openings, cases, Order, lambda newcomer, _day: newcomer.order, Verb.ORDER_REGISTERED, by=by)

    def address(newcomer: Newcomer, day: date) -> dict[str, Any] | None:
        return _address(newcomer.address, day) if newcomer.address else None

    _written(openings, cases, Address, address, Verb.ADDRESS_CHANGED, by=by)


def _written(
    openings: Sequence[Opening],
    cases: Sequence[Case],
    model: type[Any],
    words: Callable[[Newcomer, date], dict[str, Any] | None],
    verb: Verb,
    *,
    by: User,
) -> None:
    """One paper of a kind for each person who brings one."""
    rows, of_case = [], []
    for opening, case in zip(openings, cases, strict=True):
        for newcomer, person in zip(opening.persons, opening.made, strict=True):
            if said := words(newcomer, opening.day):
                rows.append(model(person=person, **said))
                of_case.append(case.pk)
    made = model._default_manager.bulk_create(rows)
    record_many(verb, made, by=by, case_ids=dict(zip((row.pk for row in made), of_case, strict=True)))
