import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums.papers import DocumentKind, ScanResult
from cases.models.case import Case
from cases.models.interview import Interview
from cases.models.person import Person
from icam.constraints import in_order, known


class DocumentQuerySet(models.QuerySet["Document"]):
    def standing(self) -> "DocumentQuerySet":
        return self.filter(withdrawn_at__isnull=True)


@pghistory.track()
class Document(models.Model):
    """A file that somebody brought or sent. Its bytes never change; a wrong one is withdrawn, not deleted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("About")
    )
    interview = models.ForeignKey(
        Interview, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("Brought to")
    )
    kind = models.CharField(_("Kind"), max_length=11, choices=DocumentKind)
    is_restricted = models.BooleanField(_("Health or judicial data"), default=False)
    title = models.CharField(_("What it is"), max_length=160)
    language = models.CharField(_("Language"), max_length=8, blank=True)
    received_on = models.DateField(_("Received on"))
    original_received_on = models.DateField(_("Original received on"), null=True, blank=True)
    original_returned_on = models.DateField(_("Original returned on"), null=True, blank=True)
    original_returned_to = models.CharField(_("Returned to"), max_length=120, blank=True)

    name = models.CharField(_("Name of the file"), max_length=160)
    stored_as = models.CharField(max_length=120, unique=True, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    scan = models.CharField(max_length=11, choices=ScanResult, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(_("Why it was withdrawn"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        default_permissions = ()
        indexes = [models.Index(fields=["case", "-received_on"], name="document_by_case")]
        constraints = [
            known("document", "kind", DocumentKind),
            known("document", "scan", ScanResult),
            in_order("document", "original_received_on", "original_returned_on"),
            models.CheckConstraint(
                name="document_returned_after_received",
                condition=Q(original_returned_on__isnull=True) | Q(original_received_on__isnull=False),
                violation_error_message=_("Only an original that was received can be returned."),
            ),
            models.CheckConstraint(
                name="document_withdrawn_iff_reason", condition=Q(withdrawn_at__isnull=True) ^ ~Q(withdrawn_because="")
            ),
        ]

    class Privacy:
        personal = [
            "person", "kind", "is_restricted", "title", "language", "name", "original_returned_to", "withdrawn_because",
            "sha256",
        ]  # fmt: skip
        other = [
            "id", "case", "interview", "received_on", "original_received_on", "original_returned_on", "stored_as",
            "media_type", "size", "scan", "added_by", "added_at", "withdrawn_by", "withdrawn_at", "version",
        ]  # fmt: skip
