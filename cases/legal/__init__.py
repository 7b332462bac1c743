"""Where the persons of a case stand in law today, in plain words. Derived from the records on every look, never stored.

`position` gives every statement, most urgent first; `strip` parts them into those of the strip and the rest.
"""

from cases.legal.situation import read
from cases.legal.statement import Statement, Weight, told_together
from cases.legal.subjects import SUBJECTS
from cases.models import Case

SHOWN = 6

__all__ = ["SHOWN", "Statement", "Weight", "position", "strip"]


def position(case: Case) -> list[Statement]:
    """All that can be said of the persons of `case` today, the verdict first, then by how much it presses."""
    situation = read(case)
    said = [statement for subject in SUBJECTS for statement in subject(situation)]
    return sorted(told_together(said, situation), key=lambda statement: statement.weight)


def strip(statements: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """The statements of the strip, and the rest; what is only background stands among the rest when there is more."""
    return statements[:SHOWN], statements[SHOWN:]
