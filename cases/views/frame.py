"""What stands around every page of a case: who it is about, where they stand in law, the acts, the tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import acts, legal
from cases.access import holds
from cases.models import Case
from cases.services import documents, restricted
from cases.services.apart import present_address
from cases.services.dossier import persons_of
from icam import nationalities
from icam.calendar import today, working_days_between
from icam.dates import partial_in_words
from icam.http import StaffRequest
from icam.languages import language
from icam.permissions import Capability


def frame_of(request: StaffRequest, case: Case, *, tab: str) -> dict[str, Any]:
    """Context of templates/cases/frame.html."""
    row, menu = acts.for_user(request.user, case)
    shown, rest = legal.strip(legal.position(case))
    return {
        "case": case,
        "who": who(case),
        "legal": shown,
        "legal_rest": rest,
        "acts": row,
        "more_acts": menu,
        "tabs": _tabs(request, case, tab),
        "needs_care": holds(request.user, case, Capability.VIEW_RESTRICTED) and restricted.standing(case).exists(),
    }


def who(case: Case) -> dict[str, Any]:
    """What must be known at the desk."""
    principal = case.household.head
    members = persons_of(case)
    spoken = language(principal.contact_language).name if principal.contact_language else ""
    return {
        "person": principal,
        "born": partial_in_words(principal.born_on, principal.birth_precision),
        "nationalities": [nationalities.name_of(code) for code in principal.nationalities],
        "numbers": list(principal.file_numbers.all()),
        "members": members,
        "spoken": spoken,
        "days_left": working_days_between(today(), case.leave_by) if case.leave_by else None,
        "address": present_address(case, principal),
    }


def _tabs(request: StaffRequest, case: Case, current: str) -> list[dict[str, Any]]:
    names = [
        ("overview", "cases:case", _("Overview"), None),
        ("people", "cases:people", _("People"), case.household.members.on(today()).person_ids().distinct().count()),
        ("dossier", "cases:dossier", _("Dossier"), None),
        ("interviews", "cases:interviews", _("Interviews"), case.interviews.count()),
        ("prospects", "cases:prospects", _("Prospects"), case.prospects.standing().count()),
        ("documents", "cases:documents", _("Documents"), documents.visible(request.user, case).standing().count()),
        ("conclusions", "cases:conclusions", _("Conclusions"), None),
        ("tasks", "cases:case_tasks", _("Tasks"), case.tasks.open().count()),
    ]
    if holds(request.user, case, Capability.VIEW_RESTRICTED):
        names.append(("restricted", "cases:restricted", _("Restricted"), None))
    if holds(request.user, case, Capability.VIEW_AUDIT):
        names.append(("trail", "cases:trail", _("Who looked"), None))
    return [
        {
            "url": reverse(view, args=[case.pk]),
            "label": label,
            "count": count,
            "current": key == current,
            "locked": key == "restricted",
        }
        for key, view, label, count in names
    ]
