"""Nationalities by their three-letter code: the countries, and the special codes of travel documents."""

from functools import lru_cache

from django.utils.translation import get_language
from django_countries import countries

from icam.reference.nationalities import SPECIAL_NATIONALITIES

SPECIAL = {row.code: row.names for row in SPECIAL_NATIONALITIES}


@lru_cache(maxsize=8)
def _named(language: str) -> dict[str, str]:
    special = {code: names.in_language(language) for code, names in SPECIAL.items()}
    known = {countries.alpha3(code): str(name) for code, name in countries}
    return special | {code: name for code, name in known.items() if code and code not in special}


def choices() -> list[tuple[str, str]]:
    """Every nationality as (code, name) in the language of the page: special codes first, then by name."""
    named = _named(get_language() or "en")
    first = [(code, named[code]) for code in SPECIAL]
    return first + sorted(((c, n) for c, n in named.items() if c not in SPECIAL), key=lambda row: row[1].casefold())


def name_of(code: str) -> str:
    """The name of a nationality in the language of the page; the code itself when nobody knows it."""
    return _named(get_language() or "en").get(code, code)
