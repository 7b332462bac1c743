"""The rows of one household together: whoever has the same key belongs to one, everybody else is alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import HouseholdKind, MemberRole
from cases.importing.lines import Line, role_of
from cases.importing.words import folded
from icam.dates import DatePrecision

MOST_MEMBERS = 30


@dataclass(frozen=True)
class Gathered:
    """A household of the file: the row of its principal, and the others with their roles."""

    principal: Line
    others: tuple[tuple[Line, MemberRole], ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        yield self.principal
        yield from (line for line, _role in self.others)

    @property
    def number(self) -> int:
        return self.principal.number

    @property
    def is_sound(self) -> bool:
        """A household goes in whole or not at all."""
        return not any(line.problems for line in self.lines)

    @property
    def kind(self) -> HouseholdKind:
        """What the file says, or what follows from the roles."""
        if said := self.principal.values.get("household_kind"):
            return HouseholdKind(said)
        roles = {role for _line, role in self.others}
        if not roles:
            return HouseholdKind.SINGLE
        if MemberRole.CHILD in roles:
            return HouseholdKind.FAMILY
        return HouseholdKind.COUPLE if roles == {MemberRole.PARTNER} else HouseholdKind.OTHER


def gather(lines: Iterable[Line]) -> list[Gathered]:
    """Every line once, in households, in the order of the file; writes on the lines what is wrong between them."""
    by_key: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        key = folded(line.values.get("household", ""))
        by_key[key or f"\x00{line.number}"].append(line)
    found = sorted((_household(rows) for rows in by_key.values()), key=lambda household: household.number)
    for household in found:
        _stand_together(household)
    _mark_twins(found)
    return found


def _household(rows: Sequence[Line]) -> Gathered:
    principals = [line for line in rows if role_of(line) is MemberRole.PRINCIPAL]
    if len(rows) > MOST_MEMBERS:
        for line in rows:
            line.refuse("household", _("More than %(most)d rows have this key.") % {"most": MOST_MEMBERS})
    if len(principals) > 1:
        numbers = ", ".join(str(line.number) for line in principals)
        for line in principals:
            line.refuse("role", _("Rows %(numbers)s are all the principal of this household.") % {"numbers": numbers})
    if not principals and len(rows) > 1:
        for line in rows:
            line.refuse("role", _("No row of this household is its principal."))
    if not principals and len(rows) == 1 and role_of(rows[0]) not in {None, MemberRole.PRINCIPAL}:
        rows[0].refuse("role", _("No row of this household is its principal."))
    first = principals[0] if principals else rows[0]
    others = [line for line in rows if line is not first]
    return Gathered(first, tuple((line, role_of(line) or MemberRole.OTHER) for line in others))


def _stand_together(household: Gathered) -> None:
    """A row with a fault keeps its whole household out, and the others say which row that is."""
    for line, role in household.others:
        if role is MemberRole.CHILD and _is_older(line, household.principal):
            line.warn("role", _("This child is older than the principal of the household."))
    faulty = [line.number for line in household.lines if line.problems]
    for line in household.lines:
        if faulty and not line.problems:
            numbers = ", ".join(map(str, faulty))
            line.refuse("", _("Row %(numbers)s of the same household is refused.") % {"numbers": numbers})


def _is_older(child: Line, adult: Line) -> bool:
    exact = {child.born.precision, adult.born.precision} == {DatePrecision.DAY}
    return bool(exact and child.born.day and adult.born.day and child.born.day < adult.born.day)


def _mark_twins(households: Iterable[Gathered]) -> None:
    """The same row twice: the second is refused, whichever household it is in."""
    seen: dict[str, int] = {}
    for household in households:
        twins = []
        for line in household.lines:
            first = seen.setdefault(line.fingerprint, line.number)
            if first != line.number and line.called:
                twins.append(line)
                line.refuse("", _("Row %(number)d says the same of the same person.") % {"number": first})
        if twins:
            _stand_together(household)
