from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from icam.audit import contains, head, verify


class Command(BaseCommand):
    """Exit code 0 and the newest hash when nobody rewrote the trail; 1 and every fault found otherwise."""

    help = (
        "Prove that the audit trail is what was recorded: every event unchanged, every link joined to the one before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--contains",
            metavar="HASH",
            help="a hash printed by an earlier run and kept elsewhere: shows whether the end of the trail was cut off",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [f"Event {fault.event_id or 'unknown'}: {fault.what}." for fault in verify()]
        kept = options["contains"]
        if kept and not contains(kept):
            faults.append(f"The hash {kept} is not in the trail: its end was cut off, or this is another database.")
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit trail is not as it was recorded: {len(faults)} faults.")
        self.stdout.write(f"The audit trail is as it was recorded. Newest hash: {head()}")
