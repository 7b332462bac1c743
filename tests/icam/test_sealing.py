"""What is sealed opens with a key of ours, for its own person in its own row, and not otherwise."""

from typing import Any

import pytest
from cryptography.fernet import Fernet

from icam import sealing

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
CONTENT = {"text": "ليلى sleeps badly", "signs": ["illness"]}


def keys(settings: Any, *given: str) -> None:
    settings.RESTRICTED_KEYS = list(given)


def test_what_is_sealed_says_nothing_and_opens_again(settings: Any) -> None:
    keys(settings, OLD)
    sealed = sealing.seal(CONTENT, owner=7, record=3)
    assert [word for word in (b"sleeps", b"illness", b"owner") if word in sealed] == []
    assert sealing.unseal(memoryview(sealed), owners={7}, record=3) == CONTENT


def test_the_newest_key_seals_and_older_ones_open(settings: Any) -> None:
    keys(settings, OLD)
    sealed = sealing.seal(CONTENT, owner=7, record=3)
    keys(settings, NEW, OLD)
    assert sealing.unseal(sealed, owners={7}, record=3) == CONTENT
    fresh = sealing.rotate(sealed)
    keys(settings, NEW)
    assert sealing.unseal(fresh, owners={7}, record=3) == CONTENT
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(sealed, owners={7}, record=3)


def test_without_a_key_or_with_a_wrong_one_nothing_opens(settings: Any) -> None:
    keys(settings, OLD)
    sealed = sealing.seal(CONTENT, owner=7, record=3)
    keys(settings)
    assert not sealing.has_key()
    with pytest.raises(sealing.NoKey):
        sealing.unseal(sealed, owners={7}, record=3)
    with pytest.raises(sealing.NoKey):
        sealing.seal(CONTENT, owner=7, record=3)
    keys(settings, OTHER)
    for open_it in (lambda: sealing.unseal(sealed, owners={7}, record=3), lambda: sealing.rotate(sealed)):
        with pytest.raises(sealing.WrongKey):
            open_it()


def test_what_was_moved_or_damaged_does_not_open(settings: Any) -> None:
    keys(settings, OLD)
    sealed = sealing.seal(CONTENT, owner=7, record=3)
    for owner, record in ((8, 3), (7, 4)):
        with pytest.raises(sealing.Misplaced):
            sealing.unseal(sealed, owners={owner}, record=record)
    with pytest.raises(sealing.WrongKey):
        sealing.unseal(sealed[:-4] + b"AAA=", owners={7}, record=3)
