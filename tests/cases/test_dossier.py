"""What the services of the dossier share: nothing is written about strangers, and who belongs today."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import MeasureKind
from cases.enums.dossier import BanGround, CheckResult
from cases.models import Appeal, Case, EntryBan, Extension, Measure, Order, Procedure, Representative, ResidenceCheck
from cases.services import addresses, appeals, bans, checks, dossier, measures, procedures, representatives
from icam.calendar import today
from tests import factories
from tests.cases import dossier_acts as acts
from tests.cases.dossier_acts import ago, route
from tests.cases.proof import refusal

Act = Callable[[Case, Any, Any], Any]


@pytest.fixture
def cast(cast: SimpleNamespace) -> SimpleNamespace:
    """The cast without the order that the case came with."""
    Order.objects.all().delete()
    return cast


def _order(person: Any) -> Any:
    return factories.make_order(person=person)


def _ban(person: Any) -> EntryBan:
    return EntryBan.objects.create(person=person, ground=BanGround.FRAUD, years=2, decided_on=ago(9))


def _procedure(person: Any) -> Procedure:
    return Procedure.objects.create(person=person, route=route(), lodged_on=ago(9))


def _appeal(person: Any) -> Appeal:
    return Appeal.objects.create(order=_order(person), kind="full", lodged_on=ago(5))


def _check(case: Case, person: Any, by: Any) -> ResidenceCheck:
    address = factories.make_address(person=person)
    return ResidenceCheck.objects.create(case=case, address=address, by_whom="mayor", asked_on=ago(3), asked_by=by)


STRANGERS: dict[str, Act] = {
    "order": lambda case, by, person: acts.register_order(case, by, person=person),
    "correction": lambda case, by, person: acts.correct_order(case, _order(person), by, period_days=7),
    "withdrawal": lambda case, by, person: acts.withdraw(case, _order(person), by, ago(1)),
    "extension": lambda case, by, person: acts.ask_extension(case, _order(person), by),
    "answer": lambda case, by, person: acts.grant(
        case, Extension.objects.create(order=_order(person), requested_on=ago(5), reason="x"), by, ago(-60)
    ),
    "appeal": lambda case, by, person: acts.appeal(case, _order(person), by),
    "corrected appeal": lambda case, by, person: appeals.correct(case, _appeal(person), by=by, version=1, number="1"),
    "decided appeal": lambda case, by, person: appeals.decide(
        case, _appeal(person), by=by, version=1, outcome="rejected", decided_on=ago(1)
    ),
    "measure": lambda case, by, person: acts.measure(case, by, person=person),
    "end of a measure": lambda case, by, person: measures.end(
        case, Measure.objects.create(person=person, kind=MeasureKind.DETENTION, starts_on=ago(9)), by=by, version=1,
        ends_on=ago(1),
    ),
    "procedure": lambda case, by, person: acts.lodge(case, by, person=person),
    "procedure changed": lambda case, by, person: procedures.change(
        case, _procedure(person), by=by, version=1, lodged_with="x"
    ),
    "decision": lambda case, by, person: acts.decide(case, by, _procedure(person)),
    "ban": lambda case, by, person: acts.ban(case, by, person=person),
    "ban changed": lambda case, by, person: bans.change(case, _ban(person), by=by, version=1, reason="x", years=1),
    "address": lambda case, by, person: acts.settle(case, by, person=person),
    "returned mail": lambda case, by, person: addresses.mark_undeliverable(
        case, factories.make_address(person=person), by=by, version=1, since=ago(1)
    ),
    "end of an address": lambda case, by, person: addresses.end(
        case, factories.make_address(person=person), by=by, version=1, ends_on=ago(1)
    ),
    "check": lambda case, by, person: acts.ask_check(case, factories.make_address(person=person), by),
    "answer to a check": lambda case, by, person: checks.answer(
        case, _check(case, person, by), by=by, version=1, result=CheckResult.LIVES_THERE, done_on=ago(1)
    ),
    "representative": lambda case, by, person: acts.represent(case, by, person=person),
    "representative changed": lambda case, by, person: representatives.change(
        case, Representative.objects.create(person=person, kind="lawyer", name="x", mandate_from=ago(9)), by=by,
        version=1, mandate_from=ago(8),
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", STRANGERS)
def test_nothing_is_written_about_a_stranger_to_the_household(cast: SimpleNamespace, act: str) -> None:
    stranger = factories.make_person()
    with refusal("person"):
        STRANGERS[act](cast.case, cast.coach, stranger)


TOMORROW: dict[str, tuple[str, Act]] = {
    "order decided": ("decided_on", lambda c, by, day: acts.register_order(c, by, decided_on=day, notified_on=None)),
    "order notified": ("notified_on", lambda c, by, day: acts.register_order(c, by, notified_on=day)),
    "order withdrawn": ("withdrawn_on", lambda c, by, day: acts.withdraw(c, acts.register_order(c, by), by, day)),
    "extension": (
        "requested_on", lambda c, by, day: acts.ask_extension(c, acts.register_order(c, by), by, requested_on=day)
    ),
    "appeal": ("lodged_on", lambda c, by, day: acts.appeal(c, acts.register_order(c, by), by, lodged_on=day)),
    "procedure": ("lodged_on", lambda c, by, day: acts.lodge(c, by, lodged_on=day)),
    "stay": ("stay_from", lambda c, by, day: acts.lodge(c, by, stay_from=day)),
    "ban": ("decided_on", lambda c, by, day: acts.ban(c, by, decided_on=day)),
    "ban notified": ("notified_on", lambda c, by, day: acts.ban(c, by, notified_on=day)),
    "address": ("starts_on", lambda c, by, day: acts.settle(c, by, starts_on=day)),
    "check": ("asked_on", lambda c, by, day: acts.ask_check(c, acts.settle(c, by), by, asked_on=day)),
}  # fmt: skip


@pytest.mark.parametrize("act", TOMORROW)
def test_nothing_has_happened_tomorrow(cast: SimpleNamespace, act: str) -> None:
    field, write = TOMORROW[act]
    with refusal(field):
        write(cast.case, cast.coach, ago(-1))


TWICE: dict[str, tuple[str, Act]] = {
    "order": ("decided_on", lambda c, by, _none: acts.register_order(c, by)),
    "procedure": ("lodged_on", lambda c, by, _none: acts.lodge(c, by, gives_provisional_stay=False)),
    "ban": ("decided_on", lambda c, by, _none: acts.ban(c, by)),
    "address": ("street", lambda c, by, _none: acts.settle(c, by)),
    "representative": ("name", lambda c, by, _none: acts.represent(c, by)),
}


@pytest.mark.parametrize("act", TWICE)
def test_the_same_is_not_registered_twice(cast: SimpleNamespace, act: str) -> None:
    field, write = TWICE[act]
    write(cast.case, cast.coach, None)
    with refusal(field):
        write(cast.case, cast.coach, None)


def test_who_belongs_today_the_principal_first(cast: SimpleNamespace) -> None:
    case, child, gone = cast.case, factories.make_person(), factories.make_person()
    case.household.members.create(person=child, role="child", joined_on=ago(30))
    case.household.members.create(person=gone, role="other", joined_on=ago(30), left_on=today())
    assert dossier.persons_of(case) == [case.household.principal, child]
