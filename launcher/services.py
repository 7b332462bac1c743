"""PostgreSQL and Redis of one checkout, and who needs them: the last to leave stops them."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from launcher import postgres, redis
from launcher.layout import Layout
from launcher.processes import of_this_command, read, turn_deaf

# Set by whoever asked for the services themselves: they stay until `stop`.
KEPT = "kept"


@dataclass(frozen=True)
class Urls:
    """Where the services of this moment are."""

    database: str
    redis: str


@dataclass(frozen=True)
class Services:
    """One PostgreSQL and one Redis. The tests have their own, so that they never touch what a person is working on."""

    layout: Layout
    name: str  # "services" for work and demonstration, "tests" for tests

    @property
    def folder(self) -> Path:
        return self.layout.run / self.name

    @property
    def holders(self) -> Path:
        return self.folder / "holders"

    @property
    def durable(self) -> bool:
        return self.name != "tests"

    def cluster(self) -> postgres.Cluster:
        base = postgres.base_folder(self.layout.root, self.folder, self.name)
        return postgres.Cluster(base, self.durable)

    def start(self) -> Urls:
        """Start what does not run yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        cluster = self.cluster()
        port = cluster.start()
        return Urls(cluster.url(port), redis.url(self.folder, redis.start(self.folder)))

    def stop(self) -> bool:
        """Stop both, whoever started them; False when neither ran."""
        bases = postgres.existing_folders(self.layout.root, self.folder, self.name)
        ran = [redis.stop(self.folder), *(postgres.Cluster(base, self.durable).stop() for base in bases)]
        for file in self.holders.glob("*"):
            file.unlink(missing_ok=True)
        return any(ran)

    def keep(self) -> None:
        """Let them run on after this command."""
        self.holders.mkdir(parents=True, exist_ok=True)
        (self.holders / KEPT).touch()

    def in_use(self) -> bool:
        """Whether somebody still needs them; a holder that died without a word does not count."""
        return (self.holders / KEPT).exists() or any(read(file) for file in self.holders.glob("*.json"))

    @contextlib.contextmanager
    def held(self) -> Iterator[Urls]:
        """The services for as long as the block lasts; the last block to end stops them."""
        mine = self.holders / f"{os.getpid()}.json"
        with self.layout.locked():
            self.holders.mkdir(parents=True, exist_ok=True)
            self.drop_leftovers()
            of_this_command(self.name).write(mine)
        try:
            with self.layout.locked():
                urls = self.start()
            yield urls
        finally:
            turn_deaf()
            with self.layout.locked():
                mine.unlink(missing_ok=True)
                if not self.in_use():
                    self.stop()

    def drop_leftovers(self) -> None:
        for file in self.holders.glob("*.json"):
            if read(file) is None:
                file.unlink(missing_ok=True)


def identity(services: Services) -> str:
    """Which database the running services hold."""
    cluster = services.cluster()
    return cluster.identity(cluster.running())


def reset(services: Services) -> None:
    """Make the database anew; whatever was in it is gone."""
    cluster = services.cluster()
    cluster.forget(cluster.running())
