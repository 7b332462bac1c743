"""A household that may be invited, with everything that its letter says."""

from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import Sex
from tests import factories


def make_invitable(**given: Any) -> SimpleNamespace:
    """A selected case with its coach, desk, order, address and first interview; `given` goes to the case."""
    region = given.pop("region", None) or factories.make_region()
    office = factories.make_office(region)
    coach = given.pop("coach", None) or factories.make_coach(region, office=office)
    person = factories.make_person(sex=Sex.MALE)
    case = factories.make_case(
        region=region, office=office, coach=coach, household=factories.make_household(principal=person), **given
    )
    is_transfer = case.track == "transfer"
    annex = factories.make_annex("26quater", is_transfer=True) if is_transfer else factories.make_annex()
    return SimpleNamespace(
        case=case,
        region=region,
        office=office,
        coach=coach,
        person=person,
        order=factories.make_order(case, annex=annex),
        address=factories.make_address(case),
        interview=factories.make_interview(case, desk=factories.make_desk(office)),
    )


@pytest.fixture
def invitable(db: Any) -> SimpleNamespace:
    return make_invitable()
