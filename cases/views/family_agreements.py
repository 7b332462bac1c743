"""The agreement with a family with minors, and its timetable."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import AgreementEnd
from cases.forms.dossier import now
from cases.forms.family_agreements import (
    AgreementForm,
    ChangeAgreementForm,
    EndAgreementForm,
    SettleStepForm,
    StepForm,
)
from cases.models import FamilyAgreement, FamilyStep
from cases.services import family_agreements
from cases.views.recording import add_page, change_page
from icam.calendar import today
from icam.dates import day_in_words
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def conclude_agreement(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = AgreementForm(sent(request))

    def act() -> FamilyAgreement:
        return family_agreements.conclude(case, by=request.user, **form.words())

    return add_page(request, case, form, act, _("Family agreement"))


@require_http_methods(["GET", "POST"])
def change_agreement(request: StaffRequest, pk: int, agreement_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    agreement = get_object_or_404(case.family_agreements, pk=agreement_pk)
    form = ChangeAgreementForm(sent(request), initial=now(ChangeAgreementForm, agreement))

    def act(version: int) -> FamilyAgreement:
        return family_agreements.change(agreement, by=request.user, version=version, **form.words())

    about = day_in_words(agreement.concluded_on)
    return change_page(request, case, agreement, form, act, _("Change the family agreement"), about=about)


@require_http_methods(["GET", "POST"])
def end_agreement(request: StaffRequest, pk: int, agreement_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    agreement = get_object_or_404(case.family_agreements, pk=agreement_pk)
    form = EndAgreementForm(sent(request), initial={"ended_on": today(), "version": agreement.version})

    def act(version: int) -> FamilyAgreement:
        typed = form.cleaned_data
        because = AgreementEnd(typed["ended_because"])
        return family_agreements.end(
            agreement, by=request.user, version=version, ended_on=typed["ended_on"], ended_because=because
        )

    about = day_in_words(agreement.concluded_on)
    return change_page(request, case, agreement, form, act, _("End the family agreement"), about=about)


@require_http_methods(["GET", "POST"])
def add_step(request: StaffRequest, pk: int, agreement_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    agreement = get_object_or_404(case.family_agreements, pk=agreement_pk)
    form = StepForm(sent(request))

    def act() -> FamilyStep:
        return family_agreements.add_step(case, agreement, by=request.user, **form.words())

    return add_page(request, case, form, act, _("Step of the timetable"), shown_at=agreement)


@require_http_methods(["GET", "POST"])
def settle_step(request: StaffRequest, pk: int, step_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    step = get_object_or_404(FamilyStep.objects.select_related("agreement"), pk=step_pk, agreement__case=case)
    form = SettleStepForm(sent(request), initial=now(SettleStepForm, step))

    def act(version: int) -> FamilyStep:
        return family_agreements.settle_step(case, step, by=request.user, version=version, **form.words())

    title = _("Step kept or not")
    return change_page(request, case, step, form, act, title, shown_at=step.agreement, about=step.text)
