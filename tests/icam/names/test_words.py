"""Names cut into words, and the keys of these words, for whatever is typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icam.names import keys_of, words_of
from icam.names.tokens import LONGEST_NAME, LONGEST_TOKEN, MOST_TOKENS, clean, tokens_of, unaccented
from icam.names.words import MOST_FORMS

SCRIPTS = "aZéßıİłšđ محمدعبدال Жщ ገብረ გი Հո Ελ אב कुमार 张伟 김민 한 ’'-\u200f\u202e\u200b,.;()0123 😀 ﷺ ﻻ ٣"


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("El-Amrani, Fatima Zahra", ("el", "amrani", "fatima", "zahra")),
        ("O’Connor N'Diaye M`hamed", ("oconnor", "ndiaye", "mhamed")),
        ("\u202eمحمد\u200f علـــي", ("محمد", "علي")),
        ("ＭＵＬＬＥＲ", ("muller",)),
        ("I\u0307brahim YILDIZ", ("ibrahim", "yildiz")),
        ("张伟明", ("张", "伟明")),
        ("欧阳静", ("欧阳", "静")),
        ("김민수", ("김", "민수")),
        ("सुनीता देवी", ("सुनीता", "देवी")),
        ("123 ... 😀", ()),
        ("", ()),
    ],
)
def test_a_name_is_cut_into_its_words(name: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(name) == tokens


@pytest.mark.parametrize(
    ("token", "folded"),
    [
        ("nguyễn", "nguyen"),
        ("đorđević", "dordevic"),
        ("łukasz", "lukasz"),
        ("أحمد", "احمد"),
        ("علی", "علي"),
        ("مُحَمَّد", "محمد"),
        ("фёдоров", "федоров"),
    ],
)
def test_accents_and_points_come_off(token: str, folded: str) -> None:
    assert unaccented(token) == folded


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Abderrahmane", ["abd", "rahmane"]),
        ("Abdul Rahman", ["abdul", "rahman"]),
        ("Cabdiraxmaan", ["abd", "raxmaan"]),
        ("Абдурахман", ["abd", "rakhman"]),
        ("عبدالرحمن", ["عبد", "رحمن"]),
        ("Noorullah", ["noor", "ullah"]),
        ("Nurettin", ["nur", "ettin"]),
        ("Ahmadzai", ["ahmad", "zai"]),
        ("احمدزی", ["احمد", "زي"]),
        ("Gebremedhin", ["gebre", "medhin"]),
        ("Abdi", ["abdi"]),
        ("Zai", ["zai"]),
    ],
)
def test_compounds_are_cut(name: str, parts: list[str]) -> None:
    assert [word.folded for word in words_of(name)] == parts


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ben Ali", ["benali", "ali"]),
        ("El Amrani", ["amrani", "elamrani"]),
        ("Abderrahmane", ["abderrahmane", "rahmane"]),
        ("Mohamed bin Salman", ["binsalman", "mohamed", "salman"]),
        ("Ben", ["ben"]),
    ],
)
def test_what_says_little_is_no_key(name: str, folded: list[str]) -> None:
    assert sorted(keys.folded for keys in keys_of(name)) == sorted(folded)


def test_names_have_their_readings_in_plain_letters() -> None:
    forms = {name: sorted(keys_of(name)[0].forms) for name in ("Щербаков", "გიორგი", "Youcef")}
    assert {name: ("shcherbakov" in found, "giorgi" in found, "youcef" in found) for name, found in forms.items()} == {
        "Щербаков": (True, False, False),
        "გიორგი": (False, True, False),
        "Youcef": (False, False, True),
    }


anything = st.one_of(st.text(max_size=400), st.text(alphabet=SCRIPTS, max_size=400), st.characters())


@settings(deadline=None, max_examples=300)
@given(anything)
def test_whatever_is_typed_has_keys_and_the_same_ones_again(name: str) -> None:
    keys = keys_of(name)
    assert (keys, len(keys) <= 4 * MOST_TOKENS) == (keys_of.__wrapped__(name), True)
    for one in keys:
        assert (0 < len(one.folded) <= 3 * LONGEST_TOKEN, len(one.forms) <= MOST_FORMS) == (True, True)
        assert all(form.isascii() and form.isalpha() and form.islower() for form in one.forms)
        assert len(one.skeletons) > 0


@settings(deadline=None, max_examples=200)
@given(anything)
def test_a_name_is_cleaned_once_for_all(name: str) -> None:
    cleaned = clean(name)
    assert (len(cleaned) <= LONGEST_NAME, clean(cleaned) == cleaned) == (True, True)
    assert {unicodedata.category(sign) for sign in cleaned if not sign.isspace()} & {"Cf", "Cc"} == set()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=SCRIPTS, max_size=60))
def test_case_and_form_do_not_matter_to_the_latin_keys(name: str) -> None:
    assert {keys.folded for keys in keys_of(name.upper())} >= {
        keys.folded for keys in keys_of(name) if keys.folded.isascii() and name.upper().lower() == name.lower() == name
    }


def test_a_name_of_three_hundred_letters_is_read() -> None:
    assert (len(tokens_of("a" * 300)), len(tokens_of("ab " * 300))) == (1, MOST_TOKENS)
