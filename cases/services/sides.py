"""The two sides of a possible duplicate as a reader may see them, and whether he may decide.

A side that he may not open is masked: who holds it, and nothing else; neither reasons nor a score are said then.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.access import Foreign, cases_for, persons_for
from cases.models import Case, Member, Merge, Pair, Person
from cases.models.household import KNOWN_TO_BE
from icam.models import User
from icam.permissions import Capability


@dataclass
class Side:
    """One of two persons. `cases` are those that the reader may open, open ones and then the newest first."""

    person: Person
    is_open: bool
    cases: list[Case] = field(default_factory=list)
    elsewhere: list[Case] = field(default_factory=list)

    @property
    def held_by(self) -> str:
        """The office that follows him, or its region."""
        case = next(iter(self.elsewhere), None)
        return str(case.office or case.region) if case else ""

    @property
    def case(self) -> Case | None:
        return next(iter(self.cases), None)

    @property
    def is_followed(self) -> bool:
        return any(case.is_open for case in [*self.cases, *self.elsewhere])


def sides_of(persons: Iterable[Person], *, by: User) -> dict[int, Side]:
    """By person, his side; four statements, however many persons."""
    rows = {person.pk: person for person in persons}
    known = set(persons_for(by).filter(pk__in=rows).values_list("pk", flat=True))
    households: dict[int, set[int]] = defaultdict(set)
    members = Member.objects.filter(person__in=Person.objects.registered_as(rows))
    for current, registered, household in members.values_list(KNOWN_TO_BE, "person", "household"):
        households[household] |= {current, registered}
    sides = {pk: Side(person, pk in known) for pk, person in rows.items()}
    cases = Case.objects.filter(household__in=households).select_related("office", "region", "coach")
    mine = set(cases_for(by).filter(pk__in=cases.values("pk")).values_list("pk", flat=True))
    for case in sorted(cases, key=lambda case: (not case.is_open, -case.pk)):
        for pk in households[case.household_id] & rows.keys():
            (sides[pk].cases if case.pk in mine else sides[pk].elsewhere).append(case)
    return sides


def visible(pairs: "QuerySet[Pair]", *, by: User) -> "QuerySet[Pair]":
    """The pairs of which the reader may open at least one side."""
    reach = persons_for(by)
    return pairs.filter(Exists(reach.filter(pk=OuterRef("first"))) | Exists(reach.filter(pk=OuterRef("second"))))


def get_pair(user: User, pk: int) -> tuple[Pair, Side, Side]:
    """A pair for whoever decides on pairs; 404 when neither side is his to see, 403 when deciding is not his."""
    pair = Pair.objects.select_related("first", "second", "decided_by").filter(pk=pk).first()
    if pair is None:
        raise Foreign
    return pair, *_checked(user, [pair.first, pair.second])


def get_merge(user: User, pk: int) -> tuple[Merge, Side, Side]:
    """The same for a merge: the one who was kept, and the one who was merged into him."""
    merge = Merge.objects.select_related("kept", "gone", "by", "undone_by").filter(pk=pk).first()
    if merge is None:
        raise Foreign
    return merge, *_checked(user, [merge.kept, merge.gone])


def _checked(user: User, persons: Sequence[Person]) -> tuple[Side, Side]:
    found = sides_of(persons, by=user)
    first, second = (found[person.pk] for person in persons)
    if not (first.is_open or second.is_open):
        raise Foreign
    if not user.may(Capability.MERGE_PERSONS):
        raise PermissionDenied(_("Whether two registered persons are one is decided by the regional manager."))
    return first, second


def may_decide(user: User, *sides: Side) -> bool:
    """Whether he decides on every one of these: by role or grant on a case of each, or when nobody follows him."""
    if not user.may(Capability.MERGE_PERSONS):
        return False
    deciding = cases_for(user, Capability.MERGE_PERSONS) | cases_for(user, Capability.WORK_CASE)
    ids = set(deciding.filter(pk__in=[case.pk for side in sides for case in side.cases]).values_list("pk", flat=True))
    return all(ids & {case.pk for case in side.cases} or not (side.cases or side.elsewhere) for side in sides)


def require_decision(user: User, *sides: Side) -> None:
    """PermissionDenied unless both are his to decide on."""
    if not may_decide(user, *sides):
        raise PermissionDenied(_("You may decide this only when you work on a case of each of the two."))


# On the page of a household ------------------------------------------------------------------------------------------


@dataclass
class Standing:
    """A person of a household: who else he is registered as, and who else he may be."""

    person: Person
    merges: list[Merge] = field(default_factory=list)
    hints: list[tuple[Pair, Side]] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not (self.merges or self.hints)


def standing_of(case: Case, *, by: User) -> list[Standing]:
    """The persons of the household, with their merges and the strong pairs that wait for a decision."""
    members = case.household.members.with_persons()
    found = {member.person.current.pk: Standing(member.person.current) for member in members}
    merges = Merge.objects.filter(kept__in=found, undone_at=None).select_related("gone", "by").order_by("pk")
    for merge in merges:
        found[merge.kept_id].merges.append(merge)
    mine = Q(first__in=found) | Q(second__in=found)
    pairs = list(
        Pair.objects.waiting().strong().filter(mine).select_related("first", "second").order_by("-score", "pk")
    )
    others = {person.pk: person for pair in pairs for person in (pair.first, pair.second)}
    sides = sides_of(others.values(), by=by) if others else {}
    for pair in pairs:
        for one, other in ((pair.first_id, pair.second_id), (pair.second_id, pair.first_id)):
            if one in found:
                found[one].hints.append((pair, sides[other]))
    return list(found.values())
