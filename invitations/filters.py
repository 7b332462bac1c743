"""The filters of the list of letters, in the address; what is not understood is refused, never ignored."""

from typing import Any

import django_filters
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from cases.access import cases_for
from icam.enums import Language
from icam.http import StaffRequest
from icam.identifiers import parse_reference
from icam.paging import refuse_unknown
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter
from invitations.models.letter import LetterQuerySet

GROUPS: dict[str, tuple[LetterState, ...]] = {
    "waiting": (LetterState.DRAFTED, LetterState.READY, LetterState.RENDERING),
    "failed": (LetterState.FAILED,),
    "made": (LetterState.RENDERED,),
    "sent": (LetterState.SENT,),
    "cancelled": (LetterState.CANCELLED,),
}
STATES = [
    ("waiting", _("Waits to be made")),
    ("failed", _("Could not be made")),
    ("made", _("Made, not sent")),
    ("sent", _("Sent")),
    ("cancelled", _("Cancelled")),
]


class LetterFilter(django_filters.FilterSet):
    """What the list of letters can be narrowed by."""

    # a reference says nothing about a person, so it may stand in an address; a name may not
    reference = django_filters.CharFilter(method="with_reference", max_length=20, label=_("Letter reference"))
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_group", label=_("State"), empty_label=_("All states")
    )
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, label=_("Purpose"), empty_label=_("All purposes"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("Channel"), empty_label=_("All channels"))
    language = django_filters.ChoiceFilter(
        choices=Language.choices, label=_("Language"), empty_label=_("All languages")
    )
    whose = django_filters.ChoiceFilter(choices=[("mine", _("Of my cases"))], method="whose_work", label=_("Whose"))

    class Meta:
        model = Letter
        fields: list[str] = []

    def with_reference(self, letters: LetterQuerySet, _name: str, value: str) -> LetterQuerySet:
        return letters.filter(reference=parse_reference(value) or "")

    def in_group(self, letters: LetterQuerySet, _name: str, value: str) -> LetterQuerySet:
        return letters.filter(state__in=GROUPS[value])

    def whose_work(self, letters: LetterQuerySet, _name: str, _value: str) -> LetterQuerySet:
        return letters.filter(case__coach=self.request.user)


def filter_letters(request: StaffRequest) -> LetterFilter:
    """The filters in the address, over the letters of the cases that the reader may see.

    BadRequest for what is not a filter of ours.
    """
    refuse_unknown(request, [*LetterFilter.base_filters])
    reachable = Letter.objects.filter(case__in=cases_for(request.user))
    found = LetterFilter(request.GET, queryset=reachable, request=request)
    if "sort" in request.GET or not found.form.is_valid():
        raise BadRequest(_("One of the filters in the address has a value that this list does not know."))
    return found


def chips(filters: LetterFilter) -> list[dict[str, Any]]:
    """What is active, each with the address that takes it away."""
    active = []
    for name, value in filters.form.cleaned_data.items():
        if not value or name == "whose":
            continue
        field = filters.form.fields[name]
        choices: Any = getattr(field, "choices", ())
        text = dict(choices).get(value, value)
        query = filters.data.copy()
        for gone in (name, "after", "before"):
            query.pop(gone, None)
        active.append({"label": f"{field.label}: {text}", "url": f"?{query.urlencode()}"})
    return active
