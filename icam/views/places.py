"""Regions, offices and desks: the administrators' pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from icam.forms.base import VersionedForm, sent
from icam.forms.places import DeskForm, OfficeForm, PlaceListForm, RegionForm, as_typed
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import Desk, Office, Region
from icam.permissions import Capability
from icam.services import places
from icam.views import errors
from icam.workflow import Stale

IN_USE = Q(is_active=True)


# Regions --------------------------------------------------------------------------------------------------------------


@require_safe
@require_capability(Capability.MANAGE_OFFICE)
def regions(request: StaffRequest) -> HttpResponse:
    form = PlaceListForm.read(request.GET)
    rows = Region.objects.annotate(
        office_count=Count("offices", filter=Q(offices__is_active=True), distinct=True),
        user_count=Count("users", filter=Q(users__is_active=True), distinct=True),
    )
    return render(request, "office/regions.html", _list_context(rows, form))


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def region_add(request: StaffRequest) -> HttpResponse:
    form = RegionForm(sent(request))
    answer = _added(request, form, lambda: _path(places.add_region(by=request.user, **form.words())))
    return answer or render(request, "office/region_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def region(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Region, pk=pk)
    form = RegionForm(sent(request), initial=as_typed(shown))
    answer = _changed(request, form, shown, lambda given: places.change_region(shown, by=request.user, **given))
    shown = get_object_or_404(Region, pk=pk)
    context = {"shown": shown, "form": form, "offices": shown.offices.order_by("name")}
    return answer or render(request, "office/region.html", context)


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def region_retire(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Region, pk=pk), places.retire_region, _("%s is out of use."))


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def region_restore(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Region, pk=pk), places.restore, _("%s is in use again."))


# Offices --------------------------------------------------------------------------------------------------------------


@require_safe
@require_capability(Capability.MANAGE_OFFICE)
def offices(request: StaffRequest) -> HttpResponse:
    form = PlaceListForm.read(request.GET)
    rows = (
        Office.objects.select_related("region")
        .annotate(desk_count=Count("desks", filter=Q(desks__is_active=True)))
        .order_by("region__name", "name")
    )
    if form.cleaned_data["region"]:
        rows = rows.filter(region=form.cleaned_data["region"])
    return render(request, "office/offices.html", _list_context(rows, form))


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def office_add(request: StaffRequest) -> HttpResponse:
    form = OfficeForm(sent(request))
    answer = _added(request, form, lambda: _path(places.add_office(by=request.user, **form.words())))
    return answer or render(request, "office/office_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def office(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Office.objects.select_related("region"), pk=pk)
    form = OfficeForm(sent(request), office=shown, initial=as_typed(shown))
    answer = _changed(request, form, shown, lambda given: places.change_office(shown, by=request.user, **given))
    return answer or _office_page(request, pk, form=form)


def _office_page(request: StaffRequest, pk: int, **forms: VersionedForm) -> HttpResponse:
    shown = get_object_or_404(Office.objects.select_related("region"), pk=pk)
    context = {
        "shown": shown,
        "desks": shown.desks.order_by("-is_active", "name"),
        "form": OfficeForm(office=shown, initial=as_typed(shown)),
        "desk_form": DeskForm(auto_id="desk_%s"),
        **forms,
    }
    return render(request, "office/office.html", context)


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def office_retire(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Office, pk=pk), places.retire_office, _("%s is out of use."))


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def office_restore(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Office, pk=pk), places.restore, _("%s is in use again."))


# Desks ----------------------------------------------------------------------------------------------------------------


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def desk_add(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Office, pk=pk)
    form = DeskForm(request.POST, auto_id="desk_%s")
    answer = _added(request, form, lambda: _path(places.add_desk(shown, by=request.user, **form.words())))
    return answer or _office_page(request, pk, desk_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Desk.objects.select_related("office"), pk=pk)
    form = DeskForm(sent(request), initial={"name": shown.name, "version": shown.version})
    answer = _changed(request, form, shown, lambda given: places.rename_desk(shown, by=request.user, **given))
    return answer or render(request, "office/desk.html", {"shown": shown, "form": form})


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def desk_retire(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Desk, pk=pk), places.retire_desk, _("Desk %s is out of use."))


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def desk_restore(request: StaffRequest, pk: int) -> HttpResponse:
    return _press(request, get_object_or_404(Desk, pk=pk), places.restore, _("Desk %s is in use again."))


# What they share ------------------------------------------------------------------------------------------------------


def _list_context(rows: "QuerySet[Any]", form: PlaceListForm) -> dict[str, Any]:
    retired = rows.filter(is_active=False).count()
    every = form.cleaned_data["show"] == "all"
    return {"rows": rows if every else rows.filter(IN_USE), "retired": retired, "shows_all": every, "form": form}


def _path(place: Region | Office | Desk) -> str:
    """The page of a place; a desk is shown on its office's."""
    if isinstance(place, Region):
        return reverse("office:region", args=[place.pk])
    return reverse("office:office", args=[place.office_id if isinstance(place, Desk) else place.pk])


def _added(request: StaffRequest, form: VersionedForm, make: Callable[[], str]) -> HttpResponse | None:
    """Carry out the form once and go to what it made; None when there is something to say about it."""
    if not form.is_valid():
        return None
    answer = carry_out(request, form, make)
    if answer:
        messages.success(request, _("%s is added.") % form.cleaned_data["name"])
    return answer


def _changed(
    request: StaffRequest, form: VersionedForm, shown: Region | Office | Desk, change: Callable[[dict[str, Any]], bool]
) -> HttpResponse | None:
    """Save the form, or show both texts when somebody was faster; None when there is something to say about it."""
    if not form.is_valid():
        return None
    differed: list[bool] = []

    def act() -> str:
        differed.append(change({**form.words(), "version": form.cleaned_data["version"]}))
        return _path(shown)

    try:
        answer = carry_out(request, form, act)
    except Stale:
        shown.refresh_from_db()
        now = {"name": shown.name} if isinstance(shown, Desk) else as_typed(shown)
        return errors.conflict(request, form=form, now=now, version=shown.version)
    if answer:
        messages.success(request, (_("%s is changed.") if all(differed) else _("Nothing differed for %s.")) % shown)
    return answer


def _press(request: StaffRequest, shown: Region | Office | Desk, act: Callable[..., Any], done: str) -> HttpResponse:
    """A button: carried out, or the reason why not, on the page one came from."""
    form = VersionedForm(request.POST)
    form.is_valid()

    def press() -> str:
        act(shown, by=request.user, version=form.cleaned_data["version"])
        return _path(shown)

    carry_out(request, form, press)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    if not form.errors:
        messages.success(request, done % shown)
    return redirect(_path(shown))
