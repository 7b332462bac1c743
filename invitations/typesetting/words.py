"""The whole vocabulary of an invitation letter, and what is refused before a line is set.

No database here: a service reads the case and fills in `Words`; from there on a letter is a pure function.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam.calendar import ZONE

RETURN, TRANSFER = TRACKS = ("return", "transfer")  # Aliens Act art. 74/24 and art. 74/25

ADDRESS_LINES = 5  # what a window envelope shows
LONGEST = 160  # characters; what is shorter but still too wide is found when the page is laid out
LETTER_REFERENCE = re.compile(r"[0-9A-Z-]{1,20}")  # what a QR code of 21 modules holds

JOINERS = "\u200c\u200d"  # invisible, but Persian and several Indic names are wrong without them
FORBIDDEN = {
    "Cc",
    "Cf",
    "Cn",
    "Co",
    "Cs",
    "Zl",
    "Zp",
}  # control, format (bidi among them), unassigned, private, surrogate


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every value that a first invitation may print, as plain data; the letter's language decides how it is written.

    An empty value is a hole: the letter is not made. `directions`, `called`, `minors` and `template_version` alone may
    stay empty.
    """

    language: str = ""  # fr, nl, de or en
    track: str = ""  # "return" or "transfer"
    letter_reference: str = ""  # opaque; all that the QR code holds
    case_reference: str = ""
    letter_date: date | None = None
    addressee: tuple[str, ...] = ()  # name and address as they stand in the window
    salutation: str = ""  # without the comma: "Madame"
    called: tuple[str, ...] = ()  # the names of the adults called in, when the letter concerns more than one person
    minors: tuple[str, ...] = ()  # the names of the minors who live with them
    annex: str = ""  # the paper that holds the decision, in the letter's language: "annexe 13"
    notified_on: date | None = None
    appointment_at: datetime | None = None  # with its time zone
    minutes: int | None = None  # how long the interview is expected to take
    office: str = ""
    street: str = ""
    locality: str = ""  # postcode and municipality
    directions: str = ""  # floor, entrance
    desk: str = ""  # "4", or a name of its own
    region: str = ""
    coach: str = ""
    phone: str = ""
    email: str = ""
    move_by: date | None = None  # the last day on which another date may be asked
    dpo: str = ""  # where the data protection officer is written to
    legal_aid: str = ""  # the legal aid office, as it is called where the person lives
    template_version: str = ""  # the approved version; empty takes the one in force


OPTIONAL = frozenset({"directions", "called", "minors", "template_version"})

LABELS: Mapping[str, Promise] = {
    "language": gettext_lazy("Language of the letter"),
    "track": gettext_lazy("Legal track"),
    "letter_reference": gettext_lazy("Letter reference"),
    "case_reference": gettext_lazy("Case reference"),
    "letter_date": gettext_lazy("Date of the letter"),
    "addressee": gettext_lazy("Name and address"),
    "salutation": gettext_lazy("Salutation"),
    "called": gettext_lazy("Adults called in"),
    "minors": gettext_lazy("Minors who live with them"),
    "annex": gettext_lazy("Annex of the decision"),
    "notified_on": gettext_lazy("Date the decision was notified"),
    "appointment_at": gettext_lazy("Date and time of the appointment"),
    "minutes": gettext_lazy("Expected duration"),
    "office": gettext_lazy("Name of the office"),
    "street": gettext_lazy("Street of the office"),
    "locality": gettext_lazy("Postcode and municipality of the office"),
    "directions": gettext_lazy("Floor and directions"),
    "desk": gettext_lazy("Desk"),
    "region": gettext_lazy("Region"),
    "coach": gettext_lazy("Name of the coach"),
    "phone": gettext_lazy("Telephone of the office"),
    "email": gettext_lazy("E-mail of the office"),
    "move_by": gettext_lazy("Last day to ask for another date"),
    "dpo": gettext_lazy("Contact for data protection"),
    "legal_aid": gettext_lazy("Legal aid office"),
    "template_version": gettext_lazy("Version of the text"),
}


