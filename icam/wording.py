"""Whether something that is kept from a reader stands in a text, also in slightly other words.

Pure: text in, plain values out. What is compared are words without accents, case and punctuation; letters and digits
that are written together are two words.
"""

import re
import unicodedata
from collections.abc import Iterator

RUN = 4  # words that follow each other as they do in what is kept
RUN_LETTERS = 12  # letters of such words: fewer are everybody's ("in the end a")
SENTENCE_LETTERS = 10  # letters of a short sentence that is told again: "HIV-positive."
NEAR = 6  # words that may stand between a street and its number, beside those of the street itself
STEM = 4  # letters from which the beginning of a word is enough: "Gallaitstraat" for "Rue Gallait"

WORD = re.compile(r"\d+|[^\W\d_]+")
SENTENCE = re.compile(r"[.!?;\n\r؟؛。！？；۔]+")
BOX = re.compile(r"(?<=\d)[a-z]?[\s,.;-]*(?:\b(?:bte|boite|bus|box|postbus|etage|verdieping)\b|/).*", re.DOTALL)
REPEATED = frozenset({"bis", "ter", "quater"})  # behind a house number
STREET_SUFFIX = re.compile(r"(?:steenweg|straat|strasse|plein|laan|dreef|kaai|platz|weg|lei)$")
# Before a name: "c/o Mme Dupont".
BEFORE_NAMES = frozenset(
    WORD.findall("c o p a bij chez bei tav zhd mme mlle m mr mrs ms madame monsieur mevr mevrouw mw dhr heer frau herr")
)
# What half of all streets are called, and what is written in many ways: it tells no street from another.
EVERYWHERE = frozenset(
    WORD.findall(
        "rue r avenue av ave boulevard bd bld blvd chaussee chee ch place pl square sq quai impasse allee clos dreve "
        "route rte chemin passage cour galerie straat str strasse laan steenweg stwg plein weg lei dreef kaai platz "
        "hof de du des la le les van der den het ter ten zum zur am an im auf saint sainte st ste sint sankt no nr "
        "numero nummer"
    )
)


def words(text: str) -> list[str]:
    return WORD.findall(_folded(text))


def _folded(text: str) -> str:
    """Without accents, case and signs that nobody can see; lines stay."""
    signs = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in signs if unicodedata.category(sign) not in {"Mn", "Cf"})


# Sentences ------------------------------------------------------------------------------------------------------------


def tells_again(text: str, kept: str, *, names: str = "") -> bool:
    """Whether `text` holds a sentence of `kept`, or RUN words as they follow each other there.

    A run of nothing but `names` tells nothing: the same persons are named in both.
    """
    told, known = f" {' '.join(words(text))} ", set(words(names))
    return any(f" {' '.join(run)} " in told for run in _runs(kept) if not known.issuperset(run))


def _runs(kept: str) -> Iterator[list[str]]:
    for sentence in map(words, SENTENCE.split(_folded(kept))):
        if _letters(sentence) >= SENTENCE_LETTERS:
            yield sentence
    every = words(kept)
    for start in range(len(every) - RUN + 1):
        run = every[start : start + RUN]
        if _letters(run) >= RUN_LETTERS:
            yield run


def _letters(run: list[str]) -> int:
    return sum(len(word) for word in run if word.isalpha())


# Addresses ------------------------------------------------------------------------------------------------------------


def names_address(text: str, *, street: str, postcode: str) -> bool:
    """Whether the words of a street stand in `text` near its house number or the postcode.

    The box is nothing; a street without a number is told by its whole name as well.
    """
    name, numbers = _parted(street)
    told = words(text)
    found = [[place for place, word in enumerate(told) if _is_like(word, one)] for one in name]
    if not (found and all(found)):
        return False
    if not numbers and f" {' '.join(words(street))} " in f" {' '.join(told)} ":
        return True
    reach = NEAR + len(words(street))
    places = [place for place, word in enumerate(told) if word in numbers or word == postcode]
    return any(all(any(abs(place - each) <= reach for each in one) for one in found) for place in places)


def names_keeper(text: str, care_of: str, *, names: str = "") -> bool:
    """Whether who stands in a "care of" line stands in `text`, in any order; nobody but `names` is no news."""
    name = [word for word in words(care_of) if word not in BEFORE_NAMES]
    if set(words(names)).issuperset(name):
        return False
    told = words(text)
    found = [[place for place, word in enumerate(told) if word == one] for one in name]
    return any(all(any(abs(place - each) <= NEAR for each in one) for one in found) for place in found[0])


def _parted(street: str) -> tuple[list[str], set[str]]:
    """How the words begin that tell a street from others, and the house numbers, which stand behind or before them."""
    name = words(BOX.sub("", _folded(street)))
    numbers: set[str] = set()
    while len(name) > 1 and (name[-1].isdigit() or (_is_addition(name[-1]) and name[-2].isdigit())):
        numbers.add(name.pop())
    if not numbers and len(name) > 1 and name[0].isdigit():
        numbers.add(name.pop(0))
    telling = [word for word in name if not (word in EVERYWHERE or _is_addition(word))] or name
    return [_stem(word) for word in telling], {word for word in numbers if word.isdigit()}


def _is_addition(word: str) -> bool:
    return len(word) == 1 or word in REPEATED


def _stem(word: str) -> str:
    short = STREET_SUFFIX.sub("", word)
    return short if len(short) >= STEM else word


def _is_like(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= STEM and word.startswith(stem))
