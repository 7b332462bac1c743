"""What may stand in the address of a page of figures. What is not known there is refused, never ignored: a filter
that does nothing would show the wrong number.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reporting.figures import BY_CODE, FIGURES
from reporting.periods import Stretch, period_of, usual
from reporting.registry import KIND, MONTH, REGION, Cells, Figure, Reach

MARK = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})")


class StretchForm(forms.Form):
    """How much of the year, and one line of each split named in `splits`; every choice may be left out."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, data: QueryDict, *, year: int, reach: Reach, figure: Figure, splits: Iterable[str]) -> None:
        super().__init__(data)
        first = usual(year)
        stretches = [first, *(each for each in Stretch if each is not first)]
        self.fields["period"].choices = [(each.value, each.label) for each in stretches]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.names = tuple(splits)
        for name in self.names:
            lines = figure.lines(reach, period_of(year, stretch_in(data, year)), name)
            self.fields[name] = forms.ChoiceField(
                label=str(_("Month") if name == MONTH else figure.splits[name].label),
                required=False,
                choices=[("", _every(name, reach)), *lines],
            )

    @property
    def cells(self) -> Cells:
        """The lines of splits that were chosen."""
        return {name: self.cleaned_data[name] for name in self.names if self.cleaned_data[name]}

    def label_of(self, name: str) -> str:
        """What was chosen of the split `name`, in words."""
        field = self.fields[name]
        return str(dict(field.choices)[self.cleaned_data[name]])  # type: ignore[attr-defined]  # it is a ChoiceField


class YearForm(StretchForm):
    """The page of a year: of what, and which figure and split are shown at length."""

    figure = forms.ChoiceField(
        required=False, choices=[(figure.code, figure.label) for figure in FIGURES], widget=forms.HiddenInput
    )
    by = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        chosen["figure"] = BY_CODE[chosen.get("figure") or FIGURES[0].code]
        chosen["by"] = chosen.get("by") or KIND
        if chosen["by"] not in chosen["figure"].splits:
            raise forms.ValidationError(_("This figure is not split that way."))
        return chosen


class RowsForm(StretchForm):
    """The list behind a number: one line of any split of the figure, and where the page begins."""

    after = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_after(self) -> tuple[date, int] | None:
        text = self.cleaned_data["after"]
        if not text:
            return None
        try:
            day, pk = MARK.fullmatch(text).groups()  # type: ignore[union-attr]  # None has no groups: the same answer
            return date.fromisoformat(day), int(pk)
        except (AttributeError, ValueError) as error:
            raise forms.ValidationError(_("This page of the list does not exist.")) from error


def _every(name: str, reach: Reach) -> Any:
    if name != REGION.name:
        return pgettext_lazy("filter", "All")
    return _("Whole country") if reach.whole_country else _("All of yours")


def stretch_in(data: QueryDict, year: int) -> Stretch:
    """How much of `year` the address asks for; the form refuses what is not a stretch."""
    asked = data.get("period", "")
    return Stretch(asked) if asked in Stretch.values else usual(year)


def read(form: forms.Form, request: HttpRequest) -> dict[str, Any]:
    """The choices in the address; BadRequest for a name or a value that is not known, or a name given twice."""
    unknown = set(request.GET) - set(form.fields)
    if unknown:
        raise BadRequest(_("The address holds a filter that is not known here, so nothing was counted."))
    if any(len(values) > 1 for _name, values in request.GET.lists()):
        raise BadRequest(_("The address holds a filter twice, so nothing was counted."))
    if not form.is_valid():
        raise BadRequest(_("The address holds a value that is not known here, so nothing was counted."))
    return form.cleaned_data
