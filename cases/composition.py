"""Who a household is made of on a day: adults, minors, and what that makes it. Pure, and the same rule as a query.

Majority is at 18 (Civil Code, art. 488). Of a birth of which only a part is known, the latest day that fits counts:
somebody is a minor until he is certainly of age. Without any date, the role of child makes a minor, any other an adult.
Somebody born on 29 February comes of age on 1 March.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from cases.enums import HouseholdKind, MemberRole
from icam.dates import DatePrecision

MAJORITY = 18  # years


def latest_birth(born_on: date | None, precision: str) -> date | None:
    """The last day on which somebody may have been born, as far as it is known."""
    if born_on is None or precision == DatePrecision.UNKNOWN:
        return None
    if precision == DatePrecision.MONTH:
        return born_on.replace(day=monthrange(born_on.year, born_on.month)[1])
    return born_on if precision == DatePrecision.DAY else date(born_on.year, 12, 31)


def of_age_on(born_on: date | None, precision: str) -> date | None:
    """The day from which somebody is certainly of age; None when nothing of the birth is known."""
    latest = latest_birth(born_on, precision)
    if latest is None:
        return None
    try:
        return latest.replace(year=latest.year + MAJORITY)
    except ValueError:  # 29 February
        return date(latest.year + MAJORITY, 3, 1)


def is_minor(born_on: date | None, precision: str, role: str, *, on: date) -> bool:
    """Whether a member counts as a minor on that day."""
    day = of_age_on(born_on, precision)
    return role == MemberRole.CHILD if day is None else on < day


def minors(on: date, person: str = "person__", role: str = "role") -> Q:
    """The same rule for rows: those who are minors on that day. `person` leads from the row to the person."""
    born, precision = f"{person}born_on", f"{person}birth_precision"
    cutoff = _years_before(on)
    year = cutoff.year + (cutoff == date(cutoff.year, 12, 31))  # the first year that is not certainly over
    month = (cutoff + timedelta(days=1)).replace(day=1)  # the first day of the first such month
    return (
        Q(**{precision: DatePrecision.DAY, f"{born}__gt": cutoff})
        | Q(**{precision: DatePrecision.MONTH, f"{born}__gte": month})
        | Q(**{f"{precision}__in": [DatePrecision.YEAR, DatePrecision.ESTIMATED], f"{born}__gte": date(year, 1, 1)})
        | Q(**{precision: DatePrecision.UNKNOWN, role: MemberRole.CHILD})
    )


def _years_before(on: date) -> date:
    """Whoever was born on that day or before is of age `on`."""
    try:
        return on.replace(year=on.year - MAJORITY)
    except ValueError:  # 29 February: whoever was born on 1 March is not yet of age
        return date(on.year - MAJORITY, 2, 28)


@dataclass(frozen=True)
class Composition:
    """So many adults and minors. `is_pair` says that the two adults are principal and partner."""

    adults: int = 0
    minors: int = 0
    is_pair: bool = False

    @property
    def persons(self) -> int:
        return self.adults + self.minors

    @property
    def is_family(self) -> bool:
        """What the report counts as a family: at least one minor and an adult."""
        return self.adults > 0 and self.minors > 0

    @property
    def kind(self) -> HouseholdKind:
        """What such a household is proposed to be; a person confirms it."""
        if self.is_family:
            return HouseholdKind.FAMILY
        if self.persons == 1:
            return HouseholdKind.SINGLE
        if self.adults == 2 and self.is_pair:
            return HouseholdKind.COUPLE
        return HouseholdKind.OTHER


def compose(members: Iterable[tuple[date | None, str, str]], *, on: date) -> Composition:
    """What these (born on, precision, role) make on that day."""
    rows = list(members)
    young = sum(is_minor(*row, on=on) for row in rows)
    roles = {role for _born, _precision, role in rows}
    pair = roles == {MemberRole.PRINCIPAL, MemberRole.PARTNER} and len(rows) == 2
    return Composition(len(rows) - young, young, pair and not young)
