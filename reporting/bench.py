"""How long the year's figures take at the size of the database at hand; `manage.py bench` prints it."""

from dataclasses import dataclass
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from icam.models import User
from icam.permissions import Role


@dataclass(frozen=True)
class Timing:
    """The best of some readings of one page."""

    path: str
    cases: int
    queries: int
    sql_ms: float
    total_ms: float


def figures_page(reader: User | None = None, path: str = "/figures/", repeat: int = 5) -> Timing:
    """The page of the year, as the browser of `reader` (the first head of department) gets it; chart and templates
    are warm, the counting is done anew each time. LookupError when there is nobody who may read it.
    """
    reader = reader or User.objects.active().filter(role=Role.HEAD).first()
    if reader is None:
        raise LookupError("There is no active head of department to read the figures.")
    browser = Client(headers={"host": "localhost"})
    browser.force_login(reader)
    browser.get(path)
    return min((_once(browser, path) for _ in range(repeat)), key=lambda timing: timing.total_ms)


def _once(browser: Client, path: str) -> Timing:
    with CaptureQueriesContext(connection) as queries:
        started = perf_counter()
        answer = browser.get(path)
        total = perf_counter() - started
    if answer.status_code != 200:
        raise LookupError(f"{path} answered {answer.status_code}.")
    return Timing(
        path=path,
        cases=Case.objects.count(),
        queries=len(queries),
        sql_ms=1000 * sum(float(query["time"]) for query in queries),
        total_ms=1000 * total,
    )
