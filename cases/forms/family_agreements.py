from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import AgreementCondition, AgreementEnd
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import PickMany, Picks


class ConditionFields(forms.Form):
    """What the family agrees to."""

    conditions = forms.MultipleChoiceField(label=_("Conditions"), choices=AgreementCondition, widget=PickMany)
    remarks = LongTextField(label=_("Remarks"), required=False, max_length=4000)


class AgreementForm(ConditionFields, OnceForm):
    """An agreement that was concluded."""

    concluded_on = DateField(label=_("Concluded on"), not_future=True)

    field_order = ("concluded_on",)


class ChangeAgreementForm(ConditionFields, VersionedForm):
    """Other conditions or remarks."""


class EndAgreementForm(VersionedForm):
    ended_on = DateField(label=_("Ended on"), not_future=True)
    ended_because = forms.ChoiceField(label=_("Ended because"), choices=AgreementEnd, widget=Picks)


class StepForm(OnceForm):
    """A line of the timetable."""

    text = TextField(label=_("What is to be done"), max_length=300)
    due_on = DateField(label=_("By"))


class SettleStepForm(VersionedForm):
    """Done, or not kept."""

    done_on = DateField(label=_("Done on"), required=False, not_future=True)
    is_breach = forms.BooleanField(label=_("Not kept"), required=False)
    note = LongTextField(label=_("Remarks"), required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("done_on") and typed.get("is_breach"):
            self.add_error("done_on", _("A step is either done or not kept."))
        return typed
