"""What hangs on an interview once it was held or missed: earlier texts, the person's summary, a written reason."""

import hashlib
import json

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.talks import ReasonVerdict, Receipt
from cases.models.interview import Interview
from cases.models.person import Person
from icam.constraints import in_order, known


@pghistory.track()
class Amendment(models.Model):
    """A change to a record that was signed off: the text before and after, and why. Both versions are kept."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(_("Why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["interview", "number"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["interview", "number"], name="amendments_are_numbered"),
            models.CheckConstraint(name="amendment_has_a_reason", condition=~Q(reason="")),
        ]

    class Privacy:
        personal = ["before", "after", "reason"]
        other = ["id", "interview", "number", "by", "at"]


@pghistory.track()
class Summary(models.Model):
    """The person's own summary of an interview: a PDF in his language, kept as it was given (domain §4.6)."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="summaries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="summaries", verbose_name=_("For"))
    number = models.PositiveSmallIntegerField()
    language = models.CharField(_("Language"), max_length=8)
    template_version = models.CharField(max_length=40, editable=False)
    told = models.CharField(max_length=64, editable=False)  # what of the record it tells, as a hash: see `told_of`
    file = models.CharField(max_length=120, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    pages = models.PositiveSmallIntegerField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    receipt = models.CharField(_("Receipt"), max_length=8, choices=Receipt, default=Receipt.WAITING)
    receipt_on = models.DateField(_("Day"), null=True, blank=True)
    disagreement = models.TextField(_("With what the person does not agree"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["interview", "-number"]
        verbose_name = _("summary for the person")
        verbose_name_plural = _("summaries for the person")
        default_permissions = ()
        constraints = [
            known("summary", "receipt", Receipt),
            models.UniqueConstraint(fields=["interview", "number"], name="summaries_are_numbered"),
            models.CheckConstraint(
                name="summary_receipt_iff_dated", condition=Q(receipt=Receipt.WAITING) ^ Q(receipt_on__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["person", "language", "file", "receipt", "receipt_on", "disagreement"]
        other = [
            "id",
            "interview",
            "number",
            "template_version",
            "told",
            "sha256",
            "pages",
            "made_by",
            "made_at",
            "version",
        ]

    @property
    def is_current(self) -> bool:
        """Whether the record still says what this paper tells."""
        return self.told == told_of(self.interview)


def told_of(interview: Interview) -> str:
    """SHA-256 of all that a summary tells of a record, but for the next appointment."""
    agreed = interview.agreements.order_by("pk").values_list("text", "owner", "person", "due_on")
    told = [
        interview.own_words, interview.concluded, interview.options_note, interview.steps, interview.options,
        interview.duty_explained_in, [[str(part) for part in row] for row in agreed],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@pghistory.track()
class WrittenReason(models.Model):
    """A transfer interview was missed: 3 working days for a valid reason in writing (Aliens Act art. 74/25 §2)."""

    interview = models.OneToOneField(Interview, models.PROTECT, related_name="written_reason")
    missed_on = models.DateField(_("Missed on"))
    due_on = models.DateField(_("To be received by"))
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    text = models.TextField(_("Reason given"), blank=True)
    verdict = models.CharField(_("Decision"), max_length=7, choices=ReasonVerdict, default=ReasonVerdict.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    decided_because = models.CharField(_("Why"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("written reason")
        verbose_name_plural = _("written reasons")
        default_permissions = ()
        constraints = [
            known("written_reason", "verdict", ReasonVerdict),
            in_order("written_reason", "missed_on", "due_on"),
            in_order("written_reason", "missed_on", "received_on"),
            in_order("written_reason", "missed_on", "decided_on"),
            models.CheckConstraint(
                name="written_reason_decided_iff_dated",
                condition=Q(verdict=ReasonVerdict.OPEN) ^ Q(decided_on__isnull=False),
            ),
        ]

    class Privacy:
        personal = ["received_on", "text", "verdict", "decided_because"]
        other = ["id", "interview", "missed_on", "due_on", "decided_by", "decided_on", "version"]
