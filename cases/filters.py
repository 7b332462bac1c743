"""The filters of the case list, in the address; what is not understood is refused, never ignored.

There is no filter by name: an address is kept by browsers and proxies, and a name does not belong there. One looks for
a person by the search box, which posts (cases.views.intake.find).
"""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.access import cases_for
from cases.enums import CaseState, HouseholdKind, Track
from cases.models import Case
from cases.querysets import CaseQuerySet
from icam.calendar import today
from icam.models import Office, Region, TargetGroup, User
from icam.paging import refuse_unknown

OPEN = "open"
STATES = [(OPEN, _("Open, any state")), *CaseState.choices]
LEAVING = [
    ("past", _("Already past")),
    ("1w", _("Within 1 week")),
    ("2w", _("Within 2 weeks")),
    ("4w", _("Within 4 weeks")),
]
WEEKS = {"1w": 7, "2w": 14, "4w": 28}
WHOSE = [("mine", _("My cases")), ("shared", _("Shared with me"))]


def offices_of(request: HttpRequest) -> "QuerySet[Office]":
    user = request.user
    assert isinstance(user, User)
    everywhere = Office.objects.all()
    return everywhere.filter(region__in=user.regions.all()) if user.regions.exists() else everywhere


class CaseFilter(django_filters.FilterSet):
    """What the list of cases can be narrowed by."""

    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", label=_("State"), empty_label=_("All states")
    )
    track = django_filters.ChoiceFilter(choices=Track.choices, label=_("Track"), empty_label=_("Both tracks"))
    office = django_filters.ModelChoiceFilter(
        queryset=offices_of, label=pgettext_lazy("place", "Office"), empty_label=_("All offices")
    )
    leaving = django_filters.ChoiceFilter(
        choices=LEAVING, method="leaving_within", label=_("To leave"), empty_label=_("Any day")
    )
    whose = django_filters.ChoiceFilter(choices=WHOSE, method="whose_work", label=_("Whose"))
    household = django_filters.ChoiceFilter(
        field_name="household__kind", choices=HouseholdKind.choices, label=_("Household"), empty_label=_("All kinds")
    )
    group = django_filters.ModelChoiceFilter(
        field_name="target_group",
        queryset=TargetGroup.objects.all(),
        label=_("Target group"),
        empty_label=_("All groups"),
    )
    region = django_filters.ModelChoiceFilter(
        queryset=Region.objects.all(), label=_("Region"), empty_label=_("All regions")
    )
    coach = django_filters.ModelChoiceFilter(
        queryset=User.objects.coaching(), label=_("Coach"), empty_label=_("All coaches")
    )
    idle = django_filters.ChoiceFilter(
        choices=[("30", _("No contact for 30 days"))], method="silent", label=_("Contact"), empty_label=_("Any")
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def in_state(self, cases: CaseQuerySet, _name: str, value: str) -> CaseQuerySet:
        return cases.open() if value == OPEN else cases.filter(state=value)

    def leaving_within(self, cases: CaseQuerySet, _name: str, value: str) -> CaseQuerySet:
        if value == "past":
            return cases.leaving_by(today() - timedelta(days=1))
        return cases.leaving_by(today() + timedelta(days=WEEKS[value])).filter(leave_by__gte=today())

    def whose_work(self, cases: CaseQuerySet, _name: str, value: str) -> CaseQuerySet:
        user = self.request.user
        return (
            cases.filter(coach=user)
            if value == "mine"
            else cases.filter(grants__user=user, grants__ends_on__gte=today()).distinct()
        )

    def silent(self, cases: CaseQuerySet, _name: str, value: str) -> CaseQuerySet:
        return cases.silent_since(today() - timedelta(days=int(value)))


def filter_cases(request: HttpRequest) -> CaseFilter:
    """The filters in the address, over the cases the reader may see. BadRequest for what is not a filter of ours."""
    refuse_unknown(request, [*CaseFilter.base_filters, "more"])
    user = request.user
    assert isinstance(user, User)
    found = CaseFilter(request.GET, queryset=cases_for(user), request=request)
    if not found.form.is_valid():
        raise BadRequest(_("One of the filters in the address has a value that this list does not know."))
    return found


def chips(filters: CaseFilter) -> list[dict[str, Any]]:
    """What is active, each with the address that takes it away."""
    active = []
    for name, value in filters.form.cleaned_data.items():
        if value in (None, "") or name == "whose":
            continue
        field = filters.form.fields[name]
        text = dict(getattr(field, "choices", ())).get(value, value) if isinstance(field, forms.ChoiceField) else value
        query = filters.data.copy()
        for gone in (name, "after", "before"):
            query.pop(gone, None)
        active.append({"label": f"{field.label}: {text}", "url": f"?{query.urlencode()}"})
    return active
