"""The record of an interview: one long form for an hour's talk, and the same form to edit or amend it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums import CAME, OUTCOMES, InterviewState
from cases.enums.talks import CancelReason, InterpreterState
from cases.forms.appointments import DeskField, desks_of
from cases.forms.base import offer, offer_choices
from cases.forms.record_texts import TO_SAY, RecordTexts
from cases.models import Case, Interview, Person
from cases.services import reviews
from cases.services.contents import COLUMNS, day_of
from cases.services.interviews import BEFORE_THE_HOUR
from cases.services.records import Content
from cases.services.slots import Slot
from icam.calendar import local_day, now
from icam.dates import moment_in_words
from icam.fields import DateField, DateTimeField, TextField
from icam.forms.base import VersionedForm
from icam.models import Desk
from icam.rendering import Picks

OTHER, NONE = "other", "none"
UNSURE = (InterpreterState.NEEDED, InterpreterState.ASKED)
OUTCOME_HINTS = {
    InterviewState.LEFT_EARLY: _("the talk was not finished"),
    InterviewState.EXCUSED: _("with a reason, beforehand"),
    InterviewState.REFUSED: _("came, but would not talk"),
    InterviewState.CANCELLED: _("never counts against them"),
}


class NextField(forms.ChoiceField):
    """A free slot, another moment, none, or not now; a slot that is no longer free says so."""

    def validate(self, value: Any) -> None:
        if str(value).startswith("slot:") and not self.valid_value(value):
            raise forms.ValidationError(gettext("This time has just been taken. Choose another one."), code="taken")
        super().validate(value)


class RecordForm(RecordTexts, VersionedForm):
    """What became of an appointment, and the next one."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(state.value, state.label) for state in OUTCOMES],
        widget=Picks(hints={state.value: hint for state, hint in OUTCOME_HINTS.items()}),
    )
    cancelled_because = forms.ChoiceField(
        label=_("Cancelled because"), required=False, choices=[("", "—"), *CancelReason.choices]
    )
    held_on = DateField(label=_("Day of the talk"), required=False, not_future=True, help_text="")
    next = NextField(label=_("Next appointment"), required=False, widget=Picks)
    next_at = DateTimeField(label=_("Another day and time"), required=False, future=True)
    next_desk = DeskField(Desk.objects.none(), label=_("Desk"), required=False)
    next_none = TextField(label=_("Why no next appointment"), required=False, max_length=200)

    def __init__(self, *args: Any, case: Case, interview: Interview, slots: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.slots = {f"slot:{slot.desk_id}:{slot.starts_at.isoformat()}": slot for slot in slots}
        day = local_day(interview.planned_at)
        self.offer_rows(case, day, None)
        if interview.planned_at > now():  # the page that cancels asks how a household with a letter is told
            offer_choices(self, outcome=[(s.value, s.label) for s in OUTCOMES if s != InterviewState.CANCELLED])
        offer(self, next_desk=desks_of(case))
        offer_choices(self, next=[*self._offered(), *_without_slot()])
        hints = {code: f"{slot.office_name}, {slot.desk_name}" for code, slot in self.slots.items()}
        picks = self.fields["next"].widget
        assert isinstance(picks, Picks)
        picks.hints = hints
        self.add_reviews(reviews.adults(case, on=day), {})

    def _offered(self) -> list[tuple[str, str]]:
        return [(code, moment_in_words(slot.starts_at)) for code, slot in self.slots.items()]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        typed.pop("version", None)  # what is still planned has no record with which it could be compared
        outcome = typed.get("outcome", "")
        self.needs_a_talk(outcome)
        self._needs_an_interpreter(outcome)
        if outcome == InterviewState.CANCELLED and not typed.get("cancelled_because"):
            self.add_error("cancelled_because", gettext("Say why we cancelled it."))
        if outcome == InterviewState.EXCUSED and not typed.get("outcome_note") and "outcome_note" not in self.errors:
            self.add_error("outcome_note", gettext("Say who excused the household, when and why."))
        if typed.get("next") == OTHER and not typed.get("next_at") and "next_at" not in self.errors:
            self.add_error("next_at", gettext("Type the day and the time."))
        if typed.get("next") == NONE and not typed.get("next_none") and "next_none" not in self.errors:
            self.add_error("next_none", gettext("Say why there is no next appointment."))
        return typed

    def _needs_an_interpreter(self, outcome: str) -> None:
        """Whether one came is never taken for granted: that ours stayed away must not count against the person."""
        is_unsure = self.interview.interpreter_state in UNSURE and not self.cleaned_data.get("interpreter_state")
        if is_unsure and outcome not in BEFORE_THE_HOUR and "interpreter_state" not in self.errors:
            self.add_error("interpreter_state", gettext("Say whether an interpreter took part."))
        elif "interpreter_state" not in self.errors:
            self.interpreted(self.interview.interpreter_state)

    def record(self) -> dict[str, Any]:
        """The words of interviews.record."""
        typed = self.cleaned_data
        outcome = InterviewState(typed["outcome"])
        columns = self.columns()
        if typed["next"] == NONE:
            note = gettext("No next appointment: %s") % typed["next_none"]
            columns["outcome_note"] = "\n".join(part for part in (columns["outcome_note"], note) if part)
        if outcome == InterviewState.CANCELLED:
            columns["cancelled_because"] = typed["cancelled_because"]
        if outcome not in CAME:
            columns["late_minutes"] = columns.get("late_minutes") or None
        return columns | {
            "outcome": outcome,
            "held_on": typed["held_on"],
            "present": typed["present"],
            "agreements": self.agreed,
            "obstacles": self.found,
            "answered": self.marks(),
        }

    def next_words(self) -> dict[str, Any] | None:
        """When and where the next appointment is, or None."""
        choice = self.cleaned_data["next"]
        if choice in self.slots:
            slot = self.slots[choice]
            desk = Desk.objects.select_related("office").get(pk=slot.desk_id)
            return {"planned_at": slot.starts_at, "desk": desk}
        if choice == OTHER:
            return {"planned_at": self.cleaned_data["next_at"], "desk": self.cleaned_data["next_desk"]}
        return None


def _without_slot() -> list[tuple[str, Any]]:
    return [(OTHER, _("Another day")), (NONE, _("None, because …")), ("", _("Plan it later"))]


class EditForm(RecordTexts, VersionedForm):
    """A record that is not signed off yet, as it stands."""

    def __init__(self, *args: Any, case: Case, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.initial = {name: getattr(interview, name) for name in (*COLUMNS, "version")} | {
            "present": [
                row.person.current.pk
                for row in interview.attendances.select_related("person__merged_into")
                if row.was_present
            ]
        }
        day = day_of(interview)
        self.offer_rows(case, day, interview)
        _offer_as_well(self, "interpreter_state", interview.interpreter_state)
        self._offer_reviews(reviews.adults(case, on=day) if interview.has_met else [])

    def _offer_reviews(self, adults: list[Person]) -> None:
        there = {row.person.current.pk: row for row in self.interview.reviews.select_related("person__merged_into")}
        self.add_reviews(adults, there)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        self.needs_a_talk(self.interview.state)
        self.interpreted(self.interview.interpreter_state)
        return typed

    def content(self) -> Content:
        """The words of records.save and records.amend."""
        return Content(self.columns(), self.cleaned_data["present"], self.agreed, self.found, self.marks())


def _offer_as_well(form: forms.Form, name: str, value: str) -> None:
    """Offer a value that the record has, though the form would not say it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    if value and value not in TO_SAY:
        field.choices = [("", "—"), *((state.value, state.label) for state in (*TO_SAY, InterpreterState(value)))]


class AmendForm(EditForm):
    """A record that was signed off: the same, with a reason."""

    reason = TextField(label=_("Why is the record amended?"), max_length=300)


def first_guess(interview: Interview) -> dict[str, Any]:
    """What the form proposes: who is noted as arrived, how late, what was booked."""
    arrived = {arrival.person.current.pk: arrival.arrived_at for arrival in _arrivals(interview)}
    return {
        "held_on": local_day(interview.planned_at),
        "outcome": InterviewState.HELD,
        "minutes": interview.minutes,
        "present": list(arrived),
        "late_minutes": _late(interview.planned_at, list(arrived.values())),
        "interpreter": interview.interpreter,
        "interpreter_state": _interpreted(InterpreterState(interview.interpreter_state)),
        "version": interview.version,
        "next": "",
    }


def _interpreted(booked: InterpreterState) -> str:
    """What was said of the interpreter stands; one who was sure took part; of any other it has to be said."""
    if booked == InterpreterState.CONFIRMED:
        return InterpreterState.CAME.value
    return "" if booked in UNSURE else booked.value


def _arrivals(interview: Interview) -> Any:
    return interview.arrivals.select_related("person__merged_into")


def _late(planned_at: datetime, arrivals: list[datetime]) -> int | None:
    """How many minutes after the hour the first of them came; None when nobody is noted or nobody was late."""
    if not arrivals:
        return None
    minutes = int((min(arrivals) - planned_at).total_seconds() // 60)
    return min(minutes, 480) if minutes > 0 else None
