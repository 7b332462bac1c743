import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import CheckedBy, CheckResult
from cases.models.case import Case
from cases.models.dossier import Address
from icam.constraints import in_order, known


class ResidenceCheckQuerySet(models.QuerySet["ResidenceCheck"]):
    def running(self) -> "ResidenceCheckQuerySet":
        """Asked for, not answered yet."""
        return self.filter(done_on__isnull=True)


@pghistory.track()
class ResidenceCheck(models.Model):
    """Somebody is asked whether a person still lives at an address, and what he found (Aliens Act art. 74/26)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="residence_checks")
    address = models.ForeignKey(Address, models.PROTECT, related_name="checks")
    by_whom = models.CharField(_("Checked by"), max_length=8, choices=CheckedBy)
    asked_on = models.DateField(_("Asked on"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    result = models.CharField(_("Result"), max_length=15, choices=CheckResult, blank=True)
    note = models.TextField(_("What was found"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResidenceCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-id"]
        verbose_name = _("residence check")
        verbose_name_plural = _("residence checks")
        default_permissions = ()
        constraints = [
            known("check", "by_whom", CheckedBy),
            known("check", "result", CheckResult, blank=True),
            in_order("check", "asked_on", "done_on"),
            models.CheckConstraint(name="check_done_iff_dated", condition=Q(result="") ^ Q(done_on__isnull=False)),
            models.UniqueConstraint(
                fields=["address"],
                condition=Q(result=""),
                name="one_check_running_per_address",
                violation_error_message=_("A check of this address is running already."),
            ),
        ]

    class Privacy:
        personal = ["result", "note", "done_on"]
        other = ["id", "case", "address", "by_whom", "asked_on", "asked_by", "version"]
