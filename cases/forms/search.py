from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.services import questions
from cases.services.finding import Found
from cases.services.questions import Question
from icam.fields import LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.permissions import Capability
from icam.rendering import Picks


class FindForm(forms.Form):
    """One box: a name in any order and spelling, with a birth date or not; any number; a reference."""

    q = TextField(
        label=gettext_lazy("Name, number or reference"),
        help_text=gettext_lazy("Any name in any order and script; add a birth date or year if you know it."),
        max_length=120,
    )

    question: Question

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        self.question = questions.read(text)
        if not self.question.asks_something:
            raise forms.ValidationError(_("Type a name, a number or a reference."), code="nothing")
        return text


class NewcomerFields(forms.Form):
    """Of somebody who is about to be registered: that none of those who are like him is the person.

    `shown` is the seal of those who were shown; `known` who they are and `cards` how they are shown, when the form
    comes back with the question.
    """

    none_of_these = forms.BooleanField(label=gettext_lazy("None of these is the person"), required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    known: Found | None = None
    cards: dict[str, Any] | None = None

    @property
    def decided(self) -> str:
        """The seal of those of whom it was said: not this person."""
        return str(self.cleaned_data["shown"]) if self.cleaned_data["none_of_these"] else ""

    def ask_about(self, known: Found, cards: dict[str, Any], seal: str) -> None:
        """Let the form come back with the question about these persons, unanswered."""
        self.known, self.cards = known, cards
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["shown"] = seal
            self.data.pop("none_of_these", None)


class AskForm(OnceForm):
    """Why somebody needs a case of another region."""

    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    why = LongTextField(label=gettext_lazy("Why you need it"), rows=4, max_length=2000)


class DecideRequestForm(VersionedForm):
    """Granted for some days, or refused with an answer."""

    GRANT, REFUSE = "grant", "refuse"

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[(GRANT, gettext_lazy("Give access")), (REFUSE, gettext_lazy("Refuse"))],
        widget=Picks,
    )
    capability = forms.ChoiceField(
        label=gettext_lazy("What the colleague may do"),
        choices=[
            (Capability.VIEW_CASE.value, gettext_lazy("Look")),
            (Capability.WORK_CASE.value, gettext_lazy("Look and work")),
        ],
        initial=Capability.VIEW_CASE.value,
        widget=Picks,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        choices=[
            (7, gettext_lazy("One week")), (14, gettext_lazy("Two weeks")),
            (30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")),
        ],
        coerce=int,
        initial=14,
        widget=Picks,
    )  # fmt: skip
    answer = LongTextField(label=gettext_lazy("Answer"), required=False, rows=3, max_length=2000)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("decision") == self.REFUSE and not typed.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Say why not."))
        return typed
