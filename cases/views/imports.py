from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import workflow
from cases.enums.papers import ImportState, RowResult
from cases.forms.imports import ColumnsForm, DiscardForm, Offer, RowFilter, RowsForm, StartForm, UploadImportForm
from cases.importing.columns import ignored, template
from cases.models import Import
from cases.services import import_results, import_runs, imports
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out, renew, require_capability
from icam.paging import page_of
from icam.permissions import Capability
from icam.sheets import Line, csv_bytes
from icam.workflow import IllegalMove, Stale

CSV = "text/csv; charset=utf-8"
UNDER_WAY = (ImportState.CHECKING, ImportState.RUNNING)
LOOKED_THROUGH = 200  # rows from which samples are taken
STATES = {
    ImportState.READ: "watch",
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "watch",
    ImportState.RUNNING: "info",
    ImportState.DONE: "good",
    ImportState.FAILED: "stop",
}


def _file(lines: Iterable[Line], name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_bytes(lines).getvalue(), content_type=CSV, headers=disposition)


def _address(made: Import) -> str:
    return reverse("cases:import", args=[made.pk])


def _act(
    request: StaffRequest,
    form: BaseForm,
    act: Callable[[], str],
    template: str,
    *,
    made: Import | None = None,
    told: str | Promise = "",
    **shown: Any,
) -> HttpResponse:
    """As cases.views.acting.act_page, for an import: once, on its version, or the form again as it was typed."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if answer := carry_out(request, form, act):
                if told:
                    messages.success(request, str(told))
                return answer
        except (Stale, IllegalMove):
            assert made is not None
            made.refresh_from_db()
            renew(form, made.version)
            status = 409
    return render(request, template, {"form": form, "made": made, **shown}, status=status)


# The list, the template, the file ------------------------------------------------------------------------------------


@require_safe
@require_capability(Capability.IMPORT_CASES)
def import_list(request: StaffRequest) -> HttpResponse:
    """The imports of the reader's regions, newest first."""
    rows = imports.imports_for(request.user).select_related("region", "by")
    page = page_of(request, rows, ("pk",), descending=True)
    shown = [{"made": made, "tone": STATES[ImportState(made.state)]} for made in page.rows]
    return render(request, "cases/imports.html", {"page": page, "rows": shown})


@require_safe
@require_capability(Capability.IMPORT_CASES)
def import_template(request: StaffRequest) -> HttpResponse:
    """An empty table with all our columns, and one invented row."""
    return _file(template(), "icam-import.csv")


@require_http_methods(["GET", "POST"])
@require_capability(Capability.IMPORT_CASES)
def new_import(request: StaffRequest) -> HttpResponse:
    """The file. What it holds is read at once; nobody is registered yet."""
    form = UploadImportForm(sent(request), request.FILES if request.method == "POST" else None, user=request.user)

    def act() -> str:
        file, region = form.cleaned_data["file"], form.cleaned_data["region"]
        made = imports.read(file.read(), by=request.user, region=region, name=file.name)
        return reverse("cases:import_columns", args=[made.pk])

    return _act(request, form, act, "cases/import_new.html")


@require_http_methods(["GET", "POST"])
@require_capability(Capability.IMPORT_CASES)
def columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Which column is what; then every row is checked."""
    made = imports.get(request.user, pk)
    rows = list(made.rows.order_by("number")[:LOOKED_THROUGH])
    form = ColumnsForm(sent(request), made=made, rows=rows, initial={"version": made.version})

    def act() -> str:
        imports.choose_columns(made, by=request.user, version=form.cleaned_data["version"], **form.words())
        transaction.on_commit(lambda: import_runs.wake(made.pk))
        return _address(made)

    unsaid = ignored(made.header, made.mapping.get("columns", {}))
    return _act(request, form, act, "cases/import_columns.html", made=made, ignored=unsaid)


# Rows -----------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@require_capability(Capability.IMPORT_CASES)
def import_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Where an import stands; its rows, what is wrong with them, and what is to become of them."""
    made = imports.get(request.user, pk)
    counted = imports.counts(made)
    result = RowFilter.read(request.GET).cleaned_data["result"] or _first(counted)
    page = page_of(request, made.rows.filter(result=result).select_related("case", "person"), ("number",))
    seen = imports.open_persons(request.user, page.rows)
    offers = [Offer(row, imports.choices_of(row, frozenset(seen)), seen) for row in page.rows]
    form = RowsForm(sent(request), offers=offers, initial={"version": made.version})

    def act() -> str:
        imports.decide(made, by=request.user, version=form.cleaned_data["version"], **form.words())
        return request.get_full_path()

    if request.method == "GET":
        _looked_at(request, made, result, len(page.rows))
    shown = import_results.shown(made, page.rows, to=request.user)
    for row in shown:
        row["field"], row["tick"] = (_bound(form, f"{name}_{row['row'].pk}") for name in ("row", "tick"))
    context = {
        **_standing(made, counted, result),
        "page": page,
        "rows": shown,
        "may_decide": bool(form.fields.keys() - {"token", "version"}),
    }
    return _act(request, form, act, "cases/import.html", made=made, told=_("Saved."), **context)


