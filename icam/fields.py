"""Form fields that refuse what must not come in, with a sentence that says what to do instead.

All text is brought to Unicode NFC, so that one name has one spelling. Letters of every script are welcome; what is
refused is what cannot be seen: control characters, and the signs that turn text round so that one name passes for
another.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam import calendar
from icam.dates import comes_twice, make_moment, read_clock, read_day

NAME_LENGTH = 120
TEXT_LENGTH = 250
LONG_TEXT_LENGTH = 10_000
CODE_LENGTH = 40

# Unicode Standard Annex 9: embeddings, overrides, isolates and marks of direction
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_SIGNS = frozenset("\n\t")
# What comes along when one copies from a web page or a PDF: zero-width space, byte order mark, soft hyphen
PASTED_LEFTOVERS = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad"))


# Text -----------------------------------------------------------------------------------------------------------------


def tidy_text(text: str, *, lines: bool = False) -> str:
    """`text` in NFC, stripped, with one kind of line end; ValidationError for signs that nobody can see.

    Without `lines`, every run of white space becomes one space.
    """
    text = text.translate(PASTED_LEFTOVERS).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    if "\x00" in text or any(_is_control(sign) for sign in text if sign not in LINE_SIGNS):
        raise ValidationError(
            _("This text holds a control character that cannot be seen. Type it again."), code="control"
        )
    if any(sign in BIDI_CONTROLS for sign in text):
        raise ValidationError(
            _("This text holds a hidden sign that changes the direction of reading. Type it again without it."),
            code="direction",
        )
    return text.strip() if lines else " ".join(text.split())


def _is_control(sign: str) -> bool:
    # Cc control, Cs half of a pair, Co private use, Cn not a character
    return unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"}


class TidyField(forms.CharField):
    """What the text fields share: tidied before anything else is checked, and a sentence for what is too long."""

    lines = False
    longest = TEXT_LENGTH

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or self.longest, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        longest = self.max_length or self.longest
        if text and len(text) > 4 * longest:  # no work on a flood of text
            raise ValidationError(too_long(longest, len(text)), code="max_length")
        return tidy_text(text, lines=self.lines) if text else ""

    def run_validators(self, value: Any) -> None:
        longest = self.max_length or self.longest
        if value and len(value) > longest:
            raise ValidationError(too_long(longest, len(value)), code="max_length")
        super().run_validators(value)


def too_long(longest: int, length: int) -> str:
    """The sentence about a text that is too long."""
    return _("This text is too long: %(length)s characters, at most %(longest)s fit.") % {
        "length": length,
        "longest": longest,
    }


class TextField(TidyField):
    """One line of text."""


class NameField(TidyField):
    """The name of a person or a place: one line with at least one letter, in any script."""

    longest = NAME_LENGTH

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(sign.isalpha() for sign in value):
            raise ValidationError(_("A name has at least one letter."), code="no_letter")


class LongTextField(TidyField):
    """Text of several lines."""

    lines = True
    longest = LONG_TEXT_LENGTH
    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows


class CodeField(TidyField):
    """A number or reference: letters A to Z, figures and the signs - / . only; kept in capitals without spaces."""

    longest = CODE_LENGTH

    def to_python(self, value: Any) -> str:
        code = super().to_python(value).replace(" ", "").upper()
        if code and not re.fullmatch(r"[0-9A-Z./-]+", code):
            raise ValidationError(_("Use the letters A to Z, the figures 0 to 9 and - / . only."), code="invalid")
        return code


class PhoneField(TidyField):
    """A telephone number as one dials it, from here or from abroad."""

    longest = 30
    default_validators = [
        RegexValidator(
            r"\A\+?[0-9][0-9 ./()-]{5,28}\Z", gettext_lazy("Type a telephone number, for example 02 488 97 77.")
        )
    ]


class PostcodeField(TidyField):
    """A Belgian postcode."""

    longest = 10
    default_validators = [RegexValidator(r"\A[1-9][0-9]{3}\Z", gettext_lazy("A Belgian postcode has four figures."))]


# Days -----------------------------------------------------------------------------------------------------------------


class DayInput(forms.TextInput):
    """A day as text: the browser's own picker follows the browser's language, not the page's."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "day-input", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            value = calendar.local_day(value)
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else super().format_value(value)


