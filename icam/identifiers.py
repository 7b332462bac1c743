"""Numbers by which a person, a case or a letter is known: how they are written, compared and read back.

Numbers of other authorities are kept as written and never refused: a check digit that fails is said, not enforced,
because the paper in the person's hand may be wrong and is still the paper in their hand.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.be import bis, nn
from stdnum.exceptions import InvalidLength, ValidationError


class FileNumberKind(TextChoices):
    """Whose number it is. SP and OV are the French and the Dutch name of the Office's one file number."""

    SP = "SP", _("SP number (Immigration Office)")
    OV = "OV", _("OV number (Immigration Office)")
    CGRS = "CGRS", _("CGRS number (asylum authority)")
    CALL = "CALL", _("CALL number (appeal court)")
    FEDASIL = "FEDASIL", _("Fedasil number (reception)")
    NN = "NN", _("National Register number")
    BIS = "BIS", _("BIS number (social security)")
    OTHER = "OTHER", _("Other number")


class NumberWarning(TextChoices):
    """What is odd about a number that is nevertheless kept as written."""

    NONE = "", _("Nothing odd")
    CHECK_FAILS = "check_fails", _("As written, the check digits do not fit. Please compare with the document.")
    WRONG_LENGTH = "wrong_length", _("As written, the number is too short or too long for its kind.")
    NOT_DIGITS = "not_digits", _("As written, the number has other signs than digits.")
    WRONG_KIND = "wrong_kind", _("As written, this looks like a number of another kind.")


# What people write before the number itself, by kind.
PREFIXES: dict[FileNumberKind, tuple[str, ...]] = {
    FileNumberKind.SP: ("SP", "OV"),
    FileNumberKind.OV: ("OV", "SP"),
    FileNumberKind.CGRS: ("CGRS", "CGRA", "CGVS"),
    FileNumberKind.CALL: ("CALL", "CCE", "RVV"),
    FileNumberKind.FEDASIL: ("FEDASIL",),
    FileNumberKind.NN: ("NISS", "INSZ", "RRN", "NN", "RN", "RR"),
    FileNumberKind.BIS: ("BIS", "NISS", "INSZ"),
    FileNumberKind.OTHER: ("NR",),
}
# Only in front of a digit, so that a number that begins with letters of its own keeps them.
PREFIX_PATTERNS = {
    kind: re.compile(rf"^(?:(?:{'|'.join(words)})(?:NR|NO|N)?)+(?=[0-9]|$)") for kind, words in PREFIXES.items()
}
IMMIGRATION_OFFICE = frozenset({FileNumberKind.SP, FileNumberKind.OV})
NATIONAL = frozenset({FileNumberKind.NN, FileNumberKind.BIS})


# Numbers of other authorities ---------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Upper case, compatibility forms folded, and the digits of every script as 0 to 9."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in folded)


def squeeze(text: str) -> str:
    """Letters and digits only: what two writings of one number have in common."""
    return "".join(sign for sign in plain(text) if sign.isalnum())


def canonical(kind: str, as_written: str) -> str:
    """The form by which numbers of one kind are compared and found; empty when nothing but decoration was written.

    "S.P. 1.234.567", "sp1234567" and "1 234 567" are one number.
    """
    return PREFIX_PATTERNS[FileNumberKind(kind)].sub("", squeeze(as_written))


def same_file(kind: str) -> frozenset[FileNumberKind]:
    """The kinds under which the same number means the same file."""
    asked = FileNumberKind(kind)
    return IMMIGRATION_OFFICE if asked in IMMIGRATION_OFFICE else frozenset({asked})


def check(kind: str, as_written: str) -> NumberWarning:
    """What is odd about the number; NumberWarning.NONE when nothing is, or when the kind has no known form."""
    asked, number = FileNumberKind(kind), canonical(kind, as_written)
    if asked in IMMIGRATION_OFFICE:
        return _check_office_number(number)
    if asked in NATIONAL:
        return _check_national(asked, number)
    return NumberWarning.NONE


def _check_office_number(number: str) -> NumberWarning:
    if not number.isdecimal():
        return NumberWarning.NOT_DIGITS
    return NumberWarning.NONE if 6 <= len(number) <= 8 else NumberWarning.WRONG_LENGTH


