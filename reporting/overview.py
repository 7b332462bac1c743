"""What the page of a year shows, counted in one query per figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from icam.calendar import Period
from icam.models import User
from icam.permissions import Capability
from reporting import charts
from reporting.figures import CLOSED, FIGURES, OPEN, OPENED
from reporting.identities import Balance, day_before
from reporting.links import Links
from reporting.listing import Listing, listing
from reporting.periods import FIRST_YEAR, Stretch, period_of, usual, years
from reporting.registry import HOUSEHOLD, Cells, Figure, Reach, Split, month_label, months_of
from reporting.words import change_in_words, scope_in_words, sentence, unit_in_words

WORK = tuple(figure for figure in FIGURES if figure not in (OPENED, CLOSED, OPEN))


@dataclass(frozen=True)
class Number:
    """A number and the list of its rows."""

    count: int
    url: str


@dataclass(frozen=True)
class Metric:
    """One figure of the year beside the same of the year before."""

    figure: Figure
    number: Number
    unit: str
    change: str
    definition: str


@dataclass(frozen=True)
class Choice:
    """A year or a figure one can go to."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Line:
    """One line of a table: a month or a value of a split."""

    label: str
    across: Sequence[Number]
    now: Number
    before: Number | None
    percent: float

    @property
    def bar(self) -> str:
        """The length of its bar out of 100, as SVG writes numbers."""
        return f"{self.percent:.1f}"

    @property
    def share(self) -> str:
        return f"{number_format(self.percent, decimal_pos=1)} %"


@dataclass(frozen=True)
class Table:
    """A split, crossed with the kinds of household unless that is the split itself."""

    columns: Sequence[str]
    lines: Sequence[Line]
    total: Line

    @property
    def adds_up(self) -> bool:
        return sum(line.now.count for line in self.lines) == self.total.now.count


