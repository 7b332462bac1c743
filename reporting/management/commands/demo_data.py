"""Fill an empty database with an office that never was, and write down who can sign in."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.demonstration.filling import Filled, NotForUse, fill, is_filled
from reporting.demonstration.volumes import DEFAULT_SIZE, EXACT_FROM


class Command(BaseCommand):
    help = (
        "Fills an empty database with invented regions, staff and cases; 2023 reproduces the published figures. "
        "From one seed, one size and one day follows always the same office."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--size", type=int, default=DEFAULT_SIZE, metavar="N",
            help=f"number of cases (default {DEFAULT_SIZE}; from {EXACT_FROM} on, 2023 is the published year)",
        )  # fmt: skip
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="from which everything follows (default 1)"
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the accounts there, readable by the owner")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when persons are registered already")

    def handle(self, *args: Any, **options: Any) -> None:
        size, seed, file = options["size"], options["seed"], options["json"]
        if not 1 <= size <= 2_000_000:
            raise CommandError("--size must lie between 1 and 2000000.")
        if options["if_empty"] and is_filled():
            self.stdout.write("The demonstration is filled in already.")
            return
        begun = monotonic()
        try:
            filled = fill(size, seed, self.stdout.write)
        except NotForUse as refusal:
            raise CommandError(str(refusal)) from refusal
        if file:
            write_accounts(file, filled)
        self.stdout.write(summary(filled, size, monotonic() - begun))


def write_accounts(file: Path, filled: Filled) -> None:
    """The accounts as JSON, in a file that only its owner may read."""
    text = json.dumps([account.as_json() for account in filled.accounts], ensure_ascii=False, indent=1)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(f"{text}\n")


def summary(filled: Filled, size: int, seconds: float) -> str:
    rows = sum(filled.counts.values())
    year = "2023 is the published year." if filled.is_published else (
        f"At this size 2023 is not the published year; from {EXACT_FROM} cases on it is."
    )  # fmt: skip
    return f"{size:,} invented cases in {rows:,} rows, {seconds:.0f} s; {len(filled.accounts)} accounts. {year}"
