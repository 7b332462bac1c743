"""How dates and moments are written in words, and dates of which only a part is known.

Nothing here computes a deadline: that is `icam.calendar`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_datetime, format_time
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam.calendar import ZONE, local_day

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


class DatePrecision(TextChoices):
    """How much of a date is known; 1 January never stands in for "somewhere in that year"."""

    DAY = "day", gettext_lazy("Exact day")
    MONTH = "month", gettext_lazy("Month and year")
    YEAR = "year", gettext_lazy("Year only")
    ESTIMATED = "estimated", gettext_lazy("Estimated year")
    UNKNOWN = "unknown", gettext_lazy("Not known")


@dataclass(frozen=True)
class PartialDate:
    """A date with how sure it is. `day` is the first day of what is known (month, year) and None when nothing is."""

    day: date | None
    precision: DatePrecision

    def __post_init__(self) -> None:
        if (self.day is None) is not (self.precision is DatePrecision.UNKNOWN):
            raise ValueError("a date is known exactly when its precision is not 'unknown'")

    def __str__(self) -> str:
        return partial_in_words(self.day, self.precision)


def partial_in_words(day: date | None, precision: str = DatePrecision.DAY) -> str:
    """`14 Mar 1988`, `Mar 1988`, `1988`, `about 1988` or `not known`, in the language of the page."""
    if day is None or precision == DatePrecision.UNKNOWN:
        return _("not known")
    if precision == DatePrecision.YEAR:
        return str(day.year)
    if precision == DatePrecision.ESTIMATED:
        return _("about %(year)s") % {"year": day.year}
    return _format(day, "MMM y" if precision == DatePrecision.MONTH else f"{_day_and_month()} y")


def day_in_words(day: date) -> str:
    """`2 Dec 2026`: where the day of the week does not matter."""
    return _format(day, f"{_day_and_month()} y")


def weekday_in_words(day: date) -> str:
    """`Wed 2 Dec 2026`: where a date matters."""
    return _format(day, f"EEE {_day_and_month()} y")


def short_day_in_words(day: date, today: date) -> str:
    """`2 Dec` in the year of `today`, else `2 Dec 2025`: for tables."""
    return _format(day, _day_and_month()) if day.year == today.year else day_in_words(day)


def long_day_in_words(day: date) -> str:
    """`Tuesday 24 November`: the title of a day."""
    return _format(day, "EEEE d. MMMM" if _locale() == "de" else "EEEE d MMMM")


def clock_in_words(moment: datetime) -> str:
    """`09:00`, on the office's clock (Europe/Brussels)."""
    return str(format_time(moment.astimezone(ZONE), "HH:mm", locale=_locale()))


def moment_in_words(moment: datetime) -> str:
    """`Wed 2 Dec 2026, 09:00`, on the office's clock (Europe/Brussels)."""
    return f"{weekday_in_words(local_day(moment))}, {clock_in_words(moment)}"

def _format(day: date, pattern: str) -> str:
    # babel ignores the zone of a naive moment at noon, whatever the machine's own zone
    return str(format_datetime(datetime(day.year, day.month, day.day, 12), pattern, locale=_locale()))  # noqa: DTZ001 - a calendar day has no zone


def _day_and_month() -> str:
    return "d. MMM" if _locale() == "de" else "d MMM"


def _locale() -> str:
    return (get_language() or "en").split("-", maxsplit=1)[0]
