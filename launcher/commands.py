"""The verbs of launch.py."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from launcher import demo, frontend, packages, processes, virtualenv
from launcher.layout import Layout
from launcher.processes import Process
from launcher.services import Services
from launcher.surroundings import collect_static, for_browser, surroundings
from launcher.trouble import Trouble, say

INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """What may be typed after launch.py."""
    top = argparse.ArgumentParser(prog="launch.py", description="Install, run and test ICAM on this machine.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    show = verbs.add_parser("demo", help="run the demonstration until Ctrl-C")
    show.add_argument(
        "--port", type=port_number, default=8000, help="where to listen (8000; the next free one if taken)"
    )
    show.add_argument("--size", type=positive, default=None, help="how many cases to invent")
    show.add_argument("--seed", type=int, default=None, help="another seed, another office")
    show.add_argument("--fresh", action="store_true", help="throw the present demonstration away first")
    verbs.add_parser("test", help="run the tests; what follows goes to pytest", add_help=False)
    verbs.add_parser("services", help="start PostgreSQL and Redis alone, until `stop`")
    verbs.add_parser("manage", help="manage.py with the services running; what follows goes to it", add_help=False)
    verbs.add_parser("stop", help="end everything that runs out of this checkout")
    return top


def port_number(word: str) -> int:
    """A port that a user may listen on."""
    if not word.isdigit() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError(f"{word} is not a port: give a number from 1 to 65535")
    return int(word)


def positive(word: str) -> int:
    """A number above nothing."""
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word} is not a number of cases: give one above 0")
    return int(word)


def main(words: Sequence[str]) -> int:
    """Run one verb and give the exit status; trouble is told in its own words."""
    options, rest = parser().parse_known_args(words[:1] if words[:1] in (["test"], ["manage"]) else words)
    rest = list(words[1:]) if options.verb in {"test", "manage"} else rest
    if rest and options.verb not in {"test", "manage"}:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    layout = Layout(Path(__file__).resolve().parent.parent)
    listen_for_the_end()
    try:
        return run_verb(layout, options, rest)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def run_verb(layout: Layout, options: argparse.Namespace, rest: Sequence[str]) -> int:
    match options.verb:
        case "demo":
            wish = demo.Wish(options.port, options.size, options.seed, options.fresh)
            return demo.run(layout, wish, lambda: prepare(layout))
        case "test":
            return run_tests(layout, rest)
        case "services":
            return start_services(layout)
        case "manage":
            return run_manage(layout, rest)
        case _:
            return stop(layout)


def listen_for_the_end() -> None:
    """SIGTERM, a closed terminal and Ctrl-C all end a command in the same orderly way.

    Ctrl-C is set as well: a shell without job control starts what it puts in the background deaf to it.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means what it says
        signal.signal(signal.SIGHUP, interrupt)


def prepare(layout: Layout, *, development: bool = False) -> None:
    """Everything installed and built; a few file reads when it is already."""
    packages.ensure(layout, browser=development)
    virtualenv.ensure(layout, development=development)
    frontend.ensure(layout)
    frontend.compile_messages(layout)


def start_services(layout: Layout) -> int:
    """Start PostgreSQL and Redis, and leave them running."""
    with layout.locked():
        packages.ensure(layout, browser=False)
    services = Services(layout, "services")
    with services.held() as urls:
        services.keep()
    say(f"DATABASE_URL={urls.database}")
    say(f"REDIS_URL={urls.redis}")
    say("They run until: python3 launch.py stop")
    return 0


def run_manage(layout: Layout, words: Sequence[str]) -> int:
    """manage.py with the services; those that were not running are stopped again afterwards."""
    with layout.locked():
        prepare(layout)
    with Services(layout, "services").held() as urls:
        env = surroundings(layout, urls)
        if "runserver" in words:
            collect_static(layout, env)
        return in_foreground([layout.program("python"), "manage.py", *words], layout, env)


def run_tests(layout: Layout, words: Sequence[str]) -> int:
    """pytest with services of its own; its exit status is ours."""
    with layout.locked():
        prepare(layout, development=True)
    with only_run(layout), Services(layout, "tests").held() as urls:
        env = for_browser(surroundings(layout, urls, storage="tests/storage"))
        collect_static(layout, env)
        command = [layout.program("python"), "-m", "pytest", *in_parallel(words), *words]
        return in_foreground(command, layout, env)


def in_parallel(words: Sequence[str]) -> list[str]:
    """Two processes, as on the machine that watches over changes, unless the caller has a wish of his own."""
    own = ("-n", "--numprocesses", "--pdb", "--trace", "--dist")
    decided = "no:xdist" in " ".join(words) or any(word.startswith(own) for word in words)
    return [] if decided else ["-n", "2"]


@contextlib.contextmanager
def only_run(layout: Layout) -> Iterator[None]:
    """One run of the tests per checkout: two would use the same databases."""
    record = layout.processes / "tests.json"
    with layout.locked():
        if other := processes.read(record):
            raise Trouble(
                f"The tests of this checkout are already running (process {other.pid}).",
                "Wait for them, or end them: python3 launch.py stop",
            )
        processes.of_this_command("tests").write(record)
    try:
        yield
    finally:
        record.unlink(missing_ok=True)


def in_foreground(command: Sequence[str], layout: Layout, env: dict[str, str]) -> int:
    """Run `command` with this terminal; when we are told to end, it is told first and awaited."""
    child = subprocess.Popen(command, cwd=layout.root, env=env)
    try:
        code = child.wait()
    except KeyboardInterrupt:
        code = finish(child)
    return 128 - code if code < 0 else code


def finish(child: "subprocess.Popen[bytes]") -> int:
    """Let an interrupted command clean up after itself."""
    for number, patience in ((signal.SIGINT, 20), (signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.send_signal(number)
            child.wait(patience)
        if child.poll() is not None:
            break
    return INTERRUPTED


def stop(layout: Layout) -> int:
    """End demonstration, tests and services of this checkout, from whichever terminal they were started."""
    ended = []
    for file in (*demo.launchers(layout), layout.processes / "tests.json"):
        if running := processes.read(file):
            ended.append(f"{running.name} (process {running.pid})")
            tell_to_end(running)
    with layout.locked():
        ended += [f"{process.name} (process {process.pid})" for process in demo.end_children(layout)]
        for name, words in (("services", "PostgreSQL and Redis"), ("tests", "PostgreSQL and Redis of the tests")):
            if Services(layout, name).stop():
                ended.append(words)
    say(f"Stopped: {', '.join(ended)}." if ended else "Nothing was running.")
    return 0


def tell_to_end(process: Process) -> None:
    """Ask another launcher to end what it started; it needs a while for that."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGTERM)
    if not processes.wait_until_gone(process, 45):
        processes.end(process)
