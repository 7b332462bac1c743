"""The annexes to the Royal Decree of 8 October 1981 on which decisions are served."""

from dataclasses import dataclass

from icam.reference.names import Names


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One annex. `gives_order`: an order to leave the territory; `transfer`: a decision to transfer (Dublin).

    Either of the two opens the way to an invitation (Aliens Act art. 74/24 and 74/25).
    """

    code: str
    names: Names
    gives_order: bool = False
    transfer: bool = False
    confirmed: bool = True


def _annex(number: str, names: Names) -> Names:
    return Names(
        f"Annex {number}: {names.en}",
        f"Annexe {number} : {names.fr}",
        f"Bijlage {number}: {names.nl}",
        f"Anlage {number}: {names.de}",
    )


REFUSED_ENTRY = Names(
    "refusal of entry", "refoulement à la frontière", "terugdrijving aan de grens", "Zurückweisung an der Grenze"
)

ANNEXES: tuple[AnnexRow, ...] = (
    AnnexRow("11", _annex("11", REFUSED_ENTRY)),
    AnnexRow("11bis", _annex("11bis", REFUSED_ENTRY)),
    AnnexRow("11ter", _annex("11ter", REFUSED_ENTRY)),
    AnnexRow(
        "12",
        _annex(
            "12",
            Names(
                "order to leave the territory (model A)",
                "ordre de quitter le territoire (modèle A)",
                "bevel om het grondgebied te verlaten (model A)",
                "Anordnung, das Staatsgebiet zu verlassen (Muster A)",
            ),
        ),
        gives_order=True,
    ),
    AnnexRow(
        "13",
        _annex(
            "13",
            Names(
                "order to leave the territory (model B)",
                "ordre de quitter le territoire (modèle B)",
                "bevel om het grondgebied te verlaten (model B)",
                "Anordnung, das Staatsgebiet zu verlassen (Muster B)",
            ),
        ),
        gives_order=True,
    ),
    AnnexRow(
        "13quinquies",
        _annex(
            "13quinquies",
            Names(
                "order to leave the territory, applicant for international protection",
                "ordre de quitter le territoire, demandeur de protection internationale",
                "bevel om het grondgebied te verlaten, verzoeker om internationale bescherming",
                "Anordnung, das Staatsgebiet zu verlassen, Antragsteller auf internationalen Schutz",
            ),
        ),
        gives_order=True,
    ),
    AnnexRow(
        "13sexies",
        _annex("13sexies", Names("entry ban", "interdiction d'entrée", "inreisverbod", "Einreiseverbot")),
        confirmed=False,
    ),
    AnnexRow(
        "13septies",
        _annex(
            "13septies",
            Names(
                "order to leave the territory with detention for removal",
                "ordre de quitter le territoire avec maintien en vue d'éloignement",
                "bevel om het grondgebied te verlaten met vasthouding met het oog op verwijdering",
                "Anordnung, das Staatsgebiet zu verlassen, mit Festhaltung zur Entfernung",
            ),
        ),
        gives_order=True,
        confirmed=False,
    ),
    AnnexRow(
        "14",
        _annex(
            "14",
            Names(
                "refusal of family reunification with order to leave",
                "refus du regroupement familial avec ordre de quitter le territoire",
                "weigering van gezinshereniging met bevel om het grondgebied te verlaten",
                "Ablehnung der Familienzusammenführung mit Anordnung, das Staatsgebiet zu verlassen",
            ),
        ),
        gives_order=True,
        confirmed=False,
    ),
    AnnexRow(
        "14ter",
        _annex(
            "14ter",
            Names(
                "withdrawal of family reunification with order to leave",
                "retrait du regroupement familial avec ordre de quitter le territoire",
                "intrekking van gezinshereniging met bevel om het grondgebied te verlaten",
                "Entzug der Familienzusammenführung mit Anordnung, das Staatsgebiet zu verlassen",
            ),
        ),
        gives_order=True,
        confirmed=False,
    ),
    AnnexRow(
        "15",
        _annex(
            "15", Names("provisional document", "document provisoire", "voorlopig document", "vorläufiges Dokument")
        ),
    ),
    AnnexRow(
        "20",
        _annex(
            "20",
            Names(
                "refusal of residence over three months, without order to leave",
                "refus de séjour de plus de trois mois, sans ordre de quitter le territoire",
                "weigering van verblijf van meer dan drie maanden, zonder bevel om het grondgebied te verlaten",
                "Ablehnung des Aufenthalts von mehr als drei Monaten, ohne Anordnung, das Staatsgebiet zu verlassen",
            ),
        ),
    ),
    AnnexRow(
        "20-order",
        _annex(
            "20",
            Names(
                "refusal of residence over three months, with order to leave",
                "refus de séjour de plus de trois mois, avec ordre de quitter le territoire",
                "weigering van verblijf van meer dan drie maanden, met bevel om het grondgebied te verlaten",
                "Ablehnung des Aufenthalts von mehr als drei Monaten, mit Anordnung, das Staatsgebiet zu verlassen",
            ),
        ),
        gives_order=True,
    ),
    AnnexRow(
        "21",
        _annex(
            "21",
            Names(
                "end of the right of residence, with order to leave",
                "fin du droit de séjour, avec ordre de quitter le territoire",
                "einde van het verblijfsrecht, met bevel om het grondgebied te verlaten",
                "Ende des Aufenthaltsrechts, mit Anordnung, das Staatsgebiet zu verlassen",
            ),
        ),
        gives_order=True,
        confirmed=False,
    ),
    AnnexRow(
        "25quater",
        _annex(
            "25quater",
            Names(
                "transfer decision with refusal of entry (Dublin)",
                "décision de transfert avec refoulement (Dublin)",
                "overdrachtsbeslissing met terugdrijving (Dublin)",
                "Überstellungsentscheidung mit Zurückweisung (Dublin)",
            ),
        ),
        transfer=True,
    ),
    AnnexRow(
        "26quater",
        _annex(
            "26quater",
            Names(
                "transfer decision with order to leave (Dublin)",
                "décision de transfert avec ordre de quitter le territoire (Dublin)",
                "overdrachtsbeslissing met bevel om het grondgebied te verlaten (Dublin)",
                "Überstellungsentscheidung mit Anordnung, das Staatsgebiet zu verlassen (Dublin)",
            ),
        ),
        gives_order=True,
        transfer=True,
    ),
    AnnexRow(
        "26quinquies",
        _annex(
            "26quinquies",
            Names(
                "subsequent application for international protection",
                "demande ultérieure de protection internationale",
                "volgend verzoek om internationale bescherming",
                "Folgeantrag auf internationalen Schutz",
            ),
        ),
    ),
    AnnexRow(
        "33bis",
        _annex(
            "33bis",
            Names(
                "order to leave the territory, student",
                "ordre de quitter le territoire, étudiant",
                "bevel om het grondgebied te verlaten, student",
                "Anordnung, das Staatsgebiet zu verlassen, Student",
            ),
        ),
        gives_order=True,
        confirmed=False,
    ),
    AnnexRow(
        "35",
        _annex(
            "35",
            Names(
                "special residence document during an appeal",
                "document spécial de séjour pendant un recours",
                "bijzonder verblijfsdocument tijdens een beroep",
                "besonderes Aufenthaltsdokument während einer Beschwerde",
            ),
        ),
    ),
    AnnexRow(
        "38",
        _annex(
            "38",
            Names(
                "order to escort a minor back",
                "ordre de reconduire",
                "bevel tot terugbrenging",
                "Anordnung zur Rückführung",
            ),
        ),
        confirmed=False,
    ),
    AnnexRow(
        "39bis",
        _annex(
            "39bis",
            Names(
                "detention of an applicant in a given place",
                "maintien d'un demandeur dans un lieu déterminé",
                "vasthouding van een verzoeker in een welbepaalde plaats",
                "Festhaltung eines Antragstellers an einem bestimmten Ort",
            ),
        ),
    ),
)
