"""A few people who were registered twice, in two spellings: in one region, in two, and one who was merged already.

Only names and births of invented people are written anew: no family, no case and no figure knows of it.
"""

import random
from collections import defaultdict
from itertools import pairwise

from cases.enums import HouseholdKind
from cases.models import Case, Pair, Person
from cases.services import index, merging, pairs
from icam.identifiers import FileNumberKind
from icam.models import User

NEWEST = 400  # cases among which they are chosen
PER_REGION = 2
MERGED_FOR = "Same fingerprints; the first spelling came from an interpreter."

# How another office wrote the same sound.
SOUNDS = (
    ("ou", "u"), ("kh", "h"), ("sh", "ch"), ("dj", "j"), ("ee", "i"), ("oo", "u"), ("ph", "f"), ("ya", "ia"),
    ("mm", "m"), ("ss", "s"), ("ll", "l"), ("z", "s"), ("y", "i"), ("w", "ou"), ("k", "c"), ("j", "dj"), ("a", "e"),
)  # fmt: skip


def respelled(name: str) -> str:
    """The name as somebody else heard it; the beginning stays."""
    for heard, written in SOUNDS:
        if heard in name[1:]:
            return name[0] + name[1:].replace(heard, written, 1)
    return name


def write(managers: dict[str, User], rng: random.Random) -> None:
    """Let some of the newest cases be about one person in two spellings; the persons are indexed already."""
    by_region = defaultdict(list)
    rows = Case.objects.filter(household__kind=HouseholdKind.SINGLE).exclude(household__principal__family_name="")
    rows = rows.exclude(household__principal__given_names="").exclude(household__principal__born_on=None)
    rows = rows.exclude(household__principal__file_numbers__kind=FileNumberKind.NN)  # it would tell another birth
    for case in rows.select_related("household__principal", "region").order_by("-pk")[:NEWEST]:
        by_region[case.region.code].append(case)
    chosen = {code: cases for code, cases in sorted(by_region.items()) if len(cases) > 2 * PER_REGION}
    changed: list[Person] = []
    for cases in chosen.values():
        for one, other in zip(cases[:PER_REGION], cases[PER_REGION : 2 * PER_REGION], strict=True):
            changed.append(_same(one, other, rng))
    regions = list(chosen.values())
    for here, there in pairwise(regions):
        changed.append(_same(here[2 * PER_REGION], there[-1], rng))
    index.refresh(person.pk for person in changed)
    pairs.look_for([person.pk for person in changed])
    _merge_one(managers)


def _same(one: Case, other: Case, rng: random.Random) -> Person:
    """From now on the principal of `other` is that of `one`, as another office wrote him; the day and month as well."""
    known, again = one.household.principal, other.household.principal
    born = known.born_on
    if born and born.day <= 12 and rng.random() < 0.3:
        born = born.replace(day=born.month, month=born.day)
    Person.objects.filter(pk=again.pk).update(
        family_name=respelled(known.family_name),
        given_names=respelled(known.given_names) if rng.random() < 0.5 else known.given_names,
        own_script=known.own_script if rng.random() < 0.5 else "",
        own_script_language=known.own_script_language,
        born_on=born,
        birth_precision=known.birth_precision,
        sex=known.sex,
        languages=known.languages,
        contact_language=known.contact_language,
        needs_interpreter=known.needs_interpreter,
        nationalities=known.nationalities,
    )
    return again


def _merge_one(managers: dict[str, User]) -> None:
    """The surest pair of one region, rather spelled in two ways and with a case that is closed: he came back."""
    found = []
    for pair in Pair.objects.waiting().strong().select_related("first", "second").order_by("-score", "pk"):
        one, other = (merging.cases_of(person).select_related("region").order_by("pk")[0] for person in pair.persons)
        if one.region_id == other.region_id:
            alike = (pair.first.name == pair.second.name, one.is_open == other.is_open)
            found.append((alike, pair, one, other))
    for _alike, pair, one, other in sorted(found, key=lambda row: row[0])[:1]:
        kept, gone = pair.persons if one.is_open or not other.is_open else pair.persons[::-1]
        merging.merge(kept, gone, by=managers[one.region.code], reason=MERGED_FOR, pair=pair)
