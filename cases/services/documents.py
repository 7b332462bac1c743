"""Documents of a case: taken in, described, read, withdrawn. Their bytes never change and are never deleted.

Taking in has two steps: `take` writes the file, outside of any transaction, since opening and scanning it may last;
`add` writes the row. A file whose row was not written is discarded by `drop`, or by the sweep after a kill.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.access import holds
from cases.enums.papers import DocumentKind, ScanResult
from cases.models import Case, Conclusion, Document, Interview, Person, Summary
from cases.models.document import DocumentQuerySet
from cases.services import dossier
from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.files import inspection, keeping, scanning
from icam.files.inspection import Told, Unwelcome
from icam.files.keeping import Damaged
from icam.files.receiving import Upload
from icam.files.verdicts import Verdict
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import Stale, edit

__all__ = ["Damaged", "Taken", "add", "change", "drop", "read", "restore", "sweep", "take", "visible", "withdraw"]

FOLDER = "documents"
CONCLUSIONS = "conclusions"
SUMMARIES = "summaries"
TITLE_LENGTH = 160


@dataclass
class Taken:
    """One file of an upload: kept under `stored_as`, or refused with a sentence."""

    name: str
    refusal: str = ""
    stored_as: str = ""
    told: Told | None = None
    scanned: bool = False
    document: Document | None = None
    same_as: str = ""


def visible(user: User, case: Case) -> DocumentQuerySet:
    """The documents of `case` that `user` may know of: those with health or judicial data only by that capability."""
    rows = Document.objects.filter(case=case)
    return rows if holds(user, case, Capability.VIEW_RESTRICTED) else rows.filter(is_restricted=False)


def take(case: Case, upload: Upload, *, by: User) -> Taken:
    """Look at an uploaded file, have it scanned, and keep it; what is refused says why."""
    name = inspection.shown_name(upload.name or "")
    try:
        told = inspection.inspect(upload)
        scanned = scanning.scan(upload)
        return Taken(
            name=inspection.clean_name(name, told.kind),
            told=told,
            scanned=scanned,
            stored_as=keeping.keep(upload, kind=FOLDER),
        )
    except Unwelcome as refusal:
        if refusal.verdict == Verdict.INFECTED:
            with transaction.atomic():
                record(Verb.DOCUMENT_REFUSED, case, by=by, verdict=str(refusal.verdict))
        return Taken(name=name, refusal=" ".join(refusal.messages))


def drop(batch: Iterable[Taken]) -> None:
    """Remove the files of an upload of which no row was written."""
    keeping.discard([taken.stored_as for taken in batch if taken.stored_as])


@transaction.atomic
def add(
    case: Case,
    taken: Taken,
    *,
    by: User,
    kind: DocumentKind,
    received_on: date,
    person: Person | None = None,
    title: str = "",
    language: str = "",
    is_restricted: bool = False,
    original_received_on: date | None = None,
    interview: Interview | None = None,
) -> Document:
    """The row of a file that was kept. A medical certificate is always among the restricted ones."""
    assert taken.told
    if person:
        dossier.belongs(case, person)
    dossier.not_later(received_on=received_on, original_received_on=original_received_on)
    earlier = visible(by, case).filter(sha256=taken.told.sha256).order_by("pk").first()
    document = Document.objects.create(
        case=case,
        person=person,
        interview=interview,
        kind=kind,
        is_restricted=is_restricted or kind == DocumentKind.MEDICAL,
        title=(title or taken.name.rpartition(".")[0])[:TITLE_LENGTH],
        language=language,
        received_on=received_on,
        original_received_on=original_received_on,
        name=taken.name,
        stored_as=taken.stored_as,
        media_type=taken.told.kind.media_type,
        size=taken.told.size,
        sha256=taken.told.sha256,
        scan=ScanResult.CLEAN if taken.scanned else ScanResult.NOT_SCANNED,
        added_by=by,
    )
    record(Verb.DOCUMENT_ADDED, document, by=by, media_type=document.media_type, size=document.size)
    taken.document, taken.same_as = document, earlier.title if earlier else ""
    return document


@transaction.atomic
def change(document: Document, *, by: User, version: int, **changes: Any) -> Document:
    """Describe a document otherwise, or say that its original came or went. Raises Refused, Stale."""
    if person := changes.get("person"):
        dossier.belongs(document.case, person)
    dossier.not_later(**{name: changes.get(name) for name in DAYS})
    came, went = changes.get("original_received_on"), changes.get("original_returned_on")
    if went and not came:
        raise Refused({"original_returned_on": _("Only an original that was received can be returned.")})
    if came and went and went < came:
        raise Refused({"original_returned_on": _("It cannot be returned before it was received.")})
    if changes.get("kind") == DocumentKind.MEDICAL:
        changes["is_restricted"] = True
    edit(document, by=by, case_id=document.case_id, version=version, verb=Verb.DOCUMENT_CHANGED, **changes)
    return document


DAYS = ("received_on", "original_received_on", "original_returned_on")


@transaction.atomic
def withdraw(document: Document, *, by: User, version: int, because: str) -> Document:
    """The document does not belong here: it stays, crossed out, with the reason. Raises Refused, Stale."""
    if not because.strip():
        raise Refused({"because": _("Say why the document is withdrawn.")})
    if document.withdrawn_at:
        raise Stale(document)
    edit(
        document,
        by=by,
        version=version,
        verb=Verb.DOCUMENT_WITHDRAWN,
        withdrawn_by=by,
        withdrawn_at=now(),
        withdrawn_because=because.strip(),
    )
    return document


@transaction.atomic
def restore(document: Document, *, by: User, version: int) -> Document:
    """Take back a withdrawal. Raises Stale."""
    if not document.withdrawn_at:
        raise Stale(document)
    nothing: dict[str, Any] = {"withdrawn_by": None, "withdrawn_at": None, "withdrawn_because": ""}
    edit(document, by=by, version=version, verb=Verb.DOCUMENT_CHANGED, **nothing)
    return document


def read(document: Document, *, by: User) -> Any:
    """The file, open at its beginning, and a line in the trail. Raises Damaged when it is not what was kept."""
    file = keeping.open_whole(document.stored_as, document.sha256)
    with transaction.atomic():
        record(Verb.DOCUMENT_READ, document, by=by, sha256=document.sha256)
    return file


def sweep() -> int:
    """Remove stored files that no document, conclusion or summary names, older than a day; returns how many."""
    swept = {FOLDER: _with_document, CONCLUSIONS: _with_conclusion, SUMMARIES: _with_summary}
    return sum(keeping.sweep(folder, named) for folder, named in swept.items())


def _with_document(names: Collection[str]) -> Iterable[str]:
    return Document.objects.filter(stored_as__in=names).values_list("stored_as", flat=True)


def _with_conclusion(names: Collection[str]) -> Iterable[str]:
    return Conclusion.objects.filter(file__in=names).values_list("file", flat=True)


def _with_summary(names: Collection[str]) -> Iterable[str]:
    return Summary.objects.filter(file__in=names).values_list("file", flat=True)
