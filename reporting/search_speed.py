"""How long the database takes to find persons, beside what a plainer search would take; see docs/performance.md."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.db import connection

from cases.matching import Profile, search
from cases.services.candidates import PersonStore
from icam.dates import DatePrecision, PartialDate
from icam.names.tokens import tokens_of, unaccented
from reporting.crowd import NAME

BY_EAR = (
    ("ou", "u"),
    ("ss", "s"),
    ("kh", "h"),
    ("ee", "i"),
    ("dj", "j"),
    ("h", ""),
    ("y", "i"),
    ("o", "u"),
)
# What Django makes of `icontains` on both columns; no index serves it.
CONTAINS = """
    SELECT id FROM cases_person
    WHERE upper(family_name::text) LIKE upper(%s) AND upper(given_names::text) LIKE upper(%s) LIMIT 200
"""
NEAREST = f"SELECT id FROM cases_person ORDER BY ({NAME}) <-> %s LIMIT 200"  # noqa: S608  (constants)


@dataclass(frozen=True)
class Speed:
    """Milliseconds in the database for one kind of question, and how often who was asked for was among the best 5."""

    name: str
    middle: float
    slowest: float  # of twenty, all but one take less
    statements: int
    found: float | None = None


@dataclass
class _Clock:
    milliseconds: float = 0.0
    statements: int = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(*args)
        finally:
            self.milliseconds += 1000 * (perf_counter() - begun)
            self.statements += 1


@contextmanager
def _timed() -> Iterator[_Clock]:
    clock = _Clock()
    with connection.execute_wrapper(clock):
        yield clock


def measure(questions: int) -> list[Speed]:
    """Each kind of question, `questions` times over persons drawn at random; see `reporting.crowd`."""
    people = _drawn(questions + 5)
    some = people[: max(25, questions // 4)]  # these take long
    return [
        _speed("exact words or their beginnings", _begun, people),
        _speed("names as heard (tolerant)", _heard, people),
        _speed("names as heard, with the birth date", _heard_and_born, people),
        _speed("beside it: plain icontains, as spelt", _contains, some),
        _speed("beside it: nearest by trigrams, as heard", _nearest, some),
    ]


def _drawn(count: int) -> list[tuple[int, str, str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_person")
        chance, most = random.Random(3), cursor.fetchone()[0]  # noqa: S311  (which ones does not matter)
        ids = [chance.randint(1, most) for _ in range(count)]
        cursor.execute("SELECT id, family_name, given_names, born_on FROM cases_person WHERE id = ANY(%s)", [ids])
        return list(cursor.fetchall())


def _speed(name: str, ask: Callable[..., bool | None], people: list[tuple[int, str, str, Any]]) -> Speed:
    readings, found, statements = [], [], 0
    for number, person in enumerate(people):
        with _timed() as clock:
            hit = ask(*person)
        if number >= 5:  # the first ones warm up
            readings.append(clock.milliseconds)
            found.append(hit)
            statements = max(statements, clock.statements)
    share = None if None in found else sum(map(bool, found)) / len(found)
    return Speed(name, median(readings), quantiles(readings, n=20)[-1], statements, share)


def heard(name: str) -> str:
    """A name as somebody writes it who only heard it."""
    for written, sounds in BY_EAR:
        if written in name.lower()[1:]:
            return name[0] + name[1:].lower().replace(written, sounds, 1)
    return name


def _begun(person: int, family: str, given: str, _born: Any) -> None:
    """The beginning of the family name; every other time all given names with it."""
    words = [unaccented(word) for word in (*tokens_of(family), *tokens_of(given))]
    begun = words[0][: max(4, len(words[0]) - 2)]
    PersonStore([begun, *words[1:]] if person % 2 else [begun]).begun()


def _heard(person: int, family: str, given: str, _born: Any) -> bool:
    matches = search(PersonStore(kin=False), Profile((f"{heard(given)} {heard(family)}",)))
    return person in {match.person for match in matches}


def _heard_and_born(person: int, family: str, given: str, born: Any) -> bool:
    asked = Profile((f"{heard(given)} {heard(family)}",), born=PartialDate(born, DatePrecision.DAY))
    return person in {match.person for match in search(PersonStore(kin=False), asked)}


def _contains(_person: int, family: str, given: str, _born: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CONTAINS, [f"%{family}%", f"%{given}%"])
        cursor.fetchall()


def _nearest(_person: int, family: str, given: str, _born: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [f"{heard(family)} {heard(given)}"])
        cursor.fetchall()
