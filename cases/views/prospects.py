from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import holds, open_case
from cases.enums import CaseState, Evidence, ProspectKind, ResultKind
from cases.forms.prospects import ProspectForm, ResultForm, TellForm
from cases.models import Case, Prospect
from cases.services import prospects
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_safe
def prospect_list(request: StaffRequest, pk: int) -> HttpResponse:
    """What was proposed, when it was told, and what came of it."""
    case = open_case(request, pk)
    rows = case.prospects.select_related("proposed_by", "result__recorded_by", "corrected_by", "corrects")
    rows = rows.prefetch_related("concerns__person__merged_into")
    context = {
        **frame_of(request, case, tab="prospects"),
        "rows": [
            {"prospect": each, "result": getattr(each, "result", None), "corrected": hasattr(each, "corrected_by")}
            for each in rows
        ],
        "may_work": holds(request.user, case, Capability.WORK_CASE),
        "may_correct": case.state in {CaseState.IN_COACHING, CaseState.CONCLUDED, CaseState.FOLLOW_UP},
    }
    return render(request, "cases/prospects.html", context)


def _back(case: Case) -> str:
    return reverse("cases:prospects", args=[case.pk])


@require_http_methods(["GET", "POST"])
def propose(request: StaffRequest, pk: int, prospect_pk: int | None = None) -> HttpResponse:
    """A new prospect, or (with `prospect_pk`) one that corrects an earlier one."""
    case = open_case(request, pk, Capability.WORK_CASE)
    earlier = get_object_or_404(case.prospects.standing(), pk=prospect_pk) if prospect_pk else None
    kept = ("kind", "ground", "proposed_on", "reasons", "told_on", "told_in")
    start = {name: getattr(earlier, name) for name in kept} if earlier else {}
    if earlier and (named := [row.person.current.pk for row in earlier.concerns.select_related("person__merged_into")]):
        start["concerns"] = named
    form = ProspectForm(sent(request), case=case, initial=start)

    def act() -> str:
        words = form.words() | {"kind": ProspectKind(form.cleaned_data["kind"])}
        prospects.propose(case, by=request.user, corrects=earlier, **words)
        return _back(case)

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Correct the prospect") if earlier else _("Propose a prospect"),
        button=_("Save the correction") if earlier else _("Save the prospect"),
        done=_("The prospect is recorded."),
    )


def _prospect(case: Case, pk: int) -> Prospect:
    return get_object_or_404(case.prospects.standing(), pk=pk)


@require_http_methods(["GET", "POST"])
def tell(request: StaffRequest, pk: int, prospect_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    prospect = _prospect(case, prospect_pk)
    form = TellForm(sent(request), initial={"version": prospect.version})

    def act() -> str:
        prospects.tell(prospect, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return act_page(
        request,
        case,
        form,
        act,
        title=_("The prospect was told"),
        button=_("Save"),
        done=_("Saved. The coaching is concluded."),
        versioned=prospect,
    )


@require_http_methods(["GET", "POST"])
def result(request: StaffRequest, pk: int, prospect_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    prospect = get_object_or_404(case.prospects.standing().filter(result__isnull=True), pk=prospect_pk)
    form = ResultForm(sent(request))

    def act() -> str:
        words = form.words()
        words |= {"kind": ResultKind(words["kind"]), "evidence": Evidence(words["evidence"])}
        prospects.record_result(prospect, by=request.user, **words)
        return _back(case)

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Record the result"),
        button=_("Save the result"),
        done=_("The result is recorded."),
        about=prospect.get_kind_display(),
    )
