"""Which days a year's figures cover. Nothing is counted before its day: a period never reaches past today."""

from datetime import date

from django.db.models import Min, TextChoices
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseState
from cases.models import CaseMove
from icam.calendar import Period, today

FIRST_YEAR = 2021  # the department exists since then


class Stretch(TextChoices):
    """How much of a year."""

    TO_DATE = "to_date", _("Up to this day of the year")
    YEAR = "year", _("Whole year")


def usual(year: int) -> Stretch:
    """What is meant when nobody says: this year up to today, an earlier year as a whole."""
    return Stretch.TO_DATE if year == today().year else Stretch.YEAR


def period_of(year: int, stretch: str) -> Period:
    """1 January up to this day of that year or up to its end, and never past today; ValueError for a later year."""
    now = today()
    last = _same_day(now, year) if stretch == Stretch.TO_DATE else date(year, 12, 31)
    return Period(date(year, 1, 1), min(last, now))


def _same_day(day: date, year: int) -> date:
    """29 February becomes 28 February where there is none."""
    leap = day.month == 2 and day.day == 29
    return date(year, 2, 28) if leap else day.replace(year=year)


def years() -> list[int]:
    """The years that have figures, newest first; this year always."""
    first = CaseMove.objects.filter(target=CaseState.SELECTED).aggregate(first=Min("on"))["first"]
    start = max(FIRST_YEAR, first.year) if first else today().year
    return list(range(today().year, min(start, today().year) - 1, -1))
