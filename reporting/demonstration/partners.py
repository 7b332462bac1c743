"""The organisations of the demonstration: of every kind one meets, and none of them real."""

from icam.enums import Language, PartnerKind
from icam.models import Partner

FR, NL, DE = Language.FRENCH, Language.DUTCH, Language.GERMAN

PARTNERS: tuple[tuple[PartnerKind, str, Language, str, str], ...] = (
    (PartnerKind.RECEPTION, "Opvangcentrum Noord", NL, "2060", "Antwerpen"),
    (PartnerKind.RECEPTION, "Opvangcentrum West", NL, "8500", "Kortrijk"),
    (PartnerKind.RECEPTION, "Centre d'accueil du Canal", FR, "1080", "Molenbeek-Saint-Jean"),
    (PartnerKind.RECEPTION, "Centre d'accueil Meuse", FR, "4020", "Liège"),
    (PartnerKind.RETURN, "Retour accompagné Bruxelles", FR, "1000", "Bruxelles"),
    (PartnerKind.RETURN, "Terugkeerloket Gent", NL, "9000", "Gent"),
    (PartnerKind.RETURN, "Re-integratie Antwerpen", NL, "2000", "Antwerpen"),
    (PartnerKind.MUNICIPALITY, "Gemeente Voorbeeldgem", NL, "9000", "Gent"),
    (PartnerKind.MUNICIPALITY, "Commune de l'Exemple", FR, "5000", "Namur"),
    (PartnerKind.MUNICIPALITY, "Gemeinde Musterdorf", DE, "4700", "Eupen"),
    (PartnerKind.POLICE, "Zone de police de l'Exemple", FR, "1030", "Schaerbeek"),
    (PartnerKind.POLICE, "Politiezone Voorbeeld", NL, "2018", "Antwerpen"),
    (PartnerKind.WELFARE, "CPAS de l'Exemple", FR, "4000", "Liège"),
    (PartnerKind.WELFARE, "OCMW Voorbeeldgem", NL, "9000", "Gent"),
    (PartnerKind.WELFARE, "ÖSHZ Musterdorf", DE, "4700", "Eupen"),
    (PartnerKind.AID, "Point d'appui", FR, "1000", "Bruxelles"),
    (PartnerKind.AID, "Steunpunt Samen", NL, "2060", "Antwerpen"),
    (PartnerKind.AID, "Maison ouverte", FR, "5000", "Namur"),
    (PartnerKind.AID, "Hulpdienst De Brug", NL, "8400", "Oostende"),
    (PartnerKind.SCHOOL, "Basisschool De Schets", NL, "2600", "Antwerpen"),
    (PartnerKind.SCHOOL, "École communale du Modèle", FR, "1030", "Schaerbeek"),
    (PartnerKind.EMBASSY, "Consulat de l'Exemple", FR, "1050", "Ixelles"),
    (PartnerKind.AUTHORITY, "Juge de paix de l'Exemple", FR, "4000", "Liège"),
    (PartnerKind.AUTHORITY, "Dienst Voogdij Voorbeeld", NL, "1000", "Brussel"),
    (PartnerKind.OTHER, "Interprètes du Canal", FR, "1080", "Molenbeek-Saint-Jean"),
)


def found_partners() -> list[Partner]:
    """The list of the office with these in it; what administrators changed stays."""
    found = []
    for number, (kind, name, language, postcode, municipality) in enumerate(PARTNERS, start=1):
        address = {
            "street": f"Voorbeeldstraat {number}" if language == NL else f"Rue de l'Exemple {number}",
            "postcode": postcode, "municipality": municipality, "phone": f"02 000 01 {number:02d}",
            "email": f"partner{number}@example.be",
        }  # fmt: skip
        made, _new = Partner.objects.get_or_create(
            name=name, defaults={"kind": kind.value, "language": language.value, **address}
        )
        found.append(made)
    return found
