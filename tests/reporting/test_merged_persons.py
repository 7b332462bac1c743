"""Nothing that is counted changes when two registrations turn out to be one person, nor when that was wrong."""

from types import SimpleNamespace
from typing import Any

from cases.services import merging
from icam.calendar import year_period
from reporting.figures import FIGURES
from reporting.registry import Reach


def everything_counted() -> dict[tuple[str, str, str, int], Any]:
    """Every figure of every year, whole, by every split, and its rows."""
    reach = Reach.country()
    found: dict[tuple[str, str, str, int], Any] = {}
    for year in (2023, 2024, 2025):
        period = year_period(year)
        for figure in FIGURES:
            found[figure.code, "", "rows", year] = sorted(figure.rows(reach, period).values_list("pk", flat=True))
            for by in figure.by:
                for cell in figure.split(reach, period, by):
                    found[figure.code, by, cell.key, year] = cell.count
    return found


def test_no_figure_changes_by_a_merge_nor_by_undoing_it(year_2024: SimpleNamespace) -> None:
    """The principal of a family turns out to be the single of another region, who has a case, letters and talks."""
    before = everything_counted()
    assert sum(value for value in before.values() if isinstance(value, int)) > 0
    family, single = year_2024.family.household.principal, year_2024.older.household.principal
    made = merging.merge(family, single, by=year_2024.manager, reason="Same passport.")
    assert everything_counted() == before
    merging.part(made, by=year_2024.manager, reason="Two passports.")
    assert everything_counted() == before
