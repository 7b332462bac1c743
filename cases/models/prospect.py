import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import FREE_RETURNS, Evidence, ProspectKind, ResultKind, StayGround
from cases.models.case import Case
from cases.models.person import Person
from cases.models.snapshot import AS_IT_WAS, AsItWas, known_kind
from icam.constraints import in_order, known


class ProspectQuerySet(models.QuerySet["Prospect"]):
    def standing(self) -> "ProspectQuerySet":
        """The live end of each chain of corrections: what is corrected is not counted twice."""
        corrected = Prospect.objects.filter(corrects__isnull=False).values("corrects")
        return self.exclude(pk__in=corrected)  # few are: asked first, they spare a join with every prospect


@pghistory.track()
class Prospect(AsItWas):
    """A durable way forward proposed to a household, with its reasons and when it was told."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="prospects")
    cycle = models.PositiveSmallIntegerField(_("Cycle"))
    kind = models.CharField(_("Prospect"), max_length=18, choices=ProspectKind)
    ground = models.CharField(_("Ground of stay"), max_length=12, choices=StayGround, blank=True)
    proposed_on = models.DateField(_("Proposed on"))
    reasons = models.TextField(_("Reasons"))
    told_on = models.DateField(_("Told to the person on"), null=True, blank=True)
    told_in = models.CharField(_("Told in"), max_length=8, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-id"]
        verbose_name = _("prospect")
        verbose_name_plural = _("prospects")
        default_permissions = ()
        indexes = [models.Index(fields=["proposed_on"], name="prospect_by_day")]
        constraints = [
            known_kind("prospect"),
            known("prospect", "kind", ProspectKind),
            known("prospect", "ground", StayGround, blank=True),
            in_order("prospect", "proposed_on", "told_on"),
            models.CheckConstraint(
                name="prospect_stay_iff_grounded",
                condition=Q(kind=ProspectKind.STAY) ^ Q(ground=""),
                violation_error_message=_("A prospect of stay has a ground, and only that."),
            ),
            models.CheckConstraint(name="prospect_told_iff_dated", condition=Q(told_on__isnull=True) ^ ~Q(told_in="")),
        ]

    class Privacy:
        personal = ["reasons", "told_in"]
        other = [
            *AS_IT_WAS, "id", "case", "cycle", "kind", "ground", "proposed_on", "told_on", "proposed_by", "recorded_at",
            "corrects", "version",
        ]  # fmt: skip


@pghistory.track()
class Result(AsItWas):
    """What came of a prospect, and how sure that is. Kept apart from the prospect on purpose."""

    prospect = models.OneToOneField(Prospect, models.PROTECT, related_name="result")
    case = models.ForeignKey(Case, models.PROTECT, related_name="results")
    kind = models.CharField(_("Result"), max_length=18, choices=ResultKind)
    happened_on = models.DateField(_("Happened on"))
    evidence = models.CharField(_("Evidence"), max_length=10, choices=Evidence)
    from_detention = models.BooleanField(_("From a centre, family unit or prison"), default=False)
    note = models.TextField(_("Remarks"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "happened_on"], name="result_by_kind_day")]
        constraints = [
            known_kind("result"),
            known("result", "kind", ResultKind),
            known("result", "evidence", Evidence),
            models.CheckConstraint(
                name="result_from_detention_is_forced",
                condition=~Q(from_detention=True, kind__in=FREE_RETURNS),
                violation_error_message=_("A return from a centre, family unit or prison counts as forced."),
            ),
        ]

    class Privacy:
        personal = ["note", "from_detention"]
        other = [
            *AS_IT_WAS, "id", "prospect", "case", "kind", "happened_on", "evidence", "recorded_by", "recorded_at",
            "version",
        ]  # fmt: skip


@pghistory.track()
class ProspectPerson(models.Model):
    """A member of the household whom a prospect concerns; without any, it concerns all of it."""

    prospect = models.ForeignKey(Prospect, models.PROTECT, related_name="concerns")
    person = models.ForeignKey(Person, models.PROTECT, related_name="prospects_about")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["prospect", "person"], name="prospect_concerns_once")]

    class Privacy:
        personal = ["person"]
        other = ["id", "prospect"]
