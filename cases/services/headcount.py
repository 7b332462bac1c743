"""How many persons, adults, minors and families there are on a day: in one household, and over many cases."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from cases.composition import Composition, compose
from cases.models import Household, Member, Placement
from cases.models.household import KNOWN_TO_BE, MemberQuerySet
from cases.querysets import CaseQuerySet


@dataclass(frozen=True)
class Totals:
    """The cases open on a day, and who belonged to their households: families, and persons each counted once."""

    cases: int
    families: int
    adults: int
    minors: int

    @property
    def persons(self) -> int:
        return self.adults + self.minors


def of(household: Household, *, on: date) -> Composition:
    """Who the household is made of on that day; two registrations of one person are one."""
    rows: dict[int, tuple[date | None, str, str]] = {}
    for member in household.members.on(on).with_persons():
        known = member.person.current
        rows.setdefault(known.pk, (known.born_on, known.birth_precision, member.role))
    return compose(rows.values(), on=on)


def over(cases: CaseQuerySet, *, on: date) -> Totals:
    """The same over those of `cases` that were open on that day."""
    open_then = Placement.objects.on(on).filter(case__in=cases.order_by().values("pk"))
    members = Member.objects.on(on).filter(household__in=open_then.values("case__household"))
    young, grown = members.minor(on), members.of_age(on)
    families = young.filter(household__in=grown.values("household")).values("household").distinct()
    return Totals(open_then.values("case").distinct().count(), families.count(), _persons(grown), _persons(young))


def _persons(members: MemberQuerySet) -> int:
    return int(members.aggregate(n=Count(KNOWN_TO_BE, distinct=True))["n"])
