"""A worker dies in the middle of an import; every row is imported, and imported once, whole households at a time."""

import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

from cases import tasks
from cases.enums.papers import ImportState, RowResult
from cases.models import Case, CaseMove, Import, Member, Person, Placement
from cases.services import import_runs, imports
from icam.celery import app
from icam.enums import Verb
from icam.models import AuditEvent
from tests import factories
from tests.imports import make_import
from tests.processes import kill, wait_for, worker

HOUSEHOLDS, BEFORE_THE_KILL = 600, 60
PATIENCE = 150  # seconds for the whole test

pytestmark = pytest.mark.django_db(transaction=True)


def file_of(households: int) -> str:
    """Every second household is a couple; each person has a number of his own."""
    lines = ["Name;Given names;Born;SP;Household;Role"]
    for n in range(households):
        lines.append(f"Name{n:04d}x;Awa;1/2/1980;{7_000_000 + 2 * n};H{n};principal")
        if n % 2:
            lines.append(f"Name{n:04d}x;Ali;3/4/1979;{7_000_001 + 2 * n};H{n};partner")
    return "\n".join(lines)


def test_a_killed_worker_loses_and_doubles_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    until = time.monotonic() + PATIENCE
    queue = f"killed-{uuid4().hex[:8]}"
    monkeypatch.setitem(tasks.carry_out_import._get_exec_options(), "queue", queue)
    monkeypatch.setattr(import_runs, "CHUNK", 200)
    region = factories.make_region()
    manager = factories.make_manager(region)
    made = make_import(region, manager, file_of(HOUSEHOLDS))
    imports.start(made, by=manager, version=made.version)
    import_runs.wake(made.pk)

    def done() -> int:
        return made.rows.filter(result=RowResult.CREATED).count()

    first, second = tmp_path / "first.log", tmp_path / "second.log"
    with worker(queue, first) as doomed:
        wait_for(doomed, first, until, lambda: done() >= BEFORE_THE_KILL)
        kill(doomed)
    assert BEFORE_THE_KILL <= done() < made.total
    check_nothing_is_half_done(made)

    import_runs.wake(made.pk)  # what the sweep does once nobody has worked on it for a while
    with worker(queue, second) as heir:
        wait_for(heir, second, until, lambda: Import.objects.get(pk=made.pk).state == ImportState.DONE)
    with app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)
    check_nothing_is_half_done(made)
    assert Counter(made.rows.values_list("result", flat=True)) == {RowResult.CREATED: made.total}
    assert Case.objects.count() == HOUSEHOLDS
    assert AuditEvent.objects.filter(verb=Verb.IMPORT_DONE, target_id=made.pk).count() == 1


def check_nothing_is_half_done(made: Import) -> None:
    """As many of everything as the rows that are in say, and each row its own person."""
    rows = list(made.rows.filter(result=RowResult.CREATED).values_list("person", "case", "household"))
    households = len({household for _person, _case, household in rows})
    assert len({person for person, _case, _household in rows}) == len(rows)
    counted = [model._default_manager.count() for model in (Case, CaseMove, Placement)]
    assert counted == [households] * 3
    assert (Person.objects.count(), Member.objects.count()) == (len(rows), len(rows))
    assert len({case for _person, case, _household in rows}) == households
