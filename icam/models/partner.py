import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from icam.constraints import known
from icam.enums import Language, PartnerKind


@pghistory.track()
class Partner(models.Model):
    """An organisation the department works with (Aliens Act art. 74/24 §2; domain §1.5); the office keeps the list."""

    kind = models.CharField(_("Kind"), max_length=12, choices=PartnerKind)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    street = models.CharField(_("Street, number and box"), max_length=120, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)
    municipality = models.CharField(_("Municipality"), max_length=80, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.FRENCH)
    is_active = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [known("partner", "kind", PartnerKind), known("partner", "language", Language)]

    class Privacy:
        personal: list[str] = []
        other = [
            "id", "kind", "name", "street", "postcode", "municipality", "phone", "email", "language", "is_active",
            "version",
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
