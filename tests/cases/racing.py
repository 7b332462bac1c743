"""Two acts at one moment, on two real connections."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.db import IntegrityError, connection, connections, transaction

from icam.refusals import Refused, explain
from icam.workflow import IllegalMove, Stale

PATIENCE = 10  # seconds; nobody waits longer, whatever goes wrong
TOLD = (IllegalMove, Stale, Refused)


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Carry out `acts` at once, each on its own connection; what each returned, or the exception that it met."""
    results: list[Any] = [None] * len(acts)
    together = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            together.wait(PATIENCE)
            results[place] = act()
        except IntegrityError as error:
            results[place] = explain(error)
        except Exception as error:  # noqa: BLE001  (what went wrong is the result, and the test says which is right)
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert [thread.name for thread in threads if thread.is_alive()] == []
    return results


WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"


def overlap(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """`first` is done but not yet committed while `second` goes as far as it can: the worst moment, every time."""
    results: list[Any] = [None, None]
    done = threading.Event()

    def run() -> None:
        try:
            results[1] = second()
        except TOLD as error:
            results[1] = error
        finally:
            connections.close_all()
            done.set()

    other = threading.Thread(target=run, daemon=True)
    with transaction.atomic(), connection.cursor() as cursor:
        results[0] = first()
        other.start()
        until = monotonic() + PATIENCE
        while not done.wait(0.01) and monotonic() < until:
            cursor.execute(WAITING)
            if cursor.fetchone() == (True,):
                break
    other.join(PATIENCE)
    assert not other.is_alive()
    return results


def one_wins(*acts: Callable[[], Any]) -> Any:
    """Of those acts exactly one is carried out; every other is told so. Returns what the winner made."""
    results = race(*acts)
    won = [result for result in results if not isinstance(result, Exception)]
    lost = [result for result in results if isinstance(result, Exception)]
    assert [type(result) for result in lost if not isinstance(result, TOLD)] == []
    assert len(won) == 1, results
    return won[0]
