"""Pages of long lists by the last row seen, so that page 2,000 costs what page 1 costs; and counts that stop in time.

The address holds the number of a row, never its values: a name does not belong in an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 50
COUNT_CAP = 1000


@dataclass(frozen=True)
class Page:
    """Rows, and the addresses of the pages around them (empty where there is none)."""

    rows: Sequence[Any]
    first: str
    previous: str
    next: str


@dataclass(frozen=True)
class Count:
    """How many rows, counted up to a cap: beyond it nobody needs the exact number to work."""

    number: int
    is_capped: bool

    def __str__(self) -> str:
        return f"{self.number:,}+".replace(",", " ") if self.is_capped else str(self.number)


def capped_count(rows: "QuerySet[Any]", cap: int = COUNT_CAP) -> Count:
    """The number of rows, at most `cap`; the database stops there."""
    number = rows.order_by()[: cap + 1].count()
    return Count(min(number, cap), number > cap)


def _beyond(keys: Sequence[str], values: Sequence[Any], descending: bool) -> Q:
    """Rows after the one with `values`; the first comparison alone lets an index begin at the right place."""
    strictly, loosely = ("lt", "lte") if descending else ("gt", "gte")

    def nest(rest: Q, pair: tuple[str, Any]) -> Q:
        key, value = pair
        return Q(**{f"{key}__{strictly}": value}) | (Q(**{key: value}) & rest)

    pairs = list(zip(keys, values, strict=True))
    last_key, last_value = pairs[-1]
    within = reduce(nest, reversed(pairs[:-1]), Q(**{f"{last_key}__{strictly}": last_value}))
    return Q(**{f"{keys[0]}__{loosely}": values[0]}) & within


def page_of(
    request: HttpRequest, rows: "QuerySet[Any]", keys: Sequence[str], *, descending: bool = False, size: int = PAGE_SIZE
) -> Page:
    """The page of `rows` that ?after= or ?before= names, ordered by `keys` (the last of which is unique).

    Raises BadRequest for a mark that is not a number; a row that has gone leads to the first page.
    """
    after, before = _mark(request, "after"), _mark(request, "before")
    start = rows.filter(pk=before or after).values_list(*keys).first() if before or after else None
    backwards = bool(before and start)
    found = _found(rows, keys, start, descending is not backwards, size)
    if backwards and not found:  # what stood before has gone since: this is the first page
        start, backwards = None, False
        found = _found(rows, keys, None, descending, size)
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    has_next = bool(start) if backwards else more
    has_previous = more if backwards else bool(start)
    return Page(
        rows=shown,
        first=_address(request) if has_previous else "",
        previous=_address(request, before=shown[0]) if has_previous and shown else "",
        next=_address(request, after=shown[-1]) if has_next and shown else "",
    )


def _found(
    rows: "QuerySet[Any]", keys: Sequence[str], start: Sequence[Any] | None, descending: bool, size: int
) -> list[Any]:
    """The rows after `start`, one more than fit: it tells whether there are others."""
    wanted = rows.filter(_beyond(keys, start, descending)) if start else rows
    return list(wanted.order_by(*(f"-{key}" if descending else key for key in keys))[: size + 1])


def _mark(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadRequest(_("The address of this page is not one of ours."))
    return int(value)


def _address(request: HttpRequest, **mark: Model) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)
    for name, row in mark.items():
        query[name] = str(row.pk)
    return f"?{query.urlencode()}" if query else "?"


def refuse_unknown(request: HttpRequest, known: Sequence[str]) -> None:
    """BadRequest for a parameter that nobody reads: an ignored filter would show more than was asked for."""
    if set(request.GET) - {*known, "after", "before", "sort"}:
        raise BadRequest(_("This list does not know one of the filters in the address."))
