"""The store in memory: the vocabulary and the persons of a list, for commands, imports and tests."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from cases.matching.candidates import Entry, Held, Probe
from cases.matching.profile import Profile
from icam.names import TokenKeys


class MemoryStore:
    """A `Store` over profiles by id."""

    def __init__(self, profiles: Mapping[int, Profile]) -> None:
        self._profiles = dict(profiles)
        self._words: dict[str, TokenKeys] = {}
        self._ids: dict[str, int] = {}
        self._holders: dict[int, set[int]] = defaultdict(set)
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._entries: dict[int, frozenset[int]] = {}
        for person, profile in self._profiles.items():
            self._entries[person] = frozenset(self._add(keys, person) for keys in profile.keys)
        self._keys = {self._ids[folded]: keys for folded, keys in self._words.items()}

    def _add(self, keys: TokenKeys, person: int) -> int:
        entry = self._ids.setdefault(keys.folded, len(self._ids) + 1)
        self._words.setdefault(keys.folded, keys)
        self._holders[entry].add(person)
        for key in (*keys.forms, *keys.skeletons):
            self._by_key[key].add(entry)
        return entry

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        return [
            [
                Entry(entry, self._keys[entry], len(self._holders[entry]))
                for entry in sorted({e for key in (*keys.forms, *keys.skeletons) for e in self._by_key.get(key, ())})
            ]
            for keys in tokens
        ]

    def holders(self, probes: Sequence[Probe]) -> Iterable[Held]:
        found: set[int] = set()
        for probe in probes:
            found.update(sorted(self._fulfil(probe))[: probe.limit])
        return [Held(person, self._entries[person], self._profiles[person].born.day) for person in sorted(found)]

    def _fulfil(self, probe: Probe) -> set[int]:
        sets = [{person for entry in group for person in self._holders[entry]} for group in probe.groups]
        found = set.intersection(*sets) if sets else set(self._profiles)
        return {person for person in found if _fits(self._profiles[person], probe)}

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        return {person: self._profiles[person] for person in persons}


def _fits(profile: Profile, probe: Probe) -> bool:
    day = profile.born.day
    if probe.days and day not in probe.days:
        return False
    if probe.years and not (day and probe.years[0] <= day.year <= probe.years[1]):
        return False
    if probe.numbers and not probe.numbers & profile.numbers:
        return False
    return not (probe.phones and not probe.phones & profile.phones)
