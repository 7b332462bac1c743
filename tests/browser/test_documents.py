"""A coach brings papers in and takes one out again, by keyboard; whoever may not, cannot."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from cases.models import Document
from tests import factories, papers
from tests.browser.conftest import findings
from tests.icam.files.samples import HONEST, REFUSED

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_come_in_together_and_only_the_right_reader_takes_them_out(
    cast: SimpleNamespace, desk: Callable[..., Page], tmp_path: Path
) -> None:
    good, bad, medical = tmp_path / "passport.pdf", tmp_path / "trap.pdf", tmp_path / "clinic.pdf"
    good.write_bytes(HONEST["pdf"][1])
    bad.write_bytes(REFUSED["pdf with a script"][1])
    medical.write_bytes(HONEST["jpeg"][1])

    page = desk(cast.coach)
    bring_in(page, cast, "identity", good, bad)
    results = page.locator("section", has=page.get_by_role("heading", name="What became of your files"))
    expect(results.get_by_text("holds macros or scripts")).to_be_visible()
    expect(results.get_by_text("Stored")).to_be_visible()
    assert findings(page) == []
    bring_in(page, cast, "medical", medical)
    expect(page.get_by_role("rowheader").get_by_text("Restricted")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="passport", exact=True).focus()
        page.keyboard.press("Enter")
    assert (download.value.suggested_filename, Path(download.value.path()).read_bytes()) == (
        "passport.pdf", HONEST["pdf"][1],
    )  # fmt: skip

    hidden = Document.objects.get(kind="medical")
    assert wrong_readers(cast, desk, hidden) == {"head": 404, "colleague": 404, "grantee": 404, "coach_elsewhere": 404}


def bring_in(page: Page, cast: SimpleNamespace, kind: str, *files: Path) -> None:
    """Fill in the form without a mouse; the chooser of files itself belongs to the browser."""
    page.goto(f"/cases/{cast.case.pk}/documents/")
    page.get_by_role("link", name="Add documents").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Files").set_input_files(list(files))
    page.get_by_label("What kind of document").select_option(value=kind)
    page.get_by_role("button", name="Add to the documents").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What became of your files")).to_be_visible()


def wrong_readers(cast: SimpleNamespace, desk: Callable[..., Page], hidden: Document) -> dict[str, int]:
    """What those get who ask for a restricted document by its very address, after they said why they look."""
    cast.grantee = factories.make_grant(cast.case, "work_case").user
    seen = {}
    for who in ("head", "colleague", "grantee", "coach_elsewhere"):
        page = desk(getattr(cast, who))
        page.goto(f"/cases/{cast.case.pk}/documents/")
        if "/purpose/" in page.url:
            page.get_by_label("Quality of the work").check()
            page.get_by_role("button", name="Open the case").click()
        assert hidden.title not in page.content()
        answer = page.request.get(f"/cases/{cast.case.pk}/documents/{hidden.pk}/file/")
        seen[who] = answer.status
    return seen


def test_a_file_that_is_much_too_large_gets_a_sentence(
    cast: SimpleNamespace, desk: Callable[..., Page], tmp_path: Path
) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    page = desk(cast.coach)
    page.goto(f"/cases/{cast.case.pk}/documents/new/")
    page.get_by_label("Files").set_input_files(big)
    page.get_by_label("What kind of document").select_option(value="other")
    page.get_by_role("button", name="Add to the documents").click()
    expect(page.get_by_text("The file is larger than 20 MB.").first).to_be_visible(timeout=60_000)
    assert Document.objects.count() == 0


def test_restricted_notes_are_written_and_reviewed(cast: SimpleNamespace, desk: Callable[..., Page]) -> None:
    papers.make_note(cast.case, text="Already known.")
    page = desk(cast.coach)
    page.goto(f"/cases/{cast.case.pk}/")
    page.get_by_role("link", name="Special attention").click()
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Vulnerability", exact=True).check()
    page.get_by_label("Mental suffering").check()
    page.get_by_label("In words").fill("Sleeps badly since the journey.")
    page.get_by_role("button", name="Seal and save").click()
    expect(page.get_by_text("Sleeps badly since the journey.")).to_be_visible()
    expect(page.get_by_text("Already known.")).to_be_visible()
    assert findings(page) == []
