"""Households over time: births, roles, principals, splits, reunions, corrected days."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import ApartReason, JoinReason, LeaveReason
from cases.models import Case, ClosureProposal, Household, KeepApart, Member, Person
from cases.services import households, memberships, merging, splits
from icam.calendar import today
from icam.refusals import Refused
from tests import factories
from tests.cases.proof import refusal, stale, told

DAY = timedelta(days=1)
PRINCIPAL, PARTNER, CHILD, OTHER = MemberRole.PRINCIPAL, MemberRole.PARTNER, MemberRole.CHILD, MemberRole.OTHER


@pytest.fixture
def home(cast: SimpleNamespace) -> SimpleNamespace:
    """The household of the cast as a family of four since 100 days: two parents, a minor, a grown child."""
    case, since = cast.case, today() - 100 * DAY
    household = case.household
    household.members.update(joined_on=since)
    mother = factories.make_member(household, joined_on=since)
    child = factories.make_member(household, role=CHILD, person=factories.make_minor(), joined_on=since)
    grown = factories.make_member(household, role=CHILD, joined_on=since)
    return SimpleNamespace(
        case=case, household=household, coach=cast.coach, father=household.principal, mother=mother.person,
        child=child.person, grown=grown.person, since=since, cast=cast,
    )  # fmt: skip


def member(household: Household, person: Person) -> Member:
    return household.members.get(person=person, left_on__isnull=True)


def rows(household: Household, person: Person) -> list[tuple[str, int, int | None]]:
    """Role, and the days since it began and ended, of all memberships of a person."""
    found = household.members.filter(person=person).order_by("joined_on", "pk")
    return [(m.role, (today() - m.joined_on).days, (today() - m.left_on).days if m.left_on else None) for m in found]


# Birth ---------------------------------------------------------------------------------------------------------------


def test_a_child_is_a_member_from_the_day_of_its_birth(home: SimpleNamespace) -> None:
    born = today() - 5 * DAY
    child = households.birth(
        home.household, by=home.coach, born_on=born, case=home.case, given_names="Amal", sex="f", nationalities=["IRQ"]
    )
    assert (child.role, child.joined_on, child.joined_because) == (CHILD, born, JoinReason.BIRTH)
    assert (child.person.born_on, child.person.birth_precision, child.person.nationalities) == (born, "day", ["IRQ"])


def test_nobody_is_born_tomorrow_nor_into_what_was_not_followed(home: SimpleNamespace) -> None:
    for born in (today() + DAY, home.since - DAY):
        with refusal("born_on"):
            households.birth(home.household, by=home.coach, born_on=born, given_names="Amal")


def test_one_child_is_born_once(home: SimpleNamespace) -> None:
    for names, twice in (("Amal", False), ("Nour", False), ("AMAL", True)):
        words = {"by": home.coach, "born_on": today() - DAY, "given_names": names}
        if twice:
            with refusal("given_names"):
                households.birth(home.household, **words)
        else:
            households.birth(home.household, **words)


def test_nobody_joins_before_the_household_is_led(home: SimpleNamespace) -> None:
    """On such a day it would have members and no principal."""
    words = {"by": home.coach, "role": OTHER}
    with refusal("joined_on"):
        households.join(home.household, factories.make_person(), joined_on=home.since - DAY, **words)
    joined = households.join(home.household, factories.make_person(), joined_on=home.since, **words)
    assert joined.joined_on == home.since


def test_nobody_is_his_own_kin(home: SimpleNamespace) -> None:
    with pytest.raises(Refused) as caught:
        households.join(home.household, home.mother, by=home.coach, role=OTHER, joined_on=today())
    assert caught.value.messages == [f"{home.mother.name} already belongs to this household in that time."]


# Who leads -----------------------------------------------------------------------------------------------------------


def test_another_adult_leads_and_the_former_principal_stays(home: SimpleNamespace) -> None:
    households.change_principal(
        home.household, by=home.coach, to=home.mother, on=today() - 10 * DAY, former_role=PARTNER, case=home.case
    )
    assert rows(home.household, home.father) == [(PRINCIPAL, 100, 10), (PARTNER, 10, None)]
    assert rows(home.household, home.mother) == [(PARTNER, 100, 10), (PRINCIPAL, 10, None)]
    assert Household.objects.get(pk=home.household.pk).principal == home.mother


def test_twice_on_one_day_is_one_membership(home: SimpleNamespace) -> None:
    for heir, role in ((home.mother, PARTNER), (home.father, PARTNER)):
        households.change_principal(home.household, by=home.coach, to=heir, on=home.since, former_role=role)
    assert rows(home.household, home.father) == [(PRINCIPAL, 100, None)]
    assert rows(home.household, home.mother) == [(PARTNER, 100, None)]


def test_a_minor_leads_only_when_no_other_adult_is_there(home: SimpleNamespace) -> None:
    with refusal("successor"):
        households.change_principal(home.household, by=home.coach, to=home.child, on=today(), former_role=OTHER)
    for person in (home.mother, home.grown):
        households.leave(member(home.household, person), by=home.coach, left_on=today())
    assert households.heirs(home.household, on=today()) == [home.child]


def test_the_principal_leaves_and_another_adult_leads_from_that_day(home: SimpleNamespace) -> None:
    leader = member(home.household, home.father)
    with refusal("successor"):
        households.leave(leader, by=home.coach, left_on=today())
    households.leave(
        leader, by=home.coach, left_on=today() - DAY, because=LeaveReason.DIED, case=home.case, successor=home.mother
    )
    assert (leader.left_on, leader.left_because) == (today() - DAY, "died")
    assert rows(home.household, home.mother) == [(PARTNER, 100, 1), (PRINCIPAL, 1, None)]
    assert Household.objects.get(pk=home.household.pk).principal == home.mother
    assert told(leader) == ["member_left"]


def test_the_last_member_does_not_leave(cast: SimpleNamespace) -> None:
    with refusal():
        households.leave(cast.case.household.members.get(), by=cast.coach, left_on=today())


# Roles ---------------------------------------------------------------------------------------------------------------


def test_a_role_ends_and_another_begins_the_same_day(home: SimpleNamespace) -> None:
    grown = member(home.household, home.grown)
    households.change_role(grown, by=home.coach, role=OTHER, on=today() - 3 * DAY, case=home.case)
    assert rows(home.household, home.grown) == [(CHILD, 100, 3), (OTHER, 3, None)]
    assert told(member(home.household, home.grown)) == ["member_changed"]


@pytest.mark.parametrize(
    ("who", "role", "back", "field"),
    [("grown", PRINCIPAL, 0, "role"), ("father", OTHER, 0, "role"), ("grown", CHILD, 0, "role"),
     ("grown", OTHER, 101, "on"), ("grown", OTHER, -1, "on")],
    ids=["to principal", "from principal", "the same", "before joining", "tomorrow"],
)  # fmt: skip
def test_a_role_that_cannot_be(home: SimpleNamespace, who: str, role: MemberRole, back: int, field: str) -> None:
    one = member(home.household, getattr(home, who))
    with refusal(field):
        households.change_role(one, by=home.coach, role=role, on=today() - back * DAY)


def test_a_child_that_came_of_age_is_pointed_out_until_the_role_changes(home: SimpleNamespace) -> None:
    grown = member(home.household, home.grown)
    assert households.is_grown_child(grown, on=today()) == date(2006, 3, 14)
    assert households.is_grown_child(member(home.household, home.child), on=today()) is None
    households.change_role(grown, by=home.coach, role=OTHER, on=today())
    assert households.is_grown_child(member(home.household, home.grown), on=today()) is None


# Overlaps ------------------------------------------------------------------------------------------------------------


def sentence_of(reader: Any, household: Household, person: Person) -> str:
    with pytest.raises(Refused) as caught:
        households.join(household, person, by=reader, role=OTHER, joined_on=today())
    return str(caught.value.error_dict["joined_on"][0].message)


def test_who_belongs_elsewhere_is_refused_and_the_case_named_only_to_who_may_see_it(home: SimpleNamespace) -> None:
    there = factories.make_case(region=home.cast.elsewhere).household
    known = sentence_of(home.coach, there, home.mother)
    assert [home.case.reference in known, home.mother.name in known] == [True, True]
    assert sentence_of(home.cast.coach_elsewhere, there, home.mother) == (
        "This person already belongs to a household in that time."
    )


def test_two_registrations_of_one_person_are_one_when_it_comes_to_overlaps(home: SimpleNamespace) -> None:
    twin = factories.make_person(merged_into=home.mother)
    there = factories.make_case(region=home.cast.here).household
    with refusal("joined_on"):
        households.join(there, twin, by=home.coach, role=OTHER, joined_on=today())


# Splits --------------------------------------------------------------------------------------------------------------


def split(home: SimpleNamespace, **given: Any) -> splits.Split:
    words = {"leaving": [home.mother, home.child], "principal": home.mother, "on": today() - 10 * DAY}
    return splits.split(home.case, by=home.coach, **{**words, **given})


def test_those_who_leave_are_a_household_of_their_own(home: SimpleNamespace) -> None:
    done = split(home)
    assert (done.household.kind, done.household.principal, done.case) == (HouseholdKind.FAMILY, home.mother, None)
    assert rows(done.household, home.mother) == [(PRINCIPAL, 10, None)]
    assert rows(done.household, home.child) == [(CHILD, 10, None)]
    assert rows(home.household, home.child) == [(CHILD, 100, 10)]
    reasons = home.household.members.exclude(left_on=None).values_list("left_because", flat=True)
    assert set(reasons) == {LeaveReason.SPLIT}
    assert told(done.household) == ["members_split"]


def test_their_case_opens_on_the_same_track_and_deadlines_follow_for_both(home: SimpleNamespace) -> None:
    """The father's order gives 30 days since ten days ago; the mother's 14 since five days ago."""
    factories.make_order(person=home.mother, notified_on=today() - 5 * DAY, period_days=14)
    place = splits.OwnCase(home.cast.here, home.cast.office, home.cast.colleague)
    done = split(home, own_case=place)
    assert done.case
    own = Case.objects.get(pk=done.case.pk)
    assert (own.track, own.target_group, own.coach, own.opened_on) == (
        home.case.track, home.case.target_group, home.cast.colleague, today() - 10 * DAY,
    )  # fmt: skip
    left = Case.objects.get(pk=home.case.pk)
    assert (left.leave_by, own.leave_by) == (today() + 20 * DAY, today() + 9 * DAY)


def test_the_principal_leaves_with_a_child(home: SimpleNamespace) -> None:
    with refusal("successor"):
        split(home, leaving=[home.father, home.child], principal=home.father)
    done = split(home, leaving=[home.father, home.child], principal=home.father, successor=home.mother)
    assert rows(done.household, home.father) == [(PRINCIPAL, 10, None)]
    assert Household.objects.get(pk=home.household.pk).principal == home.mother


@pytest.mark.parametrize(
    ("leaving", "principal", "back", "field"),
    [([], "mother", 0, "leaving"), (["father", "mother", "child", "grown"], "mother", 0, "leaving"),
     (["child"], "mother", 0, "principal"), (["mother"], "mother", -1, "on"), (["mother"], "mother", 101, "left_on")],
    ids=["nobody", "everybody", "a principal who stays", "tomorrow", "before they came"],
)  # fmt: skip
def test_a_split_that_cannot_be(
    home: SimpleNamespace, leaving: list[str], principal: str, back: int, field: str
) -> None:
    with refusal(field):
        split(
            home, leaving=[getattr(home, name) for name in leaving], principal=getattr(home, principal),
            on=today() - back * DAY,
        )  # fmt: skip


def test_somebody_who_has_left_does_not_leave_again(home: SimpleNamespace) -> None:
    split(home)
    with refusal("leaving"):
        split(home, on=today())


@pytest.mark.parametrize("other", ["father", "mother"])
def test_one_side_is_kept_from_the_other(home: SimpleNamespace, other: str) -> None:
    split(home, safety=splits.Safety(getattr(home, other), ApartReason.VIOLENCE))
    protected = {"father": {home.mother, home.child}, "mother": {home.father, home.grown}}[other]
    assert {pair.protected for pair in KeepApart.objects.filter(other=getattr(home, other))} == protected


# Reunions ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def parted(home: SimpleNamespace) -> SimpleNamespace:
    """The family of four after a split ten days ago: mother and child have a household and a case of their own."""
    place = splits.OwnCase(home.cast.here, home.cast.office, home.coach)
    done = split(home, own_case=place)
    home.there, home.own = done.household, done.case
    return home


def reunite(home: SimpleNamespace, **given: Any) -> splits.Reunion:
    words = {"other": home.own, "coming": [home.mother, home.child], "on": today(), "role": PARTNER}
    return splits.reunite(home.case, by=home.coach, **{**words, **given})


def test_all_come_and_the_emptied_case_waits_for_a_decision(parted: SimpleNamespace) -> None:
    done = reunite(parted)
    assert [(m.person, m.role, m.joined_because) for m in done.members] == [
        (parted.mother, PARTNER, JoinReason.REUNION), (parted.child, CHILD, JoinReason.REUNION),
    ]  # fmt: skip
    assert done.emptied == [parted.own]
    proposal = ClosureProposal.objects.get(case=parted.own)
    assert (proposal.reason, proposal.state) == ("duplicate", "open")
    assert parted.case.reference in proposal.explanation
    assert parted.there.members.filter(left_on=None).count() == 0


def test_a_proposal_that_waits_already_is_not_made_twice(parted: SimpleNamespace) -> None:
    earlier = ClosureProposal.objects.create(case=parted.own, reason="other", explanation="x", proposed_by=parted.coach)
    assert reunite(parted).emptied == [parted.own]
    assert list(ClosureProposal.objects.filter(case=parted.own)) == [earlier]


def test_the_child_alone_comes_and_nothing_is_closed(parted: SimpleNamespace) -> None:
    done = reunite(parted, coming=[parted.child])
    assert (done.emptied, ClosureProposal.objects.count()) == ([], 0)
    assert rows(parted.household, parted.child) == [(CHILD, 100, 10), (CHILD, 0, None)]


def test_their_principal_comes_and_another_leads_those_who_stay(parted: SimpleNamespace) -> None:
    with refusal("successor"):
        reunite(parted, coming=[parted.mother])
    reunite(parted, coming=[parted.mother], successor=parted.child)
    assert Household.objects.get(pk=parted.there.pk).principal == parted.child


def test_who_belongs_to_both_after_a_merge_stays_here_as_he_is(parted: SimpleNamespace) -> None:
    """The grown child was registered again on the other side; then it is found that the two are one."""
    twin = factories.make_member(parted.there, role=OTHER).person
    merging.merge(parted.grown, twin, by=parted.cast.manager, reason="Same passport.")
    done = reunite(parted, coming=[parted.mother, parted.child, parted.grown])
    assert [each.person for each in done.members] == [parted.mother, parted.child]
    assert (rows(parted.household, parted.grown), done.emptied) == ([(CHILD, 100, None)], [parted.own])
    assert parted.there.members.filter(left_on=None).count() == 0


def test_a_reunion_that_cannot_be(parted: SimpleNamespace) -> None:
    for field, given in {
        "coming": {"coming": [parted.father]}, "role": {"role": PRINCIPAL}, "on": {"on": today() + DAY},
    }.items():  # fmt: skip
        with refusal(field):
            reunite(parted, **given)
    with refusal("coming"):
        reunite(parted, other=parted.case, coming=[parted.grown])
    with refusal("left_on"):
        reunite(parted, on=today() - 11 * DAY)


# Days corrected ------------------------------------------------------------------------------------------------------


def correct(one: Member, by: Any, joined: int, left: int | None, **given: Any) -> Member:
    """The days as so many days ago."""
    days = {"joined_on": today() - joined * DAY, "left_on": None if left is None else today() - left * DAY}
    return memberships.correct(one, by=by, **{**days, "reason": "Typing", **given})


def test_what_began_on_the_day_it_ended_moves_with_it(parted: SimpleNamespace) -> None:
    """Whoever is not the principal goes over later at will, and earlier once the principal did."""
    for who, days in (("child", 8), ("child", 3), ("mother", 15), ("child", 12), ("child", 15)):
        person = getattr(parted, who)
        correct(parted.household.members.get(person=person), parted.coach, 100, days)
        role = parted.household.members.get(person=person).role
        assert rows(parted.household, person) == [(role, 100, days)]
        assert [row[1:] for row in rows(parted.there, person)] == [(days, None)]


def test_a_seam_with_a_household_that_one_does_not_work_on_stays(parted: SimpleNamespace) -> None:
    Case.objects.filter(pk=parted.own.pk).update(coach=None, region=parted.cast.elsewhere)
    with refusal("joined_on"):
        correct(parted.household.members.get(person=parted.child), parted.coach, 100, 15)


@pytest.mark.parametrize(
    ("who", "joined", "left", "field"),
    [("child", 100, None, "left_on"), ("grown", 100, 5, "left_on"), ("grown", -1, None, "joined_on"),
     ("child", 5, 9, "left_on"), ("father", 50, None, "")],
    ids=["opened again", "ended here", "tomorrow", "ended before it began", "days without a principal"],
)  # fmt: skip
def test_days_that_cannot_be(parted: SimpleNamespace, who: str, joined: int, left: int | None, field: str) -> None:
    one = parted.household.members.get(person=getattr(parted, who))
    with refusal(field):
        correct(one, parted.coach, joined, left)


def test_days_never_put_somebody_in_two(parted: SimpleNamespace) -> None:
    """Between a first stay and the family, the child belonged elsewhere up to 120 days ago."""
    Member.objects.create(
        household=factories.make_household(), person=parted.child, role=CHILD, joined_on=today() - 150 * DAY,
        left_on=today() - 120 * DAY,
    )  # fmt: skip
    with refusal("joined_on"):
        correct(parted.household.members.get(person=parted.child), parted.coach, 130, 10)


def test_a_correction_gives_its_reason(parted: SimpleNamespace) -> None:
    with refusal("reason"):
        correct(parted.household.members.get(person=parted.child), parted.coach, 100, 10, reason=" ")


# Kind ----------------------------------------------------------------------------------------------------------------


def test_the_kind_is_confirmed_and_what_happened_keeps_the_kind_of_its_day(home: SimpleNamespace) -> None:
    held = factories.make_interview(home.case, state="held")
    assert held.household_kind == HouseholdKind.SINGLE
    read = Household.objects.get(pk=home.household.pk)
    households.confirm_kind(home.case, by=home.coach, version=read.version, kind=HouseholdKind.FAMILY)
    held.refresh_from_db()
    placed = home.case.placements.get(ends_on=None)
    assert (held.household_kind, placed.household_kind) == (HouseholdKind.SINGLE, HouseholdKind.FAMILY)
    with stale():
        households.confirm_kind(home.case, by=home.coach, version=read.version, kind=HouseholdKind.OTHER)
