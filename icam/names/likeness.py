"""How alike two words of names are, whatever their scripts."""

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from icam.names import sounds
from icam.names.words import APART, Heard, Word

INITIAL_FITS = 0.75
TWO_CHANGED_PLACES, ONE_MISSING, ONE_WRONG = 0.86, 0.83, 0.78  # one slip of the pen, in a word long enough to bear it
SHORTEST_WITH_SLIP = 6
SHORTENED, SHORTEST_PART = 0.78, 4
VOWELS = frozenset("aeiouy")
SAME_SOUND = 0.9  # from here two spellings of one name
OTHER_NAME = 0.74  # Karim, Karima: at most this
LEAST_SPELLING = 50


def likeness(a: Word, b: Word) -> float:
    """0 to 1: 1 for the same letters, from SAME_SOUND another habit of spelling, below 0.8 most often another name."""
    return _likeness(a, b) if a.folded <= b.folded else _likeness(b, a)


@lru_cache(maxsize=262144)
def _likeness(a: Word, b: Word) -> float:
    if a.folded == b.folded:
        return 1.0
    if "initial" in (a.kind, b.kind):
        return INITIAL_FITS if _initial(a) & _initial(b) else 0.0
    if not a.skeletons & b.skeletons and _spelling(a, b) < LEAST_SPELLING:
        return 0.0
    mixed = a.unvowelled is not b.unvowelled
    heard = max(
        _heard(mine, yours)
        for mine in a.readings
        for yours in b.readings
        if mixed or mine.unvowelled is yours.unvowelled
    )
    if heard < TWO_CHANGED_PLACES and not mixed:
        heard = max(heard, _slip(a, b))
    if heard < SHORTENED and a.script == b.script and _shortened(a, b):
        heard = SHORTENED
    if heard < SAME_SOUND and _other_gender(a, b):
        heard = min(heard, OTHER_NAME)
    if frozenset((a.folded, b.folded)) in APART:
        heard = min(heard, OTHER_NAME)
    return round(min(heard, 0.99), 4)


def _heard(mine: Heard, yours: Heard) -> float:
    mixed = mine.unvowelled is not yours.unvowelled
    like = sounds.likeness(mine.reading, yours.reading, unvowelled=mixed)
    return like * mine.factor * yours.factor


def _initial(word: Word) -> set[str]:
    return {form[0] for form in word.forms} | {word.folded[0]}


def _spelling(a: Word, b: Word) -> float:
    return max((ratio(mine, yours) for mine in a.forms for yours in b.forms), default=0.0)


def _other_gender(a: Word, b: Word) -> bool:
    """Whether one of two words ends on an a, as women's names mostly do, and the other on no such vowel."""
    ends = {_ending(a), _ending(b)}
    return "Q" in ends and not ends <= {"Q", "E"}


def _ending(word: Word) -> str:
    """Q for a final a, E for a final e that may be silent or an a, else nothing."""
    last = "".join(word.readings[0].reading[-2:])
    return next((vowel for vowel in "QE" if vowel in last), "")


def _slip(a: Word, b: Word) -> float:
    """How alike two words are that differ by one slip of the pen; 0 when it is more, or no slip."""
    if _other_ending(*sorted((a.folded, b.folded), key=len)):
        return 0.0
    if a.folded[0] != b.folded[0] or OSA.distance(a.folded, b.folded, score_cutoff=1) > 1:  # Mamadou, Amadou
        return 0.0
    shortest = min(len(a.folded), len(b.folded))
    if sorted(a.folded) == sorted(b.folded):
        return TWO_CHANGED_PLACES if shortest >= SHORTEST_WITH_SLIP - 1 else 0.0
    if shortest < SHORTEST_WITH_SLIP:
        return 0.0
    return ONE_WRONG if len(a.folded) == len(b.folded) else ONE_MISSING


def _other_ending(short: str, long: str) -> bool:
    """Rachid, Rachida; Fernando, Fernanda: what differs is the vowel at the end, and with it the person."""
    if len(short) < len(long):
        return long[-1] in VOWELS and long[:-1] == short
    return short[-1] != long[-1] and bool({short[-1], long[-1]} & VOWELS)


def _shortened(a: Word, b: Word) -> bool:
    """Osaru for Osarumwense, Emeka for Chukwuemeka: the one is the beginning or the end of the other."""
    short, long = sorted((a.folded, b.folded), key=len)
    if len(short) < SHORTEST_PART or len(long) < len(short) + 3:
        return False
    return long.startswith(short) or long.endswith(short) or (len(short) > SHORTEST_PART and short in long)
