from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import InterviewMode, MovedBy
from cases.forms.base import language_choices, offer
from cases.models import Case
from icam.fields import DateTimeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Desk
from icam.rendering import Picks


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
