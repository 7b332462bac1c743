"""Who belongs to a household, from which day to which."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import JoinReason, LeaveReason
from cases.models import Household, Member, Person
from reporting.demonstration import twists
from reporting.demonstration.lives import Life
from reporting.demonstration.people import Name, Origin, Registry
from reporting.demonstration.store import Store


@dataclass(slots=True)
class Home:
    """A household with its members; the principal is the first."""

    household: Household
    origin: Origin
    members: list[tuple[Member, Person]] = field(default_factory=list)
    changed_on: date | None = None  # the day on which the household became another kind of one
    kept_apart: list[tuple[Person, Person, date]] = field(default_factory=list)  # protected, from whom, since

    @property
    def principal(self) -> Person:
        return self.members[0][1]

    def on(self, day: date) -> list[tuple[Member, Person]]:
        return [
            (member, person)
            for member, person in self.members
            if member.joined_on <= day and (member.left_on is None or member.left_on > day)
        ]

    def adults(self) -> list[tuple[Member, Person]]:
        return [(member, person) for member, person in self.members if member.role != MemberRole.CHILD]


class Homes:
    """Makes the household of a life."""

    def __init__(self, store: Store, registry: Registry, today: date) -> None:
        self.store, self.registry, self.today = store, registry, today

    def found(self, life: Life) -> Home:
        story, rng = life.story, life.rng
        origin = self.registry.origin(rng)
        family = rng.choice(origin.family)
        principal = self.registry.adult(origin, story.opened_on, rng, family=family, twist=story.twist)
        household = self.store.add(Household(kind=story.household, principal_id=principal.pk))
        home = Home(household, origin)
        self._join(home, principal, MemberRole.PRINCIPAL, story.opened_on)
        if story.twist == twists.KIND_CHANGED:
            home.changed_on = self.today - timedelta(days=rng.randint(15, 40))
        self._others(home, family, life, home.changed_on or story.opened_on)
        return home

    def _others(self, home: Home, family: Name, life: Life, since: date) -> None:
        kind, rng, twist = life.story.household, life.rng, life.story.twist
        if kind == HouseholdKind.SINGLE:
            return
        if kind == HouseholdKind.OTHER:
            for _ in range(rng.choices((1, 2), (80, 20))[0]):
                self._adult(home, family, MemberRole.OTHER, since, rng)
            return
        is_pair = kind == HouseholdKind.COUPLE or twist in {twists.PARTNER_LEFT, twists.KIND_CHANGED}
        if is_pair or rng.random() < 0.68:
            self._adult(home, rng.choice(home.origin.family), MemberRole.PARTNER, since, rng)
        if kind == HouseholdKind.FAMILY:
            self._children(home, family, life, since)
        if twist == twists.PARTNER_LEFT:
            self._part(home, self.today - timedelta(days=rng.randint(10, 40)))

    def _part(self, home: Home, day: date) -> None:
        """The partner leaves, and must not learn where the others live."""
        member, partner = home.members[1]
        member.left_on, member.left_because = day, LeaveReason.LEFT.value
        for one, person in home.members:
            if person is not partner and one.joined_on <= day:
                home.kept_apart.append((person, partner, day))

    def _adult(self, home: Home, family: Name, role: MemberRole, since: date, rng: random.Random) -> None:
        self._join(home, self.registry.adult(home.origin, since, rng, family=family), role, since)

    def _children(self, home: Home, family: Name, life: Life, since: date) -> None:
        rng = life.rng
        for _ in range(rng.choices((1, 2, 3, 4), (36, 36, 20, 8))[0]):
            self._join(home, self.registry.child(home.origin, since, rng, family), MemberRole.CHILD, since)
        if life.story.twist == twists.CHILD_BORN:
            born = self.today - timedelta(days=rng.randint(8, 30))
            baby = self.registry.child(home.origin, self.today, rng, family, newborn=True)
            baby.born_on = born
            self._join(home, baby, MemberRole.CHILD, born, JoinReason.BIRTH)

    def _join(
        self, home: Home, person: Person, role: MemberRole, joined_on: date, because: JoinReason | None = None
    ) -> None:
        came = JoinReason.ARRIVED if joined_on == home.changed_on else JoinReason.FOUNDING
        member = Member(
            household_id=home.household.pk, person_id=person.pk, role=role.value, joined_on=joined_on,
            joined_because=(because or came).value,
        )  # fmt: skip
        home.members.append((self.store.add(member), person))
