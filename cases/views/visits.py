"""What becomes of a visit: called in, seen, left; an interview that begins at once; the slip."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases import slips, workflow
from cases.access import Foreign, holds
from cases.enums import InterviewState
from cases.enums.talks import HERE, VisitState
from cases.forms.counter import BeginForm, CallForm, LeftForm, SeenForm
from cases.models import Visit
from cases.services import reception, visits
from cases.views.acting import act_page
from cases.views.counter import at_the_counter
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


def _visit(request: StaffRequest, pk: int) -> Visit:
    rows = Visit.objects.filter(office__in=reception.offices_of(request.user)).select_related(
        "office", "person__merged_into", "case__household", "coach", "desk", "interview", "registered_by"
    )
    visit: Visit | None = rows.filter(pk=pk).first()
    if visit is None:
        raise Foreign
    return visit


def _may_work(request: StaffRequest, visit: Visit) -> bool:
    return visit.case is not None and holds(request.user, visit.case, Capability.WORK_CASE)


def _shown(request: StaffRequest, visit: Visit) -> dict[str, Any]:
    """What every page of a visit shows; the look goes to the trail."""
    if request.method == "GET":
        page = request.resolver_match.url_name if request.resolver_match else ""
        with transaction.atomic():
            record(Verb.COUNTER_SEEN, visit, by=request.user, page=page)
    return {
        "visit": visit,
        "visitor": reception.visitor(visit, reader=request.user),
        "back": reverse("counter:office", args=[visit.office_id]),
        "may_work": _may_work(request, visit),
    }


@require_safe
@at_the_counter
def visit_page(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """One visit, and what can be done with it."""
    visit = _visit(request, visit_pk)
    is_today, is_here = visit.day == today(), visit.state in HERE
    may_see = visit.case is not None and holds(request.user, visit.case, Capability.VIEW_CASE)
    begins = is_today and is_here and _may_work(request, visit) and visit.interview_id is None
    context = {
        **_shown(request, visit),
        "is_here": is_here,
        "may_call": is_today and visit.state == VisitState.WAITING,
        "may_begin": begins and visit.case is not None and visit.case.state in workflow.WORKABLE,
        "may_see": may_see,
    }
    return render(request, "counter/visit.html", context)


def _act(request: StaffRequest, visit: Visit, form: Any, act: Any, **words: Any) -> HttpResponse:
    template = "counter/act.html"
    return act_page(request, None, form, act, template=template, versioned=visit, **_shown(request, visit), **words)


@require_http_methods(["GET", "POST"])
@at_the_counter
def call_in(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """The visitor goes to a desk."""
    visit = _visit(request, visit_pk)
    initial = {"desk": visit.desk_id, "coach": visit.coach_id or request.user.pk}
    form = CallForm(sent(request), office=visit.office, initial=initial)

    def act() -> str:
        visits.call_in(visit, by=request.user, **form.words())
        return reverse("counter:office", args=[visit.office_id])

    words = {"title": gettext_lazy("Call in"), "done": gettext_lazy("The visitor is called in.")}
    return _act(request, visit, form, act, button=gettext_lazy("Call in"), **words)


@require_http_methods(["GET", "POST"])
@at_the_counter
def see(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """What was done for the visitor."""
    visit = _visit(request, visit_pk)
    talk = visit.interview
    noted = reception.visitor(visit, reader=request.user).note
    done = talk.get_state_display() if talk and talk.state != InterviewState.PLANNED else noted
    form = SeenForm(sent(request), may_log=_may_work(request, visit) and talk is None, initial={"note": done})

    def act() -> str:
        visits.see(visit, by=request.user, **form.words())
        return reverse("counter:office", args=[visit.office_id])

    words = {"title": gettext_lazy("The visitor was seen"), "done": gettext_lazy("The visit is settled.")}
    return _act(request, visit, form, act, button=gettext_lazy("Settle the visit"), **words)


@require_http_methods(["GET", "POST"])
@at_the_counter
def leave(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """The visitor went away unseen."""
    visit = _visit(request, visit_pk)
    form = LeftForm(sent(request))

    def act() -> str:
        visits.leave(visit, by=request.user, **form.words())
        return reverse("counter:office", args=[visit.office_id])

    words = {"title": gettext_lazy("Left without being seen"), "done": gettext_lazy("The visit is settled.")}
    return _act(request, visit, form, act, button=gettext_lazy("Settle the visit"), **words)


@require_http_methods(["GET", "POST"])
@at_the_counter
def begin(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """The walk-in becomes an interview now; its record is the next page."""
    visit = _visit(request, visit_pk)
    if not _may_work(request, visit):
        raise PermissionDenied(gettext_lazy("Only who works on a case begins an interview of it."))
    form = BeginForm(sent(request), office=visit.office, initial={"desk": visit.desk_id})

    def act() -> str:
        interview = visits.begin(visit, by=request.user, **form.words())
        return reverse("cases:record_interview", args=[interview.case_id, interview.pk])

    words = {"title": gettext_lazy("Interview now"), "done": gettext_lazy("The interview has begun.")}
    return _act(request, visit, form, act, button=gettext_lazy("Begin the interview"), **words)


@require_safe
@at_the_counter
def slip(request: StaffRequest, visit_pk: int) -> HttpResponse:
    """What the visitor takes along: a number that can be read from afar, and no name."""
    visit = _visit(request, visit_pk)
    spoken, words = slips.words_for(visit.language)
    context = {**_shown(request, visit), "words": words, "spoken": spoken, "initials": slips.initials_of(visit.person)}
    return render(request, "counter/slip.html", context)
