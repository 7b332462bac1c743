"""When desks are open, and who is away: what appointments are planned into."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from icam.constraints import in_order, known
from icam.enums import AbsenceReason, NoShowStep, OpeningKind, Weekday
from icam.models.region import Desk, Region


class HoursTaken(Func):
    """From one time of day up to another, as a range: on a day that is always the same one."""

    template = "tsrange(DATE '2000-01-01' + %(expressions)s)"
    arg_joiner = ", DATE '2000-01-01' + "
    output_field = DateTimeRangeField()


class WholeDays(Func):
    """From the first day up to and including the last."""

    template = "daterange(%(expressions)s, '[]')"
    output_field = DateRangeField()


class Moments(Func):
    """From one moment up to another."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


HOURS = HoursTaken(F("starts"), F("ends"))


class _OpeningHours(models.Model):
    """From one time of day to another, in slots of so many minutes."""

    starts = models.TimeField(_("From"))
    ends = models.TimeField(_("Until"))
    kind = models.CharField(_("For"), max_length=11, choices=OpeningKind, default=OpeningKind.APPOINTMENT)
    slot_minutes = models.PositiveSmallIntegerField(
        _("Minutes per slot"), default=60, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def _sensible(name: str) -> list[models.CheckConstraint]:
    return [
        known(name, "kind", OpeningKind),
        models.CheckConstraint(
            name=f"{name}_ends_after_start",
            condition=Q(ends__gt=F("starts")),
            violation_error_message=_("The end lies before the beginning."),
        ),
        models.CheckConstraint(
            name=f"{name}_slot_is_sensible",
            condition=Q(slot_minutes__gte=10, slot_minutes__lte=240),
            violation_error_message=_("A slot lasts between 10 minutes and 4 hours."),
        ),
    ]


@pghistory.track()
class Opening(_OpeningHours):
    """The weekly hours of a desk, from one day on, until another day or until further notice."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="openings", verbose_name=_("Desk"))
    weekday = models.PositiveSmallIntegerField(_("Day of the week"), choices=Weekday)
    valid_from = models.DateField(_("In force from"))
    valid_until = models.DateField(_("In force until and including"), null=True, blank=True)

    class Meta:
        ordering = ["desk", "weekday", "starts"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        default_permissions = ()
        constraints = [
            *_sensible("opening"),
            known("opening", "weekday", Weekday),
            in_order("opening", "valid_from", "valid_until"),
            ExclusionConstraint(
                name="a_desk_opens_once_at_a_time",
                expressions=[
                    (F("desk"), RangeOperators.EQUAL),
                    (F("weekday"), RangeOperators.EQUAL),
                    (WholeDays(F("valid_from"), F("valid_until")), RangeOperators.OVERLAPS),
                    (HOURS, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The desk already has opening hours at that time."),
            ),
        ]  # fmt: skip

    class Privacy:
        personal: list[str] = []
        other = [
            "id",
            "desk",
            "weekday",
            "starts",
            "ends",
            "kind",
            "slot_minutes",
            "valid_from",
            "valid_until",
            "version",
        ]


@pghistory.track()
class OpeningException(_OpeningHours):
    """One day on which a desk is open, or shut, other than in its week. A day with one follows no weekly hours."""

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="opening_exceptions", verbose_name=_("Desk"))
    day = models.DateField(_("Day"))
    is_open = models.BooleanField(_("Open"), default=True)
    label = models.CharField(_("Why"), max_length=80)

    class Meta:
        ordering = ["-day", "desk", "starts"]
        verbose_name = _("exception to opening hours")
        verbose_name_plural = _("exceptions to opening hours")
        default_permissions = ()
        constraints = [
            *_sensible("opening_exception"),
            ExclusionConstraint(
                name="one_exception_at_a_time",
                expressions=[
                    (F("desk"), RangeOperators.EQUAL),
                    (F("day"), RangeOperators.EQUAL),
                    (HOURS, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The desk already has an exception at that time."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        other = ["id", "desk", "day", "starts", "ends", "is_open", "kind", "slot_minutes", "label", "version"]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> "AbsenceQuerySet":
        return self.filter(withdrawn_at__isnull=True)


@pghistory.track()
class Absence(models.Model):
    """A coach is away, from one moment to another; who covers. Withdrawn when it does not come to be."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name=_("Who is away")
    )
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    reason = models.CharField(_("Reason"), max_length=8, choices=AbsenceReason, default=AbsenceReason.LEAVE)
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="covers",
        verbose_name=_("Who stands in"),
    )  # fmt: skip
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        default_permissions = ()
        constraints = [
            known("absence", "reason", AbsenceReason),
            models.CheckConstraint(
                name="absence_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                name="absence_is_covered_by_another",
                condition=Q(cover__isnull=True) | ~Q(cover=F("user")),
                violation_error_message=_("Nobody stands in for himself."),
            ),
            ExclusionConstraint(
                name="one_absence_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (Moments(F("starts_at"), F("ends_at")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message=_("An absence is already recorded for that time."),
            ),
        ]

    class Privacy:
        personal = ["user", "reason"]
        other = ["id", "starts_at", "ends_at", "cover", "recorded_by", "withdrawn_at", "version"]


@pghistory.track(exclude=["digest", "last_read_at"])
class AgendaFeed(models.Model):
    """The secret address of a coach's calendar; only the hash of its secret is kept. Revoked, it answers nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="agenda_feeds")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="one_calendar_address_per_user"
            )
        ]

    class Privacy:
        personal: list[str] = []
        other = ["id", "user", "digest", "made_at", "revoked_at", "last_read_at", "version"]


@pghistory.track()
class NoShowRule(models.Model):
    """What a region does when somebody does not come: the step, from the first, second ... time in a cycle on."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="no_show_rules", verbose_name=_("Region"))
    from_count = models.PositiveSmallIntegerField(
        _("From this time on"), validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    step = models.CharField(_("Next step"), max_length=15, choices=NoShowStep)
    days = models.PositiveSmallIntegerField(
        _("Within working days"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["region", "from_count"]
        verbose_name = _("rule after a missed interview")
        verbose_name_plural = _("rules after a missed interview")
        default_permissions = ()
        constraints = [
            known("no_show_rule", "step", NoShowStep),
            models.CheckConstraint(
                name="no_show_rule_is_sensible", condition=Q(from_count__range=(1, 20), days__range=(1, 60))
            ),
            models.UniqueConstraint(
                fields=["region", "from_count"],
                name="one_no_show_rule_per_count",
                violation_error_message=_("There is already a rule from that time on."),
            ),
        ]

    class Privacy:
        personal: list[str] = []
        other = ["id", "region", "from_count", "step", "days", "version"]
