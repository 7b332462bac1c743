"""Why two persons may be one, or may not: codes for machines, sentences for people."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReasonCode(TextChoices):
    """Every reason there is; the label is its sentence, with the parameters of `Reason.said` in it."""

    SAME_NUMBER = "same_number", _("Same %(kind)s number")
    SAME_NAME = "same_name", _("Same name: %(a)s")
    NAME_DIFFERS = "name_differs", _("Different name: %(a)s / %(b)s")
    BORN_SAME_DAY = "born_same_day", _("Born on the same day")
    BORN_APART = "born_apart", _("Different birth dates")


@dataclass(frozen=True)
class Reason:
    """One reason: its code, what it adds to or takes from the score (points of 100), and what its sentence names."""

    code: ReasonCode
    points: float = 0.0
    said: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """The sentence in the language of the page; plain text, to be escaped like any other."""
        return str(self.code.label) % dict(self.said)

    @property
    def speaks_for(self) -> bool:
        return self.points >= 0
