"""Annexes, residence routes, target groups and partners: the lists that administrators keep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from icam.forms.base import VersionedForm, sent
from icam.forms.reference import (
    AnnexForm,
    GroupForm,
    PartnerForm,
    PartnerListForm,
    ReferenceListForm,
    RouteForm,
    as_it_is,
    with_code,
)
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import Annex, Partner, ResidenceRoute, TargetGroup
from icam.permissions import Capability
from icam.services import reference
from icam.services.reference import Row
from icam.views import errors
from icam.workflow import Stale


@dataclass(frozen=True)
class Listing:
    """One of the lists: its address, its rows, its form, and what it is called."""

    slug: str
    model: type[Row]
    form: type[VersionedForm]
    title: str | Promise
    lead: str | Promise
    add: str | Promise

    @property
    def is_partners(self) -> bool:
        return self.model is Partner


LISTINGS = {
    listing.slug: listing
    for listing in (
        Listing(
            "annexes",
            Annex,
            AnnexForm,
            gettext_lazy("Annexes"),
            gettext_lazy("The papers on which decisions are served (Royal Decree of 8 October 1981)."),
            gettext_lazy("Add an annex"),
        ),
        Listing(
            "routes",
            ResidenceRoute,
            RouteForm,
            gettext_lazy("Residence routes"),
            gettext_lazy("The procedures by which a right to stay may be asked for."),
            gettext_lazy("Add a route"),
        ),
        Listing(
            "groups",
            TargetGroup,
            GroupForm,
            gettext_lazy("Target groups"),
            gettext_lazy("The groups by which the activity report counts cases."),
            gettext_lazy("Add a target group"),
        ),
        Listing(
            "partners",
            Partner,
            PartnerForm,
            gettext_lazy("Partners"),
            gettext_lazy("The organisations that coaches work with, and conclusions are sent to."),
            gettext_lazy("Add a partner"),
        ),
    )
}


def _listing(kind: str) -> Listing:
    if kind not in LISTINGS:
        raise Http404
    return LISTINGS[kind]


def _row(listing: Listing, pk: int) -> Row:
    rows: Any = listing.model
    found: Row = get_object_or_404(rows, pk=pk)
    return found


@require_safe
@require_capability(Capability.MANAGE_OFFICE)
def listed(request: StaffRequest, kind: str) -> HttpResponse:
    listing = _listing(kind)
    form = (PartnerListForm if listing.is_partners else ReferenceListForm).read(request.GET)
    rows: Any = listing.model._default_manager.all()
    if form.cleaned_data.get("kind"):
        rows = rows.filter(kind=form.cleaned_data["kind"])
    every = form.cleaned_data["show"] == "all"
    context = {
        "listing": listing,
        "listings": [(each, each is listing) for each in LISTINGS.values()],
        "form": form,
        "rows": rows if every else rows.filter(is_active=True),
        "retired": rows.filter(is_active=False).count(),
        "shows_all": every,
    }
    return render(request, "office/partners.html" if listing.is_partners else "office/reference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def add(request: StaffRequest, kind: str) -> HttpResponse:
    listing = _listing(kind)
    form = with_code(listing.form)(sent(request))
    if form.is_valid():
        answer = carry_out(
            request, form, lambda: _path(listing, reference.add(listing.model, by=request.user, **form.words()))
        )
        if answer:
            messages.success(request, _("Added."))
            return answer
    return render(request, "office/reference_add.html", {"listing": listing, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def row(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    listing = _listing(kind)
    shown = _row(listing, pk)
    form = listing.form(sent(request), initial=as_it_is(listing.form, shown))
    answer = _changed(request, listing, shown, form) if form.is_valid() else None
    shown = _row(listing, pk)
    context = {"listing": listing, "shown": shown, "form": form, "uses": reference.uses(shown)}
    return answer or render(request, "office/reference_row.html", context)


def _changed(request: StaffRequest, listing: Listing, shown: Row, form: VersionedForm) -> HttpResponse | None:
    """Save the form, or show both texts when somebody was faster; None when there is something to say about it."""
    differed: list[bool] = []

    def act() -> str:
        version = form.cleaned_data["version"]
        differed.append(reference.change(shown, by=request.user, version=version, **form.words()))
        return _path(listing, shown)

    try:
        answer = carry_out(request, form, act)
    except Stale:
        shown.refresh_from_db()
        return errors.conflict(request, form=form, now=as_it_is(listing.form, shown), version=shown.version)
    if answer:
        messages.success(request, _("Changed.") if all(differed) else _("Nothing differed."))
    return answer


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def retire(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    return _press(request, kind, pk, reference.retire, _("%s is out of use."))


@require_POST
@require_capability(Capability.MANAGE_OFFICE)
def restore(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    return _press(request, kind, pk, reference.restore, _("%s is in use again."))


def _press(request: StaffRequest, kind: str, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    """A button: carried out, or the reason why not, on the page one came from."""
    listing = _listing(kind)
    shown = _row(listing, pk)
    form = VersionedForm(request.POST)
    form.is_valid()

    def press() -> str:
        act(shown, by=request.user, version=form.cleaned_data["version"])
        return _path(listing, shown)

    carry_out(request, form, press)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    if not form.errors:
        messages.success(request, done % shown)
    return redirect(_path(listing, shown))


def _path(listing: Listing, shown: Row) -> str:
    return reverse("office:list_row", args=[listing.slug, shown.pk])
