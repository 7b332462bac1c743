"""Orders to leave, and requests for more time."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums.dossier import ExtensionOutcome
from cases.forms.dossier import now
from cases.forms.orders import AnswerExtensionForm, ChangeOrderForm, ExtensionForm, OrderForm, WithdrawOrderForm
from cases.models import Case, Extension, Order
from cases.services import extensions, orders
from cases.views.recording import add_page, change_page, of_persons
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


def _order(case: Case, pk: int) -> Order:
    found: Order = of_persons(case, Order.objects.select_related("person", "annex"), pk)
    return found


def _named(order: Order) -> str:
    return f"{order.annex}, {order.person.name}"


@require_http_methods(["GET", "POST"])
def add_order(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = OrderForm(sent(request), case=case)
    return add_page(
        request, case, form, lambda: orders.register(case, by=request.user, **form.words()), _("Order to leave")
    )


@require_http_methods(["GET", "POST"])
def change_order(request: StaffRequest, pk: int, order_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    order = _order(case, order_pk)
    form = ChangeOrderForm(sent(request), order=order, initial={**now(ChangeOrderForm, order), "annex": order.annex_id})

    def act(version: int) -> Order:
        return orders.correct(case, order, by=request.user, version=version, **form.words())

    return change_page(request, case, order, form, act, _("Correct the order to leave"), about=_named(order))


@require_http_methods(["GET", "POST"])
def withdraw_order(request: StaffRequest, pk: int, order_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    order = _order(case, order_pk)
    form = WithdrawOrderForm(sent(request), initial=now(WithdrawOrderForm, order))

    def act(version: int) -> Order:
        return orders.withdraw(case, order, by=request.user, version=version, **form.words())

    return change_page(request, case, order, form, act, _("Order withdrawn or annulled"), about=_named(order))


@require_http_methods(["GET", "POST"])
def request_extension(request: StaffRequest, pk: int, order_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    order = _order(case, order_pk)
    form = ExtensionForm(sent(request))

    def act() -> Extension:
        return extensions.request(case, order, by=request.user, **form.words())

    return add_page(request, case, form, act, _("Extension asked for"), shown_at=order, about=_named(order))


@require_http_methods(["GET", "POST"])
def answer_extension(request: StaffRequest, pk: int, extension_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    rows = Extension.objects.select_related("order__person", "order__annex")
    extension: Extension = of_persons(case, rows, extension_pk, "order__person")
    form = AnswerExtensionForm(sent(request), initial=now(AnswerExtensionForm, extension))

    def act(version: int) -> Extension:
        words: dict[str, Any] = form.words() | {"outcome": ExtensionOutcome(form.cleaned_data["outcome"])}
        return extensions.answer(case, extension, by=request.user, version=version, **words)

    title, order = _("Answer to the extension asked for"), extension.order
    return change_page(request, case, extension, form, act, title, shown_at=order, about=_named(order))
