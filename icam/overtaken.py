"""Two people, one record: who saved it last and when, what it held when a form was opened, as the history tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from icam.models import User


@dataclass(frozen=True)
class Saving:
    """A version of a record: who wrote it (None when nobody was signed in) and when."""

    by: User | None
    at: datetime | None

    @property
    def name(self) -> str:
        return str(self.by) if self.by else ""


def _event(thing: Model, version: int) -> Any:
    """The line of the history in which `thing` came to that version; None for what has no history."""
    events = getattr(type(thing), "pgh_event_model", None)
    if events is None:
        return None
    return events.objects.filter(pgh_obj=thing.pk, version=version).select_related("pgh_context").order_by("pk").first()


def last_saving(thing: Any) -> Saving:
    """Who brought `thing` to the version it has now."""
    event = _event(thing, thing.version)
    if event is None:
        return Saving(None, None)
    context = event.pgh_context
    written = (context.metadata if context else {}).get("user")
    return Saving(User.objects.filter(pk=written).first() if written else None, event.pgh_created_at)


def held(thing: Model, version: int, names: Mapping[str, Any]) -> dict[str, Any]:
    """What the columns among `names` held at that version; without those that the history does not know."""
    event = _event(thing, version)
    columns = {field.name: field.attname for field in thing._meta.concrete_fields}
    return {name: getattr(event, columns[name]) for name in names if name in columns} if event else {}
