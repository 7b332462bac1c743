"""Why two persons may be one, or may not: codes for machines, sentences for people."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReasonCode(TextChoices):
    """Every reason there is; the label is its sentence, with the words of `Reason.said` in it."""

    SAME_NUMBER = "same_number", _("Same %(kind)s number")
    OTHER_NUMBER = "other_number", _("Different %(kind)s numbers: %(a)s / %(b)s")
    SAME_PHONE = "same_phone", _("Same telephone number")

    SAME_NAME = "same_name", _("Same name: %(a)s")
    OTHER_ORDER = "other_order", _("Same names in another order: %(a)s / %(b)s")
    SAME_WORD = "same_word", _("Same: %(a)s")
    SOUNDS_SAME = "sounds_same", _("Spelt differently, sounds the same: %(a)s / %(b)s")
    FAMILY_SOUNDS_SAME = "family_sounds_same", _("Family name spelt differently, sounds the same: %(a)s / %(b)s")
    OTHER_SCRIPT = "other_script", _("The same in another script: %(a)s / %(b)s")
    NEARLY_SPELT = "nearly_spelt", _("Nearly the same: %(a)s / %(b)s")
    JOINED = "joined", _("Written together on one side and apart on the other: %(a)s / %(b)s")
    INITIAL = "initial", _("The initial fits: %(a)s / %(b)s")
    NOT_THERE = "not_there", _("Stands on one side only: %(a)s")
    ALIAS = "alias", _("Fits another name under which one of the two is known")
    NAME_DIFFERS = "name_differs", _("Different: %(a)s / %(b)s")
    TWINS = "twins", _("Different given names on one birth date: twins?")
    SIBLINGS = "siblings", _("Different given names: siblings?")
    BY_MARRIAGE = "by_marriage", _("One name and the birth date fit, the other name does not: changed by marriage?")

    BORN_SAME_DAY = "born_same_day", _("Born on the same day, %(a)s")
    BORN_FIRST_OF_JANUARY = "born_first_of_january", _("Both born on 1 January %(year)s: says little")
    BORN_SWAPPED = "born_swapped", _("Day and month swapped: %(a)s / %(b)s")
    BORN_NEXT_DAY = "born_next_day", _("One day between the birth dates: %(a)s / %(b)s")
    BORN_ONE_DIGIT = "born_one_digit", _("One digit of the birth date differs: %(a)s / %(b)s")
    BORN_YEAR_DIGIT = "born_year_digit", _("Same day and month, one digit of the year differs: %(a)s / %(b)s")
    BORN_YEAR_FITS = "born_year_fits", _("Only the year of birth is known on one side, and it fits: %(a)s / %(b)s")
    BORN_MONTH_FITS = (
        "born_month_fits",
        _("Only month and year of birth are known on one side, and they fit: %(a)s / %(b)s"),
    )
    BORN_ABOUT = "born_about", _("The year of birth is estimated, and it fits: %(a)s / %(b)s")
    BORN_PLACEHOLDER = (
        "born_placeholder",
        _("1 January on one side may stand for the year alone, and it fits: %(a)s / %(b)s"),
    )
    BORN_SAME_YEAR = "born_same_year", _("Same year of birth, another day: %(a)s / %(b)s")
    BORN_NEARBY = "born_nearby", _("One or two years between the birth dates: %(a)s / %(b)s")
    BORN_APART = "born_apart", _("Born %(years)s years apart: %(a)s / %(b)s")
    BORN_GENERATION = "born_generation", _("Born %(years)s years apart: parent and child?")

    SAME_NATIONALITY = "same_nationality", _("Same nationality")
    OTHER_NATIONALITY = "other_nationality", _("Different nationalities: says little, people have two")
    OTHER_SEX = "other_sex", _("Different sex")
    KIN = "kin", _("Known to be relatives of each other")
    SAME_HOUSEHOLD = "same_household", _("Both are members of one household")


@dataclass(frozen=True)
class Reason:
    """One reason: its code, what it adds to the score or takes from it (points of 100), and what its sentence names.

    Dates are put into words only with the sentence: hundreds are compared for the few that are shown.
    """

    code: ReasonCode
    points: float = 0.0
    said: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """The sentence in the language of the page: plain text, to be escaped like any other."""
        return str(self.code.label) % dict(self.said)

    @property
    def speaks_for(self) -> bool:
        return self.points >= 0


def pair(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Two sides in an order that does not depend on which of them was asked for."""
    first, second = sorted((a, b))
    return (("a", first), ("b", second))
