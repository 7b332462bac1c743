"""What passes between the department and a household outside interviews, and what stands in the way."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums.talks import ContactKind, ObstacleKind
from cases.models.case import Case
from cases.models.interview import Interview
from icam.constraints import in_order, known


@pghistory.track()
class ContactMoment(models.Model):
    """A call, a visit, a talk at the counter, a letter received: three fields, in the timeline, never counted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_moments")
    kind = models.CharField(_("Kind"), max_length=7, choices=ContactKind)
    happened_at = models.DateTimeField(_("When"))
    text = models.TextField(_("What was said or done"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-happened_at", "-id"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-happened_at"], name="contact_moment_by_case")]
        constraints = [known("contact_moment", "kind", ContactKind)]

    class Privacy:
        personal = ["kind", "text"]
        other = ["id", "case", "happened_at", "recorded_by", "recorded_at", "version"]


@pghistory.track()
class Obstacle(models.Model):
    """What stands in the way of a durable prospect, and what is done about it (Aliens Act art. 74/24 §1, 4°)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="obstacles")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="obstacles")
    kind = models.CharField(_("Kind"), max_length=9, choices=ObstacleKind)
    text = models.CharField(_("What stands in the way"), max_length=300)
    action = models.CharField(_("What is done about it"), max_length=300, blank=True)
    noted_on = models.DateField(_("Noted on"))
    solved_on = models.DateField(pgettext_lazy("obstacle", "Solved on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["solved_on", "noted_on", "id"]
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        default_permissions = ()
        constraints = [known("obstacle", "kind", ObstacleKind), in_order("obstacle", "noted_on", "solved_on")]

    class Privacy:
        personal = ["kind", "text", "action"]
        other = ["id", "case", "interview", "noted_on", "solved_on", "version"]
