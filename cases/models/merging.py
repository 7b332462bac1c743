import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.people import PairState, Strength
from cases.models.person import Person
from icam.constraints import known


class PairQuerySet(models.QuerySet["Pair"]):
    def waiting(self) -> "PairQuerySet":
        """Not yet decided, of two who are still registered each for himself."""
        return self.filter(state=PairState.OPEN, first__merged_into=None, second__merged_into=None)

    def strong(self) -> "PairQuerySet":
        return self.filter(strength__in=[Strength.CERTAIN, Strength.STRONG])

    def of(self, person_id: int) -> "PairQuerySet":
        return self.filter(Q(first=person_id) | Q(second=person_id))


@pghistory.track()
class Pair(models.Model):
    """Two persons who may be one, each pair once; what was decided is remembered.

    `basis` is a digest of what was known of both when they were found not to be the same: as long as it holds, they
    are not proposed again.
    """

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    score = models.FloatField(_("Score"))
    strength = models.CharField(_("Strength"), max_length=8, choices=Strength)
    state = models.CharField(_("State"), max_length=8, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    basis = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        default_permissions = ()
        indexes = [models.Index(fields=["state", "-score", "id"], name="pair_by_state")]
        constraints = [
            known("pair", "strength", Strength),
            known("pair", "state", PairState),
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_once"),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="pair_decided_iff_dated", condition=Q(state=PairState.OPEN) ^ Q(decided_at__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["first", "second", "score", "strength", "reason", "basis"]
        other = ["id", "state", "found_at", "decided_by", "decided_at", "version"]

    @property
    def persons(self) -> tuple[Person, Person]:
        return self.first, self.second


@pghistory.track()
class Merge(models.Model):
    """Two registered persons are one: `gone` points at `kept`, and the journal says what moved, so it can go back."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges_gone")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.TextField(_("Reason"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.TextField(_("Why it was undone"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="merge_of_two_persons", condition=~Q(kept=F("gone"))),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="a_person_is_merged_once"
            ),
            models.CheckConstraint(
                name="merge_undone_iff_dated", condition=Q(undone_at__isnull=True) ^ Q(undone_by__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["kept", "gone", "reason", "undone_because"]
        other = ["id", "by", "at", "undone_by", "undone_at", "version"]


class MergeEntry(models.Model):
    """A line of the journal: a record that moved with the merge, or one that was the kept person's own before."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="entries")
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    moved = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["merge", "table", "row"], name="merge_entry_once")]

    class Privacy:
        personal: list[str] = []
        other = ["id", "merge", "table", "row", "moved"]
