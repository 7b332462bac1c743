"""Who counts what: the reach of a reader, from the one table of permissions."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from icam.models import User
from icam.permissions import Capability, Scope
from reporting.registry import Reach


def reach_of(user: User, capability: Capability = Capability.VIEW_FIGURES) -> Reach:
    """The rows that `user` may count (or export); PermissionDenied for whoever may count none."""
    scope = user.scope(capability) if user.is_active else Scope.NONE
    if scope is Scope.COUNTRY:
        return Reach.country()
    if scope is Scope.REGION:
        return Reach(tuple(user.regions.all()), whole_country=False)
    raise PermissionDenied(_("The figures are not part of your work."))
