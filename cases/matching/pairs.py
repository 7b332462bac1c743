"""Files of labelled pairs: two persons per row, and whether they are one. Read liberally, refused by row."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django_countries import countries

from cases.matching.profile import UNKNOWN_DATE, Profile
from icam.dates import EARLIEST_YEAR, LATEST_YEAR, DatePrecision, PartialDate, western_figures
from icam.names import words_of
from icam.reference.nationalities import SPECIAL_NATIONALITIES

COLUMNS = ("name_a", "born_a", "country_a", "name_b", "born_b", "country_b", "language", "same")
YES = frozenset({"1", "true", "yes", "y", "t", "same", "oui", "ja", "vrai", "waar", "wahr"})
NO = frozenset({"0", "false", "no", "n", "f", "different", "non", "nee", "nein", "faux", "onwaar", "falsch"})
NOTHING = frozenset({"", "?", "-", "–", "unknown", "none", "null", "nan", "n/a", "na"})
YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?)?)?")
DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})")
ABOUT = re.compile(
    r"^(?:~|≈|±|c\.?|ca\.?|circa|about|around|est\.?|vers|env\.?|omstreeks|etwa|um)\s*(?=\d)", re.IGNORECASE
)
MOST_FAULTS = 20
SPECIAL = {name.casefold(): row.code for row in SPECIAL_NATIONALITIES for name in (row.alpha2, row.names.en) if name}


class BadFile(Exception):
    """The file cannot be read as labelled pairs; the message says where and why, a fault per line."""


@dataclass(frozen=True)
class Pair:
    """A row: its number in the file (the heading is row 1), the two persons and whether they are one."""

    row: int
    a: Profile
    b: Profile
    language: str
    same: bool


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a CSV file; BadFile when it has none or any row of it is wrong."""
    rows = _rows(_text(path))
    _number, heading = next(rows, (1, []))
    columns = [cell.strip().casefold().replace(" ", "_") for cell in heading]
    if not any(columns):
        raise BadFile(f"{path.name} is empty. Its first row must name the columns: {', '.join(COLUMNS)}.")
    if missing := [column for column in COLUMNS if column not in columns]:
        raise BadFile(f"Row 1: these columns are missing: {', '.join(missing)}. Found: {', '.join(columns)}.")
    pairs, faults = [], []
    for number, cells in rows:
        try:
            pairs.append(_pair(number, columns, cells))
        except ValueError as fault:
            faults.append(f"Row {number}: {fault}")
    if faults:
        more = [f"… and {len(faults) - MOST_FAULTS} more rows"] if len(faults) > MOST_FAULTS else []
        raise BadFile("\n".join([*faults[:MOST_FAULTS], *more]))
    if not pairs:
        raise BadFile(f"{path.name} has a heading and no pairs.")
    return pairs


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}.") from error
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise BadFile(
            f"Row {row}: the file is not in UTF-8 (byte {error.start + 1}). Save it as CSV in UTF-8 and try again."
        ) from error
    if "\0" in text:
        raise BadFile(f"{path.name} is no text file: it has zero bytes in it. Save it as CSV in UTF-8.")
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with its number; parted by what the heading is parted by."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(f"Row {number}: {error}.") from error
        if any(cell.strip() for cell in cells):
            yield number, cells


def _pair(number: int, columns: list[str], cells: list[str]) -> Pair:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise ValueError(f"{len(cells)} cells under {len(columns)} columns; a name with a comma in it needs quotes.")
    given = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    if missing := [column for column in ("name_b", "same") if column not in given]:
        raise ValueError(f"the row ends early, before {missing[0]}.")
    return Pair(
        row=number,
        a=_profile(given, "a"),
        b=_profile(given, "b"),
        language=given.get("language", "") or "unknown",
        same=read_same(given["same"]),
    )


def _profile(given: dict[str, str], side: str) -> Profile:
    name = given.get(f"name_{side}", "")
    if not words_of(name):
        raise ValueError(f"name_{side} has no letter in it: “{name[:40]}”.")
    try:
        born = read_born(given.get(f"born_{side}", ""))
    except ValueError as fault:
        raise ValueError(f"born_{side}: {fault}") from fault
    country = read_country(given.get(f"country_{side}", ""))
    return Profile((name,), born, frozenset({country} if country else ()))


def read_same(text: str) -> bool:
    """Whether a cell says yes; ValueError when it says neither yes nor no."""
    said = text.strip().casefold()
    if said not in YES | NO:
        raise ValueError(f"same must be 1 or 0 (or true, false, yes, no), not “{text[:40]}”.")
    return said in YES


def read_born(text: str) -> PartialDate:
    """A birth date with its precision: 1988-03-14, 14/03/1988, 1988-03, 03/1988, 1988, ~1988 or nothing."""
    said = western_figures(text.strip())
    if said.casefold() in NOTHING:
        return UNKNOWN_DATE
    plain = ABOUT.sub("", said)
    about = plain != said or plain.endswith("~")
    plain = plain.rstrip("~ ?")
    if found := YEAR_FIRST.fullmatch(plain):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := DAY_FIRST.fullmatch(plain):
        day, month, year = (int(part or 0) for part in found.groups())
    else:
        raise ValueError(f"“{text[:40]}” is no date; write 1988-03-14, 1988-03, 1988, 14/03/1988 or ~1988.")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"the year of “{text[:40]}” must lie between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"“{text[:40]}” does not exist.") from error
    if about:
        return PartialDate(first, DatePrecision.ESTIMATED)
    return PartialDate(first, DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR)


def read_country(text: str) -> str:
    """The alpha-3 code of a country by code or English name; what nobody knows is kept as written, to be compared."""
    said = text.strip()
    if said.casefold() in NOTHING:
        return ""
    if special := SPECIAL.get(said.casefold()):
        return special
    code = said.upper() if len(said) in {2, 3} else countries.by_name(said)
    return str(countries.alpha3(code)) or said.upper()
