from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import HouseholdKind
from icam.constraints import known
from icam.models import Office, Region, TargetGroup

if TYPE_CHECKING:
    from cases.models.case import Case

AS_IT_WAS = ["region", "office", "coach", "household_kind", "target_group"]


class AsItWas(models.Model):
    """The five facts by which the report splits, as they were when it happened; they never follow the case later."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("Region"))
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=pgettext_lazy("place", "Office")
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Coach")
    )
    household_kind = models.CharField(_("Household kind"), max_length=8, choices=HouseholdKind)
    target_group = models.ForeignKey(TargetGroup, models.PROTECT, related_name="+", verbose_name=_("Target group"))

    class Meta:
        abstract = True

    @property
    def facts(self) -> dict[str, Any]:
        """The five facts, to be written on something else that happened under them."""
        return {
            "region_id": self.region_id,
            "office_id": self.office_id,
            "coach_id": self.coach_id,
            "household_kind": self.household_kind,
            "target_group_id": self.target_group_id,
        }


def known_kind(model: str) -> models.CheckConstraint:
    """What every model that keeps the five facts says in its own constraints: Django does not hand them down."""
    return known(model, "household_kind", HouseholdKind)


def as_it_is(case: "Case") -> dict[str, Any]:
    """The five facts of `case` today, to be written on what happens today."""
    return {
        "region_id": case.region_id,
        "office_id": case.office_id,
        "coach_id": case.coach_id,
        "household_kind": case.household.kind,
        "target_group_id": case.target_group_id,
    }
