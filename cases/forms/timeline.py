"""The filter of a timeline, in the address: codes, numbers and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import timeline
from cases.forms.base import person_choices
from cases.forms.documents import everyone
from cases.models import Case
from icam.fields import DateField
from icam.forms.lists import ListForm


class TimelineFilter(ListForm):
    kind = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("Everything")), *timeline.KINDS.items()])
    person = forms.TypedChoiceField(label=_("About"), required=False, coerce=int, empty_value=None)
    since = DateField(label=_("From"), required=False, help_text="")
    until = DateField(label=_("Until and including"), required=False, help_text="")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [("", _("Everybody")), *person_choices(everyone(case))]

    def asked(self) -> timeline.Asked:
        return timeline.Asked(**self.cleaned_data)
