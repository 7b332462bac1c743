"""The virus scanner has the last word where there is one; where there is none, the page says so."""

import io
import socket
from pathlib import Path
from typing import Any

import pytest

from icam.files import scanning
from icam.files.inspection import Unwelcome
from icam.files.verdicts import Verdict
from tests.icam.files.clamd import listening

DATA = b"x" * 300_000  # more than one chunk


def refused(settings: Any, answer: bytes) -> Verdict:
    with listening(answer) as (address, _seen):
        settings.CLAMAV_URL = address
        with pytest.raises(Unwelcome) as refusal:
            scanning.scan(io.BytesIO(DATA))
    return refusal.value.verdict


def test_without_a_scanner_nothing_is_scanned_and_it_is_said(settings: Any) -> None:
    settings.CLAMAV_URL = ""
    assert (scanning.is_on(), scanning.scan(io.BytesIO(DATA))) == (False, False)


def test_a_clean_file_reaches_the_scanner_whole(settings: Any) -> None:
    with listening(b"stream: OK\x00") as (address, seen):
        settings.CLAMAV_URL = address
        assert (scanning.is_on(), scanning.scan(io.BytesIO(DATA))) == (True, True)
    assert seen == [DATA]


def test_over_a_socket_of_the_machine(settings: Any, tmp_path: Path) -> None:
    with listening(b"stream: OK\x00", path=tmp_path / "clamd.sock") as (address, seen):
        settings.CLAMAV_URL = address
        assert scanning.scan(io.BytesIO(DATA))
    assert seen == [DATA]


def test_what_is_infected_is_refused(settings: Any) -> None:
    assert refused(settings, b"stream: Win.Test.EICAR_HDB-1 FOUND\x00") == Verdict.INFECTED


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\x00", b"", b"nonsense\x00"])
def test_a_scanner_that_does_not_say_yes_says_no(settings: Any, answer: bytes) -> None:
    assert refused(settings, answer) == Verdict.NO_SCANNER


def test_a_scanner_that_is_away_lets_nothing_in(settings: Any, tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = [f"tcp://127.0.0.1:{nobody.getsockname()[1]}", f"unix://{tmp_path}/none.sock"]
        for address in away:
            settings.CLAMAV_URL = address
            with pytest.raises(Unwelcome) as refusal:
                scanning.scan(io.BytesIO(DATA))
            assert refusal.value.verdict == Verdict.NO_SCANNER
