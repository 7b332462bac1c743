"""Two at the same persons at one moment: one merges, the other is told, and no record hangs on who is no longer he."""

from types import SimpleNamespace
from typing import Any

import pytest

from cases.models import Merge, Order, Person
from cases.services import merging, orders
from icam.calendar import today
from icam.refusals import Refused
from tests import factories
from tests.cases.racing import one_wins, overlap

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    cast.kept, cast.gone = cast.case.household.principal, factories.make_person()
    household = factories.make_household(principal=cast.gone)
    cast.second = factories.make_case(coach=cast.coach, region=cast.here, household=household)
    cast.third = factories.make_person()
    cast.annex = factories.make_annex()
    return cast


def merge(two: SimpleNamespace, kept: Person, gone: Person) -> Any:
    fresh = [Person.objects.get(pk=person.pk) for person in (kept, gone)]
    return lambda: merging.merge(*fresh, by=two.manager, reason="Same passport.")


@pytest.mark.parametrize("turned", [False, True], ids=["the same way", "the other way round"])
def test_of_two_who_merge_the_same_persons_one_does(two: SimpleNamespace, turned: bool) -> None:
    other = (two.gone, two.kept) if turned else (two.kept, two.gone)
    one_wins(merge(two, two.kept, two.gone), merge(two, *other))
    assert Merge.objects.count() == 1


def test_merges_at_one_moment_make_no_chain(two: SimpleNamespace) -> None:
    overlap(merge(two, two.kept, two.gone), merge(two, two.gone, two.third))
    assert Person.objects.filter(merged_into__merged_into__isnull=False).count() == 0


def register(two: SimpleNamespace, person: Person) -> Any:
    return lambda: orders.register(
        two.second, by=two.coach, person=person, annex=two.annex, decided_on=today(), notified_on=today()
    )


def test_who_registers_while_they_are_merged_is_told(two: SimpleNamespace) -> None:
    made, told = overlap(merge(two, two.kept, two.gone), register(two, Person.objects.get(pk=two.gone.pk)))
    assert isinstance(made, Merge)
    assert isinstance(told, Refused)
    assert Order.objects.filter(person=two.gone).count() == 0


def test_what_is_registered_while_they_are_merged_moves_with_the_rest(two: SimpleNamespace) -> None:
    order, made = overlap(register(two, Person.objects.get(pk=two.gone.pk)), merge(two, two.kept, two.gone))
    assert Order.objects.get(pk=order.pk).person == two.kept
    assert made.entries.get(table="cases.Order.person", moved=True).row == order.pk


def test_of_two_who_undo_a_merge_one_does(two: SimpleNamespace) -> None:
    made = merge(two, two.kept, two.gone)()

    def part() -> Merge:
        return merging.part(Merge.objects.get(pk=made.pk), by=two.manager, reason="Two passports.")

    one_wins(part, part)
    assert Person.objects.get(pk=two.gone.pk).merged_into is None
