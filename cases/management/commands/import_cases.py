"""Cases from a file: `manage.py import_cases FILE.csv`. What it does and answers stands in docs/operations.md."""

import csv
import json
import logging
from argparse import ArgumentParser
from codecs import lookup
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.enums.papers import ImportState, RowDecision, RowResult
from cases.importing.columns import BY_KEY, guess, ignored, template
from cases.importing.lines import Said
from cases.importing.tables import MOST_BYTES
from cases.models import Import, ImportRow
from cases.services import import_runs, imports
from icam.models import Region, User
from icam.permissions import Capability

REFUSED, UNREADABLE = 1, 2  # exit codes


class Unfit(CommandError):
    """The command cannot begin, or the file cannot be read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, returncode=UNREADABLE)


class Command(BaseCommand):
    help = (
        "Opens cases from a CSV or XLSX file. Exit code 0: all rows are in; 1: rows were refused; 2: the file cannot "
        "be read, and nothing was done. A second run of the same file does nothing again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="CSV (UTF-8 best) or XLSX; the first row names columns")
        parser.add_argument("--template", action="store_true", help="print an example CSV and do nothing else")
        parser.add_argument("--dry-run", action="store_true", help="check every row and write nothing at all")
        parser.add_argument("--region", metavar="CODE", help="where the cases are opened")
        parser.add_argument("--by", metavar="USERNAME", help="who imports: a manager of that region")
        parser.add_argument("--mapping", type=Path, metavar="FILE.json", help='which column is what: {"Nom": "name"}')
        parser.add_argument("--encoding", metavar="X", help="how a CSV is written, if not in UTF-8: cp1252, latin-1 …")
        parser.add_argument(
            "--decide", choices=["same", "new", "skip"], default="skip",
            help="rows that resemble somebody known: the same person, somebody new, or left out (default)",
        )  # fmt: skip
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to answer")
        parser.add_argument("--timing", action="store_true", help="say how long reading, checking and writing took")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            csv.writer(self.stdout).writerows(template())
            return
        by = _importer(options)
        region = _region(by, options["region"])
        data = _bytes(options["file"])
        seconds: dict[str, float] = {}
        with _without_log():
            answer = self._import(data, by, region, options, seconds)
        self._tell(answer, options["format"], seconds if options["timing"] else {})
        if answer["refused"]:
            raise CommandError(f"{answer['refused']} rows were refused.", returncode=REFUSED)

    def _import(
        self, data: bytes, by: User, region: Region, options: dict[str, Any], seconds: dict[str, float]
    ) -> dict[str, Any]:
        if not options["dry_run"]:
            made = _prepared(data, by, region, options, seconds)
            _carried_out(made, by, options["decide"], seconds)
            return _answer(made, dry_run=False)
        with transaction.atomic():
            made = _prepared(data, by, region, options, seconds)
            answer = _answer(made, dry_run=True)
            transaction.set_rollback(True)
        return answer

    def _tell(self, answer: dict[str, Any], form: str, seconds: dict[str, float]) -> None:
        if seconds:
            answer = {**answer, "seconds": {name: round(spent, 1) for name, spent in seconds.items()}}
        if form == "json":
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for row in answer["rows"]:
            for sentence in row["problems"] or row["warnings"]:
                self.stdout.write(f"Row {row['row']}, {sentence}")
        if answer["ignored"]:
            self.stdout.write(f"Columns that say nothing to us: {', '.join(answer['ignored'])}")
        counted = ", ".join(f"{count} {name}" for name, count in sorted(answer["results"].items()))
        self.stdout.write(f"{answer['total']} rows: {counted}." + (" Nothing was written." * answer["dry_run"]))
        for name, spent in seconds.items():
            self.stdout.write(f"{name}: {spent:.1f} s")


@contextmanager
def _without_log() -> Iterator[None]:
    """A line for every task that is queued would drown the answer."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


# What it is given -----------------------------------------------------------------------------------------------------


def _importer(options: dict[str, Any]) -> User:
    """Who imports. A dry run, which writes nothing, may do without a name."""
    users = User.objects.active().order_by("pk")
    if options["by"]:
        found: User | None = users.filter(username=options["by"]).first()
        if found is None or not found.may(Capability.IMPORT_CASES):
            raise Unfit(f"{options['by']} is nobody who may import cases.")
        return found
    if not options["dry_run"]:
        raise Unfit("Say with --by who imports: the user name of a manager.")
    managers: list[User] = [user for user in users.filter(regions__isnull=False) if user.may(Capability.IMPORT_CASES)]
    if options["region"]:
        managers = [user for user in managers if user.regions.filter(code__iexact=options["region"]).exists()]
    if not managers:
        raise Unfit("There is nobody yet who may import cases there.")
    return managers[0]


