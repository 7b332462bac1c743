"""Two people change a household at the same moment: nobody is ever in two, and nobody waits for ever."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest

from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import ApartReason
from cases.models import Case, Household, KeepApart, Member, Merge, Person
from cases.services import apart, households, life, merging, splits
from icam.audit import verify
from icam.calendar import today
from icam.refusals import Refused
from tests import factories
from tests.cases.racing import TOLD, one_wins, overlap, race

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_trail_is_whole(transactional_db: None) -> Iterator[None]:
    yield
    assert list(verify()) == []


@pytest.fixture
def there(transactional_db: None) -> SimpleNamespace:
    """A case of three adults, and another household with its case in the same hands."""
    here = factories.make_region()
    coach = factories.make_coach(here)
    case, other = (factories.make_case(coach=coach, region=here) for _ in "12")
    wife, son = (factories.make_member(case.household).person for _ in "12")
    return SimpleNamespace(here=here, coach=coach, case=case, other=other, wife=wife, son=son)


def split(there: SimpleNamespace) -> splits.Split:
    return splits.split(
        Case.objects.get(pk=there.case.pk), by=there.coach, leaving=[there.wife, there.son], principal=there.wife,
        on=today(), own_case=splits.OwnCase(there.here),
    )  # fmt: skip


def reunite(there: SimpleNamespace) -> splits.Reunion:
    return splits.reunite(
        Case.objects.get(pk=there.other.pk), by=there.coach, other=Case.objects.get(pk=there.case.pk),
        coming=[there.wife], on=today(), role=MemberRole.OTHER,
    )  # fmt: skip


def standing(person: object) -> int:
    return Member.objects.filter(person=person, left_on=None).count()


def join(household: Household, person: object, there: SimpleNamespace) -> Member:
    return households.join(household, person, by=there.coach, role=MemberRole.OTHER, joined_on=today())  # type: ignore[arg-type]  # a Person


def test_of_two_joins_of_one_person_one_is_told(there: SimpleNamespace) -> None:
    person = factories.make_person()
    first, second = there.case.household, there.other.household
    results = overlap(lambda: join(first, person, there), lambda: join(second, person, there))
    assert [type(result) for result in results] == [Member, Refused]
    one = factories.make_person()
    one_wins(lambda: join(first, one, there), lambda: join(second, one, there))
    assert [standing(person), standing(one)] == [1, 1]


def test_two_registrations_of_one_person_join_once(there: SimpleNamespace) -> None:
    person = factories.make_person()
    twin = factories.make_person(merged_into=person)
    one_wins(lambda: join(there.case.household, person, there), lambda: join(there.other.household, twin, there))


def test_who_leaves_by_a_split_joins_elsewhere_only_after_it(there: SimpleNamespace) -> None:
    results = overlap(lambda: split(there), lambda: join(there.other.household, there.wife, there))
    assert [type(result) for result in results] == [splits.Split, Refused]
    assert standing(there.wife) == 1


def test_of_two_splits_one_is_told(there: SimpleNamespace) -> None:
    one_wins(lambda: split(there), lambda: split(there))
    assert [standing(there.wife), Case.objects.count()] == [1, 3]


def test_a_split_and_a_reunion_of_the_same_member(there: SimpleNamespace) -> None:
    one_wins(lambda: split(there), lambda: reunite(there))
    assert standing(there.wife) == 1


def test_a_reunion_either_way_at_once_and_nobody_waits_for_ever(there: SimpleNamespace) -> None:
    """Each takes the only one of the other side: the households are locked in one order."""
    back = factories.make_member(there.other.household).person

    def the_other_way() -> splits.Reunion:
        return splits.reunite(
            Case.objects.get(pk=there.case.pk), by=there.coach, other=Case.objects.get(pk=there.other.pk),
            coming=[back], on=today(), role=MemberRole.OTHER,
        )  # fmt: skip

    results = race(lambda: reunite(there), the_other_way)
    assert [result for result in results if isinstance(result, Exception) and not isinstance(result, TOLD)] == []
    assert [standing(there.wife), standing(back)] == [1, 1]


def test_a_household_described_while_somebody_leaves(there: SimpleNamespace) -> None:
    case = Case.objects.get(pk=there.case.pk)
    member = case.household.members.get(person=there.son)
    results = race(
        lambda: life.describe(
            case, by=there.coach, version=case.version, household_kind=HouseholdKind.FAMILY,
            target_group=case.target_group, intake_channel=case.intake_channel,
        ),
        lambda: households.leave(member, by=there.coach, left_on=today()),
    )  # fmt: skip
    assert [result for result in results if isinstance(result, Exception) and not isinstance(result, TOLD)] == []
    assert standing(there.son) == 0


def keep(there: SimpleNamespace) -> KeepApart:
    wife, principal = (Person.objects.get(pk=pk) for pk in (there.wife.pk, there.case.household.principal_id))
    return apart.keep(wife, by=there.coach, other=principal, because=ApartReason.VIOLENCE, case=there.case)


def merge(there: SimpleNamespace, kept: Person, gone: Person) -> Merge:
    persons = [Person.objects.get(pk=person.pk) for person in (kept, gone)]
    return merging.merge(*persons, by=there.coach, reason="Same passport.")


def test_who_is_kept_apart_from_another_is_not_merged_with_him_meanwhile(there: SimpleNamespace) -> None:
    principal = there.case.household.principal
    results = overlap(lambda: keep(there), lambda: merge(there, principal, there.wife))
    assert [type(result) for result in results] == [KeepApart, Refused]


def test_nor_kept_apart_while_they_are_merged(there: SimpleNamespace) -> None:
    principal = there.case.household.principal
    results = overlap(lambda: merge(there, principal, there.wife), lambda: keep(there))
    assert [type(result) for result in results] == [Merge, Refused]
    assert KeepApart.objects.count() == 0


def test_who_is_merged_with_a_third_meanwhile_is_looked_at_again(there: SimpleNamespace) -> None:
    third = factories.make_person()
    results = overlap(lambda: merge(there, third, there.wife), lambda: keep(there))
    assert [type(result) for result in results] == [Merge, Refused]


def test_two_protections_at_once_wait_in_one_order(there: SimpleNamespace) -> None:
    one_wins(lambda: keep(there), lambda: keep(there))
    assert KeepApart.objects.count() == 1


def test_two_new_principals_at_once(there: SimpleNamespace) -> None:
    household = there.case.household
    race(*(
        lambda heir=heir: households.change_principal(
            Household.objects.get(pk=household.pk), by=there.coach, to=heir, on=today(), former_role=MemberRole.OTHER
        )
        for heir in (there.wife, there.son)
    ))  # fmt: skip
    leader = household.members.get(role=MemberRole.PRINCIPAL, left_on=None)
    assert Household.objects.get(pk=household.pk).principal == leader.person
