from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import ExtensionOutcome, OrderGround
from cases.forms.base import offer
from cases.forms.dossier import AboutMemberForm, ReasonedForm, in_order
from cases.models import Order
from icam.calendar import DEPARTURE_DAYS, today
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Annex
from icam.rendering import PickMany, Picks

ANNEXES = Q(gives_order=True) | Q(is_transfer=True)
TOO_EARLY = _("It cannot be notified before it was decided.")


class OrderFields(forms.Form):
    """What stands on the order."""

    annex = forms.ModelChoiceField(Annex.objects.filter(ANNEXES, is_active=True), label=_("Annex"))
    grounds = forms.MultipleChoiceField(
        label=_("Legal grounds (art. 7)"), choices=OrderGround, widget=PickMany, required=False
    )
    decided_on = DateField(label=_("Decided on"), not_future=True)
    notified_on = DateField(label=_("Notified on"), required=False, not_future=True)
    notified_by = TextField(
        label=_("Notified by"), required=False, max_length=80, help_text=_("Municipality, police, registered letter …")
    )
    period_days = forms.IntegerField(label=_("Days to leave"), min_value=0, max_value=60, initial=DEPARTURE_DAYS)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        in_order(self, "decided_on", "notified_on", TOO_EARLY)
        return typed


class OrderForm(OrderFields, AboutMemberForm):
    """An order to leave, or a transfer decision."""


class ChangeOrderForm(OrderFields, ReasonedForm):
    """An order as it was registered, put right."""

    field_order = (*OrderFields.base_fields, "reason")

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(is_active=True) & ANNEXES
        offer(self, annex=Annex.objects.filter(in_use | Q(pk=order.annex_id)))


class WithdrawOrderForm(ReasonedForm):
    withdrawn_on = DateField(
        label=_("Withdrawn or annulled on"),
        required=False,
        not_future=True,
        help_text=_("Leave it empty when the order stands after all."),
    )

    field_order = ("withdrawn_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("withdrawn_on") is None:
            self.initial["withdrawn_on"] = today()


class ExtensionForm(OnceForm):
    requested_on = DateField(label=_("Asked on"), not_future=True)
    reason = LongTextField(label=_("Reason given"), max_length=2000)


class AnswerExtensionForm(VersionedForm):
    outcome = forms.ChoiceField(label=_("Answer"), choices=ExtensionOutcome, widget=Picks)
    answered_on = DateField(label=_("Answered on"), not_future=True)
    until = DateField(
        label=_("Extended to"), required=False, help_text=_("The new last day to leave, when it is granted.")
    )
