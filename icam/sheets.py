"""CSV that is safe to open in a spreadsheet.

A spreadsheet runs text that begins like a formula: such text gets an apostrophe before it. UTF-8 with byte order mark
and semicolons is what spreadsheets set to French, Dutch or German open without asking.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, TextIOWrapper
from typing import Any, Protocol

BOM = "\ufeff"
STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠|%")

Line = list[Any]


class Writable(Protocol):
    """Whatever takes text: a file, an answer, the output of a command."""

    def write(self, text: str, /) -> Any: ...


def safe(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula; anything that is not text, as it is."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def write_csv(stream: Writable, lines: Iterable[Line]) -> None:
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    for line in lines:
        writer.writerow([safe(value.isoformat() if isinstance(value, date) else value) for value in line])


def csv_bytes(lines: Iterable[Line]) -> BytesIO:
    """A file to be downloaded, read from its beginning."""
    made = BytesIO()
    text = TextIOWrapper(made, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    write_csv(text, lines)
    text.detach()
    made.seek(0)
    return made
