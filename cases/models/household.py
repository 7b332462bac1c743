from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import BigIntegerField, Case, F, Func, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.composition import minors
from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import ApartReason, JoinReason, LeaveReason
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

    @property
    def head(self) -> Person:
        """The principal, as the person he is known to be: pages and letters are about him."""
        return self.principal.current


# Whom a membership is about: a merge leaves the membership where it was and points from person to person.
KNOWN_TO_BE = Coalesce("person__merged_into_id", "person_id", output_field=BigIntegerField())


class MemberQuerySet(models.QuerySet["Member"]):
    def on(self, day: date) -> "MemberQuerySet":
        """Those who belong to their household on `day`; the day of leaving no longer counts."""
        return self.filter(joined_on__lte=day).exclude(left_on__lte=day)

    def minor(self, day: date) -> "MemberQuerySet":
        """Those who are under age on `day`, by the birth date of the person they are known to be."""
        return self.filter(_under_age(day))

    def of_age(self, day: date) -> "MemberQuerySet":
        return self.exclude(_under_age(day))

    def with_persons(self) -> "MemberQuerySet":
        """With whom each membership is about, the principal first, then in the order in which they came."""
        leads = Case(When(role=MemberRole.PRINCIPAL, then=0), default=1)
        return self.select_related("person__merged_into").order_by(leads, "id")

    def person_ids(self) -> "models.QuerySet[Member, int]":
        """The persons they are known to be, for `person__in=`: what a file holds hangs on these."""
        return self.order_by().values_list(KNOWN_TO_BE, flat=True)

    def of(self, person_id: int) -> "MemberQuerySet":
        """The memberships of a person, also those registered under somebody who turned out to be him."""
        return self.filter(person__in=Person.objects.registered_as([person_id]))

    def registered(self) -> dict[int, int]:
        """By the person each is known to be, the person under whom he stands in the household: himself if he does.

        What says who of a household was meant (attendances, prospects, letters) names the person as registered there.
        """
        pairs = self.order_by("id").values_list(KNOWN_TO_BE, "person")
        found: dict[int, int] = {}
        for current, person in pairs:
            if person == current or current not in found:
                found[current] = person
        return found


def _under_age(day: date) -> Q:
    merged = Q(person__merged_into__isnull=False)
    return (~merged & minors(day)) | (merged & minors(day, "person__merged_into__"))


@pghistory.track()
class Member(models.Model):
    """Somebody belongs to a household, in a role, from one day to another. Nobody is in two at a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role in the household"), max_length=10, choices=MemberRole)
    joined_on = models.DateField(_("Member since"))
    left_on = models.DateField(_("Member until"), null=True, blank=True)
    joined_because = models.CharField(
        _("Became a member"), max_length=8, choices=JoinReason, default=JoinReason.FOUNDING
    )
    left_because = models.CharField(_("Ceased to be a member"), max_length=8, choices=LeaveReason, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        default_permissions = ()
        constraints = [
            known("member", "role", MemberRole),
            known("member", "joined_because", JoinReason),
            known("member", "left_because", LeaveReason, blank=True),
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
        personal = ["household", "person", "joined_because", "left_because"]
        other = ["id", "role", "joined_on", "left_on"]


class KeepApartQuerySet(models.QuerySet["KeepApart"]):
    def in_force(self) -> "KeepApartQuerySet":
        return self.filter(lifted_at__isnull=True)


@pghistory.track()
class KeepApart(models.Model):
    """For the safety of one person: where he lives is hidden from the letters and the screens of the other."""

    protected = models.ForeignKey(Person, models.PROTECT, related_name="kept_from", verbose_name=_("Protected person"))
    other = models.ForeignKey(Person, models.PROTECT, related_name="kept_away", verbose_name=_("Kept apart from"))
    because = models.CharField(_("Reason"), max_length=11, choices=ApartReason)
    since = models.DateField(_("Since"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(_("Why it was lifted"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = KeepApartQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            known("apart", "because", ApartReason),
            models.CheckConstraint(
                name="apart_from_another",
                condition=~Q(protected=F("other")),
                violation_error_message=_("Nobody is kept apart from himself."),
            ),
            models.UniqueConstraint(
                fields=["protected", "other"],
                condition=Q(lifted_at__isnull=True),
                name="apart_once",
                violation_error_message=_("These two are kept apart already."),
            ),
            models.CheckConstraint(
                name="apart_lifted_iff_dated", condition=Q(lifted_at__isnull=True) ^ Q(lifted_by__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["protected", "other", "because", "since", "lifted_because"]
        other = ["id", "set_by", "lifted_by", "lifted_at", "version"]
