from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from cases.enums import BARS_INVITATION, AddressKind, AddressSource, Decision, MeasureKind
from cases.enums.dossier import OrderGround
from cases.models.household import Member
from cases.models.person import Person
from icam.constraints import in_order, known
from icam.models import Annex, ResidenceRoute


class OrderQuerySet(models.QuerySet["Order"]):
    def in_force(self) -> "OrderQuerySet":
        """Notified, and neither withdrawn nor annulled."""
        return self.filter(notified_on__isnull=False, withdrawn_on__isnull=True)

    def on_household(self, household: int, day: date) -> "OrderQuerySet":
        """Served on somebody who belongs to the household on `day`."""
        return self.filter(person__in=Member.objects.filter(household=household).on(day).person_ids())

    def newest_first(self) -> "OrderQuerySet":
        return self.select_related("annex").order_by(F("notified_on").desc(nulls_first=True), "-id")


@pghistory.track()
class Order(models.Model):
    """An order to leave the territory, or a transfer decision, served on one person (Aliens Act art. 7, 74/14)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="orders", verbose_name=_("Person"))
    annex = models.ForeignKey(Annex, models.PROTECT, related_name="+", verbose_name=_("Annex"))
    grounds = ArrayField(
        models.CharField(max_length=3), verbose_name=_("Legal grounds (art. 7)"), default=list, blank=True
    )
    decided_on = models.DateField(_("Decided on"))
    notified_on = models.DateField(_("Notified on"), null=True, blank=True)
    notified_by = models.CharField(_("Notified by"), max_length=80, blank=True)
    period_days = models.PositiveSmallIntegerField(_("Days to leave"), default=30)
    extended_to = models.DateField(_("Extended to"), null=True, blank=True)
    deadline = models.GeneratedField(
        expression=Greatest(
            F("extended_to"),
            Func(F("notified_on"), F("period_days"), template="(%(expressions)s)", arg_joiner=" + "),
        ),
        output_field=models.DateField(_("To leave by")),
        db_persist=True,
    )
    withdrawn_on = models.DateField(_("Withdrawn or annulled on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order to leave")
        verbose_name_plural = _("orders to leave")
        default_permissions = ()
        constraints = [
            in_order("order", "decided_on", "notified_on"),
            in_order("order", "notified_on", "extended_to"),
            models.CheckConstraint(
                name="order_period_within_law",
                condition=Q(period_days__lte=60),
                violation_error_message=_("A period to leave is at most 60 days; longer is an extension."),
            ),
            models.CheckConstraint(
                name="order_grounds_are_known", condition=Q(grounds__contained_by=[str(n) for n in range(1, 13)])
            ),
        ]

    @property
    def ground_names(self) -> list[str]:
        """The grounds of art. 7 on which it rests, in words."""
        return [str(OrderGround(value).label) for value in self.grounds]

    class Privacy:
        personal = [
            "person",
            "grounds",
            "decided_on",
            "notified_on",
            "notified_by",
            "extended_to",
            "withdrawn_on",
        ]
        other = ["id", "annex", "period_days", "deadline", "version"]


class MeasureQuerySet(models.QuerySet["Measure"]):
    def on(self, day: date) -> "MeasureQuerySet":
        return self.filter(starts_on__lte=day).exclude(ends_on__lt=day)

    def barring_invitation(self) -> "MeasureQuerySet":
        """Detention and less coercive measures: who is under one may not be invited (art. 74/24 §1)."""
        return self.filter(kind__in=BARS_INVITATION)


@pghistory.track()
class Measure(models.Model):
    """A measure in force on a person: preventive (74/27), less coercive (74/28) or detention."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="measures", verbose_name=_("Person"))
    kind = models.CharField(_("Kind"), max_length=14, choices=MeasureKind)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until and including"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        default_permissions = ()
        constraints = [known("measure", "kind", MeasureKind), in_order("measure", "starts_on", "ends_on")]

    class Privacy:
        personal = ["person", "kind", "starts_on", "ends_on"]
        other = ["id", "version"]


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    def newest_first(self) -> "ProcedureQuerySet":
        return self.select_related("person", "route").order_by("-lodged_on", "-pk")

    def to_be_watched(self, day: date) -> "ProcedureQuerySet":
        """Undecided, and the day on which to look again has come."""
        return self.pending().filter(watch_on__lte=day)

    def pending(self) -> "ProcedureQuerySet":
        return self.filter(decided_on__isnull=True)

    def giving_stay(self) -> "ProcedureQuerySet":
        return self.pending().filter(gives_provisional_stay=True)


