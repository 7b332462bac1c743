import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import AS_IT_WAS, AsItWas, Case, Interview, Person, known_kind
from icam.constraints import known
from icam.enums import Language
from invitations.enums import MADE, Channel, LetterState, Purpose


class LetterQuerySet(models.QuerySet["Letter"]):
    def live(self) -> "LetterQuerySet":
        return self.exclude(state=LetterState.CANCELLED)

    def sent(self) -> "LetterQuerySet":
        return self.filter(state=LetterState.SENT)

    def to(self, person_id: int) -> "LetterQuerySet":
        """Addressed to this person, or to somebody who turned out to be him."""
        return self.filter(addressee__in=Person.objects.registered_as([person_id]))

    def waiting(self) -> "LetterQuerySet":
        return self.filter(state=LetterState.READY)


@pghistory.track(exclude=["claim", "claimed_at"])
class Letter(AsItWas):
    """A letter that calls a household in. The row is the queue; the bytes, once made, never change."""

    reference = models.CharField(_("Letter reference"), max_length=16, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="letters")
    addressee = models.ForeignKey(Person, models.PROTECT, related_name="letters")
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose)
    channel = models.CharField(_("Channel"), max_length=16, choices=Channel)
    language = models.CharField(_("Language of the letter"), max_length=2, choices=Language)
    language_reason = models.CharField(_("Why that language"), max_length=200, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=LetterState, default=LetterState.DRAFTED)
    failure = models.CharField(_("What is missing"), max_length=500, blank=True)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    template_version = models.CharField(max_length=40, blank=True)
    file = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_on = models.DateField(_("Posted or handed over on"), null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(_("Cancelled because"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        default_permissions = ()
        indexes = [
            models.Index(fields=["case", "-id"], name="letter_by_case"),
            models.Index(  # INV-1 is counted and split from the index alone
                fields=["sent_on"],
                include=["region", "household_kind", "target_group", "purpose", "case"],
                name="letter_by_sending",
                condition=Q(state=LetterState.SENT),
            ),
            models.Index(
                fields=["state", "id"],
                name="letter_queue",
                condition=Q(
                    state__in=[LetterState.READY, LetterState.RENDERING, LetterState.RENDERED, LetterState.FAILED]
                ),
            ),
        ]
        constraints = [
            known_kind("letter"),
            known("letter", "purpose", Purpose),
            known("letter", "channel", Channel),
            known("letter", "language", Language),
            known("letter", "state", LetterState),
            models.UniqueConstraint(
                fields=["case", "purpose", "interview"],
                condition=~Q(state=LetterState.CANCELLED),
                name="one_letter_per_purpose_and_appointment",
                violation_error_message=_("There is already a letter for this appointment."),
            ),
            models.CheckConstraint(
                name="letter_made_iff_hashed", condition=Q(state__in=[*MADE, LetterState.CANCELLED]) | Q(sha256="")
            ),
            models.CheckConstraint(name="letter_made_has_hash", condition=~Q(state__in=MADE) | ~Q(sha256="")),
            models.CheckConstraint(
                name="letter_sent_iff_dated", condition=Q(state=LetterState.SENT) ^ Q(sent_on__isnull=True)
            ),
            models.CheckConstraint(
                name="letter_claimed_iff_rendering", condition=Q(state=LetterState.RENDERING) ^ Q(claim__isnull=True)
            ),
        ]

    class Privacy:
        personal = ["addressee", "failure", "file"]
        other = [
            *AS_IT_WAS, "id", "reference", "case", "interview", "purpose", "channel", "language", "language_reason",
            "state", "claim", "claimed_at", "attempts", "template_version", "sha256", "pages", "rendered_at",
            "drafted_by", "drafted_at", "sent_on", "sent_by", "cancelled_because", "version",
        ]  # fmt: skip

    @property
    def is_made(self) -> bool:
        return self.state in MADE


@pghistory.track()
class LetterPerson(models.Model):
    """A member of the household whom a letter calls in; without any, it calls all of it."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="concerns")
    person = models.ForeignKey(Person, models.PROTECT, related_name="letters_about")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["letter", "person"], name="letter_concerns_once")]

    class Privacy:
        personal = ["person"]
        other = ["id", "letter"]
