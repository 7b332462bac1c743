"""What each subject of the law has to say, in the order in which equals stand on the strip."""

from collections.abc import Callable, Iterable

from cases.legal.appealing import appeals
from cases.legal.leaving import bans, orders, transfer
from cases.legal.missing import reasons
from cases.legal.situation import Situation
from cases.legal.statement import Statement
from cases.legal.staying import measures, procedures, resumption, verdict
from cases.legal.surroundings import agreement, checks, mandates

SUBJECTS: tuple[Callable[[Situation], Iterable[Statement]], ...] = (
    verdict,
    resumption,
    orders,
    appeals,
    procedures,
    measures,
    reasons,
    agreement,
    checks,
    mandates,
    bans,
    transfer,
)
