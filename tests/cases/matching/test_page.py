"""docs/matching.md prints the weights that are used."""

import re
from pathlib import Path

from cases.matching.weights import TABLE

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "matching.md").read_text()
IN_WORDS = {"name.conflict": 1.5, "name.extra": 0.12, "name.curve": 1.5, "name.least": 0.72}


def test_the_printed_weights_are_those_of_the_code() -> None:
    printed = {name: float(points) for name, points in re.findall(r"^\| `(\w+\.\w+)` \| (-?[\d.]+) \|", PAGE, re.M)}
    assert printed | IN_WORDS == {
        f"{part}.{name}": points for part, rows in TABLE.items() for name, points in rows.items()
    }


def test_the_weights_in_the_text_are_printed_too() -> None:
    assert [name for name, points in IN_WORDS.items() if not re.search(rf"`{name}`,? {points}", PAGE)] == []
