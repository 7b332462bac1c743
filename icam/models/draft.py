from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """What somebody has typed into a form and not sent: his alone, sealed, never a record (purged after 30 days).

    `form` names the form, `record` what it is about ("interview:12"); `fields` of the form lie in `sealed`. Each page
    has a draft of its own: two windows of one form do not write over one another.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    record = models.CharField(max_length=60)
    page = models.CharField(max_length=40, blank=True)  # which showing of the form, as its stamp says
    sealed = models.BinaryField()
    based_on = models.PositiveIntegerField(null=True, blank=True)  # the version of the record the form was opened with
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]
        constraints = [models.UniqueConstraint(fields=["user", "form", "record", "page"], name="one_draft_per_page")]

    class Privacy:
        personal = ["sealed"]
        other = ["id", "user", "form", "record", "page", "based_on", "saved_at"]
