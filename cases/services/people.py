"""Persons: registered and corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Alias, Case, FileNumber, Person
from cases.services import index, pairs
from icam.audit import record
from icam.enums import Verb
from icam.identifiers import canonical, same_file
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
    _add_numbers(person, numbers)
    _add_aliases(person, aliases)
    index.refresh([person.pk])
    pairs.look_for_soon([person.pk])
    record(Verb.PERSON_CREATED, person, by=by)
    return person


def _add_numbers(person: Person, numbers: Iterable[Number]) -> int:
    """How many were new. SP and OV are one number: it belongs to one person whichever letters stand before it."""
    known = set(person.file_numbers.values_list("kind", "canonical"))
    before = len(known)
    for number in numbers:
        plain = canonical(number.kind, number.as_written)
        if not plain:
            raise Refused({"number": _("This is not a number.")})
        if (number.kind, plain) in known:
            continue
        others = FileNumber.objects.filter(kind__in=same_file(number.kind), canonical=plain).exclude(person=person)
        if others.exists():
            raise Refused({"number": _("Somebody is already registered under this number.")})
        FileNumber.objects.create(person=person, kind=number.kind, as_written=number.as_written, canonical=plain)
        known.add((number.kind, plain))
    return len(known) - before


def _add_aliases(person: Person, aliases: Iterable[str]) -> int:
    """How many were new."""
    new = {name for name in aliases if name} - {person.name, *person.aliases.values_list("name", flat=True)}
    Alias.objects.bulk_create(Alias(person=person, name=name) for name in sorted(new))
    return len(new)


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
    added = {"file_numbers": _add_numbers(person, numbers), "aliases": _add_aliases(person, aliases)}
    if fields := [name for name, count in added.items() if count]:
        record(Verb.PERSON_CHANGED, person, by=by, case_id=case.pk if case else None, fields=fields)
    index.refresh([person.pk])
    pairs.look_for_soon([person.pk])
    return person
