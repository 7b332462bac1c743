"""The days on which the department, or one office, is closed: deadlines in working days step over them."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from holidays import country_holidays

from icam import calendar
from icam.audit import record
from icam.enums import Verb
from icam.models import ClosingDay, Office, User
from icam.refusals import Refused

HOLIDAY_LANGUAGES = {"en": "en_US", "fr": "fr", "nl": "nl", "de": "de"}
TAKEN = gettext_lazy("That day is already a closing day there.")


@dataclass(frozen=True)
class DayOff:
    """A row of the calendar of days off; a public holiday has no closing day behind it."""

    day: date
    label: str
    closing_day: ClosingDay | None = None


@transaction.atomic
def add(*, by: User, day: date, label: str, office: Office | None = None) -> ClosingDay:
    """Raises Refused beside `day` for what is no working day anyway, or closed there already."""
    if not calendar.is_working_day(day):
        raise Refused({"day": _("That day is a weekend or a public holiday: nobody works then anyway.")})
    if day < calendar.today():
        raise Refused({"day": _("A day that has passed can no longer be closed: deadlines were counted with it.")})
    there = ClosingDay.objects.filter(day=day)
    if there.filter(office=office).exists() or there.filter(office=None).exists():
        raise Refused({"day": TAKEN})
    try:
        with transaction.atomic():
            closing_day = ClosingDay.objects.create(day=day, office=office, label=label)
    except IntegrityError as error:  # somebody was faster
        raise Refused({"day": TAKEN}) from error
    record(Verb.OFFICE_CHANGED, closing_day, by=by, added=day.isoformat(), office=office.pk if office else None)
    return closing_day


@transaction.atomic
def remove(closing_day: ClosingDay, *, by: User) -> ClosingDay:
    """Take back a day that is still to come. Raises Refused for today and before: deadlines were counted with it."""
    if closing_day.day <= calendar.today():
        raise Refused(_("Only a day that is still to come can be taken back."))
    office = closing_day.office_id
    record(Verb.OFFICE_CHANGED, closing_day, by=by, removed=closing_day.day.isoformat(), office=office)
    ClosingDay.objects.filter(pk=closing_day.pk).delete()
    return closing_day


def of_office(office_id: int | None) -> frozenset[date]:
    """The closing days that an office keeps: the department's and its own; without an office, the department's."""
    kept = ClosingDay.objects.filter(Q(office__isnull=True) | Q(office__isnull=False, office=office_id))
    return frozenset(kept.values_list("day", flat=True))


def days_off(year: int) -> list[DayOff]:
    """Public holidays and closing days of `year` by date; ValueError for a year whose holidays are not known."""
    language = HOLIDAY_LANGUAGES.get((get_language() or "en")[:2], "en_US")
    names = country_holidays("BE", years=year, language=language)
    days = [DayOff(day, str(names.get(day, ""))) for day in calendar.public_holidays(year)]
    closed = ClosingDay.objects.filter(day__year=year).select_related("office__region")
    days += [DayOff(row.day, row.label, row) for row in closed]
    return sorted(days, key=lambda row: (row.day, row.label))
