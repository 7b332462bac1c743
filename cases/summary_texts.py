"""The texts of the person's own summary: one TOML file per language under static/letters/summaries/.

A file is checked whole when it is read: a key too many or too few, a placeholder that is misspelt, or a duty block
without the law in it is a TextError that names file and key. A broken text never makes a paper.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cases.enums import InterviewMode, LegalStep, Track
from cases.enums.talks import AgreementOwner, OptionKind
from icam.languages import Language, language
from icam.pdf import ROOT

FOLDER = ROOT / "summaries"
FALLBACK = "en"  # where a language has no text of its own
NEAREST = {"prs": "fa"}  # Dari and Farsi share their written language
PLACEHOLDER = re.compile(r"\{(\w*)\}")
RIGHTS = 4

LINES: Mapping[str, frozenset[str]] = {  # one line each, with exactly these placeholders
    **dict.fromkeys(["unreviewed", "page", "org", "title", "sub", "coach", "interpreter", "with_you"], frozenset()),
    **dict.fromkeys(["done_title", "said_title", "concluded_title", "options_title", "agreed_title"], frozenset()),
    **dict.fromkeys(["what", "who", "by", "next_title", "time", "place", "no_next", "contact_title"], frozenset()),
    **dict.fromkeys(["as_written", "duty_title", "duty", "rights_title", "disagree", "received"], frozenset()),
    "interview_of": frozenset({"day"}),
    "duty_done": frozenset({"language"}),
    "about": frozenset({"minutes"}),
    "contact": frozenset({"coach"}),
    "signed": frozenset({"coach"}),
}
TABLES: Mapping[str, frozenset[str]] = {
    "steps": frozenset(LegalStep.values),
    "options": frozenset(OptionKind.values),
    "owner": frozenset(AgreementOwner.values),
    "modes": frozenset(InterviewMode.values) - {InterviewMode.OFFICE.value},
    "conseq": frozenset(Track.values),
}
HEADER = frozenset({"lang", "dir", "name", "version", "reviewed", "rights"})
LAW = {"duty": ("74/22",), "conseq.return": ("74/26", "74/27", "74/28"), "conseq.transfer": ("74/25", "74/26")}


class TextError(ValueError):
    """A text file that no summary may be made from."""


@dataclass(frozen=True, slots=True)
class SummaryText:
    """The checked text of one language. `version` is declared, with the first digits of the file's SHA-256."""

    language: Language
    reviewed: bool
    version: str
    words: Mapping[str, Any]

    def phrase(self, key: str, **values: str) -> str:
        """One line, filled in; whoever prints it escapes it."""
        return str(self.words[key]).format(**values)


def languages() -> tuple[str, ...]:
    """The languages that have a text, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def nearest(code: str) -> str:
    """The language of the text for somebody who speaks `code`: its own, a near one, or else English."""
    own = NEAREST.get(code, code)
    return own if own in languages() else FALLBACK


@cache
def text(code: str) -> SummaryText:
    """The text of a language. Raises TextError, KeyError for a language without a file."""
    if code not in languages():
        raise KeyError(code)
    return read(FOLDER / f"{code}.toml")


def read(path: Path) -> SummaryText:
    """Reads and checks one file. Raises TextError that names the file and the key."""
    data = path.read_bytes()
    try:
        words = tomllib.loads(data.decode())
    except ValueError as error:
        raise TextError(f"{path.name}: {error}") from error
    if faults := [*_faults(words, path.stem)]:
        raise TextError(f"{path.name}: {'; '.join(faults)}")
    version = f"{words['version']}-{hashlib.sha256(data).hexdigest()[:8]}"
    return SummaryText(language(path.stem), words["reviewed"], version, words)


def _faults(words: dict[str, Any], code: str) -> Iterator[str]:
    wanted = HEADER | set(LINES) | set(TABLES)
    yield from (f"{key} is missing" for key in sorted(wanted - words.keys()))
    yield from (f"{key} is not known" for key in sorted(words.keys() - wanted))
    if wanted != words.keys():
        return
    if (words["lang"], words["dir"]) != (code, language(code).direction):
        yield "lang and dir do not go with the name of the file"
    yield from _line_faults(words)
    for table, keys in TABLES.items():
        if words[table].keys() != keys:
            yield f"{table} does not have the keys {', '.join(sorted(keys))}"
    if len(words["rights"]) != RIGHTS:
        yield f"rights are {RIGHTS}"
    for place, articles in LAW.items():
        key, _, track = place.partition(".")
        told = words[key].get(track, "") if track else words[key]
        yield from (f"{place} does not name article {article}" for article in articles if article not in told)


def _line_faults(words: dict[str, Any]) -> Iterator[str]:
    for key, placeholders in LINES.items():
        if not str(words[key]).strip():
            yield f"{key} is empty"
        elif set(PLACEHOLDER.findall(words[key])) != placeholders:
            yield f"{key} does not have the placeholders {sorted(placeholders)}"
