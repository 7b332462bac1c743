"""Two who may be one, and two who were merged: what the tests of decisions on them stand on."""

from types import SimpleNamespace
from typing import Any

from cases.enums.people import Strength
from cases.models import Case, Merge, Pair, Person
from cases.services import index, merging
from icam.models import User
from tests import factories

Sheet = tuple[list[int], dict[str, Any]]


def registered_again(cast: SimpleNamespace, **given: Any) -> Case:
    """A second case of the same region, of a man written almost like the principal of the first, found by his names."""
    principal = cast.case.household.principal
    words = {"family_name": principal.family_name, "given_names": "Mohamed", "own_script": "محمد"}
    again = factories.make_person(**words | given)
    index.refresh([principal.pk, again.pk])
    household = factories.make_household(principal=again)
    case: Case = factories.make_case(coach=cast.colleague, region=cast.here, office=cast.office, household=household)
    return case


def make_pair(first: Person, second: Person, **given: Any) -> Pair:
    words = {"score": 0.9, "strength": Strength.STRONG} | given
    return Pair.objects.create(first_id=min(first.pk, second.pk), second_id=max(first.pk, second.pk), **words)


def make_merge_of(case: Case, *, by: User) -> Merge:
    """Somebody without a household, merged into the principal of `case`."""
    return merging.merge(case.household.principal, factories.make_person(), by=by, reason="Same passport.")


def make_merge(cast: SimpleNamespace) -> Merge:
    """The two merged, and an address that came since."""
    gone = registered_again(cast).household.principal
    made = merging.merge(cast.case.household.principal, gone, by=cast.manager, reason="Same passport.")
    factories.make_address(person=made.kept, street="Rue Neuve 1")
    return made


def pair_of(cast: SimpleNamespace) -> Pair:
    return make_pair(cast.case.household.principal, registered_again(cast).household.principal)


def _distinguish(cast: SimpleNamespace) -> Sheet:
    pair = pair_of(cast)
    return [pair.pk], {"reason": "Two passports", "version": pair.version}


def _merge(cast: SimpleNamespace) -> Sheet:
    pair = pair_of(cast)
    return [pair.pk], {"kept": pair.first_id, "reason": "One passport", "version": pair.version}


def _part(cast: SimpleNamespace) -> Sheet:
    made = make_merge(cast)
    return [made.pk], {"reason": "Two passports", "row_0": "gone", "version": made.version}


def _same_as(cast: SimpleNamespace) -> Sheet:
    registered_again(cast)
    return [cast.case.pk, cast.case.household.principal_id], {"q": "Mohamed"}


# By name of the address, how its form is filled in properly.
DECISIONS = {"distinguish": _distinguish, "merge": _merge, "part": _part}
LOOKS = {"same_as": _same_as}
