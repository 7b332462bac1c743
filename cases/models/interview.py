from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import DateTimeField, F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import MET, InterviewKind, InterviewMode, InterviewState, LegalStep, MovedBy
from cases.enums.talks import (
    AgreementOwner,
    CancelReason,
    InterpreterMode,
    InterpreterPreference,
    InterpreterState,
    OptionKind,
    ReasonVerdict,
)
from cases.models.case import Case
from cases.models.person import Person
from cases.models.snapshot import AS_IT_WAS, AsItWas, known_kind
from icam.constraints import known
from icam.models import Desk

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise


class OnUtcClock(Func):
    """A moment as the clock of UTC shows it: unlike the clock of a country, an index may hold it."""

    template = "timezone('UTC', %(expressions)s)"
    output_field = DateTimeField()


class AfterMinutes(Func):
    """So many minutes after a moment."""

    template = "(%(expressions)s))"
    arg_joiner = " + make_interval(mins => "
    output_field = DateTimeField()


class TimeTaken(Func):
    """From the beginning up to, not including, the end of an appointment."""

    function = "tsrange"
    output_field = DateTimeRangeField()


ENDS = AfterMinutes(F("planned_at"), F("minutes"))  # not on the clock of UTC: a moment
TAKEN = TimeTaken(OnUtcClock(F("planned_at")), AfterMinutes(OnUtcClock(F("planned_at")), F("minutes")))


def _one_at_a_time(field: str, name: str, sentence: "str | _StrPromise") -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[(F(field), RangeOperators.EQUAL), (TAKEN, RangeOperators.OVERLAPS)],
        condition=Q(state=InterviewState.PLANNED),
        violation_error_message=sentence,
    )


