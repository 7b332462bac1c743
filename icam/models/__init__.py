"""Users, places and the trail."""

from icam.models.agenda import Absence, AgendaFeed, NoShowRule, Opening, OpeningException
from icam.models.audit import AuditEvent, AuditLink
from icam.models.draft import Draft
from icam.models.partner import Partner
from icam.models.reference import Annex, ResidenceRoute, TargetGroup
from icam.models.region import ClosingDay, Desk, Office, Region
from icam.models.submission import Submission
from icam.models.user import User

__all__ = [
    "Absence",
    "AgendaFeed",
    "Annex",
    "AuditEvent",
    "AuditLink",
    "ClosingDay",
    "Desk",
    "Draft",
    "NoShowRule",
    "Office",
    "Opening",
    "OpeningException",
    "Partner",
    "Region",
    "ResidenceRoute",
    "Submission",
    "TargetGroup",
    "User",
]
