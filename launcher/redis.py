"""A private Redis: the system's program, in memory only, loopback only, with a password of its own."""

import os
import pwd
import shutil
import socket
import time
from pathlib import Path

from launcher.layout import kept_secret, last_lines
from launcher.processes import Process, end, free_port, read, spawn
from launcher.trouble import Trouble

FIRST_PORT = 56379


def server_program() -> str:
    """The path of redis-server, or of valkey-server, which took its place in some systems; empty when there is none."""
    return next(filter(None, map(shutil.which, ("redis-server", "valkey-server"))), "")


def account() -> str | None:
    """Root hands Redis to the user that the package made for it."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(iter(sorted({"redis", "valkey"} & names)), None) if os.geteuid() == 0 else None


def configuration(port: int, password: str) -> str:
    """What Redis reads from its input, so that the password stands in no process list."""
    lines = (
        "bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""', "appendonly no", "daemonize no",
        "maxmemory-policy noeviction", "loglevel warning",
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def start(folder: Path) -> Process:
    """Start Redis, unless it runs."""
    record, log = folder / "redis.json", folder / "redis.log"
    if running := read(record):
        return running
    port = free_port(FIRST_PORT)
    process, _ = spawn(
        "redis", [server_program(), "-"], log=log, env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        cwd=Path("/"), port=port, words=configuration(port, password(folder)), user=account(),
    )  # fmt: skip
    process.write(record)
    if not answers(process, password(folder)):
        end(process)
        raise Trouble(f"Redis did not start. The end of {log}:\n{last_lines(log)}")
    return process


def stop(folder: Path) -> bool:
    """Stop Redis; False when it did not run."""
    record = folder / "redis.json"
    running = read(record)
    if running:
        end(running)
    record.unlink(missing_ok=True)
    return running is not None


def password(folder: Path) -> str:
    return kept_secret(folder / "redis-password")


def url(folder: Path, process: Process) -> str:
    return f"redis://:{password(folder)}@127.0.0.1:{process.port}/0"


def answers(process: Process, secret: str, *, patience: float = 10) -> bool:
    """Whether Redis answers a greeting within `patience` seconds."""
    limit = time.monotonic() + patience
    while process.alive and time.monotonic() < limit:
        try:
            with socket.create_connection(("127.0.0.1", process.port), timeout=1) as wire:
                wire.sendall(f"AUTH {secret}\r\nPING\r\nQUIT\r\n".encode())
                if b"+PONG" in b"".join(iter(lambda: wire.recv(64), b"")):
                    return True
        except OSError:
            pass
        time.sleep(0.05)
    return False
