"""Who may do what, and how far: one table of role × capability × scope. Imports nothing of ours.

The table is what a manager can read aloud. What follows from role and region is computed from here on every
request and never stored; exceptions on one case are grants (cases.access).
"""

from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is employed as; a user has exactly one role."""

    COACH = "coach", _("ICAM coach")
    MANAGER = "manager", _("Regional manager")
    HEAD = "head", _("Head of department")
    ADMINISTRATOR = "administrator", _("Administrator")


class Capability(TextChoices):
    """One thing that somebody may be allowed to do."""

    VIEW_CASE = "view_case", _("Open a case")
    WORK_CASE = "work_case", _("Work on a case")
    CREATE_CASE = "create_case", _("Open a new case")
    ASSIGN_CASE = "assign_case", _("Assign a case to a coach")
    DECIDE_CLOSURE = "decide_closure", _("Decide on a proposal to close")
    SHARE_CASE = "share_case", _("Give a colleague access to a case")
    VIEW_RESTRICTED = "view_restricted", _("Read and write vulnerability, health and judicial data")
    LIFT_APART = "lift_apart", _("Lift the protection of two persons kept apart")
    MERGE_PERSONS = "merge_persons", _("Decide that two registered persons are one")
    IMPORT_CASES = "import_cases", _("Import cases from a file")
    USE_AGENDA = "use_agenda", _("See the agenda of an office and plan in it")
    USE_COUNTER = "use_counter", _("Receive visitors at the counter")
    COVER_ABSENCES = "cover_absences", _("Record absences of colleagues and who stands in")
    PLAN_OPENINGS = "plan_openings", _("Set the opening hours of desks and the rules after a missed interview")
    VIEW_AUDIT = "view_audit", _("See who looked at a case")
    VIEW_FIGURES = "view_figures", _("See the figures")
    EXPORT_FIGURES = "export_figures", _("Export the figures")
    MANAGE_OFFICE = "manage_office", _("Manage users, regions, offices and desks")


class Scope(IntEnum):
    """How far a capability reaches. Absent from the table means NONE."""

    NONE = 0
    ASSIGNED = 1
    REGION = 2
    COUNTRY = 3


MATRIX: dict[Role, dict[Capability, Scope]] = {
    Role.COACH: {
        Capability.VIEW_CASE: Scope.REGION,
        Capability.WORK_CASE: Scope.ASSIGNED,
        Capability.CREATE_CASE: Scope.REGION,
        Capability.VIEW_RESTRICTED: Scope.ASSIGNED,
        Capability.USE_AGENDA: Scope.REGION,
        Capability.USE_COUNTER: Scope.REGION,
        Capability.VIEW_FIGURES: Scope.REGION,
    },
    Role.MANAGER: {
        Capability.VIEW_CASE: Scope.REGION,
        Capability.WORK_CASE: Scope.REGION,
        Capability.CREATE_CASE: Scope.REGION,
        Capability.ASSIGN_CASE: Scope.REGION,
        Capability.DECIDE_CLOSURE: Scope.REGION,
        Capability.SHARE_CASE: Scope.REGION,
        Capability.VIEW_RESTRICTED: Scope.REGION,
        Capability.LIFT_APART: Scope.REGION,
        Capability.MERGE_PERSONS: Scope.REGION,
        Capability.IMPORT_CASES: Scope.REGION,
        Capability.USE_AGENDA: Scope.REGION,
        Capability.USE_COUNTER: Scope.REGION,
        Capability.COVER_ABSENCES: Scope.REGION,
        Capability.PLAN_OPENINGS: Scope.REGION,
        Capability.VIEW_AUDIT: Scope.REGION,
        Capability.VIEW_FIGURES: Scope.REGION,
        Capability.EXPORT_FIGURES: Scope.REGION,
    },
    Role.HEAD: {
        Capability.VIEW_CASE: Scope.COUNTRY,
        Capability.VIEW_FIGURES: Scope.COUNTRY,
        Capability.EXPORT_FIGURES: Scope.COUNTRY,
    },
    Role.ADMINISTRATOR: {
        Capability.MANAGE_OFFICE: Scope.COUNTRY,
        Capability.PLAN_OPENINGS: Scope.COUNTRY,
    },
}

# Whoever opens a case that is not plainly the own work says why, and the trail keeps it (design §1).
STATES_PURPOSE: dict[Role, Scope] = {Role.COACH: Scope.ASSIGNED, Role.HEAD: Scope.NONE}


def scope_of(role: str, capability: Capability) -> Scope:
    """How far `role` holds `capability`; NONE for an unknown role."""
    return MATRIX.get(Role(role), {}).get(capability, Scope.NONE) if role in Role.values else Scope.NONE


def may(role: str, capability: Capability) -> bool:
    """Whether `role` holds `capability` at all, on however few rows."""
    return scope_of(role, capability) > Scope.NONE
