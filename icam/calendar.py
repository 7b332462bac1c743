"""Days, deadlines and periods: the only date arithmetic of the application.

A day is a day in Brussels, whatever the clock of the machine says. Moments are always aware; days are plain dates.
Belgian public holidays come from the `holidays` library; the days on which one office is closed (bridge days
included) are rows that administrators edit, and the caller hands them in.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

ZONE = ZoneInfo("Europe/Brussels")
UTC = ZoneInfo("UTC")

FIRST_YEAR, LAST_YEAR = 1901, 2100  # the years whose public holidays are known

DEPARTURE_DAYS = 30  # Aliens Act art. 74/14 §1: the ordinary period for voluntary departure
APPEAL_DAYS = 30  # Aliens Act art. 39/57 §1: annulment before the Council for Alien Law Litigation
TRANSFER_REASON_WORKING_DAYS = 3  # Aliens Act art. 74/25: a written valid reason for a missed transfer interview
NEW_ADDRESS_WORKING_DAYS = 3  # Law of 12 May 2024: the new address after leaving a reception place or unit


# Now and today ----------------------------------------------------------------------------------------------------


def now() -> datetime:
    """This moment, on the clock of Brussels."""
    return datetime.now(ZONE)  # noqa: TID251 - this is the one place the ban points to


def today() -> date:
    """This day in Brussels."""
    return now().date()


def local_day(moment: datetime) -> date:
    """The day in Brussels on which `moment` falls; ValueError for a naive moment, which falls on no day at all."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no day.")
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """Midnight in Brussels at which `day` begins."""
    return datetime.combine(day, time.min, tzinfo=ZONE)


def at(day: date, clock: time) -> datetime:
    """The moment at which the clocks of Brussels show `clock` on `day`.

    An hour that the last night of winter time skips is moved on by one hour; of an hour that comes twice, the first.
    """
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC).astimezone(ZONE)


# Periods ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in Brussels, from `first` to `last`, both included; as moments half-open, `start <= moment < end`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period cannot end before it begins.")
        if self.first.year < FIRST_YEAR or self.last.year > LAST_YEAR:
            raise ValueError(f"A period lies between {FIRST_YEAR} and {LAST_YEAR}.")

    @property
    def start(self) -> datetime:
        return start_of(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return start_of(self.last + timedelta(days=1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, when: date | datetime) -> bool:
        day = local_day(when) if isinstance(when, datetime) else when
        return self.first <= day <= self.last

    def months(self) -> Iterator["Period"]:
        """The calendar months that the period touches, in order, each whole."""
        year, month = self.first.year, self.first.month
        while date(year, month, 1) <= self.last:
            yield month_period(year, month)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def year_period(year: int) -> Period:
    """1 January to 31 December; ValueError outside FIRST_YEAR to LAST_YEAR."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_period(year: int, month: int) -> Period:
    """One calendar month; ValueError for a month that does not exist."""
    first = date(year, month, 1)
    following = first.replace(day=28) + timedelta(days=4)
    return Period(first, following.replace(day=1) - timedelta(days=1))


# Working days -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def public_holidays(year: int) -> frozenset[date]:
    """The Belgian legal holidays of `year`; ValueError for a year whose holidays are not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The public holidays of {year} are not known.")
    return frozenset(country_holidays("BE", years=year))


def is_public_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def is_working_day(day: date, closing_days: Collection[date] = frozenset()) -> bool:
    """Neither a weekend, nor a public holiday, nor a day on which the office is closed."""
    return day.weekday() < 5 and not is_public_holiday(day) and day not in closing_days


def on_or_after(day: date, closing_days: Collection[date] = frozenset()) -> date:
    """`day` itself when it is a working day, else the next one."""
    while not is_working_day(day, closing_days):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, count: int, closing_days: Collection[date] = frozenset()) -> date:
    """The `count`-th working day after `start`; `start` itself never counts. ValueError unless `count` >= 1."""
    if count < 1:
        raise ValueError("Working days are counted from one.")
    day = start
    for _ in range(count):
        day = on_or_after(day + timedelta(days=1), closing_days)
    return day


def subtract_working_days(end: date, count: int, closing_days: Collection[date] = frozenset()) -> date:
    """The `count`-th working day before `end`; `end` itself never counts. ValueError unless `count` >= 1."""
    if count < 1:
        raise ValueError("Working days are counted from one.")
    day = end
    for _ in range(count):
        day -= timedelta(days=1)
        while not is_working_day(day, closing_days):
            day -= timedelta(days=1)
    return day


def working_days_between(start: date, end: date, closing_days: Collection[date] = frozenset()) -> int:
    """The working days after `start` up to and including `end`: the days left; below zero once `end` has passed."""
    if end < start:
        return -working_days_between(end, start, closing_days)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = weeks * 5 + sum((start.weekday() + step) % 7 < 5 for step in range(1, rest + 1))
    free = {day for year in range(start.year, end.year + 1) for day in public_holidays(year)} | set(closing_days)
    return weekdays - sum(start < day <= end and day.weekday() < 5 for day in free)


# Deadlines of the law ---------------------------------------------------------------------------------------------


def departure_deadline(notified_on: date, period_days: int, extended_to: date | None = None) -> date:
    """The last day on which the person may leave by themselves (Aliens Act art. 74/14).

    Calendar days; the day of notification does not count, so 2 November and 30 days give 2 December. It does not move
    when it falls on a Sunday. A period of 0 days ends on the day of notification. An extension can only lengthen.
    ValueError for a period below zero.
    """
    if period_days < 0:
        raise ValueError("A period for departure cannot be shorter than nothing.")
    deadline = notified_on + timedelta(days=period_days)
    return max(deadline, extended_to) if extended_to else deadline


def same_day_in(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: date, count: int) -> date:
    """The same day `count` months later; the last day of that month when it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def appeal_deadline(notified_on: date) -> date:
    """The last day for an appeal against the order (Aliens Act art. 39/57): 30 calendar days after notification.

    A last day on a Saturday, Sunday or public holiday moves to the next working day; closing days of an office do not
    count there, because the appeal goes to the Council.
    """
    return on_or_after(notified_on + timedelta(days=APPEAL_DAYS))


def transfer_reason_deadline(missed_on: date, closing_days: Collection[date] = frozenset()) -> date:
    """The last day to give a written valid reason for a missed transfer interview (Aliens Act art. 74/25)."""
    return add_working_days(missed_on, TRANSFER_REASON_WORKING_DAYS, closing_days)


def new_address_deadline(left_on: date, closing_days: Collection[date] = frozenset()) -> date:
    """The last day to give the new address in writing after leaving a reception place or unit (law of 12 May 2024)."""
    return add_working_days(left_on, NEW_ADDRESS_WORKING_DAYS, closing_days)
