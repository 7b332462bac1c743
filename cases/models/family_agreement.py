import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import AgreementCondition, AgreementEnd
from cases.models.case import Case
from icam.constraints import in_order, known


@pghistory.track()
class FamilyAgreement(models.Model):
    """What a family with minors agrees to so as to stay in its own home (Aliens Act art. 74/9 §3)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="family_agreements")
    concluded_on = models.DateField(_("Concluded on"))
    conditions = ArrayField(models.CharField(max_length=14), verbose_name=_("Conditions"), default=list)
    remarks = models.TextField(_("Remarks"), blank=True)
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_because = models.CharField(_("Ended because"), max_length=9, choices=AgreementEnd, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-concluded_on", "-id"]
        verbose_name = _("family agreement")
        verbose_name_plural = _("family agreements")
        default_permissions = ()
        constraints = [
            known("family_agreement", "ended_because", AgreementEnd, blank=True),
            in_order("family_agreement", "concluded_on", "ended_on"),
            models.CheckConstraint(
                name="family_agreement_conditions_known",
                condition=Q(conditions__contained_by=list(AgreementCondition.values)),
            ),
            models.CheckConstraint(
                name="family_agreement_ended_iff_reason", condition=Q(ended_because="") ^ Q(ended_on__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="one_family_agreement_at_a_time",
                violation_error_message=_("An agreement is in force already. End it first."),
            ),
        ]

    @property
    def condition_names(self) -> list[str]:
        """What was agreed to, in words."""
        return [str(AgreementCondition(value).label) for value in self.conditions]

    class Privacy:
        personal = ["conditions", "remarks", "ended_because"]
        other = ["id", "case", "concluded_on", "concluded_by", "ended_on", "version"]


@pghistory.track()
class FamilyStep(models.Model):
    """A line of the timetable drawn up with the family (RD of 17 September 2014), and whether it was kept."""

    agreement = models.ForeignKey(FamilyAgreement, models.PROTECT, related_name="steps")
    text = models.CharField(_("What is to be done"), max_length=300)
    due_on = models.DateField(_("By"))
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    is_breach = models.BooleanField(_("Not kept"), default=False)
    note = models.TextField(_("Remarks"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="family_step_done_or_broken",
                condition=Q(is_breach=False) | Q(done_on__isnull=True),
                violation_error_message=_("A step is either done or not kept."),
            )
        ]

    class Privacy:
        personal = ["text", "note", "is_breach"]
        other = ["id", "agreement", "due_on", "done_on", "version"]
