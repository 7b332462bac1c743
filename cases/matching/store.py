"""What a search asks of the place where persons are kept; one SQL statement per method."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.matching.probes import Probe
from cases.matching.profile import Profile
from icam.names import TokenKeys

NEAR_FORMS, NEAR_SKELETONS, NEAR_TRIGRAMS = 60, 240, 30
TRIGRAM_SIMILARITY = 0.3


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the vocabulary: its row, the word, and in how many persons' names it stands."""

    id: int
    folded: str
    holders: int


@dataclass(frozen=True, slots=True)
class Held:
    """A person that a probe found, with all entries that he holds (by which the best are chosen unread)."""

    person: int
    entries: Collection[int]
    born: date | None = None


class Store(Protocol):
    """Where persons are looked up.

    The tables meant: `vocabulary (id, folded unique, forms text[], skeletons text[], holders int)` with GIN on `forms`
    and on `skeletons` and a trigram GIN on `folded`; `person_names (person_id, entries int[], born_on)` with
    GIN on `entries` and btree on `born_on`. `entries` are the ids of `Profile.keys`, that is of all his names.
    """

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        """For each token, the entries of the vocabulary that may be the same word, in any order.

        One statement: the tokens with their place, and for each a lateral UNION (not ALL) of
            (SELECT id, folded, holders FROM vocabulary WHERE folded = t.folded)
            (SELECT … WHERE forms && t.forms ORDER BY holders DESC, id LIMIT NEAR_FORMS)
            (SELECT … WHERE skeletons && t.skeletons ORDER BY holders DESC, id LIMIT NEAR_SKELETONS)
            (SELECT … WHERE folded % t.form ORDER BY similarity(folded, t.form) DESC, holders DESC, id
             LIMIT NEAR_TRIGRAMS)
        where `t.form` is the spelling in plain letters, `spelling(t)`; without letters the last part is left out.
        For one or two letters a store may look among the words that begin with them instead.
        `pg_trgm.similarity_threshold` is TRIGRAM_SIMILARITY, its default.
        """

    def holders(self, probes: Sequence[Probe]) -> Iterable[Held]:
        """Who fulfils at least one of the probes, each person once. Merged persons are left out here.

        One statement, a UNION (not ALL) of one part per probe, each in brackets with its own LIMIT:
            (SELECT person_id, entries, born_on FROM person_names
             WHERE entries && %s AND entries && %s AND born_on = ANY(%s) AND born_on BETWEEN %s AND %s LIMIT %s)
        with only those conditions that the probe names; numbers and telephones by a subquery on their own tables.
        A date of which only the year or the month is known is stored as the first day of it, so `days` and `years`
        meet it as they stand.
        """

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        """What is known of these persons, at most MOST_CANDIDATES: one statement, names and numbers aggregated."""


def spelling(keys: TokenKeys) -> str:
    """The form by which a word is looked up by trigrams: itself in plain letters, else its first form by alphabet."""
    return keys.folded if keys.folded in keys.forms else min(keys.forms, default="")
