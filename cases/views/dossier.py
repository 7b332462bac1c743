from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import holds, open_case
from cases.enums import Decision, MeasureKind
from cases.forms.dossier import (
    AddressForm,
    ChangeOrderForm,
    DecideProcedureForm,
    EndMeasureForm,
    MeasureForm,
    OrderForm,
    ProcedureForm,
    UndeliverableForm,
)
from cases.models import Address, Case, Measure, Order, Procedure
from cases.services import dossier
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_safe
def dossier_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Orders, procedures, measures and addresses of the persons of a case."""
    case = open_case(request, pk)
    persons = dossier.persons_of(case)
    context = {
        **frame_of(request, case, tab="dossier"),
        "orders": Order.objects.filter(person__in=persons).newest_first().select_related("person", "annex"),
        "procedures": Procedure.objects.filter(person__in=persons)
        .select_related("person", "route")
        .order_by("-lodged_on"),
        "measures": Measure.objects.filter(person__in=persons).select_related("person").order_by("-starts_on"),
        "addresses": Address.objects.filter(person__in=persons).newest_first().select_related("person"),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
    }
    return render(request, "cases/dossier.html", context)


def _back(case: Case) -> str:
    return reverse("cases:dossier", args=[case.pk])


def _add(
    request: StaffRequest, pk: int, form_class: Any, act: Callable[[Case, dict[str, Any]], Any], title: str | Promise
) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = form_class(sent(request), case=case)

    def carry() -> str:
        act(case, form.words())
        return _back(case)

    return act_page(
        request, case, form, carry, title=title, button=_("Add to the dossier"), done=_("Added to the dossier.")
    )


def _change(
    request: StaffRequest, case: Case, thing: Any, form: BaseForm, act: Callable[[], Any], title: str | Promise
) -> HttpResponse:
    def carry() -> str:
        act()
        return _back(case)

    return act_page(
        request,
        case,
        form,
        carry,
        title=title,
        button=_("Save"),
        done=_("Saved."),
        versioned=thing,
        about=thing.person.name,
    )


def _of_household(case: Case, rows: "QuerySet[Any]", pk: int) -> Any:
    """A record of one of the persons of the case; another's does not exist here."""
    return get_object_or_404(rows.select_related("person"), pk=pk, person__in=dossier.persons_of(case))


@require_http_methods(["GET", "POST"])
def add_order(request: StaffRequest, pk: int) -> HttpResponse:
    return _add(
        request,
        pk,
        OrderForm,
        lambda case, words: dossier.register_order(case, by=request.user, **words),
        _("Order to leave"),
    )


@require_http_methods(["GET", "POST"])
def add_measure(request: StaffRequest, pk: int) -> HttpResponse:
    def act(case: Case, words: dict[str, Any]) -> Model:
        return dossier.register_measure(case, by=request.user, **words | {"kind": MeasureKind(words["kind"])})

    return _add(request, pk, MeasureForm, act, _("Measure in force"))


@require_http_methods(["GET", "POST"])
def add_procedure(request: StaffRequest, pk: int) -> HttpResponse:
    return _add(
        request,
        pk,
        ProcedureForm,
        lambda case, words: dossier.register_procedure(case, by=request.user, **words),
        _("Residence procedure"),
    )


@require_http_methods(["GET", "POST"])
def add_address(request: StaffRequest, pk: int) -> HttpResponse:
    return _add(
        request,
        pk,
        AddressForm,
        lambda case, words: dossier.move_house(case, by=request.user, **words),
        _("New address"),
    )


@require_http_methods(["GET", "POST"])
def change_order(request: StaffRequest, pk: int, order_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    order = _of_household(case, Order.objects.all(), order_pk)
    now = {name: getattr(order, name) for name in (*ChangeOrderForm.base_fields, "version") if name != "token"}
    form = ChangeOrderForm(sent(request), initial=now)

    def act() -> Order:
        return dossier.change_order(case, order, by=request.user, version=form.cleaned_data["version"], **form.words())

    return _change(request, case, order, form, act, _("Change the order to leave"))


@require_http_methods(["GET", "POST"])
def end_measure(request: StaffRequest, pk: int, measure_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    measure = _of_household(case, Measure.objects.all(), measure_pk)
    form = EndMeasureForm(sent(request), initial={"ends_on": measure.ends_on or today(), "version": measure.version})

    def act() -> Measure:
        return dossier.end_measure(case, measure, by=request.user, version=form.cleaned_data["version"], **form.words())

    return _change(request, case, measure, form, act, _("End the measure"))


@require_http_methods(["GET", "POST"])
def decide_procedure(request: StaffRequest, pk: int, procedure_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    procedure = _of_household(case, Procedure.objects.all(), procedure_pk)
    form = DecideProcedureForm(
        sent(request),
        initial={"decision": procedure.decision, "decided_on": procedure.decided_on, "version": procedure.version},
    )

    def act() -> Procedure:
        words = form.words() | {"decision": Decision(form.cleaned_data["decision"])}
        return dossier.decide_procedure(case, procedure, by=request.user, version=form.cleaned_data["version"], **words)

    return _change(request, case, procedure, form, act, _("Decision on the procedure"))


@require_http_methods(["GET", "POST"])
def mark_undeliverable(request: StaffRequest, pk: int, address_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    address = _of_household(case, Address.objects.all(), address_pk)
    form = UndeliverableForm(
        sent(request), initial={"since": address.undeliverable_since or today(), "version": address.version}
    )

    def act() -> Address:
        return dossier.mark_undeliverable(
            case, address, by=request.user, version=form.cleaned_data["version"], **form.words()
        )

    return _change(request, case, address, form, act, _("Mail comes back"))
