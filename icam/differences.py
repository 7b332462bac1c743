"""Two versions of a text: the runs of words that the other one does not have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS_AND_SIGNS = re.compile(r"\w+|\s+|[^\w\s]")
ENDS = frozenset(".!?…؟。")
FEW = 250_000  # pairs of words that are compared one by one; more are compared sentence by sentence first

Words = Sequence[str]


@dataclass(frozen=True)
class Piece:
    """A run of words, and whether it differs from the other text."""

    text: str
    differs: bool


def mark_differences(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into runs of words, with the runs marked that the other text does not have.

    Long texts that have little in common are marked by sentences: it must stay quick whatever two people wrote.
    """
    ours, others = WORDS_AND_SIGNS.findall(first), WORDS_AND_SIGNS.findall(second)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, mine, theirs in _joined(_runs(ours, others)):
        left += [Piece("".join(mine), not same)] if mine else []
        right += [Piece("".join(theirs), not same)] if theirs else []
    return left, right


Run = tuple[bool, Words, Words]


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs of one kind that follow each other are one run."""
    before: Run | None = None
    for same, mine, theirs in runs:
        if before and before[0] == same:
            before = (same, [*before[1], *mine], [*before[2], *theirs])
        else:
            if before:
                yield before
            before = (same, mine, theirs)
    if before:
        yield before


def _runs(ours: Words, others: Words) -> Iterator[Run]:
    """Word by word; of long texts what both begin and end with is set aside first."""
    if len(ours) * len(others) <= FEW:
        yield from _between(ours, others)
        return
    shorter = min(len(ours), len(others))
    start = next((n for n in range(shorter) if ours[n] != others[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if ours[-1 - n] != others[-1 - n]), rest)
    if start:
        yield True, ours[:start], others[:start]
    yield from _between(ours[start : len(ours) - end], others[start : len(others) - end])
    if end:
        yield True, ours[len(ours) - end :], others[len(others) - end :]


def _between(ours: Words, others: Words) -> Iterator[Run]:
    if len(ours) * len(others) <= FEW:
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
            yield kind == "equal", ours[i1:i2], others[j1:j2]
        return
    mine, theirs = _sentences(ours), _sentences(others)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        left, right = _flat(mine[i1:i2]), _flat(theirs[j1:j2])
        if kind == "replace" and len(left) * len(right) <= FEW:
            yield from _between(left, right)
        else:
            yield kind == "equal", left, right


def _sentences(words: Words) -> list[tuple[str, ...]]:
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word in ENDS or "\n" in word:
            found.append([])
    return [tuple(sentence) for sentence in found if sentence]


def _flat(sentences: Sequence[tuple[str, ...]]) -> list[str]:
    return [word for sentence in sentences for word in sentence]
