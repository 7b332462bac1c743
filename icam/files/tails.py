"""Where a picture or a PDF ends by its own account: what comes after that is another file, hidden behind it."""

import re
import struct
from typing import IO

from icam.files import accounts
from icam.files.accounts import PADDING
from icam.files.kinds import HEIC, JPEG, PDF, PNG, TIFF, WEBP, FileKind

PDF_TAIL = 2048  # bytes in which the end must stand
PDF_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[\x00\r\n\t ]*\Z")
JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


def ends_where_it_should(file: IO[bytes], kind: FileKind, size: int) -> bool:
    """Whether nothing but padding follows the end of the file that begins at byte 0, or lies outside of its tables."""
    walk = WALKS[kind]
    file.seek(0)
    try:
        return walk(file, size)
    except struct.error:  # it breaks off in the middle of a field
        return False


def _only_padding(file: IO[bytes]) -> bool:
    return all(not chunk.strip(PADDING) for chunk in iter(lambda: file.read(65536), b""))


def _pdf(file: IO[bytes], size: int) -> bool:
    """The last thing in the file says where its table of contents is, and that lies before."""
    start = max(0, size - PDF_TAIL)
    file.seek(start)
    end = PDF_END.search(file.read())
    return end is not None and 0 < int(end[1]) < start + end.start()


def _jpeg(file: IO[bytes], size: int) -> bool:
    """Telephones put further pictures (a preview, a depth map) behind the first: those are walked as well."""
    data = file.read()
    place = 0
    while data[place : place + 3] == b"\xff\xd8\xff":
        end = _end_of_jpeg(data, place)
        if end is None:
            return False
        place = end
        while place < size and data[place : place + 1] in (b"\x00", b"\n", b"\r"):
            place += 1
    return place >= size


def _end_of_jpeg(data: bytes, place: int) -> int | None:
    """The byte after the end mark of the picture that begins at `place`; None when there is none."""
    place += 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == 0xD9:
            return place + 2
        elif marker in JPEG_ALONE:
            place += 2
        else:
            place += 2 + int(struct.unpack_from(">H", data, place + 2)[0])
            if marker == 0xDA:
                place = _end_of_scan(data, place)
    return place + 2 if data[place : place + 2] == b"\xff\xd9" else None


def _end_of_scan(data: bytes, place: int) -> int:
    """The next marker after coded picture data, in which FF is followed by 00 or by a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        if data[place + 1] and data[place + 1] not in JPEG_ALONE:
            return place
        place += 2


def _png(file: IO[bytes], size: int) -> bool:
    place = 8
    while place + 12 <= size:
        file.seek(place)
        length, name = struct.unpack(">I4s", file.read(8))
        place += 12 + length
        if name == b"IEND":
            file.seek(place)
            return place <= size and _only_padding(file)
    return False


def _webp(file: IO[bytes], size: int) -> bool:
    length = int(struct.unpack("<I", file.read(8)[4:8])[0])
    return size in (8 + length, 8 + length + length % 2)


WALKS = {PDF: _pdf, JPEG: _jpeg, PNG: _png, WEBP: _webp, TIFF: accounts.tiff, HEIC: accounts.heic}