@pghistory.track()
class Procedure(models.Model):
    """A residence procedure of a person; one that gives a provisional right to stay suspends the case (74/24 §3)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="procedures", verbose_name=_("Person"))
    route = models.ForeignKey(ResidenceRoute, models.PROTECT, related_name="+", verbose_name=_("Route"))
    lodged_on = models.DateField(_("Lodged on"))
    lodged_with = models.CharField(_("Lodged with"), max_length=120, blank=True)
    admissible_on = models.DateField(_("Declared admissible on"), null=True, blank=True)
    gives_provisional_stay = models.BooleanField(_("Gives a provisional right to stay"), default=False)
    stay_from = models.DateField(_("Provisional stay from"), null=True, blank=True)
    watch_on = models.DateField(_("To be looked at again on"), null=True, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decision = models.CharField(_("Decision"), max_length=12, choices=Decision, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("residence procedure")
        verbose_name_plural = _("residence procedures")
        default_permissions = ()
        constraints = [
            known("procedure", "decision", Decision, blank=True),
            in_order("procedure", "lodged_on", "decided_on"),
            models.CheckConstraint(
                name="procedure_decided_iff_dated", condition=Q(decision="") ^ Q(decided_on__isnull=False)
            ),
            models.CheckConstraint(
                name="procedure_stay_from_only_with_stay",
                condition=Q(stay_from__isnull=True) | Q(gives_provisional_stay=True),
                violation_error_message=_("A provisional stay that is not given has no first day."),
            ),
        ]

    class Privacy:
        personal = [
            "person", "route", "lodged_on", "lodged_with", "admissible_on", "gives_provisional_stay", "stay_from",
            "decided_on", "decision",
        ]  # fmt: skip
        other = ["id", "watch_on", "version"]


class AddressQuerySet(models.QuerySet["Address"]):
    def on(self, day: date) -> "AddressQuerySet":
        return self.filter(starts_on__lte=day).exclude(ends_on__lte=day)

    def deliverable(self) -> "AddressQuerySet":
        return self.filter(undeliverable_since__isnull=True)

    def newest_first(self) -> "AddressQuerySet":
        return self.order_by("-starts_on", "-id")


@pghistory.track()
class Address(models.Model):
    """Where a person lives or can be written to, from one day to another, and who said so."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="addresses", verbose_name=_("Person"))
    kind = models.CharField(_("Kind"), max_length=10, choices=AddressKind, default=AddressKind.ACTUAL)
    care_of = models.CharField(_("Care of"), max_length=80, blank=True)
    street = models.CharField(_("Street, number and box"), max_length=120)
    postcode = models.CharField(_("Postcode"), max_length=10)
    municipality = models.CharField(_("Municipality"), max_length=80)
    starts_on = models.DateField(_("Since"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    source = models.CharField(_("Known from"), max_length=12, choices=AddressSource, default=AddressSource.PERSON)
    undeliverable_since = models.DateField(_("Mail comes back since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    masked = False  # what a page may not show comes as cases.services.apart.Masked instead

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        default_permissions = ()
        indexes = [models.Index(fields=["person", "-starts_on"], name="address_by_person")]
        constraints = [
            known("address", "kind", AddressKind),
            known("address", "source", AddressSource),
            in_order("address", "starts_on", "ends_on"),
        ]

    class Privacy:
        personal = [
            "person", "care_of", "street", "postcode", "municipality", "starts_on", "ends_on", "undeliverable_since",
        ]  # fmt: skip
        other = ["id", "kind", "source", "version"]
