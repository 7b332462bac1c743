"""What must hold between figures: what was open, with what was opened and without what was closed, is what is open."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format

from icam.calendar import Period
from reporting.figures import CLOSED, OPEN, OPENED
from reporting.registry import Cells, Reach


@dataclass(frozen=True)
class Balance:
    """Opening + opened − closed = closing, in cases.

    Of the whole country it must hold. Of a part, cases also come in and leave over its border (another region, another
    kind of household, another target group), and `gap` is how many more came than left.
    """

    opening: int
    opened: int
    closed: int
    closing: int
    is_whole: bool

    @property
    def gap(self) -> int:
        return self.closing - (self.opening + self.opened - self.closed)

    @property
    def gap_in_words(self) -> str:
        """`+3` or `−3`."""
        return f"{'−' if self.gap < 0 else '+'}{number_format(abs(self.gap))}"

    @property
    def holds(self) -> bool:
        return self.gap == 0 or not self.is_whole


def day_before(period: Period) -> Period:
    """The day whose stock is the opening of `period`."""
    day = period.first - timedelta(days=1)
    return Period(day, day)


def balance(reach: Reach, period: Period, cells: Cells | None = None) -> Balance:
    """The balance of `period`, of all that `reach` and `cells` leave."""
    opening, closing = OPEN.tally(reach, [day_before(period), period], (), cells)[()]
    return Balance(
        opening=opening,
        opened=OPENED.count(reach, period, cells),
        closed=CLOSED.count(reach, period, cells),
        closing=closing,
        is_whole=reach.whole_country and not cells,
    )
