"""Who came to the office: visitors at the counter, members who arrived for an interview."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums.talks import HERE, VisitReason, VisitState
from cases.models.case import Case
from cases.models.interview import Interview
from cases.models.person import Person
from icam.constraints import known
from icam.models import Desk, Office


class VisitQuerySet(models.QuerySet["Visit"]):
    def here(self) -> "VisitQuerySet":
        """Those who wait or are with somebody."""
        return self.filter(state__in=HERE)


@pghistory.track()
class Visit(models.Model):
    """Somebody came to the counter without appointment, or reported for one: why, in what language, to whom."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="visits", verbose_name=pgettext_lazy("place", "Office")
    )
    day = models.DateField(_("Day"))
    number = models.PositiveSmallIntegerField(_("Number of the slip"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name=_("Person"))
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="visits")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="visits")
    reason = models.CharField(_("Reason of the visit"), max_length=11, choices=VisitReason)
    language = models.CharField(_("Speaks"), max_length=8, blank=True)
    needs_interpreter = models.BooleanField(_("With interpreter"), default=False)
    companions = models.PositiveSmallIntegerField(_("Came with (persons)"), default=0)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("Goes to"),
    )
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("Desk"))
    state = models.CharField(_("State"), max_length=7, choices=VisitState, default=VisitState.WAITING)
    came_at = models.DateTimeField(_("Came at"), default=timezone.now)
    called_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("What was done"), max_length=300, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["office", "day", "number"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        default_permissions = ()
        constraints = [
            known("visit", "reason", VisitReason),
            known("visit", "state", VisitState),
            models.UniqueConstraint(fields=["office", "day", "number"], name="slips_are_numbered"),
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=Q(state__in=HERE),
                name="nobody_waits_twice",
                violation_error_message=_("This person is already registered and waits."),
            ),
            models.CheckConstraint(
                name="visit_ended_iff_dated", condition=Q(state__in=HERE) ^ Q(ended_at__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["person", "reason", "language", "needs_interpreter", "companions", "note"]
        other = [
            "id", "office", "day", "number", "case", "interview", "coach", "desk", "state", "came_at", "called_at",
            "ended_at", "registered_by", "version",
        ]  # fmt: skip


@pghistory.track()
class Arrival(models.Model):
    """A member of the household is here for an interview; the record asks for it, lateness is counted from it."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="arrivals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="arrivals")
    arrived_at = models.DateTimeField(_("Arrived at"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["arrived_at", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["interview", "person"], name="nobody_arrives_twice")]

    class Privacy:
        personal = ["person", "arrived_at"]
        other = ["id", "interview", "noted_by"]
