"""A file is what its bytes say, whole from the first to the last, or it is not taken."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from icam.files import inspection, kinds
from icam.files.inspection import Unwelcome, clean_name, inspect, shown_name
from icam.files.verdicts import Verdict
from tests.icam.files.samples import HONEST, REFUSED, picture


@contextmanager
def on_disk(data: bytes) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        yield file


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_told_by_what_it_holds(name: str) -> None:
    kind, data = HONEST[name]
    with on_disk(data) as file:
        told = inspect(file)
    assert (told.kind, told.size, told.sha256) == (kind, len(data), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_hides_something_is_refused_with_a_sentence(name: str) -> None:
    verdict, data = REFUSED[name]
    with on_disk(data) as file, pytest.raises(Unwelcome) as refusal:
        inspect(file)
    assert refusal.value.verdict == Verdict(verdict)
    assert refusal.value.messages[0].endswith(".")
    assert "%(" not in refusal.value.messages[0]


def test_a_file_over_the_limit_is_refused(settings: "pytest.FixtureRequest") -> None:
    settings.DOCUMENT_MEGABYTES = 1
    with on_disk(b"a" * (1024 * 1024 + 1)) as file, pytest.raises(Unwelcome) as refusal:
        inspect(file)
    assert refusal.value.messages == ["The file is larger than 1 MB. Scan it with a lower resolution, or in parts."]
    with on_disk(b"a" * (1024 * 1024)) as file:
        assert inspect(file).kind is kinds.TEXT


def test_what_ends_the_process_that_opens_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: "os.PathLike[str]"
) -> None:
    for body in ("import os; os.abort()", "print('fine and more')", "while True: pass", "x = bytearray(10**12)"):
        probe = tmp_path / "probe.py"
        probe.write_text(body)
        monkeypatch.setattr(inspection, "PROBE", probe)
        monkeypatch.setattr(inspection, "PATIENCE", 1)
        with on_disk(picture("PNG")) as file, pytest.raises(Unwelcome) as refusal:
            inspect(file)
        assert refusal.value.verdict == Verdict.TOO_COMPLEX


@hypothesis_settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(
        sorted({name for name, (kind, _) in HONEST.items() if kind in {*kinds.OFFICE, kinds.HEIC, kinds.TEXT}})
    ),
    st.data(),
)
def test_damage_anywhere_is_a_verdict_and_never_an_error(name: str, draw: st.DataObject) -> None:
    data = bytearray(HONEST[name][1])
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    with on_disk(bytes(data)) as file, suppress(Unwelcome):
        assert inspect(file).kind in kinds.KINDS


@pytest.mark.parametrize(
    ("came_as", "kept_as"),
    [
        ("passport.pdf", "passport.pdf"),
        ("PASSPORT.PDF", "PASSPORT.PDF"),
        ("invoice.exe", "invoice.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "document.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("ليلى.pdf", "ليلى.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
    ],
)
def test_a_name_is_kept_without_what_may_harm(came_as: str, kept_as: str) -> None:
    assert clean_name(came_as, kinds.PDF) == kept_as


def test_a_name_that_is_shown_holds_nothing_unseen() -> None:
    assert shown_name("dir/a\x00b\u200fc\u200c.txt") == "abc\u200c.txt"
