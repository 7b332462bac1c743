"""The keys of a name: what is stored in the vocabulary for each of its words, and what is asked for in a search."""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from icam.names.tokens import tokens_of, unaccented


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


def keys_of(name: str) -> tuple[TokenKeys, ...]:
    """The keys of every word of `name`, in order and each once; empty when no letter is in it. Never raises."""
    return tuple(dict.fromkeys(keys_of_token(token) for token in tokens_of(name)))


@lru_cache(maxsize=65536)
def keys_of_token(token: str) -> TokenKeys:
    """The keys of one word as `tokens_of` cuts it."""
    folded = unaccented(token)
    form = re.sub(r"[^a-z]", "", anyascii(folded).lower())
    skeleton = re.sub(r"[aeiouyw]", "", form) or "-"
    return TokenKeys(folded, frozenset({form}), frozenset({skeleton}))
