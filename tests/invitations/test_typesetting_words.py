"""What is refused, and under which name the person who must mend it is told."""

import pickle
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from invitations.typesetting import MissingWords, UnfitWords, Words, missing, typeset, unfit
from invitations.typesetting.words import LABELS, OPTIONAL
from tests.invitations.samples import FR, SAMPLES, longest

BRUSSELS = ZoneInfo("Europe/Brussels")
NEEDED = [field.name for field in fields(Words) if field.name not in OPTIONAL]
EMPTY = {field.name: field.default for field in fields(Words)}


@pytest.mark.parametrize("name", NEEDED)
def test_a_hole_is_refused_by_name(name: str) -> None:
    with pytest.raises(MissingWords) as refused:
        typeset(replace(FR, **{name: EMPTY[name]}))
    assert refused.value.names == (name,)
    assert str(refused.value) == f"The letter cannot be made. Missing: {LABELS[name]}."


@pytest.mark.parametrize("name", [name for name in NEEDED if isinstance(getattr(FR, name), str)])
def test_blanks_are_a_hole(name: str) -> None:
    assert missing(replace(FR, **{name: " \u00a0 "})) == [name]


def test_all_holes_are_told_at_once_in_the_order_of_the_letter() -> None:
    assert missing(Words()) == NEEDED
    assert missing(replace(FR, addressee=("", " "), desk="", directions="")) == ["addressee", "desk"]


def test_every_word_has_a_name_that_people_understand() -> None:
    assert list(LABELS) == [field.name for field in fields(Words)]
    assert len({str(name) for name in LABELS.values()}) == len(LABELS)


def test_the_samples_are_fit() -> None:
    assert [unfit(words) for words in (*SAMPLES.values(), longest(FR))] == [{}] * 5


@pytest.mark.parametrize(
    "char", ["\0", "\n", "\t", "\u202e", "\u2066", "\u200f", "\ufeff", "\ue000", "\u2028", "\u0378"]
)
@pytest.mark.parametrize("name", ["coach", "addressee", "salutation", "office"])
def test_a_character_that_cannot_be_printed_is_refused(name: str, char: str) -> None:
    value: Any = (f"Nour{char}", "1000 X") if name == "addressee" else f"Nour{char}"
    assert unfit(replace(FR, **{name: value})) == {
        name: f"holds a character that cannot be printed (U+{ord(char):04X})."
    }


@pytest.mark.parametrize("char", ["陈", "😀", "ก"])
def test_a_character_outside_the_fonts_of_the_letters_is_refused(char: str) -> None:
    with pytest.raises(UnfitWords) as refused:
        typeset(replace(FR, addressee=(f"Madame {char}", "1000 BRUXELLES")))
    assert refused.value.reasons == {"addressee": f"holds a character that the letters' fonts do not have: “{char}”."}


@pytest.mark.parametrize(
    "name", ["مريم حسيني", "የኔሀብ ተስፋይ", "გიორგი", "Նարե", "Нина", "Ἀθηνᾶ", "Nguyễn Thị Đặng", "Ćwikła-Šimůnek"]
)
def test_a_name_in_a_script_of_the_letters_is_printed(name: str) -> None:
    assert typeset(replace(FR, addressee=(name, "1000 BRUXELLES"))).pages == 1


def test_markup_in_a_value_is_only_text() -> None:
    assert typeset(replace(FR, coach="<b>&amp; {dpo} **x**</b>", addressee=("<script>", "</section>"))).pages == 1


@pytest.mark.parametrize("length", [161, 10_000])
def test_a_value_of_many_characters_is_refused(length: int) -> None:
    assert unfit(replace(FR, coach="x" * length)) == {"coach": f"is too long: {length} characters of at most 160."}


def test_a_sixth_line_of_the_address_is_refused() -> None:
    six = ("Madame", "Nour", "p/a Centre", "aile C", "Rue 84", "1000 BRUXELLES")
    assert unfit(replace(FR, addressee=six)) == {
        "addressee": "takes 6 lines, more than the window of the envelope shows."
    }
    assert unfit(replace(FR, addressee=("Nour", "", "1000 X"))) == {"addressee": "has an empty line."}


def test_lines_of_the_address_are_counted_as_they_wrap() -> None:
    wide = (
        "Madame Aleksandra-Konstantina WOJCIECHOWSKA-BEISPIELOĞLU",
        "p/a Centre",
        "aile C",
        "Rue 84",
        "1000 BRUXELLES",
    )
    with pytest.raises(UnfitWords) as refused:
        typeset(replace(FR, addressee=wide))
    assert refused.value.reasons == {"addressee": "takes 6 lines, more than the window of the envelope shows."}


@pytest.mark.parametrize("name", ["email", "coach", "office", "addressee", "region"])
def test_a_word_too_wide_for_its_place_is_refused_by_name(name: str) -> None:
    value: Any = ("W" * 90, "1000 X") if name == "addressee" else "W" * 90
    with pytest.raises(UnfitWords) as refused:
        typeset(replace(FR, **{name: value}))
    assert list(refused.value.reasons)[:1] == [name]


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"track": "holiday"}, {"track": "is neither return nor transfer."}),
        ({"letter_reference": "l-7q4k"}, {"letter_reference": "must be at most 20 capitals, figures and hyphens."}),
        ({"letter_reference": "L" * 21}, {"letter_reference": "must be at most 20 capitals, figures and hyphens."}),
        ({"minutes": 0}, {"minutes": "must lie between 5 minutes and 8 hours."}),
        ({"appointment_at": datetime(2026, 2, 5, 10, 30)}, {"appointment_at": "has no time zone."}),
        ({"notified_on": date(2026, 1, 17)}, {"notified_on": "is after the date of the letter."}),
        ({"move_by": date(2026, 1, 15)}, {"move_by": "is before the date of the letter."}),
        ({"move_by": date(2026, 2, 6)}, {"move_by": "is after the appointment."}),
    ],
)
def test_nonsense_is_refused(changes: dict[str, Any], reasons: dict[str, str]) -> None:
    assert unfit(replace(FR, **changes)) == reasons


def test_the_last_day_to_move_is_compared_with_the_day_in_brussels() -> None:
    late = datetime(2026, 2, 5, 23, 30, tzinfo=ZoneInfo("UTC"))  # the 6th in Brussels
    assert unfit(replace(FR, appointment_at=late, move_by=date(2026, 2, 6))) == {}


def test_a_language_without_a_text_is_refused() -> None:
    with pytest.raises(UnfitWords) as refused:
        typeset(replace(FR, language="ar"))
    assert refused.value.reasons == {"language": "has no text of this letter."}


def test_a_version_that_is_no_longer_in_force_is_refused() -> None:
    with pytest.raises(UnfitWords) as refused:
        typeset(replace(FR, template_version="0-00000000"))
    assert refused.value.names == ("template_version",)


def test_a_refusal_travels_between_processes() -> None:
    for error in (MissingWords(("coach",)), UnfitWords({"coach": "is odd."})):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.names) == (type(error), str(error), ("coach",))
