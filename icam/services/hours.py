"""When desks are open, and when colleagues are away: what appointments are planned into. Reading only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q

from icam import calendar
from icam.enums import OpeningKind
from icam.models import Absence, ClosingDay, Desk, Opening, OpeningException, User


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of day to another, on the clocks of Brussels, a desk is open for something."""

    starts: time
    ends: time
    kind: OpeningKind
    slot_minutes: int


Plan = dict[tuple[int, date], list[Hours]]
Standing = tuple[date, date | None, Hours]
KINDS = {kind.value: kind for kind in OpeningKind}


def opened(desks: Collection[Desk], first: date, last: date) -> Plan:
    """The hours in force by (number of the desk, day), both days included; a day on which a desk is shut is absent.

    A public holiday or a closing day shuts every desk. A day with an exception follows the exception alone.
    Three queries, whatever the number of desks and days.
    """
    if not desks or last < first:
        return {}
    shut = _closing_days(desks, first, last)
    weekly = _weekly(desks, first, last)
    exceptions = _exceptions(desks, first, last)
    plan: Plan = {}
    day = first
    while day <= last:
        if not calendar.is_public_holiday(day) and (None, day) not in shut:
            for desk in desks:
                if (desk.office_id, day) not in shut and (hours := _on(desk.pk, day, weekly, exceptions)):
                    plan[desk.pk, day] = hours
        day += timedelta(days=1)
    return plan


def _on(
    desk: int,
    day: date,
    weekly: Mapping[tuple[int, int], list[Standing]],
    exceptions: Mapping[tuple[int, date], list[OpeningException]],
) -> list[Hours]:
    if (special := exceptions.get((desk, day))) is not None:
        return [_hours(row) for row in special if row.is_open]
    return [
        hours
        for since, until, hours in weekly.get((desk, day.weekday()), ())
        if since <= day and (until is None or day <= until)
    ]


def _hours(row: OpeningException) -> Hours:
    return Hours(row.starts, row.ends, KINDS[row.kind], row.slot_minutes)


def _weekly(desks: Collection[Desk], first: date, last: date) -> Mapping[tuple[int, int], list[Standing]]:
    """By desk and day of the week: since when, until when, which hours; equal hours are one object."""
    rows = Opening.objects.filter(Q(valid_until=None) | Q(valid_until__gte=first), desk__in=desks, valid_from__lte=last)
    found: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    same: dict[Hours, Hours] = {}
    names = ("starts", "ends", "kind", "slot_minutes", "desk_id", "weekday", "valid_from", "valid_until")
    for starts, ends, kind, minutes, desk, weekday, since, until in rows.order_by("starts").values_list(*names):
        hours = Hours(starts, ends, KINDS[kind], minutes)
        found[desk, weekday].append((since, until, same.setdefault(hours, hours)))
    return found


def _exceptions(desks: Collection[Desk], first: date, last: date) -> Mapping[tuple[int, date], list[OpeningException]]:
    rows = OpeningException.objects.filter(desk__in=desks, day__range=(first, last)).order_by("starts")
    found: dict[tuple[int, date], list[OpeningException]] = defaultdict(list)
    for row in rows:
        found[row.desk_id, row.day].append(row)
    return found


def _closing_days(desks: Iterable[Desk], first: date, last: date) -> set[tuple[int | None, date]]:
    offices = {desk.office_id for desk in desks}
    rows = ClosingDay.objects.filter(Q(office=None) | Q(office__in=offices), day__range=(first, last))
    return set(rows.order_by().values_list("office_id", "day"))


def absences(users: Collection[User] | Collection[int], first: date, last: date) -> list[Absence]:
    """The standing absences of `users` that touch the days from `first` to `last`, in order of their beginning."""
    touching = Absence.objects.standing().filter(
        user__in=users, starts_at__lt=calendar.start_of(last + timedelta(days=1)), ends_at__gt=calendar.start_of(first)
    )
    return list(touching.select_related("user", "cover"))
