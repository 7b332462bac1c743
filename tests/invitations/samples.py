"""Words for letters that no one will receive."""

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
