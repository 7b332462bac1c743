from datetime import date
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from cases.enums import GrantReason
from cases.models.case import Case
from icam.constraints import known


class CaseGrantQuerySet(models.QuerySet["CaseGrant"]):
    def valid_on(self, day: date) -> "CaseGrantQuerySet":
        return self.filter(ends_on__gte=day)


class CaseGrantManager(UserObjectPermissionManager.from_queryset(CaseGrantQuerySet)):  # type: ignore[misc]  # made at run time
    """guardian's manager with our adjectives."""


@pghistory.track()
class CaseGrant(UserObjectPermissionBase):
    """An exception: one colleague may see or work on one case, for a reason, until a day. Never a rule."""

    content_object = models.ForeignKey(Case, models.PROTECT, related_name="grants")
    reason = models.CharField(_("Reason"), max_length=16, choices=GrantReason)
    explanation = models.CharField(_("Explanation"), max_length=300)
    ends_on = models.DateField(_("Until and including"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[CaseGrantManager] = CaseGrantManager()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        default_permissions = ()
        constraints = [known("grant", "reason", GrantReason)]

    class Privacy:
        personal = ["explanation"]
        other = ["id", "user", "permission", "content_object", "reason", "ends_on", "granted_by"]

    @property
    def case_id(self) -> int:
        return int(self.content_object_id)
