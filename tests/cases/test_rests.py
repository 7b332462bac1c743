"""A case rests for what comes with a person: by joining, by coming back together, by a merge."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cases.enums import CaseState, MemberRole
from cases.models import Appeal, Person
from cases.services import households, life, merging, splits
from icam.calendar import today
from tests import factories
from tests.cases.dossier_acts import lodge, stored

RESTS = ("suspended", "procedure", "in_coaching")


@pytest.fixture
def newcomer(cast: SimpleNamespace) -> Person:
    """Somebody in a household of his own, with a procedure that gives a provisional stay; that case rests."""
    person: Person = factories.make_person()
    own = factories.make_case(
        region=cast.here,
        coach=cast.coach,
        household=factories.make_household(principal=person),
        state=CaseState.IN_COACHING,
    )
    lodge(own, cast.coach)
    return person


def rests(cast: SimpleNamespace) -> tuple[str, str, str]:
    case = stored(cast.case)
    return case.state, case.suspension_ground, case.suspended_from


def leave(person: Person) -> None:
    yesterday = today() - timedelta(days=1)
    person.memberships.update(left_on=yesterday, left_because="left")


def join(cast: SimpleNamespace, person: Person) -> None:
    households.join(cast.case.household, person, by=cast.coach, role=MemberRole.PARTNER, joined_on=today())


def test_whoever_joins_brings_a_provisional_stay(cast: SimpleNamespace, newcomer: Person) -> None:
    leave(newcomer)
    join(cast, newcomer)
    assert rests(cast) == RESTS
    assert stored(cast.case).suspension_ends_with.startswith("Decision on the procedure: ")


def test_whoever_joins_brings_an_appeal_that_suspends(cast: SimpleNamespace) -> None:
    person = factories.make_person()
    order = factories.make_order(person=person)
    Appeal.objects.create(order=order, kind="full", lodged_on=today(), effect="suspends")
    join(cast, person)
    assert rests(cast) == ("suspended", "appeal", "in_coaching")


@pytest.mark.parametrize(
    "changed", [{"gives_provisional_stay": False, "stay_from": None}, {"decided_on": today(), "decision": "refused"}]
)
def test_what_gives_no_stay_suspends_nothing(
    cast: SimpleNamespace, newcomer: Person, changed: dict[str, object]
) -> None:
    newcomer.procedures.update(**changed)
    leave(newcomer)
    join(cast, newcomer)
    assert rests(cast) == ("in_coaching", "", "")


def test_whoever_comes_back_together_brings_it(cast: SimpleNamespace, newcomer: Person) -> None:
    other = newcomer.memberships.get().household.cases.get()
    splits.reunite(cast.case, by=cast.coach, other=other, coming=[newcomer], on=today(), role=MemberRole.PARTNER)
    assert rests(cast) == RESTS


@pytest.mark.parametrize("kept_is_newcomer", [True, False])
def test_a_merge_brings_it(cast: SimpleNamespace, newcomer: Person, kept_is_newcomer: bool) -> None:
    pair = (newcomer, cast.case.household.principal)
    kept, gone = pair if kept_is_newcomer else pair[::-1]
    merging.merge(kept, gone, by=cast.manager, reason="Same passport.")
    assert rests(cast) == RESTS


def test_a_household_of_former_times_goes_on(cast: SimpleNamespace, newcomer: Person) -> None:
    """Only where the person belongs today."""
    factories.make_member(cast.case.household, person=factories.make_person())
    former = factories.make_person()
    factories.make_member(cast.case.household, person=former, left_on=today() - timedelta(days=1))
    merging.merge(newcomer, former, by=cast.manager, reason="Same passport.")
    assert rests(cast) == ("in_coaching", "", "")


def test_a_case_that_was_resumed_by_hand_goes_on_after_a_merge(cast: SimpleNamespace, newcomer: Person) -> None:
    """Only what is news to it lets it rest: what the other registration brings."""
    own = newcomer.memberships.get().household.cases.get()
    life.resume(own, by=cast.coach, reason="The lawyer withdraws the procedure this week.")
    merging.merge(newcomer, factories.make_person(), by=cast.manager, reason="Same passport.")
    assert stored(own).state == CaseState.IN_COACHING
    merging.merge(cast.case.household.principal, newcomer, by=cast.manager, reason="Same passport.")
    assert (stored(own).state, rests(cast)) == (CaseState.IN_COACHING, RESTS)
