from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import workflow
from cases.access import holds, open_case
from cases.forms.conclusions import CancelConclusionForm, ComposeForm, SendConclusionForm, WriteConclusionForm
from cases.models import Case, Conclusion
from cases.services import conclusions
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.files.keeping import Damaged
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.refusals import attempt
from icam.views import errors


@require_safe
def conclusion_list(request: StaffRequest, pk: int) -> HttpResponse:
    """What partners were told, and what is still to be sent."""
    case = open_case(request, pk)
    context = {
        **frame_of(request, case, tab="conclusions"),
        "conclusions": case.conclusions.select_related("partner", "made_by"),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
    }
    return render(request, "cases/conclusions.html", context)


def _back(case: Case) -> str:
    return reverse("cases:conclusions", args=[case.pk])


@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, pk: int) -> HttpResponse:
    """Compose a draft from the file, change it, and make the paper."""
    case = open_case(request, pk, Capability.WORK_CASE)
    chosen = ComposeForm.read(request.GET)
    form = WriteConclusionForm(sent(request), initial=_draft(case, chosen))

    def act() -> str:
        conclusions.make(case, by=request.user, **form.words())
        return _back(case)

    return act_page(
        request, case, form, act, title=_("Conclusion to a partner"), button=_("Make the conclusion"),
        done=_("The conclusion is made. Download it, send it, and say so here."), back=_back(case),
        template="cases/conclusion_write.html", chosen=chosen,
    )  # fmt: skip


def _draft(case: Case, chosen: ComposeForm) -> dict[str, Any]:
    """What the form begins with: the text that was asked for, if one was."""
    if not chosen.is_bound or not chosen.is_valid():
        return {"language": "fr"}
    partner = chosen.cleaned_data["partner"]
    language = chosen.cleaned_data["language"] or partner.language
    text = conclusions.compose(case, chosen.cleaned_data["include"], language=language)
    return {"partner": partner, "language": language, "text": text}


@require_POST
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper as it would be; nothing is kept. What is refused stands beside its field, in this tab."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = WriteConclusionForm(request.POST)
    made = None
    if form.is_valid():
        made = attempt(form, lambda: conclusions.preview(case, by=request.user, **form.words()))
    if made:
        return HttpResponse(made.pdf, content_type="application/pdf")
    context = {"case": case, "form": form, "chosen": ComposeForm(), "title": _("Conclusion to a partner"),
               "button": _("Make the conclusion"), "back": _back(case)}  # fmt: skip
    return render(request, "cases/conclusion_write.html", context)


def _conclusion(case: Case, pk: int) -> Conclusion:
    found: Conclusion = get_object_or_404(case.conclusions.select_related("partner"), pk=pk)
    found.case = case
    return found


@require_safe
def download(request: StaffRequest, pk: int, conclusion_pk: int) -> HttpResponseBase:
    """The PDF as it was made; the trail says who took it."""
    case = open_case(request, pk)
    conclusion = _conclusion(case, conclusion_pk)
    try:
        file = conclusions.read(conclusion, by=request.user)
    except Damaged:
        sentence = _("The stored conclusion is not the one that was made, so it is not shown. The helpline knows.")
        return errors.page(request, 500, sentence=sentence, back=_back(case))
    name = f"{conclusion.reference}.pdf"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    if request.method == "HEAD":
        file.close()
    return response


@require_http_methods(["GET", "POST"])
def send(request: StaffRequest, pk: int, conclusion_pk: int) -> HttpResponse:
    """It has left the house."""
    case = open_case(request, pk, Capability.WORK_CASE)
    conclusion = _conclusion(case, conclusion_pk)
    if request.method == "GET" and not workflow.SEND_CONCLUSION.fits(conclusion.state):
        raise Http404
    form = SendConclusionForm(sent(request), initial={"version": conclusion.version})

    def act() -> str:
        conclusions.send(conclusion, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return _changed(request, case, conclusion, form, act, _("The conclusion was sent"), risk=False)


@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, pk: int, conclusion_pk: int) -> HttpResponse:
    """It will not be sent."""
    case = open_case(request, pk, Capability.WORK_CASE)
    conclusion = _conclusion(case, conclusion_pk)
    if request.method == "GET" and not workflow.CANCEL_CONCLUSION.fits(conclusion.state):
        raise Http404
    form = CancelConclusionForm(sent(request), initial={"version": conclusion.version})

    def act() -> str:
        conclusions.cancel(conclusion, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return _changed(request, case, conclusion, form, act, _("Cancel a conclusion"), risk=True)


def _changed(
    request: StaffRequest, case: Case, conclusion: Conclusion, form: Any, act: Any, title: Any, *, risk: bool
) -> HttpResponse:
    return act_page(
        request, case, form, act, title=title, button=_("Save"), done=_("Saved."), versioned=conclusion, risk=risk,
        about=f"{conclusion.reference} · {conclusion.partner.name}", back=_back(case),
    )  # fmt: skip
