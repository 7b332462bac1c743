"""Who may be one: found once, decided once, remembered; and what a reader of another region learns of it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from kombu.exceptions import OperationalError

from cases import tasks
from cases.enums.people import PairState, Strength
from cases.models import Alias, FileNumber, Pair, Person
from cases.services import index, merging, pairs, people
from cases.services.sides import may_decide, sides_of, standing_of, visible
from icam.enums import Verb
from icam.models import AuditEvent
from icam.workflow import IllegalMove
from tests import factories
from tests.cases.proof import refusal
from tests.pairing import make_pair, registered_again


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    """Rana Darwish, registered twice, each time with a case of the same region."""
    person = {"family_name": "Darwish", "given_names": "Rana", "own_script": ""}
    cast.first = factories.make_person(**person)
    cast.case = factories.make_case(
        coach=cast.coach, region=cast.here, household=factories.make_household(principal=cast.first)
    )
    cast.again = registered_again(cast, **person)
    cast.second = cast.again.household.principal
    return cast


def look(*persons: Person) -> list[Pair]:
    return pairs.look_for([person.pk for person in persons])


# Finding -------------------------------------------------------------------------------------------------------------


def test_who_is_registered_twice_is_found_once(two: SimpleNamespace) -> None:
    (pair,) = look(two.first)
    assert (pair.first, pair.second, pair.state) == (two.first, two.second, PairState.OPEN)
    assert pair.strength in {Strength.CERTAIN, Strength.STRONG}
    assert look(two.first, two.second) == []
    assert Pair.objects.count() == 1


def test_nobody_is_his_own_double(two: SimpleNamespace) -> None:
    alone = factories.make_person(family_name="Quisling", given_names="Vidkun", born_on=None, birth_precision="unknown")
    index.refresh([alone.pk])
    assert look(alone) == []


def test_who_was_merged_is_nobodys_double(two: SimpleNamespace) -> None:
    merging.merge(two.first, two.second, by=two.manager, reason="Same passport.")
    assert look(two.first, two.second) == []


def test_what_waits_follows_what_is_known(two: SimpleNamespace) -> None:
    (pair,) = look(two.first)
    Person.objects.filter(pk=two.second.pk).update(born_on="1961-07-02", given_names="Wahida")
    index.refresh([two.second.pk])
    look(two.second)
    after = Pair.objects.get(pk=pair.pk)
    assert after.state == PairState.OPEN
    assert after.score < pair.score


# Deciding ------------------------------------------------------------------------------------------------------------


def distinguished(two: SimpleNamespace) -> Pair:
    (pair,) = look(two.first)
    return pairs.distinguish(pair, by=two.manager, reason="Two passports, seen together.")


def test_not_the_same_is_remembered(two: SimpleNamespace) -> None:
    pair = distinguished(two)
    assert (pair.state, pair.decided_by, pair.reason) == (
        PairState.NOT_SAME,
        two.manager,
        "Two passports, seen together.",
    )
    assert look(two.first, two.second) == []
    events = AuditEvent.objects.filter(verb=Verb.PAIR_KEPT).order_by("case_id")
    assert [(event.case_id, event.reason, event.changes) for event in events] == [
        (two.case.pk, "", {}),
        (two.again.pk, "", {}),
    ]


def test_it_needs_a_reason(two: SimpleNamespace) -> None:
    (pair,) = look(two.first)
    with refusal("reason"):
        pairs.distinguish(pair, by=two.manager, reason=" ")


def test_what_somebody_decided_is_not_decided_again(two: SimpleNamespace) -> None:
    (pair,) = look(two.first)
    other = Pair.objects.get(pk=pair.pk)
    pairs.distinguish(pair, by=two.manager, reason="Two passports.")
    with pytest.raises(IllegalMove):
        pairs.distinguish(other, by=two.manager, reason="Two passports.")


@pytest.mark.parametrize(
    ("change", "again"),
    [("phone", 0), ("less alike", 0), ("number", 1)],
    ids=["a telephone says nothing of who it is", "less alike than before", "a number that both have in the other"],
)
def test_they_are_proposed_again_only_when_more_alike(two: SimpleNamespace, change: str, again: int) -> None:
    Person.objects.filter(pk=two.second.pk).update(given_names="Rania")
    index.refresh([two.second.pk])
    number = FileNumber.objects.create(person=two.first, kind="CGRS", as_written="2412345", canonical="2412345")
    distinguished(two)
    if change == "phone":
        Person.objects.update(phone="0470 00 00 01")
    elif change == "less alike":
        Person.objects.filter(pk=two.second.pk).update(born_on="1961-07-02")
    else:
        FileNumber.objects.create(person=two.second, kind="CALL", as_written="2412345", canonical="2412345")
        Person.objects.filter(pk=two.second.pk).update(given_names="Rana")
    index.refresh([two.first.pk, two.second.pk])
    assert number.person == two.first
    assert len(look(two.second)) == again


def test_what_was_decided_of_one_registration_holds_for_the_person(two: SimpleNamespace) -> None:
    """Rana is not the second Rana; a third registration that is merged into her is not either."""
    distinguished(two)
    third = factories.make_person(family_name="Darwish", given_names="Rana Amal")
    index.refresh([third.pk])
    merging.merge(third, two.first, by=two.manager, reason="Same passport.")
    assert [pair for pair in look(third, two.second) if pair.state == PairState.OPEN] == []


def test_by_hand_they_are_asked_about_again(two: SimpleNamespace) -> None:
    pair = distinguished(two)
    assert pairs.note(two.second, two.first, by=two.coach, case=two.case) == pair
    assert Pair.objects.get(pk=pair.pk).state == PairState.OPEN
    assert AuditEvent.objects.get(verb=Verb.PAIR_FOUND).case_id == two.case.pk


def test_nobody_is_noted_as_his_own_double(two: SimpleNamespace) -> None:
    with refusal():
        pairs.note(two.first, two.first, by=two.coach)


def test_a_merge_takes_what_waited_out_of_the_list(two: SimpleNamespace) -> None:
    third = factories.make_person()
    make_pair(two.second, third)
    merging.merge(two.first, two.second, by=two.manager, reason="Same passport.")
    assert Pair.objects.waiting().count() == 0


# When somebody looks -------------------------------------------------------------------------------------------------


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[int]]]:
    """The persons about whom workers were told, a list for each message."""
    told: list[list[int]] = []

    def apply(arguments: tuple[list[int]], **_options: Any) -> None:
        told.append(arguments[0])

    monkeypatch.setattr(tasks.look_for_pairs, "apply_async", apply)
    return told


def test_who_is_registered_or_corrected_is_looked_at(
    cast: SimpleNamespace, woken: list[list[int]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        person = people.register(by=cast.coach, family_name="Haile")
    with django_capture_on_commit_callbacks(execute=True):
        people.change(person, by=cast.coach, version=1, family_name="Hailu")
    assert woken == [[person.pk], [person.pk]]


def test_by_night_whoever_changed_lately_is_looked_at(cast: SimpleNamespace, woken: list[list[int]]) -> None:
    person = factories.make_person()
    Alias.objects.create(person=person, name="Abu Nour")
    pairs.look_again()
    assert [person.pk in told for told in woken] == [True]
    assert settings.CELERY_BEAT_SCHEDULE["look-for-duplicates"]["task"] == tasks.look_for_new_pairs.name


def test_a_task_does_its_work_once(two: SimpleNamespace) -> None:
    for _time in range(2):
        tasks.look_for_pairs([two.first.pk, two.second.pk])
    assert Pair.objects.count() == 1


def test_without_a_broker_it_waits_for_the_night(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def gone(*_arguments: Any, **_options: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.look_for_pairs, "apply_async", gone)
    with django_capture_on_commit_callbacks(execute=True):
        people.register(by=cast.coach, family_name="Haile")
    assert Person.objects.filter(family_name="Haile").count() == 1


# Who sees what -------------------------------------------------------------------------------------------------------


@pytest.fixture
def across(cast: SimpleNamespace) -> SimpleNamespace:
    """One of the two is followed in another region."""
    cast.there = factories.make_case(
        coach=cast.coach_elsewhere, region=cast.elsewhere, office=factories.make_office(cast.elsewhere, name="Hasselt")
    )
    cast.pair = make_pair(cast.case.household.principal, cast.there.household.principal)
    return cast


def test_of_the_other_region_only_the_office_is_known(across: SimpleNamespace) -> None:
    both = [across.case.household.principal, across.there.household.principal]
    sides = sides_of(both, by=across.manager)
    mine, other = (sides[person.pk] for person in both)
    assert (mine.is_open, mine.cases, mine.elsewhere) == (True, [across.case], [])
    assert (other.is_open, other.cases, other.held_by) == (False, [], "Hasselt")
    assert may_decide(across.manager, mine, other) is False
    assert may_decide(across.manager, mine) is True


def test_the_list_holds_what_touches_the_own_region(across: SimpleNamespace) -> None:
    for user, count in ((across.manager, 1), (across.manager_elsewhere, 1), (across.administrator, 0)):
        assert visible(Pair.objects.waiting(), by=user).count() == count
    third = factories.make_manager(factories.make_region())
    assert visible(Pair.objects.waiting(), by=third).count() == 0


def test_who_is_followed_nowhere_is_anybodys_to_decide(cast: SimpleNamespace) -> None:
    free = factories.make_person()
    mine = cast.case.household.principal
    sides = sides_of([free, mine], by=cast.manager)
    assert may_decide(cast.manager, sides[free.pk], sides[mine.pk]) is True
    assert may_decide(cast.coach, sides[free.pk], sides[mine.pk]) is False


def test_a_household_knows_who_may_be_registered_twice(two: SimpleNamespace) -> None:
    look(two.first)
    ((standing,), reader) = standing_of(two.case, by=two.coach), two.coach
    assert reader.role == "coach"
    assert [(pair.second, side.is_open) for pair, side in standing.hints] == [(two.second, True)]
    merging.merge(two.first, two.second, by=two.manager, reason="Same passport.")
    (standing,) = standing_of(two.again, by=two.coach)
    assert (standing.person, [merge.gone for merge in standing.merges], standing.hints) == (two.first, [two.second], [])
