"""A worker dies in the middle of fifty letters; every letter is made, and made once."""

import hashlib
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import storages

from icam.celery import app
from icam.enums import Verb
from icam.models import AuditEvent
from invitations import tasks
from invitations.enums import LetterState
from invitations.models import Letter
from invitations.services import letters
from tests import factories
from tests.invitations.conftest import make_invitable
from tests.processes import kill, wait_for, worker

LETTERS, BEFORE_THE_KILL = 50, 10
STALE_SECONDS = 8  # longer than a letter takes on a slow machine, short enough to wait for
PATIENCE = 110  # seconds for the whole test

pytestmark = pytest.mark.django_db(transaction=True)


def queue_letters(ready: SimpleNamespace, count: int) -> list[int]:
    """Letters that wait, each for an appointment of its own."""
    first = ready.interview.planned_at
    desk = ready.interview.desk
    interviews = [
        factories.make_interview(ready.case, desk=desk, planned_at=first + timedelta(hours=n + 1)) for n in range(count)
    ]
    rows = [
        factories.make_letter(ready.case, interview=interview, state=LetterState.READY, drafted_by=ready.coach)
        for interview in interviews
    ]
    return [row.pk for row in rows]


def made() -> int:
    return Letter.objects.filter(state=LetterState.RENDERED).count()


def test_a_killed_worker_loses_and_doubles_no_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    until = time.monotonic() + PATIENCE
    queue = f"killed-{uuid4().hex[:8]}"
    monkeypatch.setitem(tasks.render._get_exec_options(), "queue", queue)
    settings.RENDER_STALE_SECONDS = STALE_SECONDS
    ids = queue_letters(make_invitable(), LETTERS)
    for letter_id in ids:
        tasks.render.delay(letter_id)

    first, second = tmp_path / "first.log", tmp_path / "second.log"
    with worker(queue, first) as doomed:
        wait_for(doomed, first, until, lambda: made() >= BEFORE_THE_KILL)
        kill(doomed)
    assert BEFORE_THE_KILL <= made() < LETTERS

    swept = [time.monotonic()]

    def finished() -> bool:
        if time.monotonic() - swept[-1] > 2:
            letters.sweep()
            swept.append(time.monotonic())
        return made() == LETTERS

    with worker(queue, second) as heir:
        wait_for(heir, second, until, finished)
    with app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)
    check_each_was_made_once(ids)


def check_each_was_made_once(ids: list[int]) -> None:
    rows = list(Letter.objects.filter(pk__in=ids))
    assert Counter(row.state for row in rows) == {LetterState.RENDERED: LETTERS}
    assert len({row.reference for row in rows}) == LETTERS
    assert len({row.file for row in rows}) == LETTERS
    events = AuditEvent.objects.filter(verb=Verb.LETTER_RENDERED).values_list("target_id", flat=True)
    assert sorted(events) == sorted(ids)
    for row in rows:
        with storages["letters"].open(row.file) as file:
            assert hashlib.sha256(file.read()).hexdigest() == row.sha256
