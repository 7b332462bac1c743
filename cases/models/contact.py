"""Who else stands around a person or a case: representatives with a mandate, partners."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import RepresentativeKind
from cases.models.case import Case
from cases.models.person import Person
from icam.calendar import today
from icam.constraints import in_order, known
from icam.models import Partner


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def on(self, day: object) -> "RepresentativeQuerySet":
        """Those whose mandate runs on `day`; the last day still counts."""
        return self.filter(mandate_from__lte=day).exclude(mandate_until__lt=day)


@pghistory.track()
class Representative(models.Model):
    """A lawyer, guardian, confidant or other who acts for a person, from one day to another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="representatives", verbose_name=_("Person"))
    kind = models.CharField(_("Kind"), max_length=9, choices=RepresentativeKind)
    name = models.CharField(_("Name"), max_length=120)
    organisation = models.CharField(_("Organisation"), max_length=120, blank=True)
    street = models.CharField(_("Street, number and box"), max_length=120, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)
    municipality = models.CharField(_("Municipality"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    mandate_from = models.DateField(_("Mandate from"))
    mandate_until = models.DateField(_("Mandate until and including"), null=True, blank=True)
    gets_copies = models.BooleanField(_("Gets copies of letters"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        ordering = ["-mandate_from", "-id"]
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        default_permissions = ()
        constraints = [
            known("representative", "kind", RepresentativeKind),
            in_order("representative", "mandate_from", "mandate_until"),
        ]

    @property
    def has_expired(self) -> bool:
        """Whether the last day of the mandate has passed."""
        return self.mandate_until is not None and self.mandate_until < today()

    class Privacy:
        personal = [
            "person", "kind", "name", "organisation", "street", "postcode", "municipality", "phone", "email",
            "mandate_from", "mandate_until",
        ]  # fmt: skip
        other = ["id", "gets_copies", "version"]


@pghistory.track()
class CasePartner(models.Model):
    """A partner that works with this household, with whom there, from one day to another."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="partners")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+", verbose_name=_("Partner"))
    contact = models.CharField(_("Contact person"), max_length=120, blank=True)
    what_for = models.CharField(_("What for"), max_length=200, blank=True)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until and including"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = _("partner of the case")
        verbose_name_plural = _("partners of the case")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="case_partner_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    class Privacy:
        personal = ["contact", "what_for"]
        other = ["id", "case", "partner", "starts_on", "ends_on", "version"]
