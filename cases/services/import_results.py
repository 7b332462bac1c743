"""What became of an import, for reading: its counts, its rows beside who resembles them, its file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case as Choose
from django.db.models import IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from cases.enums.papers import RowResult
from cases.importing.lines import Said
from cases.matching import Strength
from cases.models import Case, Import, ImportRow, Person
from cases.services.import_checks import SURE, lines_of
from cases.services.import_lists import rows_of
from cases.services.imports import open_persons
from icam.models import User

PROBLEMS_FIRST = (
    RowResult.REFUSED, RowResult.DECIDE, RowResult.SKIPPED, RowResult.REPEATED, RowResult.KNOWN, RowResult.NEW,
    RowResult.ATTACHED, RowResult.CREATED, RowResult.QUEUED, RowResult.WAITING,
)  # fmt: skip
TONES = {
    RowResult.REFUSED: "stop", RowResult.DECIDE: "watch", RowResult.KNOWN: "info", RowResult.NEW: "info",
    RowResult.CREATED: "good", RowResult.ATTACHED: "good", RowResult.QUEUED: "info",
}  # fmt: skip


def problems_first(made: Import) -> "QuerySet[ImportRow]":
    ranks = [When(result=result, then=Value(rank)) for rank, result in enumerate(PROBLEMS_FIRST)]
    ranked = Choose(*ranks, default=Value(len(PROBLEMS_FIRST)), output_field=IntegerField())
    return made.rows.select_related("case").annotate(rank=ranked).order_by("rank", "number")


def said(row: ImportRow) -> list[str]:
    return [str(Said(one["column"], one["text"])) for one in row.problems]


def warned(row: ImportRow) -> list[str]:
    return [str(Said(one["column"], one["text"])) for one in row.warnings]


def shown(made: Import, rows: Sequence[ImportRow], *, to: User) -> list[dict[str, Any]]:
    """Rows as a page shows them: who, what is wrong, and who resembles them, masked where the reader may not look."""
    lines = lines_of(made, rows, rows_of(made.region))
    seen = open_persons(to, rows)
    hidden = {one["person"] for row in rows for one in row.candidates if one.get("person")} - set(seen)
    holders = _holders(hidden)
    return [
        {
            "row": row,
            "line": lines[row.number],
            "tone": TONES.get(RowResult(row.result), "quiet"),
            "problems": said(row),
            "warnings": warned(row),
            "alike": _alike(row, seen, holders),
        }
        for row in rows
    ]


def _alike(row: ImportRow, seen: Mapping[int, Person], holders: Mapping[int, str]) -> list[dict[str, Any]]:
    """Who resembles a row: with reasons for who may see him; of the others a line an office, and only strong ones."""
    told, hidden = [], set()
    for found in row.candidates:
        strength, reasons = Strength(found["strength"]), found["reasons"]
        if "row" in found:
            told.append({"strength": strength.label, "row": found["row"], "reasons": reasons})
        elif person := seen.get(found["person"]):
            told.append({"strength": strength.label, "person": person, "reasons": reasons})
        elif strength in SURE:
            hidden.add(holders.get(found["person"], ""))
    return told + [{"strength": Strength.STRONG.label, "holder": holder, "reasons": []} for holder in sorted(hidden)]


def _holders(ids: set[int]) -> dict[int, str]:
    """By person, the office (or the region) that holds the newest case of a household he belongs or belonged to."""
    cases = Case.objects.filter(household__members__person__in=ids).order_by("pk")
    rows = cases.values_list("household__members__person", "office__name", "region__name")
    return {person: office or region for person, office, region in rows if person in ids}


def result_lines(made: Import) -> Iterator[list[Any]]:
    """Each row with what became of it, what needs somebody first."""
    yield [_("Row"), _("Result"), _("Case"), _("What is wrong"), _("Worth a look"), *made.header]
    for row in problems_first(made).iterator(chunk_size=1000):
        cells = [cell if isinstance(cell, str) else "" for cell in row.cells[: len(made.header)]]
        reference = row.case.reference if row.case else ""
        yield [
            row.number, str(RowResult(row.result).label), reference, " ".join(said(row)), " ".join(warned(row)), *cells,
        ]  # fmt: skip
