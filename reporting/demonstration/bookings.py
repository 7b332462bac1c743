"""Times at which coach and desk are free, inside the hours of the desks: nobody is in two talks at once."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icam.calendar import at
from icam.models import ClosingDay
from reporting.demonstration.diary import SLOTS
from reporting.demonstration.hours import AFTERNOON, MORNING, WALK_IN_DAY
from reporting.demonstration.office import TheOffice

QUARTERS = tuple(time(hour, minute) for hour in range(8, 19) for minute in (0, 15, 30, 45))


@dataclass(frozen=True)
class Booking:
    """When, where and by whom; without a desk it is a talk by telephone, unless it was none at a desk anyway."""

    at: datetime
    desk: int | None
    coach: int | None


class Bookings:
    """What is taken from two weeks before today on, by desk and by coach."""

    def __init__(self, office: TheOffice) -> None:
        self.office = office
        self._taken: dict[tuple[str, int, date], list[tuple[datetime, datetime]]] = defaultdict(list)
        self._closed = set(ClosingDay.objects.exclude(office=None).values_list("office_id", "day"))

    def book(
        self,
        day: date,
        minutes: int,
        *,
        region: str,
        place: int | None,
        coach: int | None,
        at_desk: bool,
        rng: random.Random,
    ) -> Booking:
        """At a desk if that is wanted and one is free; else without; by a colleague of the region if need be."""
        desks = [desk.pk for desk in self.office.desks.get(place or 0, ())] if at_desk else []
        if (place, day) in self._closed:
            desks = []
        clocks = _clocks(day, minutes)
        choices = [(clock, desk) for clock in clocks for desk in desks]
        rng.shuffle(choices)
        colleagues = [user.pk for key, users in self.office.coaches.items() if key[0] == region for user in users]
        for who in (coach, *colleagues):
            for clock, desk in choices:
                if found := self._take(day, clock, minutes, desk, who):
                    return found
        for who in (coach, *colleagues):
            for clock in (*clocks, *QUARTERS):
                if found := self._take(day, clock, minutes, None, who):
                    return found
        return Booking(at(day, SLOTS[0]), None, None)

    def _take(self, day: date, clock: time, minutes: int, desk: int | None, coach: int | None) -> Booking | None:
        start = at(day, clock)
        end = start + timedelta(minutes=minutes)
        keys = [(kind, pk, day) for kind, pk in (("desk", desk), ("coach", coach)) if pk]
        if any(start < until and since < end for key in keys for since, until in self._taken[key]):
            return None
        for key in keys:
            self._taken[key].append((start, end))
        return Booking(start, desk, coach)


def _clocks(day: date, minutes: int) -> list[time]:
    """The times at which a talk of that length may begin: inside the hours, not when the open desk is held."""
    hours = (AFTERNOON,) if day.weekday() == WALK_IN_DAY else (MORNING, AFTERNOON)
    length = timedelta(minutes=minutes)
    return [
        clock
        for clock in SLOTS
        if any(starts <= clock and at(day, clock) + length <= at(day, ends) for starts, ends in hours)
    ]
