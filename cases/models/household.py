from datetime import date

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import HouseholdKind, MemberRole
from cases.models.person import Person
from icam.constraints import in_order, known


class DateRange(Func):
    """From the first day up to, not including, the last; open when there is no last day."""

    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class Household(models.Model):
    """The people followed together; the unit the law's trajectory and the report count beside persons."""

    kind = models.CharField(_("Household kind"), max_length=8, choices=HouseholdKind)
    principal = models.ForeignKey(Person, models.PROTECT, related_name="heads", verbose_name=_("Principal"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        default_permissions = ()
        constraints = [known("household", "kind", HouseholdKind)]

    class Privacy:
        personal = ["principal"]
        other = ["id", "kind", "version"]


class MemberQuerySet(models.QuerySet["Member"]):
    def on(self, day: date) -> "MemberQuerySet":
        """Those who belong to their household on `day`; the day of leaving no longer counts."""
        return self.filter(joined_on__lte=day).exclude(left_on__lte=day)

    def adult(self) -> "MemberQuerySet":
        return self.exclude(role=MemberRole.CHILD)

    def with_persons(self) -> "MemberQuerySet":
        return self.select_related("person").order_by("id")


@pghistory.track()
class Member(models.Model):
    """Somebody belongs to a household, in a role, from one day to another. Nobody is in two at a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role in the household"), max_length=10, choices=MemberRole)
    joined_on = models.DateField(_("Member since"))
    left_on = models.DateField(_("Member until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        default_permissions = ()
        constraints = [
            known("member", "role", MemberRole),
            in_order("member", "joined_on", "left_on"),
            ExclusionConstraint(
                name="member_of_one_household_at_a_time",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (DateRange(F("joined_on"), F("left_on")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already belongs to a household in that time."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(role=MemberRole.PRINCIPAL, left_on__isnull=True),
                name="one_principal_per_household",
                violation_error_message=_("The household already has a principal."),
            ),
        ]

    class Privacy:
        personal = ["household", "person"]
        other = ["id", "role", "joined_on", "left_on"]
