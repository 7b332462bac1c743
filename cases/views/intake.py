"""A new case, after a search: nobody gets a second file because nobody looked for the first."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.enums import HouseholdKind
from cases.forms.people import KnownPersonCaseForm, NewCaseForm
from cases.forms.search import NewcomerFields
from cases.models import Case, Household, Member, Person
from cases.services import finding, households, life, newcomers
from cases.views.search import SEARCHED, asking, keep_trail
from icam.calendar import today
from icam.dates import DatePrecision, PartialDate
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
@require_capability(Capability.CREATE_CASE)
def new(request: StaffRequest) -> HttpResponse:
    """Register the person and open the case in one go; only after a search in this session."""
    if not request.session.get(SEARCHED):
        return redirect("cases:find")
    form = NewCaseForm(sent(request), user=request.user, initial=_asked(request))

    def act() -> Case:
        person = newcomers.register(by=request.user, decided=form.decided, **form.person())
        return _open(request, person, form)

    return _answer(request, form, lambda: asking(request, form, act))


def _asked(request: StaffRequest) -> dict[str, Any]:
    """What was searched, as the beginning of the form."""
    asked = request.session[SEARCHED]
    day, precision = asked["born"]
    born = PartialDate(date.fromisoformat(day) if day else None, DatePrecision(precision))
    return {"family_name": asked["names"]} | ({"born": born} if born.day else {})


@require_http_methods(["GET", "POST"])
@require_capability(Capability.CREATE_CASE)
def new_for(request: StaffRequest, person_pk: int) -> HttpResponse:
    """A case for somebody registered whom no case follows."""
    person = get_object_or_404(finding.free(request.user), pk=person_pk)
    if not request.session.get(SEARCHED):
        return redirect("cases:find")
    form = KnownPersonCaseForm(sent(request), user=request.user)
    return _answer(request, form, lambda: _open(request, person, form), person=person)


def _open(request: StaffRequest, person: Person, form: NewCaseForm | KnownPersonCaseForm) -> Case:
    household = Household.objects.filter(
        members__in=Member.objects.of(person.pk).filter(left_on__isnull=True)
    ).first()  # of those who were parted or reunited: there already, and not followed yet
    if household is None:
        kind = HouseholdKind(form.cleaned_data["household_kind"])
        household = households.found(person, by=request.user, kind=kind, since=today())
    return life.open_case(household, by=request.user, **form.case())


def _answer(request: StaffRequest, form: Form, act: Callable[[], Case], **context: object) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        answer = carry_out(request, form, act)
        if answer:
            request.session.pop(SEARCHED, None)
            messages.success(request, _("The case is open."))
            for warning in getattr(form, "warnings", ()):
                messages.warning(request, str(warning))
            return answer
    if isinstance(form, NewcomerFields) and form.known:
        keep_trail(request, form.known, "new")
    return render(request, "cases/new.html", {"form": form, "title": gettext_lazy("New case"), **context})
