"""The regions, offices and desks the application begins with.

Five regions and 53 desks are published; their borders, addresses and opening times are not. The cities follow the
press where it names them; every street, telephone number and e-mail address is invented, hence never `confirmed`.
"""

from dataclasses import dataclass

from django.utils.text import slugify

from icam.reference.names import Names


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One address where people are received, with the names of its desks."""

    name: str
    street: str
    postcode: str
    municipality: str
    desk_count: int
    phone: str
    directions: str = ""
    confirmed: bool = False

    @property
    def email(self) -> str:
        return f"icam.{slugify(self.name)}@office.example"

    @property
    def desks(self) -> tuple[str, ...]:
        """Desk 1 to desk n; numbers, so that a name reads alike in every language."""
        return tuple(str(number) for number in range(1, self.desk_count + 1))


@dataclass(frozen=True, slots=True)
class RegionRow:
    code: str
    names: Names
    offices: tuple[OfficeRow, ...]
    confirmed: bool = False


REGIONS: tuple[RegionRow, ...] = (
    RegionRow(
        "BRU",
        Names("Brussels", "Bruxelles", "Brussel", "Brüssel"),
        (
            OfficeRow(
                "Brussels", "Rue de l'Exemple 1 / Voorbeeldstraat 1", "1000", "Bruxelles - Brussel", 9, "02 000 00 01"
            ),
            OfficeRow("Leuven", "Voorbeeldstraat 2", "3000", "Leuven", 2, "02 000 00 02"),
            OfficeRow("Vilvoorde", "Voorbeeldstraat 3", "1800", "Vilvoorde", 1, "02 000 00 03"),
            OfficeRow("Halle", "Voorbeeldstraat 4", "1500", "Halle", 1, "02 000 00 04"),
            OfficeRow("Wavre", "Rue de l'Exemple 5", "1300", "Wavre", 1, "02 000 00 05"),
        ),
    ),
    RegionRow(
        "ANT",
        Names("Antwerp", "Anvers", "Antwerpen", "Antwerpen"),
        (
            OfficeRow("Antwerpen", "Voorbeeldstraat 6", "2000", "Antwerpen", 6, "02 000 00 06"),
            OfficeRow("Mechelen", "Voorbeeldstraat 7", "2800", "Mechelen", 2, "02 000 00 07"),
            OfficeRow("Herentals", "Voorbeeldstraat 8", "2200", "Herentals", 1, "02 000 00 08"),
            OfficeRow("Turnhout", "Voorbeeldstraat 9", "2300", "Turnhout", 1, "02 000 00 09"),
            OfficeRow("Hasselt", "Voorbeeldstraat 10", "3500", "Hasselt", 2, "02 000 00 10"),
            OfficeRow("Genk", "Voorbeeldstraat 11", "3600", "Genk", 2, "02 000 00 11"),
        ),
    ),
    RegionRow(
        "GNT",
        Names("Ghent", "Gand", "Gent", "Gent"),
        (
            OfficeRow("Gent", "Voorbeeldstraat 12", "9000", "Gent", 4, "02 000 00 12"),
            OfficeRow("Aalst", "Voorbeeldstraat 13", "9300", "Aalst", 2, "02 000 00 13"),
            OfficeRow("Sint-Niklaas", "Voorbeeldstraat 14", "9100", "Sint-Niklaas", 1, "02 000 00 14"),
            OfficeRow("Kortrijk", "Voorbeeldstraat 15", "8500", "Kortrijk", 2, "02 000 00 15"),
            OfficeRow("Brugge", "Voorbeeldstraat 16", "8000", "Brugge", 2, "02 000 00 16"),
        ),
    ),
    RegionRow(
        "LIE",
        Names("Liège", "Liège", "Luik", "Lüttich"),
        (
            OfficeRow("Liège", "Rue de l'Exemple 17", "4000", "Liège", 4, "02 000 00 17"),
            OfficeRow("Verviers", "Rue de l'Exemple 18", "4800", "Verviers", 1, "02 000 00 18"),
            OfficeRow("Eupen", "Beispielstraße 19", "4700", "Eupen", 1, "02 000 00 19"),
            OfficeRow("Neufchâteau", "Rue de l'Exemple 20", "6840", "Neufchâteau", 1, "02 000 00 20"),
        ),
    ),
    RegionRow(
        "NAM",
        Names("Namur", "Namur", "Namen", "Namur"),
        (
            OfficeRow("Namur", "Rue de l'Exemple 21", "5000", "Namur", 2, "02 000 00 21"),
            OfficeRow("Charleroi", "Rue de l'Exemple 22", "6000", "Charleroi", 3, "02 000 00 22"),
            OfficeRow("Mons", "Rue de l'Exemple 23", "7000", "Mons", 2, "02 000 00 23"),
        ),
    ),
)
