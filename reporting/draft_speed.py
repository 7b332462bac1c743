"""What it takes to keep a draft, as a browser sends it while one types."""

from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from icam.drafting import Stamp
from icam.models import User
from icam.services import drafts
from reporting.measure import Page, Reading, browser_of, side_by_side

FORM = "bench"
SENTENCE = "She wants Layla to finish her year, and asks what becomes of the flat. "


def measure(user: User, rounds: int) -> list[Page]:
    """A record of an ordinary talk, and the longest that a form takes; nothing of it stays."""
    browser = browser_of(user)
    stamp = str(Stamp(user.pk, FORM, "", None, "/"))
    try:
        pages = side_by_side(
            {
                f"draft of {letters:,} characters": lambda letters=letters: _keep(browser, stamp, letters)  # type: ignore[misc]  # bound now
                for letters in (6_000, 100_000)
            },
            rounds,
        )
    finally:
        drafts.drop(user.pk, FORM, "", page="")
    return list(pages.values())


def _keep(browser: Client, stamp: str, letters: int) -> Reading:
    text = (SENTENCE * (letters // len(SENTENCE) + 1))[:letters]
    with CaptureQueriesContext(connection) as queries:
        started = perf_counter()
        answer = browser.post("/drafts/", {"stamp": stamp, "own_words": text, "steps": ["advice", "options"]})
        total = perf_counter() - started
    if answer.status_code != 200:
        raise LookupError(f"/drafts/ answered {answer.status_code}.")
    return Reading(1000 * total, 1000 * sum(float(query["time"]) for query in queries), len(queries))
