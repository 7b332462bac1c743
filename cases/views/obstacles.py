"""Obstacles and agreements after the talk: noted, worked on, solved, done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import open_case
from cases.forms.obstacles import ChangeObstacleForm, ObstacleForm
from cases.models import Agreement, Case
from cases.services import agreements, obstacles
from cases.views.acting import act_page
from icam.calendar import today
from icam.forms.base import VersionedForm, sent
from icam.http import StaffRequest, carry_out
from icam.permissions import Capability
from icam.workflow import Stale


def _back(case: Case) -> str:
    return reverse("cases:interviews", args=[case.pk])


@require_http_methods(["GET", "POST"])
def note(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ObstacleForm(sent(request))

    def act() -> str:
        obstacles.note(case, by=request.user, **form.words())
        return _back(case)

    return act_page(
        request, case, form, act, title=_("Note an obstacle"), button=_("Note the obstacle"), done=_("Noted."),
        back=_back(case),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int, obstacle_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    obstacle = get_object_or_404(case.obstacles.all(), pk=obstacle_pk)
    form = ChangeObstacleForm(sent(request), initial=ChangeObstacleForm.initial_of(obstacle))

    def act() -> str:
        obstacles.change(obstacle, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return act_page(
        request, case, form, act, title=_("Change an obstacle"), button=_("Save"), done=_("Saved."),
        versioned=obstacle, back=_back(case),
    )  # fmt: skip


@require_POST
def solve(request: StaffRequest, pk: int, obstacle_pk: int) -> HttpResponse:
    """Solved today: one press."""
    case = open_case(request, pk, Capability.WORK_CASE)
    obstacle = get_object_or_404(case.obstacles.all(), pk=obstacle_pk)

    def act(version: int) -> None:
        obstacles.change(obstacle, by=request.user, version=version, solved_on=today())

    return _pressed(request, case, obstacle, act, _("Solved."))


@require_POST
def settle(request: StaffRequest, pk: int, agreement_pk: int) -> HttpResponse:
    """An agreement is done today; pressed again, it is not."""
    case = open_case(request, pk, Capability.WORK_CASE)
    rows = Agreement.objects.filter(interview__case=case).select_related("interview")
    agreement = get_object_or_404(rows, pk=agreement_pk)
    done_on = None if agreement.done_on else today()

    def act(version: int) -> None:
        agreements.settle(agreement, by=request.user, version=version, done_on=done_on)

    return _pressed(request, case, agreement, act, _("Done.") if done_on else _("Open again."))


def _pressed(request: StaffRequest, case: Case, thing: Any, act: Callable[[int], None], said: Any) -> HttpResponse:
    """A button without a question: carried out once, and back to the list."""
    form = VersionedForm(request.POST)
    form.is_valid()

    def carry() -> str:
        act(form.cleaned_data["version"])
        messages.success(request, str(said))
        return _back(case)

    answer = carry_out(request, form, carry)
    if answer is None:
        raise Stale(thing)
    return answer
