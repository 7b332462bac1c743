from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.access import cases_for
from cases.enums import CaseState, HouseholdKind
from cases.filters import CaseFilter, chips, filter_cases
from cases.models import Case
from cases.models.case import FAR_DAY
from icam.audit import record
from icam.calendar import now, today, working_days_between
from icam.enums import Verb
from icam.http import StaffRequest, require_capability
from icam.languages import language
from icam.paging import capped_count, page_of
from icam.permissions import Capability, Role, Scope

SORTS = {
    "due": ("due", "pk"),
    "name": ("household__principal__family_name", "household__principal__given_names", "pk"),
    "opened": ("opened_on", "pk"),
}
FIRST = ("state", "track", "office", "leaving")
MORE = ("household", "group", "region", "coach", "idle")
TONES = {
    CaseState.SELECTED: "quiet",
    CaseState.CONCLUDED: "good",
    CaseState.FOLLOW_UP: "good",
    CaseState.SUSPENDED: "watch",
    CaseState.CLOSED: "quiet",
}
_ALONE = {
    HouseholdKind.SINGLE: gettext_lazy("single"),
    HouseholdKind.COUPLE: gettext_lazy("couple"),
    HouseholdKind.FAMILY: gettext_lazy("family"),
    HouseholdKind.OTHER: gettext_lazy("other household"),
}
_SIZED = {
    HouseholdKind.SINGLE: gettext_lazy("household of %(n)d"),
    HouseholdKind.COUPLE: gettext_lazy("couple"),
    HouseholdKind.FAMILY: gettext_lazy("family of %(n)d"),
    HouseholdKind.OTHER: gettext_lazy("household of %(n)d"),
}
OWN_TABS = {Role.COACH, Role.MANAGER}


def _sorting(request: StaffRequest) -> tuple[tuple[str, ...], bool]:
    asked = request.GET.get("sort", "due")
    keys = SORTS.get(asked.removeprefix("-"))
    if keys is None:
        raise BadRequest(gettext_lazy("This list cannot be sorted by that."))
    return keys, asked.startswith("-")


@require_safe
@require_capability(Capability.VIEW_CASE)
def case_list(request: StaffRequest) -> HttpResponse:
    """The cases the reader may see, as the address narrows and sorts them."""
    filters = filter_cases(request)
    keys, descending = _sorting(request)
    found = filters.qs.annotate(due=Coalesce("leave_by", Value(FAR_DAY)))
    page = page_of(request, found.for_worklist(now()), keys, descending=descending)
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, rows=len(page.rows), filters=sorted(request.GET))
    context = {
        "page": page,
        "rows": [_row(case) for case in page.rows],
        "shown_filters": [filters.form[name] for name in FIRST],
        **_more(request, filters),
        "may_merge": request.user.may(Capability.MERGE_PERSONS),
        "may_create": request.user.may(Capability.CREATE_CASE),
        "may_import": request.user.may(Capability.IMPORT_CASES),
        "is_country": request.user.scope(Capability.VIEW_CASE) is Scope.COUNTRY,
        "filter": filters,
        "chips": chips(filters),
        "count": capped_count(found),
        "tabs": _tabs(request),
    }
    return render(request, "cases/list.html", context)


def _more(request: StaffRequest, filters: CaseFilter) -> dict[str, Any]:
    """The rarer filters: shown on request, and whenever one of them is in use."""
    used = any(filters.form.cleaned_data.get(name) for name in MORE)
    shown = used or "more" in request.GET
    with_more, without = request.GET.copy(), request.GET.copy()
    with_more["more"] = "1"
    for name in (*MORE, "more"):
        without.pop(name, None)
    return {
        "more_filters": [filters.form[name] for name in MORE] if shown else [],
        "more_url": f"?{with_more.urlencode()}",
        "fewer_url": f"?{without.urlencode()}",
    }


def _row(case: Any) -> dict[str, Any]:
    """What the list shows of a case besides its columns."""
    spoken = case.household.head.contact_language
    return {
        "case": case,
        "url": reverse("cases:case", args=[case.pk]),
        "tone": TONES.get(case.state, "info"),
        "language": language(spoken).name if spoken else "",
        "household": _household(case),
        "days_left": working_days_between(today(), case.leave_by) if case.leave_by else None,
    }


def _household(case: Any) -> str:
    """`single`, `family of 4`: short, for one line of a table."""
    if case.member_count and case.member_count > 1:
        return str(_SIZED[case.household.kind]) % {"n": case.member_count}
    return str(_ALONE[case.household.kind])


def _tabs(request: StaffRequest) -> list[dict[str, object]]:
    """Whose cases: the reader's own and those of the region, with a capped number each."""
    user, whose = request.user, request.GET.get("whose", "")
    reachable = cases_for(user).open()
    tabs = [{"key": "", "count": capped_count(reachable), "current": not whose}]
    if user.role in OWN_TABS:
        mine = Case.objects.filter(coach=user).open()
        shared = reachable.filter(grants__user=user, grants__ends_on__gte=today()).distinct()
        tabs.insert(0, {"key": "mine", "count": capped_count(mine), "current": whose == "mine"})
        tabs.append({"key": "shared", "count": capped_count(shared), "current": whose == "shared"})
    return tabs
