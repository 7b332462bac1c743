"""By which combinations of words, dates and numbers persons are looked up, so that few are read and the right one is.

Frequent words lead to everybody: alone they are never asked, and in pairs only as far as the limit goes. So exact
spellings are asked before near ones, and the birth date narrows what the name leaves wide.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from cases.matching.profile import Profile
from icam.dates import DatePrecision
from icam.names.likeness import SAME_SOUND

MOST_WORDS = 5  # of one name, the rarest
FEW = 150  # persons: a word that so few bear may be asked alone
LIMIT, LIMIT_PAIR, LIMIT_DAY = 200, 250, 100


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to persons: those who fulfil everything that is given here; at most `limit` of them, whichever.

    groups   the person holds at least one entry of *each* group
    days     born on one of these days, as stored (the first of January of a year alone)
    years    born in these years, first and last
    numbers  has one of these file numbers, (kind, canonical)
    phones   has one of these telephone numbers, digits only
    """

    groups: tuple[frozenset[int], ...] = ()
    days: frozenset[date] = frozenset()
    years: tuple[int, int] | None = None
    numbers: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()
    limit: int = LIMIT


@dataclass(frozen=True)
class Group:
    """A word of the query: the entries of the vocabulary that may be it, how alike each is, and how many bear it."""

    likeness: dict[int, float]
    holders: dict[int, int]

    @cached_property
    def wide(self) -> frozenset[int]:
        return frozenset(self.likeness)

    @cached_property
    def tight(self) -> frozenset[int]:
        """Those that are another spelling of the word, no other word."""
        return frozenset(entry for entry, like in self.likeness.items() if like >= SAME_SOUND)

    @cached_property
    def exact(self) -> frozenset[int]:
        return frozenset(entry for entry, like in self.likeness.items() if like == 1.0)

    def borne_by(self, entries: Collection[int]) -> int:
        return sum(self.holders[entry] for entry in entries)

    def best(self, entries: Collection[int]) -> float:
        """How alike the likest of `entries` is; 0 when none is in the group."""
        return max((self.likeness.get(entry, 0.0) for entry in entries), default=0.0)


Named = Sequence[Group]


def probes_of(query: Profile, names: Sequence[Named]) -> list[Probe]:
    """Every probe of a search, each once."""
    probes = [probe for groups in names for probe in _of_name(groups)]
    if query.born.day:
        probes += [probe for groups in names for probe in _of_birth(query, query.born.day, groups)]
        if query.born.precision is DatePrecision.DAY and (query.born.day.day, query.born.day.month) != (1, 1):
            probes.append(Probe(days=frozenset({query.born.day}), limit=LIMIT_DAY))
    if query.numbers:
        probes.append(Probe(numbers=query.numbers))
    if query.phones:
        probes.append(Probe(phones=query.phones))
    return list(dict.fromkeys(probes))


def _of_name(groups: Named) -> Iterator[Probe]:
    rarest = sorted(groups, key=lambda group: group.borne_by(group.tight or group.wide))[:MOST_WORDS]
    if len(rarest) == 1:
        for entries in (rarest[0].exact, rarest[0].tight, rarest[0].wide):
            yield from _probe((entries,))
        return
    for kind in ("exact", "tight", "wide"):
        yield from _probe(tuple(getattr(group, kind) for group in rarest))
    for pair in combinations(rarest, 2):
        for kind in ("tight", "wide") if _overflows(pair) else ("wide",):
            yield from _probe(tuple(getattr(group, kind) for group in pair), limit=LIMIT_PAIR)
    for group in rarest:
        kinds = (entries for entries in (group.wide, group.tight, group.exact) if group.borne_by(entries) <= FEW)
        yield from _probe((next(kinds, frozenset()),))


def _overflows(pair: Sequence[Group]) -> bool:
    """Whether more persons may hold both words than are asked for."""
    return min(group.borne_by(group.wide) for group in pair) > LIMIT_PAIR


def _probe(groups: tuple[frozenset[int], ...], limit: int = LIMIT) -> Iterator[Probe]:
    if groups and all(groups):
        yield Probe(groups=groups, limit=limit)


def _of_birth(query: Profile, day: date, groups: Named) -> Iterator[Probe]:
    """One word and a day that fits; two words and a year that fits."""
    exact = query.born.precision is DatePrecision.DAY
    for group in groups:
        if group.wide and exact:
            yield Probe(groups=(group.wide,), days=frozenset(_days(day)))
        if group.tight:
            yield Probe(groups=(group.tight,), years=(day.year, day.year))
    every = len(groups) <= MOST_WORDS  # every pair was asked for already, by the name alone
    for one, other in combinations(sorted(groups, key=lambda group: group.borne_by(group.wide))[:MOST_WORDS], 2):
        if one.wide and other.wide and (_overflows((one, other)) or not every):
            yield Probe(groups=(one.wide, other.wide), years=(day.year - 2, day.year + 2))


def _days(day: date) -> Iterator[date]:
    """The day itself, its neighbours, with day and month swapped, and the first of its year."""
    yield from (day, day.replace(month=1, day=1))
    if date.min < day < date.max:
        yield from (day - timedelta(days=1), day + timedelta(days=1))
    if day.day <= 12:
        yield day.replace(month=day.day, day=day.month)
