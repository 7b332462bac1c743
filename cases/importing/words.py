"""What people write for what we know by a code: compared without accents, capitals and signs, in four languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from django.utils import translation
from django_countries import countries

from icam import nationalities
from icam.enums import Language as Page
from icam.languages import LANGUAGES

MARKS = re.compile(r"[^\w]+", re.UNICODE)

# What files say besides the official names; codes of three letters.
ALSO_NATIONALITIES = {
    "COD": ("rdc", "drc", "rd congo", "dr congo", "congo kinshasa", "congo rdc"),
    "COG": ("congo brazzaville",),
    "CIV": ("ivory coast", "ivoorkust", "cote divoire", "elfenbeinkuste"),
    "PSE": ("palestine", "palestina", "palastina"),
    "SYR": ("syria", "syrie", "syrien"),
    "IRN": ("iran",),
    "RUS": ("russia", "russie", "rusland", "russland"),
    "TUR": ("turkey", "turquie", "turkije", "turkei"),
    "MDA": ("moldova", "moldavie", "moldavia", "moldau"),
    "MKD": ("macedonia", "macedoine", "macedonie", "mazedonien"),
    "VNM": ("vietnam",),
    "GBR": ("uk", "united kingdom", "great britain"),
    "USA": ("us", "united states"),
    "XXA": ("none", "aucune", "geen", "staatenlos", "stateless", "apatride", "staatloos", "statenloos"),
    "XUU": ("unclear", "unknown", "inconnue", "inconnu", "onbekend", "unbekannt", "indeterminee"),
    "XKX": ("rks", "unk"),
}


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """The text as it is compared: no accents, no capitals, one space between words."""
    plain = text.replace("_", " ")
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    letters = plain.casefold()
    return MARKS.sub(" ", letters.replace("'", "").replace("’", "")).strip()


@cache
def of_list(choices: Any) -> Mapping[str, str]:
    """Every writing of the values of a closed list (TextChoices): the value, and its label in four languages."""
    found = {folded(value): value for value in choices.values}
    for page in Page:
        with translation.override(page.value):
            for value, label in choices.choices:
                found.setdefault(folded(str(label)), value)
    return found


@cache
def of_nationalities() -> Mapping[str, str]:
    """Every writing of a nationality: the codes of two and three letters, and the names in four languages."""
    found: dict[str, str] = {}
    for page in Page:
        with translation.override(page.value):
            for code, name in nationalities.choices():
                found.setdefault(folded(code), code)
                found.setdefault(folded(name), code)
    for two, _name in countries:
        _add(found, (two, *(str(Locale(page.value).territories.get(two, two)) for page in Page)), countries.alpha3(two))
    for code, names in ALSO_NATIONALITIES.items():
        _add(found, names, code)
    return found


@cache
def of_languages() -> Mapping[str, str]:
    """Every writing of a language: its codes, its own name, and its name in four languages."""
    found: dict[str, str] = {}
    for row in LANGUAGES:
        _add(found, (row.code, row.iso639_3, row.own_name), row.code)
    for page in Page:
        with translation.override(page.value):
            for row in LANGUAGES:
                _add(found, (row.name_in(page.value), row.label), row.code)
    return found


def _add(found: dict[str, str], writings: Iterable[str], code: str) -> None:
    for writing in writings:
        found.setdefault(folded(writing), code)
