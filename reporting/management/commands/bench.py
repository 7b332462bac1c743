import logging
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from cases.models import Case
from icam.calendar import today
from icam.models import Office, User
from icam.permissions import Role
from invitations.models import Letter
from invitations.services.vocabulary import words_of
from invitations.typesetting.bench import compare
from invitations.typesetting.words import WordsRefused
from reporting import agenda_speed, draft_speed, slots_speed
from reporting.crowd import crowd
from reporting.measure import Page, browser_of, read, side_by_side
from reporting.search_speed import measure

LIST = "/cases/?state=open"
EVERY = "/cases/?sort=opened"
DEEP = 1000  # pages of 50 rows


class Command(BaseCommand):
    """Prints the speed table of docs/performance.md for the database at hand."""

    help = "Measure the case list, the letters and the figures of this database and print the ratios."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=7, help="readings of each page (default 7)")
        parser.add_argument(
            "--letters", type=int, default=15, help="rounds of the letter (default 15, 0 leaves it out)"
        )
        parser.add_argument(
            "--persons",
            type=int,
            default=100_000,
            metavar="N",
            help="invented persons to search among (default 100,000, 0 leaves it out); they are gone afterwards",
        )
        parser.add_argument("--questions", type=int, default=200, help="questions of each kind (default 200)")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.INFO)  # a line per request would drown the table
        head = User.objects.active().filter(role=Role.HEAD).first()
        manager = User.objects.active().filter(role=Role.MANAGER).first()
        if head is None or manager is None:
            raise CommandError(
                "Nobody to read as: fill in the demonstration first (manage.py demo_data --size 100000)."
            )
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("ANALYZE")
            cursor.execute("RESET statement_timeout")
        self.stdout.write(f"{Case.objects.count():,} cases, PostgreSQL {connection.pg_version // 10000}")  # type: ignore[attr-defined]  # psycopg's
        self._lists(head, manager, options["rounds"])
        self._agenda(manager, options["rounds"])
        self._figures(head, options["rounds"])
        self._drafts(manager, options["rounds"])
        if options["letters"]:
            self._letter(options["letters"])
        if options["persons"]:
            self._persons(min(options["persons"], 2_000_000), max(options["questions"], 20))

    def _lists(self, head: User, manager: User, rounds: int) -> None:
        country, region = browser_of(head), browser_of(manager)
        deep = f"{EVERY}&after={self._far()}"
        pages = side_by_side(
            {
                "case list, first page, whole country": lambda: read(country, EVERY),
                "case list, page 1,000 or the last": lambda: read(country, deep),
                "case list, first page, one region": lambda: read(region, EVERY),
                "case list, open, by day to leave": lambda: read(country, LIST),
                "case list, open, by name": lambda: read(country, f"{LIST}&sort=name"),
            },
            rounds,
        )
        first, far, regional, *_rest = pages.values()
        self._table(pages.values())
        self._ratio("deep page / first page", far.total / first.total, 1.5)
        self._ratio("one region / whole country", regional.total / first.total, 1.5)

    def _far(self) -> int:
        """The case after which the far page begins."""
        rows = Case.objects.order_by("opened_on", "pk").values_list("pk", flat=True)
        place = min(DEEP * 50, rows.count() - 60)
        return int(rows[max(place, 0)])

    def _figures(self, head: User, rounds: int) -> None:
        browser = browser_of(head)
        pages = side_by_side({"figures of the year": lambda: read(browser, "/figures/")}, rounds)
        self._table(pages.values())
        self._ratio("figures of the year, ms", next(iter(pages.values())).total, 300)

    def _agenda(self, manager: User, rounds: int) -> None:
        office = Office.objects.filter(region__in=manager.regions.all(), is_active=True).first()
        if office is None:
            raise CommandError("The first manager has no office.")
        page = agenda_speed.measure(manager, office, rounds)
        self._table([page])
        self._ratio("week agenda, queries", page.queries, 15)
        self._ratio("week agenda, ms", page.total, 150)
        slots, burnt = slots_speed.measure(rounds)
        self._table([slots])
        self._ratio("free slots, ms", slots.total, 100)
        self._ratio("free slots, CPU ms", burnt, 100)

    def _drafts(self, manager: User, rounds: int) -> None:
        pages = draft_speed.measure(manager, rounds)
        self._table(pages)
        self._ratio("keeping the longest draft, ms", pages[-1].total, 30)

    def _persons(self, persons: int, questions: int) -> None:
        self.stdout.write(f"among {persons:,} invented persons, in the database:")
        with crowd(persons):
            speeds = measure(questions)
        for speed in speeds:
            found = "" if speed.found is None else f"  among the best five {100 * speed.found:.0f} %"
            self.stdout.write(
                f"{speed.name:<40} {speed.statements:>3} statements  median {speed.middle:>7.1f} ms  "
                f"p95 {speed.slowest:>7.1f} ms{found}"
            )
        exact, tolerant, _born, contains, nearest = speeds
        self._ratio("exact words or their beginnings, p95 in ms", exact.slowest, 10)
        self._ratio("names as heard, p95 in ms", tolerant.slowest, 50)
        self._ratio("exact or beginning / icontains, median", exact.middle / contains.middle, 0.2)
        self._ratio("names as heard / nearest by trigrams, median", tolerant.middle / nearest.middle, 0.2)

    def _letter(self, rounds: int) -> None:
        cost = compare(self._words(), rounds=rounds)
        self.stdout.write(
            f"one letter, CPU ms: {cost.shared.median:.0f} ({cost.shared.least:.0f}) shared, "
            f"{cost.alone.median:.0f} ({cost.alone.least:.0f}) with nothing shared"
        )
        self._ratio("letter shared / nothing shared", cost.ratio, 0.65)

    def _words(self) -> Any:
        for letter in Letter.objects.filter(interview__desk__isnull=False, channel="post").order_by("-pk")[:50]:
            try:
                return words_of(letter, on=today())
            except WordsRefused:
                continue
        raise CommandError("No letter of this database can be made.")

    def _table(self, pages: Any) -> None:
        page: Page
        for page in pages:
            self.stdout.write(
                f"{page.name:<40} {page.queries:>3} queries  SQL {page.sql:>7.1f} ms  total {page.total:>7.1f} ms"
            )

    def _ratio(self, name: str, value: float, goal: float) -> None:
        verdict = "met" if value <= goal else "NOT MET"
        self.stdout.write(f"  {re.sub(' +', ' ', name)}: {value:.2f} (goal {goal:g}, {verdict})")
