"""A contact that is no interview: three fields, and a reason when it is put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import ContactKind
from cases.models import ContactMoment
from icam.fields import DateTimeField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import Picks


class ContactForm(OnceForm):
    """A new one."""

    kind = forms.ChoiceField(label=_("What kind of contact"), choices=ContactKind, widget=Picks)
    happened_at = DateTimeField(label=_("When"))
    text = LongTextField(
        label=_("What was said or done"),
        rows=4,
        help_text=_("No health detail here: that belongs in a restricted note."),
    )

    def words(self) -> dict[str, Any]:
        return super().words() | {"kind": ContactKind(self.cleaned_data["kind"])}


class CorrectContactForm(ContactForm, VersionedForm):
    """One that was logged, as it stands."""

    reason = TextField(label=_("Why is it corrected?"), max_length=200)

    @staticmethod
    def initial_of(moment: ContactMoment) -> dict[str, Any]:
        return {name: getattr(moment, name) for name in ("kind", "happened_at", "text", "version")}
