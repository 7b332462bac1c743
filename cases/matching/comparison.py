"""Two persons compared: a score of 0 to 1, a word for it, and the reasons."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.matching.profile import Profile
from cases.matching.reasons import Reason, ReasonCode


class Strength(TextChoices):
    """How sure it is that two persons are one, surest first."""

    CERTAIN = "certain", _("Certain match")
    STRONG = "strong", _("Strong match")
    POSSIBLE = "possible", _("Possible match")
    WEAK = "weak", _("Weak match")
    NONE = "none", _("No match")


@dataclass(frozen=True)
class Comparison:
    """How far two profiles are one person; `reasons` come with those first that weigh most."""

    score: float
    strength: Strength
    reasons: tuple[Reason, ...]


FLOORS = ((0.95, Strength.CERTAIN), (0.78, Strength.STRONG), (0.5, Strength.POSSIBLE), (0.3, Strength.WEAK))


def compare(a: Profile, b: Profile) -> Comparison:
    """Compare two persons. Symmetric, and independent of the order of names and of the words in them."""
    reasons = []
    for kind, _number in sorted(a.numbers & b.numbers):
        reasons.append(Reason(ReasonCode.SAME_NUMBER, 60, (("kind", kind),)))
    mine, yours = ({form for keys in one.keys for form in keys.forms} for one in (a, b))
    both = mine & yours
    share = len(both) / max(1, min(len(mine), len(yours)))
    code = ReasonCode.SAME_NAME if both else ReasonCode.NAME_DIFFERS
    reasons.append(Reason(code, 60 * share, (("a", " ".join(sorted(a.names))), ("b", " ".join(sorted(b.names))))))
    if a.born.day and b.born.day:
        same = a.born == b.born
        reasons.append(Reason(ReasonCode.BORN_SAME_DAY if same else ReasonCode.BORN_APART, 35 if same else -40))
    score = max(0.0, min(1.0, sum(reason.points for reason in reasons) / 100))
    return Comparison(score, strength_of(score), tuple(reasons))


def strength_of(score: float) -> Strength:
    return next((strength for floor, strength in FLOORS if score >= floor), Strength.NONE)
