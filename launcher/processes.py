"""Processes that outlive a command: started in groups of their own, remembered by number *and* time of birth.

A process number is used again after its process ended. A record therefore names when its process began, and nothing is
ever ended whose birth differs from the record.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.steps import answer
from launcher.trouble import Trouble

PROC = Path("/proc")


def born(pid: int) -> str:
    """When the process `pid` began, in the system's own words; empty when there is none, or one that has ended."""
    if not PROC.joinpath("self/stat").exists():
        return born_by_ps(pid)
    try:
        fields = PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{boot()}/{fields[19]}"


def born_by_ps(pid: int) -> str:
    """As `born`, on systems without /proc."""
    state, _, began = (answer(["ps", "-o", "stat=,lstart=", "-p", str(pid)]) or "").strip().partition(" ")
    return "" if state.startswith("Z") else began.strip()


def boot() -> str:
    """This start of the machine: ticks since boot alone would repeat after the next one."""
    try:
        return PROC.joinpath("sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def command_line(pid: int) -> str:
    """How the process `pid` was called; empty when there is none."""
    file = PROC / str(pid) / "cmdline"
    try:
        return file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "" if PROC.joinpath("self").exists() else answer(["ps", "-o", "command=", "-p", str(pid)]) or ""


def turn_deaf() -> None:
    """From here on only clean up: a second Ctrl-C must not leave half of it behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


@dataclass(frozen=True)
class Process:
    """A process that a command started and another may have to end."""

    name: str
    pid: int
    born: str
    port: int = 0

    @property
    def alive(self) -> bool:
        return bool(self.born) and born(self.pid) == self.born

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)) + "\n")


def of_this_command(name: str, port: int = 0) -> Process:
    """The record of the launcher itself."""
    return Process(name, os.getpid(), born(os.getpid()), port)


def read(file: Path) -> Process | None:
    """The living process that `file` records; None when it records none, or one that is gone."""
    try:
        process = Process(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return process if process.alive else None


def spawn(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    port: int = 0,
    words: str | None = None,
    user: str | None = None,
) -> tuple[Process, "subprocess.Popen[bytes]"]:
    """Start `command` in a session of its own, so that Ctrl-C reaches only us; `words` is its whole input."""
    with log.open("a") as out:
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL if words is None else subprocess.PIPE, stdout=out,
                stderr=subprocess.STDOUT, env=env, cwd=cwd, start_new_session=True, user=user,
            )  # fmt: skip
        except OSError as error:
            raise Trouble(f"{command[0]} could not be started: {error.strerror}.") from error
    if child.stdin is not None and words is not None:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.write(words.encode())
            child.stdin.close()
    return Process(name, child.pid, born(child.pid), port), child


def end(process: Process, *, patience: float = 10) -> None:
    """Ask the process to finish, and end it after `patience` seconds; then whatever is left of its group."""
    if process.alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
        wait_until_gone(process, patience)
    reap_group(process)


def wait_until_gone(process: Process, patience: float) -> bool:
    """Whether the process ended within `patience` seconds."""
    limit = time.monotonic() + patience
    while process.alive and time.monotonic() < limit:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process.pid, os.WNOHANG)
        time.sleep(0.05)
    return not process.alive


def reap_group(process: Process) -> None:
    """Kill what remains of the session that `process` led; a number that was given to another process is left alone."""
    if not process.alive and born(process.pid):
        return
    for pid in group_members(process):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    wait_until_gone(process, 5)


def group_members(process: Process) -> list[int]:
    """The living processes of the session that `process` led; on systems without /proc only itself."""
    if not PROC.joinpath("self/stat").exists():
        return [process.pid] if process.alive else []
    members = []
    for file in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            later = int(fields[19]) >= int(process.born.rpartition("/")[2] or 0)
            if fields[0] not in "ZX" and fields[3] == str(process.pid) and later:
                members.append(int(file.parent.name))
    return members


def free_port(first: int, *, tries: int = 200) -> int:
    """The first port from `first` on which nothing listens, neither on this machine's loopback nor on all of it."""
    for port in range(first, min(first + tries, 65536)):
        if port_is_free(port):
            return port
    raise Trouble(f"All ports from {first} to {first + tries - 1} are in use.", "python3 launch.py stop")


def port_is_free(port: int) -> bool:
    """Whether a server could listen on `port` of the loopback now."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
