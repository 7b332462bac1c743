"""Latin letters read as sounds, in all habits at once (latin.toml)."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from icam.names.sounds import Reading
from icam.names.tokens import unaccented

VOWEL = "[aeiouyäöüøåæœëéïǥ]".replace("ǥ", "")
ROWS: list[list[str]] = tomllib.loads((Path(__file__).parent / "latin.toml").read_text(encoding="utf-8"))["rows"]
OWN_SIGN = frozenset("çčćşšșśžżźğñđłħǥțţöüäøåæœëéïıßăẏȯêǰ")
# `@` in a reading: the first letter of what was found is the sound
SCANNER = re.compile("|".join(f"({row[0].replace('V', VOWEL)})" for row in ROWS))


def plain(token: str) -> str:
    """`token` with only those accents left that say how a letter sounds."""
    return "".join(sign if sign in OWN_SIGN else unaccented(sign) for sign in token)


@lru_cache(maxsize=65536)
def read_latin(token: str) -> Reading:
    """The sounds of a word in Latin letters; signs that are no Latin letter are passed over."""
    places: list[str] = []
    for found in SCANNER.finditer(plain(token)):
        for sounds in ROWS[(found.lastindex or 1) - 1][1:]:
            place = found[0][0] if sounds == "@" else sounds
            if not places or places[-1] != place or place[0] in "aeiouyw":
                places.append(place)
    return tuple(places)
