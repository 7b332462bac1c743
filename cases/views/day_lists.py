"""The list of a day of an office, as a paper."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.access import Foreign
from cases.forms.day_lists import DayListForm
from cases.services import day_lists
from icam import calendar
from icam.http import StaffRequest, require_capability
from icam.permissions import Capability


@require_safe
@require_capability(Capability.USE_AGENDA)
def day_list(request: StaffRequest, office_pk: int) -> HttpResponse:
    """`?day=2026-03-02`, or today."""
    office = day_lists.offices_of(request.user).filter(pk=office_pk).first()
    if office is None:
        raise Foreign
    day = DayListForm.read(request.GET).cleaned_data["day"] or calendar.today()
    made = day_lists.printed(office, day, by=request.user)
    headers = {"Content-Disposition": f'attachment; filename="{day.isoformat()}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made.pdf, content_type="application/pdf", headers=headers)
