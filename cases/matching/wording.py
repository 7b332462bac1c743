"""What two names laid beside each other say, as reasons."""

import re
from collections.abc import Iterable, Iterator

from cases.matching.naming import Fit, Laid
from cases.matching.reasons import Reason, ReasonCode, pair
from cases.matching.weights import NAME
from icam.names import Word
from icam.names.likeness import SAME_SOUND
from icam.names.tokens import tokens_of

TELLING = 0.55  # weight of a word from which it is worth naming
MANY = 2.4  # weight of the words that fit from which they are many
FITTING_BIRTHS = frozenset({
    ReasonCode.BORN_SAME_DAY, ReasonCode.BORN_FIRST_OF_JANUARY, ReasonCode.BORN_SWAPPED, ReasonCode.BORN_NEXT_DAY,
})  # fmt: skip


def reasons_of_names(laid: Laid, mine: str, yours: str, birth: ReasonCode | None) -> Iterator[Reason]:
    """The reasons of the two names that fit best; their points add up to what the names are worth."""
    points = NAME["most"] * laid.score ** NAME["curve"]
    one_sided = not (laid.rest_a and laid.rest_b)
    if laid.telling >= MANY and one_sided:
        points += NAME["long"]
    if laid.fits and not laid.rest_a and not laid.rest_b and all(fit.is_same for fit in laid.fits):
        same_order = tokens_of(mine) == tokens_of(yours)
        yield Reason(ReasonCode.SAME_NAME if same_order else ReasonCode.OTHER_ORDER, points, pair(mine, yours))
        return
    family = family_of(mine) | family_of(yours)
    for fit in laid.fits:
        yield _of_fit(fit, points * fit.weight * fit.quality / laid.telling if laid.telling else 0.0, family)
    yield from _of_the_rest(laid, family, birth)


def _of_fit(fit: Fit, points: float, family: frozenset[str]) -> Reason:
    said = pair(_written(fit.a), _written(fit.b))
    if len(fit.a) != len(fit.b):
        return Reason(ReasonCode.JOINED, points, said)
    if fit.likeness == 1.0:
        return Reason(ReasonCode.SAME_WORD, points, said)
    if "initial" in {fit.a[0].kind, fit.b[0].kind}:
        return Reason(ReasonCode.INITIAL, points, said)
    if fit.likeness < SAME_SOUND:
        return Reason(ReasonCode.NEARLY_SPELT, points, said)
    if fit.a[0].script != fit.b[0].script:
        return Reason(ReasonCode.OTHER_SCRIPT, points, said)
    is_family = bool(family & {word.written for word in fit.a + fit.b})
    return Reason(ReasonCode.FAMILY_SOUNDS_SAME if is_family else ReasonCode.SOUNDS_SAME, points, said)


def _of_the_rest(laid: Laid, family: frozenset[str], birth: ReasonCode | None) -> Iterator[Reason]:
    """What has no counterpart; when both sides have such words, what that may mean."""
    mine, yours = (_telling(rest) for rest in (laid.rest_a, laid.rest_b))
    if not (mine and yours):
        for word in (*mine, *yours):
            yield Reason(ReasonCode.NOT_THERE, 0.0, pair(_written([word]), _written([word])))
        return
    said = pair(_written(mine), _written(yours))
    yield Reason(ReasonCode.NAME_DIFFERS, 0.0, said)
    if laid.fits:
        yield Reason(_meaning(mine, yours, family, birth), 0.0, said)


def _meaning(
    mine: Iterable[Word], yours: Iterable[Word], family: frozenset[str], birth: ReasonCode | None
) -> ReasonCode:
    """Twins, siblings or a name by marriage: a guess in words, which adds nothing to the score."""
    differ = {word.written for word in (*mine, *yours)}
    if birth not in FITTING_BIRTHS:
        return ReasonCode.SIBLINGS
    return ReasonCode.BY_MARRIAGE if family and differ <= family else ReasonCode.TWINS


def family_of(name: str) -> frozenset[str]:
    """The words of the family name of "Family, Given"; empty when there is no comma to say so."""
    before, comma, _ = name.partition(",")
    return frozenset(word for part in re.split(r"\s", before) for word in tokens_of(part)) if comma else frozenset()


def _telling(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.weight >= TELLING)


def _written(words: Iterable[Word]) -> str:
    return " ".join(word.written.title() if word.script == "latin" else word.written for word in words)