def _check_national(kind: FileNumberKind, number: str) -> NumberWarning:
    mine, other = (nn, bis) if kind is FileNumberKind.NN else (bis, nn)
    if not number.isdecimal():
        return NumberWarning.NOT_DIGITS
    try:
        mine.validate(number)
    except InvalidLength:
        return NumberWarning.WRONG_LENGTH
    except ValidationError:
        return NumberWarning.WRONG_KIND if other.is_valid(number) else NumberWarning.CHECK_FAILS
    return NumberWarning.NONE


def warning_text(code: str) -> str | Promise:
    """The sentence for a warning; empty for none."""
    warning = NumberWarning(code)
    return warning.label if warning else ""


# Telephone numbers ---------------------------------------------------------------------------------------------------

BELGIUM = "32"
PHONE_DIGITS = range(8, 16)  # ITU-T E.164: at most 15, the country included


def plain_phone(typed: str) -> str:
    """The digits of a telephone number, country first: "0470 12 34 56" and "+32 (0)470/12.34.56" are 32470123456.

    Empty when it is no number that anybody could dial. What begins with neither + nor 0 is taken as it stands.
    """
    text = plain(typed).strip()
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        digits = BELGIUM + digits[3:] if digits.startswith(f"{BELGIUM}0") else digits
    elif digits.startswith("0"):
        digits = BELGIUM + digits[1:]
    return digits if len(digits) in PHONE_DIGITS else ""


# References of letters ----------------------------------------------------------------------------------------------

# No I, L, O, S and U, which are read as 1, 1, 0, 5 and V; no A and E, so that chance spells no word on a letter.
# 29 signs: a prime, so that the check sign finds every single wrong sign and every two that changed places.
ALPHABET = "0123456789BCDFGHJKMNPQRTVWXYZ"
MISREAD = str.maketrans("ILOSU", "1105V")
BODY_LENGTH = 7


def new_reference(choice: Callable[[str], str] = secrets.choice) -> str:
    """An opaque reference for a letter, such as L-7Q4K-29TX: random, with a check sign at the end.

    There are 29**7 of them; whoever stores one still asks the database whether it is free. Another `choice` is for
    invented letters, which must come out alike each time.
    """
    body = "".join(choice(ALPHABET) for _ in range(BODY_LENGTH))
    return _written(body + _check_sign(body))


def parse_reference(typed: str) -> str | None:
    """The reference as we write it, however it was typed or read aloud; None when it is not one of ours."""
    signs = squeeze(typed)
    if len(signs) == BODY_LENGTH + 2 and signs[0] in "L1I":
        signs = signs[1:]
    signs = signs.translate(MISREAD)
    if len(signs) != BODY_LENGTH + 1 or not set(signs) <= set(ALPHABET):
        return None
    return _written(signs) if _check_sign(signs[:-1]) == signs[-1] else None


def _written(signs: str) -> str:
    return f"L-{signs[:4]}-{signs[4:]}"


def _check_sign(body: str) -> str:
    """The sign that brings the sum of place times value to a multiple of 29."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


# References of cases ------------------------------------------------------------------------------------------------


class CaseReference(NamedTuple):
    """ICAM-2026-000123: the year in which the case was opened and its number in that year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"ICAM-{self.year:04d}-{self.number:06d}"


CASE_REFERENCE = re.compile(
    r"[^\w]*(?P<prefix>[I1L]CAM)?[\W_]*(?P<year>[12][0-9O]{3})(?P<separator>[\W_]*)(?P<number>[0-9OIL]{1,9})[^\w]*",
    re.ASCII,
)


def parse_case_reference(typed: str) -> CaseReference | None:
    """The case meant by "icam 2026 123", "2026-123" or "ICAM2026000123"; None when no case can be meant.

    Without the word ICAM the year must stand apart: "2026123" is more likely a file number of the Office.
    """
    match = CASE_REFERENCE.fullmatch(plain(typed))
    if match is None or not (match["prefix"] or match["separator"]):
        return None
    year, number = int(match["year"].translate(MISREAD)), int(match["number"].translate(MISREAD))
    return CaseReference(year, number) if 2000 <= year <= 2199 and number else None
