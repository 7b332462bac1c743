"""Imports for tests: a file of text, read, checked and carried out by the real services."""

from types import SimpleNamespace
from typing import Any

from cases.enums.papers import ImportState
from cases.importing.columns import guess
from cases.models import FileNumber, Import, ImportRow, Person
from cases.services import import_runs, imports, index
from cases.services.imports import Choice
from icam.models import Region, User
from tests import factories

HEAD = "Family name;Given names;Born on;SP or OV number"
SIMPLE = f"{HEAD}\nDiallo;Aminata;12/05/1991;7.100.001\nSow;Ousmane;03/11/1985;7.100.002\n"


def make_import(region: Region, by: User, text: str | bytes = SIMPLE, *, until: str = ImportState.CHECKED) -> Import:
    """The import of a file, as far as said; its columns are what was guessed."""
    factories.make_target_group("UNKNOWN")
    data = text.encode() if isinstance(text, str) else text
    made = imports.read(data, by=by, region=region, name="persons.csv")
    if until == ImportState.READ:
        return made
    check(made, by)
    if until == ImportState.DONE:
        carry_out(made, by)
    return made


def check(made: Import, by: User, mapping: dict[str, str] | None = None, **words: Any) -> Import:
    mapping = mapping or guess(made.header)
    imports.choose_columns(made, by=by, version=made.version, mapping=mapping, defaults={}, **words)
    import_runs.check_here(made)
    made.refresh_from_db()
    return made


def carry_out(made: Import, by: User, **words: Any) -> Import:
    imports.start(made, by=by, version=made.version, **words)
    import_runs.run_here(made)
    made.refresh_from_db()
    return made


def results(made: Import) -> dict[int, str]:
    """By row, what became of it."""
    return dict(made.rows.values_list("number", "result"))


def problems(made: Import, number: int) -> list[tuple[str, str]]:
    """What is said against a row: the column, and the sentence."""
    return [(said["column"], said["text"]) for said in made.rows.get(number=number).problems]


def warnings(made: Import, number: int) -> list[tuple[str, str]]:
    return [(said["column"], said["text"]) for said in made.rows.get(number=number).warnings]


def known_person(cast: SimpleNamespace, **given: Any) -> Person:
    """Somebody registered and indexed, with a closed case in the region of the cast."""
    data = {"family_name": "Diallo", "given_names": "Aminata", "born_on": "1991-05-12"} | given
    region = data.pop("region", cast.here)
    person = factories.make_person(**data)
    FileNumber.objects.create(person=person, kind="OV", as_written="7100001", canonical="7100001")
    factories.make_case(
        household=factories.make_household(principal=person), region=region, state="closed",
        office=factories.make_office(region, name=f"Office of {person.pk}"),
    )  # fmt: skip
    person.refresh_from_db()
    index.refresh([person.pk])
    return person


def row(made: Import, number: int) -> ImportRow:
    return made.rows.get(number=number)


def decide(made: Import, cast: SimpleNamespace, choices: dict[int, Choice], chosen: tuple[int, ...] = ()) -> None:
    """Decide on rows by their numbers."""
    made.refresh_from_db()
    ids = {one.number: one.pk for one in made.rows.all()}
    imports.decide(
        made, by=cast.manager, version=made.version, decisions={ids[n]: choice for n, choice in choices.items()},
        chosen={ids[n]: True for n in chosen},
    )  # fmt: skip
    made.refresh_from_db()
