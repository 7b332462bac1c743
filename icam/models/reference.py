from typing import Any

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Reference(models.Model):
    """What every list of reference data has: a permanent code and a name in four languages."""

    code = models.CharField(_("Code"), max_length=24, unique=True)
    name_en = models.CharField(_("Name in English"), max_length=160)
    name_fr = models.CharField(_("Name in French"), max_length=160)
    name_nl = models.CharField(_("Name in Dutch"), max_length=160)
    name_de = models.CharField(_("Name in German"), max_length=160)
    is_confirmed = models.BooleanField(_("Confirmed by the client"), default=False)
    is_active = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in `language` (fr, nl, de or en); English for any other."""
        value: Any = getattr(self, f"name_{language[:2]}", self.name_en)
        return str(value)


REFERENCE_FIELDS = ["id", "code", "name_en", "name_fr", "name_nl", "name_de", "is_confirmed", "is_active", "version"]


@pghistory.track()
class TargetGroup(Reference):
    """The group of persons a case belongs to, as the report counts them (domain §1.4)."""

    class Meta(Reference.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    class Privacy:
        personal: list[str] = []
        other = REFERENCE_FIELDS


@pghistory.track()
class Annex(Reference):
    """An annex to the Royal Decree of 8 October 1981: the paper on which a decision is served."""

    gives_order = models.BooleanField(_("Holds an order to leave"), default=False)
    is_transfer = models.BooleanField(_("Holds a transfer decision"), default=False)

    class Meta(Reference.Meta):
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")

    class Privacy:
        personal: list[str] = []
        other = [*REFERENCE_FIELDS, "gives_order", "is_transfer"]


@pghistory.track()
class ResidenceRoute(Reference):
    """A procedure by which a right to stay may be asked (domain §5.7)."""

    article = models.CharField(_("Article"), max_length=60, blank=True)

    class Meta(Reference.Meta):
        verbose_name = _("residence route")
        verbose_name_plural = _("residence routes")

    class Privacy:
        personal: list[str] = []
        other = [*REFERENCE_FIELDS, "article"]
