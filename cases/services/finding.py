"""Finding persons for a reader: what he may open in full, of the rest only that it is there and where it is held.

The same statements run, in the same order, whatever is found, and of what is hidden nothing is counted: neither the
time of an answer nor a number in it says more than its masked lines.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.module_loading import import_string

from cases.access import cases_for
from cases.enums.people import RequestState
from cases.matching import Comparison, Match, Profile, Reason, ReasonCode, Strength, search
from cases.matching.candidates import MOST_CANDIDATES
from cases.matching.weights import STRENGTH
from cases.models import AccessRequest, Alias, Case, FileNumber, Member, Person
from cases.services.candidates import PersonStore, one_kind
from cases.services.questions import Question
from icam.models import User
from icam.names import keys_of
from icam.names.tokens import tokens_of, unaccented
from icam.permissions import Capability

SURE = (Strength.CERTAIN, Strength.STRONG)
ORDER = {strength: place for place, strength in enumerate(Strength)}
MOST_SHOWN = 25
AGAINST = frozenset({
    ReasonCode.NAME_DIFFERS, ReasonCode.TWINS, ReasonCode.SIBLINGS, ReasonCode.BY_MARRIAGE, ReasonCode.OTHER_NUMBER,
    ReasonCode.BORN_SWAPPED, ReasonCode.BORN_NEXT_DAY, ReasonCode.BORN_ONE_DIGIT, ReasonCode.BORN_YEAR_DIGIT,
    ReasonCode.BORN_SAME_YEAR, ReasonCode.BORN_NEARBY, ReasonCode.BORN_APART, ReasonCode.BORN_GENERATION,
})  # fmt: skip
NONE = [-1]  # an id that nobody has: asked for instead of nothing, so that the statement runs


@dataclass
class Hit:
    """A person whom the reader may open, and why he may be the one."""

    person: Person
    strength: Strength
    comparison: Comparison | None = None
    fits: bool = False  # it is for this that he is shown: every word that was typed is one of his, or begins one
    names: list[str] = field(default_factory=list)  # other names of his that are like what was asked for
    numbers: list[FileNumber] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    is_free: bool = False  # no case follows him now: one may be opened for him


@dataclass(frozen=True)
class Masked:
    """A case elsewhere in which a strong match is followed: all that a reader learns is who holds it.

    Of what was searched, `strength` is the same for all: how sure it is would say whether a name or a date is right.
    """

    held_by: str
    strength: Strength
    case_id: int
    is_asked: bool


@dataclass
class Found:
    """The answer: the persons, best first; what is held elsewhere; the one case that a reference names."""

    hits: list[Hit]
    masked: list[Masked]
    case: Case | None = None
    alike: dict[int, Comparison] = field(default_factory=dict)  # who is surely or strongly like him, hidden ones too
    is_near: bool = False  # by name somebody hidden may be meant, whatever birth date was typed
    met_often: int = 0  # too many files of other regions were met (see glimpses): no line, and how many those were


def find(question: Question, *, by: User) -> Found:
    """Who is meant by what was typed into the search box."""
    named = _referred(question)
    profile = Profile(
        names=(question.names,) if question.names else (),
        born=question.born,
        numbers=_existing(question.numbers),
        phones=question.phones,
    )
    typed = [unaccented(token) for token in tokens_of(question.names)]
    store = PersonStore(beginnings=typed, kin=False)
    matches = search(store, profile, limit=MOST_CANDIDATES)
    strengths = {match.person: _strength(match, profile, store.read[match.person], typed) for match in matches}
    told = {match.person for match in matches if _agrees(match, profile, store.read[match.person], question)}
    found = _for_reader(matches, strengths, named, profile, told=told, by=by)
    exact = {case.pk: case for hit in found.hits for case in hit.cases if case.pk in named}
    if len(named) == 1 and exact and (question.reference or not question.references):
        found.case = exact.popitem()[1]
    return found


def alike(profile: Profile, *, by: User) -> Found:
    """Who is surely or strongly like somebody who is about to be registered."""
    store = PersonStore(kin=False)
    matches = search(store, profile, limit=MOST_CANDIDATES)
    strengths = {match.person: _at_least_by_number(match, profile, store.read[match.person]) for match in matches}
    sure = [match for match in matches if strengths[match.person] in SURE]
    return _for_reader(sure, strengths, set(), profile, told=set(strengths), by=by)


def _at_least_by_number(match: Match, asked: Profile, known: Profile) -> Strength:
    """Who has the number is asked about, whatever name is beside it: else the question would say that the name fits."""
    least = Strength.STRONG if asked.numbers & known.numbers else Strength.NONE
    return min(match.comparison.strength, least, key=ORDER.__getitem__)


# Exact words ----------------------------------------------------------------------------------------------------------


def _referred(question: Question) -> set[int]:
    """The cases that a reference names: its own, or that of something which hangs on it (see SEARCH_SOURCES)."""
    own = Case.objects.filter(reference__in=question.references or [""])
    found = set(own.values_list("pk", flat=True))
    for path in settings.SEARCH_SOURCES:
        found |= set(import_string(path)(question.text))
    return found


def _existing(numbers: Collection[str]) -> frozenset[tuple[str, str]]:
    """Those numbers that somebody has, with their kinds: what was typed does not say which kind it is."""
    rows = FileNumber.objects.filter(canonical__in=numbers or [""]).values_list("kind", "canonical")
    return frozenset(one_kind(kind, number) for kind, number in rows)


def _fits(typed: Collection[str], known: Profile) -> bool:
    """Whether every word that was typed is one of his words or the beginning of one."""
    words = {word for keys in known.keys for word in (keys.folded, *keys.forms)}
    words |= {unaccented(token) for name in known.names for token in tokens_of(name)}
    return bool(typed) and all(any(word.startswith(begun) for word in words) for begun in typed)


# For this reader ------------------------------------------------------------------------------------------------------


def _strength(match: Match, asked: Profile, known: Profile, typed: Collection[str]) -> Strength:
    """How sure it is, of what was typed into one box: who types a number, or a part of a name, means it.

    An own number is as good as a certain match when nothing else was typed, and a strong one beside a name. Who has
    every word that was typed is at least possible, and so is whose telephone it is; or weak, when the birth date that
    was typed speaks against him.
    """
    engine = match.comparison.strength
    least = Strength.NONE
    if asked.numbers & known.numbers:
        least = Strength.STRONG if asked.names else Strength.CERTAIN
    elif asked.phones & known.phones or _fits(typed, known):
        least = Strength.POSSIBLE if asked.born.day is None else Strength.WEAK
    return min(engine, least, key=ORDER.__getitem__)


def _agrees(match: Match, asked: Profile, known: Profile, question: Question) -> bool:
    """Whether somebody hidden may be told of: a number that somebody has decides alone, whatever stands beside it.

    So a number says nothing of a name or a birth date. Without one, nothing that was typed speaks against him.
    """
    if asked.numbers:
        return bool(asked.numbers & known.numbers)
    typed = {token.casefold() for token in tokens_of(question.names)}
    return not any(_is_against(reason, typed) for reason in match.comparison.reasons)


def _is_against(reason: Reason, typed: Collection[str]) -> bool:
    if reason.code is ReasonCode.NOT_THERE:  # a name of his that was not typed says nothing
        return str(dict(reason.said)["a"]).casefold() in typed
    return reason.code in AGAINST


def _is_near(comparison: Comparison) -> bool:
    """Whether what was typed would make him possible, were it not for the birth date."""
    points = sum(reason.points for reason in comparison.reasons if not reason.code.startswith("born_"))
    return points >= STRENGTH["possible"]


def _for_reader(
    matches: list[Match],
    strengths: dict[int, Strength],
    named: set[int],
    profile: Profile,
    *,
    told: Collection[int],
    by: User,
) -> Found:
    """What of the candidates is shown in full, and what is masked: a line only for those who may be `told` of."""
    by_person = {match.person: match.comparison for match in matches if strengths[match.person] is not Strength.NONE}
    near = {match.person for match in matches if profile.born.day and _is_near(match.comparison)}
    every = _cases_of({*by_person, *near}, named)
    followed = {person: cases for person, cases in every.items() if person in by_person or cases & named}
    ids = {case for cases in every.values() for case in cases}
    rows = cases_for(by).filter(pk__in=ids or NONE).select_related("office", "region", "coach")
    mine = {case.pk: case for case in rows.order_by("-pk")}
    sure = {person: Strength.CERTAIN if cases & named else strengths[person] for person, cases in followed.items()}
    shown = [
        person for person, cases in followed.items()
        if cases & mine.keys() or (not cases and by.may(Capability.CREATE_CASE))
    ]  # fmt: skip
    shown.sort(key=lambda person: _rank(person, sure[person], by_person.get(person)))
    hits = _described(shown[:MOST_SHOWN], profile, by=by)
    for hit in hits:
        person = hit.person.pk
        hit.strength, hit.comparison = sure[person], by_person.get(person)
        hit.fits = hit.comparison is not None and ORDER[hit.strength] < ORDER[hit.comparison.strength]
        hit.cases = [case for pk, case in mine.items() if pk in followed[person]]
    hidden = {
        case: sure[person]
        for person, cases in followed.items()
        if sure[person] in SURE and (person in told or cases & named)
        for case in cases - mine.keys()
    }
    alike = {person: comparison for person, comparison in by_person.items() if sure[person] in SURE}
    is_near = any(every[person] - mine.keys() for person in near)
    return Found(hits, _masked(hidden, by=by), alike=alike, is_near=is_near)


def _rank(person: int, strength: Strength, comparison: Comparison | None) -> tuple[Any, ...]:
    return (ORDER[strength], -comparison.score if comparison else -1.0, person)


FOLLOWED = """
    SELECT coalesce(p.merged_into_id, p.id), c.id
    FROM cases_person AS p
    JOIN cases_member AS m ON m.person_id = p.id
    JOIN cases_case AS c USING (household_id)
    WHERE p.id = ANY(%(persons)s) OR p.merged_into_id = ANY(%(persons)s)
    UNION
    SELECT coalesce(p.merged_into_id, p.id), c.id
    FROM cases_case AS c
    JOIN cases_household AS h ON h.id = c.household_id
    JOIN cases_person AS p ON p.id = h.principal_id
    WHERE c.id = ANY(%(named)s)
