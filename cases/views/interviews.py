from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.access import holds, open_case
from cases.enums import InterviewState, LegalStep
from cases.models import Case, Interview
from cases.views.frame import frame_of
from icam.calendar import now
from icam.http import StaffRequest
from icam.permissions import Capability


def interview_of(case: Case, pk: int) -> Interview:
    rows = case.interviews.select_related(
        "coach", "desk__office", "office", "recorded_by", "replaces", "case__household__principal__merged_into"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def interview_list(request: StaffRequest, pk: int) -> HttpResponse:
    """All appointments of a case, newest first."""
    case = open_case(request, pk)
    rows = case.interviews.select_related("coach", "desk__office").order_by("-planned_at")
    context = {
        **frame_of(request, case, tab="interviews"),
        "interviews": rows,
        "now": now(),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
    }
    return render(request, "cases/interviews.html", context)


@require_safe
def interview_page(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """One appointment and what was written about it."""
    case = open_case(request, pk)
    interview = interview_of(case, interview_pk)
    context = {
        **frame_of(request, case, tab="interviews"),
        "interview": interview,
        "steps": [LegalStep(step).label for step in interview.steps],
        "attendances": interview.attendances.select_related("person__merged_into"),
        "agreements": interview.agreements.all(),
        "is_planned": interview.state == InterviewState.PLANNED,
        "may_work": holds(request.user, case, Capability.WORK_CASE),
    }
    return render(request, "cases/interview.html", context)


@require_safe
def record_next(request: StaffRequest, pk: int) -> HttpResponse:
    """To the record of the oldest appointment that has no outcome."""
    case = open_case(request, pk, Capability.WORK_CASE)
    waiting = case.interviews.planned().order_by("planned_at").first()
    if waiting is None:
        return redirect("cases:interviews", pk)
    return redirect("cases:record_interview", pk, waiting.pk)
