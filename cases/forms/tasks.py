"""Forms about tasks, and the filters of their list."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import TaskSource, TaskState
from cases.forms.base import offer
from cases.models import Case
from cases.services import tasks
from icam.fields import DateField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.forms.lists import ListForm
from icam.models import User
from icam.rendering import Picks


class DueFields(forms.Form):
    """A last day, or so many working days; one of the two."""

    due_on = DateField(label=pgettext_lazy("task", "By"), required=False, future=True)
    in_days = forms.IntegerField(
        label=_("or within working days"),
        required=False,
        min_value=1,
        max_value=250,
        help_text=_("Counted from tomorrow on, without closing days of the colleague's office."),
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.errors.keys() & {"due_on", "in_days"}:
            return typed
        if not typed.get("due_on") and not typed.get("in_days"):
            self.add_error("due_on", gettext("Type a day, or the number of working days."))
        if typed.get("due_on") and typed.get("in_days"):
            self.add_error("in_days", gettext("Type a day or a number of working days, not both."))
        return typed


class TaskForm(DueFields, OnceForm):
    title = TextField(label=_("What is to be done"), max_length=200)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it"))

    field_order = ["title", "owner", "due_on", "in_days"]

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = tasks.able(case)
        offer(self, owner=User.objects.filter(pk__in=[each.pk for each in able]))
        if user in able:
            self.initial.setdefault("owner", user.pk)


class DueForm(DueFields, VersionedForm):
    reason = TextField(label=_("Why it is changed"), required=False, max_length=200)


class ReassignForm(VersionedForm):
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it"))
    reason = TextField(label=_("Why"), required=False, max_length=200)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, owner=User.objects.filter(pk__in=[each.pk for each in tasks.able(case)]))


class EndTaskForm(VersionedForm):
    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(state.value, state.label) for state in (TaskState.DONE, TaskState.DROPPED)],
        widget=Picks,
        initial=TaskState.DONE,
    )
    note = TextField(label=_("What was done"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("state") == TaskState.DROPPED and not typed.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Say why this is no longer needed."))
        return typed


class TaskListForm(ListForm):
    """What the list of tasks can be narrowed by."""

    MINE, REGION = "mine", "region"

    whose = forms.ChoiceField(choices=[(MINE, _("My tasks")), (REGION, _("My region"))], required=False)
    due = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[
            ("", _("Any day")),
            ("overdue", _("Overdue")),
            ("today", _("Today")),
            ("week", _("Within 5 working days")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Still to be done")), *((s.value, s.label) for s in TaskState if s != TaskState.OPEN)],
    )
    source = forms.ChoiceField(
        label=_("Comes from"), required=False, choices=[("", _("Anything")), *TaskSource.choices]
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who does it"), required=False, empty_label=_("Everybody")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tasks.leads(user):
            self.fields["whose"] = forms.ChoiceField(choices=[(self.MINE, _("My tasks"))], required=False)
            del self.fields["owner"]
        else:
            offer(self, owner=tasks.owners(user))

    @property
    def of_region(self) -> bool:
        return bool(self.cleaned_data["whose"] == self.REGION)

    def shown_fields(self) -> list[forms.BoundField]:
        names = ["due", "state", "source", *(["owner"] if self.of_region else [])]
        return [self[name] for name in names]


class MonthForm(ListForm):
    """Which month of whose tasks."""

    month = forms.RegexField(r"\A(19|20)[0-9]{2}-(0[1-9]|1[0-2])\Z", required=False)
    whose = forms.ChoiceField(choices=TaskListForm.base_fields["whose"].choices, required=False)  # type: ignore[attr-defined]  # Field has no choices, ChoiceField has

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not tasks.leads(user):
            self.fields["whose"] = forms.ChoiceField(choices=[(TaskListForm.MINE, "")], required=False)
