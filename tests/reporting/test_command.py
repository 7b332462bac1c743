"""`manage.py figures`: one shape, permanent keys, and errors that say what to type instead."""

import csv
import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reporting.figures import FIGURES


def figures(**options: Any) -> str:
    out = io.StringIO()
    call_command("figures", stdout=out, **options)
    return out.getvalue()


def test_json_has_every_figure_and_every_split(year_2024: SimpleNamespace) -> None:
    report = json.loads(figures(year=2024, format="json"))
    assert list(report) == ["year", "from", "to", "scope", "figures", "identities"]
    assert (report["year"], report["from"], report["to"]) == (2024, "2024-01-01", "2024-12-31")
    assert report["scope"] == "whole country"
    assert {code: list(one["splits"]) for code, one in report["figures"].items()} == {
        figure.code: list(figure.by) for figure in FIGURES
    }
    assert report["identities"]["cases"] == {
        "opening": 1, "opened": 2, "closed": 1, "closing": 2, "gap": 0, "holds": True,
    }  # fmt: skip


def test_json_of_one_figure(year_2024: SimpleNamespace) -> None:
    one = json.loads(figures(year=2024, format="json"))["figures"]["PRO-1"]
    assert list(one) == ["label", "unit", "date", "definition", "count", "splits"]
    assert (one["label"], one["unit"], one["date"], one["count"]) == (
        "Prospects proposed", "prospect", "proposed_on", 2,
    )  # fmt: skip
    assert one["splits"]["family"] == {
        "stay": 1, "voluntary_return": 1, "autonomous_return": 0, "transfer": 0, "other_country": 0,
        "forced_return": 0, "other": 0, "not_stated": 0,
    }  # fmt: skip
    assert one["splits"]["region"] == {"ANT": 1, "BRU": 1, "not_stated": 0}


def test_one_region(year_2024: SimpleNamespace) -> None:
    report = json.loads(figures(year=2024, format="json", region="ANT"))
    assert report["scope"] == "region: Antwerp"
    assert {code: one["count"] for code, one in report["figures"].items()} == {
        "INV-1": 1, "INT-1": 1, "PRO-1": 1, "OUT-1": 0, "OUT-2": 1, "CAS-1": 0, "CAS-2": 1, "CAS-3": 0,
    }  # fmt: skip


def test_csv_holds_the_same_numbers(year_2024: SimpleNamespace) -> None:
    report = json.loads(figures(year=2024, format="json"))
    lines = list(csv.DictReader(io.StringIO(figures(year=2024, format="csv")), delimiter=";"))
    wholes = {line["Code"]: int(float(line["Count"])) for line in lines if not line["Split"]}
    assert wholes == {code: one["count"] for code, one in report["figures"].items()}
    assert len(lines) == sum(1 + sum(map(len, one["splits"].values())) for one in report["figures"].values())


def test_text_is_for_reading(year_2024: SimpleNamespace) -> None:
    lines = figures(year=2024).splitlines()
    assert lines[0] == "2024-01-01 to 2024-12-31, whole country"
    assert "INV-1  Invitations sent: 4" in lines
    assert lines[-1] == "opening 1 + opened 2 - closed 1 = closing 2: holds"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"year": 1999}, "There are figures of 2021 to "),
        ({"year": 9999}, "There are figures of 2021 to "),
        ({"year": 2024, "region": "XXX"}, "There is no region with the code XXX. The codes are: ANT, BRU."),
    ],
)
def test_what_cannot_be_counted_is_refused(year_2024: SimpleNamespace, options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        figures(**options)
    assert str(refused.value)[: len(sentence)] == sentence
