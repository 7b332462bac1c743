"""Keeping two persons apart: where the one lives never reaches a letter to the other, nor a screen of the other's case.

The rule is written here once, in `hidden_from`: by the person, and by the place, because whoever lives with the
protected person gives the place away. Whoever reads an address for a page goes through `shown`, for a letter through
`deliverable`, for a text that somebody wrote past `kept_secret`; whoever shows persons outside a case (search,
comparison, lists) asks `is_protected` and `hidden_from(None)`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums.people import ApartReason
from cases.models import Address, Case, KeepApart, Member, Person
from cases.models.dossier import AddressQuerySet
from icam.audit import record
from icam.calendar import now, today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.wording import words
from icam.workflow import edit


@dataclass(frozen=True)
class Masked:
    """An address of which a page of this case may show nothing but that there is one."""

    pk: int
    person: Person
    kind: str
    kind_label: str
    may_be_asked: bool  # the person lives in this very household: who works on the case may have it shown
    masked: bool = True
    care_of: str = ""
    postcode: str = ""
    municipality: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    undeliverable_since: date | None = None
    source: str = ""

    @property
    def street(self) -> str:
        return _("Kept apart for safety")

    def get_kind_display(self) -> str:
        return self.kind_label

    def get_source_display(self) -> str:
        return ""


Shown = Address | Masked


BOX = frozenset({"bte", "boite", "bus", "box", "postbus"})  # what stands before the number of a letter box
Place = tuple[str, str]


def _place(street: str, postcode: str) -> Place:
    """The house, however it is written: without accents, commas, capitals and the box."""
    told = words(street.replace("/", " bus "))
    behind = (n for n, word in enumerate(told) if word in BOX and any(one.isdigit() for one in told[:n]))
    return " ".join(told[: next(behind, None)]), " ".join(words(postcode))


@dataclass(frozen=True)
class Hidden:
    """Whose addresses somebody may not learn, and at which places they would be found, with whom."""

    persons: frozenset[int]
    places: Mapping[Place, frozenset[int]]

    def gives_away(self, address: Address) -> frozenset[int]:
        """The protected persons who would be found by this address, whoever it is written down for."""
        there = self.places.get(_place(address.street, address.postcode), frozenset()) if self.places else frozenset()
        return there | ({address.person.current.pk} & self.persons)


def hidden_from(readers: Iterable[int] | None) -> Hidden:
    """What these persons (as they are known to be) may not learn; without readers, what somebody or other may not.

    A place counts when the protected person lives there or left it since the protection was set, unless the one who
    may not learn it lives there himself today.
    """
    rows = KeepApart.objects.in_force()
    if readers is not None:
        others = list(readers)
        rows = rows.filter(other__in=Person.objects.registered_as(others))
    protected, other = (Coalesce(F(f"{name}__merged_into"), F(name)) for name in ("protected", "other"))
    pairs = list(rows.annotate(one=protected, two=other).values_list("one", "two", "since"))
    if not pairs:
        return Hidden(frozenset(), {})
    homes = _homes({pk for one, two, _since in pairs for pk in (one, two)})
    places: dict[Place, set[int]] = defaultdict(set)
    for one, two, since in pairs:
        own = {place for place, starts_on, ends_on in homes[two] if starts_on <= today() < (ends_on or date.max)}
        for place in {place for place, _starts_on, ends_on in homes[one] if ends_on is None or ends_on > since} - own:
            places[place].add(one)
    found = {place: frozenset(persons) for place, persons in places.items()}
    return Hidden(frozenset(one for one, _two, _since in pairs), found)


def _homes(persons: Collection[int]) -> dict[int, list[tuple[Place, date, date | None]]]:
    """All places at which these persons ever lived, from one day to another."""
    found: dict[int, list[tuple[Place, date, date | None]]] = defaultdict(list)
    rows = Address.objects.filter(person__in=Person.objects.registered_as(persons))
    known = Coalesce(F("person__merged_into"), F("person"))
    columns = ("street", "postcode", "starts_on", "ends_on")
    for one, street, postcode, starts_on, ends_on in rows.values_list(known, *columns):
        found[one].append((_place(street, postcode), starts_on, ends_on))
    return found


def kept_secret(*, about: Iterable[Person]) -> AddressQuerySet:
    """Where they live and lived who are kept from one of these persons, or are one of them: no text may name it."""
    one = Coalesce(F("protected__merged_into"), F("protected"))
    hidden = _concerning({person.current.pk for person in about}).values_list(one, flat=True)
    return Address.objects.filter(person__in=Person.objects.registered_as(hidden))


def _concerning(persons: Collection[int]) -> "QuerySet[KeepApart]":
    """The protections in force in which one of these persons (as they are known to be) is on either side."""
    same = Person.objects.registered_as(persons)
    rows: QuerySet[KeepApart] = KeepApart.objects.in_force().filter(Q(protected__in=same) | Q(other__in=same))
    return rows


def is_protected(person: Person) -> bool:
    """Whether somebody may not learn where this person lives: outside the own case no page shows the address."""
    return KeepApart.objects.in_force().filter(protected__in=Person.objects.registered_as([person.current.pk])).exists()


def hidden_on(case: Case) -> Hidden:
    """What no page of this case shows: that which somebody who belongs to its household today may not learn."""
    return hidden_from(case.household.members.on(today()).person_ids())


def homes_of(persons: Collection[int]) -> set[int]:
    """The households to which one of these persons belongs."""
    here = Member.objects.filter(person__in=Person.objects.registered_as(persons), left_on__isnull=True)
    return set(here.values_list("household", flat=True))


def shown(case: Case, addresses: Iterable[Address]) -> list[Shown]:
    """These addresses as the pages of this case may show them."""
    hidden = hidden_on(case)
    if not hidden.persons:
        return list(addresses)
    here = set(case.household.members.on(today()).person_ids())
    return [_mask(row, hidden, here) if hidden.gives_away(row) else row for row in addresses]


def _mask(address: Address, hidden: Hidden, here: Collection[int]) -> Masked:
    asked = _all_are_here(address, hidden, here)
    return Masked(address.pk, address.person, address.kind, str(address.get_kind_display()), may_be_asked=asked)


def _all_are_here(address: Address, hidden: Hidden, here: Collection[int]) -> bool:
    return {address.person.current.pk, *hidden.gives_away(address)} <= set(here)


def may_be_asked(case: Case, address: Address) -> bool:
    """Whether who works on the case may have it shown: it gives away nobody but who lives in this very household."""
    return _all_are_here(address, hidden_on(case), set(case.household.members.on(today()).person_ids()))


def visible_addresses(case: Case, persons: Iterable[Person]) -> list[Shown]:
    """All addresses of these persons, newest first, as the pages of this case may show them."""
    known = {person.current.pk for person in persons}
    rows = Address.objects.filter(person__in=Person.objects.registered_as(known))
    return shown(case, rows.newest_first().select_related("person__merged_into"))


def present_address(case: Case, person: Person) -> Shown | None:
    """Where the person lives today, as the pages of this case may show it."""
    return next(iter(shown(case, person.addresses.on(today()).newest_first().select_related("person")[:1])), None)


def deliverable(case: Case, addressee: Person, *, readers: Iterable[Person] = (), on: date) -> Address | None:
    """Where post reaches the addressee on that day; None when nothing would arrive, or nothing may be written.

    The own address first; somebody without one is written to where the principal lives. A letter never carries the
    address that gives away somebody who is kept from one of those who read it (the addressee and `readers`); nor,
    unless it is the addressee's own, somebody who is kept from a member of this household.
    """
    read_by = hidden_from({person.current.pk for person in (addressee, *readers)})
    members = case.household.members
    in_house = hidden_from({*members.on(today()).person_ids(), *members.on(on).person_ids()})
    for person in (addressee, case.household.principal):
        own = person.current == addressee.current
        found = _reached(person, on)
        if found and not read_by.gives_away(found) and (own or not in_house.gives_away(found)):
            return found
    return None


def _reached(person: Person, on: date) -> Address | None:
    rows = Address.objects.filter(person__in=Person.objects.registered_as([person.pk])).on(on).deliverable()
    return rows.select_related("person__merged_into").newest_first().first()


def hides_window(case: Case, addressee: Person) -> bool:
    """Whether an address to which a letter to this person may have gone is one that the pages of the case hide."""
    rows = visible_addresses(case, [addressee]) or visible_addresses(case, [case.household.head])
    return addressee.current.pk in hidden_on(case).persons or any(row.masked for row in rows)


def pairs_among(persons: Iterable[Person]) -> set[tuple[int, int]]:
    """Who of these is kept from whom of these: (protected, other), as they are known to be."""
    known = {person.current.pk for person in persons}
    protected, other = (Coalesce(F(f"{name}__merged_into"), F(name)) for name in ("protected", "other"))
    pairs = KeepApart.objects.in_force().annotate(one=protected, two=other).filter(one__in=known, two__in=known)
    return set(pairs.values_list("one", "two"))


def parted(persons: Collection[Person]) -> tuple[Person, Person] | None:
    """Two of these persons who are kept apart, the protected one first; None when they may stand in one letter."""
    known = {person.current.pk: person for person in persons}
    for protected, other in sorted(pairs_among(persons)):
        return known[protected], known[other]
    return None


def decides(case: Case, pair: KeepApart) -> bool:
    """Whether this is the file on which the protection is lifted: where the protected person lives now, if anywhere."""
    memberships = Member.objects.of(pair.protected.current.pk)
    now_in = memberships.on(today())
    where = now_in if now_in.exists() else memberships
    return where.filter(household=case.household_id).exists()


def pairs_of(case: Case, *, reader: User) -> list[dict[str, Any]]:
    """Who of this household is kept apart from whom; somebody whom the reader may not see is not named."""
    here = set(case.household.members.on(today()).person_ids())
    rows = _concerning(here).select_related("protected__merged_into", "other__merged_into")
    return [
        {
            "pair": row,
            "protected": _name(row.protected.current, reader),
            "other": _name(row.other.current, reader),
            "decides": decides(case, row),
        }
        for row in rows.select_related("set_by").order_by("pk")
    ]


def _name(person: Person, reader: User) -> str:
    seen = cases_for(reader).filter(household__members__in=Member.objects.of(person.pk)).exists()
    return person.name if seen else _("somebody of another case")


@transaction.atomic
def keep(
    protected: Person, *, by: User, other: Person, because: ApartReason, case: Case, together_with: Case | None = None
) -> KeepApart:
    """From now on nobody learns where `protected` lives by way of `other`. Set on the file of `case`.

    The trail of `together_with`, from whose household one of the two was chosen, holds it as well.
    """
    protected, other = _held(case, protected=protected, other=other)
    if protected == other:
        raise Refused({"other": _("Nobody is kept apart from himself.")})
    if (protected.pk, other.pk) in pairs_among([protected, other]):
        raise Refused({"other": _("These two are kept apart already.")})
    apart = KeepApart.objects.create(protected=protected, other=other, because=because, since=today(), set_by=by)
    for told in filter(None, (case, together_with)):
        record(Verb.APART_SET, apart, by=by, case_id=told.pk, why=because)
    return apart


def _held(case: Case, **persons: Person) -> list[Person]:
    """These persons as they are known to be, locked after the cases and in one order: merging waits.

    Refused beside the name of somebody who was merged since the page was opened.
    """
    list(Case.objects.held().filter(household=case.household_id))
    ids = {name: person.current.pk for name, person in persons.items()}
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids.values()).order_by("pk")
    held = {person.pk: person for person in rows}
    for name, pk in ids.items():
        if held[pk].merged_into_id:
            raise Refused({name: _("This person has just been merged with another. Please open the page again.")})
    return [held[pk] for pk in ids.values()]


@transaction.atomic
def lift(apart: KeepApart, *, by: User, version: int, because: str, case: Case) -> KeepApart:
    """The danger has passed, as a manager says with his reason. Raises Stale."""
    if not because.strip():
        raise Refused({"because": _("Say why they need no longer be kept apart.")})
    if apart.lifted_at:
        raise Refused(_("This was lifted already."))
    written: dict[str, Any] = {"lifted_by_id": by.pk, "lifted_at": now(), "lifted_because": because.strip()}
    edit(apart, by=by, version=version, verb=Verb.APART_LIFTED, case_id=case.pk, **written)
    return apart


@transaction.atomic
def show(case: Case, address: Address, *, by: User) -> Address:
    """The address of somebody who lives in this very household, for whoever works on the case; the trail keeps it."""
    if not may_be_asked(case, address):
        raise Refused(_("This person does not belong to the household: the address is not shown here."))
    record(Verb.APART_SHOWN, address, by=by, case_id=case.pk)
    return address
