"""The closed lists of calling someone in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a letter is for. One letter per case, purpose and appointment."""

    FIRST = "first", _("First invitation")
    REPEAT = "repeat", _("Repeated invitation")
    FOLLOW_UP = "follow_up", _("Invitation to a follow-up interview")


class Channel(TextChoices):
    POST = "post", _("By post")
    REPRESENTATIVE = "representative", _("By e-mail to the representative")
    HAND_OVER = "hand_over", _("Handed over with receipt")


class LetterState(TextChoices):
    """Where a letter is. The worker takes READY to RENDERING to RENDERED; people do the rest."""

    DRAFTED = "drafted", _("Drafted")
    READY = "ready", _("Waits to be made")
    RENDERING = "rendering", _("Being made")
    RENDERED = "rendered", _("Made, not sent")
    FAILED = "failed", _("Could not be made")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("Cancelled")


LIVE = frozenset(LetterState) - {LetterState.CANCELLED}
MADE = (LetterState.RENDERED, LetterState.SENT)
