"""The day by which a household has to leave: derived from its orders, never typed."""

from datetime import date

from django.db import transaction
from django.db.models import F

from cases.models import Case, Household, Order
from icam.calendar import today


def derive(household: Household) -> date | None:
    """The deadline of the newest order in force on a member of the household; None when there is none."""
    orders = Order.objects.in_force().on_household(household.pk, today()).order_by("-notified_on", "-id")
    newest = orders.first()
    return newest.deadline if newest else None


@transaction.atomic
def follow(household: Household) -> date | None:
    """Write the deadline on every case of the household; the lock comes first, so that two orders see each other."""
    cases = list(Case.objects.held().filter(household=household))
    deadline = derive(household)
    differing = [case.pk for case in cases if case.leave_by != deadline]
    Case.objects.filter(pk__in=differing).update(leave_by=deadline, version=F("version") + 1)
    return deadline
