"""What somebody typed into the search box, taken apart: names, a birth date, numbers, telephones, references.

Pure but for what today is. Whatever is typed is a question; only a date that cannot be is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.matching.profile import UNKNOWN_DATE
from icam.calendar import today
from icam.dates import DatePrecision, PartialDate, make_day, western_figures
from icam.identifiers import (
    PREFIXES,
    CaseReference,
    FileNumberKind,
    canonical,
    parse_case_reference,
    plain_phone,
    squeeze,
)
from icam.names import keys_of

FIRST_YEAR = 2000  # of references
SHORTEST_NUMBER = 4

# A date stands apart from other figures: "7.123.456" and "88.03.14-123.45" hold none.
APART, ENDS = r"(?<![\d/.\-])", r"(?![\d/.\-]*\d)"
DAY = re.compile(rf"{APART}(\d{{1,2}})([/.\-])(\d{{1,2}})\2(\d{{4}}){ENDS}")
ISO_DAY = re.compile(rf"{APART}(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){ENDS}")
MONTH = re.compile(rf"{APART}(\d{{1,2}})[/.\-](\d{{4}}){ENDS}")
YEAR = re.compile(rf"{APART}(1[89]\d\d|20\d\d){ENDS}")

DOTTED = [r"\.?".join(label) for label in sorted(set().union(*PREFIXES.values()), key=len, reverse=True)]
LABEL = re.compile(rf"(?<!\w)(?:{'|'.join(DOTTED)})\.?(?:\s*(?:NR|NO|N°))?[\s.:]*(?=\d)", re.IGNORECASE)
FIGURES = re.compile(r"\+?\(?\d[\d ./()\-]*")
NUMBER_PART = re.compile(r"(?:ICAM[\W_]*)?0*([1-9]\d{0,5})", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What is looked for.

    `text` is what was typed; `reference` the one case that is meant, written out; `references` those that a bare
    number may mean, one a year; `numbers` are canonical, of whichever kind; `phones` as `icam.identifiers.plain_phone`.
    """

    text: str
    names: str = ""
    born: PartialDate = UNKNOWN_DATE
    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    reference: str = ""
    references: frozenset[str] = frozenset()

    @property
    def asks_something(self) -> bool:
        return bool(self.names or self.numbers or self.phones or self.references)


def read(text: str) -> Question:
    """The question in `text`. ValidationError when a birth date in it cannot be one."""
    rest = western_figures(text)
    meant = parse_case_reference(rest)
    if meant:
        return Question(text, reference=str(meant), references=frozenset({str(meant)}))
    part = NUMBER_PART.fullmatch(rest.strip())
    born, rest = _born(rest)
    numbers, phones = _numbers(rest)
    names = _names(LABEL.sub(" ", rest))
    if names and born is UNKNOWN_DATE and (found := YEAR.search(rest)):
        born = PartialDate(_not_future(make_day(int(found[1]), 1, 1)), DatePrecision.YEAR)
        numbers -= {found[1]}
    return Question(
        text,
        names="" if part else names,
        born=born,
        numbers=frozenset(numbers),
        phones=frozenset(phones),
        references=frozenset(_each_year(int(part[1]))) if part else frozenset(),
    )


def _each_year(number: int) -> Iterable[str]:
    return (str(CaseReference(year, number)) for year in range(FIRST_YEAR, today().year + 1))


def _born(text: str) -> tuple[PartialDate, str]:
    """The date in the text, and the text without it."""
    if found := DAY.search(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := ISO_DAY.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := MONTH.search(text)) and 1 <= int(found[1]) <= 12 and keys_of(text):
        first = _not_future(make_day(int(found[2]), int(found[1]), 1))
        return PartialDate(first, DatePrecision.MONTH), MONTH.sub(" ", text, count=1)
    else:
        return UNKNOWN_DATE, text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return PartialDate(_not_future(make_day(year, month, day)), DatePrecision.DAY), rest


def _not_future(day: date) -> date:
    if day > today():
        raise ValidationError(_("A birth date cannot lie in the future."), code="future")
    return day


def _numbers(text: str) -> tuple[set[str], set[str]]:
    """Every run of figures, and what else has figures in it, as file numbers and as telephone numbers."""
    runs = [run[0] for run in FIGURES.finditer(text)]
    words = [word for word in text.split() if any(map(str.isdigit, word))]
    found = {squeeze(run) for run in (*runs, *words)}
    if runs:
        found |= {canonical(kind, text) for kind in FileNumberKind}
        found |= {canonical(kind, word) for kind in FileNumberKind for word in words}
    numbers = {number for number in found if len(number) >= SHORTEST_NUMBER and any(map(str.isdigit, number))}
    return numbers, {plain_phone(run) for run in runs} - {""}


def _names(text: str) -> str:
    """The words without figures in them, when there is a letter in them."""
    words = [word for word in text.split() if not any(map(str.isdigit, word))]
    names = " ".join(words).strip(" ,;:+()/-.")
    return names if keys_of(names) else ""
