"""What `manage.py bench` measures of the free slots: eight weeks over every desk."""

from datetime import timedelta
from time import perf_counter, process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.services.slots import free_slots
from icam.calendar import today
from icam.models import Desk
from reporting.measure import Page, Reading, side_by_side

WEEKS = 8


def measure(rounds: int) -> tuple[Page, float]:
    """The search over all offices as a page asks for it, and its CPU milliseconds: the least of the rounds.

    LookupError where no desk has a free slot.
    """
    burnt: list[float] = []
    desks = Desk.objects.filter(is_active=True, office__is_active=True)
    offices = set(desks.values_list("office", flat=True))

    def search() -> Reading:
        with CaptureQueriesContext(connection) as queries:
            started, before = perf_counter(), process_time()
            found = free_slots(offices=offices, first=today(), last=today() + timedelta(weeks=WEEKS))
            total = perf_counter() - started
            burnt.append(1000 * (process_time() - before))
        if not found:
            raise LookupError("No desk has a free slot: are there opening hours?")
        return Reading(1000 * total, 1000 * sum(float(query["time"]) for query in queries), len(queries))

    name = f"free slots, {WEEKS} weeks, {desks.count()} desks"
    return side_by_side({name: search}, rounds)[name], min(burnt)
