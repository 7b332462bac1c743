"""Who may be who: two persons compared, with reasons in words, and the persons found who may be meant.

Pure: no model, no query, no clock. `search` asks a `Store`, of which one lies in memory and one is the database.
"""

from cases.matching.candidates import MOST_CANDIDATES, Match, search
from cases.matching.comparison import Comparison, Strength, compare
from cases.matching.memory import MemoryStore
from cases.matching.probes import Probe
from cases.matching.profile import Profile
from cases.matching.reasons import Reason, ReasonCode
from cases.matching.store import Entry, Held, Store

__all__ = [
    "MOST_CANDIDATES", "Comparison", "Entry", "Held", "Match", "MemoryStore", "Probe", "Profile", "Reason",
    "ReasonCode", "Store", "Strength", "compare", "search",
]  # fmt: skip
