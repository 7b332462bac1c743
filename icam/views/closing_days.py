from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from icam import calendar
from icam.forms.base import VersionedForm, sent
from icam.forms.places import ClosingDayForm, ClosingDayListForm
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import ClosingDay
from icam.permissions import Capability
from icam.refusals import attempt
from icam.services import closing_days


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def closing_days_of_year(request: StaffRequest) -> HttpResponse:
    """The days off of a year, and the form to add one."""
    year = ClosingDayListForm.read(request.GET).cleaned_data["year"] or calendar.today().year
    form = ClosingDayForm(sent(request))
    if form.is_valid():

        def add() -> str:
            return _of_year(closing_days.add(by=request.user, **form.words()).day.year)

        if answer := carry_out(request, form, add):
            messages.success(request, _("The closing day is added."))
            return answer
    context = {
        "year": year,
        "days": closing_days.days_off(year),
        "today": calendar.today(),
        "form": form,
        "years": [{"year": each, "url": _of_year(each)} for each in _around(year)],
    }
    return render(request, "office/closing_days.html", context)


def _around(year: int) -> list[int]:
    return [each for each in range(year - 1, year + 3) if calendar.FIRST_YEAR <= each <= calendar.LAST_YEAR]


def _of_year(year: int) -> str:
    return reverse("office:closing_days", query={"year": year})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def closing_day_remove(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(ClosingDay.objects.select_related("office"), pk=pk)
    form = VersionedForm(sent(request), initial={"version": shown.version})
    if form.is_valid() and attempt(form, lambda: closing_days.remove(shown, by=request.user)):
        messages.success(request, _("The closing day is taken back."))
        return redirect(_of_year(shown.day.year))
    return render(request, "office/closing_day_remove.html", {"shown": shown, "form": form})
