"""Documents of a case: what is kept, who may know of it, and that nothing is left half done."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases.enums.papers import DocumentKind
from cases.models import Document
from cases.services import documents
from cases.tasks import sweep_files
from icam.calendar import today
from icam.files import keeping
from icam.models import AuditEvent
from tests import factories, papers
from tests.cases.proof import refusal, stale
from tests.icam.files.clamd import listening
from tests.icam.files.samples import HONEST, REFUSED

SignIn = Callable[[Any], Client]


def stored() -> set[str]:
    """Every file in the store, by its name."""
    root = Path(str(storages["documents"].location))  # type: ignore[attr-defined]  # a folder in the tests
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def send(client: Client, case: Any, *files: Any, **other: Any) -> Any:
    data = {"uploads": list(files), "kind": "letter", "received_on": f"{today():%d/%m/%Y}", "token": str(uuid4())}
    return client.post(reverse("cases:add_document", args=[case.pk]), {**data, **other})


def told(case: Any, *verbs: str) -> list[str]:
    return [*AuditEvent.objects.filter(case_id=case.pk, verb__in=verbs).order_by("pk").values_list("verb", flat=True)]


# Bringing in ----------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_under_a_name_that_says_nothing(cast: SimpleNamespace, sign_in: SignIn) -> None:
    before = stored()
    response = send(sign_in(cast.coach), cast.case, papers.sheet("../passport of Rana.TXT"), title="Passport")
    document = Document.objects.get()
    assert response.headers["Location"] == reverse("cases:documents", args=[cast.case.pk])
    assert (document.title, document.name, document.media_type, document.size, document.scan) == (
        "Passport", "passport of Rana.TXT", "text/plain", len(papers.TEXT), "not_scanned",
    )  # fmt: skip
    assert document.sha256 == keeping.hashed(papers.TEXT)
    assert stored() - before == {document.stored_as}
    assert document.stored_as.startswith(f"documents/{today():%Y/%m/%d}/")
    assert "passport" not in document.stored_as.casefold()
    assert told(cast.case, "document_added") == ["document_added"]


def test_one_bad_file_does_not_sink_the_others(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, before = sign_in(cast.coach), stored()
    good = papers.sheet("good.pdf", HONEST["pdf"][1])
    bad = papers.sheet("bad.pdf", REFUSED["pdf with a script"][1])
    response = send(client, cast.case, good, bad, papers.sheet("empty.pdf", b""))
    assert (response.status_code, Document.objects.get().name) == (302, "good.pdf")
    assert len(stored() - before) == 1
    page = client.get(response.headers["Location"]).content.decode()
    assert [word in page for word in ("bad.pdf", "holds macros or scripts", "empty.pdf", "The file is empty.")] == [
        True
    ] * 4
    again = client.get(response.headers["Location"]).content.decode()
    assert "bad.pdf" not in again


def test_when_all_are_bad_the_form_says_why_and_nothing_is_kept(cast: SimpleNamespace, sign_in: SignIn) -> None:
    before = stored()
    response = send(sign_in(cast.coach), cast.case, papers.sheet("x.exe", b"MZ\x90\x00"))
    assert response.status_code == 200
    assert response.context["form"].errors["uploads"][0].startswith("x.exe: This kind of file is not taken.")
    assert (Document.objects.count(), stored()) == (0, before)


def test_fifty_megabytes_get_a_sentence_and_leave_nothing(
    cast: SimpleNamespace, sign_in: SignIn, settings: Any, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    before = stored()
    response = send(sign_in(cast.coach), cast.case, papers.sheet("big.pdf", b"%PDF-1.7" + b"x" * 50 * 1024 * 1024))
    assert response.status_code == 200
    assert response.context["form"].errors["uploads"] == [
        "big.pdf: The file is larger than 20 MB. Scan it with a lower resolution, or in parts."
    ]
    assert (Document.objects.count(), stored(), list(tmp_path.iterdir())) == (0, before, [])


def test_the_same_file_twice_is_pointed_out(cast: SimpleNamespace, sign_in: SignIn) -> None:
    papers.make_document(cast.case, title="School report")
    client = sign_in(cast.coach)
    page = client.get(send(client, cast.case, papers.sheet()).headers["Location"]).content.decode()
    assert "The same file is already here as “School report”." in page
    assert Document.objects.count() == 2


def test_that_a_restricted_file_is_the_same_is_told_to_nobody_else(cast: SimpleNamespace, sign_in: SignIn) -> None:
    papers.make_document(cast.case, title="Hospital", is_restricted=True)
    helper = granted(cast, "work_case")
    client = sign_in(helper)
    page = client.get(send(client, cast.case, papers.sheet()).headers["Location"]).content.decode()
    assert "Hospital" not in page
    assert "already here" not in page


def test_a_medical_certificate_is_always_restricted(cast: SimpleNamespace, sign_in: SignIn) -> None:
    send(sign_in(cast.coach), cast.case, papers.sheet(), kind="medical")
    document = Document.objects.get()
    assert document.is_restricted
    documents.change(document, by=cast.coach, version=1, kind=DocumentKind.MEDICAL, is_restricted=False)
    assert Document.objects.get().is_restricted


def test_the_same_form_twice_keeps_one_file(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, before, token = sign_in(cast.coach), stored(), str(uuid4())
    for _ in range(2):
        assert send(client, cast.case, papers.sheet(), token=token).status_code == 302
    assert (Document.objects.count(), len(stored() - before)) == (1, 1)


def test_a_refusal_after_storing_leaves_no_file(cast: SimpleNamespace, sign_in: SignIn, monkeypatch: Any) -> None:
    before = stored()

    def broken(*_words: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(documents, "record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        send(sign_in(cast.coach), cast.case, papers.sheet())
    assert (Document.objects.count(), stored()) == (0, before)


# The scanner ----------------------------------------------------------------------------------------------------------


def test_a_scanned_file_says_so(cast: SimpleNamespace, sign_in: SignIn, settings: Any) -> None:
    with listening(b"stream: OK\x00") as (address, seen):
        settings.CLAMAV_URL = address
        send(sign_in(cast.coach), cast.case, papers.sheet())
    assert (Document.objects.get().scan, seen) == ("clean", [papers.TEXT])


def test_an_infected_file_is_refused_and_recorded(cast: SimpleNamespace, sign_in: SignIn, settings: Any) -> None:
    before = stored()
    with listening(b"stream: Eicar FOUND\x00") as (address, _seen):
        settings.CLAMAV_URL = address
        response = send(sign_in(cast.coach), cast.case, papers.sheet())
    assert "found something harmful" in response.context["form"].errors["uploads"][0]
    assert (stored(), told(cast.case, "document_refused")) == (before, ["document_refused"])


def test_with_the_scanner_away_nothing_is_taken(cast: SimpleNamespace, sign_in: SignIn, settings: Any) -> None:
    settings.CLAMAV_URL = "unix:///nowhere.sock"
    response = send(sign_in(cast.coach), cast.case, papers.sheet())
    assert "scanner does not answer" in response.context["form"].errors["uploads"][0]
    assert Document.objects.count() == 0


def test_without_a_scanner_the_page_says_so(cast: SimpleNamespace, sign_in: SignIn) -> None:
    for name in ("cases:documents", "cases:add_document"):
        assert "Not scanned" in sign_in(cast.coach).get(reverse(name, args=[cast.case.pk])).content.decode()


# Reading --------------------------------------------------------------------------------------------------------------


def download(client: Client, document: Document, method: str = "get") -> Any:
    response = getattr(client, method)(reverse("cases:download_document", args=[document.case_id, document.pk]))
    response.taken = b"".join(response.streaming_content) if response.streaming else b""
    return response


def test_a_download_is_for_keeping_and_never_shown_by_the_browser(cast: SimpleNamespace, sign_in: SignIn) -> None:
    document = papers.make_document(cast.case, name="Zeugnis für Řána ليلى.txt")
    response = download(sign_in(cast.coach), document)
    assert response.taken == papers.TEXT
    assert {name: response.headers[name] for name in (
        "Content-Disposition", "Content-Type", "Content-Length", "X-Content-Type-Options", "Cache-Control",
        "Content-Security-Policy",
    )} == {
        "Content-Disposition": "attachment; filename*=utf-8''Zeugnis%20f%C3%BCr%20%C5%98%C3%A1na%20"
        "%D9%84%D9%8A%D9%84%D9%89.txt",
        "Content-Type": "text/plain",
        "Content-Length": str(len(papers.TEXT)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    }  # fmt: skip
    assert told(cast.case, "case_opened", "document_read") == ["case_opened", "document_read"]


def test_asking_for_the_head_alone_gives_no_bytes_and_is_recorded(cast: SimpleNamespace, sign_in: SignIn) -> None:
    response = download(sign_in(cast.coach), papers.make_document(cast.case), "head")
    assert (response.status_code, response.headers["Content-Length"], response.taken) == (200, "21", b"")
    assert told(cast.case, "document_read") == ["document_read"]


def test_a_file_that_was_changed_or_lost_is_not_shown(cast: SimpleNamespace, sign_in: SignIn) -> None:
    changed = papers.make_document(cast.case, sha256="0" * 64)
    lost = papers.make_document(cast.case, stored_as="documents/2020/01/01/none")
    client = sign_in(cast.coach)
    assert [download(client, each).status_code for each in (changed, lost)] == [500, 500]
    assert told(cast.case, "document_read") == []


def granted(cast: SimpleNamespace, codename: str) -> Any:
    """A colleague of elsewhere who was given access to the case."""
    return factories.make_grant(cast.case, codename).user


def test_a_restricted_document_does_not_exist_for_others(cast: SimpleNamespace, sign_in: SignIn) -> None:
    document = papers.make_document(cast.case, title="Hospital", is_restricted=True)
    other = papers.make_document(factories.make_case(coach=cast.coach, region=cast.here))
    cast.grantee = granted(cast, "work_case")
    seen = {}
    for who in ("coach", "manager", "head", "colleague", "grantee"):
        client = sign_in(getattr(cast, who))
        client.post(reverse("cases:purpose", args=[cast.case.pk]), {"purpose": "quality"})
        page = client.get(reverse("cases:documents", args=[cast.case.pk])).content.decode()
        seen[who] = (download(client, document).status_code, "Hospital" in page)
    assert seen == {
        "coach": (200, True), "manager": (200, True), "head": (404, False), "colleague": (404, False),
        "grantee": (404, False),
    }  # fmt: skip
    elsewhere = reverse("cases:download_document", args=[cast.case.pk, other.pk])
    assert sign_in(cast.coach).get(elsewhere).status_code == 404


# Describing, withdrawing ----------------------------------------------------------------------------------------------


def test_a_withdrawn_document_stays_with_its_reason_and_comes_back(cast: SimpleNamespace, sign_in: SignIn) -> None:
    document = papers.make_document(cast.case)
    documents.withdraw(document, by=cast.coach, version=1, because="Of another family")
    client = sign_in(cast.coach)
    listed = reverse("cases:documents", args=[cast.case.pk])
    assert document.title not in client.get(listed).content.decode()
    assert "Of another family" in client.get(f"{listed}?show=withdrawn").content.decode()
    assert (download(client, document).status_code, document.stored_as in stored()) == (200, True)
    with stale():
        documents.withdraw(document, by=cast.coach, version=2, because="Again")
    again = reverse("cases:restore_document", args=[cast.case.pk, document.pk])
    assert client.post(again, {"version": 2, "token": str(uuid4())}).status_code == 302
    assert document.title in client.get(listed).content.decode()
    assert told(cast.case, "document_withdrawn", "document_changed") == ["document_withdrawn", "document_changed"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("original_returned_on", {"original_returned_on": today()}),
        (
            "original_returned_on",
            {"original_received_on": today(), "original_returned_on": today() - timedelta(days=1)},
        ),
        ("received_on", {"received_on": today() + timedelta(days=1)}),
        ("person", {"person": "stranger"}),
    ],
)
def test_what_cannot_be_is_refused(cast: SimpleNamespace, field: str, words: dict[str, Any]) -> None:
    document = papers.make_document(cast.case)
    if "person" in words:
        words = {"person": factories.make_person()}
    with refusal(field):
        documents.change(document, by=cast.coach, version=1, **words)


def test_the_list_is_narrowed_by_kind_person_and_originals(cast: SimpleNamespace, sign_in: SignIn) -> None:
    person = cast.case.household.principal
    papers.make_document(cast.case, title="Mine", person=person, kind=DocumentKind.WORK)
    papers.make_document(cast.case, title="Ours", original_received_on=today())
    client, listed = sign_in(cast.coach), reverse("cases:documents", args=[cast.case.pk])
    shown = {
        query: [title for title in ("Mine", "Ours") if title in client.get(listed + query).content.decode()]
        for query in ("", "?kind=work", f"?person={person.pk}", "?show=originals")
    }
    assert shown == {
        "": ["Mine", "Ours"], "?kind=work": ["Mine"], f"?person={person.pk}": ["Mine"], "?show=originals": ["Ours"],
    }  # fmt: skip
    wrong = ("?kind=none", "?person=999999", "?other=1", "?kind=work&kind=letter")
    assert [client.get(listed + query).status_code for query in wrong] == [400] * 4


# Nothing half done ----------------------------------------------------------------------------------------------------


def test_a_killed_upload_leaves_a_file_that_the_sweep_removes_after_a_day(cast: SimpleNamespace) -> None:
    kept, orphan = papers.make_document(cast.case).stored_as, keeping.keep(b"killed", kind="documents")
    conclusion, lost = papers.make_conclusion(cast.case).file, keeping.keep(b"killed", kind="conclusions")
    for days, left in ((0, True), (1, True), (2, False)):
        with time_machine.travel(today() + timedelta(days=days, hours=12)):
            sweep_files()
        assert [name in stored() for name in (kept, conclusion, orphan, lost)] == [True, True, left, left]


def test_a_store_that_fails_is_a_sentence(cast: SimpleNamespace, sign_in: SignIn, monkeypatch: Any) -> None:
    def full(*_words: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(storages["documents"], "save", full)
    response = send(sign_in(cast.coach), cast.case, papers.sheet())
    assert "could not be stored" in response.context["form"].errors["uploads"][0]
    assert Document.objects.count() == 0
