"""The texts of the first invitation: one TOML file per language under static/letters/texts/.

A text is checked whole when it is read: a missing or unknown key, a placeholder that is misspelt, absent or out of
place, or a duty block without the law in it is a TextError that names file and key. A broken text never makes a letter.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from icam.pdf import ROOT
from invitations.typesetting.words import TRACKS

FOLDER = ROOT / "texts"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
BEFORE_MARK = re.compile(r" (?=[?!:;»])")

DUTIES = 9  # Aliens Act art. 74/22 §1
LAW = {  # articles that must stand in the mandatory block, by key and track
    ("duty_intro", "return"): ("74/22",),
    ("duty_intro", "transfer"): ("74/22",),
    ("conseq", "return"): ("74/26", "74/27", "74/28"),
    ("conseq", "transfer"): ("74/25", "74/26", "74/27", "74/28"),
}

WITHOUT = frozenset[str]()
LINES: Mapping[str, frozenset[str]] = {  # one line of text each, with exactly these placeholders
    **dict.fromkeys(["unreviewed", "preview", "page", "org", "dept", "closing", "conseq"], WITHOUT),
    **dict.fromkeys(["case", "letter", "coach", "desk", "date", "appt_date", "appt_time", "appt_place"], WITHOUT),
    **dict.fromkeys(["subject", "bring_title", "bring_note", "move_title", "duty_title", "duty_intro"], WITHOUT),
    "return_line": frozenset({"street", "locality", "letter_reference"}),
    "desk_number": frozenset({"desk"}),
    "greeting": frozenset({"salutation"}),
    "concerns": frozenset({"called"}),
    "with_minors": frozenset({"minors"}),
    "about": frozenset({"duration"}),
    "hour": WITHOUT,
    "hours": frozenset({"hours"}),
    "minutes": frozenset({"minutes"}),
    "hours_minutes": frozenset({"hours", "minutes"}),
    "phone": frozenset({"phone"}),
    "email": frozenset({"email"}),
    "quote": frozenset({"letter_reference"}),
    "signed": frozenset({"coach"}),
    "move": frozenset({"move_by"}),
}
LISTS: Mapping[str, tuple[int, frozenset[str]]] = {  # so many lines, these placeholders among them
    "bring": (4, WITHOUT),
    "duties": (DUTIES, WITHOUT),
    "intro": (2, frozenset({"annex", "notified_on"})),
    "rights": (3, frozenset({"legal_aid", "dpo"})),
}
PHRASES = frozenset({"hour", "hours", "minutes", "hours_minutes"})  # said in pieces, never a place of their own
OF_TRACK = frozenset({"intro", "move", "conseq"})  # what the two tracks say differently
HEADER = {"lang": str, "dir": str, "name": str, "version": str, "reviewed": bool, "formats": dict}
FORMATS, MAY_FORMATS = {"day", "date"}, {"day_of_first", "date_of_first"}


class TextError(ValueError):
    """A text file that no letter may be made from."""


@dataclass(frozen=True, slots=True)
class Text:
    """The checked text of one language and track, ready to be filled in."""

    language: str
    direction: str
    reviewed: bool
    version: str  # declared, and the first eight digits of the file's SHA-256: "1-3fa9c2d1"
    formats: Mapping[str, str]
    parts: Mapping[str, Any]

    def phrase(self, key: str, **values: str) -> str:
        """One line, filled in."""
        filled: SafeString = _fill(self.parts[key], values)
        return filled

    def fill(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Every part as markup: the values are escaped, **bold** is bold, nothing else is special."""
        return {key: _fill(part, values) for key, part in self.parts.items() if key not in PHRASES}


