"""`manage.py match_pairs FILE.csv --format json`: how well matching does on a file of labelled pairs."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.matching.pairs import COLUMNS, BadFile, read_pairs
from cases.matching.report import Judged, as_json, by_language, figures, judge, row_of

HEADINGS = ("pairs", "same", "name@5", "birth@5", "precision", "recall")


class Command(BaseCommand):
    help = (
        "Compare the pairs of a CSV file and search the first of each among the second ones and made-up persons. "
        f"Columns, in any order: {', '.join(COLUMNS)}. "
        "Dates as 1988-03-14, 1988-03, 1988, 14/03/1988, ~1988 or empty; same as 1 or 0. "
        "Prints score, strength and reasons of every row, and by language and overall: recall among the first five by "
        "name alone and with the birth date, precision and recall of strong (with certain), and what was wrongly "
        "called strong. Nothing is read from the database or written to it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="the labelled pairs")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
        parser.add_argument(
            "--distractors", type=int, default=20_000, metavar="N", help="made-up persons in the way; default: 20000"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, other persons; default: 1")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["distractors"] <= 1_000_000:
            raise CommandError("--distractors must lie between 0 and 1000000.")
        try:
            pairs = read_pairs(options["file"])
        except BadFile as error:
            raise CommandError(str(error), returncode=2) from error
        asked = {
            "file": options["file"].name,
            "distractors": options["distractors"],
            "seed": options["seed"],
        }
        judged = judge(pairs, distractors=options["distractors"], seed=options["seed"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(judged, asked), ensure_ascii=False, indent=2))
        else:
            self._write_text(judged)

    def _write_text(self, judged: Sequence[Judged]) -> None:
        for one in judged:
            self._write_row(row_of(one))
        self.stdout.write(f"\n{'':28}" + "".join(f"{heading:>11}" for heading in HEADINGS))
        for language, found in {**by_language(judged), "overall": figures(judged)}.items():
            self.stdout.write(f"{language[:27]:28}" + _cells(found))
        wrong = [row_of(one) for one in judged if one.called_same and not one.pair.same]
        self.stdout.write(f"\nWrongly called strong: {len(wrong)}")
        for row in wrong:
            self._write_row(row)

    def _write_row(self, row: dict[str, Any]) -> None:
        label = "same" if row["same"] else "different"
        born_a, born_b = (f" ({row[side]})" if row[side] else "" for side in ("born_a", "born_b"))
        self.stdout.write(
            f"{row['row']:5} {row['score']:.2f} {row['strength']:8} {label:9} {row['language']}: "
            f"{row['name_a']}{born_a} / {row['name_b']}{born_b}"
        )
        for reason in row["reasons"]:
            self.stdout.write(f"            {reason['points']:+6.1f}  {reason['text']}  [{reason['code']}]")


def _cells(found: dict[str, Any]) -> str:
    counts = f"{found['pairs']:>11}{found['same']:>11}"
    names = ("recall_at_5_by_name", "recall_at_5_with_birth", "strong_precision", "strong_recall")
    return counts + "".join(f"{'-' if found[name] is None else format(found[name], '.3f'):>11}" for name in names)
