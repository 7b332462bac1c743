"""Addresses, and checks whether somebody still lives there."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import AfterCheck, CheckedBy, CheckResult
from cases.forms.addresses import AddressForm, AnswerCheckForm, CheckForm, EndAddressForm, UndeliverableForm
from cases.forms.dossier import now
from cases.models import Address, Case, ResidenceCheck
from cases.services import addresses, checks
from cases.services.apart import shown
from cases.views.recording import add_page, change_page, of_persons
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


def _address(case: Case, pk: int) -> Address:
    """One of theirs; what is hidden for somebody's safety does not exist on this case."""
    found: Address = of_persons(case, Address.objects.select_related("person"), pk)
    if shown(case, [found]) != [found]:
        raise Http404
    return found


def _named(address: Address) -> str:
    return f"{address.person.name}, {address.street}, {address.postcode} {address.municipality}"


@require_http_methods(["GET", "POST"])
def add_address(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = AddressForm(sent(request), case=case)
    return add_page(
        request, case, form, lambda: addresses.move(case, by=request.user, **form.words()), _("New address")
    )


@require_http_methods(["GET", "POST"])
def mark_undeliverable(request: StaffRequest, pk: int, address_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    address = _address(case, address_pk)
    since = address.undeliverable_since or today()
    form = UndeliverableForm(sent(request), initial={"since": since, "version": address.version})

    def act(version: int) -> Address:
        return addresses.mark_undeliverable(case, address, by=request.user, version=version, **form.words())

    return change_page(request, case, address, form, act, _("Mail comes back"), about=_named(address))


@require_http_methods(["GET", "POST"])
def end_address(request: StaffRequest, pk: int, address_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    address = _address(case, address_pk)
    initial = {"ends_on": address.ends_on or today(), "version": address.version}
    form = EndAddressForm(sent(request), initial=initial)

    def act(version: int) -> Address:
        return addresses.end(case, address, by=request.user, version=version, **form.words())

    return change_page(request, case, address, form, act, _("No longer lives there"), about=_named(address))


@require_http_methods(["GET", "POST"])
def ask_check(request: StaffRequest, pk: int, address_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    address = _address(case, address_pk)
    form = CheckForm(sent(request))

    def act() -> ResidenceCheck:
        typed = form.cleaned_data
        by_whom = CheckedBy(typed["by_whom"])
        return checks.ask(case, address, by=request.user, by_whom=by_whom, asked_on=typed["asked_on"])

    return add_page(request, case, form, act, _("Residence check asked for"), shown_at=address, about=_named(address))


@require_http_methods(["GET", "POST"])
def answer_check(request: StaffRequest, pk: int, check_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    check = get_object_or_404(case.residence_checks, pk=check_pk)
    check.address = _address(case, check.address_id)
    form = AnswerCheckForm(sent(request), initial=now(AnswerCheckForm, check))

    def act(version: int) -> ResidenceCheck:
        typed = form.cleaned_data
        then = AfterCheck(typed["then"]) if typed["then"] else None
        words: dict[str, Any] = form.words() | {"result": CheckResult(typed["result"]), "then": then}
        return checks.answer(case, check, by=request.user, version=version, **words)

    address, title = check.address, _("Answer to the residence check")
    return change_page(request, case, check, form, act, title, shown_at=address, about=_named(address))
