"""The appointments of a case and what was written about each."""

from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cases.access import holds, open_case
from cases.enums import InterviewState, LegalStep
from cases.enums.talks import OptionKind
from cases.models import Agreement, Case, Interview
from cases.services import appointments, documents, reviews
from cases.views.amendments import versions_of
from cases.views.frame import frame_of
from icam.calendar import now
from icam.http import StaffRequest
from icam.languages import language
from icam.permissions import Capability


def interview_of(case: Case, pk: int) -> Interview:
    rows = case.interviews.select_related(
        "coach",
        "desk__office",
        "office",
        "recorded_by",
        "signed_off_by",
        "replaces",
        "case__household__principal__merged_into",
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def interview_list(request: StaffRequest, pk: int) -> HttpResponse:
    """All appointments of a case, newest first, and what goes on between them."""
    case = open_case(request, pk)
    rows = case.interviews.select_related("coach", "desk__office").order_by("-planned_at")
    context = {
        **frame_of(request, case, tab="interviews"),
        "interviews": rows,
        "obstacles": case.obstacles.select_related("interview"),
        "agreements": _agreements(case),
        "standings": reviews.of_case(case),
        "now": now(),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
    }
    return render(request, "cases/interviews.html", context)


def _agreements(case: Case) -> Any:
    """What was agreed: what is open first, then what was done last."""
    rows = Agreement.objects.filter(interview__case=case).select_related("interview", "person__merged_into")
    return rows.order_by(F("done_on").desc(nulls_first=True), "due_on", "pk")


@require_safe
def interview_page(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """One appointment, what was written about it, and every version of what was signed off."""
    case = open_case(request, pk)
    interview = interview_of(case, interview_pk)
    context = {
        **frame_of(request, case, tab="interviews"),
        "interview": interview,
        "steps": [LegalStep(step).label for step in interview.steps],
        "options": [OptionKind(option).label for option in interview.options],
        "duty_in": language(interview.duty_explained_in).name if interview.duty_explained_in else "",
        "attendances": interview.attendances.select_related("person__merged_into"),
        "agreements": interview.agreements.select_related("person__merged_into"),
        "obstacles": interview.obstacles.all(),
        "reviews": [(row.person.current, [row]) for row in interview.reviews.select_related("person__merged_into")],
        "documents": documents.visible(request.user, case).filter(interview=interview),
        "amendments": versions_of(interview),
        "links": appointments.links(interview),
        "is_planned": interview.state == InterviewState.PLANNED,
        "now": now(),
        "interview_tasks": interview.tasks.select_related("owner"),
        "may_decide": holds(request.user, case, Capability.DECIDE_CLOSURE),
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
