"""Representatives of a person, partners of a case."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import RepresentativeKind
from cases.forms.contacts import CasePartnerForm, ChangeCasePartnerForm, ChangeRepresentativeForm, RepresentativeForm
from cases.forms.dossier import now
from cases.models import CasePartner, Representative
from cases.services import partners, representatives
from cases.views.recording import add_page, change_page, of_persons
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def add_representative(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = RepresentativeForm(sent(request), case=case)

    def act() -> Representative:
        words: dict[str, Any] = form.words() | {"kind": RepresentativeKind(form.cleaned_data["kind"])}
        return representatives.add(case, by=request.user, **words)

    return add_page(request, case, form, act, _("Representative"))


@require_http_methods(["GET", "POST"])
def change_representative(request: StaffRequest, pk: int, representative_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    shown: Representative = of_persons(case, Representative.objects.select_related("person"), representative_pk)
    form = ChangeRepresentativeForm(sent(request), initial=now(ChangeRepresentativeForm, shown))

    def act(version: int) -> Representative:
        return representatives.change(case, shown, by=request.user, version=version, **form.words())

    title, about = _("Change the representative"), f"{shown.name}, {shown.person.name}"
    return change_page(request, case, shown, form, act, title, about=about)


@require_http_methods(["GET", "POST"])
def add_partner(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = CasePartnerForm(sent(request))
    return add_page(
        request, case, form, lambda: partners.add(case, by=request.user, **form.words()), _("Partner of the case")
    )


@require_http_methods(["GET", "POST"])
def change_partner(request: StaffRequest, pk: int, partner_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    row = get_object_or_404(case.partners.select_related("partner"), pk=partner_pk)
    form = ChangeCasePartnerForm(sent(request), initial=now(ChangeCasePartnerForm, row))

    def act(version: int) -> CasePartner:
        return partners.change(case, row, by=request.user, version=version, **form.words())

    return change_page(request, case, row, form, act, _("Change the partner of the case"), about=row.partner.name)
