"""How alike two readings of a word sound: the cheapest way to hear the one for the other.

A reading is a tuple of places; each place is a string of the sounds that may stand there, likeliest first,
`-` for none.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

Reading = tuple[str, ...]

TABLE = tomllib.loads((Path(__file__).parent / "sounds.toml").read_text(encoding="utf-8"))
VOWELS = frozenset(TABLE["vowels"])
NEAR: dict[str, float] = {pair[::-1]: cost for pair, cost in TABLE["near"].items()} | TABLE["near"]
SAME: dict[str, str] = TABLE["same"]
MISSED: dict[str, float] = TABLE["missed"]
MISSED_UNVOWELLED: dict[str, float] = MISSED | TABLE["missed_unvowelled"]
SECOND: float = TABLE["second_reading"]
MISSED_CONSONANT = 1.0
SAME_VOWEL = 0.15
SHORT = 3  # places
SILENT = 0.05
CLEARLY_WRITTEN = 1.7  # a vowel that stands in an unvowelled script is long: to hear another is worse


def distance(a: Reading, b: Reading, *, unvowelled: bool = False) -> float:
    """What it costs to hear `a` for `b`; symmetric. `unvowelled`: one of the two leaves out its short vowels."""
    misses = [missed(place, unvowelled, first=not column) for column, place in enumerate(b)]
    before = [0.0]
    for miss in misses:
        before.append(before[-1] + miss)
    for line, place in enumerate(a):
        skip = missed(place, unvowelled, first=not line)
        row = [before[0] + skip]
        for column, other in enumerate(b):
            best = before[column] + heard(place, other, unvowelled)
            best = min(best, before[column + 1] + skip)
            if (left := row[column] + misses[column]) < best:
                best = left
            row.append(best)
        before = row
    return before[-1]


@lru_cache(maxsize=65536)
def heard(place: str, other: str, unvowelled: bool) -> float:
    """What it costs to hear one place for another: the best of their sounds."""
    costs = [
        _reading(x, y, i, j, unvowelled)
        for i, x in enumerate(place)
        for j, y in enumerate(other)
        if x != "-" and y != "-"
    ]
    if "-" in place or "-" in other:
        costs.append(SILENT + missed(place, unvowelled) + missed(other, unvowelled))
    return min(costs)


def _reading(x: str, y: str, i: int, j: int, unvowelled: bool) -> float:
    """What two sounds cost that are the i-th and the j-th reading: nearness counts from the likeliest readings only."""
    seconds = (i > 0) + (j > 0)
    return _one(x, y, unvowelled) * (1 + seconds) + SECOND * seconds


def _one(x: str, y: str, unvowelled: bool) -> float:
    x, y = SAME.get(x, x), SAME.get(y, y)
    if x == y:
        return 0.0
    cost = NEAR.get(x + y)
    if cost is None:
        cost = float(TABLE["consonant_for_vowel" if (x in VOWELS) is not (y in VOWELS) else "other_consonant"])
    return cost * CLEARLY_WRITTEN if unvowelled and cost >= 0.5 and x in VOWELS and y in VOWELS else cost


@lru_cache(maxsize=4096)
def missed(place: str, unvowelled: bool, *, first: bool = False) -> float:
    """What it costs that one of the two has nothing for this place: nearly nothing if it may be silent."""
    if "-" in place:
        return SECOND * place.index("-")
    costs = MISSED_UNVOWELLED if unvowelled else MISSED
    cost = costs.get(place[0], MISSED_CONSONANT)
    return max(cost, costs["first"]) if unvowelled and first and place[0] in VOWELS else cost


def likeness(a: Reading, b: Reading, *, unvowelled: bool = False) -> float:
    """0 to 1: how alike two readings are, a wrong sound in a long word weighing less than in a short one.

    In words of one syllable the vowel is half the word (Fang, Feng), and in the shortest every sound is (Li, Lei).
    """
    cost = distance(a, b, unvowelled=unvowelled)
    if not unvowelled and cost > SAME_VOWEL and min(len(a), len(b)) <= SHORT:
        cost *= 2
    elif not unvowelled and cost and _syllables(a) == _syllables(b) == 1:
        vowels = [next(place for place in reading if place[0] in VOWELS or place[0] == "y") for reading in (a, b)]
        between = heard(vowels[0], vowels[1], False)
        cost += 3 * between if between > SAME_VOWEL else 0.0
    return max(0.0, 1 - cost / (1.8 + 0.3 * max(len(a), len(b))))


def _syllables(reading: Reading) -> int:
    """How many vowels, a diphthong counting as two."""
    return sum(1 for place in reading if place[0] in VOWELS or place[0] == "y")