def label(name: str) -> str:
    """What the office calls the word `name`, in the language of the page."""
    return str(LABELS[name])


class WordsRefused(ValueError):
    """These words make no letter. `names` says which ones; str() is a sentence for the person who must mend it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class MissingWords(WordsRefused):
    """The letter would have holes."""

    def __str__(self) -> str:
        return _("The letter cannot be made. Missing: %(words)s.") % {"words": ", ".join(label(n) for n in self.names)}


class UnfitWords(WordsRefused):
    """A word is there, but cannot be printed. `reasons` holds one sentence per word."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(tuple(reasons))
        self.reasons = dict(reasons)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.reasons,)

    def __str__(self) -> str:
        told = "; ".join(f"{label(name)}: {reason}" for name, reason in self.reasons.items())
        return _("The letter cannot be made. %(reasons)s") % {"reasons": told}


def missing(words: Words) -> list[str]:
    """The names of the words that are not there, in the order of the letter."""
    return [f.name for f in fields(words) if f.name not in OPTIONAL and _is_hole(getattr(words, f.name))]


def _is_hole(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return not any(str(line).strip() for line in value)
    return value is None


def unfit(words: Words) -> dict[str, str]:
    """Why words that are there cannot be printed: {name: sentence}. What only the layout knows is not in here."""
    found: dict[str, str] = {}
    for check in (_told_by_characters, _told_by_length, _told_by_form, _told_by_dates):
        for name, reason in check(words):
            found.setdefault(name, reason)
    return found


def require(words: Words) -> None:
    """Raises MissingWords or UnfitWords unless these words may be laid out."""
    if names := missing(words):
        raise MissingWords(tuple(names))
    if reasons := unfit(words):
        raise UnfitWords(reasons)


def strings(words: Words) -> Iterator[tuple[str, str]]:
    """Every piece of text among the words, with its name; an address gives its lines one by one."""
    for field in fields(words):
        value = getattr(words, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield field.name, text


def _told_by_characters(words: Words) -> Iterator[tuple[str, str]]:
    for name, text in strings(words):
        for char in text:
            if char not in JOINERS and unicodedata.category(char) in FORBIDDEN:
                yield name, _("holds a character that cannot be printed (U+%(code)04X).") % {"code": ord(char)}


def _told_by_length(words: Words) -> Iterator[tuple[str, str]]:
    for name, text in strings(words):
        if len(text) > LONGEST:
            yield (
                name,
                _("is too long: %(count)d characters of at most %(most)d.") % {"count": len(text), "most": LONGEST},
            )
    if len(words.addressee) > ADDRESS_LINES:
        yield "addressee", too_many_lines(len(words.addressee))
    if any(not line.strip() for line in words.addressee):
        yield "addressee", _("has an empty line.")


def too_many_lines(count: int) -> str:
    """The sentence for an address that the window cannot show whole."""
    return _("takes %(count)d lines, more than the window of the envelope shows.") % {"count": count}


def _told_by_form(words: Words) -> Iterator[tuple[str, str]]:
    if words.track not in TRACKS:
        yield "track", _("is neither return nor transfer.")
    if not LETTER_REFERENCE.fullmatch(words.letter_reference):
        yield "letter_reference", _("must be at most 20 capitals, figures and hyphens.")
    if words.minutes is not None and not 5 <= words.minutes <= 480:
        yield "minutes", _("must lie between 5 minutes and 8 hours.")
    if words.appointment_at is not None and words.appointment_at.tzinfo is None:
        yield "appointment_at", _("has no time zone.")


def _told_by_dates(words: Words) -> Iterator[tuple[str, str]]:
    if not (words.letter_date and words.notified_on and words.move_by and words.appointment_at):
        return
    if words.notified_on > words.letter_date:
        yield "notified_on", _("is after the date of the letter.")
    if words.move_by < words.letter_date:
        yield "move_by", _("is before the date of the letter.")
    if words.move_by > words.appointment_at.astimezone(ZONE).date():
        yield "move_by", _("is after the appointment.")
