from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import open_case
from cases.forms.summaries import MakeSummaryForm, ReceiptForm
from cases.models import Case, Interview, Summary
from cases.services import summaries
from cases.views.acting import act_page
from icam.files.keeping import Damaged
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.refusals import attempt
from icam.views import errors

TITLE = _("Summary for the person")


def _interview(case: Case, pk: int) -> Interview:
    rows = case.interviews.met().select_related("coach", "recorded_by", "desk__office", "office")
    found: Interview = get_object_or_404(rows, pk=pk)
    found.case = case
    return found


def _back(case: Case, interview_pk: int) -> str:
    return reverse("cases:interview", args=[case.pk, interview_pk])


@require_http_methods(["GET", "POST"])
def make(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Make the paper that the person takes home."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = _interview(case, interview_pk)
    form = MakeSummaryForm(sent(request), interview=interview)

    def act() -> str:
        summaries.make(interview, by=request.user, **form.words())
        return _back(case, interview.pk)

    return act_page(
        request, case, form, act, title=TITLE, button=_("Make the summary"),
        done=_("The summary is made. Print it, hand it over, and say here what became of it."),
        template="cases/summary_make.html", interview=interview, back=_back(case, interview.pk),
    )  # fmt: skip


@require_POST
def preview(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """The paper as it would be; nothing is kept."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = _interview(case, interview_pk)
    form = MakeSummaryForm(request.POST, interview=interview)
    made = attempt(form, lambda: summaries.preview(interview, **form.words())) if form.is_valid() else None
    if made:
        return HttpResponse(made.pdf, content_type="application/pdf")
    context = {"case": case, "form": form, "interview": interview, "title": TITLE, "button": _("Make the summary"),
               "back": _back(case, interview.pk)}  # fmt: skip
    return render(request, "cases/summary_make.html", context)


def _summary(case: Case, pk: int) -> Summary:
    found: Summary = get_object_or_404(Summary.objects.select_related("interview"), pk=pk, interview__case=case)
    return found


@require_safe
def download(request: StaffRequest, pk: int, summary_pk: int) -> HttpResponseBase:
    """The PDF as it was made; the trail says who took it."""
    case = open_case(request, pk)
    summary = _summary(case, summary_pk)
    try:
        file = summaries.read(summary, by=request.user)
    except Damaged:
        sentence = _("The stored summary is not the one that was made, so it is not shown. The helpline knows.")
        return errors.page(request, 500, sentence=sentence, back=_back(case, summary.interview_id))
    name = f"{case.reference}-{summary.interview_id}-{summary.number}.pdf"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    if request.method == "HEAD":
        file.close()
    return response


@require_http_methods(["GET", "POST"])
def receipt(request: StaffRequest, pk: int, summary_pk: int) -> HttpResponse:
    """The person took it, or did not, and says with what he does not agree."""
    case = open_case(request, pk, Capability.WORK_CASE)
    summary = _summary(case, summary_pk)
    form = ReceiptForm(sent(request), initial=_standing(summary))

    def act() -> str:
        version = form.cleaned_data["version"]
        summaries.hand_over(summary, by=request.user, version=version, **form.words())
        return _back(case, summary.interview_id)

    return act_page(
        request, case, form, act, title=_("Receipt of the summary"), button=_("Save"), done=_("Saved."),
        versioned=summary, back=_back(case, summary.interview_id),
    )  # fmt: skip


def _standing(summary: Summary) -> dict[str, Any]:
    settled = {"receipt": summary.receipt, "receipt_on": summary.receipt_on} if summary.receipt_on else {}
    return {"version": summary.version, "disagreement": summary.disagreement, **settled}
