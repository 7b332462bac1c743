from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import MET, InterviewKind, InterviewMode, InterviewState, LegalStep, MovedBy
from cases.models.case import Case
from cases.models.person import Person
from cases.models.snapshot import AS_IT_WAS, AsItWas, known_kind
from icam.constraints import known
from icam.models import Desk

if TYPE_CHECKING:
    from datetime import datetime


class InterviewQuerySet(models.QuerySet["Interview"]):
    def planned(self) -> "InterviewQuerySet":
        return self.filter(state=InterviewState.PLANNED)

    def overdue(self, now: "datetime") -> "InterviewQuerySet":
        """Past, and nobody has said what became of them."""
        return self.planned().filter(planned_at__lt=now)

    def upcoming(self, now: "datetime") -> "InterviewQuerySet":
        return self.planned().filter(planned_at__gte=now)

    def met(self) -> "InterviewQuerySet":
        """Those at which somebody of the household was spoken to."""
        return self.filter(state__in=MET)


@pghistory.track()
class Interview(AsItWas):
    """An appointment that becomes a record (Aliens Act art. 74/24). Moving one makes a new link of a chain."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    kind = models.CharField(_("Kind"), max_length=10, choices=InterviewKind)
    mode = models.CharField(_("How"), max_length=10, choices=InterviewMode, default=InterviewMode.OFFICE)
    planned_at = models.DateTimeField(_("Planned for"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=60)
    desk = models.ForeignKey(
        Desk, models.PROTECT, null=True, blank=True, related_name="interviews", verbose_name=_("Desk")
    )
    language = models.CharField(_("Language of the talk"), max_length=8, blank=True)
    interpreter = models.CharField(_("Interpreter"), max_length=80, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    moved_by = models.CharField(_("Who asked"), max_length=8, choices=MovedBy, blank=True)
    moved_because = models.CharField(_("Why"), max_length=200, blank=True)

    held_on = models.DateField(_("Day of the talk"), null=True, blank=True)
    steps = ArrayField(models.CharField(max_length=16), verbose_name=_("Legal steps covered"), default=list, blank=True)
    duty_explained_in = models.CharField(_("Duty to cooperate explained in"), max_length=8, blank=True)
    new_elements = models.TextField(_("New elements"), blank=True)
    own_words = models.TextField(_("In the person's own words"), blank=True)
    assessment = models.TextField(_("Assessment of the coach"), blank=True)
    outcome_note = models.TextField(pgettext_lazy("interview", "What happened"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        default_permissions = ()
        indexes = [
            models.Index(fields=["case", "-planned_at"], name="interview_by_case"),
            models.Index(fields=["coach", "planned_at"], name="interview_by_coach"),
            models.Index(  # INT-1 is counted and split from the index alone
                fields=["held_on"],
                include=["region", "household_kind", "target_group", "kind", "case"],
                name="interview_by_day",
                condition=Q(state__in=MET),
            ),
            models.Index(fields=["planned_at"], name="interview_planned", condition=Q(state=InterviewState.PLANNED)),
        ]
        constraints = [
            known_kind("interview"),
            known("interview", "kind", InterviewKind),
            known("interview", "mode", InterviewMode),
            known("interview", "state", InterviewState),
            known("interview", "moved_by", MovedBy, blank=True),
            models.CheckConstraint(
                name="interview_held_iff_dated", condition=Q(state__in=MET) ^ Q(held_on__isnull=True)
            ),
            models.CheckConstraint(
                name="interview_steps_are_known", condition=Q(steps__contained_by=list(LegalStep.values))
            ),
            models.CheckConstraint(
                name="interview_length_is_sensible",
                condition=Q(minutes__gte=5, minutes__lte=480),
                violation_error_message=_("An interview lasts between 5 minutes and 8 hours."),
            ),
            models.UniqueConstraint(
                fields=["desk", "planned_at"],
                condition=Q(state=InterviewState.PLANNED),
                name="one_household_at_a_desk",
                violation_error_message=_("Another interview is planned at that desk at that time."),
            ),
        ]

    class Privacy:
        personal = [
            "interpreter", "moved_because", "new_elements", "own_words", "assessment", "outcome_note", "language",
            "duty_explained_in",
        ]  # fmt: skip
        other = [
            *AS_IT_WAS, "id", "case", "kind", "mode", "planned_at", "minutes", "desk", "state", "replaces", "moved_by",
            "held_on", "steps", "recorded_by", "recorded_at", "version",
        ]  # fmt: skip

    @property
    def has_met(self) -> bool:
        return self.state in MET


@pghistory.track()
class Attendance(models.Model):
    """Whether a member of the household was there."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    was_present = models.BooleanField(_("Present"))

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["interview", "person"], name="attendance_once_per_person")]

    class Privacy:
        personal = ["person", "was_present"]
        other = ["id", "interview"]


@pghistory.track()
class Agreement(models.Model):
    """What was agreed at an interview, by when, and when it was done."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="agreements")
    text = models.CharField(_("What was agreed"), max_length=300)
    due_on = models.DateField(_("By"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        default_permissions = ()

    class Privacy:
        personal = ["text"]
        other = ["id", "interview", "due_on", "done_on", "version"]
