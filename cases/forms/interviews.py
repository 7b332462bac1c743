from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import MET, OUTCOMES, InterviewMode, InterviewState, LegalStep, MovedBy
from cases.forms.base import language_choices, offer, offer_choices, person_choices
from cases.models import Case, Interview
from cases.services.dossier import persons_of
from cases.services.interviews import Agreed
from icam.fields import DateField, DateTimeField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Desk
from icam.rendering import PickMany, Picks


def desks_of(case: Case) -> Any:
    return Desk.objects.filter(office__region=case.region_id, is_active=True, office__is_active=True).select_related(
        "office"
    )


class DeskField(forms.ModelChoiceField):
    def label_from_instance(self, desk: Any) -> str:
        return f"{desk.office.name}, {desk.name}"


class PlanForm(OnceForm):
    planned_at = DateTimeField(label=_("Day and time"), future=True)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=60)
    mode = forms.ChoiceField(label=_("How"), choices=InterviewMode, widget=Picks, initial=InterviewMode.OFFICE)
    desk = DeskField(Desk.objects.none(), label=_("Desk"), required=False)
    language = forms.ChoiceField(label=_("Language of the talk"), required=False, choices=language_choices)
    interpreter = TextField(label=_("Interpreter"), required=False, max_length=80)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, desk=desks_of(case))
        self.initial.setdefault("language", case.household.head.contact_language)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("mode") == InterviewMode.OFFICE and not typed.get("desk") and "desk" not in self.errors:
            self.add_error("desk", _("Choose the desk, so that the letter can say where to come."))
        return typed


class MoveForm(VersionedForm):
    planned_at = DateTimeField(label=_("New day and time"), future=True)
    desk = DeskField(Desk.objects.none(), label=_("Desk"), required=False)
    asked_by = forms.ChoiceField(label=_("Who asked"), choices=MovedBy, widget=Picks)
    because = TextField(label=_("Why"), max_length=200)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, desk=desks_of(case))


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
