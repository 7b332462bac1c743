from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import Evidence, ProspectKind, ResultKind, StayGround
from cases.forms.base import language_choices, offer_choices
from cases.forms.households import PersonsField, offer_persons
from cases.models import Case
from cases.services.dossier import persons_of
from icam.calendar import today
from icam.fields import DateField, LongTextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import Picks


class ProspectForm(OnceForm):
    kind = forms.ChoiceField(label=_("Prospect"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("Ground of stay"),
        required=False,
        choices=[("", "—"), *StayGround.choices],
        help_text=_("For a right to stay only."),
    )
    concerns = PersonsField(label=_("Whom it concerns"))
    proposed_on = DateField(label=_("Proposed on"), not_future=True)
    reasons = LongTextField(label=_("Reasons"), rows=5)
    told_on = DateField(label=_("Told to the person on"), required=False, not_future=True)
    told_in = forms.ChoiceField(label=_("Told in"), required=False, choices=language_choices)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, kind=[(kind.value, kind.label) for kind in ProspectKind.for_track(case.track)])
        self._offer_members(case)
        self.initial.setdefault("proposed_on", today())
        self.initial.setdefault("told_in", case.household.head.contact_language)

    def _offer_members(self, case: Case) -> None:
        """Who belongs to the household; nothing to choose where there is one."""
        members = persons_of(case)
        if len(members) < 2:
            del self.fields["concerns"]
            return
        offer_persons(self, concerns=members)
        self.initial.setdefault("concerns", [person.pk for person in members])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("kind") == ProspectKind.STAY and not typed.get("ground") and "ground" not in self.errors:
            self.add_error("ground", _("Name the ground of the stay."))
        if typed.get("told_on") and not typed.get("told_in"):
            self.add_error("told_in", _("Say in which language it was told."))
        if not typed.get("told_on"):
            typed["told_in"] = ""
        return typed


class TellForm(VersionedForm):
    told_on = DateField(label=_("Told to the person on"), not_future=True)
    told_in = forms.ChoiceField(label=_("Told in"), choices=language_choices)


class ResultForm(OnceForm):
    kind = forms.ChoiceField(label=_("Result"), choices=ResultKind, widget=forms.RadioSelect)
    happened_on = DateField(label=_("Happened on"), not_future=True)
    evidence = forms.ChoiceField(label=_("Evidence"), choices=Evidence, widget=Picks)
    from_detention = forms.BooleanField(label=_("From a centre, family unit or prison"), required=False)
    note_text = LongTextField(label=_("Remarks"), required=False, rows=3, max_length=2000)
