"""What the address of the agenda says: which office, coach or desk, and when."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from icam.fields import CodeField, DateField
from icam.models import Desk, User

WEEK, DAY = "week", "day"


class AgendaForm(forms.Form):
    """The filters; rows are handed in as lists that the page needs anyway."""

    office = forms.TypedChoiceField(
        label=pgettext_lazy("place", "Office"), required=False, coerce=int, empty_value=None
    )
    coach = forms.TypedChoiceField(label=_("Coach"), required=False, coerce=int, empty_value=None)
    desk = forms.TypedChoiceField(label=_("Desk"), required=False, coerce=int, empty_value=None)
    day = DateField(required=False, widget=forms.HiddenInput)
    view = forms.ChoiceField(choices=[("", ""), (WEEK, ""), (DAY, "")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, desks: Collection[Desk], coaches: Collection[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = desks
        offices = {desk.office_id: desk.office.name for desk in desks}
        self._choose("office", _("All offices"), offices.items())
        self._choose("coach", _("All coaches"), [(coach.pk, str(coach)) for coach in coaches])
        self._choose("desk", _("All desks"), [(desk.pk, desk.name) for desk in desks])

    def show(self, data: QueryDict) -> None:
        """Show the filters as they were understood, with the desks of the office alone."""
        self.data = data
        here = [(desk.pk, desk.name) for desk in self.desks if str(desk.office_id) == data["office"]]
        self._choose("desk", _("All desks"), here)

    def _choose(self, name: str, everything: Any, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *rows]


class ReferenceForm(forms.Form):
    """The case for which a slot of the agenda is wanted."""

    reference = CodeField(label=_("Case reference"), max_length=20, help_text=_("For example ICAM-2026-000123"))
