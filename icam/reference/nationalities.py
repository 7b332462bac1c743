"""Nationalities: the codes that are no country, beside the countries of ISO 3166-1.

The codes of travel documents (ICAO Doc 9303) for people without a nationality of their own; `alpha2` is the code by
which django-countries knows the row, where it has one.
"""

from dataclasses import dataclass

from icam.reference.names import Names, same


@dataclass(frozen=True, slots=True)
class NationalityRow:
    code: str
    names: Names
    alpha2: str = ""
    also: tuple[str, ...] = ()  # other codes seen on documents for the same thing
    confirmed: bool = False


STATELESS = "XXA"
UNCLEAR = "XUU"

SPECIAL_NATIONALITIES: tuple[NationalityRow, ...] = (
    NationalityRow(STATELESS, Names("Stateless", "Apatride", "Staatloos", "Staatenlos"), alpha2="XA"),
    NationalityRow(
        "XXB",
        Names(
            "Refugee (Convention of 1951)",
            "Réfugié (convention de 1951)",
            "Vluchteling (verdrag van 1951)",
            "Flüchtling (Abkommen von 1951)",
        ),
    ),
    NationalityRow(
        "XXC", Names("Refugee (other)", "Réfugié (autre)", "Vluchteling (andere)", "Flüchtling (sonstiger)")
    ),
    NationalityRow(
        "XXX",
        Names("Nationality not specified", "Nationalité non précisée", "Nationaliteit niet vermeld", "Ohne Angabe"),
    ),
    NationalityRow("XKX", same("Kosovo"), alpha2="XK", also=("RKS",)),
    NationalityRow(
        UNCLEAR,
        Names(
            "Nationality unclear or under examination",
            "Nationalité incertaine ou à l'examen",
            "Nationaliteit onduidelijk of in onderzoek",
            "Staatsangehörigkeit ungeklärt",
        ),
        alpha2="XU",
    ),
)