def languages() -> tuple[str, ...]:
    """The languages that have a text, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def text(language: str, track: str) -> Text:
    """The text of that language and track. Raises TextError, KeyError for a language without a file."""
    if language not in languages():
        raise KeyError(language)
    return read(FOLDER / f"{language}.toml", track)


def version_in_force(language: str) -> str:
    """The version that a letter drafted now in that language would be made from."""
    return text(language, TRACKS[0]).version


def read(path: Path, track: str) -> Text:
    """Reads and checks one file. Raises TextError that names the file and the key."""
    data = path.read_bytes()
    try:
        raw = tomllib.loads(data.decode())
    except ValueError as error:
        raise TextError(f"{path.name}: {error}") from error
    if faults := [*_faults(raw, path.stem)]:
        raise TextError(f"{path.name}: {'; '.join(faults)}")
    parts = {key: _ready(value) for key, value in {**raw, **raw[track]}.items() if key in LINES or key in LISTS}
    version = f"{raw['version']}-{hashlib.sha256(data).hexdigest()[:8]}"
    return Text(raw["lang"], raw["dir"], raw["reviewed"], version, raw["formats"], parts)


def _faults(raw: Mapping[str, Any], language: str) -> Iterator[str]:
    shared = (LINES.keys() | LISTS.keys()) - OF_TRACK
    yield from _keys(raw, shared | HEADER.keys() | set(TRACKS), "")
    for key, kind in HEADER.items():
        if key in raw and not isinstance(raw[key], kind):
            yield f"{key} must be {kind.__name__}"
    if raw.get("lang") != language or raw.get("dir") not in {"ltr", "rtl"}:
        yield "lang must be the file's name, dir ltr or rtl"
    if isinstance(formats := raw.get("formats"), dict) and not FORMATS <= formats.keys() <= FORMATS | MAY_FORMATS:
        yield f"formats must hold {sorted(FORMATS)} and may hold {sorted(MAY_FORMATS)}"
    for key in sorted(shared & raw.keys()):
        yield from _part_faults(key, raw[key], key)
    for track in TRACKS:
        table = raw.get(track)
        if isinstance(table, dict):
            yield from _keys(table, OF_TRACK, f"{track}.")
            for key in sorted(OF_TRACK & table.keys()):
                yield from _part_faults(key, table[key], f"{track}.{key}")
            yield from _law_faults({**raw, **table}, track)


def _keys(table: Mapping[str, Any], expected: frozenset[str] | set[str], prefix: str) -> Iterator[str]:
    for key in sorted(expected - table.keys()):
        yield f"{prefix}{key} is missing"
    for key in sorted(table.keys() - expected):
        yield f"{prefix}{key} is not a key of this letter"


def _part_faults(key: str, value: Any, name: str) -> Iterator[str]:
    lines = [*_lines(value)]
    if key in LISTS:
        count, expected = LISTS[key]
        if not isinstance(value, list) or len(value) != count:
            yield f"{name} must have {count} entries"
    else:
        expected = LINES[key]
        if not isinstance(value, str):
            yield f"{name} must be text"
    if not lines or any(not isinstance(line, str) or not line.strip() for line in lines):
        yield f"{name} has an empty line"
        return
    used = {found for line in lines for found in PLACEHOLDER.findall(line)}
    for word in sorted(used ^ expected):
        yield f"{name}: {{{word}}} {'is not a word of this key' if word in used else 'is missing'}"
    bare = "".join(PLACEHOLDER.sub("", BOLD.sub(r"\1", line)) for line in lines)
    if set("{}*") & set(bare):
        yield f"{name}: a brace or asterisk has no partner"


def _law_faults(table: Mapping[str, Any], track: str) -> Iterator[str]:
    for (key, of_track), articles in LAW.items():
        for article in articles:
            if of_track == track and article not in str(table.get(key, "")):
                yield f"{track}: {key} does not name article {article}"


def _lines(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for entry in value:
            yield from _lines(entry)
    else:
        yield value


def _ready(value: Any) -> Any:
    """Escaped once, with the bold marked and no line beginning with a French mark; the placeholders stay."""
    if isinstance(value, list):
        return tuple(_ready(entry) for entry in value)
    return BOLD.sub(r"<b>\1</b>", escape(BEFORE_MARK.sub("\u00a0", value)))


def _fill(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, tuple):
        return tuple(_fill(entry, values) for entry in part)
    return _markup(PLACEHOLDER.sub(lambda found: conditional_escape(values[found[1]]), part))


def _markup(escaped: str) -> SafeString:
    return mark_safe(escaped)  # noqa: S308  # text and values were escaped above; only <b> is ours
