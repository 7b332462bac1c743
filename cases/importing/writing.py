"""In which encoding a text file was written: known, or guessed and then asked.

Bytes that are UTF-8 with accents in them are hardly ever anything else. All other bytes could be read in several ways,
each giving other letters, so the guess is shown with the names it makes, and somebody confirms it.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.importing.faults import Unreadable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SURE = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
# One byte per sign, the first 128 as in ASCII: commas and quotes stay where they are whichever is chosen.
GUESSES = {
    "cp1252": gettext_lazy("Western Europe, Windows (Windows-1252, Latin-1)"),
    "cp1250": gettext_lazy("Central Europe, Windows (Windows-1250)"),
    "cp1254": gettext_lazy("Turkey, Windows (Windows-1254)"),
    "iso8859-15": gettext_lazy("Western Europe, Unix (Latin-9)"),
    "mac-roman": gettext_lazy("Western Europe, older Macintosh"),
    "cp850": gettext_lazy("Western Europe, DOS (850)"),
}
EXPECTED = frozenset("éèêëàâäáãåæçïîíñôöóõøœûüùúÿßÉÈÊËÀÂÄÁÇÏÎÍÑÔÖÓØŒÛÜÚ’")
SHOWN = 8


@dataclass(frozen=True)
class Writing:
    """An encoding by its Python name, and whether it is certain."""

    code: str
    is_sure: bool


def decode(data: bytes, encoding: str = "") -> tuple[str, Writing]:
    """The text in `data` and how it was written: `encoding` if that is given. Raises Unreadable when it is no text."""
    if encoding:
        return _strictly(data, encoding), Writing(encoding, is_sure=True)
    for mark, code in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], code), Writing(code, is_sure=True)
    if code := _sixteen_bits(data):
        return _strictly(data, code), Writing(code, is_sure=True)
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise Unreadable(
            _("Line %(line)d holds a NUL byte: this is no text file, or it is damaged. Save it again as CSV.")
            % {"line": line}
        )
    try:
        return data.decode("utf-8"), Writing("utf-8", is_sure=True)
    except UnicodeDecodeError:
        code = _likeliest(data)
        return data.decode(code), Writing(code, is_sure=False)


def _strictly(data: bytes, code: str) -> str:
    try:
        return data.decode(code)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("This file is not written in %(code)s. Save it again as CSV UTF-8.") % {"code": SURE.get(code, code)}
        ) from error


def _sixteen_bits(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    start = data[:2000]
    if len(start) < 4 or len(data) % 2:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > 0.4 * len(start) / 2 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(start) / 2 and not odd else ""


def _likeliest(data: bytes) -> str:
    """The encoding that makes most of the letters that West European names have; Windows-1252 when none does better."""
    signs = bytes(byte for byte in data if byte >= 0x80)
    possible = [code for code in GUESSES if _fits(signs, code)]
    if not possible:
        raise Unreadable(_("The letters of this file cannot be read. Save it as CSV UTF-8."))
    return max(possible, key=lambda code: sum(_likely(sign) for sign in signs.decode(code)))


def _fits(signs: bytes, code: str) -> bool:
    try:
        signs.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _likely(sign: str) -> int:
    if sign in EXPECTED:
        return 2
    return 1 if unicodedata.category(sign).startswith("L") else -2


# Asking ---------------------------------------------------------------------------------------------------------------


def again(text: str, was: str, now: str) -> str:
    """`text` as it would have been read in another of the GUESSES. Raises UnicodeError where that is impossible."""
    return text.encode(was).decode(now)


def readings(texts: Iterable[str], was: str) -> Iterator[tuple[str, list[str]]]:
    """Each different way to read all these texts, with a sample of the words in which it makes a difference."""
    every = list(texts)
    words, signs = _with_accents(every), "".join(sorted({sign for text in every for sign in text if sign > "\x7f"}))
    seen: set[str] = set()
    for code in sorted(GUESSES, key=lambda code: code != was):
        try:
            found = again(signs, was, code)
        except UnicodeError:
            continue
        if found not in seen:
            seen.add(found)
            yield code, [again(word, was, code) for word in words]


def _with_accents(texts: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        for word in re.findall(r"\S*[^\x00-\x7f]\S*", text):
            found[word[:40]] = None
            if len(found) == SHOWN:
                return list(found)
    return list(found)
