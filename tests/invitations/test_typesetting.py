"""The letter as it lies on the desk: every language and track, short and long, read back from its bytes."""

import hashlib
import logging
import os
import re
import subprocess
import sys
import textwrap
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import segno
from django.utils import translation

from icam.languages import LANGUAGES, Template
from invitations.typesetting import Typeset, Words, languages, typeset
from invitations.typesetting.texts import text
from invitations.typesetting.words import TRACKS
from tests.invitations import paper
from tests.invitations.samples import FR, SAMPLES, longest

WINDOW = (119, 190, 45, 71.5)  # mm: shows in DL and C5 however the sheet slides (left, right, top, bottom)
CLEAR = (100, 209, 26.5, 90)  # mm: may come into view, so nothing else stands there
MACHINES = 16  # mm from the left edge, kept free but for the fold marks

LETTERS = [(language, track, size) for language in SAMPLES for track in TRACKS for size in ("short", "long")]


def words(language: str, track: str = "return", size: str = "short") -> Words:
    return longest(SAMPLES[language], track) if size == "long" else replace(SAMPLES[language], track=track)


@cache
def made(language: str, track: str = "return", size: str = "short") -> Typeset:
    return typeset(words(language, track, size))


def test_every_language_of_the_letters_has_a_text_and_a_sample() -> None:
    assert set(languages()) == {row.code for row in LANGUAGES if row.template is Template.LETTER}
    assert set(SAMPLES) == set(languages())


@pytest.mark.parametrize(("language", "track", "size"), LETTERS)
def test_a_letter_is_one_page_without_a_missing_glyph(language: str, track: str, size: str) -> None:
    letter = made(language, track, size)
    assert letter.pages == 1
    assert paper.missing_glyphs(letter.pdf) == 0
    assert letter.sha256 == hashlib.sha256(letter.pdf).hexdigest()
    assert letter.version == text(language, track).version


@pytest.mark.parametrize(("language", "track", "size"), LETTERS)
def test_the_address_stands_in_the_window_and_nothing_else_may_come_into_view(
    language: str, track: str, size: str
) -> None:
    left, right, top, bottom = CLEAR
    ink = [c for c in paper.chars(made(language, track, size).pdf) if c.right > left and c.left < right]
    ink = [c for c in ink if c.bottom > top and c.top < bottom]
    assert "".join(words(language, track, size).addressee).replace(" ", "") in "".join(c.char for c in ink)
    left, right, top, bottom = WINDOW
    assert [c for c in ink if c.left < left or c.right > right or c.top < top or c.bottom > bottom] == []


@pytest.mark.parametrize(("language", "track", "size"), LETTERS)
def test_margins_and_machine_zone_are_free(language: str, track: str, size: str) -> None:
    ink = paper.chars(made(language, track, size).pdf)
    assert [c for c in ink if c.left < MACHINES or c.right > 190.3 or c.bottom > 289 or c.top < 12] == []
    assert [c for c in ink if c.bottom > 282.5 and c.top < 283] == []  # body and foot do not meet


@pytest.mark.parametrize(("language", "track"), [(a, b) for a in SAMPLES for b in TRACKS])
def test_the_nine_duties_and_the_consequences_are_printed(language: str, track: str) -> None:
    printed = paper.text(made(language, track).pdf)
    parts = text(language, track).parts
    block = [parts["duty_title"], parts["duty_intro"], *parts["duties"], parts["conseq"]]
    expected = [re.sub(r"</?b>", "", str(part)).replace("\u00a0", " ").replace("&#x27;", "'") for part in block]
    assert [part for part in expected if part not in printed] == []
    assert len(parts["duties"]) == 9


@pytest.mark.parametrize("language", SAMPLES)
def test_values_are_read_aloud_in_the_order_of_the_page(language: str) -> None:
    w = words(language)
    said = paper.spoken(made(language).pdf)
    order = [w.region, w.case_reference, w.letter_reference, w.coach, "2026", w.letter_reference, *w.addressee]
    order += [w.salutation, w.annex, "2026", "2026", "10:30", w.office, w.street, w.locality, w.directions, w.desk]
    order += ["2026", w.phone, w.email, w.letter_reference, "74/22", "74/26", w.legal_aid, w.dpo, w.coach]
    position = 0
    for value in order:
        position = said.index(value, position) + len(value)


@pytest.mark.parametrize(
    ("language", "date", "day", "about"),
    [
        ("fr", "12 janvier 2026", "jeudi 5 février", "environ 1 heure"),
        ("nl", "12 januari 2026", "donderdag 5 februari", "ongeveer 1 uur"),
        ("de", "12. Januar 2026", "Donnerstag, 5. Februar", "etwa 1 Stunde"),
        ("en", "12 January 2026", "Thursday 5 February", "about 1 hour"),
    ],
)
def test_dates_and_durations_are_written_in_the_language_of_the_letter(
    language: str, date: str, day: str, about: str
) -> None:
    printed = paper.text(made(language).pdf)
    assert [part for part in (date, day, about) if part not in printed] == []


