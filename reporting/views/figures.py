"""The page of a year, and the list behind a number."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.http import StaffRequest
from icam.permissions import Capability
from reporting.access import reach_of
from reporting.figures import BY_CODE, FIGURES
from reporting.filters import RowsForm, YearForm, read, stretch_in
from reporting.links import Links
from reporting.listing import Row, listing
from reporting.overview import Overview
from reporting.periods import FIRST_YEAR, period_of
from reporting.registry import HOUSEHOLD, REGION, Figure
from reporting.words import period_in_words, scope_in_words, unit_in_words


def known_year(year: int) -> int:
    """`year`, when there can be figures of it; else 404."""
    if not FIRST_YEAR <= year <= today().year:
        raise Http404
    return year


def known_figure(code: str) -> Figure:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


@require_safe
def year(request: StaffRequest, year: int | None = None) -> HttpResponse:
    """The figures of a year, beside those of the year before."""
    reach = reach_of(request.user)
    of = known_year(year or today().year)
    form = YearForm(request.GET, year=of, reach=reach, figure=FIGURES[0], splits=(REGION.name, HOUSEHOLD.name))
    chosen = read(form, request)
    overview = Overview(
        user=request.user,
        reach=reach,
        year=of,
        stretch=stretch_in(request.GET, of),
        cells=form.cells,
        figure=chosen["figure"],
        by=chosen["by"],
    )
    return render(request, "reporting/year.html", {"page": overview, "form": form})


@require_safe
@transaction.atomic
def rows(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """The list behind a number: what is listed and what is hidden together are the number."""
    reach = reach_of(request.user)
    of, figure = known_year(year), known_figure(code)
    form = RowsForm(request.GET, year=of, reach=reach, figure=figure, splits=figure.by)
    after = read(form, request)["after"]
    period = period_of(of, stretch_in(request.GET, of))
    found = listing(request.user, figure, reach, period, form.cells)
    page, more = found.page(after)
    record(Verb.ROWS_LISTED, by=request.user, figure=code, year=of, cells=form.cells, shown=len(page))
    links = Links(of, stretch_in(request.GET, of), form.cells)
    context = {
        "figure": figure,
        "unit": unit_in_words(figure.unit, found.count),
        "year": of,
        "found": found,
        "page": page,
        "form": form,
        "period": period_in_words(period),
        "scope": scope_in_words(reach, form.cells),
    }
    return render(
        request, "reporting/rows.html", context | _ways_on(request, figure, links, form, page if more else [])
    )


def _ways_on(
    request: StaffRequest, figure: Figure, links: Links, form: RowsForm, followed: Sequence[Row]
) -> dict[str, Any]:
    """Addresses of the list: without one choice or all, first and next page (after the last row), files."""
    here = links.rows(figure.code)
    return {
        "chips": [
            {"label": f"{form[name].label}: {form.label_of(name)}", "url": links.without(name).rows(figure.code)}
            for name in links.cells
        ],
        "clear": links.without(*links.cells).rows(figure.code),
        "back": links.without(*(set(links.cells) - {REGION.name, HOUSEHOLD.name})).page(figure=figure.code),
        "first": here if "after" in request.GET else "",
        "next": links.rows(figure.code, after=followed[-1].mark) if followed else "",
        "may_export": request.user.may(Capability.EXPORT_FIGURES),
        "csv": links.rows_export(figure.code, "csv"),
        "xlsx": links.rows_export(figure.code, "xlsx"),
    }
