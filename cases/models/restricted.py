import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import RestrictedKind
from cases.models.person import Person
from icam.constraints import in_order, known


@pghistory.track()
class RestrictedNote(models.Model):
    """Vulnerability, health or judicial data of a person (law of 30 July 2018, art. 9 and 10).

    `sealed` is ciphertext; the key never lies in the database. The coach and the manager of the case may read it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="restricted_notes", verbose_name=_("Person"))
    kind = models.CharField(_("Kind"), max_length=13, choices=RestrictedKind)
    sealed = models.BinaryField()
    review_on = models.DateField(_("To be reviewed on"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("Recorded on"))
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_on = models.DateField(_("No longer applies since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-recorded_on", "-id"]
        verbose_name = _("restricted note")
        verbose_name_plural = _("restricted notes")
        default_permissions = ()
        indexes = [models.Index(fields=["review_on"], name="restricted_by_review")]
        constraints = [
            known("restricted", "kind", RestrictedKind),
            in_order("restricted", "recorded_on", "ended_on"),
            in_order("restricted", "recorded_on", "review_on"),
        ]

    class Privacy:
        personal = ["person", "kind", "sealed", "review_on", "recorded_on", "ended_on"]
        other = ["id", "recorded_by", "recorded_at", "version"]
