from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import open_case
from cases.forms.timeline import TimelineFilter
from cases.services import printing
from cases.timeline import of_case
from cases.views.frame import frame_of
from icam.http import StaffRequest


@require_safe
def timeline_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything that happened, narrowed by what the address asks; made to be printed as well."""
    case = open_case(request, pk)
    form = TimelineFilter.read(request.GET, case=case)
    context = {
        **frame_of(request, case, tab="overview"),
        "form": form,
        "entries": of_case(case, request.user, form.asked()),
        "query": request.GET.urlencode(),
    }
    return render(request, "cases/timeline.html", context)


@require_safe
def download(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as a paper; the trail says who took it."""
    case = open_case(request, pk)
    form = TimelineFilter.read(request.GET, case=case)
    said = [f"{form.fields[name].label}: {form.shown(name)}" for name, value in form.cleaned_data.items() if value]
    printed = printing.timeline(case, by=request.user, asked=form.asked(), said=said)
    headers = {"Content-Disposition": f'attachment; filename="{case.reference}.pdf"'}
    return HttpResponse(printed.pdf, content_type="application/pdf", headers=headers)
