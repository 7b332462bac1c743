"""Closed lists about persons and the households they belong to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JoinReason(TextChoices):
    """How somebody became a member of a household."""

    FOUNDING = "founding", _("Since the household is followed")
    BIRTH = "birth", _("Born into it")
    ARRIVED = "arrived", _("Arrived")
    SPLIT = "split", _("Left another household with part of it")
    REUNION = "reunion", _("Reunited with it")
    ROLE = "role", _("Belonged to it in another role")


class LeaveReason(TextChoices):
    """How somebody ceased to be a member of a household."""

    SPLIT = "split", _("Separated from it")
    REUNION = "reunion", _("Reunited with another household")
    LEFT = "left", _("Left, still on the territory or not known")
    RETURNED = "returned", _("Left the territory")
    DIED = "died", _("Died")
    ROLE = "role", _("Stayed, in another role")

    @classmethod
    def to_choose(cls) -> "list[tuple[str, str]]":
        """What somebody may say of a member who has left; the others follow from an act of their own."""
        return [(why.value, str(why.label)) for why in (cls.LEFT, cls.RETURNED, cls.DIED)]


class Strength(TextChoices):
    """How sure the comparison of two persons is."""

    CERTAIN = "certain", pgettext_lazy("match", "Certain")
    STRONG = "strong", pgettext_lazy("match", "Strong")
    POSSIBLE = "possible", pgettext_lazy("match", "Possible")
    WEAK = "weak", pgettext_lazy("match", "Weak")
    NONE = "none", pgettext_lazy("match", "None")


class PairState(TextChoices):
    """What was decided on two persons who may be one."""

    OPEN = "open", _("Waits for a decision")
    NOT_SAME = "not_same", _("Not the same person")
    MERGED = "merged", _("One person")


class RequestState(TextChoices):
    """What became of a request to open a case of another region."""

    OPEN = "open", _("Waits for a decision")
    GRANTED = "granted", pgettext_lazy("request", "Granted")
    REFUSED = "refused", pgettext_lazy("request", "Refused")


class ApartReason(TextChoices):
    """Why two persons are kept apart."""

    VIOLENCE = "violence", _("Violence or threat")
    TRAFFICKING = "trafficking", _("Trafficking or exploitation")
    COURT = "court", _("Order of a court")
    WISH = "wish", _("The person asked for it")
