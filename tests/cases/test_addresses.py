"""Where people live, and whether they still do (art. 74/26)."""

from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import AddressKind
from cases.enums.dossier import AfterCheck, CheckResult
from cases.models import Address, Case, ResidenceCheck
from cases.services import addresses, checks
from tests import factories
from tests.cases.dossier_acts import ago, ask_check, settle
from tests.cases.proof import refusal, stale, told


def test_a_new_address_ends_the_one_before_of_its_kind(cast: SimpleNamespace) -> None:
    case = cast.case
    elected = factories.make_address(case, kind=AddressKind.ELECTED)
    new = settle(case, cast.coach)
    there = case.household.principal.addresses
    assert [list(there.on(ago(back)).order_by("id")) for back in (4, 3)] == [
        [there.get(kind="actual", ends_on=ago(3)), elected], [elected, new],
    ]  # fmt: skip
    assert told(new) == ["address_changed"]


def test_the_past_is_not_written_over_a_later_address(cast: SimpleNamespace) -> None:
    settle(cast.case, cast.coach)
    with refusal("starts_on"):
        settle(cast.case, cast.coach, starts_on=ago(4), street="Marktstraat 1")


def test_mail_comes_back_until_it_arrives_again(cast: SimpleNamespace) -> None:
    case, address = cast.case, settle(cast.case, cast.coach)
    addresses.mark_undeliverable(case, address, by=cast.coach, version=1, since=ago(1))
    assert list(Address.objects.deliverable().filter(pk=address.pk)) == []
    addresses.mark_undeliverable(case, address, by=cast.coach, version=2, since=None)
    assert list(Address.objects.deliverable().filter(pk=address.pk)) == [address]
    for day in (ago(-1), ago(4)):
        with refusal("since"):
            addresses.mark_undeliverable(case, address, by=cast.coach, version=3, since=day)
    with stale():
        addresses.mark_undeliverable(case, address, by=cast.coach, version=1, since=ago(2))


def test_an_address_ends_without_another(cast: SimpleNamespace) -> None:
    address = settle(cast.case, cast.coach)
    for day in (ago(-1), ago(4)):
        with refusal("ends_on"):
            addresses.end(cast.case, address, by=cast.coach, version=1, ends_on=day)
    addresses.end(cast.case, address, by=cast.coach, version=1, ends_on=ago(1))
    assert (list(Address.objects.on(ago(1)).filter(pk=address.pk)), told(address)) == ([], ["address_changed"] * 2)


# Checks --------------------------------------------------------------------------------------------------------------


def answer(case: Case, check: ResidenceCheck, by: Any, result: CheckResult, **given: Any) -> ResidenceCheck:
    words = {"version": check.version, "done_on": ago(1)}
    return checks.answer(case, check, by=by, result=result, **words | given)


def test_a_check_is_asked_for_and_answered(cast: SimpleNamespace) -> None:
    address = settle(cast.case, cast.coach)
    check = ask_check(cast.case, address, cast.coach)
    assert list(ResidenceCheck.objects.running()) == [check]
    answer(cast.case, check, cast.coach, CheckResult.LIVES_THERE, note="Spoke to her")
    assert (list(ResidenceCheck.objects.running()), told(check)) == ([], ["check_asked", "check_answered"])
    address.refresh_from_db()
    assert (address.ends_on, address.undeliverable_since) == (None, None)


@pytest.mark.parametrize(
    ("then", "ends", "comes_back"),
    [(AfterCheck.END, ago(1), None), (AfterCheck.UNDELIVERABLE, None, ago(1)), (AfterCheck.NOTHING, None, None)],
)
@pytest.mark.parametrize("result", [CheckResult.MOVED_UNKNOWN, CheckResult.MOVED_KNOWN, CheckResult.NEVER_LIVED])
def test_who_is_gone_leaves_an_address_that_the_user_decides_on(
    cast: SimpleNamespace, result: CheckResult, then: AfterCheck, ends: Any, comes_back: Any
) -> None:
    address = settle(cast.case, cast.coach)
    check = ask_check(cast.case, address, cast.coach)
    with refusal("then"):
        answer(cast.case, check, cast.coach, result)
    answer(cast.case, check, cast.coach, result, then=then)
    address.refresh_from_db()
    assert (address.ends_on, address.undeliverable_since) == (ends, comes_back)


@pytest.mark.parametrize("result", [CheckResult.LIVES_THERE, CheckResult.NOT_ESTABLISHED])
def test_who_was_not_found_to_be_gone_keeps_the_address(cast: SimpleNamespace, result: CheckResult) -> None:
    check = ask_check(cast.case, settle(cast.case, cast.coach), cast.coach)
    with refusal("then"):
        answer(cast.case, check, cast.coach, result, then=AfterCheck.END)


def test_one_check_of_an_address_runs_at_a_time(cast: SimpleNamespace) -> None:
    address = settle(cast.case, cast.coach)
    ask_check(cast.case, address, cast.coach)
    with refusal():
        ask_check(cast.case, address, cast.coach)


def test_what_has_ended_is_not_checked(cast: SimpleNamespace) -> None:
    address = settle(cast.case, cast.coach)
    addresses.end(cast.case, address, by=cast.coach, version=1, ends_on=ago(1))
    with refusal():
        ask_check(cast.case, address, cast.coach)


def test_the_days_of_a_check(cast: SimpleNamespace) -> None:
    address = settle(cast.case, cast.coach)
    with refusal("asked_on"):
        ask_check(cast.case, address, cast.coach, asked_on=ago(4))
    check = ask_check(cast.case, address, cast.coach)
    for day in (ago(3), ago(-1)):
        with refusal("done_on"):
            answer(cast.case, check, cast.coach, CheckResult.LIVES_THERE, done_on=day)


def test_two_who_answer_one_check(cast: SimpleNamespace) -> None:
    check = ask_check(cast.case, settle(cast.case, cast.coach), cast.coach)
    answer(cast.case, check, cast.coach, CheckResult.LIVES_THERE)
    with stale():
        answer(cast.case, check, cast.coach, CheckResult.NOT_ESTABLISHED, version=1)
