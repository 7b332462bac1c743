from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from icam.audit import record
from icam.enums import Verb
from icam.http import StaffRequest, require_capability
from icam.paging import capped_count, page_of
from icam.permissions import Capability
from invitations.filters import chips, filter_letters

SHOWN = ("state", "purpose", "channel", "language")


@require_safe
@require_capability(Capability.WORK_CASE)
def letter_list(request: StaffRequest) -> HttpResponse:
    """The letters of the cases that the reader may see, newest first."""
    filters = filter_letters(request)
    whose = filters.form.cleaned_data["whose"]
    rows = filters.qs.select_related("case__household__principal__merged_into", "interview", "coach")
    page = page_of(request, rows, ("pk",), descending=True)
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, list="letters", rows=len(page.rows), filters=sorted(request.GET))
    context = {
        "filter": filters,
        "shown_filters": [filters.form[name] for name in SHOWN],
        "chips": chips(filters),
        "count": capped_count(filters.qs),
        "page": page,
        "whose": whose,
        "is_mine": whose == "mine",
        "is_region": not whose,
    }
    return render(request, "invitations/list.html", context)
