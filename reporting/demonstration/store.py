"""Rows on their way into the tables: numbered here, copied in there by the thousand.

COPY fires every trigger that records history, and checks every constraint, as an INSERT does. While the database takes
in one load, the next one is being invented: the copying runs in a thread of its own, on the same connection and in the
same transaction.
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

from django.db import connection
from django.db.models import Field, Model
from psycopg import Connection, sql

M = TypeVar("M", bound=Model)
LOAD = 20_000  # rows


class Store:
    """Collects new rows, gives each its number, and copies them in when there are many.

    Between `with` and its end nothing else may use the connection: all rows are in when the block ends.
    """

    def __init__(self, models: Iterable[type[Model]]) -> None:
        self._last = {model: _last_number(model) for model in models}
        self._rows: dict[type[Model], list[Model]] = {model: [] for model in self._last}
        self.counts = {str(model._meta.model_name): 0 for model in self._last}
        self._waiting = 0
        self._copier = ThreadPoolExecutor(max_workers=1)
        self._under_way: Future[None] | None = None

    def add(self, row: M) -> M:
        model = type(row)
        self._last[model] += 1
        row.pk = self._last[model]
        self._rows[model].append(row)
        self._waiting += 1
        return row

    @property
    def is_full(self) -> bool:
        return self._waiting >= LOAD

    def send(self) -> None:
        """Let what was collected be copied, once the load before it is in; raises what went wrong with that one."""
        self._arrive()
        load, self._rows = self._rows, {model: [] for model in self._last}
        for model, rows in load.items():
            self.counts[str(model._meta.model_name)] += len(rows)
        self._waiting = 0
        self._under_way = self._copier.submit(_copy, connection.connection, load)

    def _arrive(self) -> None:
        if self._under_way:
            self._under_way.result()
            self._under_way = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._copier:
            if error is None:
                self.send()
                self._arrive()
                for model, last in self._last.items():
                    _set_number(model, last)


def _copy(raw: "Connection[Any]", load: dict[type[Model], list[Model]]) -> None:
    """Foreign keys are checked when the transaction ends, so the order of the tables does not matter."""
    for model, rows in load.items():
        if rows:
            _copy_table(raw, model, rows)


def _copy_table(raw: "Connection[Any]", model: type[Model], rows: list[Model]) -> None:
    fields: list[Field] = [field for field in model._meta.concrete_fields if not field.generated]
    names = [field.attname for field in fields]
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    with raw.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            values = row.__dict__
            copy.write_row([values[name] for name in names])


def _sequence(model: type[Model]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
        return str(cursor.fetchone()[0])


def _last_number(model: type[Model]) -> int:
    """The number before the next free one; the one taken to find out is given up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [_sequence(model)])
        return int(cursor.fetchone()[0])


def _set_number(model: type[Model], last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s, %s)", [_sequence(model), last])
