"""Keeping two persons apart: set by whoever works on the case, lifted by a manager, shown only where it must be."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import cases_for, open_case
from cases.enums.people import ApartReason
from cases.forms.households import ApartForm, LiftForm
from cases.models import Address, Case, KeepApart, Member, Person
from cases.services import apart
from cases.views.acting import act_page
from cases.views.households import back
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.models import User
from icam.permissions import Capability


def _around(case: Case, reader: User, other: Case | None) -> list[Person]:
    """Who ever belonged to the household, and with them to another one that this reader may open; then the others'."""
    here = Member.objects.filter(household=case.household_id)
    registered = Person.objects.registered_as(list(here.person_ids()))
    shared = Member.objects.filter(person__in=registered).values("household")
    readable = cases_for(reader).filter(household__in=shared).values("household")
    rows = Member.objects.filter(household__in=readable) | here
    if other:
        rows |= Member.objects.filter(household=other.household_id)
    return list(dict.fromkeys(member.person.current for member in rows.with_persons()))


@require_http_methods(["GET", "POST"])
def keep(request: StaffRequest, pk: int, other_pk: int | None = None) -> HttpResponse:
    """From now on the one does not learn where the other lives."""
    case = open_case(request, pk, Capability.WORK_CASE)
    other = open_case(request, other_pk) if other_pk else None
    form = ApartForm(sent(request), persons=_around(case, request.user, other))

    def act() -> str:
        words = form.words() | {"because": ApartReason(form.cleaned_data["because"])}
        apart.keep(words.pop("protected"), by=request.user, case=case, together_with=other, **words)
        return back(case)

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Keep two persons apart"),
        button=gettext_lazy("Keep them apart"),
        done=gettext_lazy("They are kept apart. The address is hidden from the other’s letters and screens."),
        template="cases/keep_apart.html",
    )


@require_http_methods(["GET", "POST"])
def lift(request: StaffRequest, pk: int, apart_pk: int) -> HttpResponse:
    """A manager says that the danger has passed, on the file of the protected person."""
    case = open_case(request, pk, Capability.LIFT_APART)
    rows = KeepApart.objects.in_force().select_related("protected__merged_into", "other__merged_into")
    pair = get_object_or_404(rows, pk=apart_pk)
    if not apart.decides(case, pair):
        raise Http404
    form = LiftForm(sent(request), initial={"version": pair.version})

    def act() -> str:
        apart.lift(pair, by=request.user, case=case, version=form.cleaned_data["version"], **form.words())
        return back(case)

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("No longer keep them apart"),
        button=gettext_lazy("Lift the protection"),
        done=gettext_lazy("They are no longer kept apart. The addresses show again."),
        risk=True,
        versioned=pair,
        about=f"{pair.protected.current.name} · {pair.other.current.name}",
    )


@require_POST
def show(request: StaffRequest, pk: int, address_pk: int) -> HttpResponse:
    """The address of somebody of this very household, once, on a page of its own; the trail keeps who saw it."""
    case = open_case(request, pk, Capability.WORK_CASE)
    rows = Address.objects.select_related("person__merged_into")
    address = get_object_or_404(rows, pk=address_pk)
    if not apart.may_be_asked(case, address):
        raise Http404
    shown = apart.show(case, address, by=request.user)
    response = render(request, "cases/apart_shown.html", {"case": case, "address": shown})
    response["Cache-Control"] = "no-store"
    return response
