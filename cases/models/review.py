from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import ReviewOccasion
from cases.models.case import Case
from cases.models.interview import Interview
from cases.models.person import Person
from icam.constraints import known

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SCALES = ("understanding", "informed_decision", "stability", "well_being")  # domain §4.3: the client summary sheet
VIEWS = ("coach", "person")
SCORES = [f"{view}_{scale}" for view in VIEWS for scale in SCALES]


def _score(label: "str | _StrPromise") -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(5)]
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=limits)


@pghistory.track()
class EngagementReview(models.Model):
    """How a person stands in the coaching, seen by the coach and by the person: 1 (hardly) to 5 (fully).

    It is for the talk and for figures over many; it never predicts what one person will do.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="reviews")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reviews", verbose_name=_("Person"))
    occasion = models.CharField(_("Occasion"), max_length=7, choices=ReviewOccasion)
    on = models.DateField(_("Day"))
    coach_understanding = _score(_("Understands the situation (coach)"))
    coach_informed_decision = _score(_("Can decide with full information (coach)"))
    coach_stability = _score(_("Has a stable situation (coach)"))
    coach_well_being = _score(_("Is well (coach)"))
    person_understanding = _score(_("“I understand my situation”"))
    person_informed_decision = _score(_("“I know enough to decide”"))
    person_stability = _score(_("“My situation is stable”"))
    person_well_being = _score(_("“I am well”"))
    note = models.CharField(_("Note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("engagement review")
        verbose_name_plural = _("engagement reviews")
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-on"], name="review_by_case")]
        constraints = [
            known("review", "occasion", ReviewOccasion),
            models.CheckConstraint(
                name="review_scores_are_one_to_five",
                condition=Q(*(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, 5)}) for name in SCORES)),
                violation_error_message=_("A score is a number from 1 to 5."),
            ),
            models.UniqueConstraint(
                fields=["interview", "person"],
                name="one_review_per_person_and_interview",
                violation_error_message=_("This person's review at that interview is already there."),
            ),
        ]

    class Privacy:
        personal = ["person", *SCORES, "note"]
        other = ["id", "case", "interview", "occasion", "on", "recorded_by", "recorded_at", "version"]
