"""Where files lie: under random names by day, on disk or in an object store (settings.STORAGES["documents"]).

A file is written before its row, and a row never without its file. What a killed process leaves behind is a file that
no row names: `sweep` removes it once it is older than a day.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import IO, Any
from uuid import uuid4

import structlog
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from icam.calendar import today
from icam.files.inspection import Unwelcome
from icam.files.verdicts import Verdict

SWEPT_DAYS = range(2, 40)  # how many days back the sweep looks; a folder of two days ago holds nothing younger than one
CHUNK = 1024 * 1024

logger = structlog.get_logger(__name__)


class Damaged(Exception):
    """The stored file is not the one that was kept, or is not there."""


def hashed(content: bytes) -> str:
    """The SHA-256 by which a file is recognised."""
    return hashlib.sha256(content).hexdigest()


def store() -> Storage:
    return storages["documents"]


def keep(file: IO[bytes] | bytes, *, kind: str) -> str:
    """Write a file under a name that nobody can guess; returns that name. Raises Unwelcome when it cannot be stored."""
    name = f"{kind}/{today():%Y/%m/%d}/{uuid4().hex}"
    content: File = ContentFile(file) if isinstance(file, bytes) else File(file)
    content.seek(0)
    try:
        return store().save(name, content)
    except Exception as error:  # a full disk, or whatever an object store raises
        logger.exception("file_not_stored")
        raise Unwelcome(Verdict.NO_STORE) from error


def discard(names: Collection[str]) -> None:
    """Remove files that no row names; one that cannot be removed now is found by the sweep."""
    for name in names:
        try:
            store().delete(name)
        except Exception:  # as for keep
            logger.exception("file_not_discarded")


def open_whole(name: str, sha256: str) -> Any:
    """The stored file at its beginning, after its hash was compared. Raises Damaged."""
    try:
        file = store().open(name)
    except Exception as error:  # FileNotFoundError on disk, whatever an object store raises
        logger.exception("file_lost", stored_as=name)
        raise Damaged from error
    digest = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        file.close()
        logger.error("file_changed", stored_as=name)
        raise Damaged
    file.seek(0)
    return file


def names_of(kind: str, day: date) -> Iterator[str]:
    """The stored files of one day."""
    folder = f"{kind}/{day:%Y/%m/%d}"
    try:
        _folders, files = store().listdir(folder)
    except FileNotFoundError:  # nothing came on that day
        return
    yield from (f"{folder}/{name}" for name in files)


def sweep(kind: str, known: Callable[[list[str]], Iterable[str]]) -> int:
    """Remove the files of the last weeks that no row names; returns how many. `known(names)` gives those with a row."""
    gone = 0
    for back in SWEPT_DAYS:
        names = [*names_of(kind, today() - timedelta(days=back))]
        orphans = set(names) - set(known(names)) if names else set()
        discard(orphans)
        gone += len(orphans)
    if gone:
        logger.info("orphans_removed", kind=kind, count=gone)
    return gone