"""


def _cases_of(persons: Iterable[int], named: Collection[int]) -> dict[int, set[int]]:
    """By person, the cases of every household that he belongs or belonged to; who leads named cases comes along."""
    found: dict[int, set[int]] = {person: set() for person in persons}
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWED, {"persons": list(found), "named": list(named)})
        for person, case in cursor.fetchall():
            found.setdefault(person, set()).add(case)
    return found


def _described(persons: list[int], profile: Profile, *, by: User) -> list[Hit]:
    """The persons as they are shown, in this order."""
    ids = persons or NONE
    rows = Person.objects.registered_as(ids).order_by("pk")
    hits = {pk: Hit(Person(), Strength.NONE) for pk in persons}
    others: dict[int, list[str]] = {pk: [] for pk in persons}
    now_known_as: dict[int, int] = {}
    for person in rows:
        now_known_as[person.pk] = person.merged_into_id or person.pk
        if person.merged_into_id is None:
            hits[person.pk].person = person
        else:
            others[person.merged_into_id] += [person.name, person.own_script]
    for alias in Alias.objects.filter(person__in=ids).order_by("pk"):
        others[alias.person_id].append(alias.name)
    for number in FileNumber.objects.filter(person__in=ids):
        hits[number.person_id].numbers.append(number)
    settled = Member.objects.filter(
        person__in=[*now_known_as] or NONE, left_on__isnull=True, household__cases__isnull=False
    )
    for pk in persons:
        hits[pk].is_free = by.may(Capability.CREATE_CASE)
    for pk in settled.values_list("person", flat=True):
        hits[now_known_as[pk]].is_free = False
    asked = {form for keys in profile.keys for form in keys.skeletons}
    for pk, names in others.items():
        alike = (name for name in names if any(keys.skeletons & asked for keys in keys_of(name)))
        hits[pk].names = [name for name in dict.fromkeys(alike) if name != hits[pk].person.name]
    return list(hits.values())


def _masked(hidden: dict[int, Strength], *, by: User) -> list[Masked]:
    """One line for each office (or region) that holds something, in alphabetical order: never how many."""
    asked = set(
        AccessRequest.objects.filter(requested_by=by, state=RequestState.OPEN, case__in=hidden or NONE).values_list(
            "case", flat=True
        )
    )
    lines: dict[str, Masked] = {}
    rows = Case.objects.filter(pk__in=hidden or NONE).select_related("office", "region")
    for case in sorted(rows, key=lambda case: (ORDER[hidden[case.pk]], not case.is_open, -case.pk)):
        held_by = str(case.office or case.region)
        lines.setdefault(held_by, Masked(held_by, Strength.STRONG, case.pk, case.pk in asked))
    return [lines[name] for name in sorted(lines)]


def free(user: User) -> "QuerySet[Person]":
    """Persons whom no case follows now: never one, or one that this reader may open and that they have left."""
    memberships = Member.objects.filter(person__in=Person.objects.registrations_of(OuterRef(OuterRef("pk"))))
    followed = memberships.filter(household__cases__isnull=False)
    mine = memberships.filter(household__cases__in=cases_for(user))
    return Person.objects.filter(
        ~Exists(followed) | Exists(mine), ~Exists(followed.filter(left_on__isnull=True)), merged_into__isnull=True
    )
