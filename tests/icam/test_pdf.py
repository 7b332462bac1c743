"""What a document may touch, and what all documents of a process share."""

import os
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from icam.pdf import ROOT, Kit, Layout, PdfError, kit
from invitations.typesetting import typeset
from tests.invitations.samples import FR

PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def own(tmp_path: Path) -> Kit:
    """A kit whose letters lie in a folder of this test, with a sheet, a picture, and a secret next door."""
    root = tmp_path / "letters"
    root.mkdir()
    (root / "plain.css").write_text("p { color: #000 }")
    (root / "dot.svg").write_text(PIXEL)
    (tmp_path / "secret.svg").write_text(PIXEL)
    (root / "way-out.svg").symlink_to(tmp_path / "secret.svg")
    (root / "door").symlink_to(tmp_path)
    return Kit(root)


class Turnstile:
    """A lock that remembers."""

    def __init__(self) -> None:
        self.passages: list[str] = []

    def __enter__(self) -> None:
        self.passages.append("in")

    def __exit__(self, *error: object) -> None:
        self.passages.append("out")


def page(source: str) -> str:
    return f'<html lang="en"><head><title>t</title></head><body><p>x<img alt="a" src="{source}"/></p></body></html>'


def test_a_file_of_the_letters_is_read(own: Kit) -> None:
    assert Layout(page("dot.svg"), sheet="plain.css", shared=own).write().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1:9/dot.svg",
        "https://example.be/dot.svg",
        "ftp://example.be/dot.svg",
        "//example.be/dot.svg",
        "file://example.be/dot.svg",
        "file:///etc/hostname",
        "../secret.svg",
        "%2e%2e/secret.svg",
        "door/secret.svg",
        "way-out.svg",
        "gone.svg",
        "data:image/svg+xml;base64,PHN2Zy8+",
    ],
)
def test_nothing_else_is_read(own: Kit, source: str) -> None:
    with pytest.raises(PdfError):
        Layout(page(source), sheet="plain.css", shared=own)


@pytest.mark.parametrize("rule", ['@import "http://127.0.0.1:9/x.css";', '@import "../x.css";'])
def test_a_sheet_may_not_reach_out_either(own: Kit, rule: str) -> None:
    (own.root / "leaky.css").write_text(rule)
    with pytest.raises(PdfError):
        Layout(page("dot.svg"), sheet="leaky.css", shared=own)


def test_a_picture_of_a_sheet_may_not_reach_out(own: Kit) -> None:
    (own.root / "leaky.css").write_text("p { background: url(../secret.svg) }")
    with pytest.raises(PdfError):
        Layout(page("dot.svg"), sheet="leaky.css", shared=own)


def test_markup_that_does_not_close_is_an_error(own: Kit) -> None:
    with pytest.raises(PdfError):
        Layout('<html lang="en"><body><p>x</body></html>', sheet="plain.css", shared=own)


def test_a_missing_sheet_is_an_error(own: Kit) -> None:
    with pytest.raises(PdfError):
        Layout(page("dot.svg"), sheet="gone.css", shared=own)


def test_the_kit_is_shared_within_a_process() -> None:
    assert kit() is kit()
    assert kit().sheet("letter.css") is kit().sheet("letter.css")
    assert kit().root == ROOT


def test_a_fork_makes_its_own_kit_and_the_same_bytes() -> None:
    script = textwrap.dedent("""
        import os
        from django.conf import settings
        settings.configure(USE_I18N=False)
        from icam.pdf import kit
        from invitations.typesetting import typeset
        from tests.invitations.samples import FR
        ours, first = kit(), typeset(FR).sha256
        child = os.fork()
        if not child:
            os._exit(0 if kit() is not ours and typeset(FR).sha256 == first else 3)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """)
    root = ROOT.parents[1]
    ran = subprocess.run([sys.executable, "-c", script], cwd=root, env={**os.environ}, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "0"


def test_a_document_holds_the_kit_while_it_works(own: Kit) -> None:
    own.lock = Turnstile()
    Layout(page("dot.svg"), sheet="plain.css", shared=own).write()
    assert own.lock.passages == ["in", "out", "in", "out"]


def test_threads_of_a_process_take_turns() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = {letter.sha256 for letter in pool.map(typeset, [FR] * 8)}
    assert made == {typeset(FR).sha256}
