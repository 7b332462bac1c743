"""How anything changes: perform() for a change of state, edit() for everything else.

Both are a compare-and-swap: the UPDATE repeats what we believe to be true, so of two people acting on one page one
wins and the other is told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F

from icam.audit import record
from icam.enums import Verb
from icam.models.user import User


class IllegalMove(Exception):
    """The thing is not (or no longer) in a state from which this move starts."""

    def __init__(self, obj: models.Model, before: str, target: str) -> None:
        super().__init__(f"{obj._meta.label} {obj.pk} cannot go from {before} to {target}")
        self.obj, self.before, self.target = obj, before, target


class Stale(Exception):
    """Somebody else saved since this page was opened."""

    def __init__(self, obj: models.Model) -> None:
        super().__init__(f"{obj._meta.label} {obj.pk} changed in between")
        self.obj = obj


@dataclass(frozen=True)
class Move:
    """A change of state: from any of `sources` to `target`, recorded as `verb`."""

    sources: Collection[str]
    target: str
    verb: Verb

    def fits(self, state: str) -> bool:
        return state in self.sources


@transaction.atomic
def perform(
    move: Move, obj: Any, *, by: User | None, reason: str = "", note: dict[str, Any] | None = None, **changes: Any
) -> str:
    """Move `obj` (a model with `state` and `version`) and record it; returns the state before.

    `changes` are further columns to write in the same UPDATE, `note` what the trail says besides the states.
    Raises IllegalMove when the state in the database is not the one the object was read with, or not a source.
    """
    before: str = obj.state
    rows = type(obj)._default_manager.filter(pk=obj.pk, state=before)
    if before not in move.sources or not rows.update(state=move.target, version=F("version") + 1, **changes):
        raise IllegalMove(obj, before, move.target)
    for name, value in {"state": move.target, **changes}.items():
        setattr(obj, name, value)
    obj.version += 1
    record(move.verb, obj, by=by, reason=reason, state=[before, move.target], **(note or {}))
    return before


@transaction.atomic
def edit(
    obj: Any, *, by: User | None, version: int, verb: Verb, reason: str = "", case_id: int | None = None, **changes: Any
) -> list[str]:
    """Write `changes` to `obj` if nobody saved since `version`; returns the names of the fields that really changed.

    Nothing is written, and nothing recorded, when nothing differs. Raises Stale when the version has moved on.
    """
    differing = {name: value for name, value in changes.items() if getattr(obj, name) != value}
    rows = type(obj)._default_manager.filter(pk=obj.pk, version=version)
    if not differing:
        if not rows.exists():
            raise Stale(obj)
        return []
    if not rows.update(version=F("version") + 1, **differing):
        raise Stale(obj)
    for name, value in differing.items():
        setattr(obj, name, value)
    obj.version = version + 1
    record(verb, obj, by=by, reason=reason, case_id=case_id, fields=sorted(differing))
    return sorted(differing)
