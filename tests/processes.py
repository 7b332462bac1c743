"""Real processes for tests: a Celery worker on the database, the files and the broker of this test run."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection


def surroundings() -> dict[str, str]:
    """What the worker is told: the database, files and broker of this test."""
    database = connection.settings_dict
    secret = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    host = f"{quote(database['HOST'], safe='')}:{database['PORT']}" if database["PORT"] else database["HOST"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "icam.settings",
        "DATABASE_URL": f"postgres://{database['USER']}{secret}@{host}/{database['NAME']}",
        "DATABASE_POOL_SIZE": "0",
        "REDIS_URL": settings.REDIS_URL,
        "STORAGE_ROOT": str(Path(storages["letters"].location).parent),  # type: ignore[attr-defined]  # files on disk
    }


@contextmanager
def worker(queue: str, log: Path, children: int = 2) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker with children in a process group of its own, which is ended whatever happens."""
    command = [
        sys.executable, "-m", "celery", "-A", "icam", "worker", "--pool=prefork", f"--concurrency={children}",
        "-Q", queue,
        "-n", f"{queue}-{log.stem}@localhost", "--without-gossip", "--without-mingle", "--loglevel=WARNING",
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=surroundings(), stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """SIGKILL for the worker and its children, at once; they get no time to tidy up."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_for(process: "subprocess.Popen[bytes]", log: Path, until: float, done: Callable[[], bool]) -> None:
    """Looks now and then; fails with the worker's own words when it ended by itself or took too long."""
    pause = threading.Event()
    while not done():
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"the worker did not get there:\n{log.read_text(errors='replace')[-3000:]}")
        pause.wait(0.05)
