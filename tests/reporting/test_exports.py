"""Files of figures: the same numbers, nothing that a spreadsheet would run, and every file in the trail."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case
from icam.calendar import ZONE, year_period
from icam.enums import Verb
from icam.models import AuditEvent, Region, User
from icam.sheets import STARTS_A_FORMULA, safe, write_csv
from reporting import exports
from reporting.exports import write_xlsx
from reporting.figures import FIGURES
from reporting.registry import Reach
from tests.reporting.conftest import move_to

SignIn = Callable[[User], Client]
HOSTILE = ["=1+1", "+32 2", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|calc", "%x", "\u00a0=1"]


@pytest.fixture(autouse=True)
def _in_2025() -> Any:
    with time_machine.travel(datetime(2025, 3, 10, 12, tzinfo=ZONE), tick=False):
        yield


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def csv_lines(content: bytes) -> list[list[str]]:
    assert content[:3] == b"\xef\xbb\xbf"
    return list(csv.reader(io.StringIO(content[3:].decode(), newline=""), delimiter=";"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


# What a spreadsheet would run -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_begins_like_a_formula_is_made_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Liège", "ICAM-2024-000001", "", "1+1", -5, 0, 2.5, None, date(2024, 1, 1)])
def test_everything_else_stays_as_it_is(value: Any) -> None:
    assert safe(value) == value


@given(st.text(max_size=12))
def test_no_text_comes_out_as_a_formula(text: str) -> None:
    assert safe(text).startswith(STARTS_A_FORMULA) is False


def test_csv_keeps_numbers_and_quotes_text() -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, [["a;b", 'c"d', -3, date(2024, 2, 29), "=x"]])
    assert stream.getvalue() == '"a;b";"c""d";-3;"2024-02-29";"\'=x"\r\n'


def test_xlsx_types_every_text_as_text() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, {"Rows": [["Head"], *([text] for text in HOSTILE), ["https://example.org"], [-3]]})
    sheet = openpyxl.load_workbook(stream)["Rows"]
    cells = [row[0] for row in sheet.iter_rows()]
    assert [cell.data_type for cell in cells] == ["s"] * (len(HOSTILE) + 2) + ["n"]
    assert cells[1].value == "=1+1"
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hostile_names_in_a_file_of_rows(year_2024: SimpleNamespace, sign_in: SignIn, kind: str) -> None:
    Region.objects.filter(pk=year_2024.brussels.pk).update(name='=HYPERLINK("http://x")')
    Case.objects.filter(pk=year_2024.single.pk).update(reference="+cmd|' /C calc")
    content = body(sign_in(year_2024.head).get(f"/figures/2024/CAS-3/export.{kind}?household=single"))
    lines = csv_lines(content) if kind == "csv" else sheets(content)["Rows"]
    mark = "'" if kind == "csv" else ""
    assert (lines[1][0], lines[1][3]) == (f"{mark}+cmd|' /C calc", f'{mark}=HYPERLINK("http://x")')


# The same numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_of_figures_holds_figures_and_splits(year_2024: SimpleNamespace, sign_in: SignIn, kind: str) -> None:
    content = body(sign_in(year_2024.head).get(f"/figures/2024/export.{kind}"))
    lines = csv_lines(content) if kind == "csv" else sheets(content)["Figures"]
    counts = {(line[0], line[2] or "", line[3] or ""): int(line[5]) for line in lines[1:]}
    country, year = Reach.country(), year_period(2024)
    assert counts == {
        (figure.code, by, key): count
        for figure in FIGURES
        for by, key, count in [
            ("", "", figure.count(country, year)),
            *((by, cell.key, cell.count) for by in figure.by for cell in figure.split(country, year, by)),
        ]
    }


def test_a_file_says_of_what_and_when(year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    content = body(sign_in(year_2024.manager).get("/figures/2024/export.xlsx?household=family"))
    lines = sheets(content)["Definitions"]
    assert [line[0] for line in lines[1:9]] == [figure.code for figure in FIGURES]
    assert lines[9][1:] == ["Scope", "your region: Brussels; Family with minors"]
    assert [line[2] for line in lines[10:]] == [datetime(2024, 1, 1), datetime(2024, 12, 31)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_counts_in_a_file_of_rows_add_up_to_the_figure(
    year_2024: SimpleNamespace, sign_in: SignIn, kind: str
) -> None:
    move_to(year_2024.family, year_2024.antwerp, date(2025, 1, 2))
    content = body(sign_in(year_2024.manager).get(f"/figures/2024/INV-1/export.{kind}"))
    lines = csv_lines(content) if kind == "csv" else sheets(content)["Rows"]
    assert lines[0] == ["Case", "Sent on", "Kind", "Region", "Office", "Household", "Target group", "Count"]
    assert [int(line[-1]) for line in lines[1:]] == [1, 2]
    assert [line[0] for line in lines[1:]] == [year_2024.single.reference, "In cases that you may not open"]


def test_a_file_of_rows_is_the_filtered_list(year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    query = "?region=BRU&month=2024-02"
    listed = [row.reference for row in client.get(f"/figures/2024/INV-1/{query}").context["page"]]
    lines = csv_lines(body(client.get(f"/figures/2024/INV-1/export.csv{query}")))
    assert [line[0] for line in lines[1:]] == listed == [year_2024.family.reference]


def test_names_of_files_and_their_types(year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    answers = [client.get(f"/figures/2024/{end}") for end in ("export.csv", "export.xlsx", "INV-1/export.csv")]
    assert [answer["Content-Disposition"] for answer in answers] == [
        'attachment; filename="icam-figures-2024.csv"',
        'attachment; filename="icam-figures-2024.xlsx"',
        'attachment; filename="icam-INV-1-2024.csv"',
    ]
    assert [answer["Content-Type"].split(";")[0] for answer in answers] == [
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "text/csv",
    ]


def test_too_many_rows_for_one_file(
    year_2024: SimpleNamespace, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporting.views.exports.MOST_ROWS", 3)
    client = sign_in(year_2024.head)
    assert client.get("/figures/2024/INV-1/export.csv").status_code == 400
    assert client.get("/figures/2024/INV-1/export.csv?region=BRU").status_code == 200
    assert exports.MOST_ROWS == 200_000


# The trail ------------------------------------------------------------------------------------------------------------


def test_every_file_is_written_down(year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.manager)
    client.get("/figures/2024/export.xlsx?household=single")
    client.get("/figures/2024/PRO-1/export.csv?family=stay")
    client.get("/figures/2024/PRO-1/export.exe")
    events = AuditEvent.objects.filter(verb=Verb.FIGURES_EXPORTED).order_by("id")
    assert [(event.actor, event.changes) for event in events] == [
        (
            year_2024.manager,
            {"figure": "", "year": 2024, "cells": {"household": "single"}, "kind": "xlsx"},
        ),
        (
            year_2024.manager,
            {"figure": "PRO-1", "year": 2024, "cells": {"family": "stay"}, "kind": "csv", "rows": 1},
        ),
    ]


def test_a_refused_file_is_not_in_the_trail_as_made(year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    assert sign_in(year_2024.anna).get("/figures/2024/export.csv").status_code == 403
    assert AuditEvent.objects.filter(verb=Verb.FIGURES_EXPORTED).count() == 0
