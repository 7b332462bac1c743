"""The municipalities of Belgium, their postcodes and the language area each lies in.

data/municipalities.csv holds one row each, as the map stands since the mergers of 1 January 2025: the code of the
National Institute of Statistics, the postcodes (its main one first), the names, the language area and the language of
the facilities. Codes and postcodes agree with the address registers of the three Regions (BeST Address, FPS BOSA,
CC BY 4.0). A postcode that is in no row (a company's own, a new one) gets its language area from the ranges below, and
says that it was derived.
"""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SOURCE = Path(__file__).parent / "data" / "municipalities.csv"


class Area(TextChoices):
    """The four language areas (Constitution art. 4); their borders are fixed by law since 1963."""

    DUTCH = "nl", _("Dutch-language area")
    FRENCH = "fr", _("French-language area")
    GERMAN = "de", _("German-language area")
    BILINGUAL = "fr-nl", _("Bilingual area of Brussels-Capital")


# Where a postcode that is in no row lies: the first range that holds it decides.
AREA_RANGES: tuple[tuple[int, int, Area], ...] = (
    (1000, 1299, Area.BILINGUAL),
    (1300, 1499, Area.FRENCH),
    (1500, 3999, Area.DUTCH),
    (4700, 4791, Area.GERMAN),
    (4000, 7999, Area.FRENCH),
    (8000, 9999, Area.DUTCH),
)


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality; `facilities` is the language in which inhabitants may also ask to be served, if there is one.

    `derived` is True when only the language area is known, from the range of the postcode.
    """

    nis: str
    postcodes: tuple[str, ...]
    fr: str
    nl: str
    de: str
    area: Area
    facilities: str = ""
    derived: bool = False

    @property
    def main_postcode(self) -> str:
        return self.postcodes[0]

    def name(self, language: str) -> str:
        """The name in `language`; in any other than the three, the name in the language of the place."""
        return {"fr": self.fr, "nl": self.nl, "de": self.de}.get(language) or self.own_name

    @property
    def own_name(self) -> str:
        """The name as its own inhabitants write it; both names in Brussels when they differ."""
        if self.area is Area.BILINGUAL and self.fr != self.nl:
            return f"{self.fr} / {self.nl}"
        return {Area.DUTCH: self.nl, Area.GERMAN: self.de}.get(self.area, self.fr)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(filter(None, (self.fr, self.nl, self.de)))


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """Every municipality, in the order of its NIS code."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def by_nis(nis: str) -> Municipality | None:
    return _index_by_nis().get(nis)


def at_postcode(postcode: str) -> tuple[Municipality, ...]:
    """The municipalities that use the postcode: mostly one; one derived from the ranges; none when nothing fits."""
    written = postcode.strip().upper().removeprefix("B-").removeprefix("BE-").strip()
    known = _index_by_postcode().get(written)
    if known:
        return known
    area = area_of(written)
    return (Municipality("", (written,), "", "", "", area, derived=True),) if area else ()


def area_of(postcode: str) -> Area | None:
    """The language area in whose range the postcode lies, whether or not a row has it; None outside all ranges."""
    if not (len(postcode) == 4 and postcode.isascii() and postcode.isdecimal()):
        return None
    number = int(postcode)
    return next((area for first, last, area in AREA_RANGES if first <= number <= last), None)


def search(text: str, limit: int = 10) -> list[Municipality]:
    """Municipalities whose postcode or name in any language begins with `text`, then those that hold it."""
    wanted = _folded(text)
    if not wanted:
        return []
    keys = _search_words()
    begin = [place for place, words in keys.items() if any(word.startswith(wanted) for word in words)]
    hold = [place for place, words in keys.items() if place not in begin and any(wanted in word for word in words)]
    return [*sorted(begin, key=_by_name), *sorted(hold, key=_by_name)][:limit]


def _by_name(place: Municipality) -> str:
    return _folded(place.own_name)


def _folded(text: str) -> str:
    """Lower case without accents, hyphens and apostrophes, as people type names of places."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if sign.isalnum())


def _read(row: dict[str, str]) -> Municipality:
    """An empty cell means: no other name than the one in the language of the place (in Brussels, the French one)."""
    area = Area(row["area"])
    own = row["fr"] if area is Area.BILINGUAL else row[area.value]
    fr, nl, de = (row[language] or own for language in ("fr", "nl", "de"))
    return Municipality(row["nis"], tuple(row["postcodes"].split()), fr, nl, de, area, row["facilities"])


@cache
def _search_words() -> dict[Municipality, tuple[str, ...]]:
    return {place: (*place.postcodes, *map(_folded, place.names)) for place in all_municipalities()}


@cache
def _index_by_nis() -> dict[str, Municipality]:
    return {place.nis: place for place in all_municipalities()}


@cache
def _index_by_postcode() -> dict[str, tuple[Municipality, ...]]:
    index: dict[str, tuple[Municipality, ...]] = {}
    for place in all_municipalities():
        for postcode in place.postcodes:
            index[postcode] = (*index.get(postcode, ()), place)
    return {postcode: _main_first(places, postcode) for postcode, places in index.items()}


def _main_first(places: Iterable[Municipality], postcode: str) -> tuple[Municipality, ...]:
    return tuple(sorted(places, key=lambda place: place.main_postcode != postcode))
