"""The day by which a household has to leave: derived from its orders, never typed."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from cases.models import Case, Household, Member, Order, Person
from icam.calendar import today


def derive(household: Household) -> date | None:
    """The deadline of the newest order in force on a member of the household; None when there is none."""
    orders = Order.objects.in_force().on_household(household.pk, today()).order_by("-notified_on", "-id")
    newest = orders.first()
    return newest.deadline if newest else None


@transaction.atomic
def follow(household: Household) -> date | None:
    """Write the deadline on every case of the household; the lock comes first, so that two orders see each other.

    Where somebody of it belongs to another household as well, as only a merge can show, that one follows too.
    """
    follow_all({household.pk, *_sharing(household)})
    return derive(household)


def _sharing(household: Household) -> "QuerySet[Member, int]":
    """Other households to which somebody of this one belongs today, under whichever registration."""
    there = Member.objects.on(today())
    persons = Person.objects.registered_as(list(there.filter(household=household).person_ids()))
    return there.filter(person__in=persons).exclude(household=household).values_list("household", flat=True)


@transaction.atomic
def follow_all(household_ids: Collection[int]) -> None:
    """The same for several households; all their cases are locked in one order before any is read."""
    cases = list(Case.objects.held().filter(household__in=household_ids).select_related("household"))
    for household in {case.household for case in cases}:
        deadline = derive(household)
        differing = [case.pk for case in cases if case.household == household and case.leave_by != deadline]
        Case.objects.filter(pk__in=differing).update(leave_by=deadline, version=F("version") + 1)
