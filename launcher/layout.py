"""Where everything lies: all that the launcher makes is under `.run/` of its checkout."""

import base64
import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.trouble import Trouble, say


@dataclass(frozen=True)
class Layout:
    """The folders of one checkout."""

    root: Path

    @property
    def run(self) -> Path:
        return self.root / ".run"

    @property
    def venv(self) -> Path:
        return self.run / "venv"

    @property
    def vendor(self) -> Path:
        return self.run / "vendor"

    @property
    def static(self) -> Path:
        return self.run / "static"

    @property
    def logs(self) -> Path:
        return self.run / "log"

    @property
    def install_log(self) -> Path:
        return self.logs / "install.log"

    @property
    def processes(self) -> Path:
        return self.run / "processes"

    @property
    def accounts(self) -> Path:
        return self.run / "accounts.json"

    def program(self, name: str) -> str:
        """The path of a program of the virtual environment."""
        return str(self.venv / "bin" / name)

    def make(self) -> None:
        """Create the folders that everything else expects."""
        try:
            for folder in (self.run, self.logs, self.processes, self.run / "stamps"):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Trouble(
                f"This user may not write in {self.root}, where ICAM keeps what it makes.",
                f'sudo chown -R "$USER" {self.root}',
            ) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One launcher at a time installs and starts; the lock goes with its process, however that ends."""
        self.make()
        with (self.run / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another launch.py is at work in this checkout; waiting for it.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def stamped(self, name: str) -> str:
        """What was noted the last time the step `name` succeeded; empty when it never did."""
        file = self.run / "stamps" / name
        return file.read_text().strip() if file.exists() else ""

    def stamp(self, name: str, value: str) -> None:
        """Note that the step `name` succeeded for the inputs that `value` stands for."""
        (self.run / "stamps" / name).write_text(value + "\n")

    def secret(self) -> str:
        """The key of this checkout, made once and readable by its owner alone."""
        return kept_secret(self.run / "secret")

    def restricted_key(self) -> str:
        """The key under which restricted notes of this checkout are sealed, made in the same way."""
        return kept_secret(self.run / "restricted-key", new_key)


def kept_secret(file: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
    """The secret in `file`, made on the first call; only the owner may read it."""
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(make() + "\n")
    return file.read_text().strip()


def new_key() -> str:
    """32 random bytes in URL-safe base64: a Fernet key."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """A hash over the contents of `files` and over `words`: equal inputs, equal answer."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode() + content)
    digest.update("\0".join(words).encode())
    return digest.hexdigest()


def tree_fingerprint(folders: Iterable[Path], *words: str) -> str:
    """A hash over names, sizes and times of all files in `folders`: quick, and blind to nothing that an edit does."""
    lines = [
        f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}"
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    return fingerprint((), *lines, *words)


def last_lines(file: Path, count: int = 15, *, since: int = 0) -> str:
    """The end of a log, indented, for a message; nothing from before byte `since`."""
    if not file.exists():
        return "  (nothing was written)"
    lines = file.read_bytes()[since:].decode(errors="replace").splitlines()[-count:]
    return "\n".join(f"  {line}" for line in lines) or "  (nothing was written)"
