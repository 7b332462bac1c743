"""Office files are ZIP archives: looked through by their table of contents, unpacked nowhere.

Of the entries only the few that say what the file is are read, and of those never more than MANIFEST bytes.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from icam.files.kinds import DOCX, ODS, ODT, XLSX, ZIP, FileKind
from icam.files.verdicts import Verdict

MOST_ENTRIES = 5_000
MOST_BYTES = 300 * 1024 * 1024  # what all entries would take unpacked
MOST_RATIO = 150  # unpacked to packed; text in office files rarely passes 40
SMALL = 1024 * 1024  # a ratio says nothing about less
MANIFEST = 1024 * 1024
PIECE = 16 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, RuntimeError, expat.ExpatError)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCAL_HEADER = 30  # bytes before name and extra field

MAIN_PARTS = {
    f"{DOCX.media_type}.main+xml": DOCX,
    f"{XLSX.media_type.removesuffix('.sheet')}.sheet.main+xml": XLSX,
}
ODF = {ODT.media_type: ODT, ODS.media_type: ODS}
ACTIVE = re.compile(
    r"vba|macro|activex|oleobject|customui|^basic/|^scripts/|\.(?:exe|dll|js|vbs|jar|class|html?|bat|cmd|ps1|scr|lnk)$",
    re.IGNORECASE,
)
NESTED = re.compile(
    r"\.(?:zip|7z|rar|gz|bz2|xz|tar|cab|iso|docx?|docm|xlsx?|xlsm|pptx?|od[tspg]|pdf|bin)$|^word/embeddings/|^xl/embeddings/",
    re.IGNORECASE,
)
HARMLESS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)  # Excel writes one for each sheet
TYPES = "[content_types].xml"


def look_through(file: IO[bytes], size: int) -> FileKind | Verdict:
    """The kind of office file this is, or what stands against it."""
    try:
        with zipfile.ZipFile(file) as archive:
            against = next(filter(None, _against(archive, file, size)), None)
            return against or _kind_of(archive)
    except DAMAGED:
        return Verdict.BROKEN


def _against(archive: zipfile.ZipFile, file: IO[bytes], size: int) -> Iterator[Verdict | None]:
    entries = archive.infolist()
    yield Verdict.BOMB if len(entries) > MOST_ENTRIES else None
    yield Verdict.BROKEN if any(entry.compress_type not in METHODS for entry in entries) else None
    yield Verdict.ENCRYPTED if any(entry.flag_bits & 0x1 for entry in entries) else None
    yield None if _is_whole(archive, entries, file, size) else Verdict.POLYGLOT
    yield Verdict.BOMB if _swells(entries) else None
    names = [entry.filename for entry in entries]
    yield Verdict.BROKEN if len(set(names)) < len(names) or any(_leads_out(name) for name in names) else None
    yield Verdict.ACTIVE if any(ACTIVE.search(name) for name in names) else None
    yield Verdict.NESTED if any(NESTED.search(name) and not HARMLESS.search(name) for name in names) else None


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name


def _swells(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether unpacking would cost more than a document ever needs, by what the table of contents says."""
    big = (entry for entry in entries if entry.file_size > SMALL)
    return sum(entry.file_size for entry in entries) > MOST_BYTES or any(
        entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in big
    )


def _is_whole(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: IO[bytes], size: int) -> bool:
    """Whether the entries lie one behind the other from byte 0 to the table, the table to the end, and agree with it.

    Anything before, between or behind is another file; entries that overlap are a bomb.
    """
    place = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        file.seek(entry.header_offset)
        header = file.read(LOCAL_HEADER)
        if (
            len(header) < LOCAL_HEADER
            or header[:4] != ZIP
            or not 0 <= entry.header_offset - place <= _descriptor(place)
        ):
            return False
        flags, name_length, extra_length = struct.unpack_from("<6xH18xHH", header)
        name = file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
        if name != entry.orig_filename:
            return False
        place = entry.header_offset + LOCAL_HEADER + name_length + extra_length + entry.compress_size
    return (
        place <= archive.start_dir <= place + _descriptor(place) and archive.comment == b"" and _table_ends(file, size)
    )


def _descriptor(place: int) -> int:
    """How many bytes may lie before an entry: sizes written behind the one before, none before the first."""
    return 24 if place else 0


def _table_ends(file: IO[bytes], size: int) -> bool:
    """Whether the record at the end of the archive is the end of the file, and counts from byte 0."""
    file.seek(max(0, size - 22))
    record = file.read(22)
    if record[:4] != b"PK\x05\x06":
        return False
    length, offset = struct.unpack_from("<12xII", record)
    return bool(offset == 0xFFFFFFFF or size - 22 - 76 <= length + offset <= size - 22)


def _kind_of(archive: zipfile.ZipFile) -> FileKind | Verdict:
    names = set(archive.namelist())
    if any(name.lower() == TYPES for name in names):
        return _kind_of_ooxml(archive, names)
    if "mimetype" in names:
        return _kind_of_odf(archive, names)
    return Verdict.UNKNOWN


def _kind_of_ooxml(archive: zipfile.ZipFile, names: set[str]) -> FileKind | Verdict:
    """The names of parts mean the same in capitals, so two that differ by those alone are one too many."""
    said = {name.lower(): name for name in names if name.lower() == TYPES or name.lower().endswith(".rels")}
    if len({name.lower() for name in names}) < len(names):
        return Verdict.BROKEN
    if any(archive.getinfo(name).file_size > MANIFEST for name in said.values()):
        return Verdict.BOMB
    types = {attributes.get("ContentType", "") for _tag, attributes in _elements(_read(archive, said.pop(TYPES)))}
    if any(word in part.lower() for part in types for word in ("macroenabled", "vbaproject")):
        return Verdict.ACTIVE
    if any(_fetches(_read(archive, name)) for name in said.values()):
        return Verdict.FETCHES
    return next((kind for part, kind in MAIN_PARTS.items() if part in types), Verdict.UNKNOWN)


def _fetches(relations: bytes) -> bool:
    """Whether opening the file would load something from elsewhere; a link that one must click does not."""
    return any(
        attributes.get("TargetMode", "").strip().lower() == "external"
        and not attributes.get("Type", "").endswith("/hyperlink")
        for tag, attributes in _elements(relations)
        if tag.lower() == "relationship"
    )


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small XML file by its name without namespace. ExpatError; ValueError when it has a DTD.

    No office program writes one, and only with one could the file say something else than what stands in it.
    """
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(" ")[2], attributes))
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.Parse(data, True)
    return found


def begins_plainly(part: IO[bytes]) -> None:
    """Read an XML part up to its first element. ValueError when it has a DTD, ExpatError when it is no XML."""
    begun: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _attributes: begun.append(tag)
    parser.StartDoctypeDeclHandler = _refuse_dtd
    while not begun and (piece := part.read(PIECE)):
        parser.Parse(piece, False)
    if not begun:
        parser.Parse(b"", True)


def _refuse_dtd(name: str, *_declared: object) -> None:
    raise ValueError(name)


def _kind_of_odf(archive: zipfile.ZipFile, names: set[str]) -> FileKind | Verdict:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        return Verdict.ENCRYPTED
    content = _read(archive, "content.xml") if "content.xml" in names else b""
    if b"<office:event-listeners" in content or b"<script:event-listener" in content:
        return Verdict.ACTIVE
    return ODF.get(_read(archive, "mimetype").decode("ascii", errors="replace").strip(), Verdict.UNKNOWN)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of an entry, at most MANIFEST bytes of it."""
    with archive.open(name) as entry:
        return entry.read(MANIFEST)