def _region(by: User, code: str | None) -> Region:
    regions = list(by.regions.filter(is_active=True).order_by("code"))
    if code:
        regions = [region for region in regions if region.code.casefold() == code.casefold()]
    if len(regions) != 1:
        known = ", ".join(by.regions.filter(is_active=True).values_list("code", flat=True))
        raise Unfit(f"Say with --region into which region {by.username} imports: {known or 'none is theirs'}.")
    return regions[0]


def _bytes(file: Path | None) -> bytes:
    if file is None:
        raise Unfit("Say which file to import.")
    try:
        if file.stat().st_size > 2 * MOST_BYTES:
            raise Unfit(f"This file is too large: at most {MOST_BYTES // 1024 // 1024} MB.")
        return file.read_bytes()
    except OSError as error:
        raise Unfit(f"{file} cannot be read: {error.strerror}.") from error


def _mapping(file: Path, header: list[str]) -> dict[str, str]:
    try:
        given = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unfit(f"{file} is no mapping: {error}.") from error
    if not isinstance(given, dict) or not all(isinstance(key, str) for key in given.values()):
        raise Unfit(f"{file} is no mapping of heads to columns.")
    if strange := sorted({key for key in given.values() if key and key not in BY_KEY}):
        raise Unfit(f"There are no columns {', '.join(strange)}. Known are: {', '.join(BY_KEY)}.")
    if missing := sorted(set(given) - set(header)):
        raise Unfit(f"The file has no columns {', '.join(missing)}.")
    return given


# What it does ---------------------------------------------------------------------------------------------------------


def _prepared(data: bytes, by: User, region: Region, options: dict[str, Any], seconds: dict[str, float]) -> Import:
    """Read and checked, in this process."""
    began = monotonic()
    try:
        encoding = lookup(options["encoding"]).name if options["encoding"] else ""
        with transaction.atomic():
            made = imports.read(data, by=by, region=region, name=options["file"].name, encoding=encoding)
            if not made.is_sure:
                raise Unfit(f"This file is not in UTF-8. It may be in {made.encoding}: say so with --encoding.")
            mapping = _mapping(options["mapping"], made.header) if options["mapping"] else guess(made.header)
            imports.choose_columns(made, by=by, version=made.version, mapping=mapping, defaults={})
    except LookupError as error:
        raise Unfit(f"There is no encoding {options['encoding']}.") from error
    except ValidationError as refusal:
        raise Unfit(" ".join(refusal.messages)) from refusal
    seconds["read"] = monotonic() - began
    began = monotonic()
    import_runs.check_here(made)
    seconds["check"] = monotonic() - began
    made.refresh_from_db()
    return made


def _carried_out(made: Import, by: User, decision: str, seconds: dict[str, float]) -> None:
    began = monotonic()
    imports.decide_rest(made, by=by, decision=RowDecision(decision))
    made.refresh_from_db()
    imports.leave_out(made)
    if imports.ready_rows(made).exists():
        try:
            imports.start(made, by=by, version=made.version)
        except ValidationError as refusal:
            raise Unfit(" ".join(refusal.messages)) from refusal
        import_runs.run_here(made)
    made.refresh_from_db()
    assert made.state in {ImportState.CHECKED, ImportState.DONE}
    seconds["write"] = monotonic() - began


def _answer(made: Import, *, dry_run: bool) -> dict[str, Any]:
    results = imports.counts(made)
    told = made.rows.select_related("case").order_by("number")
    return {
        "file": made.name,
        "region": made.region.code,
        "dry_run": dry_run,
        "total": made.total,
        "results": results,
        "refused": results.get(RowResult.REFUSED, 0),
        "columns": made.mapping["columns"],
        "ignored": ignored(made.header, made.mapping["columns"]),
        "rows": [_row(row) for row in told],
    }


def _row(row: ImportRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "result": row.result,
        "case": row.case.reference if row.case else None,
        "problems": [str(Said(said["column"], said["text"])) for said in row.problems],
        "warnings": [str(Said(said["column"], said["text"])) for said in row.warnings],
        "resembles": [found.get("strength") for found in row.candidates],
    }
