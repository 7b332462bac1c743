from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import MET, OUTCOMES, InterviewState, LegalStep
from cases.forms.base import language_choices, offer_choices, person_choices
from cases.models import Case, Interview
from cases.services.dossier import persons_of
from cases.services.interviews import Agreed
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import PickMany


class RecordTexts(forms.Form):
    """The written part of the record. Two voices, never one field for both."""

    own_words = LongTextField(label=_("In the person's own words"), required=False, rows=5)
    assessment = LongTextField(label=_("Assessment of the coach"), required=False, rows=5)
    new_elements = LongTextField(label=_("New elements"), required=False, rows=3)
    duty_explained_in = forms.ChoiceField(
        label=_("Duty to cooperate explained in (art. 74/22 §2)"), required=False, choices=language_choices
    )


class RecordForm(RecordTexts, OnceForm):
    """What became of an appointment."""

    outcome = forms.ChoiceField(
        label=_("What happened"), choices=[(state.value, state.label) for state in OUTCOMES], widget=forms.RadioSelect
    )
    held_on = DateField(label=_("Day of the talk"), required=False, not_future=True)
    present = forms.TypedMultipleChoiceField(label=_("Who was there"), coerce=int, required=False, widget=PickMany)
    steps = forms.MultipleChoiceField(
        label=_("Legal steps covered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome_note = LongTextField(
        label=pgettext_lazy("interview", "What happened"), required=False, rows=3, max_length=2000
    )
    agreement = TextField(label=_("What was agreed"), required=False, max_length=300)
    agreement_due = DateField(label=_("By"), required=False)
    agreement_2 = TextField(label=_("What else was agreed"), required=False, max_length=300)
    agreement_2_due = DateField(label=_("By"), required=False)

    field_order = [
        "outcome",
        "held_on",
        "present",
        "steps",
        "duty_explained_in",
        "own_words",
        "assessment",
        "new_elements",
    ]

    def __init__(self, *args: Any, case: Case, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, present=person_choices(persons_of(case, on=day)))
        offer_choices(self, steps=[(step.value, step.label) for step in LegalStep.for_track(case.track)])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("outcome") in MET:
            if not typed.get("present") and "present" not in self.errors:
                self.add_error("present", _("Say who of the household was there."))
            if not typed.get("assessment") and "assessment" not in self.errors:
                self.add_error("assessment", _("Write down how you assess the talk."))
        return typed

    def record(self) -> dict[str, Any]:
        """The words of interviews.record."""
        typed = self.words()
        pairs = [
            (typed.pop("agreement"), typed.pop("agreement_due")),
            (typed.pop("agreement_2"), typed.pop("agreement_2_due")),
        ]
        typed["agreements"] = [Agreed(text, due) for text, due in pairs if text]
        typed["outcome"] = InterviewState(typed["outcome"])
        return typed


class CorrectForm(RecordTexts, VersionedForm):
    reason = TextField(label=_("Why is the record corrected?"), max_length=200)

    @staticmethod
    def initial_of(interview: Interview) -> dict[str, Any]:
        return {name: getattr(interview, name) for name in (*RecordTexts.base_fields, "version")}
