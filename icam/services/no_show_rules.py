"""What each region does when somebody does not come: its rules. The history tables keep what they were."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from icam.audit import record
from icam.enums import NoShowStep, Verb
from icam.models import NoShowRule, Region, User
from icam.permissions import Capability, Scope
from icam.workflow import Stale, edit


def regions_of(user: User) -> "QuerySet[Region]":
    """The regions in use whose rules `user` sets."""
    scope = user.scope(Capability.PLAN_OPENINGS) if user.is_active else Scope.NONE
    regions = Region.objects.filter(is_active=True)
    if scope is Scope.COUNTRY:
        return regions
    return regions.filter(users=user) if scope is Scope.REGION else regions.none()


@transaction.atomic
def add(region: Region, *, by: User, from_count: int, step: NoShowStep, days: int) -> NoShowRule:
    """From the `from_count`th missed interview of a cycle on; each number has one rule (a constraint of the table)."""
    rule = NoShowRule.objects.create(region=region, from_count=from_count, step=step, days=days)
    record(Verb.OFFICE_CHANGED, rule, by=by, added=True, region=region.pk)
    return rule


@transaction.atomic
def change(rule: NoShowRule, *, by: User, version: int, **values: Any) -> bool:
    """Whether anything differed. Raises Stale."""
    return bool(edit(rule, by=by, version=version, verb=Verb.OFFICE_CHANGED, **values))


@transaction.atomic
def remove(rule: NoShowRule, *, by: User, version: int) -> None:
    """From now on the region does what its next lower rule says. What earlier missed interviews led to stays."""
    if not NoShowRule.objects.select_for_update(of=("self",)).filter(pk=rule.pk, version=version).exists():
        raise Stale(rule)
    record(Verb.OFFICE_CHANGED, rule, by=by, removed=True, region=rule.region_id, from_count=rule.from_count)
    NoShowRule.objects.filter(pk=rule.pk).delete()
