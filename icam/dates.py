"""How dates and moments are written in words and read from what was typed, and dates of which only a part is known.

Nothing here computes a deadline: that is `icam.calendar`.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from babel.dates import format_datetime, format_time
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from icam.calendar import ZONE, local_day

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.hH]([0-5]\d)")


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


# Reading --------------------------------------------------------------------------------------------------------------


def western_figures(text: str) -> str:
    """`text` with the figures of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def read_day(text: str) -> date:
    """The day in `text`: dd/mm/yyyy, dd-mm-yyyy, dd.mm.yyyy or yyyy-mm-dd; else ValidationError with a sentence."""
    text = western_figures(text.strip()) if len(text) <= 20 else ""
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise ValidationError(_("Type the date as day/month/year, for example 14/03/2026."), code="invalid")
    return make_day(year, month, day)


def make_day(year: int, month: int, day: int) -> date:
    """The day made of its parts; ValidationError with a sentence when there is no such day in the years we handle."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(
            _("The year must lie between %(first)s and %(last)s.") % {"first": EARLIEST_YEAR, "last": LATEST_YEAR},
            code="year",
        )
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        written = f"{day:02}/{month:02}/{year:04}"
        raise ValidationError(_("%(date)s does not exist.") % {"date": written}, code="no_such_day") from error


def read_clock(text: str) -> time:
    """The time of day in `text`, HH:MM; ValidationError with a sentence otherwise."""
    found = CLOCK.fullmatch(western_figures(text.strip())) if len(text) <= 20 else None
    if not found:
        raise ValidationError(_("Type the time as hours:minutes, for example 09:30."), code="invalid_time")
    return time(int(found[1]), int(found[2]))


def make_moment(day: date, clock: time) -> datetime:
    """The moment at which Brussels' clocks show `clock` on `day`; of an hour that comes twice, the first.

    ValidationError when that hour is skipped in the night on which summer time begins.
    """
    moment = datetime.combine(day, clock, tzinfo=ZONE)
    if moment.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValidationError(
            _("%(time)s does not exist on this day: the clocks go forward.") % {"time": clock.strftime("%H:%M")},
            code="no_such_time",
        )
    return moment


def comes_twice(moment: datetime) -> bool:
    """Whether the clocks of Brussels show that time twice on its day: the night in which summer time ends."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
