"""Obstacles, noted apart from an interview or worked on after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums.talks import ObstacleKind
from cases.models import Obstacle
from icam.fields import DateField, TextField
from icam.forms.base import OnceForm, VersionedForm


class ObstacleForm(OnceForm):
    """A new one."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *ObstacleKind.choices])
    text = TextField(label=_("What stands in the way"), max_length=300)
    action = TextField(label=_("What is done about it"), required=False, max_length=300)

    def words(self) -> dict[str, Any]:
        return super().words() | {"kind": ObstacleKind(self.cleaned_data["kind"])}


class ChangeObstacleForm(ObstacleForm, VersionedForm):
    """One that stands in the file; a day on which it was solved closes it."""

    solved_on = DateField(label=pgettext_lazy("obstacle", "Solved on"), required=False, not_future=True)

    @staticmethod
    def initial_of(obstacle: Obstacle) -> dict[str, Any]:
        return {name: getattr(obstacle, name) for name in ("kind", "text", "action", "solved_on", "version")}
