"""In which encoding a file is written: known when it can be, asked when it cannot."""

import pytest

from cases.importing.faults import Unreadable
from cases.importing.writing import GUESSES, Writing, again, decode, readings

NAMES = "Bénard;Müller;Françoise;Noël"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (NAMES.encode(), "utf-8"),
        (b"plain", "utf-8"),
        (b"\xef\xbb\xbf" + NAMES.encode(), "utf-8"),
        (NAMES.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + NAMES.encode("utf-16-be"), "utf-16-be"),
        (NAMES.encode("utf-16-le"), "utf-16-le"),
        (NAMES.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_what_can_be_known_is_known(data: bytes, code: str) -> None:
    text, writing = decode(data)
    assert (text in {NAMES, "plain"}, writing) == (True, Writing(code, is_sure=True))


@pytest.mark.parametrize(
    ("text", "code"), [(NAMES, "cp1252"), ("L’été d’Œdipe", "cp1252"), (NAMES, "mac-roman"), (NAMES, "cp850")]
)
def test_what_must_be_guessed_is_guessed_and_said(text: str, code: str) -> None:
    assert decode(text.encode(code)) == (text, Writing(code, is_sure=False))


def test_half_a_sign_is_no_utf_16() -> None:
    with pytest.raises(Unreadable, match="This file is not written in UTF-16"):
        decode(b"\xff\xfea")


def test_said_to_be_in_an_encoding_it_must_be() -> None:
    assert decode("é".encode("cp1252"), "cp1252") == ("é", Writing("cp1252", is_sure=True))
    with pytest.raises(Unreadable, match="This file is not written in UTF-8"):
        decode("é".encode("cp1252"), "utf-8")


@pytest.mark.parametrize("code", sorted(set(GUESSES) - {"cp1252"}))
def test_read_in_another_way_the_bytes_stay_the_same(code: str) -> None:
    data = NAMES.encode("cp1252")
    assert again(NAMES, "cp1252", code).encode(code) == data
    assert again(again(NAMES, "cp1252", code), code, "cp1252") == NAMES


def test_each_reading_shows_what_it_makes_of_the_names() -> None:
    found = dict(readings(["plain", NAMES.replace(";", " ")], "cp1252"))
    assert next(iter(found)) == "cp1252"
    assert found["cp1252"] == ["Bénard", "Müller", "Françoise", "Noël"]
    assert found["cp850"] == ["BÚnard", "M³ller", "Franþoise", "NoÙl"]


def test_a_way_in_which_the_bytes_have_no_meaning_is_not_offered() -> None:
    text = bytes([0xA1, 0x81]).decode("mac-roman")
    assert "cp1252" not in dict(readings([text], "mac-roman"))