class DateField(forms.DateField):
    """A day typed as dd/mm/yyyy.

    `past` refuses today and later, `not_future` refuses what is after today, `future` refuses what is before today.
    """

    widget = DayInput
    default_hint = gettext_lazy("Day/month/year, for example 14/03/2026")

    def __init__(self, *, past: bool = False, not_future: bool = False, future: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", self.default_hint)
        super().__init__(**kwargs)
        self.past, self.not_future, self.future = past, not_future, future

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime):
            return calendar.local_day(value)
        if isinstance(value, date):
            return value
        return read_day(str(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.past and value >= calendar.today():
            raise ValidationError(_("This date must be before today."), code="not_past")
        if self.not_future and value > calendar.today():
            raise ValidationError(_("This date must not be after today."), code="future")
        if self.future and value < calendar.today():
            raise ValidationError(_("This date must not be before today."), code="past")


# Moments --------------------------------------------------------------------------------------------------------------


class ClockInput(forms.TextInput):
    """A time of day as text, HH:MM."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "clock-input", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return value.strftime("%H:%M") if isinstance(value, time) else super().format_value(value)


class TimeField(forms.TimeField):
    """A time of day typed as HH:MM, on the office's clock."""

    widget = ClockInput

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        return value if isinstance(value, time) else read_clock(str(value))


class Turn(TextChoices):
    """Which of two equal times is meant, in the night in which the clocks go back."""

    FIRST = "first", gettext_lazy("the first time, in summer time")
    SECOND = "second", gettext_lazy("the second time, in winter time")


class MomentInput(forms.MultiWidget):
    """Day and time beside each other, each with its own small label; which of two, only where a time comes twice."""

    template_name = "forms/moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": DayInput({"class": "form-control day-input"}),
            "clock": ClockInput({"class": "form-control clock-input"}),
            "turn": forms.Select({"class": "form-select"}, choices=[("", "—"), *Turn.choices]),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, datetime):
            local = value.astimezone(calendar.ZONE)
            turn = (Turn.SECOND if local.fold else Turn.FIRST) if comes_twice(local) else ""
            return [local.date(), local.time().replace(fold=0), turn]
        return [None, None, ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        typed = value if isinstance(value, list) else self.decompress(value)
        return {**super().get_context(name, value, attrs), "comes_twice": _typed_twice(*typed[:2])}


def _typed_twice(day: Any, clock: Any) -> bool:
    """Whether what stands in the two boxes is a time that comes twice; what cannot be read is none."""
    try:
        read = DateField(required=False).to_python(day), TimeField(required=False).to_python(clock)
        return all(part is not None for part in read) and comes_twice(make_moment(*read))  # type: ignore[arg-type]  # mypy does not follow all()
    except ValidationError:
        return False


class DateTimeField(forms.MultiValueField):
    """A moment, as a day and a time in Brussels; cleans to an aware datetime, or None.

    A time that the clocks skip is refused; of one that they show twice, it asks which.
    """

    widget = MomentInput

    def __init__(self, *, future: bool = False, **kwargs: Any) -> None:
        required = kwargs.pop("required", True)
        turn = forms.ChoiceField(choices=Turn, required=False)
        fields = (DateField(required=required, future=future), TimeField(required=required), turn)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[Any]) -> datetime | None:
        day, clock, turn = (*data_list, None, None, None)[:3]
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise ValidationError(_("Type both the day and the time."), code="incomplete")
        moment = make_moment(day, clock)
        if not comes_twice(moment):
            return moment
        if not turn:
            sentence = _("%(time)s comes twice in this night: the clocks go back. Choose which one is meant.")
            raise ValidationError(sentence % {"time": clock.strftime("%H:%M")}, code="twice")
        return moment.replace(fold=int(turn == Turn.SECOND))


# Hidden fields --------------------------------------------------------------------------------------------------------


class VersionField(forms.IntegerField):
    """The version a form was rendered with; whatever is not a version counts as stale, never as an error of its own."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
