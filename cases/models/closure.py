import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import ClosureReason
from cases.models.case import Case
from icam.constraints import known


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waits for a decision")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", pgettext_lazy("proposal", "Refused")


@pghistory.track()
class ClosureProposal(models.Model):
    """A coach proposes to close a case; another person, its manager, decides."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closure_proposals")
    reason = models.CharField(_("Closed because"), max_length=20, choices=ClosureReason)
    explanation = models.TextField(_("Explanation"))
    state = models.CharField(_("State"), max_length=8, choices=ProposalState, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("proposal to close")
        verbose_name_plural = _("proposals to close")
        default_permissions = ()
        constraints = [
            known("closure", "reason", ClosureReason),
            known("closure", "state", ProposalState),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=ProposalState.OPEN),
                name="one_open_proposal_per_case",
                violation_error_message=_("A proposal to close this case already waits for a decision."),
            ),
            models.CheckConstraint(
                name="closure_decided_by_another_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                violation_error_message=_("Nobody decides on the own proposal."),
            ),
            models.CheckConstraint(
                name="closure_decided_iff_dated", condition=Q(state=ProposalState.OPEN) ^ Q(decided_at__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["explanation", "answer"]
        other = ["id", "case", "reason", "state", "proposed_by", "proposed_at", "decided_by", "decided_at", "version"]
