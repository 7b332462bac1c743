"""A private PostgreSQL cluster: the system's programs, our own data, loopback only.

PostgreSQL refuses to run as root, so root runs it as the user `postgres`. When that user cannot enter the checkout, the
cluster lies in a folder of that user's home whose name is derived from the checkout: `stop` finds it again.
"""

import contextlib
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.layout import kept_secret, last_lines
from launcher.processes import command_line, free_port
from launcher.steps import answer
from launcher.trouble import Trouble, say

ROLE = DATABASE = "icam"
FIRST_PORT = 54320
EXTENSIONS = ("btree_gist", "fuzzystrmatch", "pg_trgm", "pgcrypto", "unaccent")
PROGRAMS = ("initdb", "pg_ctl", "postgres", "psql", "createdb")
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)

# As in docker-compose.yml. Small rows, many statements: compiling each of them (jit) costs more than it saves.
TUNING = {"max_connections": "200", "jit": "off", "shared_buffers": "256MB", "max_wal_size": "2GB"}
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **TUNING}
# A power cut loses the last half second of a demonstration, never its consistency.
DURABLE = {"fsync": "on", "synchronous_commit": "off"}
# What a test wrote is not wanted back.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries(major: str = "") -> Path | None:
    """The folder of PostgreSQL's programs: of version `major` if given, else of the newest that is installed."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += [found for place in PLACES for found in Path("/").glob(place.lstrip("/"))]
    whole = [folder for folder in folders if all((folder / name).exists() for name in PROGRAMS)]
    versions = {version_of(folder): folder for folder in whole}
    if major:
        return versions.get(int(major))
    return versions[max(versions)] if versions else None


def version_of(folder: Path) -> int:
    """The major version of the programs in `folder`."""
    printed = re.search(r"\d+", answer([str(folder / "postgres"), "--version"]) or "")
    return int(printed.group()) if printed else 0


def account() -> str | None:
    """The user that must run PostgreSQL in our place; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError as error:
        raise Trouble(
            "PostgreSQL does not run as root, and this machine has no user postgres to run it.",
            "useradd --system --create-home postgres",
        ) from error


def may_enter(folder: Path, user: str) -> bool:
    """Whether `user` really can work in `folder`: tried, since modes alone do not tell."""
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1" && test -w .', "sh", str(folder)], user=user, group=pwd.getpwnam(user).pw_gid,
        extra_groups=[], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    return tried.returncode == 0


def outside(checkout: Path, name: str, user: str) -> Path:
    """The folder for a cluster that cannot lie in `checkout`: the same for the same checkout, another for another."""
    home = Path(pwd.getpwnam(user).pw_dir)
    key = hashlib.sha256(str(checkout.resolve()).encode()).hexdigest()[:12]
    return (home if home.is_dir() else Path("/var/tmp")) / f"icam-{key}-{name}"


def base_folder(checkout: Path, folder: Path, name: str) -> Path:
    """Where the cluster lies: in `folder` of the checkout, or outside when its user cannot enter there."""
    user = account()
    inside = folder / "postgres"
    if user is None:
        inside.mkdir(parents=True, exist_ok=True)
        return inside
    for base in (inside, outside(checkout, name, user)):
        base.mkdir(parents=True, exist_ok=True)
        shutil.chown(base, user)
        if may_enter(base, user):
            return base
        base.rmdir()
    raise Trouble(f"The user {user} can enter neither {inside} nor {outside(checkout, name, user)}.")


def existing_folders(checkout: Path, folder: Path, name: str) -> list[Path]:
    """The folders that hold a cluster of this checkout; none is made."""
    places = [folder / "postgres"]
    if os.geteuid() == 0 and "postgres" in {entry.pw_name for entry in pwd.getpwall()}:
        places.append(outside(checkout, name, "postgres"))
    return [place for place in places if (place / "data").is_dir()]


