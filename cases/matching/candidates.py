"""Finding who may be meant: the same steps over a store in memory and over the database.

A search asks the store three times, however many words the name has:

1. `near`: which words of the vocabulary resemble the words of the query. The steps below keep the nearest of them, so
   that each word of the query becomes a *group* of vocabulary entries.
2. `holders`: which persons hold entries of these groups (probes), or the asked birth date, file number or telephone.
   Those that hold most are kept, at most `MOST_CANDIDATES`.
3. `profiles`: what is known of those; `compare` ranks them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol

from cases.matching.comparison import Comparison, compare
from cases.matching.profile import Profile
from icam.names import TokenKeys

MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the vocabulary: its row and in how many persons' names it stands."""

    id: int
    keys: TokenKeys
    holders: int


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to persons: those who fulfil everything that is given here. At most `limit` of them, whichever.

    groups   the person holds at least one entry of *each* group
    days     born on one of these days (as far as known to the day)
    years    born in these years, first and last, at whatever precision
    numbers  has one of these file numbers, (kind, canonical)
    phones   has one of these telephone numbers, digits only
    """

    groups: tuple[frozenset[int], ...] = ()
    days: frozenset[date] = frozenset()
    years: tuple[int, int] | None = None
    numbers: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()
    limit: int = MOST_CANDIDATES


@dataclass(frozen=True, slots=True)
class Held:
    """A person that a probe found, with all entries that he holds (by which the best are chosen unread)."""

    person: int
    entries: Collection[int]
    born: date | None = None


class Store(Protocol):
    """Where persons are looked up. Each method is one SQL statement.

    The tables meant: `vocabulary (id, folded unique, forms text[], skeletons text[], holders int)` with GIN on `forms`
    and on `skeletons` and a trigram GIN on `folded`; `person_names (person_id, entries int[], born_on, born_year)`
    with GIN on `entries` and btree on `born_on` and `born_year`. `entries` are the ids of `Profile.keys` of all names.
    """

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        """For each token, the entries of the vocabulary that may be the same word, in any order.

        One statement: `unnest` the tokens with ordinality, and for each a lateral UNION (not ALL) of
            SELECT … WHERE folded = t.folded
            SELECT … WHERE forms && t.forms ORDER BY holders DESC LIMIT NEAR_FORMS
            SELECT … WHERE skeletons && t.skeletons ORDER BY holders DESC LIMIT NEAR_SKELETONS
            SELECT … WHERE folded % ANY (t.forms) ORDER BY similarity DESC LIMIT NEAR_TRIGRAMS
        """

    def holders(self, probes: Sequence[Probe]) -> Iterable[Held]:
        """Who fulfils at least one of the probes, each person once.

        One statement, a UNION (not ALL) of one part per probe, each in brackets with its own LIMIT:
            SELECT person_id, entries, born_on FROM person_names
            WHERE entries && %s AND entries && %s AND born_on = ANY(%s) AND born_year BETWEEN %s AND %s LIMIT %s
        with only those conditions that the probe names; numbers and phones by a subquery on their tables.
        Merged persons are left out here.
        """

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        """What is known of these persons (at most MOST_CANDIDATES)."""


NEAR_FORMS, NEAR_SKELETONS, NEAR_TRIGRAMS = 60, 300, 30


@dataclass(frozen=True)
class Match:
    """A person who may be meant, and why."""

    person: int
    comparison: Comparison


def search(store: Store, query: Profile, limit: int = 5) -> list[Match]:
    """The persons who may be the one asked for, best first; equal scores by id. Never longer than `limit`."""
    groups = [frozenset(entry.id for entry in entries) for entries in store.near(query.keys)]
    held = store.holders(_probes(query, [group for group in groups if group]))
    found = sorted(held, key=lambda one: (-sum(1 for group in groups if group & set(one.entries)), one.person))
    profiles = store.profiles([one.person for one in found[:MOST_CANDIDATES]])
    matches = [Match(person, compare(query, profile)) for person, profile in profiles.items()]
    return sorted(matches, key=lambda match: (-match.comparison.score, match.person))[:limit]


def _probes(query: Profile, groups: list[frozenset[int]]) -> list[Probe]:
    probes = [Probe(groups=pair) for pair in combinations(groups, 2)]
    if len(groups) == 1:
        probes.append(Probe(groups=(groups[0],)))
    if query.born.day:
        probes.extend(Probe(groups=(group,), days=frozenset({query.born.day})) for group in groups)
    if query.numbers:
        probes.append(Probe(numbers=query.numbers))
    if query.phones:
        probes.append(Probe(phones=query.phones))
    return probes
