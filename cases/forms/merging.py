"""Deciding on two who may be one, and undoing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import offer_choices
from cases.models import Person
from cases.services.merging import Added
from cases.services.sides import Side
from icam.fields import LongTextField
from icam.forms.base import VersionedForm
from icam.rendering import Picks

KEPT, GONE = "kept", "gone"


class DistinguishForm(VersionedForm):
    reason = LongTextField(label=_("Why are these two persons?"), rows=3, max_length=1000)


class MergeForm(VersionedForm):
    kept = forms.TypedChoiceField(label=_("Which registration is kept?"), coerce=int, widget=Picks)
    reason = LongTextField(label=_("Why is this one person?"), rows=3, max_length=1000)

    def __init__(self, *args: Any, sides: tuple[Side, Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, kept=[(side.person.pk, side.person.name) for side in sides])
        followed = {str(side.person.pk): ", ".join(case.reference for case in side.cases) for side in sides}
        self.fields["kept"].widget.hints = {
            pk: told or _("registered, without a case") for pk, told in followed.items()
        }


class PartForm(VersionedForm):
    """Why, and of each record that came since, whose it is; `rows` are pairs of a record and its field."""

    reason = LongTextField(label=_("Why are these two persons after all?"), rows=3, max_length=1000)
    distinct = forms.BooleanField(
        label=_("Remember that these are two persons"),
        help_text=_("They are not proposed as possible duplicates again."),
        required=False,
    )

    def __init__(self, *args: Any, kept: Person, gone: Person, added: list[Added], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.added = {f"row_{number}": one for number, one in enumerate(added)}
        for name, one in self.added.items():
            self.fields[name] = forms.ChoiceField(
                label=one.label, choices=[(KEPT, kept.name), (GONE, gone.name)], initial=KEPT, widget=Picks
            )

    def assignments(self) -> list[str]:
        """The keys of the records that belong to the person who was merged."""
        return [one.key for name, one in self.added.items() if self.cleaned_data[name] == GONE]
