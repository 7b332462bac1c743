"""Text in columns: commas, semicolons or tabs, whichever the first lines were written with."""

import csv
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from cases.importing.faults import Unreadable
from cases.importing.rows import Cell, cell_of

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 30  # lines
MARK = "sep="  # how spreadsheets name the separator in a first line of its own


def read_csv(text: str) -> Iterator[tuple[int, list[Cell]]]:
    """Every line with its number. Raises Unreadable, on the way, for a line that cannot be cut into cells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text[:4].lower() == MARK and text[4:5] in SEPARATORS and text[5:6] in {"\n", ""}:
        separator, text = text[4], text[6:]
    else:
        separator = _separator(text)
    for number, cells in enumerate(_cut(text, separator), start=1):
        yield number, [cell_of(cell) for cell in cells]


def _cut(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)d cannot be cut into cells: a quotation mark is not closed, or a text is endless.")
            % {"line": reader.line_num}
        ) from error


def _lines(text: str) -> Iterator[str]:
    """At line feeds alone: `splitlines` would also cut at signs that stand inside a text."""
    return (f"{line}\n" for line in text.removesuffix("\n").split("\n"))


def _separator(text: str) -> str:
    """The separator that cuts the first lines into most cells, evenly."""
    start = "\n".join(text.split("\n", LOOKED_AT)[:LOOKED_AT])
    return max(SEPARATORS, key=lambda separator: _evenness(start, separator))


def _evenness(start: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(_lines(start), delimiter=separator)
    try:
        widths = [len(cells) for cells in islice(reader, LOOKED_AT) if cells]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]