def _bound(form: BaseForm, name: str) -> Any:
    return form[name] if name in form.fields else None


def _first(counted: dict[str, int]) -> str:
    """Which rows a reader wants to see first: those that wait for him."""
    return next((result for result in import_results.PROBLEMS_FIRST if counted.get(result)), RowResult.WAITING)


def _looked_at(request: StaffRequest, made: Import, result: str, rows: int) -> None:
    if rows:
        with transaction.atomic():
            record(Verb.ROWS_LISTED, made, by=request.user, rows=rows, result=result)


def _standing(made: Import, counted: dict[str, int], result: str = "") -> dict[str, Any]:
    """What the head of the page says of an import."""
    done = made.total - counted.get(RowResult.QUEUED, 0) - counted.get(RowResult.WAITING, 0)
    return {
        "tone": STATES[ImportState(made.state)],
        "is_under_way": made.state in UNDER_WAY,
        "done": done,
        "ready": imports.ready_rows(made).count() if made.state in {ImportState.CHECKED, ImportState.DONE} else 0,
        "may_map": made.state in {ImportState.READ, ImportState.CHECKED},
        "tabs": [
            {"result": each, "label": each.label, "count": counted[each], "is_current": each == result}
            for each in import_results.PROBLEMS_FIRST
            if counted.get(each)
        ],
    }


@require_http_methods(["GET", "POST"])
@require_capability(Capability.IMPORT_CASES)
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """It was the wrong file: its rows go, the trail stays."""
    made = imports.get(request.user, pk)
    if request.method == "GET" and not workflow.DISCARD_IMPORT.fits(made.state):
        raise Http404
    form = DiscardForm(sent(request), initial={"version": made.version})

    def act() -> str:
        imports.discard(made, by=request.user, version=form.cleaned_data["version"], **form.words())
        return reverse("cases:imports")

    return _act(request, form, act, "cases/import_discard.html", made=made, told=_("The import is discarded."))


# Carrying out ---------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@require_capability(Capability.IMPORT_CASES)
def start(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the settled rows in the queue."""
    made = imports.get(request.user, pk)
    form = StartForm(sent(request), initial={"version": made.version})

    def act() -> str:
        chosen = form.cleaned_data["which"] == StartForm.CHOSEN
        imports.start(made, by=request.user, version=form.cleaned_data["version"], only_chosen=chosen)
        transaction.on_commit(lambda: import_runs.wake(made.pk))
        return _address(made)

    counted = imports.counts(made)
    undecided = made.rows.filter(result=RowResult.DECIDE, decision="").count()
    shown = {**_standing(made, counted), "undecided": undecided, "refused": counted.get(RowResult.REFUSED, 0)}
    return _act(request, form, act, "cases/import_start.html", made=made, **shown)


@require_safe
@require_capability(Capability.IMPORT_CASES)
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is; it names nobody. When it is done, the page loads itself anew."""
    made = imports.get(request.user, pk)
    shown = {"made": made, **_standing(made, imports.counts(made))}
    response = render(request, "cases/import_progress.html", shown)
    if made.state not in UNDER_WAY:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@require_capability(Capability.IMPORT_CASES)
@transaction.atomic
def result_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Each row with what became of it, as a file; the trail says who took it."""
    made = imports.get(request.user, pk)
    record(Verb.ROWS_LISTED, made, by=request.user, rows=made.total, file=True)
    return _file(import_results.result_lines(made), f"icam-import-{made.pk}.csv")
