"""The procedures by which a right of residence may be asked (Aliens Act of 15 December 1980)."""

from dataclasses import dataclass

from icam.reference.names import Names


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route; `article` is that of the Aliens Act, empty when the route stands in another law."""

    code: str
    article: str
    names: Names
    confirmed: bool = True


RESIDENCE_ROUTES: tuple[RouteRow, ...] = (
    RouteRow(
        "INT_PROTECTION",
        "48/3, 48/4",
        Names(
            "International protection",
            "Protection internationale",
            "Internationale bescherming",
            "Internationaler Schutz",
        ),
    ),
    RouteRow(
        "SUBSEQUENT",
        "51/8",
        Names(
            "International protection, subsequent application",
            "Protection internationale, demande ultérieure",
            "Internationale bescherming, volgend verzoek",
            "Internationaler Schutz, Folgeantrag",
        ),
    ),
    RouteRow(
        "TEMP_PROTECTION",
        "title II, chapter IIbis",
        Names("Temporary protection", "Protection temporaire", "Tijdelijke bescherming", "Vorübergehender Schutz"),
    ),
    RouteRow(
        "HUMANITARIAN",
        "9bis",
        Names(
            "Humanitarian regularisation",
            "Régularisation humanitaire",
            "Humanitaire regularisatie",
            "Humanitäre Regularisierung",
        ),
    ),
    RouteRow(
        "MEDICAL",
        "9ter",
        Names(
            "Medical regularisation",
            "Régularisation médicale",
            "Medische regularisatie",
            "Medizinische Regularisierung",
        ),
    ),
    RouteRow(
        "FAMILY",
        "10",
        Names(
            "Family reunification, unlimited residence",
            "Regroupement familial, séjour illimité",
            "Gezinshereniging, onbeperkt verblijf",
            "Familienzusammenführung, unbegrenzter Aufenthalt",
        ),
    ),
    RouteRow(
        "FAMILY_LIMITED",
        "10bis",
        Names(
            "Family reunification, limited residence",
            "Regroupement familial, séjour limité",
            "Gezinshereniging, beperkt verblijf",
            "Familienzusammenführung, begrenzter Aufenthalt",
        ),
    ),
    RouteRow(
        "FAMILY_EU",
        "40bis",
        Names(
            "Family of a citizen of the Union",
            "Famille d'un citoyen de l'Union",
            "Familie van een burger van de Unie",
            "Familie eines Unionsbürgers",
        ),
    ),
    RouteRow(
        "FAMILY_BELGIAN",
        "40ter",
        Names("Family of a Belgian", "Famille d'un Belge", "Familie van een Belg", "Familie eines Belgiers"),
    ),
    RouteRow(
        "FAMILY_OTHER",
        "47/1, 47/2",
        Names(
            "Other family members of a citizen of the Union",
            "Autres membres de la famille d'un citoyen de l'Union",
            "Andere familieleden van een burger van de Unie",
            "Andere Familienangehörige eines Unionsbürgers",
        ),
    ),
    RouteRow(
        "GENERAL",
        "9",
        Names(
            "Authorisation asked from abroad",
            "Autorisation demandée à l'étranger",
            "Machtiging aangevraagd in het buitenland",
            "Im Ausland beantragte Erlaubnis",
        ),
    ),
    RouteRow(
        "RETURN_RIGHT",
        "19 §2",
        Names("Right to come back", "Droit de retour", "Recht op terugkeer", "Recht auf Rückkehr"),
    ),
    RouteRow("STUDENT", "58", Names("Student", "Étudiant", "Student", "Student")),
    RouteRow("RESEARCHER", "61/11", Names("Researcher", "Chercheur", "Onderzoeker", "Forscher")),
    RouteRow(
        "LONG_TERM",
        "61/7",
        Names(
            "Long-term resident of another member state",
            "Résident de longue durée d'un autre État membre",
            "Langdurig ingezetene van een andere lidstaat",
            "Langfristig Aufenthaltsberechtigter eines anderen Mitgliedstaats",
        ),
    ),
    RouteRow(
        "BLUE_CARD",
        "61/27",
        Names("European Blue Card", "Carte bleue européenne", "Europese blauwe kaart", "Blaue Karte EU"),
    ),
    RouteRow(
        "SINGLE_PERMIT",
        "61/25-1",
        Names(
            "Single permit (work)",
            "Permis unique (travail)",
            "Gecombineerde vergunning (werk)",
            "Kombinierte Erlaubnis (Arbeit)",
        ),
        confirmed=False,
    ),
    RouteRow(
        "TRAFFICKING",
        "title II, chapter IV",
        Names(
            "Victim of trafficking or smuggling",
            "Victime de la traite ou du trafic",
            "Slachtoffer van mensenhandel of mensensmokkel",
            "Opfer von Menschenhandel oder Schleusung",
        ),
    ),
    RouteRow(
        "MINOR",
        "61/14, 74/16",
        Names(
            "Durable solution for an unaccompanied minor",
            "Solution durable pour un mineur non accompagné",
            "Duurzame oplossing voor een niet-begeleide minderjarige",
            "Dauerhafte Lösung für einen unbegleiteten Minderjährigen",
        ),
        confirmed=False,
    ),
    RouteRow(
        "STATELESS",
        "57/37",
        Names(
            "Residence as a stateless person",
            "Séjour comme apatride",
            "Verblijf als staatloze",
            "Aufenthalt als Staatenloser",
        ),
        confirmed=False,
    ),
    RouteRow(
        "PARTNERSHIP",
        "",
        Names(
            "Marriage or legal cohabitation",
            "Mariage ou cohabitation légale",
            "Huwelijk of wettelijke samenwoning",
            "Ehe oder gesetzliches Zusammenwohnen",
        ),
        confirmed=False,
    ),
    RouteRow(
        "NATIONALITY",
        "",
        Names("Belgian nationality", "Nationalité belge", "Belgische nationaliteit", "Belgische Staatsangehörigkeit"),
        confirmed=False,
    ),
    RouteRow("OTHER", "", Names("Other route", "Autre voie", "Andere weg", "Anderer Weg"), confirmed=False),
)

# Routes whose name alone says what is restricted (health, trafficking, a minor alone): never told to a partner.
TELLING_ROUTES = frozenset({"MEDICAL", "TRAFFICKING", "MINOR"})
