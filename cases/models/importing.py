import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.papers import ImportState, RowDecision, RowResult
from cases.models.case import Case
from cases.models.person import Person
from icam.constraints import known
from icam.models import Region


@pghistory.track()
class Import(models.Model):
    """A file of persons to be opened as cases: read, checked, decided row by row, then carried out."""

    name = models.CharField(_("Name of the file"), max_length=160)
    sha256 = models.CharField(max_length=64)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("Region"))
    encoding = models.CharField(_("Written in"), max_length=16, blank=True)
    is_sure = models.BooleanField(_("The way of writing is certain"), default=True)
    header = models.JSONField(default=list)
    shape = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=8, choices=ImportState, default=ImportState.READ)
    total = models.PositiveIntegerField(_("Rows"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    touched_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        indexes = [models.Index(fields=["shape", "-id"], name="import_by_shape")]
        constraints = [known("import", "state", ImportState)]

    class Privacy:
        personal = ["name"]
        other = [
            "id", "sha256", "region", "encoding", "is_sure", "header", "shape", "mapping", "state", "total", "by", "at",
            "touched_at", "finished_at", "failure", "version",
        ]  # fmt: skip


class ImportRow(models.Model):
    """A line of the file, as it stood there, and what became of it.

    `household` is the number of the row that stands for the household: its principal. `fingerprint` says who the row
    is about, however it was typed; with a case it is there once.
    """

    of = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))
    cells = models.JSONField()
    household = models.PositiveIntegerField(_("Household"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    result = models.CharField(_("Result"), max_length=8, choices=RowResult, default=RowResult.WAITING)
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    decision = models.CharField(_("Decision"), max_length=4, choices=RowDecision, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    is_chosen = models.BooleanField(_("Chosen"), default=False)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["of", "result", "number"], name="import_row_by_result"),
            models.Index(fields=["of", "household"], name="import_row_by_household"),
        ]
        constraints = [
            known("import_row", "result", RowResult),
            known("import_row", "decision", RowDecision, blank=True),
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(case__isnull=False),
                name="a_row_opens_one_case",
                violation_error_message=_("This row was imported before."),
            ),
        ]

    class Privacy:
        personal = ["cells", "problems", "warnings", "candidates", "person", "fingerprint"]
        other = ["id", "of", "number", "household", "result", "decision", "case", "is_chosen"]
