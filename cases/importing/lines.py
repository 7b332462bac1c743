"""A row of a file, understood: a person, perhaps an order and an address, and what is wrong with any of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.enums import IntakeChannel, MemberRole, Sex, Track
from cases.importing.columns import BY_KEY, NUMBER_KINDS
from cases.importing.rows import Cell, fault_of
from cases.importing.values import Lists, read
from cases.importing.words import folded
from cases.matching import Profile
from cases.matching.profile import UNKNOWN_DATE
from icam.dates import PartialDate
from icam.identifiers import canonical, check, plain_phone, same_file, warning_text

SAME_COLUMNS = (
    "own_script", "own_script_language", "contact_language", "letter_language", "phone",
)  # fmt: skip
CASE = ("track", "target_group", "intake_channel", "office", "coach", "opened_on", "household_kind")


@dataclass(frozen=True)
class Said:
    """A sentence about a row, and the column it is about (empty for the row as a whole)."""

    key: str
    text: str

    def __str__(self) -> str:
        return f"{BY_KEY[self.key].label}: {self.text}" if self.key else self.text

    def as_json(self) -> dict[str, str]:
        return {"column": self.key, "text": self.text}


@dataclass
class Line:
    """A row by its number: values by our columns, what is refused, and what is only worth a look."""

    number: int
    values: dict[str, Any]
    fingerprint: str
    problems: list[Said] = field(default_factory=list)
    warnings: list[Said] = field(default_factory=list)

    def refuse(self, key: str, text: str) -> None:
        self.problems.append(Said(key, text))

    def warn(self, key: str, text: str) -> None:
        self.warnings.append(Said(key, text))

    @property
    def born(self) -> PartialDate:
        born: PartialDate = self.values.get("born") or UNKNOWN_DATE
        return born

    @property
    def names(self) -> tuple[str, str]:
        """Family name and given names; a whole name is cut at its comma, or stands as a family name."""
        if whole := self.values.get("name"):
            family, _comma, given = whole.partition(",")
            return family.strip(), given.strip()
        return self.values.get("family_name", ""), self.values.get("given_names", "")

    @property
    def called(self) -> str:
        return ", ".join(part for part in self.names if part)

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """File numbers as (kind, as written); one that says OV is an OV number."""
        found = [(kind, code) for key, kind in NUMBER_KINDS.items() for code in self.values.get(key, ())]
        return [("OV" if kind == "SP" and code.startswith("OV") else kind, code) for kind, code in found]

    def person(self) -> dict[str, Any]:
        """The columns of Person."""
        family, given = self.names
        language = self.values.get("contact_language", "")
        return {
            "family_name": family,
            "given_names": given,
            **{key: self.values.get(key, "") for key in SAME_COLUMNS},
            "sex": self.values.get("sex", Sex.UNKNOWN),
            "born_on": self.born.day,
            "birth_precision": self.born.precision,
            "nationalities": self.values.get("nationality", []),
            "languages": [language] if language else [],
            "needs_interpreter": self.values.get("needs_interpreter", False),
        }

    def aliases(self) -> list[str]:
        return [alias] if (alias := self.values.get("alias")) else []

    def order(self) -> dict[str, Any] | None:
        """The words of an order to leave, by id of the annex; None when the row names none."""
        if not self.values.get("annex"):
            return None
        return {
            "annex_id": self.values["annex"],
            "decided_on": self.values["decided_on"],
            "notified_on": self.values.get("notified_on"),
            "notified_by": self.values.get("notified_by", ""),
            "period_days": self.values.get("period_days", 30),
        }

    def address(self) -> dict[str, Any] | None:
        if not self.values.get("street"):
            return None
        return {
            "kind": self.values.get("address_kind", "actual"),
            "care_of": self.values.get("care_of", ""),
            **{key: self.values[key] for key in ("street", "postcode", "municipality")},
            "starts_on": self.values.get("address_since"),
            "source": "file",
        }

    def profile(self) -> Profile:
        """What the row says of who this is."""
        names = tuple(name for name in (self.called, self.values.get("own_script", ""), *self.aliases()) if name)
        numbers = frozenset((min(same_file(kind)).value, canonical(kind, code)) for kind, code in self.numbers)
        phone = plain_phone(self.values.get("phone", ""))
        return Profile(
            names=names,
            born=self.born,
            nationalities=frozenset(self.values.get("nationality", ())),
            sex=str(self.values.get("sex", "")),
            numbers=numbers,
            phones=frozenset({phone} if phone else ()),
        )


def parse(number: int, cells: Sequence[Cell], header: Sequence[str], mapping: Mapping[str, str], lists: Lists) -> Line:
    """The row as `mapping` (head -> column) reads it."""
    line = Line(number, {}, "")
    written: dict[str, str] = {}
    for head, cell in zip(header, cells, strict=False):
        key = mapping.get(head, "")
        if not key or cell == "":
            continue
        if sentence := fault_of(cell):
            line.refuse(key, sentence)
            continue
        assert isinstance(cell, str)
        written[key] = cell
        try:
            line.values[key] = read(key, cell, lists)
        except ValidationError as error:
            line.refuse(key, " ".join(error.messages))
    if len(cells) > len(header):
        line.refuse("", fault_of(cells[-1]))
    line.fingerprint = fingerprint(written)
    _agree(line)
    return line


def fingerprint(written: Mapping[str, str]) -> str:
    """Who and what the row is about, however it was typed: the same in another file is the same row."""
    told = {key: folded(text) for key, text in written.items() if BY_KEY[key].tells and folded(text)}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _agree(line: Line) -> None:
    """What the columns of one row say together."""
    wrong, values = {said.key for said in line.problems}, line.values
    if not line.called and not wrong & {"name", "family_name", "given_names"}:
        line.refuse("family_name", _("Give at least one name."))
    for part in ("annex", "decided_on"):
        others = {"annex", "decided_on", "notified_on"} - {part}
        if any(values.get(other) for other in others) and not values.get(part) and part not in wrong:
            line.refuse(part, _("An order to leave needs its annex and the day it was decided."))
    decided, notified = values.get("decided_on"), values.get("notified_on")
    if decided and notified and notified < decided:
        line.refuse("notified_on", _("It cannot be notified before it was decided."))
    address = ("street", "postcode", "municipality")
    if any(values.get(part) for part in address):
        for part in address:
            if not values.get(part) and part not in wrong:
                line.refuse(part, _("An address needs street, postcode and municipality."))
    for key, kind in NUMBER_KINDS.items():
        for code in values.get(key, ()):
            _weigh(line, key, kind, code)


def _weigh(line: Line, key: str, kind: str, code: str) -> None:
    if not canonical(kind, code):
        line.refuse(key, _("This is not a number."))
    elif odd := check(kind, code):
        line.warn(key, str(warning_text(odd)))


def with_defaults(line: Line, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """What the row says of the case; where it is silent, what was chosen for the whole file."""
    said = {key: line.values[key] for key in CASE if line.values.get(key)}
    chosen = {key: value for key, value in defaults.items() if value and key in CASE}
    return {"track": Track.RETURN, "intake_channel": IntakeChannel.SELECTION} | chosen | said


def role_of(line: Line) -> MemberRole | None:
    role: MemberRole | None = line.values.get("role")
    return role
