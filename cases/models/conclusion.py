import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.papers import ConclusionState, Consent
from cases.models.case import Case
from icam.constraints import known
from icam.enums import Language
from icam.models import Partner


@pghistory.track()
class Conclusion(models.Model):
    """What the department tells a partner about a household: to whom, when, what, on what ground. Its PDF is kept."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="conclusions")
    reference = models.CharField(_("Reference"), max_length=16, unique=True)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("Partner"))
    recipient = models.CharField(_("For the attention of"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language)
    text = models.TextField(_("Text"))
    consent = models.CharField(_("On what ground"), max_length=5, choices=Consent)
    consent_on = models.DateField(_("The person agreed on"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=9, choices=ConclusionState, default=ConclusionState.MADE)
    file = models.CharField(max_length=120, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    pages = models.PositiveSmallIntegerField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    sent_how = models.CharField(_("How"), max_length=80, blank=True)
    cancelled_because = models.CharField(_("Cancelled because"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("conclusion to a partner")
        verbose_name_plural = _("conclusions to partners")
        default_permissions = ()
        constraints = [
            known("conclusion", "language", Language),
            known("conclusion", "consent", Consent),
            known("conclusion", "state", ConclusionState),
            models.CheckConstraint(
                name="conclusion_consent_iff_dated",
                condition=Q(consent=Consent.GIVEN) ^ Q(consent_on__isnull=True),
                violation_error_message=_("Say when the person agreed."),
            ),
            models.CheckConstraint(
                name="conclusion_sent_iff_dated", condition=Q(state=ConclusionState.SENT) ^ Q(sent_on__isnull=True)
            ),
        ]

    class Privacy:
        personal = ["recipient", "text", "file"]
        other = [
            "id", "case", "reference", "partner", "language", "consent", "consent_on", "state", "sha256", "pages",
            "made_by", "made_at", "sent_on", "sent_how", "cancelled_because", "version",
        ]  # fmt: skip
