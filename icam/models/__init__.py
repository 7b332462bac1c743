"""Users, places and the trail."""

from icam.models.audit import AuditEvent, AuditLink
from icam.models.partner import Partner
from icam.models.reference import Annex, ResidenceRoute, TargetGroup
from icam.models.region import ClosingDay, Desk, Office, Region
from icam.models.submission import Submission
from icam.models.user import User

__all__ = [
    "Annex",
    "AuditEvent",
    "AuditLink",
    "ClosingDay",
    "Desk",
    "Office",
    "Partner",
    "Region",
    "ResidenceRoute",
    "Submission",
    "TargetGroup",
    "User",
]
