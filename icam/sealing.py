"""Sealing: text that the database holds and cannot read. The keys come from the environment (RESTRICTED_KEYS).

The first key seals, all of them open, so that a new key can be put in front of the old one. What is sealed says inside
whose it is and which record it is: a ciphertext that was moved to another person, or to another record of the same one,
does not open there.

What lives for days only and must work everywhere (drafts) is sealed under keys drawn from SECRET_KEY instead; those
drawn from SECRET_KEY_FALLBACKS still open.
"""

import base64
import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """What is sealed cannot be opened here."""


class NoKey(Unreadable):
    """RESTRICTED_KEYS is empty: nothing can be sealed or opened."""


class WrongKey(Unreadable):
    """None of the keys fits, or the ciphertext was damaged."""


class Misplaced(Unreadable):
    """The seal is whole, but it belongs to another record."""


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _present() -> MultiFernet:
    if not settings.RESTRICTED_KEYS:
        raise NoKey
    return _box(tuple(settings.RESTRICTED_KEYS))


def has_key() -> bool:
    """Whether anything can be sealed here."""
    return bool(settings.RESTRICTED_KEYS)


def seal(content: dict[str, Any], *, owner: int, record: int) -> bytes:
    """`content` (plain JSON values) as ciphertext that belongs to `owner`, in the row `record`. Raises NoKey."""
    plain = json.dumps({"owner": owner, "record": record, "content": content}, ensure_ascii=False, sort_keys=True)
    return _present().encrypt(plain.encode())


def unseal(sealed: bytes | memoryview, *, owners: Collection[int], record: int) -> dict[str, Any]:
    """What was sealed for one of `owners` in the row `record`. Raises NoKey, WrongKey, Misplaced."""
    try:
        plain = json.loads(_present().decrypt(bytes(sealed)))
    except InvalidToken:
        raise WrongKey from None
    if plain["owner"] not in owners or plain["record"] != record:
        raise Misplaced
    content: dict[str, Any] = plain["content"]
    return content


def rotate(sealed: bytes | memoryview) -> bytes:
    """The same under the first key. Raises NoKey, WrongKey."""
    try:
        return _present().rotate(bytes(sealed))
    except InvalidToken:
        raise WrongKey from None


# Under keys drawn from SECRET_KEY -------------------------------------------------------------------------------------


def _draw(secret: str, purpose: str) -> str:
    """A key of its own for each purpose (HKDF, RFC 5869): what opens one does not open another, nor sign a session."""
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"icam.sealing.{purpose}".encode())
    return base64.urlsafe_b64encode(drawn.derive(secret.encode())).decode()


@cache
def _drawn_box(secrets: tuple[str, ...], purpose: str) -> MultiFernet:
    return _box(tuple(_draw(secret, purpose) for secret in secrets))


def _drawn(purpose: str) -> MultiFernet:
    return _drawn_box((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS), purpose)


def seal_for(purpose: str, content: dict[str, Any], *, place: Sequence[int | str]) -> bytes:
    """`content` (plain JSON values) as ciphertext that belongs to `place` and serves `purpose` alone."""
    plain = json.dumps({"place": list(place), "content": content}, ensure_ascii=False)
    return _drawn(purpose).encrypt(plain.encode())


def unseal_for(purpose: str, sealed: bytes | memoryview, *, place: Sequence[int | str]) -> dict[str, Any]:
    """What was sealed for `purpose` at `place`. Raises WrongKey, Misplaced."""
    try:
        plain = json.loads(_drawn(purpose).decrypt(bytes(sealed)))
    except InvalidToken:
        raise WrongKey from None
    if plain["place"] != list(place):
        raise Misplaced
    content: dict[str, Any] = plain["content"]
    return content
