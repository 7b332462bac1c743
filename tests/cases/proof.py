"""What the tests of the file share: nothing is half done, and every refusal says what is wrong in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from icam.refusals import Refused, explain
from icam.workflow import IllegalMove, Stale


def everything() -> dict[str, int]:
    """The rows of every table of the file and of the trail. The history tables tell of updates as well."""
    tables = [model._meta.db_table for model in (*apps.get_app_config("cases").get_models(), *_of_the_office())]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables))
        return dict(cursor.fetchall())


def _of_the_office() -> list[Any]:
    return [apps.get_model("icam", "AuditEvent")]


@contextmanager
def refusal(field: str = "") -> Iterator[None]:
    """What happens inside is refused with a sentence (beside `field`), and leaves no trace."""
    before = everything()
    with pytest.raises((Refused, IntegrityError)) as caught, transaction.atomic():
        yield
    error: Any = caught.value
    if isinstance(error, IntegrityError):
        error = explain(error)
    assert everything() == before
    assert (list(error.error_dict) if hasattr(error, "error_dict") else [""]) == [field]
    assert [text for text in error.messages if not (text.endswith(".") and " " in text)] == []


@contextmanager
def no_move() -> Iterator[None]:
    """What happens inside is no legal move any more, and leaves no trace."""
    before = everything()
    with pytest.raises(IllegalMove), transaction.atomic():
        yield
    assert everything() == before


@contextmanager
def stale() -> Iterator[None]:
    """Somebody saved in between: what happens inside is not written."""
    before = everything()
    with pytest.raises(Stale), transaction.atomic():
        yield
    assert everything() == before


def told(target: Any) -> list[str]:
    """The verbs that the trail holds about `target`, oldest first."""
    events = apps.get_model("icam", "AuditEvent").objects.filter(
        target_type=target._meta.label_lower, target_id=target.pk
    )
    return list(events.order_by("id").values_list("verb", flat=True))
