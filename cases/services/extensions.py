"""More time to leave: asked for with reasons, answered in writing (Aliens Act art. 74/14)."""

from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from cases.enums.dossier import ExtensionOutcome
from cases.models import Case, Extension, Order
from cases.services.dossier import belongs, follow_orders, not_before, not_later
from icam.audit import record
from icam.calendar import departure_deadline
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def request(case: Case, order: Order, *, by: User, requested_on: date, reason: str) -> Extension:
    """A reasoned request for more time; one at a time is open on an order (the database keeps that)."""
    belongs(case, order.person)
    not_later(requested_on=requested_on)
    if order.notified_on is None or order.withdrawn_on is not None:
        raise Refused(_("Only an order that was notified and still stands can be extended."))
    not_before(order.notified_on, _("It cannot be asked for before the order was notified."), requested_on=requested_on)
    extension = Extension.objects.create(order=order, requested_on=requested_on, reason=reason)
    record(Verb.EXTENSION_REQUESTED, extension, by=by, case_id=case.pk)
    return extension


@transaction.atomic
def answer(
    case: Case,
    extension: Extension,
    *,
    by: User,
    version: int,
    outcome: ExtensionOutcome,
    answered_on: date,
    until: date | None = None,
) -> Extension:
    """The written answer, given or corrected; the deadline of order and case follows what is granted. Raises Stale."""
    order = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=extension.order_id)
    belongs(case, order.person)
    not_later(answered_on=answered_on)
    not_before(extension.requested_on, _("The answer lies before the request."), answered_on=answered_on)
    _lengthens(order, outcome, until)
    edit(
        extension,
        by=by,
        case_id=case.pk,
        version=version,
        verb=Verb.EXTENSION_ANSWERED,
        outcome=outcome,
        answered_on=answered_on,
        until=until,
    )
    _extend(order)
    follow_orders(case)
    return extension


def _lengthens(order: Order, outcome: ExtensionOutcome, until: date | None) -> None:
    if outcome == ExtensionOutcome.REFUSED:
        if until:
            raise Refused({"until": _("A request that is refused has no new last day.")})
        return
    if until is None:
        raise Refused({"until": _("Say until which day the period is extended.")})
    if order.notified_on and until <= departure_deadline(order.notified_on, order.period_days):
        raise Refused({"until": _("An extension can only lengthen the period to leave.")})


def _extend(order: Order) -> None:
    """The order carries the latest day that was granted; nothing else writes it."""
    granted = order.extensions.filter(outcome=ExtensionOutcome.GRANTED).aggregate(last=Max("until"))["last"]
    if granted != order.extended_to:
        Order.objects.filter(pk=order.pk).update(extended_to=granted, version=F("version") + 1)
