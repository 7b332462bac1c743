"""Orders and their deadlines, measures, procedures, addresses."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import AddressKind, CaseState, Decision, MeasureKind, Track
from cases.models import Address, Case, Measure, Order, Procedure
from cases.services import dossier
from icam.calendar import departure_deadline, today
from icam.models import ResidenceRoute
from tests import factories
from tests.cases.proof import refusal, stale, told

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    """The case of the cast without the order that it came with."""
    Order.objects.all().delete()
    return cast.case


def ago(days: int) -> date:
    return today() - days * DAY


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


# Orders --------------------------------------------------------------------------------------------------------------


def register(case: Case, by: Any, **given: Any) -> Order:
    words = {"annex": factories.make_annex(), "decided_on": ago(12), "notified_on": ago(10)}
    return dossier.register_order(case, by=by, **{"person": case.household.principal} | words | given)


def change(case: Case, order: Order, by: Any, **changes: Any) -> Order:
    return dossier.change_order(case, order, by=by, **{"version": order.version} | changes)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    notified=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    days=st.integers(0, 60),
    extension=st.none() | st.integers(0, 400),
)
def test_the_database_computes_the_deadline_of_the_law(notified: date, days: int, extension: int | None) -> None:
    extended = None if extension is None else notified + extension * DAY
    with transaction.atomic():
        order = factories.make_order(
            person=factories.make_person(), decided_on=notified, notified_on=notified, period_days=days,
            extended_to=extended,
        )  # fmt: skip
        order.refresh_from_db()
        assert order.deadline == departure_deadline(notified, days, extended)
        transaction.set_rollback(True)


def test_an_order_that_was_not_notified_has_no_deadline(case: Case, cast: SimpleNamespace) -> None:
    order = register(case, cast.coach, notified_on=None)
    order.refresh_from_db()
    assert (order.deadline, stored(case).leave_by) == (None, None)


def test_the_deadline_of_the_case_follows_its_orders(case: Case, cast: SimpleNamespace) -> None:
    order = register(case, cast.coach)
    assert stored(case).leave_by == ago(-20)
    change(case, order, cast.coach, extended_to=ago(-40))
    assert stored(case).leave_by == ago(-40)
    newer = register(case, cast.coach, notified_on=ago(3), period_days=7)
    assert stored(case).leave_by == ago(-4)
    change(case, newer, cast.coach, withdrawn_on=today())
    assert stored(case).leave_by == ago(-40)
    change(case, order, cast.coach, withdrawn_on=today())
    assert stored(case).leave_by is None
    assert told(order) == ["order_registered", "order_changed", "order_changed"]


def test_both_cases_of_a_household_follow_one_order(case: Case, cast: SimpleNamespace) -> None:
    other = factories.make_case(household=case.household, track=Track.TRANSFER)
    register(case, cast.coach)
    assert [stored(each).leave_by for each in (case, other)] == [ago(-20), ago(-20)]


def test_a_page_with_the_old_deadline_is_stale(case: Case, cast: SimpleNamespace) -> None:
    before = case.version
    register(case, cast.coach)
    assert (case.version, stored(case).version) == (before + 1, before + 1)


@pytest.mark.parametrize(
    ("field", "given_words"),
    [
        ("decided_on", {"decided_on": ago(-1), "notified_on": None}),
        ("notified_on", {"notified_on": ago(-1)}),
        ("notified_on", {"notified_on": ago(13)}),
        ("", {"period_days": 61}),
    ],
    ids=["decided tomorrow", "notified tomorrow", "notified before decided", "longer than the law"],
)
def test_an_order_against_the_law(case: Case, cast: SimpleNamespace, field: str, given_words: dict[str, Any]) -> None:
    with refusal(field):
        register(case, cast.coach, **given_words)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("notified_on", {"notified_on": ago(13)}),
        ("extended_to", {"extended_to": ago(-19)}),
        ("extended_to", {"extended_to": ago(-90), "notified_on": None}),
        ("withdrawn_on", {"withdrawn_on": ago(-1)}),
    ],
    ids=["notified before decided", "shortened", "extended unserved", "withdrawn tomorrow", "appeal tomorrow"],
)
def test_a_change_against_the_law(case: Case, cast: SimpleNamespace, field: str, changes: dict[str, Any]) -> None:
    order = register(case, cast.coach)
    with refusal(field):
        change(case, order, cast.coach, **changes)


def test_two_who_change_one_order(case: Case, cast: SimpleNamespace) -> None:
    order = register(case, cast.coach)
    change(case, order, cast.coach, extended_to=ago(-40))
    with stale():
        change(case, order, cast.coach, version=1, extended_to=ago(-30))


# Strangers -----------------------------------------------------------------------------------------------------------


def _route() -> ResidenceRoute:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.get_or_create(code="TEST", defaults=names)[0]


STRANGERS: dict[str, Callable[[Case, Any, Any], Any]] = {
    "order": lambda case, by, person: register(case, by, person=person),
    "change of an order": lambda case, by, person: change(case, factories.make_order(person=person), by, period_days=7),
    "measure": lambda case, by, person: measure(case, by, person=person),
    "end of a measure": lambda case, by, person: dossier.end_measure(
        case,
        Measure.objects.create(person=person, kind=MeasureKind.DETENTION, starts_on=ago(9)),
        by=by,
        version=1,
        ends_on=ago(1),
    ),
    "procedure": lambda case, by, person: lodge(case, by, person=person),
    "decision": lambda case, by, person: decide(
        case, by, Procedure.objects.create(person=person, route=_route(), lodged_on=ago(9))
    ),
    "address": lambda case, by, person: settle(case, by, person=person),
    "returned mail": lambda case, by, person: dossier.mark_undeliverable(
        case, factories.make_address(person=person), by=by, version=1, since=ago(1)
    ),
}


@pytest.mark.parametrize("act", STRANGERS)
def test_nothing_is_written_about_a_stranger_to_the_household(case: Case, cast: SimpleNamespace, act: str) -> None:
    stranger = factories.make_person()
    with refusal("person"):
        STRANGERS[act](case, cast.coach, stranger)


# Measures ------------------------------------------------------------------------------------------------------------


def measure(case: Case, by: Any, **given: Any) -> Measure:
    words = {"person": case.household.principal, "kind": MeasureKind.DETENTION, "starts_on": ago(5)}
    return dossier.register_measure(case, by=by, **words | given)


def test_a_measure_is_in_force_up_to_and_including_its_last_day(case: Case, cast: SimpleNamespace) -> None:
    made = measure(case, cast.coach)
    dossier.end_measure(case, made, by=cast.coach, version=1, ends_on=ago(2))
    assert [Measure.objects.on(ago(back)).count() for back in (6, 5, 2, 1)] == [0, 1, 1, 0]
    assert told(made) == ["measure_registered", "measure_ended"]


@pytest.mark.parametrize(
    ("kind", "bars"), [("preventive", False), ("less_coercive", True), ("detention", True)], ids=str
)
def test_which_measures_bar_an_invitation(case: Case, cast: SimpleNamespace, kind: str, bars: bool) -> None:
    measure(case, cast.coach, kind=kind)
    assert Measure.objects.on(today()).barring_invitation().exists() is bars


def test_no_measure_ends_before_it_begins(case: Case, cast: SimpleNamespace) -> None:
    with refusal("ends_on"):
        measure(case, cast.coach, ends_on=ago(6))
    made = measure(case, cast.coach)
    with refusal("ends_on"):
        dossier.end_measure(case, made, by=cast.coach, version=1, ends_on=ago(6))


# Procedures ----------------------------------------------------------------------------------------------------------


def lodge(case: Case, by: Any, **given: Any) -> Procedure:
    words = {"person": case.household.principal, "route": _route(), "lodged_on": ago(4), "gives_provisional_stay": True}
    return dossier.register_procedure(case, by=by, **words | given)


def decide(case: Case, by: Any, procedure: Procedure, **given: Any) -> Procedure:
    words = {"version": procedure.version, "decision": Decision.REFUSED, "decided_on": ago(1)}
    return dossier.decide_procedure(case, procedure, by=by, **words | given)


def test_a_provisional_stay_suspends_the_case_at_once(case: Case, cast: SimpleNamespace) -> None:
    lodge(case, cast.coach)
    assert (case.state, case.suspended_from, case.suspension_ground) == ("suspended", "in_coaching", "procedure")
    assert case.moves.latest("id").suspension_ground == "procedure"
    assert told(case) == ["case_suspended"]


@pytest.mark.parametrize("state", [CaseState.SUSPENDED, CaseState.CLOSED])
def test_a_case_that_rests_already_keeps_its_ground(cast: SimpleNamespace, state: str) -> None:
    case = factories.make_case(state=state)
    lodge(case, cast.coach)
    assert (stored(case).state, stored(case).suspension_ground) == (state, case.suspension_ground)


def test_a_colleague_who_was_faster_does_not_lose_the_procedure(case: Case, cast: SimpleNamespace) -> None:
    old = stored(case)
    lodge(case, cast.coach)
    lodge(old, cast.manager, lodged_on=ago(3))
    assert (Procedure.objects.count(), stored(case).moves.filter(target="suspended").count()) == (2, 1)


def test_a_procedure_without_stay_does_not_suspend(case: Case, cast: SimpleNamespace) -> None:
    lodge(case, cast.coach, gives_provisional_stay=False)
    assert stored(case).state == "in_coaching"


def test_a_decision_does_not_resume_but_is_found(case: Case, cast: SimpleNamespace) -> None:
    procedure = lodge(case, cast.coach)
    assert list(Case.objects.with_ended_ground()) == []
    decide(case, cast.coach, procedure)
    assert stored(case).state == "suspended"
    assert list(Case.objects.with_ended_ground()) == [case]
    assert told(procedure) == ["procedure_registered", "procedure_decided"]


@pytest.mark.parametrize("days", [5, -1], ids=["before lodging", "tomorrow"])
def test_the_day_of_a_decision(case: Case, cast: SimpleNamespace, days: int) -> None:
    procedure = lodge(case, cast.coach)
    with refusal("decided_on"):
        decide(case, cast.coach, procedure, decided_on=ago(days))


def test_no_procedure_is_lodged_tomorrow(case: Case, cast: SimpleNamespace) -> None:
    with refusal("lodged_on"):
        lodge(case, cast.coach, lodged_on=ago(-1))


# Addresses -----------------------------------------------------------------------------------------------------------


def settle(case: Case, by: Any, **given: Any) -> Address:
    words = {"kind": AddressKind.ACTUAL, "street": "Kerkstraat 4", "postcode": "2000", "municipality": "Antwerpen"}
    return dossier.move_house(case, by=by, **{"person": case.household.principal, "starts_on": ago(3)} | words | given)


def test_a_new_address_ends_the_one_before_of_its_kind(case: Case, cast: SimpleNamespace) -> None:
    elected = factories.make_address(case, kind=AddressKind.ELECTED)
    new = settle(case, cast.coach)
    there = case.household.principal.addresses
    assert [list(there.on(ago(back)).order_by("id")) for back in (4, 3)] == [
        [there.get(kind="actual", ends_on=ago(3)), elected], [elected, new],
    ]  # fmt: skip
    assert told(new) == ["address_changed"]


def test_the_past_is_not_written_over_a_later_address(case: Case, cast: SimpleNamespace) -> None:
    settle(case, cast.coach)
    with refusal("starts_on"):
        settle(case, cast.coach, starts_on=ago(4))


def test_nobody_moves_tomorrow(case: Case, cast: SimpleNamespace) -> None:
    with refusal("starts_on"):
        settle(case, cast.coach, starts_on=ago(-1))


def test_mail_comes_back_until_it_arrives_again(case: Case, cast: SimpleNamespace) -> None:
    address = settle(case, cast.coach)
    dossier.mark_undeliverable(case, address, by=cast.coach, version=1, since=ago(1))
    assert list(Address.objects.deliverable().filter(pk=address.pk)) == []
    dossier.mark_undeliverable(case, address, by=cast.coach, version=2, since=None)
    assert list(Address.objects.deliverable().filter(pk=address.pk)) == [address]
    with refusal("since"):
        dossier.mark_undeliverable(case, address, by=cast.coach, version=3, since=ago(-1))
    with stale():
        dossier.mark_undeliverable(case, address, by=cast.coach, version=1, since=ago(2))


def test_who_belongs_today_the_principal_first(case: Case) -> None:
    child, gone = factories.make_person(), factories.make_person()
    case.household.members.create(person=child, role="child", joined_on=ago(30))
    case.household.members.create(person=gone, role="other", joined_on=ago(30), left_on=today())
    assert dossier.persons_of(case) == [case.household.principal, child]
