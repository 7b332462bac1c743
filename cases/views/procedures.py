"""Residence procedures."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums import Decision
from cases.forms.dossier import now
from cases.forms.procedures import ChangeProcedureForm, DecideProcedureForm, ProcedureForm
from cases.models import Case, Procedure
from cases.services import procedures
from cases.views.recording import add_page, change_page, of_persons
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


def _procedure(case: Case, pk: int) -> Procedure:
    found: Procedure = of_persons(case, Procedure.objects.select_related("person", "route"), pk)
    return found


def _named(procedure: Procedure) -> str:
    return f"{procedure.route}, {procedure.person.name}"


@require_http_methods(["GET", "POST"])
def add_procedure(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ProcedureForm(sent(request), case=case)

    def act() -> Procedure:
        return procedures.register(case, by=request.user, **form.words())

    return add_page(request, case, form, act, _("Residence procedure"))


@require_http_methods(["GET", "POST"])
def change_procedure(request: StaffRequest, pk: int, procedure_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    procedure = _procedure(case, procedure_pk)
    form = ChangeProcedureForm(sent(request), initial=now(ChangeProcedureForm, procedure))

    def act(version: int) -> Procedure:
        return procedures.change(case, procedure, by=request.user, version=version, **form.words())

    return change_page(request, case, procedure, form, act, _("Change the procedure"), about=_named(procedure))


@require_http_methods(["GET", "POST"])
def decide_procedure(request: StaffRequest, pk: int, procedure_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    procedure = _procedure(case, procedure_pk)
    form = DecideProcedureForm(sent(request), initial=now(DecideProcedureForm, procedure))

    def act(version: int) -> Procedure:
        words: dict[str, Any] = form.words() | {"decision": Decision(form.cleaned_data["decision"])}
        return procedures.decide(case, procedure, by=request.user, version=version, **words)

    return change_page(request, case, procedure, form, act, _("Decision on the procedure"), about=_named(procedure))
