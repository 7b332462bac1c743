"""Whether a TIFF or a HEIC accounts for every byte it holds: what its own tables do not name is another file.

Both say by tables of places where their parts lie, so something may hide before, between and behind them. Nothing is
decoded here; a table that leads out of the file, or is too long to be honest, makes the answer no. A field that breaks
off raises struct.error.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

PADDING = b"\x00\r\n\t "
PIECE = 64 * 1024
MOST_TABLES = 2_000
MOST_PARTS = 300_000  # rows of tables, strips, tiles or extents

Range = tuple[int, int]  # from its first byte to the one after its last


def only_padding(file: IO[bytes], start: int, end: int) -> bool:
    file.seek(start)
    while start < end:
        piece = file.read(min(PIECE, end - start))
        if not piece or piece.strip(PADDING):
            return False
        start += len(piece)
    return True


def is_covered(file: IO[bytes], start: int, end: int, parts: Iterable[Range], *, left_over: int = 0) -> bool:
    """Whether `parts` lie within these bytes and nothing but padding lies outside of them.

    Between two parts, though never behind the last, up to `left_over` bytes may be anything.
    """
    place = start
    for first, last in sorted(parts):
        if first < start or last > end:
            return False
        if first - place > left_over and not only_padding(file, place, first):
            return False
        place = max(place, last)
    return only_padding(file, place, end)


# TIFF -----------------------------------------------------------------------------------------------------------------

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}  # bytes, by type of value
LEFT_OVER = 512  # bytes: honest programs leave the head of each page there, or a table that they wrote anew elsewhere
NUMBERS = {3: "H", 4: "I", 13: "I"}
TABLES = (330, 34665, 34853, 40965)  # pictures within, Exif, place, interoperability: tables that a table leads to
DATA = ((273, 279), (324, 325), (513, 514))  # where strips, tiles and a preview lie, and how long they are


def tiff(file: IO[bytes], size: int) -> bool:
    file.seek(0)
    order = "<" if file.read(2) == b"II" else ">"
    file.seek(4)
    (first,) = struct.unpack(f"{order}I", file.read(4))
    waiting, seen, parts, read = [first], {0}, [(0, 8)], 0
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        table = _table(file, place, order, size)
        if table is None or len(seen) > MOST_TABLES:
            return False
        read += table.read
        parts += table.parts
        waiting += table.further
        if read > MOST_PARTS:
            return False
    return is_covered(file, 0, size, parts, left_over=LEFT_OVER)


@dataclass(frozen=True)
class _Table:
    """What a table of a TIFF names: itself, its values and its data; and the tables it leads to."""

    parts: list[Range]
    further: list[int]
    read: int  # rows and numbers that had to be read for it


def _table(file: IO[bytes], place: int, order: str, size: int) -> _Table | None:
    """The table that begins there; None when it contradicts itself."""
    file.seek(place)
    (count,) = struct.unpack(f"{order}H", file.read(2))
    rows = [struct.unpack(f"{order}HHI4s", file.read(12)) for _row in range(count)]
    (following,) = struct.unpack(f"{order}I", file.read(4))
    parts = [(place, place + 6 + 12 * count)]
    values: dict[int, list[int]] = {}
    for tag, kind, many, field in rows:
        length = SIZES.get(kind, 0) * many
        where = struct.unpack(f"{order}I", field)[0]
        if length > 4:
            parts.append((where, where + length))
        if tag in TABLES or any(tag in pair for pair in DATA):
            if kind not in NUMBERS or tag in values or length > size or many > MOST_PARTS:
                return None
            values[tag] = _numbers(file, field, where, f"{order}{many}{NUMBERS[kind]}", length)
    for places, lengths in DATA:
        starts, sizes = values.get(places, []), values.get(lengths, [])
        if len(starts) != len(sizes):
            return None
        parts += [(start, start + each) for start, each in zip(starts, sizes, strict=True)]
    further = [*([following] if following else []), *(one for tag in TABLES for one in values.get(tag, []))]
    return _Table(parts, further, count + sum(map(len, values.values())))


def _numbers(file: IO[bytes], field: bytes, where: int, form: str, length: int) -> list[int]:
    """The numbers of a row: in the row itself where they fit, else at the place it names."""
    if length <= 4:
        return list(struct.unpack(form, field[:length]))
    file.seek(where)
    return list(struct.unpack(form, file.read(length)))


# HEIC -----------------------------------------------------------------------------------------------------------------

BOXES = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"uuid", b"wide"})
EMPTY = (b"free", b"skip", b"wide")
NEEDED = {b"hdlr", b"pitm", b"iinf", b"iloc"}
MOST_BRANDS = 32
IN_FILE, IN_IDAT, IN_ITEM = range(3)  # where an extent of an item lies


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int  # of its content
    end: int


def heic(file: IO[bytes], size: int) -> bool:
    """Sequences, which lie in a box of films, are not taken."""
    boxes = _boxes(file, 0, size)
    if not boxes or [box.name for box in boxes].count(b"meta") != 1 or not {box.name for box in boxes} <= BOXES:
        return False
    kind, meta = boxes[0], next(box for box in boxes if box.name == b"meta")
    if kind.name != b"ftyp" or kind.end - kind.start > 8 + 4 * MOST_BRANDS:
        return False
    if any(box.name in EMPTY and not only_padding(file, box.start, box.end) for box in boxes):
        return False
    return _is_named(file, meta, [box for box in boxes if box.name == b"mdat"])


def _boxes(file: IO[bytes], start: int, end: int) -> list[_Box]:
    """The boxes that lie one behind the other from `start` to `end`; none when they do not."""
    found: list[_Box] = []
    while start + 8 <= end and len(found) < MOST_TABLES:
        file.seek(start)
        length, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if length == 1:
            length, head = struct.unpack(">Q", file.read(8))[0], 16
        if length < head or start + length > end:
            return []
        found.append(_Box(name, start + head, start + length))
        start += length
    return found if start == end else []


def _is_named(file: IO[bytes], meta: _Box, data: list[_Box]) -> bool:
    """Whether the list of items names all that lies in the boxes of data, and nothing outside of them."""
    inner = {box.name: box for box in _boxes(file, meta.start + 4, meta.end)}
    if not inner.keys() >= NEEDED:
        return False
    file.seek(inner[b"hdlr"].start + 8)
    if file.read(4) != b"pict":
        return False
    file.seek(inner[b"iloc"].start)
    extents = list(islice(_extents(file.read(inner[b"iloc"].end - inner[b"iloc"].start)), MOST_PARTS + 1))
    if len(extents) > MOST_PARTS or any(length == 0 for _where, _start, length in extents):
        return False
    idat = inner.get(b"idat", _Box(b"idat", 0, 0))
    within = [(idat.start + start, idat.start + start + length) for where, start, length in extents if where == IN_IDAT]
    if not is_covered(file, idat.start, idat.end, within):
        return False
    named = [(start, start + length) for where, start, length in extents if where == IN_FILE]
    shares = [[one for one in named if box.start <= one[0] and one[1] <= box.end] for box in data]
    return sum(map(len, shares)) == len(named) and all(
        is_covered(file, box.start, box.end, share) for box, share in zip(data, shares, strict=True)
    )


def _extents(table: bytes) -> Iterator[tuple[int, int, int]]:
    """Of each extent of the box of places: where it lies, from where, and how long it is."""
    reader = _Reader(table, 0)
    version, _flags = reader.number(1), reader.number(3)
    sizes, more = reader.number(1), reader.number(1)
    offset, length, base, index = sizes >> 4, sizes & 15, more >> 4, (more & 15 if version else 0)
    for _item in range(reader.number(4 if version == 2 else 2)):
        reader.number(4 if version == 2 else 2)
        where = reader.number(2) & 15 if version else IN_FILE
        if reader.number(2) or where > IN_ITEM:  # in another file, or in a way that came later
            raise struct.error
        begin = reader.number(base)
        for _extent in range(reader.number(2)):
            reader.number(index)
            start = begin + reader.number(offset)
            yield where, start, reader.number(length)


@dataclass
class _Reader:
    """Numbers of so many bytes, one behind the other."""

    data: bytes
    place: int

    def number(self, size: int) -> int:
        self.place += size
        if self.place > len(self.data):
            raise struct.error
        return int.from_bytes(self.data[self.place - size : self.place], "big")
