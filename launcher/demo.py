"""The demonstration: web server, worker and beat as children of the launcher, until Ctrl-C."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.layout import Layout, last_lines, tree_fingerprint
from launcher.processes import Process, end, free_port, of_this_command, read, spawn, turn_deaf
from launcher.services import Services, identity, reset
from launcher.surroundings import collect_static, manage, surroundings
from launcher.trouble import Trouble, say
from launcher.virtualenv import lock_prints

SHOWN_ACCOUNTS = 12


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; None means what `demo_data` does by itself."""

    port: int
    size: int | None
    seed: int | None
    fresh: bool


@dataclass(frozen=True)
class Child:
    """One process of the demonstration."""

    process: Process
    handle: "subprocess.Popen[bytes]"
    log: Path


def record(layout: Layout) -> Path:
    return layout.processes / "demo.json"


def launchers(layout: Layout) -> list[Path]:
    """The records of launchers that run a demonstration."""
    return [record(layout)]


def address(port: int) -> str:
    return f"http://localhost:{port}/"


def run(layout: Layout, wish: Wish, prepare: Callable[[], None]) -> int:
    """Install, fill, serve; returns when told to end, and leaves no process behind."""
    with layout.locked():
        if running := read(record(layout)):
            say(f"The demonstration is already running at {address(running.port)} (process {running.pid}).")
            say("To end it: python3 launch.py stop")
            return 0
        end_children(layout)
        port = choose_port(wish.port)
        of_this_command("demonstration", port).write(record(layout))
    try:
        with layout.locked():
            prepare()
        with Services(layout, "services").held() as urls:
            serve(layout, wish, port, surroundings(layout, urls))
    except KeyboardInterrupt:
        say("The demonstration has ended; nothing of it is running.")
    finally:
        record(layout).unlink(missing_ok=True)
    return 0


def choose_port(wanted: int) -> int:
    """The port asked for, or the next one on which nothing listens."""
    port = free_port(wanted)
    if port != wanted:
        say(f"Port {wanted} is in use; taking {port}.")
    return port


def serve(layout: Layout, wish: Wish, port: int, env: dict[str, str]) -> None:
    """Fill the database and run the children until one dies (Trouble) or we are told to end (KeyboardInterrupt)."""
    fill(layout, wish, env)
    with children_ended(layout) as children:
        start_child(layout, children, "web", port, env)
        wait_until_ready(children, port)
        start_child(layout, children, "worker", port, env)
        start_child(layout, children, "beat", port, env)
        announce(layout, port)
        watch(children)


def fill(layout: Layout, wish: Wish, env: dict[str, str]) -> None:
    """Tables, static files and invented records; none is touched that a former run has brought to the same state."""
    if wish.fresh:
        say("Throwing the present demonstration away.")
        reset(Services(layout, "services"))
    collect_static(layout, env)
    database = identity(Services(layout, "services"))
    tables = tree_fingerprint(sorted(layout.root.glob("*/migrations")), database, *lock_prints(layout.root).values())
    if layout.stamped("tables") != tables:
        sentence = "The tables could not be brought up to date."
        manage(layout, env, ["migrate", "--no-input"], sentence=sentence)
        layout.stamp("tables", tables)
    if layout.stamped("filled") != database:
        invent(layout, wish, env)
        layout.stamp("filled", database)
    elif wish.size or wish.seed:
        say("The demonstration of the last time is kept, whatever its size; with --fresh it is made anew.")


def invent(layout: Layout, wish: Wish, env: dict[str, str]) -> None:
    """Have the demonstration written, unless the database holds one."""
    say("Filling in the demonstration; this takes minutes, once.")
    pairs = (("--size", wish.size), ("--seed", wish.seed))
    chosen = [word for name, value in pairs if value is not None for word in (name, str(value))]
    words = ["demo_data", *chosen, "--json", str(layout.accounts), "--if-empty"]
    manage(layout, env, words, sentence="The demonstration could not be filled in.", aloud=True)


def commands(layout: Layout, port: int) -> dict[str, list[str]]:
    """The three processes, each as it would run in the foreground."""
    celery = [layout.program("celery"), "-A", "icam"]
    return {
        "web": [
            layout.program("gunicorn"),
            "--config",
            "deploy/gunicorn.py",
            "--bind",
            f"127.0.0.1:{port}",
            "icam.wsgi",
        ],
        "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", str(layout.run / "beat")],
    }


