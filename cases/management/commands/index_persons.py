from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from cases.services import index

TELLS = 100_000  # persons


class Command(BaseCommand):
    """Makes the index of persons anew: after an upgrade that reads names otherwise, after restoring, or in doubt."""

    help = (
        "Index the names, birth dates and telephone numbers of all persons anew, and count how common each word is. "
        "Nothing that is right is written again; it may be stopped and run again, and people may work meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = monotonic()
        done = index.rebuild(self._tell)
        self.stdout.write(f"{done:,} persons indexed in {monotonic() - begun:.0f} s.")

    def _tell(self, done: int) -> None:
        if done % TELLS == 0:
            self.stdout.write(f"{done:,} persons")
