"""The groups of persons the office works with, as the activity report counts them."""

from dataclasses import dataclass

from icam.reference.names import Names


@dataclass(frozen=True, slots=True)
class TargetGroupRow:
    code: str
    names: Names
    confirmed: bool = True


# Every case has a group: UNKNOWN is a group too, so that no row falls out of a split.
UNKNOWN = "UNKNOWN"

TARGET_GROUPS: tuple[TargetGroupRow, ...] = (
    TargetGroupRow(
        "SINGLE_ADDR",
        Names(
            "Single persons at a known address",
            "Personnes isolées à une adresse connue",
            "Alleenstaanden op een gekend adres",
            "Alleinstehende an einer bekannten Adresse",
        ),
    ),
    TargetGroupRow(
        "FAMILY_ADDR",
        Names(
            "Families with minor children at a known address",
            "Familles avec enfants mineurs à une adresse connue",
            "Gezinnen met minderjarige kinderen op een gekend adres",
            "Familien mit minderjährigen Kindern an einer bekannten Adresse",
        ),
    ),
    TargetGroupRow(
        "OTP",
        Names(
            "Residents of open return places",
            "Résidents des places ouvertes de retour",
            "Bewoners van open terugkeerplaatsen",
            "Bewohner offener Rückkehrplätze",
        ),
    ),
    TargetGroupRow(
        "DUBLIN",
        Names(
            "Persons with a transfer decision (Dublin)",
            "Personnes faisant l'objet d'une décision de transfert (Dublin)",
            "Personen met een overdrachtsbeslissing (Dublin)",
            "Personen mit Überstellungsentscheidung (Dublin)",
        ),
    ),
    TargetGroupRow(
        "INTERCEPT",
        Names(
            "Persons intercepted by the police",
            "Personnes interceptées par la police",
            "Door de politie aangetroffen personen",
            "Von der Polizei angetroffene Personen",
        ),
    ),
    TargetGroupRow(
        "SELF",
        Names(
            "Persons who came by themselves",
            "Personnes venues d'elles-mêmes",
            "Personen die zich zelf hebben aangemeld",
            "Personen, die sich selbst gemeldet haben",
        ),
    ),
    TargetGroupRow(
        "FAM_UNIT",
        Names(
            "Families in open housing units",
            "Familles dans un lieu d'hébergement",
            "Gezinnen in een woonunit",
            "Familien in offenen Wohneinheiten",
        ),
    ),
    TargetGroupRow(
        "FASTTRACK",
        Names(
            "Applicants in the accelerated procedure",
            "Demandeurs en procédure accélérée",
            "Verzoekers in de versnelde procedure",
            "Antragsteller im beschleunigten Verfahren",
        ),
    ),
    TargetGroupRow(
        "EX_UAM",
        Names(
            "Former unaccompanied minors",
            "Anciens mineurs étrangers non accompagnés",
            "Gewezen niet-begeleide minderjarige vreemdelingen",
            "Ehemalige unbegleitete Minderjährige",
        ),
        confirmed=False,
    ),
    TargetGroupRow(
        "EU",
        Names(
            "Citizens of the Union and their family",
            "Citoyens de l'Union et membres de leur famille",
            "Burgers van de Unie en hun familieleden",
            "Unionsbürger und ihre Familienangehörigen",
        ),
    ),
    TargetGroupRow(UNKNOWN, Names("Not classified", "Non classé", "Niet ingedeeld", "Nicht zugeordnet")),
)
