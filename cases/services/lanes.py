"""The arithmetic of an agenda: which column and which rows each thing takes. Knows no person and no database."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from icam.calendar import ZONE

STEP = 5  # minutes in one row of the grid
USUAL = (9, 17)  # the hours that are always shown
MOST_LANES = 24


@dataclass
class Block:
    """Something from one time of a day to another, in the lane `lane`; None lies across all lanes."""

    day: date
    starts: time
    ends: time
    lane: Hashable | None
    thing: Any
    column: int = 0
    row: int = 0
    rows: int = 0

    @property
    def classes(self) -> str:
        """Where the style sheet lays it; names only, there are no styles in the page."""
        column = f"desk-{self.column}" if self.column else "desk-all"
        return f"{column} at-{self.row} for-{self.rows}"


@dataclass
class Column:
    """One column of each day."""

    lane: Hashable
    label: str


@dataclass
class Grid:
    """All blocks laid out: the same columns in every day, the hours that hold them all."""

    columns: list[Column]
    hours: list[time]
    blocks: dict[date, list[Block]] = field(default_factory=lambda: defaultdict(list))


def block(moment: datetime, minutes: int, lane: Hashable | None, thing: Any) -> Block:
    """From a moment on, for so many minutes; what lasts beyond midnight ends with the day."""
    start = moment.astimezone(ZONE)
    end = (moment + timedelta(minutes=minutes)).astimezone(ZONE)
    return Block(start.date(), start.time(), end.time() if end.date() == start.date() else time.max, lane, thing)


def lay_out(blocks: Iterable[Block], lanes: Sequence[Column]) -> Grid:
    """Lay every block: two at one time in one lane get columns beside each other."""
    blocks = sorted(blocks, key=lambda each: (each.day, each.starts, each.ends))
    depth = _stack(each for each in blocks if each.lane is not None)
    columns = [lane for lane in lanes for _copy in range(depth.get(lane.lane, 1))][:MOST_LANES]
    firsts = {lane.lane: 1 + next(i for i, each in enumerate(columns) if each is lane) for lane in columns}
    first, last = _span(blocks)
    grid = Grid(columns, [time(hour) for hour in range(first, last)])
    for each in blocks:
        if each.lane is not None:
            each.column = min(firsts.get(each.lane, 1) + each.column, max(len(columns), 1))
        each.row = 1 + (_minutes(each.starts) - first * 60) // STEP
        each.rows = max(1, -(-(_minutes(each.ends) - _minutes(each.starts)) // STEP))
        grid.blocks[each.day].append(each)
    return grid


def _stack(blocks: Iterable[Block]) -> dict[Hashable, int]:
    """How many columns each lane needs; each block keeps in `column` which of them it takes."""
    depth: dict[Hashable, int] = {}
    ends: dict[tuple[date, Hashable], list[time]] = defaultdict(list)
    for each in blocks:
        taken = ends[each.day, each.lane]
        free = next((i for i, end in enumerate(taken) if end <= each.starts), len(taken))
        taken[free : free + 1] = [each.ends]
        each.column = free
        depth[each.lane] = max(depth.get(each.lane, 1), len(taken))
    return depth


def _span(blocks: Sequence[Block]) -> tuple[int, int]:
    """From which hour until which the grid goes."""
    first = min([USUAL[0], *(each.starts.hour for each in blocks)])
    last = max([USUAL[1], *(-(-_minutes(each.ends) // 60) for each in blocks)])
    return first, last


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute + (clock == time.max)
