"""Of what comes in, no more is kept than may be, and nothing under a name that outlives the process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from icam.files.inspection import Unwelcome, inspect
from icam.files.receiving import AT_ONCE, Upload, largest
from icam.files.verdicts import Verdict


@pytest.fixture(autouse=True)
def _one_megabyte(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_MEGABYTES = 1
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)


Receive = Callable[..., list[Upload]]


@pytest.fixture
def received() -> Iterator[Receive]:
    """`received(b"…", b"…")`: these files as a view gets them; closed with their request."""
    requests = []

    def received(*contents: bytes) -> list[Upload]:
        sent = [SimpleUploadedFile(f"{number}.txt", content) for number, content in enumerate(contents)]
        request = RequestFactory().post("/", {"after": "words", "files": sent})
        requests.append(request)
        assert request.POST["after"] == "words"
        return request.FILES.getlist("files")  # type: ignore[return-value]  # our handler makes them

    yield received
    for request in requests:
        request.close()


def verdict(upload: Upload) -> str:
    try:
        return inspect(upload).kind.media_type
    except Unwelcome as refusal:
        return refusal.verdict.value


def test_a_file_comes_in_whole_and_without_a_name_on_disk(tmp_path: Path, received: Receive) -> None:
    (upload,) = received(b"hello")
    assert (upload.read(), upload.name, upload.size) == (b"hello", "0.txt", 5)
    assert list(tmp_path.iterdir()) == []
    assert os.fstat(upload.fileno()).st_nlink == 0


def test_a_file_that_is_too_large_is_read_to_its_end_and_not_kept(tmp_path: Path, received: Receive) -> None:
    big, small = received(b"x" * (50 * largest()), b"hello")
    assert (big.size, os.fstat(big.fileno()).st_size) == (50 * largest(), 0)
    assert [verdict(big), verdict(small)] == [Verdict.TOO_LARGE.value, "text/plain"]
    assert list(tmp_path.iterdir()) == []


def test_more_at_once_than_is_taken_is_not_kept_either(received: Receive) -> None:
    uploads = received(*[b"x" * largest()] * AT_ONCE, b"hello")
    assert [verdict(upload) for upload in uploads] == ["text/plain"] * AT_ONCE + [Verdict.TOO_MANY.value]
    assert sum(os.fstat(upload.fileno()).st_size for upload in uploads) == AT_ONCE * largest()


def test_an_empty_file_says_so(received: Receive) -> None:
    (upload,) = received(b"")
    assert verdict(upload) == Verdict.EMPTY.value
