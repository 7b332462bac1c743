"""Two versions of a text: what is marked, and that nothing is lost, whatever the length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icam.differences import FEW, mark_differences

TEXT = st.text(alphabet="ab .\nأé", max_size=60)


@settings(max_examples=60, deadline=None)
@given(first=TEXT, second=TEXT)
def test_both_texts_are_whole_and_what_is_not_marked_is_in_both(first: str, second: str) -> None:
    sides = mark_differences(first, second)
    assert tuple("".join(piece.text for piece in side) for side in sides) == (first, second)
    same = ["".join(piece.text for piece in side if not piece.differs) for side in sides]
    assert same[0] == same[1]
    assert [piece for side in sides for piece in side if not piece.text] == []


def long_text(changed: str) -> str:
    sentences = [f"On day {number} the family came to talk about the school. " for number in range(400)]
    return "".join([*sentences[:200], changed, *sentences[200:]])


def test_of_a_long_text_the_one_word_is_found() -> None:
    first, second = long_text("They go in June. "), long_text("They go in July. ")
    marked = [[piece.text for piece in side if piece.differs] for side in mark_differences(first, second)]
    assert marked == [["June"], ["July"]]


@pytest.mark.parametrize("sign", [" ", ". ", "\n"])
def test_long_texts_without_anything_in_common_are_marked_whole(sign: str) -> None:
    first, second = ("".join(f"{word}{number}{sign}" for number in range(1200)) for word in "xy")
    assert first.count(sign) * second.count(sign) > FEW
    sides = mark_differences(first, second)
    assert tuple("".join(piece.text for piece in side) for side in sides) == (first, second)
    words = [[piece.text for piece in side if not piece.differs and piece.text.strip(" .\n")] for side in sides]
    assert words == [[], []]
