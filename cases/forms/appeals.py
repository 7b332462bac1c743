from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import AfterAnnulment, AppealEffect, AppealKind, AppealOutcome
from cases.models import Appeal
from icam.fields import DateField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import Picks

RESTS: dict[str, Any] = {
    AppealEffect.SUSPENDS.value: _("The case is then suspended at once, until the appeal is decided.")
}


class AppealFields(forms.Form):
    """What is known of a pending appeal."""

    lodged_on = DateField(label=_("Lodged on"), not_future=True)
    number = TextField(label=_("Number of the court"), required=False, max_length=40)
    effect = forms.ChoiceField(
        label=_("Effect"), choices=AppealEffect, widget=Picks(hints=RESTS), initial=AppealEffect.NONE
    )


class AppealForm(AppealFields, OnceForm):
    """An appeal that was lodged."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AppealKind, widget=Picks)

    field_order = ("kind",)


class ChangeAppealForm(AppealFields, VersionedForm):
    """Day, number or effect, put right or known later."""


class DecideAppealForm(VersionedForm):
    """How the appeal ended, and what becomes of an order that was annulled."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=AppealOutcome, widget=Picks)
    decided_on = DateField(label=_("Decided on"), not_future=True)
    then = forms.ChoiceField(label=_("If the order was annulled"), choices=AfterAnnulment, widget=Picks, required=False)

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if appeal.order is None or appeal.order.withdrawn_on:
            del self.fields["then"]
