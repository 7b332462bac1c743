"""Planning: an appointment made, moved, cancelled."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.forms.appointments import CancelForm, MoveForm, PlanForm
from cases.models import Case
from cases.services import appointments, guarding
from cases.services.dossier import persons_of
from cases.views.acting import act_page
from cases.views.interviews import interview_of
from icam.dates import make_moment, read_clock, read_day
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.paging import refuse_unknown
from icam.permissions import Capability

PREFILLED = ("desk", "day", "clock", "coach", "minutes")


def prefilled(request: StaffRequest) -> dict[str, Any]:
    """What a free slot of the agenda says in the address. BadRequest for what is none of it."""
    if request.method != "GET":
        return {}
    refuse_unknown(request, PREFILLED)
    start: dict[str, Any] = {}
    for name in {"desk", "coach", "minutes"} & request.GET.keys():
        number = request.GET[name]
        if not (number.isascii() and number.isdigit() and len(number) <= 9):
            raise BadRequest(gettext_lazy("The address of this page has a value that cannot be."))
        start[name] = int(number)
    if "day" in request.GET or "clock" in request.GET:
        try:
            start["planned_at"] = make_moment(
                read_day(request.GET.get("day", "")), read_clock(request.GET.get("clock", ""))
            )
        except ValidationError as error:
            raise BadRequest(gettext_lazy("The address of this page has a value that cannot be.")) from error
    return start


@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = PlanForm(sent(request), case=case, initial=prefilled(request))

    def act() -> str:
        appointments.plan(case, by=request.user, **form.plan())
        return case.get_absolute_url()

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Plan an interview"),
        button=gettext_lazy("Plan the interview"),
        done=gettext_lazy("The interview is planned. You can now send the invitation."),
        template="cases/appointment.html",
        **_whom(case),
    )


@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = interview_of(case, interview_pk)
    notices = guarding.notices(interview)
    now_so = {name: getattr(interview, name) for name in ("planned_at", "minutes", "version")}
    now_so |= {"desk": interview.desk_id, **prefilled(request)}
    form = MoveForm(sent(request), interview=interview, notices=notices, initial=now_so)

    def act() -> str:
        moved = appointments.move(interview, by=request.user, **form.move())
        _say_what_went(request, notices)
        return reverse("cases:interview", args=[case.pk, moved.pk])

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Move the interview"),
        button=gettext_lazy("Move the interview"),
        done=gettext_lazy("The interview is moved."),
        template="cases/appointment.html",
        versioned=interview,
        interview=interview,
        notices=notices,
        links=appointments.links(interview),
        **_whom(case),
    )


@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """The Office calls the appointment off."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = interview_of(case, interview_pk)
    notices = guarding.notices(interview)
    form = CancelForm(sent(request), notices=notices, initial={"version": interview.version})

    def act() -> str:
        appointments.cancel(interview, by=request.user, **form.cancel())
        _say_what_went(request, notices)
        return reverse("cases:interview", args=[case.pk, interview.pk])

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Cancel the appointment"),
        button=gettext_lazy("Cancel the appointment"),
        done=gettext_lazy("The appointment is cancelled. It does not count against the household."),
        template="cases/appointment.html",
        risk=True,
        versioned=interview,
        interview=interview,
        notices=notices,
        links=appointments.links(interview),
        **_whom(case),
    )


def _say_what_went(request: StaffRequest, notices: list[guarding.Notice]) -> None:
    gone = sum(notice.release is not None for notice in notices)
    if gone:
        messages.info(request, _("The letter with the old time is cancelled."))


def _whom(case: Case) -> dict[str, Any]:
    return {"members": persons_of(case), "back": reverse("cases:interviews", args=[case.pk])}
