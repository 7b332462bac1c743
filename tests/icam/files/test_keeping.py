"""Files are kept, read back and swept alike, on disk and in an object store."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as present

from icam.calendar import today
from icam.environment import file_storages
from icam.files import keeping
from tests.icam.files import bucket

NOTHING = dict.fromkeys(("bucket", "endpoint", "region", "access_key", "secret_key"), "")
DATA = b"\x00\x01 words " * 40_000


@pytest.fixture(params=["disk", "object store"])
def store(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[list[tuple[str, str]]]:
    """Each way in which files may be kept, as the settings make it; yields how an object store was asked."""
    if request.param == "disk":
        settings.STORAGES = {**present.STORAGES, **file_storages(tmp_path, **NOTHING)}
        yield []
        return
    with bucket.opened() as (address, _objects, asked):
        named = {"bucket": "bucket", "endpoint": address, "region": "eu", "access_key": "us", "secret_key": "word"}
        settings.STORAGES = {**present.STORAGES, **file_storages(tmp_path, **named)}
        yield asked


def test_what_is_kept_comes_back_whole(store: list[tuple[str, str]]) -> None:
    for given in (DATA, io.BytesIO(DATA)):
        name = keeping.keep(given, kind="documents")
        with keeping.open_whole(name, keeping.hashed(DATA)) as file:
            assert file.read() == DATA
    assert {proof for _method, proof in store} <= {"AWS4-HMAC-SHA256"}


def test_what_was_changed_or_lost_is_not_given_out(store: list[tuple[str, str]]) -> None:
    name = keeping.keep(DATA, kind="documents")
    for asked, sha256 in ((name, "0" * 64), ("documents/2020/01/01/none", keeping.hashed(DATA))):
        with pytest.raises(keeping.Damaged):
            keeping.open_whole(asked, sha256)


def test_the_sweep_takes_what_no_row_names_and_nothing_else(store: list[tuple[str, str]]) -> None:
    kept, orphan, other = (keeping.keep(DATA, kind=kind) for kind in ("documents", "documents", "conclusions"))
    for days, gone in ((1, 0), (2, 1), (3, 0)):
        with time_machine.travel(today() + timedelta(days=days, hours=12)):
            assert keeping.sweep("documents", lambda names: [name for name in names if name == kept]) == gone
    assert [keeping.store().exists(name) for name in (kept, orphan, other)] == [True, False, True]


def test_on_disk_only_the_owner_may_read(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {**present.STORAGES, **file_storages(tmp_path, **NOTHING)}
    name = keeping.keep(DATA, kind="documents")
    path = tmp_path / "documents" / name
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
