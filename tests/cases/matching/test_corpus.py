"""The goals of matching, on the labelled pairs of this project (docs/matching.md)."""

from functools import cache
from pathlib import Path

from cases.matching.pairs import Pair, read_pairs
from cases.matching.report import by_language, compared, figures, judge

CORPUS = Path(__file__).parent / "pairs.csv"
BY_NAME, BY_NAME_EACH = 0.90, 0.75
WITH_BIRTH, WITH_BIRTH_EACH = 0.98, 0.93
PRECISION, RECALL = 0.98, 0.85
MADE_UP = 20_000  # persons in the way
LANGUAGES = 18


@cache
def corpus() -> list[Pair]:
    return read_pairs(CORPUS)


def test_the_corpus_is_as_large_and_mixed_as_it_should_be() -> None:
    same = sum(pair.same for pair in corpus())
    assert (len(corpus()) >= 650, len({pair.language for pair in corpus()}) >= LANGUAGES) == (True, True)
    assert (same >= 400, len(corpus()) - same >= 200) == (True, True)


def test_no_pair_stands_there_twice() -> None:
    keys = [frozenset({(pair.a.names, str(pair.a.born)), (pair.b.names, str(pair.b.born))}) for pair in corpus()]
    assert len(set(keys)) == len(keys)


def test_who_is_meant_is_among_the_first_five() -> None:
    """By name alone, and with the birth date; in one test, because the searches take their time."""
    judged = judge(corpus(), distractors=MADE_UP, seed=1)
    overall, each = figures(judged), by_language(judged)
    assert (overall["recall_at_5_by_name"] >= BY_NAME, overall["recall_at_5_with_birth"] >= WITH_BIRTH) == (True, True)
    assert {language for language, one in each.items() if one["recall_at_5_by_name"] < BY_NAME_EACH} == set()
    assert {language for language, one in each.items() if one["recall_at_5_with_birth"] < WITH_BIRTH_EACH} == set()


def test_strong_is_right_and_finds_most() -> None:
    found = figures(compared(corpus()))
    assert (found["strong_precision"] >= PRECISION, found["strong_recall"] >= RECALL) == (True, True)
