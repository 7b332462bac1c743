"""Persons and the households they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases.enums import HouseholdKind, MemberRole
from cases.models import Alias, Case, FileNumber, Household, Member, Person
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.identifiers import canonical
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@dataclass(frozen=True)
class Number:
    """A file number as somebody wrote it, and whose it is."""

    kind: str
    as_written: str


@transaction.atomic
def register(*, by: User, numbers: Iterable[Number] = (), aliases: Iterable[str] = (), **data: Any) -> Person:
    """A new person; `data` are columns of Person. Refused when a file number already belongs to somebody."""
    person = Person.objects.create(**data)
    for number in numbers:
        _number(person, number)
    for name in {alias for alias in aliases if alias and alias != person.name}:
        Alias.objects.create(person=person, name=name)
    record(Verb.PERSON_CREATED, person, by=by)
    return person


def _number(person: Person, number: Number) -> FileNumber:
    return FileNumber.objects.create(
        person=person,
        kind=number.kind,
        as_written=number.as_written,
        canonical=canonical(number.kind, number.as_written),
    )


@transaction.atomic
def change(
    person: Person,
    *,
    by: User,
    version: int,
    case: Case | None = None,
    numbers: Iterable[Number] = (),
    aliases: Iterable[str] = (),
    **data: Any,
) -> Person:
    """Correct a person's data; numbers and aliases are added, never taken away here. Raises Stale."""
    edit(person, by=by, version=version, verb=Verb.PERSON_CHANGED, case_id=case.pk if case else None, **data)
    known = set(person.file_numbers.values_list("kind", "canonical"))
    for number in numbers:
        if (number.kind, canonical(number.kind, number.as_written)) not in known:
            _number(person, number)
            record(Verb.PERSON_CHANGED, person, by=by, case_id=case.pk if case else None, fields=["file_numbers"])
    for name in set(aliases) - set(person.aliases.values_list("name", flat=True)):
        Alias.objects.create(person=person, name=name)
        record(Verb.PERSON_CHANGED, person, by=by, case_id=case.pk if case else None, fields=["aliases"])
    return person


@transaction.atomic
def found_household(principal: Person, *, by: User, kind: HouseholdKind, since: date | None = None) -> Household:
    """A household with its principal. Refused (by the database) while the person belongs to another."""
    household = Household.objects.create(kind=kind, principal=principal)
    join(household, principal, by=by, role=MemberRole.PRINCIPAL, joined_on=since or today())
    return household


@transaction.atomic
def join(
    household: Household, person: Person, *, by: User, role: MemberRole, joined_on: date, case: Case | None = None
) -> Member:
    """Somebody belongs to the household from that day."""
    if joined_on > today():
        raise Refused({"joined_on": _("The day lies in the future.")})
    member = Member.objects.create(household=household, person=person, role=role, joined_on=joined_on)
    Household.objects.filter(pk=household.pk).update(version=F("version") + 1)
    record(Verb.MEMBER_JOINED, member, by=by, case_id=case.pk if case else None, role=role)
    return member


@transaction.atomic
def leave(member: Member, *, by: User, left_on: date, case: Case | None = None, reason: str = "") -> Member:
    """Somebody no longer belongs to the household from that day; the principal cannot leave his own."""
    if member.role == MemberRole.PRINCIPAL:
        raise Refused(_("The principal cannot leave the household. Close the case, or open another one."))
    if left_on > today():
        raise Refused({"left_on": _("The day lies in the future.")})
    if left_on < member.joined_on:
        raise Refused({"left_on": _("The day lies before the day of joining.")})
    if not Member.objects.filter(pk=member.pk, left_on__isnull=True).update(left_on=left_on):
        raise Refused(_("This person has already left the household."))
    member.left_on = left_on
    record(Verb.MEMBER_LEFT, member, by=by, case_id=case.pk if case else None, reason=reason, on=left_on.isoformat())
    return member
