"""The versions of a signed record, side by side, with the words that differ marked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import LegalStep
from cases.enums.talks import AgreementOwner, InterpreterState, ObstacleKind, OptionKind
from cases.forms.reviews import label_of
from cases.models import Amendment, Interview
from cases.models.review import SCORES
from icam.dates import day_in_words
from icam.differences import Piece, mark_differences
from icam.languages import language


@dataclass(frozen=True)
class Part:
    """One part of the record before and after, each cut into runs of words."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True)
class Version:
    """An amendment with all that it changed."""

    amendment: Amendment
    parts: Sequence[Part]


def versions_of(interview: Interview) -> list[Version]:
    """Newest first."""
    return [
        Version(amendment, [_part(name, amendment) for name in amendment.before])
        for amendment in interview.amendments.select_related("by").order_by("-number")
    ]


def _part(name: str, amendment: Amendment) -> Part:
    before, after = mark_differences(_said(name, amendment.before[name]), _said(name, amendment.after[name]))
    return Part(_label(name), before, after)


def _label(name: str) -> str:
    rows = {
        "present": _("Present"), "agreements": _("Agreements"), "obstacles": _("Obstacles"),
        "reviews": _("Engagement review"),
    }  # fmt: skip
    return rows.get(name) or str(getattr(Interview._meta.get_field(name), "verbose_name", name)).capitalize()


def _said(name: str, value: Any) -> str:
    """A part as one reads it."""
    if name in {"steps", "options"}:
        kinds: Any = LegalStep if name == "steps" else OptionKind
        return "\n".join(str(kinds(each).label) for each in value)
    if name in ROWS:
        return "\n".join(ROWS[name](each) for each in value)
    if name == "duty_explained_in":
        return language(value).name if value else ""
    if name == "interpreter_state":
        value = InterpreterState(value).label
    elif isinstance(value, bool):
        value = _("yes") if value else _("no")
    return "" if value is None else str(value)


def _agreement(row: Mapping[str, Any]) -> str:
    who = row["person"] or AgreementOwner(row["owner"]).label
    by = day_in_words(date.fromisoformat(row["due_on"])) if row["due_on"] else ""
    return " · ".join(str(part) for part in (row["text"], who, by) if part)


def _obstacle(row: Mapping[str, Any]) -> str:
    said = f"{ObstacleKind(row['kind']).label}: {row['text']}"
    return f"{said} → {row['action']}" if row["action"] else said


def _review(row: Mapping[str, Any]) -> str:
    scores = [f"{label_of(name)} {row[name]}" for name in SCORES if row[name] is not None]
    return " · ".join(part for part in (row["person"], *scores, row["note"]) if part)


ROWS: Mapping[str, Callable[[Any], str]] = {
    "agreements": _agreement, "obstacles": _obstacle, "present": str, "reviews": _review,
}  # fmt: skip
