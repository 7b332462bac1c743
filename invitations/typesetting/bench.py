"""What a letter costs, with everything shared between letters and with nothing shared: CPU time, in one run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from icam.pdf import Kit, Layout, undisturbed
from invitations.typesetting.press import SHEET, compose, text_for, typeset
from invitations.typesetting.words import Words


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of one letter after the first: median and least of all rounds."""

    median: float
    least: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One letter, both ways. `ratio` is the median of the rounds' own ratios; the goal is at most 0.65."""

    shared: Cost
    alone: Cost
    ratio: float


def compare(words: Words, *, rounds: int = 15) -> Comparison:
    """Measures both ways in turn, so that a busy machine slows both; the first round of each is not counted."""
    times: dict[str, list[float]] = {"shared": [], "alone": []}
    ways: dict[str, Callable[[Words], object]] = {"shared": typeset, "alone": typeset_alone}
    for number in range(rounds + 1):
        letter = replace(words, letter_reference=f"L-{number:04d}-29TX")
        for name, way in ways.items():
            start = time.process_time()
            way(letter)
            times[name].append((time.process_time() - start) * 1000)
    shared, alone = (values[1:] for values in times.values())
    ratio = statistics.median(one / other for one, other in zip(shared, alone, strict=True))
    return Comparison(_cost(shared), _cost(alone), ratio)


def _cost(milliseconds: list[float]) -> Cost:
    return Cost(statistics.median(milliseconds), min(milliseconds))


def typeset_alone(words: Words) -> bytes:
    """The same letter with its own font configuration, sheet and images."""
    with undisturbed():
        return Layout(compose(words, text_for(words)), sheet=SHEET, shared=Kit()).write()


def resident() -> int:
    """Bytes of memory this process holds now (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise OSError("this system does not tell the memory of a process")
