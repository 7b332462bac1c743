"""The days on which the office works, as a list: steps of thousands of lives are dated by it."""

import random
from bisect import bisect_left
from datetime import date, datetime, time, timedelta

from icam.calendar import ZONE, is_working_day

FOUNDED = date(2021, 10, 25)  # the first office opened at the end of October 2021


class Diary:
    """The working days from the first office to some years after today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.yesterday = today - timedelta(days=1)
        self.closed = (date(today.year, 12, 24), date(today.year + 1, 1, 2))  # the whole department, this winter
        span = (today - FOUNDED).days + 1500
        days = (FOUNDED + timedelta(days=n) for n in range(span))
        self._days = [day for day in days if is_working_day(day, self.closed)]

    def on_or_after(self, day: date) -> date:
        return self._days[bisect_left(self._days, day)]

    def plus(self, day: date, working_days: int) -> date:
        """So many working days after (or before) the first one that is not before `day`."""
        return self._days[max(0, bisect_left(self._days, day) + working_days)]

    def later(self, day: date, rng: random.Random, least: int, most: int) -> date:
        """A working day `least` to `most` calendar days after `day`; the next one when there is none among them."""
        start = bisect_left(self._days, day + timedelta(days=least))
        end = bisect_left(self._days, day + timedelta(days=most + 1))
        return self._days[rng.randrange(start, end) if start < end else start]

    def between(self, rng: random.Random, first: date, last: date) -> date:
        """Any working day from `first` to `last`, both included; ValueError when there is none."""
        start, end = bisect_left(self._days, first), bisect_left(self._days, last + timedelta(days=1))
        return self._days[rng.randrange(start, end)]


SLOTS = (time(9), time(10), time(11), time(13, 30), time(14, 30), time(15, 30))


def moment(day: date, clock: time = time(12)) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZONE)


def written_at(day: date, rng: random.Random) -> datetime:
    """Some minute of the working day on which somebody typed it in."""
    return moment(day, time(rng.randint(8, 16), rng.randrange(60)))
