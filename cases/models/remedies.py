"""What is asked against a decision, and what it forbids: extensions, appeals, entry bans."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import AppealEffect, AppealKind, AppealOutcome, BanGround, ExtensionOutcome
from cases.models.dossier import Order, Procedure
from cases.models.person import Person
from icam.calendar import same_day_in
from icam.constraints import in_order, known


@pghistory.track()
class Extension(models.Model):
    """A reasoned request for more time to leave, and its written answer (Aliens Act art. 74/14)."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="extensions")
    requested_on = models.DateField(_("Asked on"))
    reason = models.TextField(_("Reason given"))
    outcome = models.CharField(_("Answer"), max_length=8, choices=ExtensionOutcome, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    until = models.DateField(_("Extended to"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["requested_on", "id"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        default_permissions = ()
        constraints = [
            known("extension", "outcome", ExtensionOutcome, blank=True),
            in_order("extension", "requested_on", "answered_on"),
            models.CheckConstraint(
                name="extension_answered_iff_dated", condition=Q(outcome="") ^ Q(answered_on__isnull=False)
            ),
            models.CheckConstraint(
                name="extension_granted_iff_until",
                condition=Q(outcome=ExtensionOutcome.GRANTED) ^ Q(until__isnull=True),
                violation_error_message=_("An extension that is granted has a last day, and only that."),
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(outcome=""),
                name="one_extension_asked_at_a_time",
                violation_error_message=_("An extension was asked for already and is not answered yet."),
            ),
        ]

    class Privacy:
        personal = ["requested_on", "reason", "outcome", "answered_on", "until"]
        other = ["id", "order", "version"]


@pghistory.track()
class EntryBan(models.Model):
    """A ban on entering the territory, counted from the day of leaving it (Aliens Act art. 74/11)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="entry_bans", verbose_name=_("Person"))
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="entry_bans", verbose_name=_("With the order")
    )
    ground = models.CharField(_("Ground"), max_length=9, choices=BanGround)
    years = models.PositiveSmallIntegerField(_("Years"))
    decided_on = models.DateField(_("Decided on"))
    notified_on = models.DateField(_("Notified on"), null=True, blank=True)
    starts_on = models.DateField(_("Left the territory on"), null=True, blank=True)
    lifted_on = models.DateField(_("Lifted or suspended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-decided_on", "-id"]
        verbose_name = _("entry ban")
        verbose_name_plural = _("entry bans")
        default_permissions = ()
        constraints = [
            known("entry_ban", "ground", BanGround),
            in_order("entry_ban", "decided_on", "notified_on"),
            in_order("entry_ban", "decided_on", "lifted_on"),
            models.CheckConstraint(
                name="entry_ban_within_law",
                condition=Q(years__gte=1)
                & (
                    Q(ground=BanGround.NO_PERIOD, years__lte=3)
                    | Q(ground=BanGround.FRAUD, years__lte=5)
                    | Q(ground=BanGround.THREAT, years__lte=20)
                ),
                violation_error_message=_("The law does not allow a ban of that length on that ground (art. 74/11)."),
            ),
        ]

    @property
    def ends_on(self) -> date | None:
        """The last day of the ban, counted from leaving the territory; None while that day is not known."""
        if self.starts_on is None:
            return None
        return same_day_in(self.starts_on, self.years)

    class Privacy:
        personal = ["person", "ground", "years", "decided_on", "notified_on", "starts_on", "lifted_on"]
        other = ["id", "order", "version"]


class AppealQuerySet(models.QuerySet["Appeal"]):
    def pending(self) -> "AppealQuerySet":
        return self.filter(decided_on__isnull=True)

    def suspending(self) -> "AppealQuerySet":
        """Pending, and the removal waits for them."""
        return self.pending().filter(effect=AppealEffect.SUSPENDS)

    def of_persons(self, persons: Iterable[Any]) -> "AppealQuerySet":
        """Against an order, a procedure or a ban of one of `persons`."""
        return self.filter(Q(order__person__in=persons) | Q(procedure__person__in=persons) | Q(ban__person__in=persons))

    def with_decisions(self) -> "AppealQuerySet":
        """With what each contests and whose it is."""
        return self.select_related("order__person", "procedure__person", "ban__person")


@pghistory.track()
class Appeal(models.Model):
    """An appeal against an order, a refused procedure or an entry ban, with what it does to the removal."""

    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="appeals")
    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, blank=True, related_name="appeals")
    ban = models.ForeignKey(EntryBan, models.PROTECT, null=True, blank=True, related_name="appeals")
    kind = models.CharField(_("Kind"), max_length=10, choices=AppealKind)
    lodged_on = models.DateField(_("Lodged on"))
    number = models.CharField(_("Number of the court"), max_length=40, blank=True)
    effect = models.CharField(_("Effect"), max_length=8, choices=AppealEffect, default=AppealEffect.NONE)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=AppealOutcome, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-lodged_on", "-id"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        default_permissions = ()
        constraints = [
            known("appeal", "kind", AppealKind),
            known("appeal", "effect", AppealEffect),
            known("appeal", "outcome", AppealOutcome, blank=True),
            in_order("appeal", "lodged_on", "decided_on"),
            models.CheckConstraint(
                name="appeal_against_one_thing",
                condition=Q(order__isnull=False, procedure__isnull=True, ban__isnull=True)
                | Q(order__isnull=True, procedure__isnull=False, ban__isnull=True)
                | Q(order__isnull=True, procedure__isnull=True, ban__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_decided_iff_dated", condition=Q(outcome="") ^ Q(decided_on__isnull=False)
            ),
            *(
                models.UniqueConstraint(
                    fields=[against, "kind"],
                    condition=Q(outcome=""),
                    name=f"one_pending_appeal_per_{against}_and_kind",
                    violation_error_message=_("An appeal of that kind is pending already."),
                )
                for against in ("order", "procedure", "ban")
            ),
        ]

    @property
    def against(self) -> "Order | Procedure | EntryBan":
        """The decision that is contested."""
        target = self.order or self.procedure or self.ban
        assert target is not None  # the database keeps it so
        return target

    @property
    def person(self) -> Person:
        """Whose decision it is."""
        return self.against.person

    class Privacy:
        personal = ["lodged_on", "number", "outcome", "decided_on"]
        other = ["id", "order", "procedure", "ban", "kind", "effect", "version"]
