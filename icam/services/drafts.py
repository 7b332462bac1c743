"""Drafts: what somebody typed and has not sent. His alone, sealed, purged after 30 days, never a record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from icam import sealing
from icam.calendar import now
from icam.models import Draft
from icam.sealing import Unreadable

LASTS = timedelta(days=30)
LARGEST = 1_000_000  # bytes, as sealed: ten times a record of 100,000 characters
PURPOSE = "draft"


class TooLarge(Exception):
    """More than a draft holds."""


@dataclass(frozen=True)
class Kept:
    """A draft with its words: the answers by the name of the field, as the browser sends them."""

    fields: dict[str, list[str]]
    based_on: int | None
    saved_at: datetime
    page: str = ""


def save(
    user_id: int,
    form: str,
    record: str,
    *,
    fields: Mapping[str, list[str]],
    based_on: int | None = None,
    page: str = "",
) -> datetime:
    """Keep these answers in place of the earlier ones of this page, in one statement; returns when. Raises TooLarge."""
    content = {"fields": {name: list(values) for name, values in fields.items()}}
    if len(json.dumps(content, ensure_ascii=False).encode()) > LARGEST:
        raise TooLarge
    sealed = sealing.seal_for(PURPOSE, content, place=[user_id, form, record])
    place = {"user_id": user_id, "form": form, "record": record, "page": page}
    draft = Draft(**place, sealed=sealed, based_on=based_on, saved_at=now())
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "form", "record", "page"],
        update_fields=["sealed", "based_on", "saved_at"],
    )
    return draft.saved_at


def of(user_id: int, form: str, record: str, page: str | None = None) -> Kept | None:
    """The last draft of this user for this form of this record, or that of one `page`; None when none can be opened."""
    young = Draft.objects.filter(user=user_id, form=form, record=record, saved_at__gt=now() - LASTS)
    draft = (young if page is None else young.filter(page=page)).order_by("-saved_at", "-pk").first()
    if draft is None:
        return None
    try:
        content = sealing.unseal_for(PURPOSE, draft.sealed, place=[user_id, form, record])
    except Unreadable:
        return None  # the secret was changed and the old one not kept: nobody can read it any more
    return Kept(content["fields"], draft.based_on, draft.saved_at, draft.page)


def drop(user_id: int, form: str, record: str, *, page: str, saved_at: datetime | None = None) -> None:
    """The form was carried out, or its author does not want the draft; `saved_at`: only what he saw, nothing later."""
    draft = Draft.objects.filter(user=user_id, form=form, record=record, page=page)
    (draft.filter(saved_at=saved_at) if saved_at else draft).delete()


def purge() -> int:
    """Remove what is older than 30 days, whosever it was; returns how many."""
    gone, _by_model = Draft.objects.filter(saved_at__lt=now() - LASTS).delete()
    return gone
