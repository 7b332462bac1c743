import datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import CaseState, ClosureReason, IntakeChannel, SuspensionGround, Track
from cases.models.household import DateRange, Household
from cases.models.snapshot import AS_IT_WAS, AsItWas, known_kind
from cases.querysets import CaseQuerySet
from icam.constraints import in_order, known
from icam.models import Office, Region, TargetGroup

FAR_DAY = datetime.date(9999, 12, 31)


@pghistory.track()
class Case(models.Model):
    """One household's trajectory on one legal track, from selection to closure; reopened as a new cycle."""

    reference = models.CharField(_("Reference"), max_length=20, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="cases")
    track = models.CharField(_("Track"), max_length=8, choices=Track)
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+", verbose_name=_("Target group"))
    intake_channel = models.CharField(_("Came in by"), max_length=12, choices=IntakeChannel)
    region = models.ForeignKey(Region, models.PROTECT, related_name="cases", verbose_name=_("Region"))
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=pgettext_lazy("place", "Office"),
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("Coach")
    )
    state = models.CharField(_("State"), max_length=12, choices=CaseState, default=CaseState.SELECTED)
    cycle = models.PositiveSmallIntegerField(_("Cycle"), default=1)
    opened_on = models.DateField(_("Opened on"))
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closure_reason = models.CharField(_("Closed because"), max_length=20, choices=ClosureReason, blank=True)
    suspended_from = models.CharField(max_length=12, choices=CaseState, blank=True)
    suspension_ground = models.CharField(_("Suspended for"), max_length=12, choices=SuspensionGround, blank=True)
    suspension_ends_with = models.CharField(_("What ends the suspension"), max_length=200, blank=True)
    leave_by = models.DateField(_("To leave by"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        permissions = [("view_case", "Open the case"), ("work_case", "Work on the case")]
        indexes = [
            models.Index(Coalesce("leave_by", Value(FAR_DAY)), F("id"), name="case_by_deadline"),
            models.Index(F("region"), Coalesce("leave_by", Value(FAR_DAY)), F("id"), name="case_by_region_deadline"),
            models.Index(fields=["coach", "state"], name="case_by_coach"),
            models.Index(fields=["region", "state", "id"], name="case_by_region_state"),
            models.Index(fields=["opened_on", "id"], name="case_by_opening"),
            models.Index(fields=["region", "opened_on", "id"], name="case_by_region_opening"),
        ]
        constraints = [
            known("case", "track", Track),
            known("case", "intake_channel", IntakeChannel),
            known("case", "state", CaseState),
            known("case", "closure_reason", ClosureReason, blank=True),
            known("case", "suspended_from", CaseState, blank=True),
            known("case", "suspension_ground", SuspensionGround, blank=True),
            in_order("case", "opened_on", "closed_on"),
            models.CheckConstraint(
                name="case_closed_iff_dated", condition=Q(state=CaseState.CLOSED) ^ Q(closed_on__isnull=True)
            ),
            models.CheckConstraint(
                name="case_closed_iff_reasoned", condition=Q(state=CaseState.CLOSED) ^ Q(closure_reason="")
            ),
            models.CheckConstraint(
                name="case_suspended_iff_grounded", condition=Q(state=CaseState.SUSPENDED) ^ Q(suspension_ground="")
            ),
            models.UniqueConstraint(
                fields=["household", "track"],
                condition=Q(closed_on__isnull=True),
                name="one_open_case_per_household_and_track",
                violation_error_message=_("This household already has an open case on that track."),
            ),
        ]

    class Privacy:
        personal = ["household", "suspension_ends_with"]
        other = [
            "id", "reference", "track", "target_group", "intake_channel", "region", "office", "coach", "state", "cycle",
            "opened_on", "closed_on", "closure_reason", "suspended_from", "suspension_ground", "leave_by", "version",
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state != CaseState.CLOSED


@pghistory.track()
class CaseMove(AsItWas):
    """A dated, reasoned step in the life of a case; CAS-1 and CAS-2 count these rows."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    cycle = models.PositiveSmallIntegerField(_("Cycle"))
    source = models.CharField(_("From"), max_length=12, choices=CaseState, blank=True)
    target = models.CharField(_("To"), max_length=12, choices=CaseState)
    on = models.DateField(_("Day"))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Reason"), blank=True)
    closure_reason = models.CharField(_("Closed because"), max_length=20, choices=ClosureReason, blank=True)
    suspension_ground = models.CharField(_("Suspended for"), max_length=12, choices=SuspensionGround, blank=True)
    intake_channel = models.CharField(_("Came in by"), max_length=12, choices=IntakeChannel, blank=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [
            models.Index(  # CAS-1 and CAS-2 are counted and split from the index alone
                fields=["target", "on"],
                include=[
                    "source", "region", "household_kind", "target_group", "intake_channel", "closure_reason", "case",
                ],
                name="move_by_target_day",
            )
        ]  # fmt: skip
        constraints = [
            known_kind("move"),
            known("move", "source", CaseState, blank=True),
            known("move", "target", CaseState),
            known("move", "closure_reason", ClosureReason, blank=True),
            known("move", "suspension_ground", SuspensionGround, blank=True),
            known("move", "intake_channel", IntakeChannel, blank=True),
            models.CheckConstraint(
                name="move_closing_iff_reasoned", condition=Q(target=CaseState.CLOSED) ^ Q(closure_reason="")
            ),
            models.UniqueConstraint(
                fields=["case", "cycle"], condition=Q(target=CaseState.CLOSED), name="a_cycle_closes_once"
            ),
            models.UniqueConstraint(
                fields=["case", "cycle"], condition=Q(source="") | Q(source=CaseState.CLOSED), name="a_cycle_opens_once"
            ),
        ]

    class Privacy:
        personal = ["reason"]
        other = [
            *AS_IT_WAS, "id", "case", "cycle", "source", "target", "on", "at", "by", "closure_reason",
            "suspension_ground", "intake_channel",
        ]  # fmt: skip


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on(self, day: datetime.date) -> "PlacementQuerySet":
        """Those in force on `day`; the last day no longer counts."""
        return self.filter(starts_on__lte=day).exclude(ends_on__lte=day)


@pghistory.track()
class Placement(AsItWas):
    """Where an open case was, with whom and as what, from one day up to another; CAS-3 counts those of a day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="placements")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        default_permissions = ()
        indexes = [
            models.Index(  # CAS-3 is counted and split from the index alone
                fields=["starts_on", "ends_on"],
                include=["region", "household_kind", "target_group", "case"],
                name="placement_by_days",
            )
        ]
        constraints = [
            known_kind("placement"),
            in_order("placement", "starts_on", "ends_on"),
            ExclusionConstraint(
                name="a_case_is_in_one_place_at_a_time",
                expressions=[
                    (F("case"), RangeOperators.EQUAL),
                    (DateRange(F("starts_on"), F("ends_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    class Privacy:
        personal: list[str] = []
        other = [*AS_IT_WAS, "id", "case", "starts_on", "ends_on"]


class ReferenceYear(models.Model):
    """The last number given to a case in a year; its row lock is what makes numbers unique."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    class Privacy:
        personal: list[str] = []
        other = ["year", "last"]
