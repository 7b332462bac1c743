"""What every form of a record has: who was there, what was said, the rows, the reviews."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.enums import MET, LegalStep
from cases.enums.talks import AgreementOwner, InterpreterState, ObstacleKind, OptionKind
from cases.forms.base import language_choices, offer_choices, person_choices
from cases.forms.reviews import label_of, score_field
from cases.forms.rows import RowsForm
from cases.models import Case, EngagementReview, Interview, Person
from cases.models.review import SCALES, SCORES, VIEWS
from cases.services.contents import COLUMNS, Agreed, Hindrance
from cases.services.dossier import persons_of
from cases.services.reviews import Marks
from icam.fields import DateField, LongTextField, TextField
from icam.rendering import PickMany

NOTES_LENGTH = 20_000  # some eight pages; said beside the field, and in the refusal
TO_SAY = (InterpreterState.NOT_NEEDED, InterpreterState.CAME, InterpreterState.NO_SHOW, InterpreterState.UNAVAILABLE)


def _notes(label: Any, *, hint: Any = "", rows: int = 6, length: int = NOTES_LENGTH) -> LongTextField:
    return LongTextField(label=label, help_text=hint, required=False, rows=rows, max_length=length)


class RecordTexts(RowsForm):
    """What is written about a talk. Two voices, never one field for both."""

    present = forms.TypedMultipleChoiceField(label=_("Present"), coerce=int, required=False, widget=PickMany)
    late_minutes = forms.IntegerField(label=_("Minutes late"), required=False, min_value=0, max_value=480)
    interpreter_state = forms.ChoiceField(
        label=_("Interpreter"), required=False, choices=[("", "—"), *((state, state.label) for state in TO_SAY)]
    )
    interpreter = TextField(label=_("Name or service of the interpreter"), required=False, max_length=80)
    also_present = TextField(label=_("Others present"), required=False, max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=5, max_value=480)
    outcome_note = LongTextField(
        label=pgettext_lazy("interview", "What happened"), required=False, rows=2, max_length=2000
    )
    steps = forms.MultipleChoiceField(
        label=_("Legal steps covered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    duty_explained_in = forms.ChoiceField(
        label=_("Duty to cooperate explained in (art. 74/22 §2)"), required=False, choices=language_choices
    )
    duty_with_interpreter = forms.BooleanField(label=_("Through the interpreter"), required=False)
    own_words = _notes(
        _("In the person's own words"),
        hint=_("As said, first person, in quotation marks where literal. At most 20,000 characters."),
    )
    assessment = _notes(
        _("Assessment of the coach"), hint=_("What you conclude from it, and why. At most 20,000 characters.")
    )
    concluded = _notes(
        _("What was concluded, and why"),
        hint=_("As it was told to the person: it stands on the summary."),
        rows=3,
        length=4000,
    )
    new_elements = _notes(
        _("New elements"), hint=_("Facts that could change the residence position."), rows=2, length=4000
    )
    options = forms.MultipleChoiceField(label=_("Options explained"), required=False, widget=PickMany)
    options_note = _notes(_("What was explained"), rows=2, length=4000)

    def offer_rows(self, case: Case, day: date, interview: Interview | None) -> None:
        """Fill in what depends on the case: its members, the steps and options of its track, the rows."""
        self.persons = persons_of(case, on=day)
        offer_choices(self, present=person_choices(self.persons))
        picks = self.fields["present"].widget
        assert isinstance(picks, PickMany)
        picks.hints = _who_they_are(case, day)
        offer_choices(self, steps=[(step.value, step.label) for step in LegalStep.for_track(case.track)])
        offer_choices(self, options=[(option.value, option.label) for option in OptionKind.for_track(case.track)])
        self.add_rows("obstacle", _obstacle, _obstacles_of(interview))
        self.add_rows("agreement", self._agreement, _agreements_of(interview))

    def _agreement(self, _number: int) -> dict[str, forms.Field]:
        members = [(f"member:{person.pk}", person.name) for person in self.persons]
        owners: list[tuple[str, Any]] = [(owner.value, owner.label) for owner in AgreementOwner]
        return {
            "text": TextField(label=_("What was agreed"), required=False, max_length=300),
            "who": forms.ChoiceField(label=_("Who"), choices=[*owners, *members], required=False),
            "due": DateField(label=_("By"), required=False, help_text=""),
        }

    def add_reviews(self, persons: list[Person], standing: Mapping[int, EngagementReview]) -> None:
        """Eight scales and a note for every adult."""
        self.reviewed = persons
        labels = {name: label_of(name) for name in SCORES}
        for person in persons:
            for name in SCORES:
                key = f"review_{person.pk}_{name}"
                self.fields[key] = score_field(f"{labels[name]} – {person.name}")
                self.initial[key] = getattr(standing.get(person.pk), name, None)
            note = f"review_{person.pk}_note"
            self.fields[note] = TextField(label=f"{gettext('Note')} – {person.name}", required=False, max_length=500)
            self.initial[note] = getattr(standing.get(person.pk), "note", "")

    def review_tables(self) -> list[dict[str, Any]]:
        """Adult by adult: a line a scale, with the coach's and the person's answer."""
        return [
            {
                "person": person,
                "scales": [[self[f"review_{person.pk}_{view}_{scale}"] for view in VIEWS] for scale in SCALES],
                "note": self[f"review_{person.pk}_note"],
            }
            for person in self.reviewed
        ]

    def obstacle_rows(self) -> list[Any]:
        return self.fields_of("obstacle")

    def agreement_rows(self) -> list[Any]:
        return self.fields_of("agreement")

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        self.agreed = [_agreed(row) for row in self._rows("agreement", gettext("Say what was agreed."), start="who")]
        found = self._rows("obstacle", gettext("Say what stands in the way."))
        for row in found:
            kind = f"{row['prefix']}kind"
            if row.get("text") and not row.get("kind") and kind not in self.errors:
                self.add_error(kind, gettext("Choose what kind of obstacle it is."))
        self.found = [
            Hindrance(ObstacleKind(row["kind"]), row["text"], row.get("action", ""))
            for row in found
            if row.get("kind") and row.get("text")
        ]
        return typed

    def _rows(self, name: str, sentence: str, *, start: str = "") -> list[dict[str, Any]]:
        return self.filled(name, "text", sentence, start=start)

    def needs_a_talk(self, outcome: str) -> None:
        """A talk that was held had somebody there, and the coach thinks something of it."""
        if outcome not in MET:
            return
        if not self.cleaned_data.get("present") and "present" not in self.errors:
            self.add_error("present", gettext("Say who of the household was there."))
        if not self.cleaned_data.get("assessment") and "assessment" not in self.errors:
            self.add_error("assessment", gettext("Write down how you assess the talk."))

    def interpreted(self, booked: str) -> None:
        """Nothing was explained through an interpreter who was not there."""
        state = self.cleaned_data.get("interpreter_state") or booked
        if self.cleaned_data.get("duty_with_interpreter") and state != InterpreterState.CAME:
            self.add_error("duty_with_interpreter", gettext("The record says that no interpreter took part."))

    def columns(self) -> dict[str, Any]:
        """The columns of the record; what was left empty and must not be, keeps what it was."""
        kept = {"minutes", "interpreter_state"}
        typed = {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}
        return {name: value for name, value in typed.items() if name not in kept or value}

    def marks(self) -> list[Marks]:
        return [
            Marks(
                person.pk,
                {name: self.cleaned_data.get(f"review_{person.pk}_{name}") for name in SCORES},
                self.cleaned_data.get(f"review_{person.pk}_note", ""),
            )
            for person in getattr(self, "reviewed", [])
        ]


def _who_they_are(case: Case, day: date) -> dict[str, Any]:
    members = case.household.members.on(day)
    minors = set(members.minor(day).person_ids())
    return {
        str(member.person.current.pk): f"{member.get_role_display()}, {gettext('minor')}"
        if member.person.current.pk in minors
        else str(member.get_role_display())
        for member in members.with_persons()
    }


def _obstacle(_number: int) -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *ObstacleKind.choices], required=False),
        "text": TextField(label=_("What stands in the way"), required=False, max_length=300),
        "action": TextField(label=_("What is done about it"), required=False, max_length=300),
    }


def _obstacles_of(interview: Interview | None) -> list[dict[str, Any]]:
    rows = interview.obstacles.order_by("pk") if interview else []
    return [{"kind": row.kind, "text": row.text, "action": row.action} for row in rows]


def _agreements_of(interview: Interview | None) -> list[dict[str, Any]]:
    rows = interview.agreements.select_related("person__merged_into").order_by("pk") if interview else []
    return [
        {
            "text": row.text,
            "who": f"member:{row.person.current.pk}" if row.person else row.owner,
            "due": row.due_on,
        }
        for row in rows
    ]


def _agreed(row: Mapping[str, Any]) -> Agreed:
    who = row.get("who") or AgreementOwner.PERSON.value
    kind, _sign, person = who.partition(":")
    owner = AgreementOwner.PERSON if person else AgreementOwner(kind)
    return Agreed(row.get("text", ""), row.get("due"), owner, int(person) if person else None)
