"""Finding who may be meant: the same steps over a store in memory and over the database.

A search asks the store three times, however many words the name has:

1. `near`: which words of the vocabulary resemble the words of the query. The likest of them become the *group* of that
   word, each with how alike it is.
2. `holders`: which persons hold words of these groups, or were born on the asked day, or bear an asked number
   (`cases.matching.probes`). Those who hold the likest are kept, at most `MOST_CANDIDATES`.
3. `profiles`: what is known of those; `compare` ranks them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.matching.comparison import Comparison, compare
from cases.matching.probes import Group, Named, probes_of
from cases.matching.profile import Profile
from cases.matching.store import Entry, Held, Store
from icam.names import TokenKeys, likeness
from icam.names.keys import Cluster, asked_of, keys_of_word
from icam.names.words import word_of

MOST_CANDIDATES = 200
MOST_IN_GROUP = 64
LEAST_LIKENESS = 0.72
SAME_DAY, SAME_YEAR = 1.0, 0.3  # what a fitting birth date adds when the best are chosen unread


@dataclass(frozen=True)
class Match:
    """A person who may be meant, and why."""

    person: int
    comparison: Comparison


def search(store: Store, query: Profile, limit: int = 5) -> list[Match]:
    """The persons who may be the one asked for, best first; equal scores by id. Never longer than `limit`.

    A query without any letter, date, number or telephone finds nobody. The store is asked the same three things
    whatever it answers, so that the time of an answer does not tell.
    """
    names = _groups(store, query)
    held = sorted(store.holders(probes_of(query, names)), key=lambda one: (-_promise(one, query, names), one.person))
    profiles = store.profiles([one.person for one in held[:MOST_CANDIDATES]])
    matches = [Match(person, compare(query, profile)) for person, profile in profiles.items()]
    return sorted(matches, key=lambda match: (-match.comparison.score, match.person))[:limit]


def _groups(store: Store, query: Profile) -> list[Named]:
    """For each name of the query, its words, and for each of these the entries of the vocabulary that may be it."""
    names = [asked_of(name) for name in query.names]
    asked = tuple(dict.fromkeys(keys_of_word(word) for clusters in names for cluster in clusters for word in cluster))
    found = dict(zip(asked, store.near(asked), strict=True))
    return [
        [group for cluster in clusters if (group := _group(cluster, found)).likeness] for clusters in names if clusters
    ]


def _group(cluster: Cluster, found: Mapping[TokenKeys, Sequence[Entry]]) -> Group:
    likes: dict[int, float] = {}
    holders: dict[int, int] = {}
    for word in cluster:
        for entry in found[keys_of_word(word)]:
            like = likeness(word, word_of(entry.folded))
            if like >= LEAST_LIKENESS and like > likes.get(entry.id, 0.0):
                likes[entry.id], holders[entry.id] = like, entry.holders
    best = sorted(likes, key=lambda entry: (-likes[entry], -holders[entry], entry))[:MOST_IN_GROUP]
    return Group({entry: likes[entry] for entry in best}, {entry: holders[entry] for entry in best})


def _promise(held: Held, query: Profile, names: Collection[Named]) -> float:
    """How likely it is, without reading him, that this person is meant."""
    named = max((sum(group.best(held.entries) for group in groups) for groups in names), default=0.0)
    if held.born is None or query.born.day is None:
        return named
    same = SAME_DAY if held.born == query.born.day else SAME_YEAR if held.born.year == query.born.day.year else 0.0
    return named + same