@dataclass(frozen=True)
class Overview:
    """The year of one reader. `figure` and `by` are what is shown at length."""

    user: User
    reach: Reach
    year: int
    stretch: Stretch
    cells: Cells
    figure: Figure
    by: str

    @cached_property
    def period(self) -> Period:
        return period_of(self.year, self.stretch)

    @cached_property
    def period_before(self) -> Period | None:
        return period_of(self.year - 1, self.stretch) if self.year > FIRST_YEAR else None

    @cached_property
    def links(self) -> Links:
        return Links(self.year, self.stretch, self.cells)

    @cached_property
    def scope(self) -> str:
        return scope_in_words(self.reach, self.cells)

    @cached_property
    def _periods(self) -> list[Period]:
        return [self.period, *([self.period_before] if self.period_before else [])]

    @cached_property
    def counts(self) -> dict[str, list[int]]:
        """Of every figure the count now, before (when there is one) and, of a stock, at the opening."""
        opening = [day_before(self.period)]
        return {
            figure.code: figure.tally(
                self.reach, [*self._periods, *(opening if figure.is_stock else [])], (), self.cells
            )[()]
            for figure in FIGURES
        }

    @cached_property
    def balance(self) -> Balance:
        return Balance(
            opening=self.counts[OPEN.code][-1],
            opened=self.counts[OPENED.code][0],
            closed=self.counts[CLOSED.code][0],
            closing=self.counts[OPEN.code][0],
            is_whole=self.reach.whole_country and not self.cells,
        )

    @property
    def opening_url(self) -> str:
        return self.links.before(Stretch.YEAR).rows(OPEN.code)

    @property
    def opening_unit(self) -> str:
        return unit_in_words(OPEN.unit, self.balance.opening)

    @property
    def opening_day(self) -> date:
        return day_before(self.period).last

    @property
    def is_running(self) -> bool:
        """Whether the last month of the period is not over."""
        return (self.period.last + timedelta(days=1)).day != 1

    @property
    def scope_sentence(self) -> str:
        return sentence(self.scope)

    @property
    def may_export(self) -> bool:
        return self.user.may(Capability.EXPORT_FIGURES)

    @property
    def csv(self) -> str:
        return self.links.export("csv")

    @property
    def xlsx(self) -> str:
        return self.links.export("xlsx")

    def tabs(self) -> list[Choice]:
        """The years that have figures, with the same filters."""
        every = sorted({*years(), self.year}, reverse=True)
        return [Choice(str(year), Links(year, usual(year), self.cells).page(), year == self.year) for year in every]

    def choices(self) -> list[Choice]:
        """The figures that can be shown at length."""
        return [
            Choice(str(figure.label), self.links.page(figure=figure.code), figure is self.figure) for figure in FIGURES
        ]

    def metrics(self) -> list[Metric]:
        return [self._metric(figure) for figure in WORK]

    def cases(self) -> list[Metric]:
        """What was opened, closed and is open: with the opening, the balance of the cases."""
        return [self._metric(figure) for figure in (OPENED, CLOSED, OPEN)]

    def _metric(self, figure: Figure) -> Metric:
        counts = self.counts[figure.code]
        return Metric(
            figure=figure,
            number=Number(counts[0], self.links.rows(figure.code)),
            unit=unit_in_words(figure.unit, counts[0]),
            change=change_in_words(counts[0], counts[1]) if self.period_before else "",
            definition=f"{figure.definition} {self.scope_sentence}",
        )

    # The figure shown at length -----------------------------------------------------------------------------------

    @property
    def split(self) -> Split:
        return self.figure.splits[self.by]

    @property
    def split_title(self) -> str:
        return f"{self.figure.label} · {self.split.label}"

    @property
    def other_splits(self) -> list[Split]:
        return [split for split in self.figure.splits.values() if split.name != self.by]

    @property
    def year_before(self) -> int:
        return self.year - 1

    @property
    def legend(self) -> list[str]:
        return [str(period.first.year) for period in self._periods]

    @cached_property
    def months(self) -> list[Line]:
        now, before = months_of(self.period), months_of(self.period_before) if self.period_before else {}
        counts = self.figure.tally(self.reach, [*now.values(), *before.values()], (), self.cells)[()]
        lines = []
        for n, (key, month) in enumerate(now.items()):
            earlier = f"{self.year - 1}{key[4:]}"
            lines.append(
                Line(
                    label=month_label(month),
                    across=(),
                    now=self._number(counts[n], month=key),
                    before=self._number_before(counts[len(now) + n], month=earlier) if before else None,
                    percent=0,
                )
            )
        return lines

    def _number(self, count: int, **cells: str) -> Number:
        return self._linked(self.links, count, cells)

    def _number_before(self, count: int, **cells: str) -> Number:
        return self._linked(self.links.before(), count, cells)

    def _linked(self, links: Links, count: int, cells: Cells) -> Number:
        """A line that the filters of the page leave out has no list: its 0 is not a number of anything."""
        left_out = any(self.cells.get(name, key) != key for name, key in cells.items())
        return Number(count, "" if left_out else links.rows(self.figure.code, **cells))

    @property
    def whole(self) -> Line:
        """The figure itself, as the last line of its tables."""
        counts = self.counts[self.figure.code]
        before = self._number_before(counts[1]) if self.period_before else None
        return Line(_("All"), (), self._number(counts[0]), before, 100)

    @cached_property
    def chart(self) -> SafeString:
        bars = [charts.Bar(line.label, 0, line.now.count) for line in self.months]
        bars += [charts.Bar(line.label, 1, line.before.count) for line in self.months if line.before]
        written = ", ".join(f"{line.label} {number_format(line.now.count)}" for line in self.months)
        title = _("%(figure)s by month, %(year)s") % {"figure": self.figure.label, "year": self.year}
        return charts.by_month(bars, title=title, description=written)

    def table(self) -> Table:
        """The split of the figure: one query for now and before, crossed with the household."""
        crossed = self.by != HOUSEHOLD.name and HOUSEHOLD.name not in self.cells
        names = (self.by, HOUSEHOLD.name) if crossed else (self.by,)
        tallies = self.figure.tally(self.reach, self._periods, names, self.cells)
        columns = HOUSEHOLD.values(self.reach) if crossed else []
        keys = [column.key for column in columns]
        total = self.whole.now.count
        lines = []
        for value in self.figure.splits[self.by].values(self.reach):
            mine = {key: counts for key, counts in tallies.items() if key[0] == value.key}
            now, *before = (sum(counts) for counts in zip(*mine.values(), strict=True)) if mine else [0, 0]
            lines.append(
                Line(
                    label=str(value.label),
                    across=[
                        self._number(mine.get((value.key, key), [0])[0], **{self.by: value.key, HOUSEHOLD.name: key})
                        for key in keys
                    ],
                    now=self._number(now, **{self.by: value.key}),
                    before=self._number_before(before[0], **{self.by: value.key}) if self.period_before else None,
                    percent=100 * now / total if total else 0,
                )
            )
        return Table([str(column.label) for column in columns], lines, self._total(keys, tallies))

    def _total(self, households: Sequence[str], tallies: dict[tuple[str, ...], list[int]]) -> Line:
        across = [
            self._number(
                sum(counts[0] for key, counts in tallies.items() if key[1] == household), **{HOUSEHOLD.name: household}
            )
            for household in households
        ]
        return Line(self.whole.label, across, self.whole.now, self.whole.before, 100)

    @cached_property
    def behind(self) -> Listing:
        """How many of the counted rows this reader may open."""
        return listing(self.user, self.figure, self.reach, self.period, self.cells)
