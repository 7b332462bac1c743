"""What `manage.py bench` measures of the agenda: the week of an office with 300 appointments, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from itertools import cycle, islice, product

from django.db import transaction

from cases.enums import InterviewKind
from cases.models import Case, Interview, as_it_is
from icam.calendar import at, today
from icam.models import Desk, Office, Opening, User
from reporting.measure import Page, browser_of, read, side_by_side

DESKS, DAYS, HOURS = 10, 5, 6
FIRST_HOUR = 9
POOL = 120  # households among whom the appointments are dealt


@contextmanager
def busy_week(office: Office) -> Iterator[date]:
    """Ten more desks at `office` with six appointments a day each, in a week to come; its Monday. All of it undone."""
    with transaction.atomic():
        monday = today() + timedelta(days=14 - today().weekday())
        desks = [Desk.objects.create(office=office, name=f"Bench {n}") for n in range(DESKS)]
        Opening.objects.bulk_create(
            Opening(desk=desk, weekday=day, starts=time(FIRST_HOUR), ends=time(17), valid_from=monday)
            for desk, day in product(desks, range(DAYS))
        )
        pool = cycle(Case.objects.filter(region=office.region).select_related("household")[:POOL])
        places = product(range(DAYS), range(HOURS), desks)
        Interview.objects.bulk_create(
            Interview(
                case=case,
                kind=InterviewKind.FOLLOW_UP,
                planned_at=at(monday + timedelta(days=day), time(FIRST_HOUR + hour)),
                desk=desk,
                **as_it_is(case) | {"coach_id": None, "office_id": office.pk},
            )
            for (day, hour, desk), case in zip(places, islice(pool, DESKS * DAYS * HOURS), strict=False)
        )
        yield monday
        transaction.set_rollback(True)


def measure(reader: User, office: Office, rounds: int) -> Page:
    """That week, as `reader` gets it. LookupError when the office has no case to plan for."""
    with busy_week(office) as monday:
        browser, path = browser_of(reader), f"/agenda/?office={office.pk}&day={monday.isoformat()}"
        name = f"agenda, a week of {Interview.objects.filter(desk__name__startswith='Bench ').count()} appointments"
        return side_by_side({name: lambda: read(browser, path)}, rounds)[name]
