"""Orders to leave and transfer decisions: registered, corrected, withdrawn. The deadline of the case follows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Order, Person
from cases.services.dossier import belongs, follow_orders, give_reason, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import Annex, User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def register(
    case: Case,
    *,
    by: User,
    person: Person,
    annex: Annex,
    decided_on: date,
    notified_on: date | None,
    notified_by: str = "",
    period_days: int = 30,
    grounds: Iterable[str] = (),
) -> Order:
    """An order to leave or a transfer decision on a member of the household (Aliens Act art. 7, 74/14)."""
    belongs(case, person)
    not_later(decided_on=decided_on, notified_on=notified_on)
    _served(decided_on, notified_on)
    _once(person, annex, decided_on)
    order = Order.objects.create(
        person=person,
        annex=annex,
        decided_on=decided_on,
        notified_on=notified_on,
        notified_by=notified_by,
        period_days=period_days,
        grounds=in_law_order(grounds),
    )
    record(Verb.ORDER_REGISTERED, order, by=by, case_id=case.pk)
    follow_orders(case)
    return order


def in_law_order(grounds: Iterable[str]) -> list[str]:
    """The grounds of art. 7, each once, as the law counts them."""
    return sorted(set(grounds), key=int)


def _served(decided_on: date, notified_on: date | None) -> None:
    not_before(decided_on, _("It cannot be notified before it was decided."), notified_on=notified_on)


def _once(person: Person, annex: Annex, decided_on: date, *, apart_from: Order | None = None) -> None:
    same = Order.objects.filter(person=person, annex=annex, decided_on=decided_on, withdrawn_on__isnull=True)
    if same.exclude(pk=apart_from.pk if apart_from else 0).exists():
        raise Refused({"decided_on": _("This order is registered already.")})


@transaction.atomic
def correct(case: Case, order: Order, *, by: User, version: int, reason: str, **changes: Any) -> Order:
    """Put right what was registered; the deadline of the case follows. Raises Stale."""
    belongs(case, order.person)
    give_reason(reason)
    decided_on = changes.get("decided_on", order.decided_on)
    notified_on = changes.get("notified_on", order.notified_on)
    not_later(decided_on=decided_on, notified_on=notified_on)
    _served(decided_on, notified_on)
    _remedies_still_fit(order, decided_on, notified_on)
    _once(order.person, changes.get("annex", order.annex), decided_on, apart_from=order)
    if "grounds" in changes:
        changes["grounds"] = in_law_order(changes["grounds"])
    edit(order, by=by, case_id=case.pk, version=version, verb=Verb.ORDER_CHANGED, reason=reason, **changes)
    order.refresh_from_db()
    follow_orders(case)
    return order


def _remedies_still_fit(order: Order, decided_on: date, notified_on: date | None) -> None:
    extension = order.extensions.order_by("requested_on").first()
    if extension and (notified_on is None or extension.requested_on < notified_on):
        raise Refused({"notified_on": _("An extension was asked for before that day: correct the extension first.")})
    appeal = order.appeals.order_by("lodged_on").first()
    if appeal and appeal.lodged_on < decided_on:
        raise Refused({"decided_on": _("An appeal was lodged before that day: correct the appeal first.")})
    if order.withdrawn_on and order.withdrawn_on < decided_on:
        raise Refused({"decided_on": _("The order was withdrawn before that day.")})


@transaction.atomic
def withdraw(case: Case, order: Order, *, by: User, version: int, withdrawn_on: date | None, reason: str) -> Order:
    """The order no longer stands from that day; None: it stands after all. Raises Stale."""
    belongs(case, order.person)
    give_reason(reason)
    not_later(withdrawn_on=withdrawn_on)
    not_before(order.decided_on, _("It cannot be withdrawn before it was decided."), withdrawn_on=withdrawn_on)
    changes = {"withdrawn_on": withdrawn_on}
    edit(order, by=by, case_id=case.pk, version=version, verb=Verb.ORDER_CHANGED, reason=reason, **changes)
    follow_orders(case)
    return order
