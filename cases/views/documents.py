from typing import Any

from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import holds, open_case
from cases.forms.documents import ORIGINALS, WITHDRAWN, ChangeDocumentForm, DocumentFilter, UploadForm, WithdrawForm
from cases.models import Case, Document, Interview
from cases.services import documents
from cases.services.documents import Taken
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.files import scanning
from icam.forms.base import VersionedForm, sent
from icam.http import StaffRequest, carry_out
from icam.permissions import Capability
from icam.views import errors
from icam.workflow import Stale

RESULTS = "uploaded"  # in the session, until they were shown
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def document_list(request: StaffRequest, pk: int) -> HttpResponse:
    """What was brought in, newest first, and what became of the last upload."""
    case = open_case(request, pk)
    form = DocumentFilter.read(request.GET, case=case)
    context = {
        **frame_of(request, case, tab="documents"),
        "form": form,
        "documents": _narrowed(documents.visible(request.user, case), form.cleaned_data),
        "results": request.session.pop(RESULTS, {}).get(str(case.pk), []),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
        "is_scanned": scanning.is_on(),
    }
    return render(request, "cases/documents.html", context)


def _narrowed(rows: "QuerySet[Document]", asked: dict[str, Any]) -> "QuerySet[Document]":
    wanted = {name: asked[name] for name in ("kind", "person") if asked[name]}
    rows = rows.filter(**wanted, withdrawn_at__isnull=asked["show"] != WITHDRAWN)
    if asked["show"] == ORIGINALS:
        rows = rows.filter(original_received_on__isnull=False, original_returned_on__isnull=True)
    return rows.select_related("person", "added_by", "withdrawn_by").order_by("-received_on", F("pk").desc())


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring in files; one that is refused does not keep out the others."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = UploadForm(sent(request), request.FILES if request.method == "POST" else None, case=case)
    interview = _brought_to(request, case)
    batch = _taken(request, case, form)
    written: list[Taken] = []

    def act() -> str:
        for taken in batch:
            if not taken.refusal:
                documents.add(case, taken, by=request.user, interview=interview, **form.words())
        written.extend(batch)
        return reverse("cases:documents", args=[case.pk])

    try:
        answer = act_page(
            request, case, form, act, title=_("Add documents"), button=_("Add to the documents"), done=_("Stored."),
            template="cases/document_add.html", is_scanned=scanning.is_on(),
        )  # fmt: skip
    finally:
        if not written:  # refused, or the same form for the second time
            documents.drop(batch)
    if written:
        request.session[RESULTS] = {str(case.pk): [_told(taken) for taken in written]}
    return answer


def _brought_to(request: StaffRequest, case: Case) -> Interview | None:
    """The talk to which the files were brought, when the address says so."""
    asked = request.GET.get("interview", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 10
    return get_object_or_404(case.interviews.all(), pk=int(asked)) if known else None


def _taken(request: StaffRequest, case: Case, form: UploadForm) -> list[Taken]:
    """The files of a form that is otherwise in order; when none of them is taken, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return []
    batch = [documents.take(case, upload, by=request.user) for upload in form.cleaned_data["uploads"]]
    if all(taken.refusal for taken in batch):
        form.add_error("uploads", [f"{taken.name}: {taken.refusal}" for taken in batch])
    return batch


def _told(taken: Taken) -> dict[str, str]:
    return {"name": taken.name, "refusal": taken.refusal, "same_as": taken.same_as}


def _document(request: StaffRequest, case: Case, pk: int) -> Document:
    """A document of this case that the reader may know of; any other does not exist."""
    rows = documents.visible(request.user, case).select_related("person", "added_by")
    found: Document = get_object_or_404(rows, pk=pk)
    found.case = case
    return found


@require_safe
def download(request: StaffRequest, pk: int, document_pk: int) -> HttpResponseBase:
    """The bytes as they came, to be kept by the reader and shown by no browser; the trail says who took them."""
    case = open_case(request, pk)
    document = _document(request, case, document_pk)
    try:
        file = documents.read(document, by=request.user)
    except documents.Damaged:
        sentence = _("The stored document is not the one that was brought in, so it is not shown. The helpline knows.")
        return errors.page(request, 500, sentence=sentence, back=reverse("cases:documents", args=[case.pk]))
    response = FileResponse(file, as_attachment=True, filename=document.name, content_type=document.media_type)
    if request.method == "HEAD":
        file.close()
    response["Content-Length"] = str(document.size)
    response["Content-Security-Policy"] = SANDBOX
    return response


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int, document_pk: int) -> HttpResponse:
    """Describe a document otherwise; book its original in and out."""
    case = open_case(request, pk, Capability.WORK_CASE)
    document = _document(request, case, document_pk)
    names = ("kind", "title", "language", "received_on", "is_restricted", "original_received_on",
             "original_returned_on", "original_returned_to", "version")  # fmt: skip
    now = {name: getattr(document, name) for name in names} | {"person": document.person_id}
    form = ChangeDocumentForm(sent(request), initial=now, case=case)

    def act() -> str:
        documents.change(document, by=request.user, version=form.cleaned_data["version"], **form.words())
        return reverse("cases:documents", args=[case.pk])

    return act_page(
        request, case, form, act, title=_("Change what is said about a document"), button=_("Save"), done=_("Saved."),
        versioned=document, about=document.title,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int, document_pk: int) -> HttpResponse:
    """Cross a document out, with a reason."""
    case = open_case(request, pk, Capability.WORK_CASE)
    document = _document(request, case, document_pk)
    if document.withdrawn_at:
        raise Http404
    form = WithdrawForm(sent(request), initial={"version": document.version})

    def act() -> str:
        documents.withdraw(document, by=request.user, version=form.cleaned_data["version"], **form.words())
        return reverse("cases:documents", args=[case.pk])

    return act_page(
        request, case, form, act, title=_("Withdraw a document"), button=_("Withdraw"), done=_("Withdrawn."),
        versioned=document, about=document.title, risk=True,
    )  # fmt: skip


@require_POST
def restore(request: StaffRequest, pk: int, document_pk: int) -> HttpResponse:
    """Take back a withdrawal."""
    case = open_case(request, pk, Capability.WORK_CASE)
    document = _document(request, case, document_pk)
    form = VersionedForm(request.POST)
    form.is_valid()

    def act() -> str:
        documents.restore(document, by=request.user, version=form.cleaned_data["version"])
        return reverse("cases:documents", args=[case.pk])

    answer = carry_out(request, form, act)
    if answer is None:
        raise Stale(document)
    return answer
