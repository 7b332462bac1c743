"""The words of a name as they are compared: how each may be read, and how much it says."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from icam.names.latin import read_latin
from icam.names.scripts import in_latin, is_latin, is_unvowelled, read_unvowelled, script_of
from icam.names.sounds import Reading
from icam.names.tokens import tokens_of, unaccented

TABLE = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
KIND: dict[str, str] = {word: kind for kind, words in reversed(TABLE["words"].items()) for word in words}
WEIGHTS: dict[str, float] = TABLE["weights"]
ALIKE: dict[str, str] = {word: main for main, words in TABLE["alike"].items() for word in words}
APART = frozenset(frozenset(names.split()) for names in TABLE["apart"]["names"])
COMPOUNDS = TABLE["compounds"]
VOWELLED: dict[str, str] = {word: main for main, words in TABLE["vowelled"].items() for word in words.split()}
VARIANT = 0.95  # how far a reading counts that is not the word as written
KNOWN_OTHERWISE = 0.93  # the bare letters of a name whose vowels are known
REST = 3  # letters that remain when a link is cut off
FIRST_LINK = re.compile(COMPOUNDS["first_link"][0])
FIRST_HALF = re.compile(COMPOUNDS["first_half"][0])
LAST_LINK = re.compile(f"(?:{'|'.join(COMPOUNDS['last_link'])})$")
FIRST_ARABIC = re.compile(COMPOUNDS["first_arabic"][0])
LAST_ARABIC = re.compile(f"(?:{'|'.join(COMPOUNDS['last_arabic'])})$")
ARTICLE_ARABIC: str = COMPOUNDS["article_arabic"]
ARTICLE_LATIN = re.compile(COMPOUNDS["article_latin"])
HABITS = [(re.compile(pattern), other) for pattern, other in TABLE["habits"].items()]
HABITS += [(re.compile(f"(?<=..){pattern}$"), man) for pattern, man in TABLE["endings"].items()]
SCHWA = re.compile("[ëă]")


class Heard(NamedTuple):
    """A way to read a word, how far it counts (1: as written), and whether its short vowels are left out."""

    reading: Reading
    factor: float
    unvowelled: bool


NOTHING = (Heard((), 1.0, False),)

# The classes of a skeleton: consonants that one hand writes for another are one; "" is not written at all
CLASSES = {sound: kind for kind, sounds in {
    "b": "b", "p": "p", "v": "vf", "m": "m", "n": "n", "l": "l", "r": "r", "t": "td", "s": "szc", "x": "SCJZ",
    "k": "kq", "g": "gG", "h": "hXH", "": "y-aeiouAIUQE123",
}.items() for sound in sounds}  # fmt: skip
MOST_SKELETONS, MOST_FORMS, LONGEST_SKELETON = 8, 6, 10
PLAIN = {
    "S": "sh", "C": "ch", "J": "j", "Z": "zh", "X": "kh", "G": "gh", "H": "h", "c": "ts", "q": "k", "E": "", "-": "",
    "A": "a", "I": "i", "U": "u", "Q": "a", "1": "a", "2": "i", "3": "u",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name; compared by what it is made from, so two are equal only when they are one object.

    `written` as in the name, lower case; `folded` without accents; `readings`: how it may be read;
    `unvowelled`: in a script without short vowels; `script`: which; `kind` and `weight`: how much it says (words.toml).
    """

    written: str
    folded: str
    readings: tuple[Heard, ...]
    unvowelled: bool
    script: str
    kind: str
    weight: float
    forms: frozenset[str]
    skeletons: frozenset[str]


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name, compounds cut into their parts (Abderrahmane: abd, rahmane); empty without letters."""
    return tuple(word for token in tokens_of(name) for word in parts_of(token))


@lru_cache(maxsize=65536)
def parts_of(token: str) -> tuple[Word, ...]:
    """One token as the words it is made of, most often itself."""
    if is_unvowelled(token):
        return tuple(word_of(part) for part in _cut_arabic(unaccented(token)))
    plain = plain_of(token)
    cut = list(_cut(plain))
    return tuple(word_of(part) for part in cut) if len(cut) > 1 else (word_of(token),)


def plain_of(token: str) -> str:
    """The word in the letters a to z, as far as it can be; in its own script when it is unvowelled."""
    if is_unvowelled(token):
        return unaccented(token)
    return unaccented(token) if is_latin(token) else unaccented(SCHWA.sub("", in_latin(token)).replace("ħ", "kh"))


def _cut(plain: str) -> Iterator[str]:
    if (found := FIRST_LINK.match(plain)) and len(plain) - found.end() >= REST:
        yield "abd"
        yield plain[found.end() :]
    elif (found := FIRST_HALF.match(plain)) and found.end() < len(plain):
        yield found[0]
        yield plain[found.end() :]
    elif (found := LAST_LINK.search(plain)) and found.start() >= REST:
        yield plain[: found.start()]
        yield found[0]
    else:
        yield plain


def _cut_arabic(folded: str) -> Iterator[str]:
    if (found := FIRST_ARABIC.match(folded)) and len(folded) - found.end() >= REST - 1:
        yield "عبد"
        yield folded[found.end() :]
    elif (found := LAST_ARABIC.search(folded)) and found.start() >= REST:
        yield folded[: found.start()]
        yield found[0]
    else:
        yield folded


@lru_cache(maxsize=65536)
def word_of(token: str) -> Word:
    folded = unaccented(token)
    unvowelled = is_unvowelled(token)
    readings = _readings(token)
    kind = (
        KIND.get(folded) or KIND.get(plain_of(token)) or ("initial" if len(folded) == 1 and is_latin(token) else "name")
    )
    return Word(
        written=token,
        folded=folded,
        readings=readings,
        unvowelled=unvowelled,
        script=script_of(token),
        kind=kind,
        weight=WEIGHTS[kind],
        forms=_forms(token, readings),
        skeletons=frozenset(skeleton for reading, *_ in readings for skeleton in skeletons_of(reading)),
    )


def _readings(token: str) -> tuple[Heard, ...]:
    """As written; without a joined article; as the name of which it is a variant; as a man of the family bears it."""
    if is_unvowelled(token):
        return _readings_unvowelled(unaccented(token))
    plain = plain_of(token)
    readings = {read_latin(token if is_latin(token) else in_latin(token)): 1.0}
    if found := ARTICLE_LATIN.match(plain):
        readings.setdefault(read_latin(plain[found.end() :]), VARIANT)
    if plain in ALIKE:
        readings.setdefault(read_latin(ALIKE[plain]), VARIANT)
    for pattern, other in HABITS:
        if pattern.search(plain):
            readings.setdefault(read_latin(pattern.sub(other, plain)), VARIANT)
    return tuple(Heard(reading, factor, False) for reading, factor in readings.items() if reading) or NOTHING


def _readings_unvowelled(folded: str) -> tuple[Heard, ...]:
    """Without its article; and with its vowels, when it is a name that everybody knows, which then counts most."""
    rest = folded.removeprefix(ARTICLE_ARABIC)
    bare = rest if rest != folded and len(rest) >= REST else folded
    known = VOWELLED.get(folded) or VOWELLED.get(bare)
    readings = [Heard(read_unvowelled(bare), KNOWN_OTHERWISE if known else 1.0, True)]
    if known:
        readings.insert(0, Heard(read_latin(known), 1.0, False))
    if bare != folded:
        readings.append(Heard(read_unvowelled(folded), VARIANT, True))
    return tuple(heard for heard in readings if heard.reading) or NOTHING


def _forms(token: str, readings: tuple[Heard, ...]) -> frozenset[str]:
    """In plain letters: as spelt, and as each reading sounds with one place at its second sound."""
    forms = {"".join(letter for letter in plain_of(token) if "a" <= letter <= "z"): None}
    for reading, *_ in readings:
        forms.setdefault(spelt(reading))
        for place, sounds in enumerate(reading):
            if len(sounds) > 1 and CLASSES.get(sounds[1]) != CLASSES.get(sounds[0]):
                forms.setdefault(spelt((*reading[:place], sounds[1], *reading[place + 1 :])))
    return frozenset([form for form in forms if form][:MOST_FORMS])


def spelt(reading: Reading) -> str:
    return "".join(PLAIN.get(sounds[0], sounds[0]) for sounds in reading)


def skeletons_of(reading: Reading) -> list[str]:
    """The consonants of a reading by class, those with the likeliest sounds first; at most MOST_SKELETONS."""
    choices: list[tuple[str, ...]] = []
    for sounds in reading:
        kinds = tuple(dict.fromkeys(kind for sound in sounds for kind in _classes(sound)))
        choices.append(kinds)
    found: dict[str, None] = {}
    for _, skeleton in sorted(_ways(choices[: 2 * LONGEST_SKELETON])):
        found.setdefault(skeleton[:LONGEST_SKELETON] or "-")
    return list(found)[:MOST_SKELETONS]


def _classes(sound: str) -> tuple[str, ...]:
    return {"w": ("v", ""), "H": ("h", "")}.get(sound) or (CLASSES[sound],)


def _ways(choices: list[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Every way through the choices with how unlikely it is; only the first two of each when there are very many."""
    doubtful = sum(1 for kinds in choices if len(kinds) > 1)
    most = 4 if doubtful <= 3 else 2 if doubtful <= 6 else 1
    for way in product(*(tuple(enumerate(kinds[:most])) for kinds in choices)):
        yield sum(rank for rank, _ in way), "".join(kind for _, kind in way)
