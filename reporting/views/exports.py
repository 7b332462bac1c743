"""Figures and rows as files. What leaves the house is written in the trail first, in the same transaction."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from icam.audit import record
from icam.enums import Verb
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.sheets import Line, csv_bytes
from reporting.access import reach_of
from reporting.exports import MOST_ROWS, definition_lines, figure_lines, row_lines, write_xlsx
from reporting.figures import FIGURES
from reporting.filters import RowsForm, YearForm, read, stretch_in
from reporting.listing import listing
from reporting.periods import period_of
from reporting.registry import HOUSEHOLD, REGION
from reporting.views.figures import known_figure, known_year

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_safe
@transaction.atomic
def year(request: StaffRequest, year: int, kind: str) -> HttpResponseBase:
    """Every figure of a year with all its splits."""
    reach = reach_of(request.user, Capability.EXPORT_FIGURES)
    of = known_year(year)
    form = YearForm(request.GET, year=of, reach=reach, figure=FIGURES[0], splits=(REGION.name, HOUSEHOLD.name))
    read(form, request)
    period = period_of(of, stretch_in(request.GET, of))
    record(Verb.FIGURES_EXPORTED, by=request.user, figure="", year=of, cells=form.cells, kind=kind)
    sheets = {
        _("Figures"): figure_lines(reach, period, form.cells),
        _("Definitions"): definition_lines(reach, period, form.cells),
    }
    return _file(kind, f"icam-figures-{of}", sheets)


@require_safe
@transaction.atomic
def rows(request: StaffRequest, year: int, code: str, kind: str) -> HttpResponseBase:
    """The rows behind a number: those of the list, all its pages."""
    reach = reach_of(request.user, Capability.EXPORT_FIGURES)
    of, figure = known_year(year), known_figure(code)
    form = RowsForm(request.GET, year=of, reach=reach, figure=figure, splits=figure.by)
    read(form, request)
    found = listing(request.user, figure, reach, period_of(of, stretch_in(request.GET, of)), form.cells)
    if found.listed > MOST_ROWS:
        raise BadRequest(gettext_lazy("These are too many rows for one file. Choose a region or a month first."))
    record(Verb.FIGURES_EXPORTED, by=request.user, figure=code, year=of, cells=form.cells, kind=kind, rows=found.listed)
    return _file(kind, f"icam-{code}-{of}", {_("Rows"): row_lines(found)})


def _file(kind: str, name: str, sheets: Mapping[str, Iterable[Line]]) -> FileResponse:
    """The sheets as one file; a CSV holds the first alone."""
    if kind not in TYPES:
        raise Http404
    if kind == "csv":
        made = csv_bytes(next(iter(sheets.values())))
    else:
        made = BytesIO()
        write_xlsx(made, sheets)
        made.seek(0)
    return FileResponse(made, as_attachment=True, filename=f"{name}.{kind}", content_type=TYPES[kind])