def start_child(layout: Layout, children: list[Child], name: str, port: int, env: dict[str, str]) -> None:
    """Start one of the three and remember it, in `children` and for a later `stop`."""
    log = layout.logs / f"{name}.log"
    log.write_text("")
    process, handle = spawn(name, commands(layout, port)[name], log=log, env=env, cwd=layout.root, port=port)
    process.write(layout.processes / f"child-{name}.json")
    children.append(Child(process, handle, log))


@contextlib.contextmanager
def children_ended(layout: Layout) -> Iterator[list[Child]]:
    """A list of children, all of which are ended when the block is left."""
    children: list[Child] = []
    try:
        yield children
    finally:
        turn_deaf()
        end_all([child.process for child in children])
        end_children(layout)


def end_all(processes: Sequence[Process]) -> None:
    """Tell all at once, then wait for each: together they need no longer than the slowest."""
    for process in processes:
        if process.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
    for process in processes:
        end(process)


def end_children(layout: Layout) -> list[Process]:
    """End what a launcher left running that was itself killed; gives those that were alive."""
    files = sorted(layout.processes.glob("child-*.json"))
    left = [process for file in files if (process := read(file))]
    end_all(left)
    for file in files:
        file.unlink(missing_ok=True)
    return left


def wait_until_ready(children: Sequence[Child], port: int, *, patience: float = 90) -> None:
    """Wait until the site says that database, broker, storage and migrations are in order."""
    limit = time.monotonic() + patience
    word = "it does not answer"
    while time.monotonic() < limit:
        complain_of_the_dead(children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            word = f"{error.code} {error.read(300).decode(errors='replace')}"
        except OSError:
            pass
        time.sleep(0.1)
    web = children[0].log
    raise Trouble(f"The site was not ready after {patience:.0f} seconds: {word}. The end of {web}:\n{last_lines(web)}")


def watch(children: Sequence[Child]) -> None:
    """Stay until a child dies."""
    while True:
        complain_of_the_dead(children)
        time.sleep(0.5)


def complain_of_the_dead(children: Sequence[Child]) -> None:
    """Raise Trouble naming the first child that has ended, with its last words."""
    for child in children:
        if (code := child.handle.poll()) is not None:
            raise Trouble(
                f"The {child.process.name} process ended by itself (status {code}), so everything is stopped. "
                f"The end of {child.log}:\n{last_lines(child.log)}"
            )


def announce(layout: Layout, port: int) -> None:
    """Tell where it is, who may come in, and how to end it."""
    say()
    say(f"ICAM runs at {address(port)}")
    say()
    for line in account_table(read_accounts(layout.accounts)):
        say(f"  {line}")
    say()
    say(f"All accounts: {layout.accounts}; logs: {layout.logs}")
    say("To end it: Ctrl-C here, or from anywhere: python3 launch.py stop")
    sys.stdout.flush()


def read_accounts(file: Path) -> list[dict[str, object]]:
    """The accounts that `demo_data` wrote; none when the file is gone."""
    try:
        accounts = json.loads(file.read_text())
    except (OSError, ValueError):
        return []
    return [account for account in accounts if isinstance(account, dict)]


def pick(accounts: Sequence[dict[str, object]], count: int = SHOWN_ACCOUNTS) -> list[dict[str, object]]:
    """At most `count` accounts, every role among them before any role comes twice."""
    by_role: dict[object, list[dict[str, object]]] = {}
    for account in accounts:
        by_role.setdefault(account.get("role"), []).append(account)
    rounds = max(map(len, by_role.values()), default=0)
    in_turn = [group[turn] for turn in range(rounds) for group in by_role.values() if turn < len(group)]
    chosen = in_turn[:count]
    return [account for account in accounts if account in chosen]


def account_table(accounts: Sequence[dict[str, object]]) -> list[str]:
    """Lines of a table: user name, password, role, regions."""
    if not accounts:
        return ["(the file of accounts is gone; to make a new demonstration: python3 launch.py demo --fresh)"]
    rows = [("user name", "password", "role", "regions"), *(table_row(account) for account in pick(accounts))]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    more = len(accounts) - len(rows) + 1
    return [*lines, f"… and {more} more"] if more else lines


def table_row(account: dict[str, object]) -> tuple[str, str, str, str]:
    regions = account.get("regions") or []
    listed = ", ".join(map(str, regions)) if isinstance(regions, list) else str(regions)
    return str(account.get("username", "")), str(account.get("password", "")), str(account.get("role", "")), listed
