"""The forms of the person's own summary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import summary_texts
from cases.enums.talks import Receipt
from cases.forms.base import offer_choices
from cases.models import Interview
from cases.services import summaries
from icam import languages
from icam.calendar import today
from icam.fields import DateField, LongTextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import Picks


class MakeSummaryForm(OnceForm):
    """For whom, and in which language."""

    person = forms.TypedChoiceField(label=_("For"), coerce=int, widget=Picks)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {person.pk: person for person in summaries.receivers(interview)}
        offer_choices(self, person=[(pk, person.name) for pk, person in self.persons.items()])
        offer_choices(self, language=[(code, languages.language(code).label) for code in summary_texts.languages()])
        if first := next(iter(self.persons.values()), None):
            self.initial.update(person=first.pk, language=summaries.usual_language(first))

    def words(self) -> dict[str, Any]:
        """The words of summaries.make."""
        typed = super().words()
        return typed | {"person": self.persons[typed["person"]]}


class ReceiptForm(VersionedForm):
    """What became of the paper."""

    receipt = forms.ChoiceField(
        label=_("What became of it"), choices=[(one.value, one.label) for one in Receipt if one != Receipt.WAITING],
        widget=Picks,
    )  # fmt: skip
    receipt_on = DateField(label=_("On"), not_future=True, initial=today)
    disagreement = LongTextField(
        label=_("With what the person does not agree"),
        help_text=_("In the person's words. It stands beside the record; the record is not changed by it."),
        required=False, rows=4,
    )  # fmt: skip
