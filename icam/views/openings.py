"""The opening hours of an office's desks: the week, and single days that differ from it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from icam import calendar
from icam.dates import weekday_in_words
from icam.enums import Weekday
from icam.forms.base import OnceForm, sent
from icam.forms.openings import CopyForm, ExceptionForm, OpeningAddForm, OpeningChangeForm, OpeningEndForm
from icam.http import StaffRequest, require_capability
from icam.models import Desk, Office, Opening, OpeningException
from icam.permissions import Capability
from icam.services import openings
from icam.views.office_acts import office_act

WORKING_WEEK = 5
SHOWN = ("starts", "ends", "kind", "slot_minutes")


@require_safe
@require_capability(Capability.PLAN_OPENINGS)
def offices(request: StaffRequest) -> HttpResponse:
    """The offices whose hours the reader sets."""
    return render(request, "office/hours_offices.html", {"offices": openings.offices_of(request.user)})


@require_safe
@require_capability(Capability.PLAN_OPENINGS)
def hours(request: StaffRequest, pk: int) -> HttpResponse:
    """The week of every desk of an office, and the days to come that differ."""
    office = _office(request, pk)
    desks = list(office.desks.filter(is_active=True).order_by("name"))
    today = calendar.today()
    rows = list(openings.in_force(desks, today))
    days = range(max([WORKING_WEEK, *(row.weekday + 1 for row in rows)]))
    week = [
        {"desk": desk, "days": [[row for row in rows if (row.desk_id, row.weekday) == (desk.pk, day)] for day in days]}
        for desk in desks
    ]
    context = {
        "office": office,
        "week": week,
        "weekdays": [Weekday(day).label for day in days],
        "today": today,
        "exceptions": OpeningException.objects.filter(desk__in=desks, day__gte=today)
        .select_related("desk")
        .order_by("day", "desk__name", "starts"),
    }
    return render(request, "office/hours.html", context)


# The week -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def opening_add(request: StaffRequest, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = OpeningAddForm(sent(request), office=office, initial=_asked(request, office))

    def act() -> str:
        openings.add(by=request.user, **form.words())
        return _page(office)

    return _act(
        request, office, form, act, title=_("Add opening hours"), button=_("Add the hours"),
        done=_("The hours are added."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def opening(request: StaffRequest, pk: int) -> HttpResponse:
    """Other hours from a day on."""
    shown = _opening(request, pk)
    office = shown.desk.office
    start = {**{name: getattr(shown, name) for name in SHOWN}, "version": shown.version}
    form = OpeningChangeForm(sent(request), initial=start)

    def act() -> str:
        openings.change(shown, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _page(office)

    return _act(
        request, office, form, act, title=_("Change opening hours"), button=_("Change the hours"),
        done=_("The hours are changed."), versioned=shown, about=_about(shown),
        other=reverse("office:opening_end", args=[shown.pk]), other_label=_("End these hours"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def opening_end(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _opening(request, pk)
    office = shown.desk.office
    form = OpeningEndForm(sent(request), initial={"version": shown.version})

    def act() -> str:
        last_day = form.cleaned_data["last_day"]
        openings.end(shown, by=request.user, version=form.cleaned_data["version"], last_day=last_day)
        return _page(office)

    return _act(
        request, office, form, act, title=_("End opening hours"), button=_("End the hours"), risk=True,
        done=_("The hours end on that day."), versioned=shown, about=_about(shown),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def opening_copy(request: StaffRequest, pk: int) -> HttpResponse:
    """The week of one desk for other desks of its office."""
    desk = get_object_or_404(Desk, pk=pk, is_active=True, office__in=openings.offices_of(request.user))
    form = CopyForm(sent(request), office=desk.office, besides=desk)

    def act() -> str:
        openings.copy(desk, by=request.user, **form.words())
        return _page(desk.office)

    return _act(
        request, desk.office, form, act, title=_("Copy the hours of desk %s") % desk, button=_("Copy the hours"),
        done=_("The hours are copied."), about=_("Walk-in hours and desk days come along."),
    )  # fmt: skip


# Single days ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def exception_add(request: StaffRequest, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = ExceptionForm(sent(request), office=office, initial=_asked(request, office))

    def act() -> str:
        openings.make_exception(by=request.user, **form.words())
        return _page(office)

    return _act(
        request, office, form, act, title=_("Another day than usual"), button=_("Keep this day"),
        done=_("The day is kept."), about=_("On that day the desks follow no weekly hours."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def exception_remove(request: StaffRequest, pk: int) -> HttpResponse:
    rows = OpeningException.objects.select_related("desk__office__region")
    shown = get_object_or_404(rows, pk=pk, desk__office__in=openings.offices_of(request.user))
    office = shown.desk.office
    form = OnceForm(sent(request))

    def act() -> str:
        openings.take_back(shown, by=request.user)
        return _page(office)

    return _act(
        request, office, form, act, title=_("Take back a day"), button=_("Take the day back"), risk=True,
        done=_("The day follows the week again."),
        about=f"{shown.desk} · {weekday_in_words(shown.day)} · {shown.label}",
    )  # fmt: skip


# What they share ------------------------------------------------------------------------------------------------------


def _office(request: StaffRequest, pk: int) -> Office:
    return get_object_or_404(openings.offices_of(request.user), pk=pk)


def _opening(request: StaffRequest, pk: int) -> Opening:
    rows = Opening.objects.select_related("desk__office__region")
    return get_object_or_404(rows, pk=pk, desk__office__in=openings.offices_of(request.user))


def _asked(request: StaffRequest, office: Office) -> dict[str, Any]:
    """The desk that the link named, ticked already; only one of this office."""
    asked = request.GET.get("desk", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 10
    desk = office.desks.filter(pk=int(asked), is_active=True).first() if known else None
    return {"desks": [desk.pk]} if desk else {}


def _page(office: Office) -> str:
    return reverse("office:hours", args=[office.pk])


def _about(row: Opening) -> str:
    times = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
    return f"{row.desk} · {row.get_weekday_display()} {times} · {row.get_kind_display()}"


def _act(request: StaffRequest, office: Office, form: OnceForm, act: Any, **words: Any) -> HttpResponse:
    trail = [
        {"label": _("Opening hours"), "url": reverse("office:hours_offices")},
        {"label": office.name, "url": _page(office)},
    ]
    return office_act(request, form, act, back=_page(office), trail=trail, **words)
