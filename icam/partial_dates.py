"""The form field for a date of which a part is known."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam import calendar
from icam.dates import DatePrecision, PartialDate, make_day, western_figures


class PartialDateInput(forms.MultiWidget):
    """Day, month, year and how sure, each with its own small label."""

    template_name = "forms/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**numeric, "class": "form-control dd", "maxlength": 2}),
            "month": forms.TextInput({**numeric, "class": "form-control mm", "maxlength": 2}),
            "year": forms.TextInput({**numeric, "class": "form-control yy", "maxlength": 4}),
            "precision": forms.Select({"class": "form-select"}, choices=DatePrecision.choices),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, PartialDate):
            return ["", "", "", DatePrecision.DAY]
        if value.day is None:
            return ["", "", "", value.precision]
        day = value.day.day if value.precision is DatePrecision.DAY else ""
        month = value.day.month if value.precision in {DatePrecision.DAY, DatePrecision.MONTH} else ""
        return [day, month, value.day.year, value.precision]


class PartialDateField(forms.Field):
    """A date typed in parts with how sure it is; cleans to a PartialDate, or None when empty and not required.

    `past` refuses a date that can only lie after today.
    """

    widget = PartialDateInput
    default_hint = gettext_lazy("Leave empty what is not known.")

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", self.default_hint)
        super().__init__(**kwargs)
        self.past = past

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        *parts, precision = (western_figures(str(part or "").strip()[:20]) for part in value)
        if precision not in DatePrecision.values:
            raise ValidationError(_("Choose how sure the date is."), code="precision")
        if not any(parts):
            return PartialDate(None, DatePrecision.UNKNOWN) if precision == DatePrecision.UNKNOWN else None
        day, month, year = parts
        return read_parts(day, month, year, DatePrecision(precision))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past and value and value.day and value.day > calendar.today():
            raise ValidationError(_("This date must not be after today."), code="future")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


NEEDED_PARTS: Mapping[DatePrecision, tuple[bool, bool, bool]] = {
    DatePrecision.DAY: (True, True, True),
    DatePrecision.MONTH: (False, True, True),
    DatePrecision.YEAR: (False, False, True),
    DatePrecision.ESTIMATED: (False, False, True),
    DatePrecision.UNKNOWN: (False, False, False),
}


def read_parts(day: str, month: str, year: str, precision: DatePrecision) -> PartialDate:
    """The date made of typed parts; ValidationError when they do not go with `precision`, or with each other."""
    parts = (day, month, year)
    if any(not re.fullmatch(r"[0-9]{0,4}", part) for part in parts):
        raise ValidationError(_("Type day, month and year in figures."), code="invalid")
    if tuple(bool(part) for part in parts) != NEEDED_PARTS[precision]:
        raise ValidationError(wrong_parts(precision), code="parts")
    return PartialDate(make_day(int(year), int(month or 1), int(day or 1)), precision)


def wrong_parts(precision: DatePrecision) -> str:
    """The sentence about parts that do not go with the precision chosen."""
    return {
        DatePrecision.DAY: _("For an exact day, type day, month and year."),
        DatePrecision.MONTH: _("For month and year, type these two and leave the day empty."),
        DatePrecision.YEAR: _("For a year only, type the year and leave day and month empty."),
        DatePrecision.ESTIMATED: _("For an estimated year, type the year and leave day and month empty."),
        DatePrecision.UNKNOWN: _("For a date that is not known, leave day, month and year empty."),
    }[precision]
