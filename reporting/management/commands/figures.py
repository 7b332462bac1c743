"""`manage.py figures --year 2023 --format json`: the figures of a year, for scripts and monitoring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from icam.calendar import today
from reporting.exports import write_figures_csv
from reporting.figures import FIGURES
from reporting.periods import FIRST_YEAR, Stretch, period_of
from reporting.registry import Cells, Reach
from reporting.report import year_report
from reporting.words import scope_in_words


class Command(BaseCommand):
    help = (
        "Print every figure of a year with its splits: invitations sent (INV-1), interviews held (INT-1), prospects "
        "proposed (PRO-1), stays obtained (OUT-1), returns effected (OUT-2), cases opened, closed and open (CAS-1 to "
        "CAS-3). The current year counts up to today."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True, help=f"the year, from {FIRST_YEAR} to this one")
        parser.add_argument("--region", metavar="CODE", help="only this region, by its code; without: the country")
        parser.add_argument("--format", choices=["json", "text", "csv"], default="text", help="default: text")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        if not FIRST_YEAR <= year <= today().year:
            raise CommandError(f"There are figures of {FIRST_YEAR} to {today().year}, not of {year}.")
        reach = Reach.country()
        cells = self._cells(reach, options["region"])
        period = period_of(year, Stretch.YEAR)
        if options["format"] == "csv":
            write_figures_csv(self.stdout, reach, period, cells)
            return
        report = year_report(reach, period, scope_in_words(reach, cells), cells)
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self._write_text(report)

    def _cells(self, reach: Reach, code: str | None) -> Cells:
        if code is None:
            return {}
        codes = [region.code for region in reach.regions]
        if code not in codes:
            known = ", ".join(codes) or "none yet"
            raise CommandError(f"There is no region with the code {code}. The codes are: {known}.")
        return {"region": code}

    def _write_text(self, report: dict[str, Any]) -> None:
        self.stdout.write(f"{report['from']} to {report['to']}, {report['scope']}")
        for code in (figure.code for figure in FIGURES):
            one = report["figures"][code]
            self.stdout.write(f"\n{code:6} {one['label']}: {one['count']}")
            for by, cells in one["splits"].items():
                counted = ", ".join(f"{key} {count}" for key, count in cells.items() if count)
                self.stdout.write(f"       {by}: {counted or '-'}")
        cases = report["identities"]["cases"]
        sign = "holds" if cases["holds"] else f"DOES NOT HOLD by {cases['gap']}"
        self.stdout.write(
            f"\nopening {cases['opening']} + opened {cases['opened']} - closed {cases['closed']}"
            f" = closing {cases['closing']}: {sign}"
        )
