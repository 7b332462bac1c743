"""`manage.py import_cases`: what it prints, what it writes, and with which exit code it ends."""

import csv
import io
import json
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.importing.columns import guess
from cases.models import Case, Import, Person
from icam.models import AuditEvent
from tests import factories
from tests.imports import HEAD, SIMPLE, known_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast: SimpleNamespace, tmp_path: Path) -> Any:
    factories.make_target_group("UNKNOWN")

    def run(text: str | bytes = SIMPLE, *more: str, by: str | None = cast.manager.username) -> tuple[int, str]:
        """Exit code, and what was printed: the answer, then the complaint."""
        file, out = tmp_path / "persons.csv", io.StringIO()
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            call_command("import_cases", str(file), *([f"--by={by}"] if by else []), *more, stdout=out)
        except CommandError as error:
            return error.returncode, out.getvalue() + str(error)
        return 0, out.getvalue()

    return run


def written() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in (Person, Case, Import, AuditEvent))


def test_a_good_file_opens_its_cases_and_a_second_run_none(run: Any) -> None:
    assert run() == (0, "2 rows: 2 created.\n")
    before = written()[:2]
    assert run() == (0, "2 rows: 2 repeated.\n")
    assert written()[:2] == before


def test_a_dry_run_writes_nothing_at_all(run: Any) -> None:
    before = written()
    assert run(SIMPLE, "--dry-run") == (0, "2 rows: 2 new. Nothing was written.\n")
    assert run(SIMPLE, "--dry-run", by=None)[0] == 0
    assert written() == before


def test_rows_that_are_refused_are_told_by_number_and_the_others_go_in(run: Any) -> None:
    text = f"{HEAD};Remarks\nDiallo;Aminata;31/02/1991;;\nSow;Ousmane;03/11/1985;91;x\n"
    assert run(text) == (
        1,
        "Row 2, Born on: 31/02/1991 does not exist.\n"
        "Row 3, SP or OV number: As written, the number is too short or too long for its kind.\n"
        "Columns that say nothing to us: Remarks\n"
        "2 rows: 1 created, 1 refused.\n"
        "1 rows were refused.",
    )
    assert run(text, "--dry-run")[0] == 1


def test_the_answer_as_json(run: Any) -> None:
    code, printed = run(SIMPLE.replace("12/05/1991", "soon"), "--format=json", "--timing")
    answer = json.loads(printed[: printed.rindex("}") + 1])
    assert (code, answer["total"], answer["refused"], answer["results"], answer["dry_run"]) == (
        1, 2, 1, {"refused": 1, "created": 1}, False,
    )  # fmt: skip
    assert answer["rows"][0] == {
        "row": 2, "result": "refused", "case": None, "warnings": [], "resembles": [],
        "problems": ["Born on: Type the date as day/month/year, for example 14/03/2026."],
    }  # fmt: skip
    assert answer["rows"][1]["case"] == Case.objects.get(household__principal__family_name="Sow").reference
    assert sorted(answer["seconds"]) == ["check", "read", "write"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--by=nobody"], "nobody is nobody who may import cases."),
        (["--by={coach}"], "{coach} is nobody who may import cases."),
        (["--region=NOWHERE"], "Say with --region into which region {manager} imports: {region}."),
        (["--encoding=klingon"], "There is no encoding klingon."),
        (["--encoding=utf-16-le"], "This file is empty."),
        (["--mapping=/nowhere.json"], "/nowhere.json is no mapping: "),
    ],
)
def test_what_it_cannot_begin_with_ends_with_two(run: Any, cast: SimpleNamespace, more: list[str], told: str) -> None:
    names = {"coach": cast.coach.username, "manager": cast.manager.username, "region": cast.here.code}
    before = written()
    text = SIMPLE if "utf-16" not in more[0] else "\n"
    code, printed = run(text, *(word.format(**names) for word in more))
    assert (code, printed.startswith(told.format(**names))) == (2, True), printed
    assert written() == before


def test_somebody_must_answer_for_it(run: Any) -> None:
    assert run(by=None) == (2, "Say with --by who imports: the user name of a manager.")


def test_a_file_that_cannot_be_read_ends_with_two(run: Any, tmp_path: Path) -> None:
    before = written()
    assert run("") == (2, "This file is empty.")
    assert run("a;a\n1;2\n")[0] == 2
    assert run("Wann\n1988\n") == (2, "Say which column holds the name.")
    assert run("Nom\nBénard\n".encode("cp1252")) == (
        2, "This file is not in UTF-8. It may be in cp1252: say so with --encoding.",
    )  # fmt: skip
    assert run(b"x" * 11_000_000) == (2, "This file is too large: at most 5 MB.")
    assert written() == before
    with pytest.raises(CommandError, match="cannot be read: No such file") as error:
        call_command("import_cases", str(tmp_path / "none.csv"), "--dry-run")
    assert error.value.returncode == 2


def test_said_how_it_is_written_it_is_read(run: Any) -> None:
    assert run("Nom\nBénard\n".encode("cp1252"), "--encoding=windows-1252")[0] == 0
    assert Person.objects.filter(family_name="Bénard").exists()


def test_a_mapping_says_which_column_is_what(run: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"Wie": "name", "Wann": "born", "Wo": ""}')
    assert run("Wie;Wann;Wo\nDiallo, Awa;1988;x\n", f"--mapping={mapping}")[0] == 0
    assert str(Person.objects.get(family_name="Diallo").born) == "1988"
    for bad, told in (
        ('{"Wie": "nonsense"}', "There are no columns nonsense."),
        ('{"Wer": "name"}', "The file has no columns Wer."),
        ("[]", f"{mapping} is no mapping of heads to columns."),
        ("{", f"{mapping} is no mapping: "),
    ):
        mapping.write_text(bad)
        code, printed = run("Wie\nX\n", f"--mapping={mapping}")
        assert (code, printed.startswith(told)) == (2, True), printed


@pytest.mark.parametrize(("decision", "result"), [("same", "attached"), ("new", "created"), ("skip", "skipped")])
def test_rows_that_resemble_somebody(run: Any, cast: SimpleNamespace, decision: str, result: str) -> None:
    known_person(cast)
    text = "Nom;Prénom;Né le\nDialo;Aminata;12/05/1991\n"
    assert run(text, f"--decide={decision}") == (0, f"1 rows: 1 {result}.\n")


def test_the_template_is_a_file_that_can_be_imported(run: Any) -> None:
    factories.make_annex("13")
    factories.make_target_group("FAMILY_ADDR")
    out = io.StringIO()
    call_command("import_cases", "--template", stdout=out)
    head = next(csv.reader(io.StringIO(out.getvalue())))
    assert "name" not in guess(head).values()
    assert run(out.getvalue(), "--dry-run")[0] == 0


def test_the_log_speaks_again_afterwards(run: Any) -> None:
    run(SIMPLE, "--dry-run")
    assert logging.root.manager.disable == logging.NOTSET
