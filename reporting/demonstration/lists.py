"""A list of invented persons that a manager has read in and not carried out yet: every kind of row is on it."""

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta

from cases.enums import CaseState
from cases.importing.columns import guess
from cases.models import Case, Person
from cases.services import import_runs, imports
from icam.models import User

HEAD = (
    "Nom", "Prénom", "Né le", "Sexe", "Nationalité", "N° SP", "Langue", "Téléphone", "Ménage", "Rôle", "Rue",
    "Code postal", "Commune", "Annexe", "Date de décision", "Date de notification", "Remarques",
)  # fmt: skip
HOME = ("Rue Haute 118", "1000", "Bruxelles")


def write(managers: Mapping[str, User], today: date) -> None:
    """For the manager of Brussels; nobody of the list becomes a case by this."""
    manager = managers["BRU"]
    region = manager.regions.order_by("code")[0]
    data = _file(_known(manager), today)
    made = imports.read(data, by=manager, region=region, name=f"sélection {today:%Y-%m}.csv")
    imports.choose_columns(made, by=manager, version=made.version, mapping=guess(made.header), defaults={})
    import_runs.check_here(made)


def _known(manager: User) -> list[Person]:
    """Two who are in the books already: one whose case is closed, one whose case is open."""
    cases = Case.objects.filter(region__in=manager.regions.all(), household__principal__birth_precision="day")
    chosen = (cases.filter(state=CaseState.CLOSED), cases.open())
    first = [rows.select_related("household__principal").order_by("-pk").first() for rows in chosen]
    return [case.household.principal for case in first if case]


def _file(known: list[Person], today: date) -> bytes:
    decided, notified = (f"{today - timedelta(days=days):%d/%m/%Y}" for days in (40, 36))
    order = ("13", decided, notified)
    rows: list[tuple[str, ...]] = [
        ("Wanjiru", "Grace", "14/03/1988", "f", "Kenya", "9.870.001", "anglais", "0470 00 11 22", "", "",
         *HOME, *order, ""),
        ("Tshimanga", "Dieudonné", "1979", "m", "RDC", "9.870.002", "lingala", "", "M1", "principal",
         *HOME, *order, ""),
        ("Tshimanga", "Espérance", "03/1984", "f", "RDC", "9.870.003", "lingala", "", "M1", "partner",
         "", "", "", *order, ""),
        ("Tshimanga", "Gloire", "02/09/2017", "f", "RDC", "", "", "", "M1", "child", "", "", "", "", "", "", ""),
        ("-", "", "31/02/1990", "", "Atlantide", "", "", "", "", "", "", "", "", "", "", "", "illisible"),
        ("Petrosyan", "Ani", "21/11/1995", "f", "Arménie", "12", "arménien", "", "", "",
         *HOME, *order, "numéro à vérifier"),
    ]  # fmt: skip
    rows += [
        (one.family_name, one.given_names, f"{one.born_on:%d/%m/%Y}", one.sex, *[""] * (len(HEAD) - 4)) for one in known
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEAD, *rows])
    return text.getvalue().encode()
