from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Decision
from cases.forms.dossier import AboutMemberForm, in_order
from icam.fields import DateField, TextField
from icam.forms.base import VersionedForm
from icam.models import ResidenceRoute
from icam.rendering import Picks

TOO_EARLY = _("The day lies before the application.")


class StayFields(forms.Form):
    """Whether the person may stay meanwhile, and when to look again."""

    lodged_with = TextField(
        label=_("Lodged with"), required=False, max_length=120, help_text=_("Municipality, Office, embassy …")
    )
    gives_provisional_stay = forms.BooleanField(
        label=_("Gives a provisional right to stay"),
        help_text=_("The case is then suspended at once (art. 74/24 §3)."),
        required=False,
    )
    stay_from = DateField(label=_("Provisional stay from"), required=False, not_future=True)
    watch_on = DateField(
        label=_("To be looked at again on"),
        required=False,
        help_text=_("On that day the case stands on the home page."),
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("stay_from") and not typed.get("gives_provisional_stay"):
            self.add_error("stay_from", _("Tick that a provisional stay is given, or leave this day empty."))
        return typed


class ProcedureForm(StayFields, AboutMemberForm):
    """A residence procedure that was lodged."""

    route = forms.ModelChoiceField(ResidenceRoute.objects.filter(is_active=True), label=_("Route"))
    lodged_on = DateField(label=_("Lodged on"), not_future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["person", "route", "lodged_on"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        in_order(self, "lodged_on", "stay_from", TOO_EARLY)
        in_order(self, "lodged_on", "watch_on", TOO_EARLY)
        return typed


class ChangeProcedureForm(StayFields, VersionedForm):
    """What became known of it later."""

    admissible_on = DateField(label=_("Declared admissible on"), required=False, not_future=True)

    field_order = ("lodged_with", "admissible_on")


class DecideProcedureForm(VersionedForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision, widget=Picks)
    decided_on = DateField(label=_("Decided on"), not_future=True)
