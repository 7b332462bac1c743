from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import AddressKind, AddressSource
from cases.enums.dossier import AfterCheck, CheckedBy, CheckResult
from cases.forms.dossier import AboutMemberForm
from icam.calendar import today
from icam.fields import DateField, LongTextField, NameField, PostcodeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import Picks


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
    since = DateField(
        label=_("Mail comes back since"),
        required=False,
        not_future=True,
        help_text=_("Leave it empty when mail arrives again."),
    )


class EndAddressForm(VersionedForm):
    ends_on = DateField(label=_("Until"), not_future=True)


class CheckForm(OnceForm):
    """Somebody is asked whether the person still lives there."""

    by_whom = forms.ChoiceField(label=_("Checked by"), choices=CheckedBy, widget=Picks)
    asked_on = DateField(label=_("Asked on"), not_future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", today())


class AnswerCheckForm(VersionedForm):
    """What was found, and what follows for the address."""

    result = forms.ChoiceField(label=_("Result"), choices=CheckResult, widget=Picks)
    done_on = DateField(label=_("Done on"), not_future=True)
    note = LongTextField(label=_("What was found"), required=False, max_length=2000)
    then = forms.ChoiceField(
        label=_("If the person does not live there"), choices=AfterCheck, widget=Picks, required=False
    )
