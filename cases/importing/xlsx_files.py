"""The first sheet of a workbook as text: dates as days, numbers as they look, formulas never carried out."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from cases.importing.faults import Fault, Unreadable
from cases.importing.rows import MOST_COLUMNS, Cell, cell_of, fault
from icam.files.archives import DAMAGED, begins_plainly

MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 300
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


def read_xlsx(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """Every row of the first sheet with its number. Raises Unreadable, at once or on the way."""
    _inspect(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a file says of its size is not believed
            for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
                yield number, [_cell(cell) for cell in row]
    except Exception as error:  # a damaged workbook may raise anything
        raise Unreadable(_("This workbook is damaged. Open it in a spreadsheet and save it again.")) from error


def _inspect(data: bytes) -> None:
    """Refuse what is no workbook, or would unpack into too much, before anything is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if not names >= NEEDED:
                raise Unreadable(_("This is no workbook. Save the table as CSV UTF-8 or XLSX."))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(_("This workbook unpacks into too much. Copy the table alone into a new one."))
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable(_("This workbook is locked with a password. Save it without one."))
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Unreadable(_("This workbook holds macros. Save it as XLSX."))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        begins_plainly(opened)
    except DAMAGED as error:
        raise Unreadable(_("This workbook is damaged. Open it in a spreadsheet and save it again.")) from error


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return fault(Fault.FORMULA)
    if cell.data_type == "e":
        return fault(Fault.ERROR)
    return cell_of(_text(cell.value, getattr(cell, "number_format", "") or ""))


def _text(value: Any, looks: str) -> str:
    """A value as somebody sees it in the sheet; a day as 1988-03-14."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and re.fullmatch(r"0+", looks):  # a file number shown with its zeros in front
        return f"{value:0{len(looks)}d}"
    return str(value)
