"""The opening hours of desks: weekly, from one day to another, with exceptions for single days.

What was in force stays as it was: hours that already count are ended, and others begin the day after.
"""

from collections.abc import Collection
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from icam import calendar
from icam.audit import record
from icam.enums import OpeningKind, Verb
from icam.models import Desk, Office, Opening, OpeningException, User
from icam.permissions import Capability, Scope
from icam.refusals import Refused
from icam.workflow import Stale, edit

WHOLE_DAY = time(0), time(23, 59)


def offices_of(user: User) -> "QuerySet[Office]":
    """The offices in use whose hours `user` sets: those of the own regions, or all."""
    scope = user.scope(Capability.PLAN_OPENINGS) if user.is_active else Scope.NONE
    offices = Office.objects.filter(is_active=True).select_related("region").order_by("region__name", "name")
    if scope is Scope.COUNTRY:
        return offices
    return offices.filter(region__in=user.regions.all()) if scope is Scope.REGION else offices.none()


def in_force(desks: Collection[Desk] | QuerySet[Desk], since: date) -> "QuerySet[Opening]":
    """The weekly hours of `desks` that count on `since` or later."""
    return Opening.objects.filter(Q(valid_until=None) | Q(valid_until__gte=since), desk__in=desks)


# The week -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add(
    desks: Collection[Desk],
    *,
    by: User,
    weekdays: Collection[int],
    starts: time,
    ends: time,
    kind: OpeningKind,
    slot_minutes: int,
    valid_from: date,
    valid_until: date | None = None,
) -> list[Opening]:
    """The same weekly hours for each desk and day of the week. Raises Refused for hours that began in the past."""
    _to_come("valid_from", valid_from)
    _fits(starts, ends, slot_minutes)
    if valid_until and valid_until < valid_from:
        raise Refused({"valid_until": _("The end lies before the beginning.")})
    made = [
        Opening.objects.create(
            desk=desk, weekday=weekday, starts=starts, ends=ends, kind=kind, slot_minutes=slot_minutes,
            valid_from=valid_from, valid_until=valid_until,
        )
        for desk in desks
        for weekday in sorted(weekdays)
    ]  # fmt: skip
    for opening in made:
        record(Verb.OFFICE_CHANGED, opening, by=by, added=True)
    return made


@transaction.atomic
def change(opening: Opening, *, by: User, version: int, since: date, **hours: Any) -> Opening:
    """Other hours from `since` on; `hours` are starts, ends, kind and slot_minutes. Raises Stale.

    What counted until then ends the day before. Hours that have not begun by then are changed where they stand.
    """
    _to_come("since", since)
    _fits(hours["starts"], hours["ends"], hours["slot_minutes"])
    if opening.valid_until and since > opening.valid_until:
        raise Refused({"since": _("These hours end before that day.")})
    if since <= opening.valid_from:
        edit(opening, by=by, version=version, verb=Verb.OFFICE_CHANGED, **hours)
        return opening
    if all(getattr(opening, name) == value for name, value in hours.items()):
        return opening
    until = opening.valid_until
    edit(opening, by=by, version=version, verb=Verb.OFFICE_CHANGED, valid_until=since - timedelta(days=1))
    follows = Opening.objects.create(
        desk=opening.desk, weekday=opening.weekday, valid_from=since, valid_until=until, **hours
    )
    record(Verb.OFFICE_CHANGED, follows, by=by, added=True, follows=opening.pk)
    return follows


@transaction.atomic
def end(opening: Opening, *, by: User, version: int, last_day: date) -> bool:
    """Let the hours count until and including `last_day`; whether they stay, for hours that never begin are gone."""
    _to_come("last_day", last_day)
    return _stop(opening, by=by, version=version, since=last_day + timedelta(days=1))


