from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import TaskAct, TaskSource, TaskState
from cases.models.case import Case
from cases.models.interview import Interview
from icam.constraints import known


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> "TaskQuerySet":
        return self.filter(state=TaskState.OPEN)

    def due(self, day: date) -> "TaskQuerySet":
        """Open, and due on `day` or before."""
        return self.open().filter(due_on__lte=day)

    def overdue(self, day: date) -> "TaskQuerySet":
        """Open, and due before `day`."""
        return self.open().filter(due_on__lt=day)


# Where what a task asks for is done. What leads to the page of tasks is chosen there, among several acts.
PLACES = {
    TaskAct.PLAN: "cases:plan_interview",
    TaskAct.CHECK: "cases:dossier",
    TaskAct.ADDRESS: "cases:dossier",
    TaskAct.DECIDE: "cases:case_tasks",
}


@pghistory.track()
class Task(models.Model):
    """Something to be done on a case: by whom, by when (a working day), where it comes from."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="tasks")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks", verbose_name=_("Who does it")
    )
    title = models.CharField(_("What is to be done"), max_length=200)
    due_on = models.DateField(_("By"))
    source = models.CharField(_("Comes from"), max_length=9, choices=TaskSource, default=TaskSource.CASE)
    # what made it, so that a rule makes it once: "no_show:<interview>", "returned:<letter reference>"
    key = models.CharField(max_length=80, blank=True, editable=False)
    leads_to = models.CharField(_("Leads to"), max_length=7, choices=TaskAct, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=7, choices=TaskState, default=TaskState.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_on = models.DateField(_("Done on"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("What was done"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        default_permissions = ()
        indexes = [
            models.Index(fields=["owner", "due_on"], name="task_by_owner", condition=Q(state=TaskState.OPEN)),
            models.Index(fields=["case", "due_on"], name="task_by_case"),
        ]
        constraints = [
            known("task", "source", TaskSource),
            known("task", "state", TaskState),
            known("task", "leads_to", TaskAct, blank=True),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="a_rule_makes_a_task_once"),
            models.CheckConstraint(
                name="task_ended_iff_dated", condition=Q(state=TaskState.OPEN) ^ Q(ended_on__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["title", "note"]
        other = [
            "id", "case", "interview", "owner", "due_on", "source", "key", "leads_to", "state", "made_by", "made_at",
            "ended_on", "ended_by", "version",
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return f"{reverse('cases:case_tasks', args=[self.case_id])}#task-{self.pk}"

    @property
    def act_url(self) -> str:
        """Where it is done; empty when the task says so only in words."""
        if self.leads_to == TaskAct.REASON:
            return reverse("cases:decide_reason", args=[self.case_id, self.interview_id])
        place = PLACES.get(TaskAct(self.leads_to)) if self.leads_to else None
        return reverse(place, args=[self.case_id]) if place else ""


class TaskDigest(models.Model):
    """That somebody got the day's e-mail about tasks: one row per user and day, so that it goes out once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    class Privacy:
        personal: list[str] = []
        other = ["id", "user", "day", "sent_at"]
