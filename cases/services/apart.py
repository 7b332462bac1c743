"""Keeping two persons apart: where the one lives never reaches a letter to the other, nor a screen of the other's case.

The rule is written here once. Whoever reads an address for a page goes through `shown`, for a letter through
`deliverable`; whoever shows persons outside a case (search, comparison, lists) asks `is_protected`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums.people import ApartReason
from cases.models import Address, Case, KeepApart, Member, Person
from icam.audit import record
from icam.calendar import now, today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
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


def protected_from(persons: Iterable[int]) -> frozenset[int]:
    """Those whose addresses none of `persons` may learn; both are persons as they are known to be."""
    others = list(persons)
    rows = KeepApart.objects.in_force().filter(Q(other__in=others) | Q(other__merged_into__in=others))
    return frozenset(rows.values_list(Coalesce(F("protected__merged_into"), F("protected")), flat=True))


def is_protected(person: Person) -> bool:
    """Whether somebody may not learn where this person lives: outside the own case no page shows the address."""
    one = person.current.pk
    return KeepApart.objects.in_force().filter(Q(protected=one) | Q(protected__merged_into=one)).exists()


def hidden_on(case: Case) -> frozenset[int]:
    """Whose addresses no page of this case shows: those kept from somebody who belongs to its household today."""
    return protected_from(case.household.members.on(today()).person_ids())


def shown(case: Case, addresses: Iterable[Address]) -> list[Shown]:
    """These addresses as the pages of this case may show them."""
    hidden = hidden_on(case)
    if not hidden:
        return list(addresses)
    here = set(case.household.members.on(today()).person_ids())
    return [_mask(row, here) if row.person.current.pk in hidden else row for row in addresses]


def _mask(address: Address, here: Collection[int]) -> Masked:
    asked = address.person.current.pk in here
    return Masked(address.pk, address.person, address.kind, str(address.get_kind_display()), may_be_asked=asked)


def visible_addresses(case: Case, persons: Iterable[Person]) -> list[Shown]:
    """All addresses of these persons, newest first, as the pages of this case may show them."""
    known = {person.current.pk for person in persons}
    whose = Q(person__in=known) | Q(person__merged_into__in=known)
    return shown(case, Address.objects.filter(whose).newest_first().select_related("person__merged_into"))


def present_address(case: Case, person: Person) -> Shown | None:
    """Where the person lives today, as the pages of this case may show it."""
    return next(iter(shown(case, person.addresses.on(today()).newest_first().select_related("person")[:1])), None)


def deliverable(case: Case, addressee: Person, *, readers: Iterable[Person] = (), on: date) -> Address | None:
    """Where post reaches the addressee on that day; None when nothing would arrive, or nothing may be written.

    The own address first; somebody without one is written to where the principal lives. A letter never carries the
    address of somebody who is kept from one of those who read it (the addressee and `readers`); nor, unless it is
    written to him alone, of somebody who is kept from a member of this household.
    """
    read_by = protected_from({person.current.pk for person in (addressee, *readers)})
    in_house = hidden_on(case) | protected_from(case.household.members.on(on).person_ids())
    principal = case.household.principal
    for person in (addressee, principal):
        known = person.current.pk
        if known in read_by or (known in in_house and known != addressee.current.pk):
            continue
        if found := _reached(person, on):
            return found
    return None


def _reached(person: Person, on: date) -> Address | None:
    rows = Address.objects.filter(Q(person=person) | Q(person__merged_into=person))
    return rows.on(on).deliverable().newest_first().first()


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
    touching = Q(protected__in=here) | Q(other__in=here)
    touching |= Q(protected__merged_into__in=here) | Q(other__merged_into__in=here)
    rows = KeepApart.objects.in_force().filter(touching).select_related("protected__merged_into", "other__merged_into")
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
def keep(protected: Person, *, by: User, other: Person, because: ApartReason, case: Case) -> KeepApart:
    """From now on nobody learns where `protected` lives by way of `other`. Set on the file of `case`."""
    if protected.current == other.current:
        raise Refused({"other": _("Nobody is kept apart from himself.")})
    if protected.current.pk in protected_from({other.current.pk}):
        raise Refused({"other": _("These two are kept apart already.")})
    apart = KeepApart.objects.create(protected=protected, other=other, because=because, since=today(), set_by=by)
    record(Verb.APART_SET, apart, by=by, case_id=case.pk, why=because)
    return apart


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
    here = set(case.household.members.on(today()).person_ids())
    if address.person.current.pk not in here:
        raise Refused(_("This person does not belong to the household: the address is not shown here."))
    record(Verb.APART_SHOWN, address, by=by, case_id=case.pk)
    return address
