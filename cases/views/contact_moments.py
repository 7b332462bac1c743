"""Calls, visits, talks at the counter, letters: logged as quickly as they happen."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.forms.contact_moments import ContactForm, CorrectContactForm
from cases.services import contact_moments
from cases.views.acting import act_page
from icam.calendar import now
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def log(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ContactForm(sent(request), initial={"happened_at": now()})

    def act() -> str:
        contact_moments.log(case, by=request.user, **form.words())
        return case.get_absolute_url()

    return act_page(
        request, case, form, act, title=_("Log a contact"), button=_("Save the contact"),
        done=_("The contact stands in the timeline."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int, moment_pk: int) -> HttpResponse:
    """What was logged, put right with a reason; the earlier text stays in the history."""
    case = open_case(request, pk, Capability.WORK_CASE)
    moment = get_object_or_404(case.contact_moments.all(), pk=moment_pk)
    form = CorrectContactForm(sent(request), initial=CorrectContactForm.initial_of(moment))

    def act() -> str:
        version = form.cleaned_data["version"]
        contact_moments.correct(moment, by=request.user, version=version, **form.words())
        return case.get_absolute_url()

    return act_page(
        request, case, form, act, title=_("Correct a contact"), button=_("Save"),
        done=_("Saved. The earlier text stays in the history."), versioned=moment,
    )  # fmt: skip
