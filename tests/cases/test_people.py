"""Persons, their numbers and names, and the households they belong to."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import HouseholdKind, MemberRole
from cases.models import Case, FileNumber, Household, Member, Person
from cases.services import households, people
from cases.services.people import Number
from icam.calendar import today
from icam.models import AuditEvent, User
from tests import factories
from tests.cases.proof import refusal, stale, told

DAY = timedelta(days=1)


@pytest.fixture
def coach(db: None) -> User:
    return factories.make_coach()


def register(by: User, **given: Any) -> Person:
    return people.register(by=by, **{"family_name": "Haile", "given_names": "Selam"} | given)


def numbers_of(person: Person) -> list[tuple[str, str, str]]:
    return list(person.file_numbers.values_list("kind", "as_written", "canonical"))


# Registering ---------------------------------------------------------------------------------------------------------


def test_a_person_is_registered_with_numbers_and_other_names(coach: User) -> None:
    person = register(coach, numbers=[Number("SP", "S.P. 1.234.567")], aliases=["Selam H.", "", "Selam H."])
    assert numbers_of(person) == [("SP", "S.P. 1.234.567", "1234567")]
    assert [alias.name for alias in person.aliases.all()] == ["Selam H."]
    assert told(person) == ["person_created"]


def test_the_name_itself_is_no_alias(coach: User) -> None:
    assert register(coach, aliases=["Haile, Selam"]).aliases.count() == 0


def test_one_number_typed_twice_is_one_number(coach: User) -> None:
    person = register(coach, numbers=[Number("SP", "1234567"), Number("SP", "1 234 567")])
    assert numbers_of(person) == [("SP", "1234567", "1234567")]


@pytest.mark.parametrize("kind", ["SP", "OV"], ids=["the same kind", "the other language's letters"])
def test_a_number_belongs_to_one_person(coach: User, kind: str) -> None:
    register(coach, numbers=[Number("SP", "1234567")])
    with refusal("number"):
        register(coach, numbers=[Number(kind, "1 234 567")])


def test_the_database_keeps_a_number_to_one_person(coach: User) -> None:
    register(coach, numbers=[Number("NN", "85073003328")])
    other = register(coach)
    with refusal():
        FileNumber.objects.create(person=other, kind="NN", as_written="85.07.30-033.28", canonical="85073003328")


def test_the_same_digits_of_two_authorities_are_two_numbers(coach: User) -> None:
    first = register(coach, numbers=[Number("SP", "1234567")])
    second = register(coach, numbers=[Number("CGRS", "1234567")])
    assert [numbers_of(first)[0][0], numbers_of(second)[0][0]] == ["SP", "CGRS"]


def test_decoration_is_no_number(coach: User) -> None:
    with refusal("number"):
        register(coach, numbers=[Number("SP", "S.P. -")])


def test_nobody_is_without_any_name(coach: User) -> None:
    with refusal():
        register(coach, family_name="", given_names="")


def test_a_birth_is_dated_or_said_to_be_unknown(coach: User) -> None:
    with refusal():
        register(coach, born_on=today() - 9000 * DAY)


# Correcting ----------------------------------------------------------------------------------------------------------


def test_correcting_names_the_fields_never_the_data(coach: User) -> None:
    case = factories.make_case(coach=coach)
    person = case.household.principal
    people.change(person, by=coach, version=1, case=case, phone="0470000000", family_name="Hailu")
    event = AuditEvent.objects.get(verb="person_changed")
    assert (event.case_id, event.changes) == (case.pk, {"fields": ["family_name", "phone"]})
    assert Person.objects.get(pk=person.pk).phone == "0470000000"


def test_numbers_and_names_are_added_never_taken_away(coach: User) -> None:
    person = register(coach, numbers=[Number("SP", "1234567")], aliases=["Selam H."])
    people.change(
        person, by=coach, version=1, numbers=[Number("SP", "1.234.567"), Number("CGRS", "2412345")],
        aliases=["", "Selamawit"],
    )  # fmt: skip
    assert [kind for kind, *_ in numbers_of(person)] == ["CGRS", "SP"]
    assert sorted(alias.name for alias in person.aliases.all()) == ["Selam H.", "Selamawit"]
    assert AuditEvent.objects.get(verb="person_changed").changes == {"fields": ["file_numbers", "aliases"]}


def test_saving_the_same_again_is_no_change(coach: User) -> None:
    person = register(coach, aliases=["Selam H."])
    people.change(person, by=coach, version=1, family_name="Haile", aliases=["Selam H."])
    assert (Person.objects.get(pk=person.pk).version, told(person)) == (1, ["person_created"])


def test_two_who_correct_one_page(coach: User) -> None:
    person = register(coach)
    old = Person.objects.get(pk=person.pk)
    people.change(person, by=coach, version=1, phone="0470000000")
    with stale():
        people.change(old, by=coach, version=1, phone="0480000000", aliases=["Selam"])


# Households ----------------------------------------------------------------------------------------------------------


def household_of(coach: User) -> Household:
    return households.found(register(coach), by=coach, kind=HouseholdKind.FAMILY, since=today() - 10 * DAY)


def join(household: Household, by: User, **given: Any) -> Member:
    person = given.pop("person", None) or factories.make_person()
    return households.join(
        household, person, by=by, **{"role": MemberRole.CHILD, "joined_on": today() - 5 * DAY} | given
    )


def test_a_household_begins_with_its_principal(coach: User) -> None:
    household = household_of(coach)
    member = household.members.get()
    assert (member.person, member.role, member.joined_on) == (household.principal, "principal", today() - 10 * DAY)


def test_members_belong_from_a_day_up_to_a_day(coach: User) -> None:
    household = household_of(coach)
    child = join(household, coach)
    households.leave(child, by=coach, left_on=today() - DAY, reason="Moved to an aunt")
    days = [today() - DAY * back for back in (6, 5, 2, 1, 0)]
    assert [household.members.on(day).count() for day in days] == [1, 2, 2, 1, 1]
    assert told(child) == ["member_joined", "member_left"]


@pytest.mark.parametrize(
    ("joined", "left", "fits"),
    [(9, 8, True), (3, None, True), (5, None, False), (9, 5, False), (4, 4, True), (6, 5, False)],
    ids=["before", "from the day of leaving", "within", "around the beginning", "for no day", "on the first day"],
)
def test_nobody_belongs_to_two_households_at_a_time(coach: User, joined: int, left: int | None, fits: bool) -> None:
    """The person belongs elsewhere from six days ago up to three days ago."""
    person = factories.make_person()
    first, second = household_of(coach), household_of(coach)
    there = join(first, coach, person=person, joined_on=today() - 6 * DAY)
    households.leave(there, by=coach, left_on=today() - 3 * DAY)

    def join_second() -> None:
        Member.objects.create(
            household=second, person=person, role=MemberRole.OTHER, joined_on=today() - joined * DAY,
            left_on=left and today() - left * DAY,
        )  # fmt: skip

    if fits:
        join_second()
        assert person.memberships.count() == 2
    else:
        with refusal():
            join_second()


def test_a_member_of_another_household_cannot_join_nor_found_one(coach: User) -> None:
    household = household_of(coach)
    member = join(household, coach)
    with refusal("joined_on"):
        join(household_of(coach), coach, person=member.person)
    with refusal("joined_on"):
        households.found(member.person, by=coach, kind=HouseholdKind.SINGLE)


def test_a_household_has_one_principal(coach: User) -> None:
    household = household_of(coach)
    with refusal("role"):
        join(household, coach, role=MemberRole.PRINCIPAL)


def test_the_principal_cannot_leave(coach: User) -> None:
    principal = household_of(coach).members.get()
    with refusal():
        households.leave(principal, by=coach, left_on=today())


def test_nobody_leaves_twice(coach: User) -> None:
    child = join(household_of(coach), coach)
    old = Member.objects.get(pk=child.pk)
    households.leave(child, by=coach, left_on=today())
    with refusal():
        households.leave(old, by=coach, left_on=today())


@pytest.mark.parametrize("days", [-6, 1], ids=["before joining", "tomorrow"])
def test_the_day_of_leaving(coach: User, days: int) -> None:
    child = join(household_of(coach), coach)
    with refusal("left_on"):
        households.leave(child, by=coach, left_on=today() + days * DAY)


def test_nobody_joins_tomorrow(coach: User) -> None:
    household = household_of(coach)
    with refusal("joined_on"):
        join(household, coach, joined_on=today() + DAY)


def test_the_deadline_follows_who_belongs(cast: SimpleNamespace) -> None:
    """The cast's order was notified ten days ago with 30 days; the partner's five days ago with 14."""
    case = cast.case
    partner = factories.make_person()
    factories.make_order(person=partner, notified_on=today() - 5 * DAY, period_days=14)
    member = join(case.household, cast.coach, person=partner, role=MemberRole.PARTNER)
    assert Case.objects.get(pk=case.pk).leave_by == today() + 9 * DAY
    households.leave(member, by=cast.coach, left_on=today())
    assert Case.objects.get(pk=case.pk).leave_by == today() + 20 * DAY