@pytest.mark.parametrize(("language", "track"), [(a, b) for a in SAMPLES for b in TRACKS])
def test_the_file_tells_its_language_and_title(language: str, track: str) -> None:
    letter = made(language, track)
    title = f"{text(language, track).parts['subject']} · {SAMPLES[language].letter_reference}"
    assert paper.tags(letter.pdf) == paper.Tags(language, [language], title, True, "1", True)


@pytest.mark.parametrize("language", SAMPLES)
def test_the_transfer_letter_speaks_of_the_transfer_alone(language: str) -> None:
    stay = re.sub(r"</?b>", "", str(text(language, "return").parts["intro"][1])).split(".")[0].replace("\u00a0", " ")
    home, away = (paper.text(made(language, track).pdf) for track in TRACKS)
    assert (stay in home, stay in away) == (True, False)
    assert ("74/25" in home, "74/25" in away) == (False, True)
    assert re.search(r"3 (jours|werkdagen|Werktagen|working)", away)
    assert not re.search(r"3 (jours|werkdagen|Werktagen|working)", home)


def test_an_unreviewed_translation_says_so() -> None:
    said = {language: str(text(language, "return").parts["unreviewed"]) for language in SAMPLES}
    assert {k: said[k] in paper.text(made(k).pdf) for k in said} == {"fr": False, "nl": False, "de": True, "en": True}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_preview_says_that_it_was_not_sent(language: str) -> None:
    said = str(text(language, "return").parts["preview"])
    preview = typeset(words(language), preview=True)
    assert (said in paper.text(preview.pdf), said in paper.text(made(language).pdf)) == (True, False)
    assert paper.tags(preview.pdf).title.startswith(said)
    assert preview.pages == 1


@pytest.mark.parametrize("language", SAMPLES)
def test_the_qr_code_holds_the_letter_reference_and_nothing_else(language: str) -> None:
    reference = SAMPLES[language].letter_reference
    expected = segno.make_qr(reference, version=1, error="m", mask=3, boost_error=False).matrix
    grid = [(20 + (x + 0.5) * 0.85, 48 + (y + 0.5) * 0.85) for y in range(-4, 25) for x in range(-4, 25)]
    drawn = paper.darkness(made(language).pdf, grid)
    border = [False] * 4
    empty = [False] * 29
    rows = [*[empty] * 4, *[border + [bool(m) for m in row] + border for row in expected], *[empty] * 4]
    assert [drawn[i : i + 29] for i in range(0, len(drawn), 29)] == rows


def test_the_fold_marks_are_where_the_envelopes_fold() -> None:
    marks, beside = [(2, 99), (1, 148.5), (2, 198)], [(2, 97), (4.5, 148.5), (2, 200)]
    pdf = made("fr").pdf
    hits = [any(paper.darkness(pdf, [(x, y + step / 20) for step in range(-6, 7)], dpi=600)) for x, y in marks]
    assert (hits, paper.darkness(pdf, beside)) == ([True] * 3, [False] * 3)


def test_the_same_words_give_the_same_bytes() -> None:
    assert typeset(FR).pdf == made("fr").pdf
    assert typeset(replace(FR, desk="5")).pdf != made("fr").pdf
    assert typeset(replace(FR, template_version=made("fr").version)).pdf == made("fr").pdf


@pytest.mark.parametrize("page_language", ["nl", "de", "en"])
def test_the_language_of_the_page_leaves_the_letter_alone(page_language: str) -> None:
    expected = made("fr")
    with translation.override(page_language):
        assert typeset(FR).pdf == expected.pdf


def test_the_file_is_dated_by_the_letter_and_not_by_the_clock() -> None:
    assert paper.dates(made("fr").pdf) == ("D:20260116", "D:20260116")


def test_another_process_gives_the_same_bytes() -> None:
    script = textwrap.dedent("""
        from django.conf import settings
        settings.configure(USE_I18N=False)
        from invitations.typesetting import typeset
        from tests.invitations.samples import FR
        print(typeset(FR).sha256)
    """)
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C"}
    ran = subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == made("fr").sha256


def test_nothing_is_complained_about_on_the_way(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        typeset(replace(longest(FR), desk="6"))
    assert caplog.messages == []


def test_an_address_of_five_wrapped_lines_fits() -> None:
    wide = ("Madame Aleksandra-Konstantina WOJCIECHOWSKA", "p/a Centre", "Rue 84", "1000 gypq")
    pdf = typeset(replace(FR, addressee=wide)).pdf
    assert paper.baselines(pdf, WINDOW) == 6  # with the line of the sender
    assert max(c.bottom for c in paper.chars(pdf) if c.left > WINDOW[0] and c.top < 80) <= WINDOW[3]
