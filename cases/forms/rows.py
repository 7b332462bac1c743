"""Rows in a form, without a script: plain numbered fields, always a few empty ones, one more on request.

The button `<button name="more" value="agreement">` sends the form to be shown again with one row more: nothing is
checked then, nothing is written, and all that was typed is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict

EMPTY_ROWS = 3
MOST_ROWS = 40


class RowsForm(forms.Form):
    """A form with rows: `agreement_1_text`, `agreement_1_due`, `agreement_2_text` …; how many, the page says."""

    rows: dict[str, list[str]]  # by name of the rows, the prefixes of each: ["agreement_1_", "agreement_2_", …]
    standing: dict[str, int]  # how many of them are there already
    makers: dict[str, tuple[Callable[[int], Mapping[str, forms.Field]], Sequence[Mapping[str, Any]]]]

    def add_rows(
        self, name: str, make: Callable[[int], Mapping[str, forms.Field]], standing: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Rows called `name`, each of the fields that `make` gives for its number; `standing` are those there are."""
        self.rows = getattr(self, "rows", {})
        self.makers = {**getattr(self, "makers", {}), name: (make, standing)}
        self.standing = getattr(self, "standing", {}) | {name: len(standing)}
        count = self._count(name, len(standing))
        self.rows[name] = [f"{name}_{number}_" for number in range(1, count + 1)]
        for number, prefix in enumerate(self.rows[name], start=1):
            self.fields |= {prefix + suffix: field for suffix, field in make(number).items()}
        for prefix, values in zip(self.rows[name], standing, strict=False):
            self.initial.update({prefix + suffix: value for suffix, value in values.items()})

    def refilled(self) -> None:
        """A draft was put into the form: it has as many rows as were begun."""
        for name, (make, standing) in self.makers.items():
            self.add_rows(name, make, standing)

    def _count(self, name: str, standing: int) -> int:
        typed = str(self.data.get(f"{name}_rows", ""))
        asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else standing + EMPTY_ROWS
        return min(max(asked + (self.asks_more == name), standing, 1), MOST_ROWS)

    @property
    def asks_more(self) -> str:
        """The name of the rows of which one more is wanted, instead of saving."""
        return str(self.data.get("more", "")) if self.is_bound else ""

    def full_clean(self) -> None:
        if self.asks_more:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.asks_more and super().is_valid()

    def fields_of(self, name: str) -> list[dict[str, BoundField]]:
        """Row by row, its fields by their names: what a template shows."""
        return [
            {key.removeprefix(prefix): self[key] for key in self.fields if key.startswith(prefix)}
            for prefix in self.rows[name]
        ]

    def filled(self, name: str, needed: str, sentence: str, *, start: str = "") -> list[dict[str, Any]]:
        """The cleaned rows that say something, with their `prefix`; beside `needed` the sentence if it is missing.

        What only the page proposes (`start`: the name of a field that is never empty) does not make a row.
        """
        found = []
        for number, prefix in enumerate(self.rows[name], start=1):
            row = {
                key.removeprefix(prefix): value for key, value in self.cleaned_data.items() if key.startswith(prefix)
            }
            if not any(value for suffix, value in row.items() if suffix != start) and number > self.standing[name]:
                continue
            if not row.get(needed) and prefix + needed not in self.errors:
                self.add_error(prefix + needed, sentence)
            found.append(row | {"prefix": prefix})
        return found
