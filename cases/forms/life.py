from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import ClosureReason, GrantReason, HouseholdKind, IntakeChannel, Purpose, SuspensionGround
from cases.forms.base import offer
from cases.models import Case
from cases.services import tasks
from icam.calendar import today
from icam.fields import DateField, LongTextField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Office, Region, TargetGroup, User
from icam.permissions import Capability
from icam.rendering import Picks

PASS, KEEP, DROP = "pass", "keep", "drop"  # what becomes of open tasks when a case goes to another, or closes


class PurposeForm(forms.Form):
    """Why somebody opens a case that is not the own work."""

    purpose = forms.ChoiceField(label=_("Why do you open this case?"), choices=Purpose, widget=Picks)


class SuspendForm(VersionedForm):
    ground = forms.ChoiceField(label=_("Suspended for"), choices=SuspensionGround, widget=Picks)
    ends_with = TextField(label=_("What ends the suspension"), max_length=200)
    reason = LongTextField(label=_("Explanation"), required=False, rows=3, max_length=2000)


class ReasonForm(VersionedForm):
    """A move that only needs a word of why."""

    reason = LongTextField(label=_("Reason"), required=False, rows=3, max_length=2000)


class ReopenForm(VersionedForm):
    reason = LongTextField(label=_("Why is the case opened again?"), rows=3, max_length=2000)


class AssignForm(VersionedForm):
    """Coach and office within the region; another region only for who may assign there."""

    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"))
    office = forms.ModelChoiceField(Office.objects.none(), label=pgettext_lazy("place", "Office"), required=False)
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False)
    open_tasks = forms.ChoiceField(
        label=_("Open tasks of the coach until now"),
        choices=[(PASS, _("They go to the new coach")), (KEEP, _("They stay where they are"))],
        widget=Picks,
        required=False,
    )
    reason = LongTextField(label=_("Reason"), required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, waiting = case, tasks.held_by(case, case.coach)
        self.fields["open_tasks"].help_text = "; ".join(task.title for task in waiting)
        if not waiting:
            del self.fields["open_tasks"]
        regions = user.regions.filter(is_active=True)
        offer(self, region=regions)
        offer(self, office=Office.objects.filter(region__in=regions, is_active=True))
        offer(self, coach=User.objects.coaching().filter(regions__in=regions).distinct())

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        moves = typed.get("coach") != self.case.coach or typed.get("region") != self.case.region
        if "open_tasks" in self.fields and "open_tasks" not in self.errors and moves:
            if not typed.get("open_tasks"):
                self.add_error("open_tasks", _("Say what becomes of the open tasks."))
            elif typed["open_tasks"] == KEEP and typed.get("region") != self.case.region:
                self.add_error("open_tasks", _("The case leaves the region: its tasks go with it."))
        return typed


class DescribeForm(VersionedForm):
    household_kind = forms.ChoiceField(label=_("Household kind"), choices=HouseholdKind, widget=Picks)
    target_group = forms.ModelChoiceField(TargetGroup.objects.filter(is_active=True), label=_("Target group"))
    intake_channel = forms.ChoiceField(label=_("Came in by"), choices=IntakeChannel)


class ProposeClosureForm(OnceForm):
    reason = forms.ChoiceField(label=_("Closed because"), choices=[("", "—"), *ClosureReason.choices])
    explanation = LongTextField(label=_("Explanation"), rows=4, max_length=4000)


class DecideClosureForm(OnceForm):
    APPROVE, REFUSE = "approve", "refuse"

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(APPROVE, _("Close the case")), (REFUSE, _("Keep it open"))], widget=Picks
    )
    on = DateField(label=_("Closed on"), required=False, not_future=True)
    open_tasks = forms.ChoiceField(
        label=_("Open tasks, if the case is closed"),
        choices=[(DROP, _("They are no longer needed")), (KEEP, _("They are still to be done"))],
        widget=Picks,
        required=False,
    )
    answer = LongTextField(label=_("Answer"), required=False, rows=3, max_length=2000)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = list(case.tasks.open())
        self.fields["open_tasks"].help_text = "; ".join(task.title for task in waiting)
        if not waiting:
            del self.fields["open_tasks"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        asked = "open_tasks" in self.fields and "open_tasks" not in self.errors
        if asked and typed.get("decision") == self.APPROVE and not typed.get("open_tasks"):
            self.add_error("open_tasks", _("Say what becomes of the open tasks."))
        if typed.get("decision") == self.REFUSE and not typed.get("answer"):
            self.add_error("answer", _("Say why the case stays open."))
        if typed.get("decision") == self.APPROVE and not typed.get("on") and "on" not in self.errors:
            self.add_error("on", _("Give the day of closing."))
        return typed


class ShareForm(OnceForm):
    user = forms.ModelChoiceField(User.objects.active(), label=_("Colleague"))
    capability = forms.ChoiceField(
        label=_("What the colleague may do"),
        choices=[(Capability.VIEW_CASE.value, _("Look")), (Capability.WORK_CASE.value, _("Look and work"))],
        widget=Picks,
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=GrantReason)
    explanation = TextField(label=_("Explanation"), max_length=300)
    ends_on = DateField(label=_("Until and including"), future=True)

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, user=User.objects.coaching().exclude(pk__in=[by.pk, case.coach_id or 0]))
        self.initial.setdefault("ends_on", today())
