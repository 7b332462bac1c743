"""Put every restricted note under the first of RESTRICTED_KEYS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.services import restricted
from icam import sealing


class Command(BaseCommand):
    help = (
        "Seals every restricted note anew with the first key of RESTRICTED_KEYS; all keys there open. "
        "What notes said before stays in the history under the key of its time: keep old keys as long as the history."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which notes no key opens")

    def handle(self, *args: Any, **options: Any) -> None:
        if not sealing.has_key():
            raise CommandError("RESTRICTED_KEYS is empty: there is nothing to seal with.")
        done, closed = restricted.look_at_keys() if options["check"] else restricted.rotate()
        self.stdout.write(f"{done} notes {'open' if options['check'] else 'are under the first key'}.")
        if closed:
            raise CommandError(f"No key opens these notes: {', '.join(map(str, closed))}.")
