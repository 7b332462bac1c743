"""Persons made up to stand in the way of a search: from stocks of names of many languages, and from a file's own words.

The same seed makes the same persons. None of them bears exactly the words of a name that is searched for.
"""

import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cases.matching.profile import Profile
from icam.dates import DatePrecision, PartialDate
from icam.names.tokens import tokens_of

FIRST_YEAR, LAST_YEAR = 1945, 2015
ON_FIRST_OF_JANUARY, YEAR_ALONE = 0.12, 0.05
NEAR = 0.25  # of them bear a word of the file beside a name from the stocks
PATRONYMICS = ("Ivanovich", "Petrovich", "Sergeevich", "Aleksandrovich", "Nikolaevna", "Vladimirovna", "Andreevna")


@dataclass(frozen=True)
class Stock:
    """Names of one language and script, and the ways in which they make up a person's name."""

    countries: tuple[str, ...]
    shapes: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]


def stocks() -> list[Stock]:
    """Every stock, in the order of the file."""
    rows = tomllib.loads((Path(__file__).parent / "distractors.toml").read_text(encoding="utf-8"))
    return [
        Stock(
            tuple(row["countries"].split()),
            tuple(row["shape"]),
            tuple(row["given"].split()),
            tuple(row["family"].split()),
        )
        for row in rows.values()
    ]


def make_distractors(count: int, *, seed: int, near: Iterable[str] = ()) -> list[Profile]:
    """`count` persons whose names are not those of `near`, a part of them with one word of those names."""
    chance = random.Random(seed)  # noqa: S311 - invented persons, no secret
    borrowed = sorted(set(near))
    taken = {words_in(name) for name in borrowed}
    return [_person(chance, stock, borrowed, taken) for stock in _turns(count)]


def words_in(name: str) -> tuple[str, ...]:
    """The words of a name, in no order."""
    return tuple(sorted(tokens_of(name)))


def _turns(count: int) -> Iterator[Stock]:
    every = stocks()
    return (every[turn % len(every)] for turn in range(count))


def _person(chance: random.Random, stock: Stock, borrowed: Sequence[str], taken: set[tuple[str, ...]]) -> Profile:
    while True:
        name = _borrowing(chance, stock, borrowed) if borrowed and chance.random() < NEAR else _name(chance, stock)
        if words_in(name) not in taken:
            country = chance.choice(stock.countries)
            return Profile((name,), _birth(chance), frozenset({country}))


def _name(chance: random.Random, stock: Stock) -> str:
    makers = {"g": stock.given, "f": stock.family, "p": PATRONYMICS}
    words = []
    for part in chance.choice(stock.shapes).split(" "):
        bare = part.rstrip(",")
        if bare == "fg":
            word = chance.choice(stock.family) + chance.choice(stock.given)
        elif bare.startswith("al-"):
            word = f"al-{chance.choice(stock.family)}"
        else:
            word = chance.choice(makers[bare]) if bare in makers else bare
        words.append(word + part[len(bare) :])
    return " ".join(words)


def _borrowing(chance: random.Random, stock: Stock, borrowed: Sequence[str]) -> str:
    """One word of a name of the file beside a given or a family name of the stocks."""
    words = chance.choice(borrowed).replace(",", " ").split() or [""]
    own = chance.choice((chance.choice(stock.given), chance.choice(stock.family)))
    return " ".join(chance.sample([chance.choice(words), own], 2))


def _birth(chance: random.Random) -> PartialDate:
    year = round(chance.triangular(FIRST_YEAR, LAST_YEAR, 1992))
    drawn = chance.random()
    if drawn < YEAR_ALONE:
        return PartialDate(date(year, 1, 1), DatePrecision.YEAR)
    if drawn < YEAR_ALONE + ON_FIRST_OF_JANUARY:
        return PartialDate(date(year, 1, 1), DatePrecision.DAY)
    return PartialDate(date(year, 1, 1) + timedelta(days=chance.randrange(365)), DatePrecision.DAY)
