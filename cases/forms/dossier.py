from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import AddressKind, AddressSource, Decision, MeasureKind
from cases.forms.base import MemberChoiceField
from cases.models import Case
from icam.calendar import DEPARTURE_DAYS, today
from icam.fields import DateField, NameField, PostcodeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Annex, ResidenceRoute
from icam.rendering import Picks


class AboutMemberForm(OnceForm):
    """A form about one of the persons of a case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"person": MemberChoiceField(case), **self.fields}


class OrderForm(AboutMemberForm):
    annex = forms.ModelChoiceField(
        Annex.objects.filter(Q(gives_order=True) | Q(is_transfer=True), is_active=True), label=_("Annex")
    )
    decided_on = DateField(label=_("Decided on"), not_future=True)
    notified_on = DateField(label=_("Notified on"), required=False, not_future=True)
    notified_by = TextField(label=_("Notified by"), required=False, max_length=80)
    period_days = forms.IntegerField(label=_("Days to leave"), min_value=0, max_value=60, initial=DEPARTURE_DAYS)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("notified_on") and typed.get("decided_on") and typed["notified_on"] < typed["decided_on"]:
            self.add_error("notified_on", _("It cannot be notified before it was decided."))
        return typed


class ChangeOrderForm(VersionedForm):
    notified_on = DateField(label=_("Notified on"), required=False, not_future=True)
    notified_by = TextField(label=_("Notified by"), required=False, max_length=80)
    extended_to = DateField(label=_("Extended to"), required=False)
    withdrawn_on = DateField(label=_("Withdrawn or annulled on"), required=False, not_future=True)


class MeasureForm(AboutMemberForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=MeasureKind, widget=Picks)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until and including"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("ends_on") and typed.get("starts_on") and typed["ends_on"] < typed["starts_on"]:
            self.add_error("ends_on", _("The end lies before the beginning."))
        return typed


class EndMeasureForm(VersionedForm):
    ends_on = DateField(label=_("Until and including"))


class ProcedureForm(AboutMemberForm):
    route = forms.ModelChoiceField(ResidenceRoute.objects.filter(is_active=True), label=_("Route"))
    lodged_on = DateField(label=_("Lodged on"), not_future=True)
    gives_provisional_stay = forms.BooleanField(
        label=_("Gives a provisional right to stay"),
        help_text=_("The case is then suspended at once (art. 74/24 §3)."),
        required=False,
    )


class DecideProcedureForm(VersionedForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision, widget=Picks)
    decided_on = DateField(label=_("Decided on"), not_future=True)


class AddressForm(AboutMemberForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=AddressKind, widget=Picks, initial=AddressKind.ACTUAL)
    care_of = TextField(label=_("Care of"), required=False, max_length=80)
    street = TextField(label=_("Street, number and box"), max_length=120)
    postcode = PostcodeField(label=_("Postcode"))
    municipality = NameField(label=_("Municipality"), max_length=80)
    starts_on = DateField(label=_("Since"), not_future=True)
    source = forms.ChoiceField(label=_("Known from"), choices=AddressSource)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("starts_on", today())


class UndeliverableForm(VersionedForm):
    since = DateField(label=_("Mail comes back since"), required=False, not_future=True)
