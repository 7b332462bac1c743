"""Where a number leads: the list of exactly the rows it counts."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from reporting.periods import FIRST_YEAR, Stretch
from reporting.registry import Cells


@dataclass(frozen=True)
class Links:
    """Addresses of lists and exports of one year, of what `cells` leave of it."""

    year: int
    stretch: Stretch
    cells: Cells

    def _with(self, path: str, cells: Cells) -> str:
        return f"{path}?{urlencode({'period': self.stretch.value, **self.cells, **cells})}"

    def rows(self, code: str, **cells: str) -> str:
        """The list of one figure, or of one line of its splits; empty for a year before there were any."""
        if self.year < FIRST_YEAR:
            return ""
        return self._with(reverse("reporting:rows", args=[self.year, code]), cells)

    def page(self, **more: str) -> str:
        """The page of the year."""
        return self._with(reverse("reporting:year_of", args=[self.year]), more)

    def export(self, kind: str) -> str:
        return self._with(reverse("reporting:export", args=[self.year, kind]), {})

    def rows_export(self, code: str, kind: str) -> str:
        return self._with(reverse("reporting:rows_export", args=[self.year, code, kind]), {})

    def before(self, stretch: Stretch | None = None) -> "Links":
        """The same of the year before."""
        return Links(self.year - 1, stretch or self.stretch, self.cells)

    def without(self, *names: str) -> "Links":
        """The same with fewer choices."""
        return replace(self, cells={name: key for name, key in self.cells.items() if name not in names})
