"""A new case, after a search: nobody gets a second file because nobody looked for the first."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.access import cases_for
from cases.enums import HouseholdKind
from cases.forms.people import FindForm, KnownPersonCaseForm, NewCaseForm
from cases.models import Case, Member, Person
from cases.querysets import has_number, is_called
from cases.services import households, life, people
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import User
from icam.permissions import Capability

SEARCHED = "searched"
SHOWN = 20


@require_http_methods(["GET", "POST"])
@require_capability(Capability.VIEW_CASE)
def find(request: StaffRequest) -> HttpResponse:
    """Look for the person first. What was searched travels in the body, never in the address."""
    form = FindForm(sent(request))
    found: list[Case] = []
    free: list[Person] = []
    elsewhere = False
    may_create = request.user.may(Capability.CREATE_CASE)
    if form.is_valid():
        words = form.cleaned_data["q"]
        matching = Case.objects.named(words)
        mine = matching.filter(pk__in=cases_for(request.user).values("pk"))
        found = list(mine.select_related("household__principal__merged_into", "office", "coach").order_by("-pk")[:SHOWN])
        elsewhere = matching.exclude(pk__in=cases_for(request.user).values("pk")).exists()
        free = _without_household(request.user, words) if may_create else []
        request.session[SEARCHED] = words
        with transaction.atomic():
            record(Verb.CASES_SEARCHED, by=request.user, found=len(found), elsewhere=elsewhere)
    context = {
        "form": form,
        "found": found,
        "free": free,
        "elsewhere": elsewhere,
        "searched": form.is_bound and form.is_valid(),
        "may_create": may_create,
    }
    return render(request, "cases/find.html", context)


def _free(user: User) -> QuerySet[Person]:
    """Persons who belong to no household now: never in one, or out of one whose case this reader may open."""
    settled = Member.objects.filter(person=OuterRef("pk"), left_on__isnull=True)
    known = Q(memberships__isnull=True) | Q(memberships__household__cases__in=cases_for(user))
    return Person.objects.filter(known, ~Exists(settled)).distinct()


def _without_household(user: User, words: str) -> list[Person]:
    """Those of them who are called so, or have that number."""
    free = _free(user)
    every = free
    for word in words.split():
        every = every.filter(is_called(word))
    rows = free.filter(Q(pk__in=every.values("pk")) | has_number(words))
    return list(rows.distinct().order_by("family_name", "given_names", "pk")[:SHOWN])


@require_http_methods(["GET", "POST"])
@require_capability(Capability.CREATE_CASE)
def new(request: StaffRequest) -> HttpResponse:
    """Register the person and open the case in one go; only after a search in this session."""
    if not request.session.get(SEARCHED):
        return redirect("cases:find")
    form = NewCaseForm(sent(request), user=request.user, initial={"family_name": request.session[SEARCHED]})

    def act() -> Case:
        person = people.register(by=request.user, **form.person())
        return _open(request, person, form)

    return _answer(request, form, act)


@require_http_methods(["GET", "POST"])
@require_capability(Capability.CREATE_CASE)
def new_for(request: StaffRequest, person_pk: int) -> HttpResponse:
    """A case for somebody registered who belongs to no household."""
    free = _free(request.user)
    person = get_object_or_404(free, pk=person_pk)
    if not request.session.get(SEARCHED):
        return redirect("cases:find")
    form = KnownPersonCaseForm(sent(request), user=request.user)
    return _answer(request, form, lambda: _open(request, person, form), person=person)


def _open(request: StaffRequest, person: Person, form: NewCaseForm | KnownPersonCaseForm) -> Case:
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
    return render(request, "cases/new.html", {"form": form, "title": gettext_lazy("New case"), **context})
