"""Orders to leave, extensions, and the deadline that follows them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import Track
from cases.enums.dossier import ExtensionOutcome
from cases.models import Case, Order
from cases.services import orders
from icam.calendar import departure_deadline, today
from tests import factories
from tests.cases.dossier_acts import (
    ago,
    appeal,
    ask_extension,
    correct_order,
    grant,
    register_order,
    stored,
    withdraw,
)
from tests.cases.proof import refusal, stale, told


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    """The case of the cast without the order that it came with."""
    Order.objects.all().delete()
    return cast.case


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notified=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    days=st.integers(0, 60),
    extension=st.none() | st.integers(0, 400),
)
def test_the_database_computes_the_deadline_of_the_law(notified: date, days: int, extension: int | None) -> None:
    extended = None if extension is None else notified + timedelta(days=extension)
    with transaction.atomic():
        order = factories.make_order(
            person=factories.make_person(), decided_on=notified, notified_on=notified, period_days=days,
            extended_to=extended,
        )  # fmt: skip
        order.refresh_from_db()
        assert order.deadline == departure_deadline(notified, days, extended)
        transaction.set_rollback(True)


def test_an_order_that_was_not_notified_has_no_deadline(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach, notified_on=None)
    order.refresh_from_db()
    assert (order.deadline, stored(case).leave_by) == (None, None)


def test_the_deadline_of_the_case_follows_its_orders(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    assert stored(case).leave_by == ago(-20)
    correct_order(case, order, cast.coach, period_days=25)
    assert stored(case).leave_by == ago(-15)
    newer = register_order(case, cast.coach, decided_on=ago(6), notified_on=ago(3), period_days=7)
    assert stored(case).leave_by == ago(-4)
    withdraw(case, newer, cast.coach, today())
    assert stored(case).leave_by == ago(-15)
    withdraw(case, newer, cast.coach, None)
    assert stored(case).leave_by == ago(-4)
    withdraw(case, newer, cast.coach, today())
    withdraw(case, order, cast.coach, today())
    assert stored(case).leave_by is None
    assert told(order) == ["order_registered", "order_changed", "order_changed"]


def test_both_cases_of_a_household_follow_one_order(case: Case, cast: SimpleNamespace) -> None:
    other = factories.make_case(household=case.household, track=Track.TRANSFER)
    register_order(case, cast.coach)
    assert [stored(each).leave_by for each in (case, other)] == [ago(-20), ago(-20)]


def test_a_page_with_the_old_deadline_is_stale(case: Case, cast: SimpleNamespace) -> None:
    before = case.version
    register_order(case, cast.coach)
    assert (case.version, stored(case).version) == (before + 1, before + 1)


def test_the_grounds_stand_as_the_law_counts_them(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach, grounds=["12", "2", "2"])
    assert (order.grounds, order.ground_names) == (
        ["2", "12"], ["2° Stays longer than the period allowed", "12° Under an entry ban"],
    )  # fmt: skip
    assert correct_order(case, order, cast.coach, grounds=["10", "1"]).grounds == ["1", "10"]


@pytest.mark.parametrize(
    ("field", "given_words"),
    [
        ("notified_on", {"notified_on": ago(13)}),
        ("", {"period_days": 61}),
        ("", {"grounds": ["13"]}),
    ],
    ids=["notified before decided", "longer than the law", "no such ground"],
)
def test_an_order_against_the_law(case: Case, cast: SimpleNamespace, field: str, given_words: dict[str, Any]) -> None:
    with refusal(field):
        register_order(case, cast.coach, **given_words)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("notified_on", {"notified_on": ago(13)}),
        ("notified_on", {"notified_on": ago(-1)}),
        ("notified_on", {"notified_on": ago(4)}),
        ("notified_on", {"notified_on": None}),
        ("decided_on", {"decided_on": ago(3), "notified_on": ago(3)}),
        ("reason", {"reason": " "}),
    ],
    ids=["before decided", "tomorrow", "after the request", "never, and extended", "after the appeal", "no reason"],
)
def test_a_correction_against_what_hangs_on_it(
    case: Case, cast: SimpleNamespace, field: str, changes: dict[str, Any]
) -> None:
    order = register_order(case, cast.coach)
    if field == "decided_on":
        appeal(case, order, cast.coach, lodged_on=ago(4))
    else:
        ask_extension(case, order, cast.coach)
    with refusal(field):
        correct_order(case, order, cast.coach, **changes)


def test_a_withdrawal_lies_between_the_decision_and_today(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    for day in (ago(13), ago(-1)):
        with refusal("withdrawn_on"):
            withdraw(case, order, cast.coach, day)
    with refusal("reason"):
        orders.withdraw(case, order, by=cast.coach, version=1, withdrawn_on=ago(1), reason="")


def test_two_who_change_one_order(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    correct_order(case, order, cast.coach, period_days=7)
    with stale():
        correct_order(case, order, cast.coach, version=1, period_days=14)


# Extensions ----------------------------------------------------------------------------------------------------------


def test_only_what_is_granted_moves_the_deadline(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    extension = ask_extension(case, order, cast.coach)
    assert stored(case).leave_by == ago(-20)
    grant(case, extension, cast.coach, ago(-60))
    order.refresh_from_db()
    assert (stored(case).leave_by, order.extended_to, order.version) == (ago(-60), ago(-60), 2)
    grant(case, extension, cast.coach, None, outcome=ExtensionOutcome.REFUSED)
    order.refresh_from_db()
    assert (stored(case).leave_by, order.extended_to, order.version) == (ago(-20), None, 3)
    assert told(extension) == ["extension_requested", "extension_answered", "extension_answered"]


def test_the_longest_of_several_extensions_counts(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    for until in (ago(-60), ago(-40)):
        grant(case, ask_extension(case, order, cast.coach), cast.coach, until)
    assert stored(case).leave_by == ago(-60)


def test_one_extension_is_asked_for_at_a_time(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    ask_extension(case, order, cast.coach)
    with refusal():
        ask_extension(case, order, cast.coach)


def test_only_a_standing_order_is_extended(case: Case, cast: SimpleNamespace) -> None:
    with refusal():
        ask_extension(case, register_order(case, cast.coach, notified_on=None), cast.coach)
    withdrawn = withdraw(case, register_order(case, cast.coach, decided_on=ago(11)), cast.coach, ago(6))
    with refusal():
        ask_extension(case, withdrawn, cast.coach)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("until", {"until": ago(-20)}),
        ("until", {"until": None}),
        ("until", {"outcome": ExtensionOutcome.REFUSED}),
        ("answered_on", {"answered_on": ago(6)}),
        ("answered_on", {"answered_on": ago(-1)}),
    ],
    ids=["not longer", "no day", "refused with a day", "before the request", "tomorrow"],
)
def test_an_answer_against_the_law(case: Case, cast: SimpleNamespace, field: str, words: dict[str, Any]) -> None:
    extension = ask_extension(case, register_order(case, cast.coach), cast.coach)
    with refusal(field):
        grant(case, extension, cast.coach, **{"until": ago(-60)} | words)


def test_an_extension_is_not_asked_for_before_the_order_was_notified(case: Case, cast: SimpleNamespace) -> None:
    order = register_order(case, cast.coach)
    with refusal("requested_on"):
        ask_extension(case, order, cast.coach, requested_on=ago(11))


def test_two_who_answer_one_request(case: Case, cast: SimpleNamespace) -> None:
    extension = ask_extension(case, register_order(case, cast.coach), cast.coach)
    grant(case, extension, cast.coach, ago(-60))
    with stale():
        grant(case, extension, cast.coach, ago(-50), version=1)
