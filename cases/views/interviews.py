from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import holds, open_case
from cases.enums import InterviewState, LegalStep
from cases.forms.interviews import CorrectForm, RecordForm
from cases.models import Case, Interview
from cases.services import interviews
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.calendar import local_day, now
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out
from icam.permissions import Capability
from icam.views import errors
from icam.workflow import Stale


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


@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Write down what became of an appointment."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = interview_of(case, interview_pk)
    start = {"held_on": local_day(interview.planned_at), "outcome": InterviewState.HELD}
    form = RecordForm(sent(request), case=case, day=local_day(interview.planned_at), initial=start)

    def act() -> str:
        interviews.record(interview, by=request.user, **form.record())
        return case.get_absolute_url()

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Record the interview"),
        button=gettext_lazy("Save the record"),
        done=gettext_lazy("The interview is recorded."),
        template="cases/record.html",
        interview=interview,
    )


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Correct the texts of a record; the earlier text stays in the history."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = get_object_or_404(case.interviews.exclude(recorded_at=None), pk=interview_pk)
    form = CorrectForm(sent(request), initial=CorrectForm.initial_of(interview))
    if form.is_valid():

        def act() -> str:
            version = form.cleaned_data["version"]
            interviews.correct(interview, by=request.user, version=version, **form.words())
            return reverse("cases:interview", args=[pk, interview_pk])

        try:
            answer = carry_out(request, form, act)
        except Stale:
            interview.refresh_from_db()
            return errors.conflict(
                request, form=form, now=CorrectForm.initial_of(interview), version=interview.version, back=request.path
            )
        if answer:
            messages.success(request, _("The record is corrected. The earlier text stays in the history."))
            return answer
    return render(request, "cases/correct.html", {"case": case, "form": form, "interview": interview})
