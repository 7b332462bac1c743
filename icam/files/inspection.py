"""What a file is, told by its bytes, and whether it is taken."""

import codecs
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog
from django.utils.translation import gettext_lazy as _

from icam.files import archives, kinds
from icam.files.kinds import FileKind
from icam.files.receiving import Upload, largest
from icam.files.tails import ends_where_it_should
from icam.files.verdicts import Verdict
from icam.refusals import Refused

PROBE = Path(__file__).with_name("probe.py")
PATIENCE = 30  # seconds
CHUNK = 1024 * 1024
NAME_LENGTH = 120
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control, format (direction among them), halves, private, none
JOINERS = "\u200c\u200d"  # invisible, but Persian is wrong without them
MARKUP = re.compile(rb"<script|<html|<!doctype|<svg|<iframe|<\?php|<!entity", re.IGNORECASE)
NOT_PLAIN = (b"%PDF", b"{\\rtf", b"#!", b"<", b"MZ", b"\x7fELF")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SENT_AS_TEXT = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

logger = structlog.get_logger(__name__)


class Unwelcome(Refused):
    """The file is not taken; says why."""

    def __init__(self, verdict: Verdict) -> None:
        named = ", ".join(str(kind.label) for kind in kinds.KINDS)
        super().__init__(str(verdict.label) % {"most": largest() // CHUNK, "kinds": named})
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What a file proved to be."""

    kind: FileKind
    size: int
    sha256: str


def inspect(file: IO[bytes]) -> Told:
    """The kind, size and hash of a file that may be kept. Raises Unwelcome.

    `file` is a real one, with a descriptor: the libraries that open it do so in another process.
    """
    if isinstance(file, Upload):
        if file.too_large or file.too_many:
            raise Unwelcome(Verdict.TOO_LARGE if file.too_large else Verdict.TOO_MANY)
        assert file.file is not None
        file = file.file
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise Unwelcome(Verdict.EMPTY)
    if size > largest():
        raise Unwelcome(Verdict.TOO_LARGE)
    kind = _tell(file, size)
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    return Told(kind, size, digest.hexdigest())


def _tell(file: IO[bytes], size: int) -> FileKind:
    file.seek(0)
    head = file.read(kinds.HEAD)
    kind = kinds.by_beginning(head)
    if kind is None:
        return _tell_by_inside(file, head, size)
    if not ends_where_it_should(file, kind, size) or _is_two(file, head, kind):
        raise Unwelcome(Verdict.POLYGLOT)
    if kind is not kinds.HEIC:
        _open_elsewhere(file, "pdf" if kind is kinds.PDF else "picture")
    return kind


def _tell_by_inside(file: IO[bytes], head: bytes, size: int) -> FileKind:
    """Office files by their table of contents, plain text by having nothing but text."""
    if head.startswith(kinds.OLD_OFFICE):
        raise Unwelcome(Verdict.OLD_OFFICE)
    if not head.startswith(kinds.ZIP):
        return _plain(file, head)
    found = archives.look_through(file, size)
    if isinstance(found, Verdict):
        raise Unwelcome(found)
    return found


def _is_two(file: IO[bytes], head: bytes, kind: FileKind) -> bool:
    """Whether another reader would take the file for something else: an archive, a PDF, a web page."""
    file.seek(0)
    if zipfile.is_zipfile(file) or b"%PDF-" in head[1:]:
        return True
    if kind is kinds.PDF:
        return bool(MARKUP.search(head))
    before = b""
    for chunk in _chunks(file):
        if MARKUP.search(before + chunk):
            return True
        before = chunk[-16:]
    return False


def _plain(file: IO[bytes], head: bytes) -> FileKind:
    """Text of any language without anything that a browser or a shell would run."""
    file.seek(0)
    data = file.read()
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(NOT_PLAIN) or MARKUP.search(data) or MARKUP.search(data.replace(b"\x00", b"")):
        raise Unwelcome(Verdict.UNKNOWN)
    text = _decoded(data)
    if text is None or INVISIBLE.search(text):
        raise Unwelcome(Verdict.UNKNOWN)
    return kinds.TEXT


def _decoded(data: bytes) -> str | None:
    marked = next((encoding for mark, encoding in SENT_AS_TEXT if data.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _open_elsewhere(file: IO[bytes], how: str) -> None:
    """Has the file opened by the library for its kind, in a process that may fail without harm. Raises Unwelcome."""
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROBE), how], stdin=file.fileno(), capture_output=True, timeout=PATIENCE,
            check=False, cwd="/", env={"PATH": os.defpath},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unwelcome(Verdict.TOO_COMPLEX) from None
    answer = done.stdout.decode("ascii", errors="replace").strip()
    if done.returncode or answer not in {"fine", *Verdict.values}:
        logger.warning("probe_ended", how=how, status=done.returncode)
        raise Unwelcome(Verdict.TOO_COMPLEX)
    if answer != "fine":
        raise Unwelcome(Verdict(answer))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(CHUNK), b"")


# Names ----------------------------------------------------------------------------------------------------------------


def shown_name(name: str) -> str:
    """The name that a file came with, without folders and without signs that nobody can see."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    signs = (sign for sign in text if unicodedata.category(sign) not in HIDDEN or sign in JOINERS)
    return " ".join("".join(signs).split()).strip(". ")[: 2 * NAME_LENGTH]


def clean_name(name: str, kind: FileKind) -> str:
    """`shown_name`, ending as files of that kind do: "invoice.exe" that is a PDF becomes "invoice.exe.pdf"."""
    words = shown_name(name)
    stem, dot, suffix = words.rpartition(".")
    if not (dot and stem and f".{suffix.lower()}" in kind.suffixes):
        stem, suffix = words, kind.suffixes[0].removeprefix(".")
    return f"{stem[:NAME_LENGTH].rstrip('. ') or 'document'}.{suffix}"


ACCEPTED = ",".join(suffix for kind in kinds.KINDS for suffix in kind.suffixes[:2])
TAKEN = _("PDF, pictures (JPEG, PNG, TIFF, WebP, HEIC), office files (docx, xlsx, odt, ods) or plain text.")
