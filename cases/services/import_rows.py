"""Rows of imports written back by the hundred, in one short statement however many they are."""

import json
from collections.abc import Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from cases.models import ImportRow

COLUMNS = {
    "household": "int",
    "fingerprint": "text",
    "result": "text",
    "problems": "jsonb",
    "warnings": "jsonb",
    "candidates": "jsonb",
    "decision": "text",
    "person_id": "bigint",
    "case_id": "bigint",
}
WRITE = """
    UPDATE cases_importrow AS held SET ({columns}) = ({new})
    FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, {typed})
    WHERE held.id = new.id
"""


def write(rows: Iterable[ImportRow]) -> None:
    """What was found out about these rows, and what became of them."""
    said = [{"id": row.pk, **{name: getattr(row, name) for name in COLUMNS}} for row in rows]
    if not said:
        return
    statement = WRITE.format(
        columns=", ".join(COLUMNS),
        new=", ".join(f"new.{name}" for name in COLUMNS),
        typed=", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(said, cls=DjangoJSONEncoder)])
