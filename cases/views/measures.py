"""Measures in force."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.enums import MeasureKind
from cases.forms.measures import EndMeasureForm, MeasureForm
from cases.models import Measure
from cases.services import measures
from cases.views.recording import add_page, change_page, of_persons
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def add_measure(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = MeasureForm(sent(request), case=case)

    def act() -> Measure:
        words: dict[str, Any] = form.words() | {"kind": MeasureKind(form.cleaned_data["kind"])}
        return measures.register(case, by=request.user, **words)

    return add_page(request, case, form, act, _("Measure in force"))


@require_http_methods(["GET", "POST"])
def end_measure(request: StaffRequest, pk: int, measure_pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    measure: Measure = of_persons(case, Measure.objects.select_related("person"), measure_pk)
    form = EndMeasureForm(sent(request), initial={"ends_on": measure.ends_on or today(), "version": measure.version})

    def act(version: int) -> Measure:
        return measures.end(case, measure, by=request.user, version=version, **form.words())

    return change_page(request, case, measure, form, act, _("End the measure"), about=measure.person.name)
