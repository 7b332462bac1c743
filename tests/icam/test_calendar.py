"""The calendar, told as a table of days that went wrong elsewhere, and as laws that hold for every day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from icam import calendar

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(1, 40)
CLOSING_DAYS = st.frozensets(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=30)


# Moments and days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 12, 31, 22, 30, tzinfo=UTC), date(2025, 12, 31)),  # 23:30 in Brussels
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), date(2026, 1, 1)),  # midnight in Brussels
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),  # summer time is two hours ahead
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # the night that loses an hour
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),  # the day of 25 hours
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 1, 1, 8, 0, tzinfo=ZoneInfo("Asia/Tokyo")), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 7, 59, tzinfo=ZoneInfo("Asia/Tokyo")), date(2025, 12, 31)),
    ],
)
def test_a_day_is_a_day_in_brussels(moment: datetime, day: date) -> None:
    assert calendar.local_day(moment) == day


def test_a_naive_moment_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar.local_day(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2025, 12, 31, 22, 30, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_today_turns_at_midnight_in_brussels(instant: datetime, day: date) -> None:
    with time_machine.travel(instant, tick=False):
        assert (calendar.today(), calendar.now()) == (day, instant)
        assert calendar.now().tzinfo is calendar.ZONE


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 1, 1), datetime(2025, 12, 31, 23, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2024, 2, 29), datetime(2024, 2, 28, 23, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_brussels(day: date, start: datetime) -> None:
    assert calendar.start_of(day) == start


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 11, 23), time(9, 30), datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: shown as 3:30
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
    ],
)
def test_a_clock_time_in_brussels_is_one_moment(day: date, clock: time, moment: datetime) -> None:
    assert calendar.at(day, clock).astimezone(UTC) == moment  # Python calls an hour that comes twice equal to nothing


def test_the_skipped_hour_is_shown_an_hour_later() -> None:
    assert calendar.at(date(2026, 3, 29), time(2, 30)).time() == time(3, 30)


@given(DAYS)
def test_the_start_of_a_day_lies_in_that_day_and_the_moment_before_does_not(day: date) -> None:
    start = calendar.start_of(day)
    assert calendar.local_day(start) == day
    assert calendar.local_day(start.astimezone(UTC) - timedelta(seconds=1)) == day - timedelta(days=1)


# Periods ------------------------------------------------------------------------------------------------------------


def test_a_year_is_a_year_in_brussels() -> None:
    year = calendar.year_period(2023)
    assert (year.start, year.end) == (
        datetime(2022, 12, 31, 23, tzinfo=UTC),
        datetime(2023, 12, 31, 23, tzinfo=UTC),
    )
    assert (year.first, year.last, year.days) == (date(2023, 1, 1), date(2023, 12, 31), 365)
    assert calendar.year_period(2024).days == 366


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        (date(2022, 12, 31), False),
        (date(2023, 1, 1), True),
        (date(2023, 12, 31), True),
        (date(2024, 1, 1), False),
        (datetime(2022, 12, 31, 22, 59, tzinfo=UTC), False),
        (datetime(2022, 12, 31, 23, 0, tzinfo=UTC), True),
        (datetime(2023, 12, 31, 22, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2023, 12, 31, 23, 0, tzinfo=UTC), False),
    ],
)
def test_both_days_and_moments_are_in_a_period_or_not(when: date | datetime, inside: bool) -> None:
    assert (when in calendar.year_period(2023)) is inside


@pytest.mark.parametrize(
    ("year", "month", "last"),
    [(2024, 2, 29), (2023, 2, 28), (2100, 2, 28), (2023, 12, 31), (2023, 4, 30), (2023, 1, 31)],
)
def test_a_month_ends_on_its_last_day(year: int, month: int, last: int) -> None:
    assert calendar.month_period(year, month) == calendar.Period(date(year, month, 1), date(year, month, last))


def test_the_months_of_a_period_follow_each_other_without_gap() -> None:
    months = list(calendar.Period(date(2023, 11, 15), date(2024, 2, 1)).months())
    assert [month.first for month in months] == [
        date(2023, 11, 1),
        date(2023, 12, 1),
        date(2024, 1, 1),
        date(2024, 2, 1),
    ]
    assert [month.end for month in months[:-1]] == [month.start for month in months[1:]]


def test_the_months_of_the_last_year_come_to_an_end() -> None:
    assert len(list(calendar.year_period(calendar.LAST_YEAR).months())) == 12


@pytest.mark.parametrize("year", [1, 1900, 2101, 9999])
def test_a_year_that_cannot_be_meant_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="between 1901 and 2100"):
        calendar.year_period(year)


@pytest.mark.parametrize("year", [0, 10000])
def test_a_year_that_does_not_exist_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="year"):
        calendar.year_period(year)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        calendar.Period(date(2024, 1, 2), date(2024, 1, 1))


@given(DAYS, st.integers(0, 800))
def test_a_moment_is_in_a_period_exactly_when_it_is_between_its_bounds(first: date, length: int) -> None:
    period = calendar.Period(first, first + timedelta(days=length))
    for moment in (period.start, period.end, period.end - timedelta(microseconds=1)):
        assert (moment in period) == (period.start <= moment < period.end)


# Working days -------------------------------------------------------------------------------------------------------


def test_the_ten_legal_holidays_are_free() -> None:
    on_weekdays = {day for day in calendar.public_holidays(2025) if day.weekday() < 5}
    assert on_weekdays == {
        date(2025, 1, 1),
        date(2025, 4, 21),  # Easter Monday
        date(2025, 5, 1),
        date(2025, 5, 29),  # Ascension
        date(2025, 6, 9),  # Whit Monday
        date(2025, 7, 21),  # National Day
        date(2025, 8, 15),  # Assumption
        date(2025, 11, 11),  # Armistice
        date(2025, 12, 25),
    }
    assert date(2025, 11, 1) in calendar.public_holidays(2025)  # All Saints, a Saturday


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 3), True),  # Good Friday is no legal holiday
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 15), True),  # the bridge day after it, unless the office closes
        (date(2022, 5, 1), False),  # 1 May on a Sunday ...
        (date(2022, 5, 2), True),  # ... is not made up for on Monday by law
        (date(2024, 2, 29), True),
        (date(2025, 12, 26), True),  # no legal holiday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 7, 11), False),  # a Saturday anyway
        (date(2025, 7, 11), True),  # the Flemish feast is no legal holiday
        (date(2025, 11, 15), False),  # King's Feast, a Saturday
        (date(2024, 11, 15), True),  # King's Feast closes an office only as a closing day
    ],
)
def test_working_days_by_law(day: date, works: bool) -> None:
    assert calendar.is_working_day(day) is works


def test_a_closing_day_of_the_office_is_no_working_day() -> None:
    bridge = date(2026, 5, 15)
    assert calendar.is_working_day(bridge, {bridge}) is False
    assert calendar.is_working_day(bridge, {date(2026, 5, 18)}) is True


@pytest.mark.parametrize(
    ("start", "count", "closing", "end"),
    [
        (date(2026, 11, 23), 3, (), date(2026, 11, 26)),  # Monday to Thursday
        (date(2026, 11, 20), 1, (), date(2026, 11, 23)),  # over a weekend
        (date(2026, 11, 21), 3, (), date(2026, 11, 25)),  # from a Saturday
        (date(2026, 4, 2), 3, (), date(2026, 4, 8)),  # over Good Friday (works) and Easter Monday (does not)
        (date(2026, 5, 13), 1, (), date(2026, 5, 15)),  # over Ascension
        (date(2026, 5, 13), 1, (date(2026, 5, 15),), date(2026, 5, 18)),  # and its bridge
        (date(2022, 4, 29), 1, (), date(2022, 5, 2)),  # 1 May on a Sunday
        (date(2025, 12, 24), 3, (), date(2025, 12, 30)),
        (date(2025, 12, 31), 1, (), date(2026, 1, 2)),
        (date(2024, 2, 28), 2, (), date(2024, 3, 1)),  # leap day
    ],
)
def test_the_nth_working_day_after(start: date, count: int, closing: tuple[date, ...], end: date) -> None:
    assert calendar.add_working_days(start, count, closing) == end


@pytest.mark.parametrize("count", [0, -1])
def test_working_days_are_counted_from_one(count: int) -> None:
    with pytest.raises(ValueError, match="from one"):
        calendar.add_working_days(date(2026, 1, 5), count)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 22), date(2026, 11, 23)),
        (date(2026, 4, 4), date(2026, 4, 7)),  # Easter weekend
        (date(2025, 12, 25), date(2025, 12, 26)),
    ],
)
def test_the_first_working_day_on_or_after(day: date, moved: date) -> None:
    assert calendar.on_or_after(day) == moved


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 26), date(2026, 11, 23), -3),
        (date(2026, 5, 11), date(2026, 5, 18), 4),  # Ascension in between
        (date(2025, 12, 19), date(2026, 1, 5), 9),
    ],
)
def test_working_days_left(start: date, end: date, left: int) -> None:
    assert calendar.working_days_between(start, end) == left


def test_a_closing_day_on_a_holiday_is_not_taken_off_twice() -> None:
    closing = {date(2026, 5, 14), date(2026, 5, 15), date(2026, 5, 16)}
    assert calendar.working_days_between(date(2026, 5, 11), date(2026, 5, 18), closing) == 3


@pytest.mark.parametrize("year", [1, 1900, 2101])
def test_holidays_of_an_unknown_year_are_not_invented(year: int) -> None:
    with pytest.raises(ValueError, match="not known"):
        calendar.public_holidays(year)


@given(DAYS, COUNTS, CLOSING_DAYS)
def test_adding_then_counting_gives_the_number_back(start: date, count: int, closing: frozenset[date]) -> None:
    assert calendar.working_days_between(start, calendar.add_working_days(start, count, closing), closing) == count


@given(DAYS, COUNTS, CLOSING_DAYS)
def test_a_deadline_never_falls_on_a_free_day(start: date, count: int, closing: frozenset[date]) -> None:
    assert calendar.is_working_day(calendar.add_working_days(start, count, closing), closing)


@given(DAYS, st.integers(0, 30), COUNTS, CLOSING_DAYS)
def test_who_starts_later_is_never_due_earlier(start: date, later: int, count: int, closing: frozenset[date]) -> None:
    due = calendar.add_working_days(start, count, closing)
    assert due <= calendar.add_working_days(start + timedelta(days=later), count, closing)
    assert due < calendar.add_working_days(start, count + 1, closing)


@given(DAYS, st.integers(-400, 400), CLOSING_DAYS)
def test_counting_agrees_with_looking_at_each_day(start: date, length: int, closing: frozenset[date]) -> None:
    end = start + timedelta(days=length)
    first, last = sorted((start, end))
    days = [first + timedelta(days=step) for step in range(1, (last - first).days + 1)]
    counted = sum(calendar.is_working_day(day, closing) for day in days)
    assert calendar.working_days_between(start, end, closing) == (counted if length >= 0 else -counted)


# Deadlines of the law -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notified", "period", "extended", "deadline"),
    [
        (date(2026, 11, 2), 30, None, date(2026, 12, 2)),
        (date(2026, 11, 2), 7, None, date(2026, 11, 9)),
        (date(2026, 11, 2), 0, None, date(2026, 11, 2)),
        (date(2024, 1, 31), 30, None, date(2024, 3, 1)),  # leap year
        (date(2023, 1, 31), 30, None, date(2023, 3, 2)),
        (date(2026, 3, 1), 30, None, date(2026, 3, 31)),  # over the night that loses an hour
        (date(2026, 10, 23), 30, None, date(2026, 11, 22)),  # a Sunday stays a Sunday
        (date(2026, 11, 2), 30, date(2027, 1, 15), date(2027, 1, 15)),
        (date(2026, 11, 2), 30, date(2026, 11, 20), date(2026, 12, 2)),  # an extension only lengthens
    ],
)
def test_the_deadline_for_leaving(notified: date, period: int, extended: date | None, deadline: date) -> None:
    assert calendar.departure_deadline(notified, period, extended) == deadline


def test_a_period_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        calendar.departure_deadline(date(2026, 11, 2), -1)


@pytest.mark.parametrize(
    ("notified", "deadline"),
    [
        (date(2026, 11, 2), date(2026, 12, 2)),
        (date(2026, 10, 23), date(2026, 11, 23)),  # 22 November is a Sunday
        (date(2025, 11, 25), date(2025, 12, 26)),  # Christmas
        (date(2026, 3, 5), date(2026, 4, 7)),  # Easter Saturday, over Easter Monday
    ],
)
def test_the_deadline_for_an_appeal_moves_to_a_working_day(notified: date, deadline: date) -> None:
    assert calendar.appeal_deadline(notified) == deadline


@pytest.mark.parametrize(
    ("event", "closing", "deadline"),
    [
        (date(2026, 11, 23), (), date(2026, 11, 26)),
        (date(2026, 4, 2), (), date(2026, 4, 8)),
        (date(2026, 5, 13), (date(2026, 5, 15),), date(2026, 5, 20)),
    ],
)
def test_three_working_days_for_a_reason_and_for_a_new_address(
    event: date, closing: tuple[date, ...], deadline: date
) -> None:
    assert calendar.transfer_reason_deadline(event, closing) == deadline
    assert calendar.new_address_deadline(event, closing) == deadline
