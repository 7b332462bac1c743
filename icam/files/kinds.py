"""The kinds of file that are taken, and how each begins. Whatever is not in here is not taken."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is served as, how its name ends, and what people call it."""

    media_type: str
    suffixes: tuple[str, ...]  # the first is ours
    label: str | Promise


PDF = FileKind("application/pdf", (".pdf",), "PDF")
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), "JPEG")
PNG = FileKind("image/png", (".png",), "PNG")
TIFF = FileKind("image/tiff", (".tiff", ".tif"), "TIFF")
WEBP = FileKind("image/webp", (".webp",), "WebP")
HEIC = FileKind("image/heic", (".heic", ".heif"), "HEIC")
_OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind(f"{_OOXML}.wordprocessingml.document", (".docx",), "Word (docx)")
XLSX = FileKind(f"{_OOXML}.spreadsheetml.sheet", (".xlsx",), "Excel (xlsx)")
ODT = FileKind("application/vnd.oasis.opendocument.text", (".odt",), "OpenDocument (odt)")
ODS = FileKind("application/vnd.oasis.opendocument.spreadsheet", (".ods",), "OpenDocument (ods)")
TEXT = FileKind("text/plain", (".txt", ".csv", ".text", ".log", ".md"), _("plain text"))

PICTURES = (JPEG, PNG, TIFF, WEBP)  # what a reader of ours can open; HEIC is told by its boxes alone
OFFICE = (DOCX, XLSX, ODT, ODS)
KINDS = (PDF, *PICTURES, HEIC, *OFFICE, TEXT)

BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # doc, xls, and whatever Office keeps behind a password
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"})
HEAD = 1024  # bytes: what is read to tell a kind, and where readers look for a beginning


def by_beginning(head: bytes) -> FileKind | None:
    """The kind that begins like this at its very first byte; None for an archive, for text and for all others."""
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return HEIC
    return None