@transaction.atomic
def copy(desk: Desk, *, by: User, desks: Collection[Desk], since: date) -> list[Opening]:
    """Give `desks` the weekly hours of `desk` from `since` on, in place of their own from that day."""
    _to_come("since", since)
    pattern = list(in_force([desk], since))
    if not pattern:
        raise Refused({"since": _("This desk has no hours from that day on.")})
    others = [other for other in desks if other.pk != desk.pk]
    for theirs in in_force(others, since).select_for_update(of=("self",)):
        _stop(theirs, by=by, version=theirs.version, since=since)
    made = [
        Opening.objects.create(
            desk=other, weekday=row.weekday, starts=row.starts, ends=row.ends, kind=row.kind,
            slot_minutes=row.slot_minutes, valid_from=max(row.valid_from, since), valid_until=row.valid_until,
        )
        for other in others
        for row in pattern
    ]  # fmt: skip
    for opening in made:
        record(Verb.OFFICE_CHANGED, opening, by=by, added=True, copied_from=desk.pk)
    return made


def _stop(opening: Opening, *, by: User, version: int, since: date) -> bool:
    """No longer from `since` on. Raises Stale."""
    if opening.valid_from < since:
        edit(opening, by=by, version=version, verb=Verb.OFFICE_CHANGED, valid_until=since - timedelta(days=1))
        return True
    if not Opening.objects.select_for_update(of=("self",)).filter(pk=opening.pk, version=version).exists():
        raise Stale(opening)
    record(Verb.OFFICE_CHANGED, opening, by=by, removed=opening.valid_from.isoformat(), desk=opening.desk_id)
    Opening.objects.filter(pk=opening.pk).delete()
    return False


# Single days ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_exception(
    desks: Collection[Desk],
    *,
    by: User,
    day: date,
    label: str,
    starts: time | None = None,
    ends: time | None = None,
    kind: OpeningKind = OpeningKind.APPOINTMENT,
    slot_minutes: int = 60,
) -> list[OpeningException]:
    """On `day` the desks follow these hours alone; without hours they are shut. Raises Refused for a free day."""
    _to_come("day", day)
    if calendar.is_public_holiday(day):
        raise Refused({"day": _("That day is a public holiday: every desk is shut.")})
    is_open = starts is not None and ends is not None
    if starts is None or ends is None:
        starts, ends = WHOLE_DAY
    _fits(starts, ends, slot_minutes)
    made = [
        OpeningException.objects.create(
            desk=desk, day=day, label=label, is_open=is_open, starts=starts, ends=ends, kind=kind,
            slot_minutes=slot_minutes,
        )
        for desk in desks
    ]  # fmt: skip
    for row in made:
        record(Verb.OFFICE_CHANGED, row, by=by, added=day.isoformat(), desk=row.desk_id)
    return made


@transaction.atomic
def take_back(exception: OpeningException, *, by: User) -> OpeningException:
    """The day follows the week again. Raises Refused once it has begun."""
    if exception.day <= calendar.today():
        raise Refused(_("Only a day that is still to come can be taken back."))
    record(Verb.OFFICE_CHANGED, exception, by=by, removed=exception.day.isoformat(), desk=exception.desk_id)
    OpeningException.objects.filter(pk=exception.pk).delete()
    return exception


# What all of them obey ------------------------------------------------------------------------------------------------


def _to_come(field: str, day: date) -> None:
    if day < calendar.today():
        raise Refused({field: _("This date must not be before today.")})
    if day > calendar.same_day_in(calendar.today(), 5):
        raise Refused({field: _("Hours are laid down for at most five years ahead.")})


def _fits(starts: time, ends: time, slot_minutes: int) -> None:
    if ends <= starts:
        raise Refused({"ends": _("The end lies before the beginning.")})
    length = timedelta(hours=ends.hour - starts.hour, minutes=ends.minute - starts.minute)
    if length < timedelta(minutes=slot_minutes):
        raise Refused({"slot_minutes": _("Not one slot fits between these times.")})
