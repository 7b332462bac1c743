from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import timeline
from cases.access import get_case, open_case, state_purpose
from cases.enums import CaseState, Purpose
from cases.forms.life import PurposeForm
from cases.models import Agreement, Case, Representative
from cases.services.dossier import persons_of
from cases.views.frame import frame_of
from cases.workflow import STEPS
from icam.calendar import today
from icam.dates import short_day_in_words
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.models import AuditEvent
from icam.paging import page_of, refuse_unknown
from icam.permissions import Capability


@require_safe
def case_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole case on one screen."""
    case = open_case(request, pk)
    shown = request.GET.get("show", "")
    if shown and shown not in timeline.KINDS:
        raise BadRequest
    context = {
        **frame_of(request, case, tab="overview"),
        "entries": timeline.of_case(case, request.user, timeline.Asked(kind=shown)),
        "kinds": _kinds(shown),
        "steps": trajectory(case),
        "agreements": _agreements(case),
        "representatives": Representative.objects.on(today()).filter(person__in=persons_of(case)),
    }
    return render(request, "cases/case.html", context)


def _kinds(shown: str) -> list[dict[str, Any]]:
    """The chips above the timeline."""
    labels = [("", _("Everything")), *timeline.KINDS.items()]
    return [
        {"label": label, "url": f"?show={kind}" if kind else "?", "current": kind == shown} for kind, label in labels
    ]


def _agreements(case: Case) -> list[Agreement]:
    rows = Agreement.objects.filter(interview__case=case, done_on__isnull=True)
    return list(rows.select_related("interview").order_by("due_on", "pk"))


def trajectory(case: Case) -> list[dict[str, str]]:
    """The six steps of the life of a case, with the day each was reached in this cycle."""
    reached = {move.target: move.on for move in case.moves.filter(cycle=case.cycle)}
    here = case.suspended_from if case.state == CaseState.SUSPENDED else case.state
    place = STEPS.index(CaseState(here))
    steps = []
    for number, step in enumerate(STEPS):
        note = short_day_in_words(reached[step], today()) if step in reached else ""
        state = "now" if number == place else "done" if number < place else ""
        if state == "now" and case.state == CaseState.SUSPENDED:
            note = _("suspended")
        steps.append({"label": str(step.label), "note": note, "state": state})
    return steps


@require_http_methods(["GET", "POST"])
def purpose(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why, then go on to the page that was asked for."""
    case = get_case(request.user, pk)
    form = PurposeForm(sent(request))
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = case.get_absolute_url()
    if form.is_valid():
        state_purpose(request, case, Purpose(form.cleaned_data["purpose"]))
        return redirect(onward)
    return render(request, "cases/purpose.html", {"case": case, "form": form})


@require_safe
def trail(request: StaffRequest, pk: int) -> HttpResponse:
    """Who looked at and changed this case."""
    refuse_unknown(request, [])
    get_case(request.user, pk, Capability.VIEW_AUDIT)
    case = open_case(request, pk)
    rows = AuditEvent.objects.filter(case_id=case.pk).select_related("actor")
    page = page_of(request, rows, ("pk",), descending=True)
    return render(request, "cases/trail.html", {**frame_of(request, case, tab="trail"), "page": page})
