"""Where and when an appointment can still be planned: open desks, minus what is planned, minus who is away."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from cases.models import Interview
from icam import calendar
from icam.enums import OpeningKind
from icam.models import Desk, User
from icam.permissions import Role
from icam.services.hours import Hours, Plan, absences, opened

__all__ = ["Slot", "absences", "free_slots", "opened"]

PLANNED_INTO = (OpeningKind.APPOINTMENT, OpeningKind.COUNTER_DAY)
LONGEST = timedelta(hours=8)  # no interview lasts longer (a constraint of the table)
MOST_DAYS = 366


class Slot(NamedTuple):
    """A desk that is free from one moment to another (both in UTC), and the coaches who are free then, by number."""

    desk_id: int
    desk_name: str
    office_id: int
    office_name: str
    starts_at: datetime
    ends_at: datetime
    kind: OpeningKind
    free_coaches: tuple[int, ...]


class Taken(NamedTuple):
    """From one moment up to another, a desk, a coach, or both are taken."""

    starts_at: datetime
    ends_at: datetime
    desk: int | None
    coach: int | None


def free_slots(
    *,
    offices: Collection[int],
    first: date,
    last: date,
    minutes: int = 60,
    coach: User | None = None,
    kinds: Collection[OpeningKind] = PLANNED_INTO,
    known: tuple[Collection[Desk], Plan] | None = None,
) -> list[Slot]:
    """The free slots of so many minutes from `first` to `last`, by time, office and desk; none of them in the past.

    A slot begins at the opening and then every `slot_minutes` of the hours. Without `coach` it needs somebody of the
    office who is free; with `coach` only he counts, wherever he works. A slot that the clock change swallows falls
    out; an hour that comes twice is one slot. Seven queries, whatever is asked; three when the desks (with their
    offices) and their hours on those days are `known`. ValueError for more than a year.
    """
    if (last - first).days > MOST_DAYS:
        raise ValueError("Free slots are sought within a year.")
    first = max(first, calendar.today())
    desks, plan = known or _opened(offices, first, last)
    if not plan:
        return []
    staff = _staff(desks, coach)
    taken = _by_day(_taken(staff, first, last))
    now = calendar.now()
    return [
        slot
        for day, open_desks in _days(desks, plan)
        for slot in _on(_Day(day, taken[day], staff, minutes), open_desks, kinds)
        if slot.starts_at >= now
    ]


def _opened(offices: Collection[int], first: date, last: date) -> tuple[Collection[Desk], Plan]:
    desks = _desks(offices)
    return desks, opened(desks, first, last)


def _desks(offices: Collection[int]) -> list[Desk]:
    rows = Desk.objects.filter(office__in=offices, is_active=True, office__is_active=True)
    return list(rows.select_related("office").order_by("office__name", "name"))


def _staff(desks: Iterable[Desk], coach: User | None) -> dict[int, tuple[int, ...]]:
    """Who may talk at a desk of each office: its coaches, and those of its region who have no office of their own."""
    offices = {desk.office_id: desk.office.region_id for desk in desks}
    if coach is not None:
        return dict.fromkeys(offices, (coach.pk,))
    rows = User.objects.active().filter(role=Role.COACH, regions__in=set(offices.values())).order_by("pk")
    coaches = list(rows.values_list("pk", "office_id", "regions"))
    return {
        office: tuple(pk for pk, home, theirs in coaches if theirs == region and home in (None, office))
        for office, region in offices.items()
    }


def _days(desks: Iterable[Desk], plan: Plan) -> Iterator[tuple[date, list[tuple[Desk, list[Hours]]]]]:
    """The open desks of each day, days in order, desks in theirs."""
    by_day: dict[date, list[tuple[Desk, list[Hours]]]] = {day: [] for day in sorted({day for _desk, day in plan})}
    for desk in desks:
        for day, rows in by_day.items():
            if hours := plan.get((desk.pk, day)):
                rows.append((desk, hours))
    yield from by_day.items()


# What is taken --------------------------------------------------------------------------------------------------------


def _taken(staff: dict[int, tuple[int, ...]], first: date, last: date) -> Iterator[Taken]:
    people = {pk for team in staff.values() for pk in team}
    start, end = calendar.start_of(first), calendar.start_of(last + timedelta(days=1))
    planned = Interview.objects.planned().filter(planned_at__gt=start - LONGEST, planned_at__lt=end)
    for begins, minutes, desk, coach in planned.values_list("planned_at", "minutes", "desk_id", "coach_id"):
        yield Taken(begins, begins + timedelta(minutes=minutes), desk, coach)
    for away in absences(people, first, last):
        yield Taken(max(away.starts_at, start), min(away.ends_at, end), None, away.user_id)


def _by_day(taken: Iterable[Taken]) -> dict[date, list[Taken]]:
    found: dict[date, list[Taken]] = defaultdict(list)
    for row in taken:
        day, last = calendar.local_day(row.starts_at), calendar.local_day(row.ends_at)
        while day <= last:
            found[day].append(row)
            day += timedelta(days=1)
    return found


# The slots of one day -------------------------------------------------------------------------------------------------


def _on(day: "_Day", open_desks: list[tuple[Desk, list[Hours]]], kinds: Collection[OpeningKind]) -> list[Slot]:
    rows = ((desk, hours) for desk, all_hours in open_desks for hours in all_hours if hours.kind in kinds)
    found = [slot for desk, hours in rows for slot in day.slots(desk, hours)]
    found.sort(key=attrgetter("starts_at"))  # a stable sort: desks stay in their order
    return found


class _Piece:
    """A stretch of time at which desks may be free: looked at once, however many desks are open then."""

    __slots__ = ("coaches", "desks", "ends_at", "starts_at", "teams")

    def __init__(self, starts_at: datetime, ends_at: datetime, taken: Collection[Taken]) -> None:
        rows = [row for row in taken if row.starts_at < ends_at and row.ends_at > starts_at]
        self.starts_at, self.ends_at = starts_at, ends_at
        self.desks, self.coaches = {row.desk for row in rows}, {row.coach for row in rows}
        self.teams: dict[int, tuple[int, ...]] = {}  # by office, who is free

    def free(self, office: int, staff: tuple[int, ...]) -> tuple[int, ...]:
        team = self.teams.get(office)
        if team is None:
            busy = self.coaches
            free = staff if busy.isdisjoint(staff) else tuple(pk for pk in staff if pk not in busy)
            team = self.teams[office] = free
        return team


class _Day:
    """One day: the hours that many desks share are cut into pieces once."""

    def __init__(self, day: date, taken: Collection[Taken], staff: dict[int, tuple[int, ...]], minutes: int) -> None:
        self.day, self.taken, self.staff, self.minutes = day, taken, staff, minutes
        self.pieces: dict[Hours, list[_Piece]] = {}
        self.known: dict[datetime, _Piece] = {}  # by their beginning: all are equally long

    def slots(self, desk: Desk, hours: Hours) -> Iterator[Slot]:
        pieces = self.pieces.get(hours)
        if pieces is None:
            pieces = self.pieces[hours] = [self._piece(*ends) for ends in _cut(self.day, hours, self.minutes)]
        number, name, office, office_name, kind = desk.pk, desk.name, desk.office_id, desk.office.name, hours.kind
        staff = self.staff[office]
        for piece in pieces:
            if number not in piece.desks and (free := piece.free(office, staff)):
                yield Slot(number, name, office, office_name, piece.starts_at, piece.ends_at, kind, free)

    def _piece(self, starts_at: datetime, ends_at: datetime) -> _Piece:
        if starts_at not in self.known:
            self.known[starts_at] = _Piece(starts_at, ends_at, self.taken)
        return self.known[starts_at]


def _cut(day: date, hours: Hours, minutes: int) -> Iterator[tuple[datetime, datetime]]:
    """The pieces of the hours, in UTC. Those that the clocks do not show from beginning to end are left out."""
    step, length = timedelta(minutes=hours.slot_minutes), timedelta(minutes=minutes)
    clock, end = datetime.combine(day, hours.starts), datetime.combine(day, hours.ends)
    while clock + length <= end:
        start = clock.replace(tzinfo=calendar.ZONE).astimezone(UTC)
        shown = start.astimezone(calendar.ZONE).replace(tzinfo=None)
        # just before its end the clocks have not yet come to where the piece ends: nothing was skipped inside it
        before_end = (start + length - timedelta.resolution).astimezone(calendar.ZONE).replace(tzinfo=None)
        if shown == clock and before_end < clock + length:
            yield start, start + length
        clock += step
