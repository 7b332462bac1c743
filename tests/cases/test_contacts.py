"""Representatives with a mandate, partners of a case."""

from types import SimpleNamespace

import pytest

from cases.enums.dossier import RepresentativeKind
from cases.models import Representative
from cases.services import partners, representatives
from icam.calendar import today
from tests import factories
from tests.cases.dossier_acts import ago, involve, represent
from tests.cases.proof import refusal, stale, told

STREET = {"street": "Rue Neuve 1", "postcode": "1000", "municipality": "Bruxelles"}


@pytest.mark.parametrize(("until", "expired"), [(None, False), (0, False), (1, True), (-1, False)])
def test_a_mandate_runs_to_its_last_day(cast: SimpleNamespace, until: int | None, expired: bool) -> None:
    last = None if until is None else ago(until)
    made = represent(cast.case, cast.coach, mandate_until=last)
    assert (made.has_expired, Representative.objects.on(today()).exists()) == (expired, not expired)


def test_a_mandate_is_changed_and_ended(cast: SimpleNamespace) -> None:
    made = represent(cast.case, cast.coach)
    representatives.change(
        cast.case, made, by=cast.coach, version=1, mandate_from=ago(9), mandate_until=ago(1), phone="02 000 00 00"
    )
    assert told(made) == ["representative_added", "representative_changed"]
    represent(cast.case, cast.coach, mandate_from=today())
    assert cast.case.household.principal.representatives.count() == 2
    with stale():
        representatives.change(cast.case, made, by=cast.coach, version=1, mandate_from=ago(8))


def test_another_kind_of_help_is_another_row(cast: SimpleNamespace) -> None:
    represent(cast.case, cast.coach)
    represent(cast.case, cast.coach, kind=RepresentativeKind.CONFIDANT)
    assert cast.case.household.principal.representatives.count() == 2


def test_a_mandate_does_not_end_before_it_begins(cast: SimpleNamespace) -> None:
    with refusal("mandate_until"):
        represent(cast.case, cast.coach, mandate_until=ago(10))
    made = represent(cast.case, cast.coach)
    with refusal("mandate_until"):
        representatives.change(cast.case, made, by=cast.coach, version=1, mandate_from=ago(9), mandate_until=ago(10))


@pytest.mark.parametrize(
    ("reach", "fits"), [({}, False), ({"email": "me@example.be"}, True), (STREET, True), ({"street": "x"}, False)]
)
def test_copies_have_to_go_somewhere(cast: SimpleNamespace, reach: dict[str, str], fits: bool) -> None:
    if fits:
        assert represent(cast.case, cast.coach, gets_copies=True, **reach).gets_copies is True
        return
    with refusal("gets_copies"):
        represent(cast.case, cast.coach, gets_copies=True, **reach)


# Partners ------------------------------------------------------------------------------------------------------------


def test_a_partner_works_with_a_household_once_at_a_time(cast: SimpleNamespace) -> None:
    partner = factories.make_partner()
    row = involve(cast.case, cast.coach, partner=partner, contact="Mme Petit", what_for="Housing")
    with refusal():
        involve(cast.case, cast.coach, partner=partner, starts_on=today())
    with refusal():
        involve(cast.case, cast.coach, partner=partner, starts_on=ago(20), ends_on=ago(9))
    involve(cast.case, cast.coach, partner=partner, starts_on=ago(20), ends_on=ago(10))
    partners.change(cast.case, row, by=cast.coach, version=1, starts_on=ago(9), ends_on=ago(1))
    again = involve(cast.case, cast.coach, partner=partner, starts_on=today())
    assert (told(row), told(again)) == (["partner_added", "partner_changed"], ["partner_added"])
    with refusal():
        partners.change(cast.case, row, by=cast.coach, version=2, starts_on=ago(9), ends_on=None)
    with stale():
        partners.change(cast.case, row, by=cast.coach, version=1, starts_on=ago(9), ends_on=ago(2))


def test_a_partner_does_not_end_before_it_begins(cast: SimpleNamespace) -> None:
    with refusal("ends_on"):
        involve(cast.case, cast.coach, ends_on=ago(10))
    row = involve(cast.case, cast.coach)
    with refusal("ends_on"):
        partners.change(cast.case, row, by=cast.coach, version=1, starts_on=ago(9), ends_on=ago(10))
