"""A household in which one person stands twice: two of its members turned out to be one."""

from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import ApartReason
from cases.forms.households import LeaveForm
from cases.models import Household, KeepApart, Member, Person
from cases.services import households, merging, splits
from icam.calendar import today
from tests import factories
from tests.cases.proof import refusal, told

PRINCIPAL, PARTNER, OTHER = MemberRole.PRINCIPAL, MemberRole.PARTNER, MemberRole.OTHER


@pytest.fixture
def home(cast: SimpleNamespace) -> SimpleNamespace:
    """The principal of the cast, and his wife as two members: she was registered twice."""
    household = cast.case.household
    wife, again = factories.make_person(family_name="Haddad"), factories.make_person(family_name="El Haddad")
    factories.make_member(household, person=again, role=OTHER)
    factories.make_member(household, person=wife, role=PARTNER)
    merging.merge(wife, again, by=cast.manager, reason="Same passport.")
    again.refresh_from_db()
    return SimpleNamespace(
        case=cast.case,
        household=household,
        coach=cast.coach,
        man=household.principal,
        wife=wife,
        again=again,
        cast=cast,
    )


def here(household: Household) -> list[Person]:
    return [member.person.current for member in household.members.filter(left_on=None).with_persons()]


def split(home: SimpleNamespace, **given: Any) -> splits.Split:
    words: dict[str, Any] = {"leaving": [home.wife], "principal": home.wife, "on": today()} | given
    return splits.split(home.case, by=home.coach, **words)


def test_she_leaves_as_one(home: SimpleNamespace) -> None:
    households.leave(households.member_of(home.household, home.wife), by=home.coach, left_on=today())
    assert here(home.household) == [home.man]
    assert [told(member) for member in home.household.members.of(home.wife.pk)] == [["member_left"]] * 2


def test_the_last_one_does_not_leave_though_two_rows_stand(home: SimpleNamespace) -> None:
    leader = households.member_of(home.household, home.man)
    households.leave(leader, by=home.coach, left_on=today(), successor=home.wife)
    with refusal():
        households.leave(home.household.members.get(person=home.again), by=home.coach, left_on=today())


@pytest.mark.parametrize("principal", ["wife", "again"])
def test_she_separates_as_one(home: SimpleNamespace, principal: str) -> None:
    done = split(home, principal=getattr(home, principal))
    assert (here(home.household), here(done.household)) == ([home.man], [home.wife])
    assert done.household.kind == HouseholdKind.SINGLE


def test_she_goes_with_whom_she_follows_as_one(home: SimpleNamespace) -> None:
    child = factories.make_member(home.household, role=OTHER).person
    done = split(home, leaving=[home.wife, child], principal=child)
    assert (here(home.household), here(done.household)) == ([home.man], [child, home.wife])


def test_she_is_kept_apart_once(home: SimpleNamespace) -> None:
    split(home, safety=splits.Safety(home.man, ApartReason.VIOLENCE))
    assert [pair.protected.current for pair in KeepApart.objects.filter(other=home.man)] == [home.wife]


def test_she_is_reunited_as_one(home: SimpleNamespace) -> None:
    there = factories.make_case(coach=home.coach, region=home.cast.here)
    done = splits.reunite(there, by=home.coach, other=home.case, coming=[home.wife], on=today(), role=PARTNER)
    assert [member.person.current for member in done.members] == [home.wife]
    assert here(home.household) == [home.man]


# The principal stands twice ------------------------------------------------------------------------------------------


@pytest.fixture
def led(home: SimpleNamespace) -> SimpleNamespace:
    """The wife leads; her other membership is that of another member."""
    households.change_principal(home.household, by=home.coach, to=home.wife, on=today(), former_role=PARTNER)
    assert set(home.household.members.of(home.wife.pk).filter(left_on=None).values_list("role", flat=True)) == {
        PRINCIPAL, OTHER,
    }  # fmt: skip
    return home


def test_nobody_takes_over_from_himself(home: SimpleNamespace, led: SimpleNamespace) -> None:
    assert households.heirs(led.household, on=today()) == [led.man]
    factories.make_member(led.household, person=factories.make_person(merged_into=led.man), role=OTHER)
    assert households.heirs(led.household, on=today()) == [led.man]


def test_whichever_of_her_memberships_ends_another_leads(led: SimpleNamespace) -> None:
    for member in led.household.members.of(led.wife.pk).filter(left_on=None):
        assert "successor" in LeaveForm(member=member).fields
        with refusal("successor"):
            households.leave(member, by=led.coach, left_on=today())
    households.leave(member, by=led.coach, left_on=today(), successor=led.man)
    leader = Member.objects.get(household=led.household, left_on=None)
    assert (leader.person, leader.role) == (led.man, PRINCIPAL)
