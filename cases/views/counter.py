"""The counter of an office: who is expected, who waits; somebody comes in and is registered in a minute."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from redis.exceptions import RedisError

from cases.access import Foreign, cases_for, persons_for
from cases.enums.talks import VisitReason
from cases.forms.counter import NewVisitorForm, SeekForm, VisitForm, known_of
from cases.models import Member, Person, Visit
from cases.services import finding, glimpses, reception, visits
from cases.views.search import SEARCHED, asking, keep_question, keep_trail, shown
from icam.audit import record
from icam.calendar import today
from icam.dates import DatePrecision, PartialDate
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import Office
from icam.permissions import Capability

LAST = "counter_office"
SEEN_LASTS = 12 * 3600  # seconds: a working day
at_the_counter = require_capability(Capability.USE_COUNTER)


# Which counter --------------------------------------------------------------------------------------------------------


@require_safe
@at_the_counter
def home(request: StaffRequest) -> HttpResponse:
    """To the counter at which the reader was last, or that of his home office, or the first of his regions."""
    offices = reception.offices_of(request.user)
    known = [request.session.get(LAST), request.user.office_id]
    office = next((found for pk in known if pk and (found := offices.filter(pk=pk).first())), offices.first())
    if office is None:
        return render(request, "counter/nowhere.html")
    return redirect("counter:office", office.pk)


def _office(request: StaffRequest, pk: int) -> Office:
    office: Office | None = reception.offices_of(request.user).filter(pk=pk).first()
    if office is None:
        raise Foreign
    if request.session.get(LAST) != office.pk:
        request.session[LAST] = office.pk
    return office


# The page -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@at_the_counter
def desk(request: StaffRequest, office_pk: int) -> HttpResponse:
    """Today, and the box in which to look for who is here. What is searched travels in the body."""
    office = _office(request, office_pk)
    form = SeekForm(sent(request))
    context: dict[str, Any] = {"form": form, "searched": form.is_bound and form.is_valid()}
    if context["searched"]:
        found = glimpses.limit(finding.find(form.question, by=request.user), by=request.user)
        keep_question(request, form.question)
        keep_trail(request, found, "counter")
        context |= shown(request, found)
    return render(request, "counter/desk.html", {**frame_of(request, office), **context})


@require_safe
@at_the_counter
def live(request: StaffRequest, office_pk: int) -> HttpResponse:
    """The part of the page that changes by itself."""
    office = _office(request, office_pk)
    return render(request, "counter/live.html", {**frame_of(request, office, again=True), "is_live": True})


def frame_of(request: StaffRequest, office: Office, *, again: bool = False) -> dict[str, Any]:
    """What stands around every page of the counter. The look goes to the trail.

    Looked at `again` by itself every half minute, only when it shows somebody whom it did not show before.
    """
    board = reception.board(office, reader=request.user)
    if _is_news(request, board) or not again:
        with transaction.atomic():
            record(Verb.COUNTER_SEEN, office, by=request.user, page="counter", persons=len(board.shown))
    return {"board": board, "office": office, "offices": list(reception.offices_of(request.user)), "today": today()}


def _is_news(request: StaffRequest, board: reception.Board) -> bool:
    """Whether a name is on the page that was not there at this reader's last look; not kept in the session, which
    would never end."""
    key, now_shown = f"counter:{request.user.pk}:{board.office.pk}:{today()}", board.shown
    try:
        before = set(cache.get(key) or ())
        cache.set(key, now_shown, SEEN_LASTS)
    except RedisError:
        return True
    return not set(now_shown) <= before


# Somebody comes in ----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@at_the_counter
def receive(request: StaffRequest, office_pk: int, person_pk: int) -> HttpResponse:
    """The visit of somebody who is known."""
    office = _office(request, office_pk)
    person = get_object_or_404(persons_for(request.user).filter(merged_into=None), pk=person_pk)
    case = visits.case_of(person, by=request.user)
    comes = visits.appointment_today(case)
    initial = {**known_of(person), "reason": VisitReason.APPOINTMENT if comes else VisitReason.QUESTION}
    form = VisitForm(sent(request), office=office, user=request.user, case=case, initial=initial)

    def act() -> Visit:
        return visits.register(person, office=office, by=request.user, **form.visit())

    shown_too = {"person": person, "case": case, "comes": comes}
    return _answer(request, form, act, office=office, template="counter/receive.html", **shown_too)


@require_http_methods(["GET", "POST"])
@at_the_counter
def new(request: StaffRequest, office_pk: int) -> HttpResponse:
    """Register somebody and his visit in one go; only after a search in this session."""
    office = _office(request, office_pk)
    if not request.session.get(SEARCHED):
        return redirect("counter:office", office.pk)
    form = NewVisitorForm(sent(request), office=office, user=request.user, initial=_asked(request))

    def act() -> Visit:
        return visits.register_newcomer(
            office=office, by=request.user, decided=form.decided, person=form.person(), **form.visit()
        )

    answer = _answer(request, form, lambda: asking(request, form, act), office=office, template="counter/new.html")
    if form.known:
        keep_trail(request, form.known, "counter")
    return answer


def _asked(request: StaffRequest) -> dict[str, Any]:
    """What was searched, as the beginning of the form: "Warsame, Amina 1990"."""
    asked = request.session[SEARCHED]
    family, _comma, given = asked["names"].partition(",")
    day, precision = asked["born"]
    born = PartialDate(date.fromisoformat(day) if day else None, DatePrecision(precision))
    return {"family_name": family.strip(), "given_names": given.strip()} | ({"born": born} if born.day else {})


def _answer(
    request: StaffRequest, form: BaseForm, act: Callable[[], Visit], *, office: Office, template: str, **context: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            answer = carry_out(request, form, lambda: _after(request, act()))
        except visits.Waits as waits:
            return _already(request, waits, office)
        if answer:
            request.session.pop(SEARCHED, None)
            messages.success(request, _("The visit is registered."))
            return answer
    return render(request, template, {**frame_of(request, office), "form": form, **context})


def _after(request: StaffRequest, visit: Visit) -> str:
    """Where to go on: to the slip, or to the counter."""
    if "print" in request.POST:
        return reverse("counter:slip", args=[visit.pk])
    return reverse("counter:office", args=[visit.office_id])


def _already(request: StaffRequest, waits: visits.Waits, office: Office) -> HttpResponse:
    """To the visit that a colleague, or somebody at another desk, has registered for the same person."""
    first = waits.visit
    said = {"office": first.office, "number": first.number}
    if waits.is_person_new or first.registered_by_id != request.user.pk:
        sentence = _("A colleague has just registered this person: %(office)s, number %(number)s.") % said
    else:
        sentence = _("This person is already registered for today: %(office)s, number %(number)s.") % said
    messages.warning(request, sentence)
    if reception.offices_of(request.user).filter(pk=first.office_id).exists():
        return redirect("counter:visit", first.pk)
    return redirect("counter:office", office.pk)


# Who was expected -----------------------------------------------------------------------------------------------------


@require_POST
@at_the_counter
def arrive(request: StaffRequest, office_pk: int, interview_pk: int, person_pk: int) -> HttpResponse:
    """A member of the household is here for the appointment of today."""
    office = _office(request, office_pk)
    rows = reception.planned_today(office).filter(case__in=cases_for(request.user))
    interview = get_object_or_404(rows.select_related("case"), pk=interview_pk)
    members = Member.objects.filter(household=interview.case.household_id).on(today()).person_ids()
    person = get_object_or_404(Person, pk=person_pk, pk__in=members)
    visits.arrive(interview, person, by=request.user)
    return redirect("counter:office", office.pk)
