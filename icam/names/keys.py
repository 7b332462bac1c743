"""The keys of a name: what is stored in the vocabulary for each of its words, and what is asked for in a search."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from icam.names.tokens import tokens_of
from icam.names.words import Word, parts_of, word_of

SAYS_LITTLE = frozenset({"article", "link", "initial"})
JOINED_TO_NEXT = frozenset({
    "ben", "bin", "bou", "bu", "abu", "abou", "abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "el", "al", "le",
    "la", "de", "di", "da", "du", "van", "بن", "ابو", "ام", "عبد",
})  # fmt: skip
SHORT, MOST_SHORT = 6, 4  # letters of a word, and words of a name, that may also have been written as one


@dataclass(frozen=True, slots=True)
class TokenKeys:
    """One word of a name and by what it is found.

    `folded` is the word itself, unaccented and in lower case, in its own script: unique in the vocabulary. `forms` are
    its readings in plain Latin letters (a to z), several where habits differ. `skeletons` are its consonants by class;
    two writings of one name share one, and so do many different names: a way to candidates, never a likeness.
    """

    folded: str
    forms: frozenset[str]
    skeletons: frozenset[str]


@lru_cache(maxsize=16384)
def keys_of(name: str) -> tuple[TokenKeys, ...]:
    """The keys of the words of `name`, each once; empty when no letter is in it. Never raises.

    Articles, "son of" and initials are left out unless there is nothing else: they lead to everybody. A compound is
    there whole and by its main part (Abderrahmane, rahmane), a beginning that may be joined is also joined (benali).
    """
    return merged(keys_of_word(word) for cluster in clusters_of(name) for word in cluster)


def merged(keys: Iterable[TokenKeys]) -> tuple[TokenKeys, ...]:
    """Each folded word once, with all its readings: Şahin and Sahin are one word of the vocabulary."""
    found: dict[str, TokenKeys] = {}
    for one in keys:
        old = found.get(one.folded, one)
        found[one.folded] = TokenKeys(one.folded, old.forms | one.forms, old.skeletons | one.skeletons)
    return tuple(found.values())


Cluster = tuple[Word, ...]


@lru_cache(maxsize=16384)
def asked_of(name: str) -> tuple[Cluster, ...]:
    """What a search asks for: the words of `name`, and two short ones together that may be stored as one (Wei Ming)."""
    tokens = tokens_of(name)
    pairs = pairwise(tokens) if len(tokens) <= MOST_SHORT else ()
    joined = [one + other for one, other in pairs if max(len(one), len(other)) <= SHORT and one not in JOINED_TO_NEXT]
    return tuple(dict.fromkeys([*clusters_of(name), *((word_of(token),) for token in joined)]))


@lru_cache(maxsize=16384)
def clusters_of(name: str) -> tuple[Cluster, ...]:
    """`name` word by word: the ways to write one word lie together."""
    tokens = tokens_of(name)
    every = [_ways(token, tokens[place - 1] if place else "") for place, token in enumerate(tokens)]
    telling = [[word for word in words if word.kind not in SAYS_LITTLE] for words in every]
    chosen = telling if any(telling) else every
    return tuple(dict.fromkeys(tuple(dict.fromkeys(words)) for words in chosen if words))


def _ways(token: str, before: str) -> list[Word]:
    """The word itself, its parts if it is a compound, and joined to a beginning that stands before it."""
    parts = parts_of(token)
    words = [word_of(token), *parts] if len(parts) > 1 else list(parts)
    return [*words, word_of(before + token)] if before in JOINED_TO_NEXT else words


@lru_cache(maxsize=65536)
def keys_of_word(word: Word) -> TokenKeys:
    """The keys of one word."""
    return TokenKeys(word.folded, word.forms, word.skeletons)
