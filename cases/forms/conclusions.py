"""The forms of conclusions to partners."""

from typing import Any, Self

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.enums.papers import ConclusionPart, Consent
from icam.calendar import today
from icam.enums import Language
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Partner
from icam.rendering import PickMany, Picks


def partners() -> Any:
    return Partner.objects.filter(is_active=True)


class ComposeForm(forms.Form):
    """What a draft is made of; in the address, as numbers and codes."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("The partner's")), *Language.choices], required=False
    )
    include = forms.MultipleChoiceField(label=_("What goes in"), choices=ConclusionPart.choices, widget=PickMany)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "compose_%s"} | kwargs)
        partner = self.fields["partner"]
        assert isinstance(partner, forms.ModelChoiceField)
        partner.queryset = partners()

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """The form of an address, unbound when nothing is asked; BadRequest for a name that is none of ours."""
        if set(query) - set(cls.base_fields):
            raise BadRequest(_("The address of this page holds a word that is not known here."))
        return cls(query or None, initial={"include": list(ConclusionPart)})


class WriteConclusionForm(OnceForm):
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))
    recipient = TextField(label=_("For the attention of"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    text = LongTextField(label=_("Text"), max_length=8000, rows=16)
    consent = forms.ChoiceField(label=_("On what ground"), choices=Consent, widget=Picks)
    consent_on = DateField(label=_("The person agreed on"), required=False, not_future=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partner = self.fields["partner"]
        assert isinstance(partner, forms.ModelChoiceField)
        partner.queryset = partners()


class SendConclusionForm(VersionedForm):
    sent_on = DateField(label=_("Sent on"), not_future=True)
    sent_how = TextField(label=_("How"), max_length=80, help_text=_("For example: secured e-mail, handed over."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_on", today())


class CancelConclusionForm(VersionedForm):
    because = LongTextField(label=_("Why it is cancelled"), max_length=200, rows=2)
