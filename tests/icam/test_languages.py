"""The language of a letter as a table the office can read, and the list of languages walked row by row."""

import pytest
from django.utils import translation

from icam import languages
from icam.languages import LANGUAGES, Reason, Template
from icam.municipalities import Area, Municipality


def place(area: Area, facilities: str = "") -> Municipality:
    return Municipality("00000", ("0000",), "Lieu", "Plaats", "Ort", area, facilities)


HOMOGENEOUS_DUTCH = place(Area.DUTCH)
HOMOGENEOUS_FRENCH = place(Area.FRENCH)
GERMAN = place(Area.GERMAN, "fr")
BRUSSELS = place(Area.BILINGUAL)
RIM = place(Area.DUTCH, "fr")  # Kraainem; on the language border also Voeren, Ronse ...
BORDER = place(Area.FRENCH, "nl")  # Comines-Warneton, Mouscron, Enghien, Flobecq
MALMEDY = place(Area.FRENCH, "de")
NOWHERE = None

# where, chosen, previous -> language, reason, alternatives, ask
TABLE = [
    (HOMOGENEOUS_DUTCH, None, None, "nl", Reason.DUTCH_AREA, ("nl",), False),
    (HOMOGENEOUS_FRENCH, None, None, "fr", Reason.FRENCH_AREA, ("fr",), False),
    (GERMAN, None, None, "de", Reason.GERMAN_AREA, ("de", "fr"), False),
    (BRUSSELS, None, None, "fr", Reason.BRUSSELS, ("fr", "nl"), True),
    (RIM, None, None, "nl", Reason.DUTCH_FACILITIES, ("nl", "fr"), False),
    (BORDER, None, None, "fr", Reason.FRENCH_FACILITIES, ("fr", "nl"), False),
    (MALMEDY, None, None, "fr", Reason.FRENCH_FACILITIES, ("fr", "de"), False),
    (NOWHERE, None, None, "fr", Reason.UNKNOWN, ("fr", "nl", "de"), True),
    # the person's choice wins everywhere
    (HOMOGENEOUS_DUTCH, "fr", None, "fr", Reason.CHOSEN, ("fr", "nl"), False),
    (HOMOGENEOUS_DUTCH, "de", "nl", "de", Reason.CHOSEN, ("de", "nl"), False),
    (BRUSSELS, "nl", "fr", "nl", Reason.CHOSEN, ("nl", "fr"), False),
    (RIM, "fr", None, "fr", Reason.CHOSEN, ("fr", "nl"), False),
    (NOWHERE, "de", None, "de", Reason.CHOSEN, ("de", "fr", "nl"), False),
    # but only among the three
    (HOMOGENEOUS_DUTCH, "en", None, "nl", Reason.DUTCH_AREA, ("nl",), False),
    (BRUSSELS, "ar", None, "fr", Reason.BRUSSELS, ("fr", "nl"), True),
    (HOMOGENEOUS_FRENCH, "", "", "fr", Reason.FRENCH_AREA, ("fr",), False),
    # what was used before stands
    (BRUSSELS, None, "nl", "nl", Reason.PREVIOUS, ("nl", "fr"), False),
    (HOMOGENEOUS_FRENCH, None, "nl", "nl", Reason.PREVIOUS, ("nl", "fr"), False),
    (NOWHERE, None, "nl", "nl", Reason.PREVIOUS, ("nl", "fr", "de"), False),
    (BRUSSELS, None, "en", "fr", Reason.BRUSSELS, ("fr", "nl"), True),
    # except where French is asked for each time: then ask
    (RIM, None, "fr", "nl", Reason.DUTCH_FACILITIES, ("nl", "fr"), True),
    (RIM, None, "nl", "nl", Reason.PREVIOUS, ("nl", "fr"), False),
    (RIM, "fr", "fr", "fr", Reason.CHOSEN, ("fr", "nl"), False),
]


@pytest.mark.parametrize(("where", "chosen", "previous", "language", "reason", "alternatives", "ask"), TABLE)
def test_the_language_of_a_letter(where, chosen, previous, language, reason, alternatives, ask) -> None:
    choice = languages.letter_language(where, chosen, previous)
    assert choice == languages.LanguageChoice(language, reason, alternatives, ask)


