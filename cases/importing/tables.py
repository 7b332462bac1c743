"""The bytes of a file as a table of text, by what they are and not by what the file is called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.importing.csv_files import read_csv
from cases.importing.faults import Unreadable
from cases.importing.rows import MOST_COLUMNS, MOST_ROWS, Cell, is_empty
from cases.importing.writing import Writing, decode
from cases.importing.xlsx_files import read_xlsx

MOST_BYTES = 5 * 1024 * 1024
LONGEST_HEAD = 80
# What else a file may be, by how it begins.
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
)


@dataclass(frozen=True)
class Table:
    """The head and the rows that hold something, each with its number as a spreadsheet shows it."""

    header: list[str]
    rows: list[tuple[int, list[Cell]]]
    writing: Writing | None = None  # None for a workbook, which says itself how it is written

    @property
    def shape(self) -> tuple[str, ...]:
        """What two files of one kind have in common."""
        return tuple(sorted(name.casefold() for name in self.header))


def read(data: bytes, encoding: str = "") -> Table:
    """The table in `data`; a text as it was written in `encoding`, if that is known. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("This file is too large: %(size)s MB, at most %(most)s MB. Cut it into several files.")
            % {"size": f"{len(data) / 1024 / 1024:.1f}", "most": MOST_BYTES // 1024 // 1024}
        )
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("This file is empty."))
    if data.startswith(b"PK"):
        return _table(read_xlsx(data), None)
    for start, name in OTHERS:
        if data.startswith(start):
            raise Unreadable(
                _("This is a file of the kind %(kind)s. Save the table as CSV UTF-8 or XLSX.") % {"kind": name}
            )
    text, writing = decode(data, encoding)
    return _table(read_csv(text), writing)


def _table(lines: Iterable[tuple[int, list[Cell]]], writing: Writing | None) -> Table:
    filled = (line for line in lines if not is_empty(line[1]))
    number, first = next(filled, (0, []))
    header = _header(number, first)
    rows = list(_rows(filled, len(header)))
    if not rows:
        raise Unreadable(_("This file has a head, and no row below it."))
    return Table(header, rows, writing)


def _rows(lines: Iterable[tuple[int, list[Cell]]], width: int) -> Iterator[tuple[int, list[Cell]]]:
    for count, (number, cells) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise Unreadable(
                _("This file has more than %(most)s rows. Cut it into several files.") % {"most": f"{MOST_ROWS:,}"}
            )
        yield number, _as_wide(cells, width)


def _as_wide(cells: list[Cell], width: int) -> list[Cell]:
    """Exactly the columns of the head; cells beside it say so in a column of their own."""
    if all(cell == "" for cell in cells[width:]):
        return [*cells[:width], *[""] * (width - len(cells))]
    return [*cells[:width], {"fault": "spare"}]


def _header(number: int, cells: list[Cell]) -> list[str]:
    while cells and cells[-1] == "":
        cells.pop()
    if not cells:
        raise Unreadable(_("This file is empty."))
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(
            _("This file has %(count)d columns, at most %(most)d can be read. Take out those that are not needed.")
            % {"count": len(cells), "most": MOST_COLUMNS}
        )
    header = [_head(number, place, cell) for place, cell in enumerate(cells, start=1)]
    seen: dict[str, int] = {}
    for place, name in enumerate(header, start=1):
        twin = seen.setdefault(name.casefold(), place)
        if twin != place:
            raise Unreadable(
                _("Columns %(first)d and %(second)d are both called “%(name)s”. Give each a name of its own.")
                % {"first": twin, "second": place, "name": name}
            )
    return header


def _head(number: int, place: int, cell: Cell) -> str:
    if not isinstance(cell, str) or len(cell) > LONGEST_HEAD or not cell.isprintable():
        raise Unreadable(
            _("Row %(row)d, column %(column)d: this cannot be the name of a column. Is the first row the head?")
            % {"row": number, "column": place}
        )
    return cell or _("Column %(number)d") % {"number": place}
