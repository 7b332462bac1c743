"""The agenda: a week or a day of an office, a desk or a coach, and the way from a free slot to a plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases import workflow
from cases.access import cases_for
from cases.forms.agenda import DAY, WEEK, AgendaForm, ReferenceForm
from cases.models import Case
from cases.services import agenda, unfinished
from cases.views.appointments import PREFILLED, prefilled
from icam.audit import record
from icam.calendar import FIRST_YEAR, LAST_YEAR, today
from icam.dates import long_day_in_words, short_day_in_words
from icam.enums import Verb
from icam.http import StaffRequest, require_capability
from icam.models import Desk, User
from icam.paging import refuse_unknown
from icam.permissions import Capability

OWN_CASES = 100  # beyond that one types the reference


@dataclass(frozen=True)
class Asked:
    """What the address asks for, once understood."""

    desks: tuple[Desk, ...]
    office: str
    coach: User | None
    desk: Desk | None
    day: date
    is_day: bool


@require_safe
@require_capability(Capability.USE_AGENDA)
def page(request: StaffRequest) -> HttpResponse:
    """A week or a day. BadRequest for an address that is not understood."""
    refuse_unknown(request, list(AgendaForm.base_fields))
    desks, coaches = _desks(request.user), _coaches(request.user)
    form = AgendaForm(request.GET, desks=desks, coaches=coaches)
    if not form.is_valid():
        raise BadRequest(gettext_lazy("The agenda does not know one of the values in the address."))
    asked = _asked(request.user, form.cleaned_data, desks, coaches)
    days = _days(asked)
    board = agenda.board(agenda.View(request.user, asked.desks, asked.coach, days))
    with transaction.atomic(savepoint=False):
        record(Verb.AGENDA_SEEN, by=request.user, rows=board.taken, first=days[0].isoformat(), days=len(days))
    form.show(_shown(asked))
    context = {
        "form": form,
        "board": board,
        "asked": asked,
        "unfinished": unfinished.of(request.user).count(),
        "days": [(day, _address(asked, day=day.day, view=DAY)) for day in board.days],
        "sets_hours": request.user.may(Capability.PLAN_OPENINGS),
        **_around(asked, days),
    }
    return render(request, "cases/agenda.html", context)


def _desks(user: User) -> list[Desk]:
    """The desks of the regions of this reader, with their offices."""
    rows = Desk.objects.filter(office__region__in=user.regions.all(), is_active=True, office__is_active=True)
    return list(rows.select_related("office").order_by("office__name", "name"))


def _coaches(user: User) -> list[User]:
    rows = User.objects.coaching().filter(regions__in=user.regions.all()).distinct()
    return list(rows.order_by("last_name", "first_name"))


def _asked(user: User, typed: dict[str, Any], desks: list[Desk], coaches: list[User]) -> Asked:
    """Without office, coach or desk: the office of the reader, else the first of his regions."""
    coach = next((each for each in coaches if each.pk == typed["coach"]), None)
    desk = next((each for each in desks if each.pk == typed["desk"]), None)
    office = typed["office"]
    if desk and office not in (None, desk.office_id):
        desk = None  # the office was changed after the desk was chosen
    if desk:
        office = desk.office_id
    if office is None and coach is None and desks:
        offices = [each.office_id for each in desks]
        office = user.office_id if user.office_id in offices else offices[0]
    shown = tuple(each for each in desks if each.office_id == office and desk in (None, each))
    return Asked(shown, shown[0].office.name if shown else "", coach, desk, _day(typed["day"]), typed["view"] == DAY)


def _day(asked: date | None) -> date:
    """The day in the address; today, or from Saturday on the coming Monday."""
    if asked is None:
        day = today()
        return day + timedelta(days=7 - day.weekday()) if day.weekday() >= agenda.WORKDAYS else day
    if not FIRST_YEAR < asked.year < LAST_YEAR:
        raise BadRequest(gettext_lazy("The agenda does not know one of the values in the address."))
    return asked


def _days(asked: Asked) -> tuple[date, ...]:
    if asked.is_day:
        return (asked.day,)
    monday = asked.day - timedelta(days=asked.day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(agenda.WORKDAYS))


def _shown(asked: Asked) -> QueryDict:
    """What stands in the filters: also what was not said but is meant."""
    data = QueryDict(mutable=True)
    data["office"] = str(asked.desks[0].office_id) if asked.desks else ""
    data["coach"] = str(asked.coach.pk) if asked.coach else ""
    data["desk"] = str(asked.desk.pk) if asked.desk else ""
    data["day"] = asked.day.isoformat()
    data["view"] = DAY if asked.is_day else WEEK
    return data


def _around(asked: Asked, days: tuple[date, ...]) -> dict[str, Any]:
    """The title, and the addresses of what lies around."""
    step = timedelta(days=1 if asked.is_day else 7)
    before, after = asked.day - step, asked.day + step
    while asked.is_day and before.weekday() >= agenda.WORKDAYS:
        before -= step
    while asked.is_day and after.weekday() >= agenda.WORKDAYS:
        after += step
    return {
        "title": _title(asked, days),
        "previous": _address(asked, day=before),
        "next": _address(asked, day=after),
        "now_here": _address(asked, day=_day(None)),
        "as_week": _address(asked, view=WEEK),
        "as_day": _address(asked, view=DAY),
        "today": today(),
        "new_url": reverse("agenda:new"),
    }


def _address(asked: Asked, **changes: Any) -> str:
    data = _shown(asked)
    for name, value in changes.items():
        data[name] = value.isoformat() if isinstance(value, date) else value
    for name in [name for name in data if not data[name]]:
        del data[name]
    return f"?{data.urlencode()}"


def _title(asked: Asked, days: tuple[date, ...]) -> str:
    parts = [asked.office, asked.desk.name if asked.desk else "", str(asked.coach) if asked.coach else ""]
    whose = ", ".join(part for part in parts if part) or _("Agenda")
    if asked.is_day:
        return f"{whose}, {long_day_in_words(asked.day)}"
    words = {
        "whose": whose,
        "first": short_day_in_words(days[0], today()),
        "last": short_day_in_words(days[-1], today()),
    }
    return _("%(whose)s, %(first)s to %(last)s") % words


# From a free slot to a plan -------------------------------------------------------------------------------------------


@require_safe
@require_capability(Capability.WORK_CASE)
def new(request: StaffRequest) -> HttpResponse:
    """For whom the appointment is: one of the own cases, or another by its reference; desk and time stay."""
    query = request.GET.copy()
    typed = query.pop("reference", None)
    request.GET = query  # type: ignore[assignment]  # what is left are the words of the plan
    start = prefilled(request)
    form = ReferenceForm({"reference": typed[-1]} if typed else None)
    if typed and form.is_valid():
        found = _workable(request.user).filter(reference=form.cleaned_data["reference"]).first()
        if found:
            return redirect(_plan_address(found, query))
        form.add_error("reference", _("No case with this reference can be planned by you."))
    own = list(
        _workable(request.user)
        .filter(coach=request.user)
        .select_related("household__principal__merged_into")
        .by_name()[:OWN_CASES]
    )
    with transaction.atomic(savepoint=False):
        record(Verb.AGENDA_SEEN, by=request.user, rows=len(own), page="new")
    rows = [(case, _plan_address(case, query)) for case in own]
    desk = Desk.objects.filter(pk=start.get("desk", 0)).select_related("office").first()
    context = {
        "form": form,
        "rows": rows,
        "start": start,
        "desk": desk,
        "kept": [(k, query[k]) for k in PREFILLED if k in query],
    }
    return render(request, "cases/agenda_new.html", context)


def _workable(user: User) -> Any:
    return cases_for(user, Capability.WORK_CASE).filter(state__in=workflow.WORKABLE)


def _plan_address(case: Case, query: QueryDict) -> str:
    address = reverse("cases:plan_interview", args=[case.pk])
    return f"{address}?{query.urlencode()}" if query else address