def test_every_rule_stands_in_the_table_above() -> None:
    covered = {(row[0].area, row[0].facilities) for row in TABLE if row[0]}
    assert set(languages.RULES) - covered == {(Area.GERMAN, "")}  # only a postcode without a row


def test_every_reason_occurs_in_the_table_above() -> None:
    assert {row[4] for row in TABLE} == set(Reason)


def test_a_letter_is_only_ever_in_a_language_that_has_letters() -> None:
    written = {row.code for row in languages.with_template(Template.LETTER)}
    assert written == {"fr", "nl", "de", "en"}
    assert {code for rule in languages.RULES.values() for code in rule.languages} <= written


def test_the_languages_of_the_pages_are_the_four() -> None:
    assert {row.code for row in LANGUAGES if row.office} == {"en", "fr", "nl", "de"}


def test_codes_are_unique() -> None:
    codes = [row.code for row in LANGUAGES]
    iso = [row.iso639_3 for row in LANGUAGES]
    assert len(set(codes)) == len(set(iso)) == len(LANGUAGES)
    assert {len(code) for code in iso} == {3}


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row.code)
@pytest.mark.parametrize("page", ["en", "fr", "nl", "de"])
def test_every_language_has_a_name_in_every_language_of_the_pages(row: languages.Language, page: str) -> None:
    name = row.name_in(page)
    assert name[0] == name[0].upper()
    assert name.strip() == name


@pytest.mark.parametrize(
    ("code", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("prs", "rtl"), ("ps", "rtl"), ("ur", "rtl"), ("ckb", "rtl"), ("ug", "rtl"),
     ("he", "rtl"), ("ti", "ltr"), ("kmr", "ltr"), ("ka", "ltr"), ("fr", "ltr")],
)  # fmt: skip
def test_direction_follows_the_script(code: str, direction: str) -> None:
    assert languages.language(code).direction == direction


def test_exactly_the_arabic_and_hebrew_scripts_run_from_right_to_left() -> None:
    assert {row.code for row in LANGUAGES if row.direction == "rtl"} == {
        "ar",
        "fa",
        "prs",
        "ps",
        "ur",
        "ckb",
        "ug",
        "he",
    }


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row.code)
def test_the_own_name_is_written_in_the_own_script(row: languages.Language) -> None:
    ranges = {
        "Latn": (0x0041, 0x1EFF), "Cyrl": (0x0400, 0x04FF), "Grek": (0x0370, 0x03FF), "Arab": (0x0600, 0x06FF),
        "Hebr": (0x0590, 0x05FF), "Ethi": (0x1200, 0x137F), "Geor": (0x10A0, 0x10FF), "Armn": (0x0530, 0x058F),
        "Deva": (0x0900, 0x097F), "Beng": (0x0980, 0x09FF), "Guru": (0x0A00, 0x0A7F), "Taml": (0x0B80, 0x0BFF),
        "Sinh": (0x0D80, 0x0DFF), "Thai": (0x0E00, 0x0E7F), "Tibt": (0x0F00, 0x0FFF), "Hans": (0x4E00, 0x9FFF),
    }  # fmt: skip
    first, last = ranges[row.script.iso15924]
    assert [sign for sign in row.own_name if sign.isalpha() and not first <= ord(sign) <= last] == []


def test_fonts_end_with_the_one_that_has_latin_letters_and_digits() -> None:
    assert {script.fonts[-1] for script in languages.Script} == {"Noto Sans"}
    assert languages.language("ti").font_family == '"Noto Sans Ethiopic", "Noto Sans"'


def test_a_language_is_found_by_either_code() -> None:
    assert languages.language("fra") is languages.language("fr")
    assert languages.language("prs").name_in("fr") == "Dari"
    with pytest.raises(KeyError):
        languages.language("xx")


def test_the_list_to_choose_from_is_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        listed = dict(languages.choices())
        assert (listed["ar"], listed["fr"]) == ("Arabe (العربية)", "Français")
    assert len(listed) == len(LANGUAGES)
