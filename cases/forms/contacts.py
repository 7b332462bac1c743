from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import RepresentativeKind
from cases.forms.base import offer
from cases.forms.dossier import AboutMemberForm, in_order
from icam.fields import DateField, NameField, PhoneField, PostcodeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.forms.users import MailField
from icam.models import Partner
from icam.rendering import Picks

BACKWARDS = _("The end lies before the beginning.")


class MandateFields(forms.Form):
    """How to reach a representative, and for how long he acts."""

    organisation = TextField(label=_("Organisation"), required=False, max_length=120)
    street = TextField(label=_("Street, number and box"), required=False, max_length=120)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    municipality = NameField(label=_("Municipality"), required=False, max_length=80)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = MailField(label=_("E-mail"), required=False)
    mandate_from = DateField(label=_("Mandate from"))
    mandate_until = DateField(label=_("Mandate until and including"), required=False)
    gets_copies = forms.BooleanField(label=_("Gets copies of letters"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        in_order(self, "mandate_from", "mandate_until", BACKWARDS)
        return typed


class RepresentativeForm(MandateFields, AboutMemberForm):
    """Somebody who acts for a person."""

    kind = forms.ChoiceField(label=_("Kind"), choices=RepresentativeKind, widget=Picks)
    name = NameField(label=_("Name"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["person", "kind", "name"])


class ChangeRepresentativeForm(MandateFields, VersionedForm):
    """The same, corrected or ended; another person is another row."""


class PartnerFields(forms.Form):
    """With whom there, what for, from when until when."""

    contact = TextField(label=_("Contact person"), required=False, max_length=120)
    what_for = TextField(label=_("What for"), required=False, max_length=200)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until and including"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        in_order(self, "starts_on", "ends_on", BACKWARDS)
        return typed


class CasePartnerForm(PartnerFields, OnceForm):
    """A partner that works with the household."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))

    field_order = ("partner",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, partner=Partner.objects.filter(is_active=True))


class ChangeCasePartnerForm(PartnerFields, VersionedForm):
    """The same, corrected or ended."""