@dataclass(frozen=True)
class Cluster:
    """One cluster: its folder, and how safely it writes."""

    base: Path
    durable: bool

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def password(self) -> str:
        return kept_secret(self.base / "password")

    def programs(self) -> Path:
        """The programs that fit the data, or the newest for data still to be made."""
        version = self.data / "PG_VERSION"
        major = version.read_text().strip() if version.exists() else ""
        if found := binaries(major):
            return found
        raise Trouble(
            f"The data in {self.data} was made by PostgreSQL {major}, which is no longer installed.",
            f"Install postgresql-{major}, or begin anew: rm -r {self.base}",
        )

    def run(self, command: Sequence[str]) -> int:
        """Run one of PostgreSQL's programs as the user that owns the data, output to the log."""
        user = account()
        group = pwd.getpwnam(user).pw_gid if user else None
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        with self.log.open("a") as out:
            return subprocess.run(
                command, user=user, group=group, extra_groups=[] if user else None, cwd="/", env=environment,
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False,
            ).returncode  # fmt: skip

    def create(self) -> None:
        """Make the cluster, unless it is there; its one role may do everything in it, and nothing outside of it."""
        if (self.data / "PG_VERSION").exists():
            return
        say("Making a private PostgreSQL cluster.")
        shutil.rmtree(self.data, ignore_errors=True)
        with self.secret_for_initdb() as file:
            code = self.run(
                [str(self.programs() / "initdb"), "--pgdata", str(self.data), "--username", ROLE, "--encoding", "UTF8",
                 *locale(), "--auth", "scram-sha-256", "--pwfile", str(file), "--no-instructions", "--no-sync"]
            )  # fmt: skip
        if code:
            raise Trouble(f"The PostgreSQL cluster could not be made. The end of {self.log}:\n{last_lines(self.log)}")

    @contextlib.contextmanager
    def secret_for_initdb(self) -> Iterator[Path]:
        """The password in a file that initdb's user may read, for as long as it takes."""
        file = self.base / "password-for-initdb"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(self.password)
        hand_over(file)
        try:
            yield file
        finally:
            file.unlink()

    def running(self) -> int:
        """The port on which this very cluster answers, or 0. A lock file left by a crash is no sign of life."""
        try:
            pid, _, _, port = (self.data / "postmaster.pid").read_text().splitlines()[:4]
        except (OSError, ValueError):
            return 0
        called = f"{command_line(int(pid))} "
        return int(port) if "postgres" in called and f" {self.data} " in called else 0

    def start(self) -> int:
        """Start the cluster, unless it runs, and give its port."""
        self.log.touch()
        hand_over(self.log)
        if port := self.running():
            return port
        self.create()
        # Left by a crash, and its number may by now be that of an innocent process, at which PostgreSQL would balk.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for attempt in range(8):
            port = free_port(FIRST_PORT + attempt)
            if self.run([*self.control("start"), "-l", str(self.log), "-o", self.options(port)]) == 0:
                self.prepare(port)
                return port
            time.sleep(0.5)  # after a crash the kernel still holds the old memory for a moment
        raise Trouble(f"PostgreSQL did not start. The end of {self.log}:\n{last_lines(self.log)}")

    def stop(self) -> bool:
        """Stop the cluster; False when it did not run."""
        if not self.running():
            return False
        if self.run([*self.control("stop"), "-m", "fast"]) != 0:
            self.run([*self.control("stop"), "-m", "immediate"])
        return True

    def control(self, verb: str) -> list[str]:
        return [str(self.programs() / "pg_ctl"), verb, "--pgdata", str(self.data), "-w", "-t", "30"]

    def options(self, port: int) -> str:
        settings = {**SETTINGS, **(DURABLE if self.durable else THROWAWAY), "port": str(port)}
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def environment(self, port: int) -> dict[str, str]:
        return {
            **os.environ, "PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": ROLE, "PGPASSWORD": self.password,
            "PGDATABASE": "postgres",
        }  # fmt: skip

    def ask(self, port: int, query: str) -> list[str]:
        """The rows that `query` gives in the cluster's own database."""
        command = [str(self.programs() / "psql"), "--no-psqlrc", "-qAt", "-c", query]
        printed = answer(command, env=self.environment(port))
        if printed is None:
            raise Trouble(f"PostgreSQL does not answer. The end of {self.log}:\n{last_lines(self.log)}")
        return printed.split()

    def prepare(self, port: int) -> None:
        """The database, and proof that the extensions which the migrations create are installed."""
        names = "','".join(EXTENSIONS)
        there = self.ask(port, f"SELECT name FROM pg_available_extensions WHERE name IN ('{names}')")
        if lacking := sorted(set(EXTENSIONS) - set(there)):
            raise Trouble(
                f"This PostgreSQL lacks the extensions {', '.join(lacking)}.",
                "Debian, Ubuntu: sudo apt-get install postgresql-contrib; Fedora: sudo dnf install postgresql-contrib",
            )
        if not self.ask(port, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
            self.ask(port, f"CREATE DATABASE {DATABASE}")

    def identity(self, port: int) -> str:
        """Which database this is: another after it was made anew, the same after every stop and start."""
        query = "SELECT (pg_control_system()).system_identifier || '/' || oid FROM pg_database WHERE datname = "
        return self.ask(port, f"{query}'{DATABASE}'")[0]

    def forget(self, port: int) -> None:
        """Drop the database and make it anew, empty."""
        self.ask(port, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self.ask(port, f"CREATE DATABASE {DATABASE}")

    def url(self, port: int) -> str:
        return f"postgres://{ROLE}:{self.password}@127.0.0.1:{port}/{DATABASE}"


def hand_over(file: Path) -> None:
    """Give `file` to the user that runs PostgreSQL, when that is another."""
    if user := account():
        shutil.chown(file, user)


def locale(names: Iterable[str] | None = None) -> list[str]:
    """Text in Unicode, compared byte by byte: the same order, and the same speed, on every machine."""
    known = {name.lower().replace("-", "") for name in names or (answer(["locale", "-a"]) or "").split()}
    if "c.utf8" in known:
        return ["--locale", "C.UTF-8"]
    return ["--locale", "C", "--lc-ctype", "en_US.UTF-8" if "en_us.utf8" in known else "C"]
