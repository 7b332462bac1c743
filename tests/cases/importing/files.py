"""Workbooks for tests, good and bad."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def xlsx(rows: Sequence[Sequence[Any]], looks: dict[str, str] | None = None) -> bytes:
    """A workbook of one sheet; `looks` gives cells their number format."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    for cell, look in (looks or {}).items():
        sheet[cell].number_format = look
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip file of these parts; `__` in a name stands for a slash, `_` for a dot."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return made.getvalue()


def repacked(book: bytes, **parts: bytes) -> bytes:
    """A workbook with parts of it replaced or added."""
    made = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()
