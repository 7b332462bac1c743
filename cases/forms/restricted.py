"""The forms of restricted notes."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import RestrictedKind
from cases.enums.papers import Vulnerability
from cases.forms.base import MemberChoiceField
from cases.models import Case
from icam.calendar import today
from icam.fields import DateField, LongTextField
from icam.forms.base import OnceForm, VersionedForm
from icam.rendering import PickMany, Picks

REVIEW_AFTER = timedelta(days=182)  # half a year


def next_review() -> date:
    """When a note is looked at again, unless somebody says otherwise."""
    return today() + REVIEW_AFTER


class SealedForm(forms.Form):
    """What is sealed, and when it is looked at again."""

    signs = forms.MultipleChoiceField(
        label=_("What applies"), choices=Vulnerability.choices, widget=PickMany, required=False
    )
    text = LongTextField(label=_("In words"), max_length=4000, rows=5, required=False)
    at_desk = LongTextField(
        label=_("What it means at the desk"),
        help_text=_("What a colleague must do or avoid, without the reason."),
        max_length=1000,
        rows=2,
        required=False,
    )
    review_on = DateField(label=_("To be reviewed on"), future=True)


class WriteRestrictedForm(OnceForm, SealedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=RestrictedKind, widget=Picks)

    field_order = ["person", "kind"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = MemberChoiceField(case)
        self.initial.setdefault("review_on", next_review())
        self.order_fields(self.field_order)

    def words(self) -> dict[str, Any]:
        return super().words() | {"kind": RestrictedKind(self.cleaned_data["kind"])}


class CorrectRestrictedForm(VersionedForm, SealedForm):
    pass


class EndRestrictedForm(VersionedForm):
    ended_on = DateField(label=_("No longer applies since"), not_future=True)
