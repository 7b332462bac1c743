"""Persons for the tests of matching."""

from datetime import date

from cases.matching import Profile
from cases.matching.pairs import read_born


def person(*names: str, born: str = "", country: str = "MAR", **known: object) -> Profile:
    nationalities = frozenset({country} if country else ())
    return Profile(names, read_born(born), nationalities, **known)


def day(text: str) -> date:
    return date.fromisoformat(text)
