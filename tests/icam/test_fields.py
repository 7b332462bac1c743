"""What the form fields take, what they make of it, and the sentence they refuse with."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from icam.dates import DatePrecision, PartialDate
from icam.fields import (
    CodeField,
    DateField,
    DateTimeField,
    LongTextField,
    NameField,
    TextField,
    TimeField,
    VersionField,
)
from icam.partial_dates import PartialDateField

BRUSSELS = ZoneInfo("Europe/Brussels")
CONTROL = "This text holds a control character that cannot be seen. Type it again."
DIRECTION = "This text holds a hidden sign that changes the direction of reading. Type it again without it."
REQUIRED = "This field is required."
FLOOD = "A" * 10_000
TEXT_FIELDS = [NameField, TextField, LongTextField, CodeField]
DAY_SHAPE = "Type the date as day/month/year, for example 14/03/2026."


def refusal(field: forms.Field, value: Any) -> str:
    """The one sentence with which `field` refuses `value`."""
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return str(caught.value.messages[0]) if len(caught.value.messages) == 1 else str(caught.value.messages)


# Text


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ue000", "\ufdd0"])
def test_what_cannot_be_seen_is_refused(field: type[forms.Field], sign: str) -> None:
    assert refusal(field(), f"Al{sign}Hassan") == CONTROL


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_signs_that_turn_text_round_are_refused(field: type[forms.Field], sign: str) -> None:
    assert refusal(field(), f"Al{sign}Hassan") == DIRECTION


@pytest.mark.parametrize(
    ("field", "longest"),
    [(NameField(), 120), (TextField(), 250), (CodeField(), 40), (LongTextField(max_length=500), 500)],
)
def test_a_flood_of_text_is_refused_with_both_numbers(field: forms.Field, longest: int) -> None:
    assert refusal(field, FLOOD) == f"This text is too long: 10000 characters, at most {longest} fit."


@pytest.mark.parametrize(
    ("field", "longest"), [(NameField, 120), (TextField, 250), (CodeField, 40), (LongTextField, 10_000)]
)
def test_the_longest_text_fits_and_one_more_does_not(field: type[forms.Field], longest: int) -> None:
    assert field().clean("A" * longest) == "A" * longest
    assert refusal(field(), "A" * (longest + 1)) == (
        f"This text is too long: {longest + 1} characters, at most {longest} fit."
    )


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("nothing", ["", "   ", None, "\t\n", "\u200b"])
def test_nothing_is_refused_where_it_is_needed_and_empty_elsewhere(
    field: type[forms.Field], nothing: str | None
) -> None:
    assert refusal(field(), nothing) == REQUIRED
    assert field(required=False).clean(nothing) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Al-Hassan ", "Al-Hassan"),
        ("Van  den\tBossche", "Van den Bossche"),
        ("Jose\u0301", "José"),
        ("محمد الحسن", "محمد الحسن"),
        ("ተስፋየ በቀለ", "ተስፋየ በቀለ"),
        ("گل‌آقا", "گل‌آقا"),  # the zero-width non-joiner belongs to Persian spelling
        ("D'Hondt\u200b", "D'Hondt"),
        ("Nguyễn Thị Mai", "Nguyễn Thị Mai"),
        ("O’Brien\u00ad", "O’Brien"),
    ],
)
def test_names_of_every_script_are_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert NameField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["123", "---", "٣٤", "…"])
def test_a_name_without_a_letter_is_refused(typed: str) -> None:
    assert refusal(NameField(), typed) == "A name has at least one letter."


def test_long_text_keeps_its_lines_and_a_line_does_not() -> None:
    assert LongTextField().clean(" one\r\ntwo\r\n\r\nthree ") == "one\ntwo\n\nthree"
    assert TextField().clean("one\r\ntwo") == "one two"


@pytest.mark.parametrize(("typed", "kept"), [("sp 8 412 337", "SP8412337"), ("85.07.30-033.29", "85.07.30-033.29")])
def test_a_code_is_kept_in_capitals_without_spaces(typed: str, kept: str) -> None:
    assert CodeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["SP_1", "٣٤", "ÉA1", "<b>", "1;2"])
def test_other_signs_in_a_code_are_refused(typed: str) -> None:
    assert refusal(CodeField(), typed) == "Use the letters A to Z, the figures 0 to 9 and - / . only."


# Days


@pytest.mark.parametrize(
    "typed",
    [
        "02/12/2026",
        "2/12/2026",
        "2-12-2026",
        "2.12.2026",
        "2 12 2026",
        "2026-12-02",
        " 02/12/2026 ",
        "٠٢/١٢/٢٠٢٦",
        "۲/۱۲/۲۰۲۶",
    ],
)
def test_a_day_is_read_however_it_is_usually_written(typed: str) -> None:
    assert DateField().clean(typed) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2026", "31/02/2026 does not exist."),
        ("29/02/2100", "29/02/2100 does not exist."),
        ("00/12/2026", "00/12/2026 does not exist."),
        ("12/31/2026", "12/31/2026 does not exist."),
        ("01/01/0001", "The year must lie between 1900 and 2100."),
        ("0001-01-01", "The year must lie between 1900 and 2100."),
        ("31/12/1899", "The year must lie between 1900 and 2100."),
        ("01/01/2101", "The year must lie between 1900 and 2100."),
        ("2/12/26", DAY_SHAPE),
        ("tomorrow", DAY_SHAPE),
        ("2/12/2026\x00", DAY_SHAPE),
        ("\u202e2/12/2026", DAY_SHAPE),
        ("1" * 10_000, DAY_SHAPE),
        ("２２/１２/20261", DAY_SHAPE),
        ("Ⅻ/12/2026", DAY_SHAPE),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(DateField(), typed) == sentence


def test_no_day_is_refused_where_it_is_needed_and_none_elsewhere() -> None:
    assert refusal(DateField(), "  ") == REQUIRED
    assert DateField(required=False).clean("") is None


@time_machine.travel(datetime(2026, 11, 24, 23, 30, tzinfo=BRUSSELS), tick=False)
@pytest.mark.parametrize(
    ("rule", "accepted", "refused", "sentence"),
    [
        ("past", "23/11/2026", "24/11/2026", "This date must be before today."),
        ("not_future", "24/11/2026", "25/11/2026", "This date must not be after today."),
        ("future", "24/11/2026", "23/11/2026", "This date must not be before today."),
    ],
)
def test_rules_about_today_are_kept_on_the_day_itself(rule: str, accepted: str, refused: str, sentence: str) -> None:
    field = DateField(**{rule: True})
    assert field.clean(accepted) is not None
    assert refusal(field, refused) == sentence


# Moments


def test_a_day_and_a_time_become_a_moment_in_brussels() -> None:
    moment = DateTimeField().clean(["02/12/2026", "9:05"])
    assert moment == datetime(2026, 12, 2, 9, 5, tzinfo=BRUSSELS)
    assert moment.utcoffset() == datetime(2026, 12, 2, tzinfo=BRUSSELS).utcoffset()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["28/03/2027", "02:30"], "02:30 does not exist on this day: the clocks go forward."),
        (["28/03/2027", "02:00"], "02:00 does not exist on this day: the clocks go forward."),
        (["31/02/2026", "09:00"], "31/02/2026 does not exist."),
        (["02/12/2026", "25:00"], "Type the time as hours:minutes, for example 09:30."),
        (["02/12/2026", "9"], "Type the time as hours:minutes, for example 09:30."),
        (["02/12/2026", "0" * 10_000], "Type the time as hours:minutes, for example 09:30."),
        (["01/01/0001", "09:00"], "The year must lie between 1900 and 2100."),
        (["", ""], REQUIRED),
    ],
)
def test_a_moment_that_does_not_exist_is_refused(typed: list[str], sentence: str) -> None:
    assert refusal(DateTimeField(), typed) == sentence


@pytest.mark.parametrize("typed", [["02/12/2026", ""], ["", "09:00"]])
def test_half_a_moment_is_refused(typed: list[str]) -> None:
    assert refusal(DateTimeField(), typed) == "Enter a complete value."
    assert refusal(DateTimeField(required=False), typed) == "Type both the day and the time."


BACK = "31/10/2027"  # the night in which summer time ends


def test_of_an_hour_that_comes_twice_it_is_asked_which() -> None:
    sentence = "02:30 comes twice in this night: the clocks go back. Choose which one is meant."
    assert refusal(DateTimeField(), [BACK, "02:30", ""]) == sentence
    first, second = (DateTimeField().clean([BACK, "02:30", turn]) for turn in ("first", "second"))
    assert (first.utcoffset(), second.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert DateTimeField(required=False).clean(["", "", ""]) is None


def test_an_hour_that_comes_once_needs_no_choice() -> None:
    """A choice left over from another night says nothing."""
    assert DateTimeField().clean([BACK, "03:00", "second"]) == datetime(2027, 10, 31, 3, tzinfo=BRUSSELS)
    assert refusal(DateTimeField(), [BACK, "02:30", "third"]) != ""


class Meeting(forms.Form):
    at = DateTimeField()


@pytest.mark.parametrize(
    ("clock", "turn", "shown"),
    [("01:59", "", 0), ("02:00", "", 1), ("02:59", "second", 1), ("03:00", "", 0), ("x", "", 0)],
)
def test_the_choice_appears_where_it_is_needed_and_is_kept(clock: str, turn: str, shown: int) -> None:
    page = str(Meeting({"at_day": BACK, "at_clock": clock, "at_turn": turn})["at"])
    assert page.count('name="at_turn"') == shown
    assert page.count('value="second" selected') == (turn == "second")


def test_a_moment_that_came_twice_shows_which_it_was() -> None:
    late = datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=BRUSSELS)
    page = str(Meeting(initial={"at": late})["at"])
    assert (page.count('value="second" selected'), page.count('value="02:30"')) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "read"), [("09:30", time(9, 30)), ("9.30", time(9, 30)), ("14h05", time(14, 5)), ("٠٩:٣٠", time(9, 30))]
)
def test_a_time_is_read_however_it_is_usually_written(typed: str, read: time) -> None:
    assert TimeField().clean(typed) == read


# Dates of which a part is known


@pytest.mark.parametrize(
    ("typed", "read", "words"),
    [
        (["14", "3", "1988", "day"], PartialDate(date(1988, 3, 14), DatePrecision.DAY), "14 Mar 1988"),
        (["", "3", "1988", "month"], PartialDate(date(1988, 3, 1), DatePrecision.MONTH), "Mar 1988"),
        (["", "", "1988", "year"], PartialDate(date(1988, 1, 1), DatePrecision.YEAR), "1988"),
        (["", "", "1988", "estimated"], PartialDate(date(1988, 1, 1), DatePrecision.ESTIMATED), "about 1988"),
        (["", "", "", "unknown"], PartialDate(None, DatePrecision.UNKNOWN), "not known"),
        (["١٤", "٣", "١٩٨٨", "day"], PartialDate(date(1988, 3, 14), DatePrecision.DAY), "14 Mar 1988"),
    ],
)
def test_a_partial_date_keeps_what_is_known(typed: list[str], read: PartialDate, words: str) -> None:
    cleaned = PartialDateField().clean(typed)
    assert cleaned == read
    assert str(cleaned) == words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["31", "2", "2026", "day"], "31/02/2026 does not exist."),
        (["", "3", "1988", "day"], "For an exact day, type day, month and year."),
        (["14", "3", "1988", "month"], "For month and year, type these two and leave the day empty."),
        (["14", "3", "1988", "year"], "For a year only, type the year and leave day and month empty."),
        (["", "3", "1988", "estimated"], "For an estimated year, type the year and leave day and month empty."),
        (["", "", "1988", "unknown"], "For a date that is not known, leave day, month and year empty."),
        (["1", "1", "0001", "day"], "The year must lie between 1900 and 2100."),
        (["x", "3", "1988", "day"], "Type day, month and year in figures."),
        (["1\x00", "3", "1988", "day"], "Type day, month and year in figures."),
        (["²", "3", "1988", "day"], "Type day, month and year in figures."),
        (["1" * 10_000, "3", "1988", "day"], "Type day, month and year in figures."),
        (["1111", "3", "1988", "day"], "1111/03/1988 does not exist."),
        (["14", "3", "1988", "perhaps"], "Choose how sure the date is."),
        (["", "", "", "day"], REQUIRED),
        (None, REQUIRED),
    ],
)
def test_parts_that_do_not_go_together_are_refused(typed: list[str] | None, sentence: str) -> None:
    assert refusal(PartialDateField(), typed) == sentence


def test_an_empty_partial_date_is_none_where_it_is_not_needed() -> None:
    assert PartialDateField(required=False).clean(["", "", "", "day"]) is None


@time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=BRUSSELS), tick=False)
def test_nobody_is_born_tomorrow() -> None:
    field = PartialDateField(past=True)
    assert field.clean(["", "", "2026", "year"]) == PartialDate(date(2026, 1, 1), DatePrecision.YEAR)
    assert refusal(field, ["25", "11", "2026", "day"]) == "This date must not be after today."


class BirthForm(forms.Form):
    born = PartialDateField(label="Date of birth")


@pytest.mark.parametrize("precision", list(DatePrecision))
def test_a_partial_date_comes_back_as_it_was_shown(precision: DatePrecision) -> None:
    day = {DatePrecision.DAY: date(1988, 3, 14), DatePrecision.MONTH: date(1988, 3, 1), DatePrecision.UNKNOWN: None}
    known = PartialDate(day.get(precision, date(1988, 1, 1)), precision)
    shown = BirthForm.base_fields["born"].widget.decompress(known)
    names = ["born_day", "born_month", "born_year", "born_precision"]
    form = BirthForm(
        MultiValueDict({name: [value] for name, value in zip(names, shown, strict=True)}), initial={"born": known}
    )
    assert form.is_valid()
    assert form.cleaned_data == {"born": known}
    assert form.changed_data == []


def test_a_partial_date_is_known_exactly_when_it_has_a_day() -> None:
    with pytest.raises(ValueError, match="known exactly when"):
        PartialDate(None, DatePrecision.YEAR)
    with pytest.raises(ValueError, match="known exactly when"):
        PartialDate(date(1988, 1, 1), DatePrecision.UNKNOWN)


# Versions


@pytest.mark.parametrize(
    ("sent", "version"), [("3", 3), ("", 0), (None, 0), ("three", 0), ("-1", 0), ("٣", 0), ("9" * 30, 0), ("3\x00", 0)]
)
def test_a_version_that_is_none_counts_as_stale(sent: str | None, version: int) -> None:
    assert VersionField().clean(sent) == version
