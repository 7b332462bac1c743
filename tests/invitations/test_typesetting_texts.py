"""A broken text is found when it is read: every language × key × placeholder."""

import re
from pathlib import Path

import pytest

from invitations.typesetting.texts import (
    FOLDER,
    LINES,
    LISTS,
    OF_TRACK,
    TextError,
    languages,
    read,
    text,
    version_in_force,
)
from invitations.typesetting.words import TRACKS

KEYS = sorted((LINES.keys() | LISTS.keys()) - OF_TRACK)
PLACED = sorted(
    (language, found)
    for language in languages()
    for found in {m[0] for m in re.finditer(r"\{\w+\}", (FOLDER / f"{language}.toml").read_text())}
)


def broken(tmp_path: Path, language: str, old: str, new: str) -> str:
    """What is said of the text of `language` when `old` is replaced in it."""
    source = (FOLDER / f"{language}.toml").read_text()
    changed = re.sub(old, new, source, count=1, flags=re.M)
    assert changed != source
    path = tmp_path / f"{language}.toml"
    path.write_text(changed)
    with pytest.raises(TextError) as refused:
        read(path, "return")
    return str(refused.value)


@pytest.mark.parametrize(("language", "track"), [(a, b) for a in languages() for b in TRACKS])
def test_every_text_reads_and_has_its_own_words(language: str, track: str) -> None:
    chosen = text(language, track)
    assert chosen.parts.keys() == LINES.keys() | LISTS.keys()
    assert (chosen.language, chosen.direction) == (language, "ltr")
    assert re.fullmatch(r"1-[0-9a-f]{8}", chosen.version)
    assert version_in_force(language) == chosen.version


def test_french_and_dutch_are_the_reviewed_sources() -> None:
    assert {language: text(language, "return").reviewed for language in languages()} == {
        "fr": True, "nl": True, "de": False, "en": False,
    }  # fmt: skip


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_named(tmp_path: Path, language: str, key: str) -> None:
    assert f"{key} is missing" in broken(tmp_path, language, rf"^{key} = ", f"{key}_ = ")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", sorted(OF_TRACK))
def test_a_missing_key_of_a_track_is_named(tmp_path: Path, language: str, key: str) -> None:
    assert f"return.{key} is missing" in broken(tmp_path, language, rf"^{key} = ", f"{key}_ = ")


@pytest.mark.parametrize(("language", "placeholder"), PLACED)
def test_a_misspelt_placeholder_is_named(tmp_path: Path, language: str, placeholder: str) -> None:
    said = broken(tmp_path, language, re.escape(placeholder), placeholder.replace("}", "x}"))
    assert f"{placeholder.replace('}', 'x}')} is not a word of this key" in said
    assert f"{placeholder} is missing" in said


@pytest.mark.parametrize("article", ["74/22", "74/26", "74/27", "74/28"])
@pytest.mark.parametrize("language", languages())
def test_the_duty_to_cooperate_cannot_be_left_out(tmp_path: Path, language: str, article: str) -> None:
    assert f"does not name article {article}" in broken(tmp_path, language, article, "74/99")


@pytest.mark.parametrize("language", languages())
def test_a_transfer_text_names_what_follows_from_staying_away(tmp_path: Path, language: str) -> None:
    assert "transfer: conseq does not name article 74/25" in broken(tmp_path, language, "74/25", "74/99")


@pytest.mark.parametrize("language", languages())
def test_eight_duties_are_not_nine(tmp_path: Path, language: str) -> None:
    assert "duties must have 9 entries" in broken(tmp_path, language, r"^(duties = \[\n).*\n", r"\1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r'^closing = ".*"$', 'closing = " "', "closing has an empty line"),
        (r'^closing = ".*"$', "closing = 7", "closing must be text"),
        (r'^closing = ".*"$', 'closing = "**Salut"', "closing: a brace or asterisk has no partner"),
        (r'^closing = ".*"$', 'closing = "{coach}"', "closing: {coach} is not a word of this key"),
        (r'^greeting = ".*"$', 'greeting = "Madame"', "greeting: {salutation} is missing"),
        (r'^lang = ".*"$', 'lang = "nl"', "lang must be the file's name"),
        (r'^dir = ".*"$', 'dir = "up"', "dir ltr or rtl"),
        (r"^reviewed = .*$", 'reviewed = "yes"', "reviewed must be bool"),
        (r"^day = .*$", 'days = "d"', "formats must hold"),
        (r"^\[transfer\]$", "[removal]", "transfer is missing"),
        (r"^version = ", "version", "fr.toml: "),
    ],
)
def test_a_fault_in_the_file_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in broken(tmp_path, "fr", old, new)


def test_the_version_follows_the_text(tmp_path: Path) -> None:
    path = tmp_path / "fr.toml"
    path.write_text((FOLDER / "fr.toml").read_text().replace("Votre coach", "Ton coach"))
    assert read(path, "return").version.startswith("1-")
    assert read(path, "return").version != version_in_force("fr")


def test_a_french_mark_never_begins_a_line() -> None:
    assert text("fr", "return").parts["move_title"] == "Vous ne pouvez pas venir\u00a0?"
