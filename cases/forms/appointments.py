"""Planning, moving, cancelling: forms that keep all that was typed while somebody thinks about a clash."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.enums import InterviewMode, MovedBy
from cases.enums.talks import CancelReason, InterpreterMode, InterpreterPreference
from cases.forms.base import language_choices, offer
from cases.models import Case, Interview
from cases.services.clashing import ALL_THE_SAME, LONGEST, SHORTEST
from cases.services.guarding import Notice
from icam.fields import DateTimeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Desk, User
from icam.rendering import Picks

OPTIONAL = [("", "—")]
BY_LETTER, OTHERWISE = "letter", "other"
TOLD = [(BY_LETTER, _("By a new letter")), (OTHERWISE, _("In another way"))]


def desks_of(case: Case) -> Any:
    return Desk.objects.filter(office__region=case.region_id, is_active=True, office__is_active=True).select_related(
        "office"
    )


def coaches_of(case: Case) -> Any:
    return User.objects.coaching().filter(regions=case.region_id).order_by("last_name", "first_name")


class DeskField(forms.ModelChoiceField):
    def label_from_instance(self, desk: Any) -> str:
        return f"{desk.office.name}, {desk.name}"


class WarnedField(forms.CharField):
    """Which clashes the page showed, by their codes; nonsense is none of them, never an error of its own."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[str]:
        return str(value or "")[:200].split(",")


class ClashForm(forms.Form):
    """A form of which a soft clash asks for a tick: hidden until something stands against the appointment."""

    all_the_same = forms.BooleanField(label=_("Plan it all the same"), required=False, widget=forms.HiddenInput)
    warned = WarnedField(required=False)

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field == ALL_THE_SAME:
            self._ask()

    def _ask(self) -> None:
        """Show the tick, unticked, for just these clashes: whoever agreed to others is asked again."""
        codes = {each.code or "" for each in self.errors.as_data()[ALL_THE_SAME]}
        data = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        data["warned"] = ",".join(sorted(codes))
        data.pop(ALL_THE_SAME, None)
        self.data = data
        self.fields[ALL_THE_SAME].widget = forms.CheckboxInput()

    def accepted(self) -> list[str]:
        """The clashes that were shown and accepted."""
        return list(self.cleaned_data["warned"]) if self.cleaned_data[ALL_THE_SAME] else []


class WhenAndWhere(ClashForm):
    """A moment, a length, a desk, a coach."""

    planned_at = DateTimeField(label=_("Day and time"), future=True)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=60)
    desk = DeskField(Desk.objects.none(), label=_("Desk"), required=False)
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False)

    def offer_rows(self, case: Case, *, coach: int | None) -> None:
        offer(self, desk=desks_of(case), coach=coaches_of(case))
        self.initial.setdefault("coach", coach)

    def needs_desk(self) -> None:
        if not self.cleaned_data.get("desk") and "desk" not in self.errors:
            self.add_error("desk", _("Choose the desk, so that the letter can say where to come."))


class PlanForm(WhenAndWhere, OnceForm):
    mode = forms.ChoiceField(label=_("How"), choices=InterviewMode, widget=Picks, initial=InterviewMode.OFFICE)
    language = forms.ChoiceField(label=_("Language of the talk"), required=False, choices=language_choices)
    dialect = TextField(label=_("Dialect"), required=False, max_length=60)
    wants_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    interpreter = TextField(
        label=_("Name of the interpreter"),
        required=False,
        max_length=80,
        help_text=_("Leave empty until one is found."),
    )
    interpreter_mode = forms.ChoiceField(
        label=_("Takes part"), required=False, choices=[*OPTIONAL, *InterpreterMode.choices]
    )
    interpreter_preference = forms.ChoiceField(
        label=_("The person prefers"), required=False, choices=[*OPTIONAL, *InterpreterPreference.choices]
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows(case, coach=case.coach_id)
        self.initial.setdefault("language", case.household.head.contact_language)
        self.initial.setdefault("wants_interpreter", case.household.head.needs_interpreter)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("mode") == InterviewMode.OFFICE:
            self.needs_desk()
        return typed

    def plan(self) -> dict[str, Any]:
        """The words of appointments.plan."""
        words = {name: value for name, value in self.words().items() if name not in {ALL_THE_SAME, "warned"}}
        return words | {"mode": InterviewMode(words["mode"]), "despite": self.accepted()}


class Telling(forms.Form):
    """How the household learns of it, when a letter with the old time has been made."""

    told = forms.ChoiceField(label=_("How will the household be told?"), choices=TOLD, widget=Picks)
    told_how = TextField(
        label=_("In which way?"), required=False, max_length=80, help_text=_("For example: by telephone, on 3 March.")
    )

    def tell_only_if(self, notices: Collection[Notice], *, letter: bool = True) -> None:
        """Ask only where somebody holds a letter; without `letter`, no new one is sent."""
        if not any(notice.asks for notice in notices):
            del self.fields["told"], self.fields["told_how"]
        elif not letter:
            del self.fields["told"]
            self.fields["told_how"].required = True
            self.fields["told_how"].label = _("How will the household be told?")

    def told_in_words(self) -> str:
        if self.cleaned_data.get("told") == BY_LETTER:
            return gettext("by a new letter")
        return str(self.cleaned_data.get("told_how", ""))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("told") == OTHERWISE and not typed.get("told_how") and "told_how" not in self.errors:
            self.add_error("told_how", _("Say in which way the household is told."))
        return typed


class MoveForm(WhenAndWhere, Telling, VersionedForm):
    planned_at = DateTimeField(label=_("New day and time"), future=True)
    asked_by = forms.ChoiceField(label=_("Who asked"), choices=MovedBy, widget=Picks)
    because = TextField(label=_("Why"), max_length=110)

    field_order = ["planned_at", "minutes", "desk", "coach", "asked_by", "because", "told", "told_how"]

    def __init__(self, *args: Any, interview: Interview, notices: Collection[Notice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.offer_rows(interview.case, coach=interview.coach_id)
        self.tell_only_if(notices)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.interview.mode == InterviewMode.OFFICE:
            self.needs_desk()
        return typed

    def move(self) -> dict[str, Any]:
        """The words of appointments.move."""
        apart = {ALL_THE_SAME, "warned", "told", "told_how"}
        words = {name: value for name, value in self.words().items() if name not in apart}
        return words | {
            "asked_by": MovedBy(words["asked_by"]),
            "told": self.told_in_words(),
            "despite": self.accepted(),
        }


class CancelForm(Telling, VersionedForm):
    because = forms.ChoiceField(label=_("Why"), choices=CancelReason, widget=forms.RadioSelect)
    note = TextField(label=pgettext_lazy("cancelling", "In your own words"), required=False, max_length=200)

    field_order = ["because", "note", "told_how"]

    def __init__(self, *args: Any, notices: Collection[Notice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell_only_if(notices, letter=False)

    def cancel(self) -> dict[str, Any]:
        """The words of appointments.cancel."""
        typed = self.cleaned_data
        return {"because": CancelReason(typed["because"]), "note": typed["note"], "told": self.told_in_words()}
