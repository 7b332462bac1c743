"""Words for letters that no one will receive: one sample per language, and the longest that must still fit."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from invitations.typesetting import Words

FR = Words(
    language="fr",
    track="return",
    letter_reference="L-7Q4K-29TX",
    case_reference="ICAM-2026-000123",
    letter_date=date(2026, 1, 16),
    addressee=("Madame Nour SPÉCIMEN", "Rue de l’Exemple 84, bte 12", "1000 BRUXELLES"),
    salutation="Madame",
    annex="annexe 13",
    notified_on=date(2026, 1, 12),
    appointment_at=datetime(2026, 2, 5, 10, 30, tzinfo=ZoneInfo("Europe/Brussels")),
    minutes=60,
    office="Bureau ICAM Bruxelles",
    street="Rue de l’Exemple 12",
    locality="1000 Bruxelles",
    directions="2e étage",
    desk="4",
    region="Région Bruxelles (exemple)",
    coach="C. Modèle",
    phone="+32 2 000 00 00",
    email="icam@example.be",
    move_by=date(2026, 2, 3),
    dpo="dpo@example.be",
    legal_aid="BAJ",
)
NL = replace(
    FR,
    language="nl",
    letter_reference="L-M3XD-81WB",
    case_reference="ICAM-2026-000456",
    addressee=("De heer Farid VOORBEELD", "Voorbeeldstraat 7, bus 3", "2000 ANTWERPEN"),
    salutation="Geachte heer",
    annex="bijlage 13",
    office="ICAM-bureau Antwerpen",
    street="Voorbeeldlaan 45",
    locality="2000 Antwerpen",
    directions="2e verdieping",
    region="Regio Antwerpen (voorbeeld)",
    coach="J. Voorbeeld",
    legal_aid="BJB",
)
DE = replace(
    FR,
    language="de",
    letter_reference="L-T6RV-50HC",
    case_reference="ICAM-2026-000789",
    addressee=(
        "Familie Aylin MUSTERMANN",
        "c/o Aufnahmestelle Muster, Block B",
        "Musterstraße 121, Bfk. 4",
        "4700 EUPEN",
    ),
    salutation="Sehr geehrte Damen und Herren",
    annex="Anlage 13",
    office="ICAM-Büro Lüttich",
    street="Beispielstraße 3",
    locality="4000 Lüttich",
    directions="2. Stock",
    region="Region Lüttich (Beispiel)",
    coach="A. Muster",
    legal_aid="BJB",
)
EN = replace(
    FR,
    language="en",
    letter_reference="L-P9JN-36GY",
    case_reference="ICAM-2026-001012",
    addressee=("Mr Yonas SPECIMEN", "Rue de l’Exemple 9", "5000 NAMUR"),
    salutation="Dear Mr Specimen",
    annex="annex 13",
    office="ICAM office Namur",
    street="Rue de l’Exemple 30",
    locality="5000 Namur",
    directions="2nd floor",
    region="Region Namur (example)",
    coach="S. Example",
)
SAMPLES = {words.language: words for words in (FR, NL, DE, EN)}


def longest(words: Words, track: str = "return") -> Words:
    """The same letter with the longest values that real offices, names and streets are likely to have."""
    return replace(
        words,
        track=track,
        addressee=(
            "Monsieur Aleksandr-Konstantin WOJCIECHOWSKI-BEISPIELOĞLU",
            "Avenue de la Reine-Exemplaire 1284/12",
            "1640 SINT-GENESIUS-RODE",
        ),
        salutation="Monsieur Wojciechowski-Beispieloğlu",
        annex=f"{words.annex}quinquies",
        letter_date=date(2026, 9, 16),
        notified_on=date(2026, 9, 14),
        appointment_at=datetime(2026, 9, 30, 15, 30, tzinfo=ZoneInfo("Europe/Brussels")),
        move_by=date(2026, 9, 28),
        minutes=90,
        office="ICAM Neufchâteau – Libramont-Chevigny",
        street="Avenue de la Victoire-Exemplaire 1284",
        locality="6800 Libramont-Chevigny",
        directions="bâtiment C, 12e étage, ascenseur à droite",
        desk="Guichet Neufchâteau 14",
        region="Région Namur, Luxembourg et Brabant wallon",
        coach="Jean-Baptiste Vandenbroucke-Lefèvre",
        phone="+32 61 000 00 00",
        email="icam.neufchateau-libramont@example.be",
        dpo="protection.donnees@ibz.example.be",
        legal_aid="Bureau d’aide juridique du Luxembourg",
    )
