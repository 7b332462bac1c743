"""The store in memory: the vocabulary and the persons of a list, for commands, imports and tests."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from cases.matching.probes import Probe
from cases.matching.profile import Profile
from cases.matching.store import (
    NEAR_FORMS,
    NEAR_SKELETONS,
    NEAR_TRIGRAMS,
    TRIGRAM_SIMILARITY,
    Entry,
    Held,
    spelling,
)
from icam.names import TokenKeys


class MemoryStore:
    """A `Store` over profiles by id."""

    def __init__(self, profiles: Mapping[int, Profile]) -> None:
        self._profiles = dict(profiles)
        self._ids: dict[str, int] = {}
        self._words: list[str] = []
        self._holders: list[set[int]] = []
        self._by_form: dict[str, set[int]] = defaultdict(set)
        self._by_skeleton: dict[str, set[int]] = defaultdict(set)
        self._by_trigram: dict[str, set[int]] = defaultdict(set)
        self._by_day: dict[object, set[int]] = defaultdict(set)
        self._entries: dict[int, frozenset[int]] = {}
        for person, profile in self._profiles.items():
            self._entries[person] = frozenset(self._enter(keys, person) for keys in profile.keys)
            if profile.born.day:
                self._by_day[profile.born.day].add(person)
                self._by_day[profile.born.day.year].add(person)

    def _enter(self, keys: TokenKeys, person: int) -> int:
        entry = self._ids.get(keys.folded)
        if entry is None:
            entry = self._ids[keys.folded] = len(self._words)
            self._words.append(keys.folded)
            self._holders.append(set())
        for index, found in (
            (self._by_form, keys.forms),
            (self._by_skeleton, keys.skeletons),
            (self._by_trigram, trigrams(keys.folded)),
        ):
            for key in found:
                index[key].add(entry)
        self._holders[entry].add(person)
        return entry

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        return [[Entry(one, self._words[one], len(self._holders[one])) for one in self._near(keys)] for keys in tokens]

    def _near(self, keys: TokenKeys) -> list[int]:
        found = {self._ids[keys.folded]} if keys.folded in self._ids else set()
        found.update(self._most_borne(self._by_form, keys.forms, NEAR_FORMS))
        found.update(self._most_borne(self._by_skeleton, keys.skeletons, NEAR_SKELETONS))
        found.update(self._by_spelling(spelling(keys)))
        return sorted(found)

    def _most_borne(self, index: Mapping[str, set[int]], keys: Iterable[str], limit: int) -> list[int]:
        found = {entry for key in keys for entry in index.get(key, ())}
        return nsmallest(limit, found, key=lambda entry: (-len(self._holders[entry]), entry))

    def _by_spelling(self, word: str) -> list[int]:
        mine = trigrams(word)
        shared = Counter(entry for gram in mine for entry in self._by_trigram.get(gram, ()))
        like = {
            entry: both / (len(mine) + len(trigrams(self._words[entry])) - both)
            for entry, both in shared.items()
            if both >= TRIGRAM_SIMILARITY * len(mine)
        }
        near = [entry for entry, one in like.items() if one >= TRIGRAM_SIMILARITY]
        return nsmallest(NEAR_TRIGRAMS, near, key=lambda entry: (-like[entry], -len(self._holders[entry]), entry))

    def holders(self, probes: Sequence[Probe]) -> Iterable[Held]:
        found: dict[int, None] = {}
        for probe in probes:
            found.update(dict.fromkeys(nsmallest(probe.limit, self._fulfil(probe))))
        return [Held(person, self._entries[person], self._profiles[person].born.day) for person in found]

    def _fulfil(self, probe: Probe) -> set[int]:
        conditions = list(self._conditions(probe))
        return set.intersection(*sorted(conditions, key=len)) if conditions else set()

    def _conditions(self, probe: Probe) -> Iterator[set[int]]:
        for group in probe.groups:
            yield set().union(*(self._holders[entry] for entry in group))
        if probe.days:
            yield set().union(*(self._by_day.get(day, set()) for day in probe.days))
        if probe.years:
            yield set().union(*(self._by_day.get(year, set()) for year in range(probe.years[0], probe.years[1] + 1)))
        if probe.numbers:
            yield {person for person, profile in self._profiles.items() if probe.numbers & profile.numbers}
        if probe.phones:
            yield {person for person, profile in self._profiles.items() if probe.phones & profile.phones}

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        return {person: self._profiles[person] for person in persons}


def trigrams(word: str) -> frozenset[str]:
    """The trigrams of a word as pg_trgm counts them."""
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2)) if word else frozenset()
