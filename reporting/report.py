"""The figures of a year as plain values, for scripts and files: the same shape whatever the year (docs/figures.md)."""

from typing import Any

from icam.calendar import Period
from reporting.figures import FIGURES
from reporting.identities import balance
from reporting.registry import Cells, Figure, Reach


def year_report(reach: Reach, period: Period, scope: str, cells: Cells | None = None) -> dict[str, Any]:
    """Every figure and every split of `period`, keyed by codes; labels and definitions in the language in force."""
    books = balance(reach, period, cells)
    return {
        "year": period.first.year,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "scope": scope,
        "figures": {figure.code: one_figure(figure, reach, period, cells) for figure in FIGURES},
        "identities": {
            "cases": {
                "opening": books.opening,
                "opened": books.opened,
                "closed": books.closed,
                "closing": books.closing,
                "gap": books.gap,
                "holds": books.holds,
            }
        },
    }


def one_figure(figure: Figure, reach: Reach, period: Period, cells: Cells | None = None) -> dict[str, Any]:
    splits = {by: figure.split(reach, period, by, cells) for by in figure.by}
    return {
        "label": str(figure.label),
        "unit": figure.unit.value,
        "date": figure.dated_by,
        "definition": str(figure.definition),
        "count": figure.count(reach, period, cells),
        "splits": {by: {cell.key: cell.count for cell in cells_of} for by, cells_of in splits.items()},
    }
