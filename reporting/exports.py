"""Figures and their rows as CSV and XLSX, safe to open in a spreadsheet.

A spreadsheet runs text that begins like a formula. In CSV such text gets an apostrophe before it (icam.sheets); in
XLSX every text is written as text. Numbers stay numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from icam.calendar import Period
from icam.sheets import Line, Writable, write_csv
from reporting.figures import FIGURES
from reporting.listing import Listing
from reporting.registry import Cells, Reach
from reporting.words import scope_in_words

MOST_ROWS = 200_000


def write_xlsx(stream: IO[bytes], sheets: Mapping[str, Iterable[Line]]) -> None:
    """One sheet per entry, its first line as head, in constant memory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(stream, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 9, 18)
            for number, line in enumerate(lines):
                _write_line(sheet, number, line, head if number == 0 else None, day)


def _write_line(sheet: Any, number: int, line: Line, style: Any, day: Any) -> None:
    for column, value in enumerate(line):
        if isinstance(value, bool | int | float):
            sheet.write_number(number, column, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, value, day)
        else:
            sheet.write_string(number, column, str(value), style)


# What is written ------------------------------------------------------------------------------------------------------


def figure_lines(reach: Reach, period: Period, cells: Cells | None = None) -> Iterator[Line]:
    """Every figure, then each of its splits line by line; a line without split is the figure itself."""
    yield [
        _("Code"), _("Figure"), _("Split"), _("Key"), _("Value"), _("Count"), _("Unit"), _("From"), _("To"),
        _("Scope"),
    ]  # fmt: skip
    of_what = [period.first, period.last, scope_in_words(reach, cells)]
    for figure in FIGURES:
        unit = str(figure.unit.label)
        yield [figure.code, str(figure.label), "", "", "", figure.count(reach, period, cells), unit, *of_what]
        for by in figure.by:
            for cell in figure.split(reach, period, by, cells):
                yield [figure.code, str(figure.label), by, cell.key, cell.label, cell.count, unit, *of_what]


def definition_lines(reach: Reach, period: Period, cells: Cells | None = None) -> Iterator[Line]:
    """Of what, of when, and what each figure means."""
    yield [_("Code"), _("Figure"), _("Definition")]
    for figure in FIGURES:
        yield [figure.code, str(figure.label), str(figure.definition)]
    yield ["", _("Scope"), scope_in_words(reach, cells)]
    yield ["", _("From"), period.first]
    yield ["", _("To"), period.last]


def row_lines(listing: Listing) -> Iterator[Line]:
    """The rows behind a number. The column of counts adds up to the figure: what is hidden is the last line."""
    figure = listing.figure
    yield [
        _("Case"), str(figure.day_label), _("Kind"), _("Region"), _("Office"), _("Household"), _("Target group"),
        _("Count"),
    ]  # fmt: skip
    for row in listing.every():
        yield [row.reference, row.day, row.kind, row.region, row.office, row.household, row.target_group, 1]
    if listing.hidden:
        yield [_("In cases that you may not open"), "", "", "", "", "", "", listing.hidden]


def write_figures_csv(stream: Writable, reach: Reach, period: Period, cells: Cells | None = None) -> None:
    write_csv(stream, figure_lines(reach, period, cells))
