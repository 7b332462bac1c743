"""What `manage.py bench` measures: pages as a browser gets them, at the size of the database at hand, in one run.

Every row is a ratio or stands beside what it is compared with, measured in turn, so that a busy machine slows both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from icam.models import User

ROUNDS = 7


@dataclass(frozen=True)
class Reading:
    """One page, once: milliseconds in all and in SQL, and the number of queries."""

    total: float
    sql: float
    queries: int


@dataclass(frozen=True)
class Page:
    """The median of several readings of one page."""

    name: str
    total: float
    sql: float
    queries: int


def browser_of(user: User) -> Client:
    """A browser in which `user` is signed in, on this machine's own address."""
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)
    return browser


def read(browser: Client, path: str) -> Reading:
    """Get `path` once; LookupError unless it opens."""
    with CaptureQueriesContext(connection) as queries:
        started = perf_counter()
        answer = browser.get(path)
        total = perf_counter() - started
    if answer.status_code != 200:
        raise LookupError(f"{path} answered {answer.status_code}.")
    return Reading(1000 * total, 1000 * sum(float(query["time"]) for query in queries), len(queries))


def side_by_side(pages: dict[str, Callable[[], Reading]], rounds: int = ROUNDS) -> dict[str, Page]:
    """Each page in turn, `rounds` times after a first that does not count; medians."""
    readings: dict[str, list[Reading]] = {name: [] for name in pages}
    for number in range(rounds + 1):
        for name, page in pages.items():
            reading = page()
            if number:
                readings[name].append(reading)
    return {name: _median(name, rows) for name, rows in readings.items()}


def _median(name: str, rows: list[Reading]) -> Page:
    return Page(name, median(r.total for r in rows), median(r.sql for r in rows), max(r.queries for r in rows))
