"""How well matching does on labelled pairs: row by row, by language, and as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.matching.candidates import Match, search
from cases.matching.comparison import Comparison, Strength, compare
from cases.matching.distractors import make_distractors, words_in
from cases.matching.memory import MemoryStore
from cases.matching.pairs import Pair
from cases.matching.profile import Profile
from icam.dates import PartialDate

FIRST = 5  # recall is counted among the first five
LOOKED_AT = 40  # of a list in which writings of one name stand as one
IS_STRONG = frozenset({Strength.STRONG, Strength.CERTAIN})
Who = tuple[Any, ...]


@dataclass(frozen=True)
class Judged:
    """A pair with what matching says: the comparison, and at which place `b` is found when `a` is searched for."""

    pair: Pair
    comparison: Comparison
    place_by_name: int | None = None
    place_with_birth: int | None = None

    @property
    def called_same(self) -> bool:
        return self.comparison.strength in IS_STRONG


def judge(pairs: Sequence[Pair], *, distractors: int, seed: int) -> list[Judged]:
    """Compare every pair; and search every `a` among all `b` and as many made-up persons as asked.

    Persons of the file who are written alike to the last sign, with the same date and country, are one person of the
    pool. By name alone those that bear the same words are one entry of the list: nothing could tell them apart.
    """
    pool = {_key(pair.b): pair.b for pair in pairs}
    names = [name for pair in pairs for side in (pair.a, pair.b) for name in side.names]
    made_up = make_distractors(distractors, seed=seed, near=names)
    store = MemoryStore(dict(enumerate([*pool.values(), *made_up])))
    return [_search(judged, store) for judged in compared(pairs)]


def compared(pairs: Sequence[Pair]) -> list[Judged]:
    """Compare every pair, without searching."""
    return [Judged(pair, compare(pair.a, pair.b)) for pair in pairs]


def _search(judged: Judged, store: MemoryStore) -> Judged:
    pair = judged.pair
    if not pair.same:
        return judged
    by_name = search(store, Profile(pair.a.names), LOOKED_AT)
    with_birth = search(store, Profile(pair.a.names, pair.a.born), LOOKED_AT)
    return replace(
        judged,
        place_by_name=_place([_words(profile) for profile in _found(store, by_name)], _words(pair.b)),
        place_with_birth=_place([_key(profile) for profile in _found(store, with_birth)], _key(pair.b)),
    )


def _found(store: MemoryStore, matches: Iterable[Match]) -> list[Profile]:
    found = store.profiles([match.person for match in matches])
    return list(found.values())


def _place(found: Iterable[Who], sought: Who) -> int | None:
    """At which place of the list it stands, each entry counted once; None when it is not there."""
    places = {who: place for place, who in enumerate(dict.fromkeys(found), start=1)}
    return places.get(sought)


def _key(profile: Profile) -> Who:
    return (profile.names, profile.born, profile.nationalities)


def _words(profile: Profile) -> Who:
    return tuple(words_in(name) for name in profile.names)


# Figures --------------------------------------------------------------------------------------------------------------


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Counts and shares of these pairs; a share is None when there is nothing to divide by."""
    same = [one for one in judged if one.pair.same]
    called = [one for one in judged if one.called_same]
    right = [one for one in called if one.pair.same]
    return {
        "pairs": len(judged),
        "same": len(same),
        "different": len(judged) - len(same),
        "recall_at_5_by_name": _share(sum(_among_first(one.place_by_name) for one in same), len(same)),
        "recall_at_5_with_birth": _share(sum(_among_first(one.place_with_birth) for one in same), len(same)),
        "strong_precision": _share(len(right), len(called)),
        "strong_recall": _share(len(right), len(same)),
    }


def by_language(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    """The figures of each language, by the alphabet."""
    parts: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        parts[one.pair.language].append(one)
    return {language: figures(parts[language]) for language in sorted(parts)}


def _among_first(place: int | None) -> bool:
    return place is not None and place <= FIRST


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


# What is printed ------------------------------------------------------------------------------------------------------


def as_json(judged: Sequence[Judged], asked: Mapping[str, Any]) -> dict[str, Any]:
    """Everything, for scripts: what was asked, the figures, what was wrongly called strong, and every row."""
    return {
        **asked,
        "overall": figures(judged),
        "languages": by_language(judged),
        "false_positives": [row_of(one) for one in judged if one.called_same and not one.pair.same],
        "rows": [row_of(one) for one in judged],
    }


def row_of(one: Judged) -> dict[str, Any]:
    """One pair with its score, its strength and the reasons as codes and in words."""
    pair = one.pair
    return {
        "row": pair.row,
        "language": pair.language,
        "name_a": pair.a.names[0],
        "born_a": _written(pair.a.born),
        "name_b": pair.b.names[0],
        "born_b": _written(pair.b.born),
        "same": pair.same,
        "score": one.comparison.score,
        "strength": one.comparison.strength.value,
        "reasons": [
            {"code": reason.code.value, "points": round(reason.points, 2), "text": str(reason)}
            for reason in one.comparison.reasons
        ],
        "place_by_name": one.place_by_name,
        "place_with_birth": one.place_with_birth,
    }


def _written(born: PartialDate) -> str:
    return str(born) if born.day else ""
