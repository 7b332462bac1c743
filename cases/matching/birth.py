"""Two birth dates compared: what they say for and against one person, however much of each is known."""

from datetime import date

from cases.matching.reasons import Reason, ReasonCode
from cases.matching.weights import BORN
from icam.dates import DatePrecision, PartialDate

GENERATION = 15  # years
NEARBY = 2
ABOUT = 3  # years by which an estimate may be wrong
ROUGH = {DatePrecision.YEAR, DatePrecision.ESTIMATED, DatePrecision.MONTH}


def compare_births(a: PartialDate, b: PartialDate) -> Reason | None:
    """The one reason that two birth dates give; None when one is unknown."""
    if a.day is None or b.day is None:
        return None
    if a.precision in ROUGH or b.precision in ROUGH:
        return _rough(a, b, a.day, b.day)
    if a.day == b.day:
        if _first_of_january(a.day):
            return Reason(ReasonCode.BORN_FIRST_OF_JANUARY, BORN["first_of_january"], (("year", str(a.day.year)),))
        return Reason(ReasonCode.BORN_SAME_DAY, BORN["same_day"], (("a", a),))
    return _two_days(a, b, a.day, b.day)


def _rough(a: PartialDate, b: PartialDate, one: date, other: date) -> Reason:
    years = abs(one.year - other.year)
    if DatePrecision.ESTIMATED in {a.precision, b.precision} and years <= ABOUT:
        return _said(ReasonCode.BORN_ABOUT, "about", a, b)
    if years:
        return _years(years, a, b)
    if DatePrecision.YEAR in {a.precision, b.precision}:
        return _said(ReasonCode.BORN_YEAR_FITS, "year_fits", a, b)
    if one.month == other.month:
        return _said(ReasonCode.BORN_MONTH_FITS, "month_fits", a, b)
    if _placeholder(a) or _placeholder(b):
        return _said(ReasonCode.BORN_PLACEHOLDER, "placeholder", a, b)
    return _said(ReasonCode.BORN_SAME_YEAR, "same_year", a, b)


def _two_days(a: PartialDate, b: PartialDate, one: date, other: date) -> Reason:
    """Two days that are both given in full and are not the same."""
    years = abs(one.year - other.year)
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return _said(ReasonCode.BORN_SWAPPED, "swapped", a, b)
    if years == 0 and (_first_of_january(one) or _first_of_january(other)):
        return _said(ReasonCode.BORN_PLACEHOLDER, "placeholder", a, b)
    if abs((one - other).days) == 1:
        return _said(ReasonCode.BORN_NEXT_DAY, "next_day", a, b)
    if years == 0 and _digits(one, other) == 1:
        return _said(ReasonCode.BORN_ONE_DIGIT, "one_digit", a, b)
    if (one.day, one.month) == (other.day, other.month) and not _first_of_january(one) and _digits(one, other) == 1:
        return _said(ReasonCode.BORN_YEAR_DIGIT, "year_digit", a, b)
    return _years(years, a, b)


def _years(years: int, a: PartialDate, b: PartialDate) -> Reason:
    if years == 0:
        return _said(ReasonCode.BORN_SAME_YEAR, "same_year", a, b)
    if years <= NEARBY:
        return _said(ReasonCode.BORN_NEARBY, "nearby", a, b)
    said = (("years", str(years)), *_pair(a, b))
    if years < GENERATION:
        return Reason(ReasonCode.BORN_APART, BORN["apart"], said)
    return Reason(ReasonCode.BORN_GENERATION, BORN["generation"], said)


def _said(code: ReasonCode, weight: str, a: PartialDate, b: PartialDate) -> Reason:
    return Reason(code, BORN[weight], _pair(a, b))


def _pair(a: PartialDate, b: PartialDate) -> tuple[tuple[str, object], ...]:
    """The earlier one first, the better known one first: whoever was asked for."""
    first, second = sorted((a, b), key=lambda born: (born.day or date.min, born.precision))
    return (("a", first), ("b", second))


def _digits(one: date, other: date) -> int:
    return sum(x != y for x, y in zip(one.isoformat(), other.isoformat(), strict=True))


def _first_of_january(day: date) -> bool:
    return (day.day, day.month) == (1, 1)


def _placeholder(born: PartialDate) -> bool:
    return born.precision is DatePrecision.DAY and born.day is not None and _first_of_january(born.day)
