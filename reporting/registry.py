"""What a figure is: a named, dated, countable set of rows.

The number, its splits, its list and its export are the same rows, so they cannot disagree. Every row carries the
region, household kind and target group as they were on its day (cases.models.AsItWas), and those are what is split.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Choices, Count, Q, QuerySet, TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import HouseholdKind
from icam.calendar import Period
from icam.models import Region, TargetGroup

Words = str | Promise
Cells = Mapping[str, str]  # name of a split -> key of one of its values

MONTH = "month"
KIND = "kind"
FEW_PERIODS = 4
NOT_STATED = "not_stated"  # the row of a split for whatever stands in none of the others


class Unit(TextChoices):
    """What one row of a figure is."""

    LETTER = "letter", _("letters")
    INTERVIEW = "interview", _("interviews")
    PROSPECT = "prospect", _("prospects")
    RESULT = "result", _("results")
    CASE = "case", _("cases")


@dataclass(frozen=True)
class Reach:
    """Whose facts are counted: the whole country, or some regions, by the region as it was on the day of the fact."""

    regions: tuple[Region, ...]
    whole_country: bool

    @classmethod
    def country(cls) -> "Reach":
        return cls(tuple(Region.objects.all()), whole_country=True)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """`rows` within this reach; no regions means no rows, never all of them."""
        if self.whole_country:
            return rows
        return rows.filter(region__in=[region.pk for region in self.regions])


@dataclass(frozen=True)
class Value:
    """One line of a split: its key in addresses and exports, and what the column holds for it."""

    key: str
    label: Words
    holds: tuple[Any, ...]


@dataclass(frozen=True)
class Split:
    """A way to divide a figure into lines that together are the whole."""

    name: str
    label: Words
    column: str
    known: Callable[[Reach], Sequence[Value]]

    def values(self, reach: Reach) -> list[Value]:
        """Every line, also those that count nothing, and last the one for what is in none of them."""
        return [*self.known(reach), Value(NOT_STATED, _("Not stated"), ())]

    def keys(self, reach: Reach) -> dict[Any, str]:
        """The key for what the column holds; whatever is missing here is not stated."""
        return {held: value.key for value in self.known(reach) for held in value.holds}

    def at(self, key: str, reach: Reach) -> Q:
        """The rows of one line; KeyError for a line that there is not."""
        lines = {value.key: Q(**{f"{self.column}__in": value.holds}) for value in self.known(reach)}
        every = [held for value in self.known(reach) for held in value.holds]
        return {**lines, NOT_STATED: ~Q(**{f"{self.column}__in": every})}[key]


def regions(reach: Reach) -> list[Value]:
    return [Value(region.code, region.name, (region.pk,)) for region in reach.regions]


def target_groups(_reach: Reach) -> list[Value]:
    return [Value(group.code, str(group), (group.pk,)) for group in TargetGroup.objects.all()]


def listed(choices: type[Choices] | Iterable[Any]) -> Callable[[Reach], list[Value]]:
    """The lines of a closed list."""
    lines = [Value(str(choice.value), choice.label, (choice.value,)) for choice in choices]
    return lambda _reach: lines


REGION = Split("region", _("Region"), "region_id", regions)
HOUSEHOLD = Split("household", _("Household"), "household_kind", listed(HouseholdKind))
TARGET_GROUP = Split("target_group", _("Target group"), "target_group_id", target_groups)


def by_kind(column: str, choices: type[Choices] | Iterable[Any]) -> Split:
    """The split that each figure has of its own."""
    return Split(KIND, pgettext_lazy("figures", "Kind"), column, listed(choices))


@dataclass(frozen=True)
class Cell:
    """One line of a split, counted."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Figure:
    """A named, dated, countable set of rows.

    A flow counts the rows dated within a period, both ends included. A stock (`is_stock`) counts the rows that cover
    the end of the period's last day, from `dated_by` up to but without `ends_on`; its months do not add up.
    """

    code: str  # permanent: a new meaning is a new code
    label: Words
    definition: Words  # one sentence, printed under the number
    unit: Unit
    dated_by: str  # the date that places a row in a period
    day_label: Words
    source: Callable[[], QuerySet[Any]]
    kind: Split
    others: tuple[Split, ...] = ()  # beyond region, household, target group and kind
    is_stock: bool = False
    by: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", (*self.splits, MONTH))

    @cached_property
    def splits(self) -> dict[str, Split]:
        return {split.name: split for split in (REGION, HOUSEHOLD, TARGET_GROUP, self.kind, *self.others)}

    def adds_up(self, by: str) -> bool:
        """Whether the lines of that split together are the figure."""
        return not (self.is_stock and by == MONTH)

    def within(self, period: Period) -> Q:
        """The rows that belong to `period`."""
        if not self.is_stock:
            return Q(**{f"{self.dated_by}__range": (period.first, period.last)})
        ends = Q(ends_on__isnull=True) | Q(ends_on__gt=period.last)
        return Q(**{f"{self.dated_by}__lte": period.last}) & ends

    def _spanning(self, periods: Sequence[Period]) -> Q:
        """At least the rows of all `periods`, said so that an index on the date finds them."""
        span = Q(**{f"{self.dated_by}__lte": max(period.last for period in periods)})
        if self.is_stock:
            return span & (Q(ends_on__isnull=True) | Q(ends_on__gt=min(period.last for period in periods)))
        return span & Q(**{f"{self.dated_by}__gte": min(period.first for period in periods)})

    def narrowed(self, reach: Reach, cells: Cells) -> QuerySet[Any]:
        """The rows of all times within `reach` and `cells` (any but the month); KeyError for an unknown one."""
        rows = reach.narrow(self.source())
        for name, key in cells.items():
            rows = rows.filter(self.splits[name].at(key, reach))
        return rows

    def rows(self, reach: Reach, period: Period, cells: Cells | None = None) -> QuerySet[Any]:
        """The very rows that are counted; `cells` narrows them to one line of each split that it names."""
        chosen = dict(cells or {})
        month = chosen.pop(MONTH, "")
        if month:
            period = months_of(period)[month]
        return self.narrowed(reach, chosen).filter(self.within(period))

    def count(self, reach: Reach, period: Period, cells: Cells | None = None) -> int:
        return self.rows(reach, period, cells).count()

    def tally(
        self, reach: Reach, periods: Sequence[Period], by: Sequence[str] = (), cells: Cells | None = None
    ) -> dict[tuple[str, ...], list[int]]:
        """One query: for each combination of lines of the splits `by`, the count in each of `periods`.

        Combinations that count nothing are left out, except that without splits the one key () is always there.
        """
        splits = [self.splits[name] for name in by]
        columns = [split.column for split in splits]
        counts = {f"count_{n}": Count(self.dated_by, filter=self.within(period)) for n, period in enumerate(periods)}
        rows = self.narrowed(reach, cells or {}).filter(self._spanning(periods)).order_by()
        if not columns and len(periods) > FEW_PERIODS and not self.is_stock:
            return {(): self._by_day(rows, periods)}
        if not columns:
            found = rows.aggregate(**counts)
            return {(): [found[name] for name in counts]}
        keys = [split.keys(reach) for split in splits]
        tallies: dict[tuple[str, ...], list[int]] = {}
        for row in rows.values(*columns).annotate(**counts).values_list(*columns, *counts):
            key = tuple(known.get(held, NOT_STATED) for known, held in zip(keys, row, strict=False))
            so_far = tallies.setdefault(key, [0] * len(periods))
            tallies[key] = [a + b for a, b in zip(so_far, row[len(columns) :], strict=True)]
        return {key: row for key, row in tallies.items() if any(row)}

    def _by_day(self, rows: QuerySet[Any], periods: Sequence[Period]) -> list[int]:
        """Counted per day and added up here: of many periods cheaper than a condition for each."""
        days = list(rows.values_list(self.dated_by).annotate(Count(self.dated_by)))
        return [sum(count for day, count in days if day in period) for period in periods]

    def split(self, reach: Reach, period: Period, by: str, cells: Cells | None = None) -> list[Cell]:
        """Every line of the split `by`, zeros included; together the whole, unless `adds_up` says otherwise."""
        if by == MONTH:
            months = months_of(period)
            counts = self.tally(reach, list(months.values()), (), cells)[()]
            return [Cell(key, month_label(months[key]), n) for key, n in zip(months, counts, strict=True)]
        tallies = self.tally(reach, [period], [by], cells)
        return [
            Cell(value.key, str(value.label), tallies.get((value.key,), [0])[0])
            for value in self.splits[by].values(reach)
        ]

    def lines(self, reach: Reach, period: Period, by: str) -> list[tuple[str, str]]:
        """The keys and labels of a split, uncounted."""
        if by == MONTH:
            return [(key, month_label(month)) for key, month in months_of(period).items()]
        return [(value.key, str(value.label)) for value in self.splits[by].values(reach)]


def months_of(period: Period) -> dict[str, Period]:
    """The months of `period` by their key (2026-03), the last one cut where the period ends."""
    return {
        f"{month.first:%Y-%m}": Period(max(month.first, period.first), min(month.last, period.last))
        for month in period.months()
    }


def month_label(month: Period) -> str:
    """`Mar`, in the language of the page."""
    return date_format(month.first, "M")
