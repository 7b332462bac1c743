"""The rows behind a number: those the reader may open, and how many more there are that he may not.

A row says what was counted and where, never who: the persons are behind the link to the case, which asks for a purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from cases.access import cases_for
from icam.calendar import Period
from icam.models import User
from icam.permissions import Capability, Scope
from reporting.registry import HOUSEHOLD, NOT_STATED, TARGET_GROUP, Cells, Figure, Reach

PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One counted row, without a name."""

    pk: int
    case_id: int
    reference: str
    day: date
    kind: str
    region: str
    office: str
    household: str
    target_group: str

    @property
    def mark(self) -> str:
        """Where the next page begins: after this row."""
        return f"{self.day:%Y-%m-%d}.{self.pk}"


@dataclass(frozen=True)
class Listing:
    """Some figure's rows for some reader. `count` is the figure; what is not listed is hidden."""

    user: User
    figure: Figure
    reach: Reach
    rows: QuerySet[Any]
    count: int
    listed: int

    @property
    def hidden(self) -> int:
        return self.count - self.listed

    def page(self, after: tuple[date, int] | None = None, size: int = PER_PAGE) -> tuple[list[Row], bool]:
        """Up to `size` rows, newest first, and whether there are more."""
        rows = self._ordered()
        if after:
            day, pk = after
            rows = rows.filter(Q(counted_on__lt=day) | Q(counted_on=day, pk__lt=pk))
        found = list(self._in_words(rows[: size + 1]))
        return found[:size], len(found) > size

    def every(self) -> Iterator[Row]:
        """All the rows that the reader may open, newest first."""
        return self._in_words(self._ordered())

    def _ordered(self) -> QuerySet[Any]:
        ordered: QuerySet[Any] = (
            self.rows.filter(_may_open(self.user))
            .annotate(counted_on=F(self.figure.dated_by))
            .order_by("-counted_on", "-pk")
        )
        return ordered

    def _in_words(self, rows: QuerySet[Any]) -> Iterator[Row]:
        regions = {region.pk: region.name for region in self.reach.regions}
        kinds, households, groups = (
            self._labels(name) for name in (self.figure.kind.name, HOUSEHOLD.name, TARGET_GROUP.name)
        )
        columns = ("pk", "case_id", "case__reference", "counted_on", "region_id", "region__name", "office__name")
        facts = (self.figure.kind.column, HOUSEHOLD.column, TARGET_GROUP.column)
        for row in rows.values_list(*columns, *facts):
            pk, case_id, reference, day, region_id, region, office, kind, household, group = row
            yield Row(
                pk,
                case_id,
                reference,
                day,
                kind=kinds.get(kind, _("not stated")),
                region=regions.get(region_id, region),
                office=office or "",
                household=households.get(household, _("not stated")),
                target_group=groups.get(group, _("not stated")),
            )

    def _labels(self, name: str) -> dict[Any, str]:
        split = self.figure.splits[name]
        labels = {value.key: str(value.label) for value in split.values(self.reach)}
        return {held: labels.get(key, labels[NOT_STATED]) for held, key in split.keys(self.reach).items()}


def _may_open(user: User) -> Q:
    """The rows in cases that `user` may open. Whoever may open every case is not compared with every case."""
    if user.is_active and user.scope(Capability.VIEW_CASE) is Scope.COUNTRY:
        return Q(case__isnull=False)
    return Q(case__in=cases_for(user).order_by().values("pk"))


def listing(user: User, figure: Figure, reach: Reach, period: Period, cells: Cells | None = None) -> Listing:
    """Both counts come from one statement, so that the list and what is hidden are the figure of one moment."""
    rows, day = figure.rows(reach, period, cells), figure.dated_by
    counts = rows.order_by().aggregate(count=Count(day), listed=Count(day, filter=_may_open(user)))
    return Listing(user=user, figure=figure, reach=reach, rows=rows, **counts)
