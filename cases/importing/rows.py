"""Cells and rows, however a file holds them."""

from typing import Any

from cases.importing.faults import Fault

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 1_000

Cell = str | dict[str, str]  # text, or {"fault": why it cannot be taken}


def cell_of(text: str) -> Cell:
    """The text of a cell without what spreadsheets add around it, or why it cannot be taken."""
    text = " ".join(text.replace("\xa0", " ").split(" ")).strip()
    if len(text) > LONGEST_CELL:
        return fault(Fault.LONG)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):  # the database cannot hold these
        return fault(Fault.CONTROL)
    return text


def fault(kind: Fault) -> Cell:
    return {"fault": kind.value}


def fault_of(cell: Any) -> str:
    """The sentence for a cell that cannot be taken; empty for text."""
    return str(Fault(cell["fault"]).label) if isinstance(cell, dict) else ""


def is_empty(cells: list[Cell]) -> bool:
    return all(cell == "" for cell in cells)
