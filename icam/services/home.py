"""What waits for the administrators."""

from typing import Any

from django.db.models import Exists, OuterRef

from icam.models import Desk, Office, User
from icam.permissions import Capability

SHOWN = 6


def administrator_home(user: User) -> dict[str, Any]:
    """Context of office/home.html: accounts and places that cannot work yet, a few by name and how many in all.

    Empty for whoever does not manage the office. Two queries for each of the three lists.
    """
    if not user.may(Capability.MANAGE_OFFICE):
        return {}
    desks = Desk.objects.filter(office=OuterRef("pk"), is_active=True)
    deskless = Office.objects.filter(~Exists(desks), is_active=True).select_related("region")
    lists = {
        "without_region": User.objects.without_region(),
        "without_second_factor": User.objects.without_second_factor(),
        "offices_without_desk": deskless,
    }
    return {name: {"rows": list(rows[:SHOWN]), "count": rows.count()} for name, rows in lists.items()}
