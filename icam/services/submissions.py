"""Forms that were carried out: how long we remember them."""

from datetime import timedelta

from icam.calendar import now
from icam.models import Submission

REMEMBERED = timedelta(days=30)  # a session ends after ten hours; a page from before then cannot be sent any more


def sweep() -> int:
    """Forget what is older than that; returns how many."""
    gone, _by_model = Submission.objects.filter(at__lt=now() - REMEMBERED).delete()
    return gone
