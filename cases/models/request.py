import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.people import RequestState
from cases.models.case import Case
from icam.constraints import known


@pghistory.track()
class AccessRequest(models.Model):
    """Somebody found a person whose case lies elsewhere and asks its manager to open it to him."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="access_requests")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="access_requests")
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    why = models.TextField(_("Why you need it"))
    state = models.CharField(_("State"), max_length=8, choices=RequestState, default=RequestState.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        default_permissions = ()
        constraints = [
            known("access_request", "state", RequestState),
            models.UniqueConstraint(
                fields=["case", "requested_by"],
                condition=Q(state=RequestState.OPEN),
                name="one_open_request_per_user",
                violation_error_message=_("You have asked for this already; it waits for a decision."),
            ),
            models.CheckConstraint(
                name="access_request_decided_iff_dated",
                condition=Q(state=RequestState.OPEN) ^ Q(decided_at__isnull=False),
            ),
        ]

    class Privacy:
        personal = ["why", "answer"]
        other = ["id", "case", "requested_by", "requested_at", "state", "decided_by", "decided_at", "version"]
