"""The only way to write the trail, and the proof that nobody rewrote it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import connection, models, transaction

from icam.enums import Verb
from icam.models.audit import CANONICAL, AuditEvent, AuditLink
from icam.models.user import User


def record(
    verb: Verb,
    target: models.Model | None = None,
    *,
    by: User | None,
    reason: str = "",
    case_id: int | None = None,
    **changes: Any,
) -> AuditEvent:
    """Write one event in the transaction of the change itself; raises when there is none: no trail, no action.

    `target` is what the verb was done to. `changes` holds states, ids, dates and names of fields, never a person's
    data. `case_id` is found from the target (a case, or anything with a case) unless given.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the transaction of the change.")
    return AuditEvent.objects.create(
        verb=verb,
        actor=by,
        role=by.role if by else "",
        target_type=target._meta.label_lower if target else "",
        target_id=target.pk if target else None,
        case_id=case_id if case_id is not None else _case_of(target),
        reason=reason,
        changes=changes,
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
    )


def record_many(
    verb: Verb, targets: Iterable[models.Model], *, by: User, case_ids: Mapping[int, int] | None = None, **changes: Any
) -> None:
    """`record` for many targets of one kind in one statement; `case_ids` by target. `changes` may ask each target."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the transaction of the change.")
    AuditEvent.objects.bulk_create(
        AuditEvent(
            verb=verb,
            actor=by,
            role=by.role,
            target_type=target._meta.label_lower,
            target_id=target.pk,
            case_id=case_ids[target.pk] if case_ids else _case_of(target),
            changes={name: ask(target) for name, ask in changes.items()},
            request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        )
        for target in targets
    )


def _case_of(target: models.Model | None) -> int | None:
    if target is None:
        return None
    if target._meta.label_lower == "cases.case":
        return int(target.pk)
    found = getattr(target, "case_id", None)
    return int(found) if found is not None else None


@dataclass(frozen=True)
class Fault:
    """Something wrong in the trail: which event, and what."""

    event_id: int | None
    what: str


def verify() -> Iterator[Fault]:
    """Every fault of the trail: a changed event, a broken link, an event without link or a link without event."""
    query = f"""
        SELECT e.id, l.hash = encode(sha256(convert_to(l.previous || {CANONICAL}, 'UTF8')), 'hex'),
               l.previous = coalesce(lag(l.hash) OVER (ORDER BY l.id), repeat('0', 64)), l.id
        FROM icam_auditevent e FULL JOIN icam_auditlink l ON l.event_id = e.id
        ORDER BY l.id NULLS LAST
    """  # noqa: S608  (constants only)
    with transaction.atomic(), connection.cursor() as plain:
        plain.execute("SET LOCAL statement_timeout = 0")
        plain.execute(query)
        for event_id, same, joined, link in plain.fetchall():
            if event_id is None:
                yield Fault(None, f"link {link} has lost its event")
            elif link is None:
                yield Fault(event_id, "the event was never chained")
            elif not same:
                yield Fault(event_id, "the event is not what was recorded")
            elif not joined:
                yield Fault(event_id, "the link before it is missing or changed")


def head() -> str:
    """The newest hash of the chain: kept elsewhere each night, it also shows a cut-off end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM icam_auditlink ORDER BY id DESC LIMIT 1")
        row = cursor.fetchone()
    return str(row[0]) if row else "0" * 64


def contains(kept: str) -> bool:
    """Whether `kept`, a hash that head() once gave, is in the chain."""
    return kept == "0" * 64 or AuditLink.objects.filter(hash=kept).exists()
