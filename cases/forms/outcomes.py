"""Forms about what surrounds an appointment: the interpreter, the written reason for a missed one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import InterpreterMode, InterpreterState, ReasonVerdict
from icam.calendar import today
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import VersionedForm
from icam.forms.lists import ListForm
from icam.models import User
from icam.rendering import Picks


class InterpreterForm(VersionedForm):
    """How far the booking is; after the appointment, whether the interpreter came."""

    state = forms.ChoiceField(
        label=_("Interpreter"),
        choices=InterpreterState,
        widget=forms.RadioSelect,
    )
    interpreter = TextField(label=_("Who interprets"), required=False, max_length=80)
    mode = forms.ChoiceField(
        label=_("Interpreter takes part"), required=False, choices=[("", "—"), *InterpreterMode.choices]
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("state") == InterpreterState.CONFIRMED and not typed.get("interpreter"):
            self.add_error("interpreter", gettext("Say who interprets."))
        return typed


class ReasonForm(VersionedForm):
    """A written reason that came in."""

    received_on = DateField(label=_("Received on"), not_future=True)
    text = LongTextField(label=_("Reason given"), rows=5, max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", today())


class DecideReasonForm(VersionedForm):
    verdict = forms.ChoiceField(
        label=_("Decision"),
        choices=[(each.value, each.label) for each in ReasonVerdict if each != ReasonVerdict.OPEN],
        widget=Picks(
            hints={
                ReasonVerdict.VALID.value: _("the interview no longer counts as missed"),
                ReasonVerdict.INVALID.value: _("it counts as missed (art. 74/25 §2)"),
            }
        ),
    )
    because = TextField(label=_("Why"), max_length=300)


class UnfinishedForm(ListForm):
    """The coach whose past appointments are asked for."""

    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False, empty_label=_("All coaches"))
    after = forms.CharField(required=False)
    before = forms.CharField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coach"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.coaching().in_regions_of(user)
