"""Appeals against an order, a decision on residence, an entry ban."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import AfterAnnulment, AppealEffect, AppealKind, AppealOutcome
from cases.forms.appeals import AppealForm, ChangeAppealForm, DecideAppealForm
from cases.forms.dossier import now
from cases.models import Appeal, Case, EntryBan, Order, Procedure
from cases.services import appeals
from cases.services.dossier import persons_of
from cases.views.recording import add_page, change_page, of_persons
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def appeal_order(request: StaffRequest, pk: int, order_pk: int) -> HttpResponse:
    return _lodge(request, pk, Order.objects.select_related("person", "annex"), order_pk)


@require_http_methods(["GET", "POST"])
def appeal_procedure(request: StaffRequest, pk: int, procedure_pk: int) -> HttpResponse:
    return _lodge(request, pk, Procedure.objects.select_related("person", "route"), procedure_pk)


@require_http_methods(["GET", "POST"])
def appeal_ban(request: StaffRequest, pk: int, ban_pk: int) -> HttpResponse:
    return _lodge(request, pk, EntryBan.objects.select_related("person"), ban_pk)


def _lodge(request: StaffRequest, pk: int, rows: "QuerySet[Any]", against_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    against = of_persons(case, rows, against_pk)
    form = AppealForm(sent(request))

    def act() -> Appeal:
        typed = form.cleaned_data
        words = {"kind": AppealKind(typed["kind"]), "effect": AppealEffect(typed["effect"])}
        return appeals.lodge(case, against, by=request.user, **form.words() | words)

    return add_page(request, case, form, act, _("Appeal lodged"), shown_at=against, about=_about(against))


def _about(against: Order | Procedure | EntryBan) -> str:
    if isinstance(against, Order):
        return f"{against.annex}, {against.person.name}"
    if isinstance(against, Procedure):
        return f"{against.route}, {against.person.name}"
    return f"{_('Entry ban')}, {against.person.name}"


def _appeal(case: Case, pk: int) -> Appeal:
    rows = Appeal.objects.of_persons(persons_of(case)).select_related(
        "order__person", "order__annex", "procedure__person", "procedure__route", "ban__person"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def change_appeal(request: StaffRequest, pk: int, appeal_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    appeal = _appeal(case, appeal_pk)
    form = ChangeAppealForm(sent(request), initial=now(ChangeAppealForm, appeal))

    def act(version: int) -> Appeal:
        return appeals.correct(case, appeal, by=request.user, version=version, **form.words())

    against = appeal.against
    return change_page(
        request, case, appeal, form, act, _("Correct the appeal"), shown_at=against, about=_about(against)
    )


@require_http_methods(["GET", "POST"])
def decide_appeal(request: StaffRequest, pk: int, appeal_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    appeal = _appeal(case, appeal_pk)
    form = DecideAppealForm(sent(request), appeal=appeal, initial=now(DecideAppealForm, appeal))

    def act(version: int) -> Appeal:
        typed = form.cleaned_data
        then = AfterAnnulment(typed["then"]) if typed.get("then") else None
        words = {"outcome": AppealOutcome(typed["outcome"]), "decided_on": typed["decided_on"], "then": then}
        return appeals.decide(case, appeal, by=request.user, version=version, **words)

    against, title = appeal.against, _("How the appeal ended")
    return change_page(request, case, appeal, form, act, title, shown_at=against, about=_about(against))
