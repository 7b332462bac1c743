"""The goals of matching, on the labelled pairs of this project (docs/matching.md)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from cases.matching.pairs import Pair, read_pairs
from cases.matching.report import Judged, by_language, figures, judge

CORPUS = Path(__file__).parent / "pairs.csv"
BY_NAME, BY_NAME_EACH = 0.90, 0.75
WITH_BIRTH, WITH_BIRTH_EACH = 0.98, 0.93
PRECISION, RECALL = 0.98, 0.85
FEW, ALL = 3_000, 20_000  # made-up persons in the way
LANGUAGES = 18


@cache
def corpus() -> list[Pair]:
    return read_pairs(CORPUS)


@cache
def judged(distractors: int) -> Sequence[Judged]:
    return judge(corpus(), distractors=distractors, seed=1)


sizes = pytest.mark.parametrize("distractors", [FEW, pytest.param(ALL, marks=pytest.mark.slow)])


def test_the_corpus_is_as_large_and_mixed_as_it_should_be() -> None:
    same = sum(pair.same for pair in corpus())
    assert (len(corpus()) >= 650, len({pair.language for pair in corpus()}) >= LANGUAGES) == (True, True)
    assert (same >= 400, len(corpus()) - same >= 200) == (True, True)


def test_no_pair_stands_there_twice() -> None:
    keys = [frozenset({(pair.a.names, str(pair.a.born)), (pair.b.names, str(pair.b.born))}) for pair in corpus()]
    assert len(set(keys)) == len(keys)


@sizes
def test_by_name_alone_nine_of_ten_are_among_the_first_five(distractors: int) -> None:
    each = by_language(judged(distractors))
    assert figures(judged(distractors))["recall_at_5_by_name"] >= BY_NAME
    assert {language for language, one in each.items() if one["recall_at_5_by_name"] < BY_NAME_EACH} == set()


@sizes
def test_with_the_birth_date_nearly_all_are(distractors: int) -> None:
    each = by_language(judged(distractors))
    assert figures(judged(distractors))["recall_at_5_with_birth"] >= WITH_BIRTH
    assert {language for language, one in each.items() if one["recall_at_5_with_birth"] < WITH_BIRTH_EACH} == set()


def test_strong_is_right_and_finds_most() -> None:
    found = figures(judged(FEW))
    assert (found["strong_precision"] >= PRECISION, found["strong_recall"] >= RECALL) == (True, True)
