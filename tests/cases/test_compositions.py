"""Ten households over a year: what the office counts of each on three days. The table is that of docs/households.md.

A cell says: open cases · families · adults · minors. A family is a household with an open case in which at least one
minor lives with an adult; a person counts once, whatever number of cases follow him.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.composition import Composition, compose, is_minor, of_age_on
from cases.enums import ClosureReason, HouseholdKind, MemberRole, Track
from cases.enums.people import LeaveReason
from cases.models import Case, Household, Member, Person
from cases.services import closures, headcount, households, life, splits
from icam.dates import DatePrecision
from icam.models import Region, User
from tests import factories

PRINCIPAL, PARTNER, CHILD, OTHER = MemberRole.PRINCIPAL, MemberRole.PARTNER, MemberRole.CHILD, MemberRole.OTHER
DAYS = (date(2025, 2, 1), date(2025, 6, 1), date(2025, 10, 1))
OPENED = date(2025, 1, 2)
DOCUMENT = Path(__file__).parents[2] / "docs" / "households.md"


@dataclass
class Scene:
    """An empty office and a coach; the stories fill it."""

    region: Region
    coach: User
    manager: User
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def person(self, name: str, born: date | None = None) -> Person:
        self.people[name] = factories.make_person(given_names=name, born_on=born or date(1988, 3, 14))
        return self.people[name]

    def follow(self, name: str, *others: tuple[str, MemberRole, date | None], since: date = OPENED) -> Case:
        """The household of a principal and others, with a case, from that day."""
        leader = self.people.get(name) or self.person(name)
        household = households.found(leader, by=self.coach, kind=HouseholdKind.OTHER, since=since)
        for other, role, born in others:
            person = self.people.get(other) or self.person(other, born)
            households.join(household, person, by=self.coach, role=role, joined_on=since)
        return self.open(household, since)

    def open(self, household: Household, day: date, track: Track = Track.RETURN) -> Case:
        return life.open_case(
            household, by=self.coach, track=track, target_group=factories.make_target_group(),
            intake_channel="selection", region=self.region, coach=self.coach, opened_on=day,
        )  # fmt: skip

    def leave(self, case: Case, name: str, day: date, because: LeaveReason, successor: str = "") -> None:
        member = case.household.members.get(person=self[name], left_on=None)
        heir = self[successor] if successor else None
        households.leave(member, by=self.coach, left_on=day, because=because, successor=heir)

    def close(self, case: Case, day: date, because: ClosureReason) -> None:
        life.close(Case.objects.get(pk=case.pk), by=self.manager, because=because, on=day)


CHILD_OF_2015 = ("Nour", CHILD, date(2015, 5, 5))
WIFE = ("Amina", PARTNER, None)


def birth(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE)
    households.birth(case.household, by=scene.coach, born_on=date(2025, 3, 10), given_names="Nour", sex="f")


def majority(scene: Scene) -> None:
    scene.follow("Amina", ("Sami", CHILD, date(2007, 4, 15)))


def split(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE, CHILD_OF_2015, ("Sami", CHILD, date(2012, 1, 1)))
    splits.split(
        case, by=scene.coach, leaving=[scene["Amina"], scene["Nour"]], principal=scene["Amina"], on=date(2025, 4, 10),
        own_case=splits.OwnCase(scene.region),
    )  # fmt: skip


def reunion(scene: Scene) -> None:
    case, other = scene.follow("Karim"), scene.follow("Amina", CHILD_OF_2015)
    splits.reunite(
        case, by=scene.coach, other=other, coming=[scene["Amina"], scene["Nour"]], on=date(2025, 4, 10), role=PARTNER
    )
    closures.approve(other.closure_proposals.get(), by=scene.manager, on=date(2025, 7, 1))


def death(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE, CHILD_OF_2015)
    scene.leave(case, "Karim", date(2025, 3, 10), LeaveReason.DIED, successor="Amina")


def principal_leaves(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE, CHILD_OF_2015)
    scene.leave(case, "Karim", date(2025, 4, 10), LeaveReason.LEFT, successor="Amina")
    scene.follow("Karim", since=date(2025, 8, 1))


def joins_later(scene: Scene) -> None:
    case = scene.follow("Amina")
    child = scene.person("Nour", date(2015, 5, 5))
    households.join(case.household, child, by=scene.coach, role=CHILD, joined_on=date(2025, 7, 5))


def two_tracks(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE, CHILD_OF_2015)
    scene.open(case.household, date(2025, 4, 10), Track.TRANSFER)
    scene.close(case, date(2025, 9, 1), ClosureReason.ORDER_WITHDRAWN)


def one_returns(scene: Scene) -> None:
    case = scene.follow("Karim", WIFE, CHILD_OF_2015)
    scene.leave(case, "Karim", date(2025, 4, 10), LeaveReason.RETURNED, successor="Amina")
    scene.close(case, date(2025, 8, 1), ClosureReason.ASSISTED_RETURN)


def registered_twice(scene: Scene) -> None:
    scene.follow("Karim", WIFE)
    duplicate = scene.follow("Amina again")
    Person.objects.filter(pk=scene["Amina again"].pk).update(merged_into=scene["Amina"])
    scene.close(duplicate, date(2025, 4, 10), ClosureReason.DUPLICATE)


TABLE: dict[str, tuple[Callable[[Scene], None], str, tuple[str, str, str]]] = {
    "Birth": (birth, "A couple; a child is born on 10 March.", ("1 · 0 · 2 · 0", "1 · 1 · 2 · 1", "1 · 1 · 2 · 1")),
    "Majority": (
        majority, "A mother and her son, who comes of age on 15 April.",
        ("1 · 1 · 1 · 1", "1 · 0 · 2 · 0", "1 · 0 · 2 · 0"),
    ),
    "Split": (
        split, "A couple with two children; the mother leaves with one on 10 April, with a case of their own.",
        ("1 · 1 · 2 · 2", "2 · 2 · 2 · 2", "2 · 2 · 2 · 2"),
    ),
    "Reunion": (
        reunion, "A mother with a child joins the father on 10 April; their emptied case is closed on 1 July.",
        ("2 · 1 · 2 · 1", "2 · 1 · 2 · 1", "1 · 1 · 2 · 1"),
    ),
    "Death": (
        death, "A couple with a child; the father, principal, dies on 10 March and the mother leads.",
        ("1 · 1 · 2 · 1", "1 · 1 · 1 · 1", "1 · 1 · 1 · 1"),
    ),
    "Principal leaves": (
        principal_leaves, "The father leaves on 10 April and is followed in a case of his own from 1 August.",
        ("1 · 1 · 2 · 1", "1 · 1 · 1 · 1", "2 · 1 · 2 · 1"),
    ),
    "Child joins later": (
        joins_later, "A woman alone; her child of ten arrives on 5 July.",
        ("1 · 0 · 1 · 0", "1 · 0 · 1 · 0", "1 · 1 · 1 · 1"),
    ),
    "Two tracks": (
        two_tracks, "A couple with a child; a transfer case opens on 10 April, the first one closes in September.",
        ("1 · 1 · 2 · 1", "2 · 1 · 2 · 1", "1 · 1 · 2 · 1"),
    ),
    "One member returns": (
        one_returns, "A couple with a child; the father returns on 10 April, the others on 1 August: closed.",
        ("1 · 1 · 2 · 1", "1 · 1 · 1 · 1", "0 · 0 · 0 · 0"),
    ),
    "Registered twice": (
        registered_twice, "A couple, the wife also under another name; merged, and the second case closes in April.",
        ("2 · 0 · 2 · 0", "1 · 0 · 2 · 0", "1 · 0 · 2 · 0"),
    ),
}  # fmt: skip


@pytest.fixture
def scene(db: None) -> Scene:
    region = factories.make_region()
    return Scene(region, factories.make_coach(region), factories.make_manager(region))


@pytest.mark.parametrize("name", TABLE)
def test_the_table_is_true(scene: Scene, name: str) -> None:
    story, _told, expected = TABLE[name]
    story(scene)
    found = [headcount.over(Case.objects.all(), on=day) for day in DAYS]
    assert tuple(f"{t.cases} · {t.families} · {t.adults} · {t.minors}" for t in found) == expected


def rows_of_the_document() -> Iterator[tuple[str, ...]]:
    for line in DOCUMENT.read_text().splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if cells[0] in TABLE and len(cells) == 5:
            yield cells


def test_the_document_shows_this_table() -> None:
    assert list(rows_of_the_document()) == [(name, told, *cells) for name, (_, told, cells) in TABLE.items()]


# Who is a minor ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "precision", "of_age"),
    [
        (date(2008, 5, 5), DatePrecision.DAY, date(2026, 5, 5)),
        (date(2008, 2, 29), DatePrecision.DAY, date(2026, 3, 1)),
        (date(2008, 5, 1), DatePrecision.MONTH, date(2026, 5, 31)),
        (date(2008, 2, 1), DatePrecision.MONTH, date(2026, 3, 1)),
        (date(2008, 1, 1), DatePrecision.YEAR, date(2026, 12, 31)),
        (date(2008, 1, 1), DatePrecision.ESTIMATED, date(2026, 12, 31)),
        (None, DatePrecision.UNKNOWN, None),
    ],
)
def test_of_age_when_it_is_certain(born: date | None, precision: str, of_age: date | None) -> None:
    assert of_age_on(born, precision) == of_age


def test_without_a_date_the_role_decides() -> None:
    days = {"on": date(2026, 1, 1)}
    assert [is_minor(None, DatePrecision.UNKNOWN, role, **days) for role in (CHILD, OTHER)] == [True, False]


births = st.one_of(
    st.tuples(st.dates(date(2005, 1, 1), date(2011, 12, 31)), st.just(DatePrecision.DAY)),
    st.tuples(st.dates(date(2005, 1, 1), date(2011, 12, 31)).map(lambda d: d.replace(day=1)), st.just("month")),
    st.tuples(st.integers(2005, 2011).map(lambda y: date(y, 1, 1)), st.sampled_from(["year", "estimated"])),
    st.just((None, DatePrecision.UNKNOWN)),
)


@pytest.mark.django_db
def test_the_query_and_the_rule_agree() -> None:
    """On the days around which somebody may come of age, for every precision."""
    edges = [date(2008, 2, 28), date(2008, 2, 29), date(2008, 3, 1), date(2007, 12, 31), date(2008, 1, 1)]
    known: list[tuple[date | None, str]] = [(day, "day") for day in edges]
    known += [(day.replace(day=1), "month") for day in edges] + [(date(2007, 1, 1), "year"), (None, "unknown")]
    known += [(date(2008, 1, 1), "estimated")]
    for born, precision in known:
        person = factories.make_person(born_on=born, birth_precision=precision)
        factories.make_household((person, CHILD), principal=factories.make_person(), joined_on=date(2000, 1, 1))
    for on in around([date(2025, 12, 31), date(2026, 2, 28), date(2026, 12, 31), date(2024, 2, 29), date(2025, 2, 1)]):
        members = list(Member.objects.filter(role=CHILD).select_related("person"))
        by_rule = {m.pk for m in members if is_minor(m.person.born_on, m.person.birth_precision, m.role, on=on)}
        assert set(Member.objects.filter(role=CHILD).minor(on).values_list("pk", flat=True)) == by_rule
        grown = set(Member.objects.filter(role=CHILD).of_age(on).values_list("pk", flat=True))
        assert grown == {m.pk for m in members} - by_rule


def around(days: Iterable[date]) -> list[date]:
    return [day + timedelta(days=step) for day in days for step in (-1, 0, 1, 2)]


@given(births, st.dates(date(2020, 1, 1), date(2032, 1, 1)))
def test_nobody_becomes_a_minor_again(birth: tuple[date | None, str], on: date) -> None:
    later = [is_minor(*birth, CHILD, on=on + timedelta(days=days)) for days in (0, 1, 400, 8000)]
    assert later == sorted(later, reverse=True)


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ([(PRINCIPAL, 1990)], HouseholdKind.SINGLE),
        ([(PRINCIPAL, 2015)], HouseholdKind.SINGLE),
        ([(PRINCIPAL, 1990), (PARTNER, 1991)], HouseholdKind.COUPLE),
        ([(PRINCIPAL, 1990), (OTHER, 1991)], HouseholdKind.OTHER),
        ([(PRINCIPAL, 1990), (CHILD, 2015)], HouseholdKind.FAMILY),
        ([(PRINCIPAL, 1990), (PARTNER, 1991), (CHILD, 2015)], HouseholdKind.FAMILY),
        ([(PRINCIPAL, 1990), (CHILD, 2000)], HouseholdKind.OTHER),
        ([(PRINCIPAL, 1990), (PARTNER, 1991), (OTHER, 1960)], HouseholdKind.OTHER),
        ([(PRINCIPAL, 2010), (OTHER, 2012)], HouseholdKind.OTHER),
    ],
    ids=str,
)
def test_what_the_members_make_it(roles: list[tuple[MemberRole, int]], kind: HouseholdKind) -> None:
    rows: list[tuple[Any, str, str]] = [(date(year, 1, 1), DatePrecision.DAY, role) for role, year in roles]
    assert compose(rows, on=date(2026, 1, 1)).kind == kind


def test_a_household_of_nobody() -> None:
    assert compose([], on=date(2026, 1, 1)) == Composition(0, 0, is_pair=False)
