"""The launcher's hold on what runs: ports, records of processes, the cluster's lock file. No service is started."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import demo, postgres, processes, redis, services
from launcher.layout import Layout
from launcher.processes import Process
from launcher.trouble import Trouble


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path)
    made.make()
    return made


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def up(*words: str) -> "subprocess.Popen[bytes]":
    """A process that is under way, leads a session, and ends well when it reads a line."""
    program = "print('up', flush=True); input()"
    child = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout is not None
    child.stdout.readline()  # before it has said so, the system does not know yet how it was called
    return child


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    """A living process that the test may end."""
    with up() as child:
        yield child
        child.kill()


# Ports ----------------------------------------------------------------------------------------------------------------
def test_a_port_in_use_is_passed_over(taken: int) -> None:
    assert (processes.port_is_free(taken), processes.free_port(taken) > taken) == (False, True)


def test_a_port_in_use_is_told_in_one_sentence(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = demo.choose_port(taken)
    assert capsys.readouterr().out == f"Port {taken} is in use; taking {chosen}.\n"


def test_a_free_port_is_taken_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    free = processes.free_port(45000)
    assert (demo.choose_port(free), capsys.readouterr().out) == (free, "")


def test_when_all_ports_are_in_use_it_says_so(taken: int) -> None:
    with pytest.raises(Trouble, match=f"All ports from {taken} to {taken} are in use"):
        processes.free_port(taken, tries=1)


# Processes ------------------------------------------------------------------------------------------------------------
def test_a_living_process_is_found_again(tmp_path: Path, sleeper: "subprocess.Popen[bytes]") -> None:
    record = Process("worker", sleeper.pid, processes.born(sleeper.pid), 7)
    record.write(tmp_path / "worker.json")
    assert processes.read(tmp_path / "worker.json") == record


def test_an_ended_process_is_not(tmp_path: Path, sleeper: "subprocess.Popen[bytes]") -> None:
    Process("worker", sleeper.pid, processes.born(sleeper.pid)).write(tmp_path / "worker.json")
    sleeper.kill()
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)
    assert processes.read(tmp_path / "worker.json") is None


def test_a_number_used_again_is_no_sign_of_life(tmp_path: Path, sleeper: "subprocess.Popen[bytes]") -> None:
    Process("worker", sleeper.pid, "another boot/1").write(tmp_path / "worker.json")
    assert processes.read(tmp_path / "worker.json") is None


def test_a_process_that_took_over_a_number_is_never_ended(sleeper: "subprocess.Popen[bytes]") -> None:
    processes.end(Process("worker", sleeper.pid, "another boot/1"))
    sleeper.communicate(b"\n")
    assert sleeper.returncode == 0


def test_a_recorded_process_is_ended(sleeper: "subprocess.Popen[bytes]") -> None:
    processes.end(Process("worker", sleeper.pid, processes.born(sleeper.pid)))
    assert processes.born(sleeper.pid) == ""


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"pid": 1}', "[]", '{"name": "x", "pid": 1, "born": ""}'])
def test_a_spoiled_record_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    assert processes.read(tmp_path / "x.json") is None


def test_what_a_killed_launcher_left_is_ended_by_the_next(layout: Layout, sleeper: "subprocess.Popen[bytes]") -> None:
    left = Process("worker", sleeper.pid, processes.born(sleeper.pid))
    left.write(layout.processes / "child-worker.json")
    assert (demo.end_children(layout), processes.born(sleeper.pid)) == ([left], "")


# The cluster ----------------------------------------------------------------------------------------------------------
def cluster_with(tmp_path: Path, pid: int) -> postgres.Cluster:
    """A cluster whose lock file names the process `pid`."""
    cluster = postgres.Cluster(tmp_path, durable=True)
    cluster.data.mkdir()
    (cluster.data / "postmaster.pid").write_text(f"{pid}\n{cluster.data}\n1700000000\n54321\n\n127.0.0.1\n")
    return cluster


def test_a_lock_file_of_a_dead_server_is_no_sign_of_life(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert cluster_with(tmp_path, child.pid).running() == 0


def test_a_lock_file_that_names_an_innocent_process_is_no_sign_of_life(
    tmp_path: Path, sleeper: "subprocess.Popen[bytes]"
) -> None:
    assert cluster_with(tmp_path, sleeper.pid).running() == 0


def test_the_server_of_another_checkout_is_not_ours(tmp_path: Path) -> None:
    with up("postgres", "-D", f"{tmp_path / 'data'}-of-another") as server:
        found = cluster_with(tmp_path, server.pid).running()
        server.communicate(b"\n")
    assert found == 0


def test_a_running_server_is_known_by_its_data_and_its_port_found(tmp_path: Path) -> None:
    with up("postgres", "-D", str(tmp_path / "data")) as server:
        found = cluster_with(tmp_path, server.pid).running()
        server.communicate(b"\n")
    assert found == 54321


@pytest.mark.parametrize("content", ["", "17\n", "a\nb\n"])
def test_a_half_written_lock_file_is_no_sign_of_life(tmp_path: Path, content: str) -> None:
    cluster = cluster_with(tmp_path, 1)
    (cluster.data / "postmaster.pid").write_text(content)
    assert cluster.running() == 0


def test_a_demonstration_outlives_a_power_cut_and_a_test_need_not(tmp_path: Path) -> None:
    written = {durable: postgres.Cluster(tmp_path, durable).options(5) for durable in (True, False)}
    assert ("fsync='on'" in written[True], "fsync='off'" in written[False]) == (True, True)


def test_the_cluster_listens_on_the_loopback_alone(tmp_path: Path) -> None:
    assert "-c listen_addresses='127.0.0.1'" in postgres.Cluster(tmp_path, durable=True).options(5)


def test_data_of_a_version_that_is_gone_is_named(tmp_path: Path) -> None:
    cluster = cluster_with(tmp_path, 1)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 9, which is no longer installed"):
        cluster.programs()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["C", "C.utf8", "POSIX"], ["--locale", "C.UTF-8"]),
        (["C", "en_US.UTF-8", "POSIX"], ["--locale", "C", "--lc-ctype", "en_US.UTF-8"]),
        (["C", "POSIX"], ["--locale", "C", "--lc-ctype", "C"]),
    ],
)
def test_text_is_compared_byte_by_byte_wherever_it_can_be(names: list[str], words: list[str]) -> None:
    assert postgres.locale(names) == words


def test_redis_keeps_to_itself_and_to_memory() -> None:
    lines = redis.configuration(6, "word").splitlines()
    assert {"bind 127.0.0.1", "port 6", "requirepass word", 'save ""', "appendonly no"} - set(lines) == set()


# Who needs the services -----------------------------------------------------------------------------------------------
def test_services_are_in_use_while_a_holder_lives(layout: Layout, sleeper: "subprocess.Popen[bytes]") -> None:
    held = services.Services(layout, "services")
    held.holders.mkdir(parents=True)
    Process("services", sleeper.pid, processes.born(sleeper.pid)).write(held.holders / "1.json")
    assert held.in_use() is True
    processes.end(Process("services", sleeper.pid, processes.born(sleeper.pid)))
    assert held.in_use() is False


def test_services_asked_for_by_name_are_kept(layout: Layout) -> None:
    kept = services.Services(layout, "services")
    kept.keep()
    assert kept.in_use() is True
