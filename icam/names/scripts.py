"""Words of other scripts: in Latin letters where the script writes its vowels, place by place where it does not."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

from icam.names.sounds import Reading
from icam.names.tokens import unaccented

TABLE = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
LATIN: dict[str, str] = TABLE["latin"]
GROUPS: dict[str, str] = TABLE["groups"]
INITIAL: dict[str, str] = TABLE["initial"]
UNVOWELLED: dict[str, str] = TABLE["unvowelled"]
FIRST: dict[str, str] = UNVOWELLED | TABLE["unvowelled_first"]
LAST: dict[str, str] = UNVOWELLED | TABLE["unvowelled_last"]
UNVOWELLED_LETTERS = re.compile("[\u05d0-\u05ea\u0620-\u06ff\u0750-\u077f]")
GROUP = re.compile("|".join(sorted(GROUPS, key=len, reverse=True)))
NO_LETTER = re.compile("[^a-z]")
LATIN_LETTERS = re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]")
ETHIOPIC, INDIC = TABLE["ethiopic"], TABLE["indic"]
VIRAMA, NUKTA = 0x4D, 0x3C


def is_latin(token: str) -> bool:
    return LATIN_LETTERS.search(token) is not None


def script_of(token: str) -> str:
    """The script of the first letter by its name in Unicode: latin, arabic, cyrillic, ethiopic, cjk …"""
    return unicodedata.name(token[:1], "none").split()[0].lower() if token else "none"


def is_unvowelled(token: str) -> bool:
    """Whether the word is in a script that leaves its short vowels out (Arabic in all its languages, Hebrew)."""
    return UNVOWELLED_LETTERS.search(token) is not None and not is_latin(token)


@lru_cache(maxsize=16384)
def read_unvowelled(token: str) -> Reading:
    """The sounds of a word in Arabic or Hebrew letters, place by place."""
    letters = [letter for letter in unaccented(token) if letter in UNVOWELLED]
    last = len(letters) - 1
    tables = [FIRST if place == 0 else LAST if place == last else UNVOWELLED for place in range(last + 1)]
    return tuple(table[letter] for table, letter in zip(tables, letters, strict=True))


@lru_cache(maxsize=16384)
def in_latin(token: str) -> str:
    """A word of any other script in Latin letters as `icam.names.latin` reads them."""
    if any(0x1200 <= ord(letter) < 0x1360 for letter in token):
        return "".join(_ethiopic(letter) for letter in token)
    if any(0x0900 <= ord(letter) < 0x0D80 for letter in token):
        return _indic(token)
    whole = INITIAL.get(token[:1], "") + token[1:] if token[:1] in INITIAL else token
    whole = GROUP.sub(lambda found: GROUPS[found[0]], whole)
    return "".join(_letter(letter) for letter in whole)


def _letter(letter: str) -> str:
    """By the table, with or without its accent; by anyascii for scripts without a table (Chinese, Korean, Thai …)."""
    known = LATIN.get(letter)
    if known is None and not is_latin(letter):
        known = LATIN.get(unaccented(letter))
    if known is not None:
        return known
    return letter if is_latin(letter) else NO_LETTER.sub("", anyascii(letter).lower())


def _ethiopic(letter: str) -> str:
    row, order = divmod(ord(letter) - 0x1200, 8)
    if not 0 <= row < len(ETHIOPIC["rows"]):
        return ""
    consonant: str = ETHIOPIC["rows"][row]
    if order == 0 and consonant in ETHIOPIC["open_rows"]:
        return consonant + "a"
    return consonant + str(ETHIOPIC["vowels"][order])


def _indic(token: str) -> str:
    """Devanagari and its sisters share one order of letters; the inherent a is not heard at the end of a word."""
    out: list[str] = []
    for letter in token:
        start = max((start for start in INDIC["starts"] if start <= ord(letter)), default=0)
        place = ord(letter) - start
        if 0x15 <= place <= 0x39:
            out += [INDIC["consonants"][place - 0x15], "ə"]
        elif 0x58 <= place <= 0x5F:
            out += [INDIC["nukta"][place - 0x58], "ə"]
        elif 0x05 <= place <= 0x14:
            out.append(INDIC["vowels"][place - 0x05])
        elif 0x3E <= place <= 0x4D:
            if out and out[-1] == "ə":
                out.pop()
            out += [] if place == VIRAMA else [INDIC["vowels"][place - 0x3E + 1]]
        elif place in {0x01, 0x02, 0x70}:
            out.append("n")
    if out and out[-1] == "ə":
        out.pop()
    return "".join(out).replace("ə", "ă")
