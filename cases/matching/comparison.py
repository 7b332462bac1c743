"""Two persons compared: a score of 0 to 1, a word for it, and the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.matching.birth import compare_births
from cases.matching.naming import Laid, lay
from cases.matching.profile import Profile
from cases.matching.reasons import Reason, ReasonCode, pair
from cases.matching.weights import NAME, OTHER, STRENGTH
from cases.matching.wording import reasons_of_names
from icam.identifiers import FileNumberKind


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


def compare(a: Profile, b: Profile) -> Comparison:
    """Compare two persons. Symmetric, and independent of the order of names and of the words in them."""
    birth = compare_births(a.born, b.born)
    laid, mine, yours = _best_names(a, b)
    reasons = [*reasons_of_names(laid, mine, yours, birth.code if birth else None)]
    if laid.fits and (mine not in a.names[:1] or yours not in b.names[:1]):
        reasons.append(Reason(ReasonCode.ALIAS, -NAME["apart"], pair(mine, yours)))
    reasons += [birth] if birth else []
    reasons += [*_of_numbers(a, b), *_of_the_rest(a, b)]
    points = sum(sorted(reason.points for reason in reasons))
    score = round(max(0.0, min(1.0, points / 100)), 4)
    reasons.sort(key=lambda reason: (-abs(reason.points), reason.code, reason.said))
    return Comparison(score, strength_of(score), tuple(reasons))


def strength_of(score: float) -> Strength:
    """The word for a score."""
    return next((Strength(word) for word, floor in STRENGTH.items() if score * 100 >= floor), Strength.NONE)


def _best_names(a: Profile, b: Profile) -> tuple[Laid, str, str]:
    """Of all their names the two that fit best; of equally good ones the main names, then by the alphabet."""
    every = [(lay(mine, yours), mine, yours) for mine in dict.fromkeys(a.names) for yours in dict.fromkeys(b.names)]
    if not every:
        return Laid(), "", ""
    main = {*a.names[:1], *b.names[:1]}
    return min(every, key=lambda one: (-one[0].score, -one[0].telling, -len({*one[1:]} & main), sorted(one[1:])))


def _of_numbers(a: Profile, b: Profile) -> Iterator[Reason]:
    mine, yours = _numbers(a), _numbers(b)
    for kind in sorted(mine.keys() & yours.keys()):
        label = str(FileNumberKind(kind).name) if kind in FileNumberKind else kind
        if mine[kind] & yours[kind]:
            yield Reason(ReasonCode.SAME_NUMBER, OTHER["same_number"], (("kind", label),))
        else:
            weight = "other_national_number" if kind == FileNumberKind.NN else "other_number"
            said = pair(min(mine[kind]), min(yours[kind]))
            yield Reason(ReasonCode.OTHER_NUMBER, OTHER[weight], (("kind", label), *said))


def _numbers(profile: Profile) -> dict[str, set[str]]:
    """Numbers by kind; SP and OV are the two names of one kind."""
    found: dict[str, set[str]] = {}
    for kind, number in profile.numbers:
        one = FileNumberKind.SP.value if kind == FileNumberKind.OV else str(kind)
        found.setdefault(one, set()).add(number)
    return found


def _of_the_rest(a: Profile, b: Profile) -> Iterator[Reason]:
    if a.phones & b.phones:
        yield Reason(ReasonCode.SAME_PHONE, OTHER["same_phone"])
    if a.nationalities and b.nationalities:
        same = bool(a.nationalities & b.nationalities)
        code = ReasonCode.SAME_NATIONALITY if same else ReasonCode.OTHER_NATIONALITY
        yield Reason(code, OTHER[code.value])
    if {a.sex, b.sex} == {"f", "m"}:
        yield Reason(ReasonCode.OTHER_SEX, OTHER["other_sex"])
    if a.person in b.kin or b.person in a.kin:
        yield Reason(ReasonCode.KIN, OTHER["kin"])
    if a.household is not None and a.household == b.household:
        yield Reason(ReasonCode.SAME_HOUSEHOLD, OTHER["same_household"])
