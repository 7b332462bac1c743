"""What coaches of the demonstration write, and where its people live."""

import random
from functools import cache
from pathlib import Path
from tomllib import load

from icam.municipalities import Area, Municipality, all_municipalities

TEXTS = Path(__file__).with_name("texts.toml")

# No street of these names exists, or so we hope: each says in its language that it is made up.
STREETS: dict[str, tuple[str, ...]] = {
    "fr": (
        "Rue de l'Exemple", "Avenue du Modèle", "Rue de la Maquette", "Chaussée de l'Esquisse", "Place du Brouillon",
        "Rue de l'Invention", "Rue de la Fiction", "Clos du Spécimen",
    ),
    "nl": (
        "Voorbeeldstraat", "Modelstraat", "Proeflaan", "Schetslaan", "Fantasiestraat", "Ontwerpplein", "Verzinselweg",
        "Oefenstraat",
    ),
    "de": ("Beispielstraße", "Musterweg", "Entwurfgasse", "Probestraße"),
}  # fmt: skip
PROVINCES = {"BRU": "2", "ANT": "17", "GNT": "34", "LIE": "68", "NAM": "59"}  # first digits of the NIS codes
TOWNS = {
    "21004": 30, "21015": 22, "21001": 22, "21012": 18, "23088": 6, "24062": 8, "25112": 4, "11002": 90, "12025": 14,
    "13011": 5, "13040": 5, "71072": 12, "71016": 12, "44021": 50, "41002": 14, "46021": 12, "34022": 12, "31005": 14,
    "35013": 8, "62063": 40, "63079": 10, "62096": 12, "63023": 5, "92094": 16, "52011": 34, "53053": 12, "57096": 8,
}  # fmt: skip


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    with TEXTS.open("rb") as file:
        return load(file)


def text(language: str, about: str, rng: random.Random) -> str:
    """One of the sentences about something, in the language of the coach."""
    return rng.choice(_texts()[language][about])


@cache
def _towns(region: str) -> tuple[tuple[Municipality, ...], tuple[int, ...]]:
    towns = tuple(town for town in all_municipalities() if town.nis[0] in PROVINCES[region])
    return towns, tuple(TOWNS.get(town.nis, 1) for town in towns)


def town(region: str, rng: random.Random) -> Municipality:
    """A municipality of the region, a large one more often."""
    return rng.choices(*_towns(region))[0]


def language_of(place: Municipality, rng: random.Random) -> str:
    """The language in which an address there is written."""
    return rng.choice(("fr", "nl")) if place.area is Area.BILINGUAL else str(place.area.value)


def street(language: str, rng: random.Random) -> str:
    """A street that does not exist, with number and perhaps box."""
    number = rng.randint(1, 240)
    box = {"fr": ", bte {}", "nl": " bus {}", "de": " App. {}"}[language].format(rng.randint(1, 40))
    return f"{rng.choice(STREETS[language])} {number}{box if rng.random() < 0.3 else ''}"
