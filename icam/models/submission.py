from django.conf import settings
from django.db import models
from django.utils import timezone


class Submission(models.Model):
    """A form that was carried out: the same form sent twice is answered with what came of it the first time."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    location = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=64, blank=True)  # keyed hash of the answers; empty where it was not taken
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    class Privacy:
        personal: list[str] = []
        other = ["token", "user", "location", "words", "at"]