class InterviewQuerySet(models.QuerySet["Interview"]):
    def planned(self) -> "InterviewQuerySet":
        return self.filter(state=InterviewState.PLANNED)

    def begun(self, now: "datetime") -> "InterviewQuerySet":
        """Planned for a moment that has passed: an outcome may be recorded."""
        return self.planned().filter(planned_at__lt=now)

    def overdue(self, now: "datetime") -> "InterviewQuerySet":
        """Over, to the last planned minute, and nobody has said what became of them."""
        begun = self.begun(now)  # what the index finds; the end is asked of those alone
        return begun.alias(ends=ENDS).filter(ends__lte=now)

    def missed(self) -> "InterviewQuerySet":
        """To which the person did not come, and it counts against him.

        Never when our interpreter stayed away, nor when a valid reason was given in writing (Aliens Act art. 74/25 §2).
        """
        missed = self.filter(state=InterviewState.NO_SHOW).exclude(interpreter_state=InterpreterState.NO_SHOW)
        return missed.exclude(written_reason__verdict=ReasonVerdict.VALID)

    def upcoming(self, now: "datetime") -> "InterviewQuerySet":
        return self.planned().filter(planned_at__gte=now)

    def signed_off(self) -> "InterviewQuerySet":
        """Those whose record changes by amendment only."""
        return self.exclude(signed_off_at=None)

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
    dialect = models.CharField(_("Dialect"), max_length=60, blank=True)
    interpreter = models.CharField(_("Interpreter"), max_length=80, blank=True)
    interpreter_state = models.CharField(
        _("Interpreter"), max_length=11, choices=InterpreterState, default=InterpreterState.NOT_NEEDED
    )
    interpreter_mode = models.CharField(_("Interpreter takes part"), max_length=9, choices=InterpreterMode, blank=True)
    interpreter_preference = models.CharField(
        _("Prefers to speak through"), max_length=5, choices=InterpreterPreference, blank=True
    )
    state = models.CharField(_("State"), max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    moved_by = models.CharField(_("Who asked"), max_length=8, choices=MovedBy, blank=True)
    moved_because = models.CharField(_("Why"), max_length=200, blank=True)

    cancelled_because = models.CharField(_("Cancelled because"), max_length=11, choices=CancelReason, blank=True)
    late_minutes = models.PositiveSmallIntegerField(
        _("Minutes late"), null=True, blank=True, validators=[MaxValueValidator(480)]
    )
    held_on = models.DateField(_("Day of the talk"), null=True, blank=True)
    also_present = models.CharField(_("Others present"), max_length=200, blank=True)
    steps = ArrayField(models.CharField(max_length=16), verbose_name=_("Legal steps covered"), default=list, blank=True)
    duty_explained_in = models.CharField(_("Duty to cooperate explained in"), max_length=8, blank=True)
    duty_with_interpreter = models.BooleanField(_("Explained through the interpreter"), default=False)
    options = ArrayField(models.CharField(max_length=13), verbose_name=_("Options explained"), default=list, blank=True)
    options_note = models.TextField(_("What was explained"), blank=True)
    concluded = models.TextField(_("What was concluded, and why"), blank=True)
    new_elements = models.TextField(_("New elements"), blank=True)
    own_words = models.TextField(_("In the person's own words"), blank=True)
    assessment = models.TextField(_("Assessment of the coach"), blank=True)
    outcome_note = models.TextField(pgettext_lazy("interview", "What happened"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True, blank=True)
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
            known("interview", "interpreter_state", InterpreterState),
            known("interview", "interpreter_mode", InterpreterMode, blank=True),
            known("interview", "interpreter_preference", InterpreterPreference, blank=True),
            known("interview", "cancelled_because", CancelReason, blank=True),
            models.CheckConstraint(
                name="interview_options_are_known", condition=Q(options__contained_by=list(OptionKind.values))
            ),
            models.CheckConstraint(
                name="interview_reason_only_if_cancelled",
                condition=Q(cancelled_because="") | Q(state=InterviewState.CANCELLED),
            ),
            models.CheckConstraint(
                name="interview_signed_off_iff_recorded",
                condition=Q(signed_off_at__isnull=True) | Q(recorded_at__isnull=False, signed_off_by__isnull=False),
            ),
            # Of two planners one wins, whatever they read before (each moment belongs to the talk that begins in it).
            _one_at_a_time(
                "desk", "one_household_at_a_desk", _("Another interview is planned at that desk at that time.")
            ),
            _one_at_a_time("coach", "one_talk_of_a_coach", _("The coach already has an interview at that time.")),
        ]

    class Privacy:
        personal = [
            "interpreter", "moved_because", "new_elements", "own_words", "assessment", "outcome_note", "language",
            "dialect", "interpreter_preference", "also_present", "options_note", "concluded", "duty_explained_in",
        ]  # fmt: skip
        other = [
            *AS_IT_WAS, "id", "case", "kind", "mode", "planned_at", "minutes", "desk", "state", "replaces", "moved_by",
            "interpreter_state", "interpreter_mode", "cancelled_because", "late_minutes", "duty_with_interpreter",
            "options", "held_on", "steps", "recorded_by", "recorded_at", "signed_off_by", "signed_off_at", "version",
        ]  # fmt: skip

    @property
    def has_met(self) -> bool:
        return self.state in MET

    @property
    def ends_at(self) -> "datetime":
        """The moment up to which it is planned: so many minutes of time, whatever clocks do in between."""
        return (self.planned_at.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.planned_at.tzinfo)

    @property
    def is_our_fault(self) -> bool:
        """It came to nothing because our interpreter stayed away: never said of the person."""
        return self.state == InterviewState.NO_SHOW and self.interpreter_state == InterpreterState.NO_SHOW


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
    owner = models.CharField(_("Who"), max_length=7, choices=AgreementOwner, default=AgreementOwner.PERSON)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="agreements")
    due_on = models.DateField(_("By"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        default_permissions = ()
        constraints = [known("agreement", "owner", AgreementOwner)]

    class Privacy:
        personal = ["text", "person"]
        other = ["id", "interview", "owner", "due_on", "done_on", "version"]
