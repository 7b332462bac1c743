"""Two names laid beside each other, word by word, in whatever order, script and spelling they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations

from cases.matching.weights import NAME
from icam.names import Word, likeness, words_of
from icam.names.words import word_of

SURE = 0.88  # quality from which a word fits as surely as the same word
JOINED_LIKENESS = 0.86  # from here two words of one side are taken together
MOST_WORDS = 10
HALF = 0.5  # words that say less than this contradict nobody


@dataclass(frozen=True)
class Fit:
    """Words of the two sides that are taken for one: most often one each, or several that are written together."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    likeness: float

    @property
    def weight(self) -> float:
        return (sum(word.weight for word in self.a) + sum(word.weight for word in self.b)) / 2

    @property
    def is_same(self) -> bool:
        """Whether it is one word written alike."""
        return self.likeness == 1.0 and len(self.a) == len(self.b)

    @property
    def quality(self) -> float:
        return quality(self.likeness)


@dataclass(frozen=True)
class Laid:
    """How two names fit: the pairs, and the words that have none."""

    score: float = 0.0
    fits: tuple[Fit, ...] = ()
    rest_a: tuple[Word, ...] = ()
    rest_b: tuple[Word, ...] = ()
    telling: float = field(default=0.0)

    @property
    def order(self) -> tuple[float, ...]:
        return (self.score, self.telling)


def quality(like: float) -> float:
    """What a likeness is worth: nothing below `least`, half at 0.8, nearly all from 0.9 on."""
    if like >= 0.9:
        return 0.9 + (like - 0.9)
    if like >= 0.8:
        return 0.5 + (like - 0.8) * 4
    return max(0.0, 0.2 + (like - NAME["least"]) * 3.75)


def lay(a: str, b: str) -> Laid:
    """Lay name `a` beside name `b`. The same for `b` beside `a`, with the sides changed, and for any order of words."""
    mine, yours = words_of(a)[:MOST_WORDS], words_of(b)[:MOST_WORDS]
    if not mine or not yours:
        return Laid(rest_a=mine, rest_b=yours)
    fits, rest_a, rest_b = _pair(mine, yours, JOINED_LIKENESS)
    if (rest_a and len(rest_b) > 1) or (rest_b and len(rest_a) > 1):
        joined, rest_a, rest_b = _join(rest_a, rest_b)
        fits += joined
    nearly, rest_a, rest_b = _pair(rest_a, rest_b, NAME["least"])
    fits += nearly
    return _weigh(fits, rest_a, rest_b)


def _pair(mine: Sequence[Word], yours: Sequence[Word], least: float) -> tuple[list[Fit], list[Word], list[Word]]:
    """The likest two first; of equally like ones those that say most, then by the alphabet: order is nothing."""
    likes = [
        (-like, -(x.weight + y.weight), sorted((x.folded, y.folded)), x.folded, i, j)
        for i, x in enumerate(mine)
        for j, y in enumerate(yours)
        if (like := likeness(x, y)) >= least
    ]
    free_a, free_b = dict(enumerate(mine)), dict(enumerate(yours))
    fits = []
    for like, _says, _both, _one, i, j in sorted(likes):
        if i in free_a and j in free_b:
            fits.append(Fit((free_a.pop(i),), (free_b.pop(j),), -like))
    return fits, list(free_a.values()), list(free_b.values())


def _join(rest_a: list[Word], rest_b: list[Word]) -> tuple[list[Fit], list[Word], list[Word]]:
    """Words that are written together on one side: El Amrani and Elamrani, Wei Ming and Weiming."""
    fits: list[Fit] = []
    for flipped in (False, True):
        one, other = (rest_b, rest_a) if flipped else (rest_a, rest_b)
        for whole in sorted(one, key=lambda word: word.folded):
            found = _parts(whole, other)
            if found:
                parts, like = found
                one.remove(whole)
                for part in parts:
                    other.remove(part)
                fits.append(Fit(parts, (whole,), like) if flipped else Fit((whole,), parts, like))
    return fits, rest_a, rest_b


def _parts(whole: Word, words: Sequence[Word]) -> tuple[tuple[Word, ...], float] | None:
    best: tuple[tuple[Word, ...], float] | None = None
    for first, second in permutations(sorted(words, key=lambda word: word.folded), 2):
        joined = first.written + second.written
        if first.script == second.script and abs(len(joined) - len(whole.folded)) <= 3 and _open_alike(whole, first):
            like = likeness(whole, word_of(joined))
            if like >= JOINED_LIKENESS and (best is None or like > best[1]):
                best = (first, second), like
    return best


def _open_alike(whole: Word, first: Word) -> bool:
    return not openings(whole).isdisjoint(openings(first))


@lru_cache(maxsize=16384)
def openings(word: Word) -> frozenset[str]:
    """The letters with which the word may begin."""
    return frozenset(form[0] for form in word.forms)


def _weigh(fits: list[Fit], rest_a: list[Word], rest_b: list[Word]) -> Laid:
    total = sum(fit.weight for fit in fits)
    good = sum(fit.weight * fit.quality for fit in fits)
    conflict = min(_weight_of(rest_a, HALF), _weight_of(rest_b, HALF))
    extra = _weight_of(rest_a) + _weight_of(rest_b) - 2 * conflict
    whole = total + NAME["conflict"] * conflict + NAME["extra"] * extra
    score = good / whole if whole else 0.0
    ordered = sorted(fits, key=lambda fit: (-fit.weight * fit.quality, sorted(word.folded for word in fit.a + fit.b)))
    return Laid(
        round(score * _enough(sum(fit.weight * min(1.0, fit.quality / SURE) for fit in fits)), 4),
        tuple(ordered),
        tuple(rest_a),
        tuple(rest_b),
        round(good, 4),
    )


def _enough(weight: float) -> float:
    """One word that fits says less than two, and a frequent one less than a rare one."""
    return min(1.0, 0.6 + 0.2 * weight)


def _weight_of(words: Iterable[Word], least: float = 0.0) -> float:
    return sum(word.weight for word in words if word.weight >= least)
