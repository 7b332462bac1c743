from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import MeasureKind
from cases.forms.dossier import AboutMemberForm, in_order
from icam.fields import DateField
from icam.forms.base import VersionedForm
from icam.rendering import Picks


class MeasureForm(AboutMemberForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=MeasureKind, widget=Picks)
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until and including"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        in_order(self, "starts_on", "ends_on", _("The end lies before the beginning."))
        return typed


class EndMeasureForm(VersionedForm):
    ends_on = DateField(label=_("Until and including"))
