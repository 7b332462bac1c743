"""Planning: an appointment made, moved, cancelled."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums import InterviewMode, MovedBy
from cases.forms.appointments import MoveForm, PlanForm
from cases.services import appointments
from cases.views.acting import act_page
from cases.views.interviews import interview_of
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = PlanForm(sent(request), case=case)

    def act() -> str:
        words = form.words() | {"mode": InterviewMode(form.cleaned_data["mode"])}
        appointments.plan(case, by=request.user, **words)
        return case.get_absolute_url()

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Plan an interview"),
        button=gettext_lazy("Plan the interview"),
        done=gettext_lazy("The interview is planned. You can now send the invitation."),
    )


@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = interview_of(case, interview_pk)
    now_so = {"planned_at": interview.planned_at, "desk": interview.desk_id, "version": interview.version}
    form = MoveForm(sent(request), case=case, initial=now_so)

    def act() -> str:
        words = form.words() | {"asked_by": MovedBy(form.cleaned_data["asked_by"])}
        moved = appointments.move(interview, by=request.user, **words)
        return reverse("cases:interview", args=[case.pk, moved.pk])

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Move the interview"),
        button=gettext_lazy("Move the interview"),
        done=gettext_lazy("The interview is moved."),
        versioned=interview,
    )
