"""Appeals: what they do to the removal and the case, and what becomes of an order that was annulled."""

from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import CaseState
from cases.enums.dossier import AfterAnnulment, AppealEffect, AppealKind, AppealOutcome
from cases.models import Appeal, Case, Order
from cases.services import appeals
from icam.calendar import today
from tests import factories
from tests.cases.dossier_acts import ago, appeal, ban, decide, lodge, stored
from tests.cases.proof import refusal, stale, told

SUSPENDS = AppealEffect.SUSPENDS


def order_of(case: Case) -> Order:
    return case.household.principal.orders.get()


def end(case: Case, by: Any, made: Appeal, outcome: AppealOutcome, **given: Any) -> Appeal:
    words = {"version": made.version, "decided_on": ago(1)}
    return appeals.decide(case, made, by=by, outcome=outcome, **words | given)


def test_an_appeal_that_suspends_the_removal_suspends_the_case(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach, effect=SUSPENDS)
    case = stored(cast.case)
    assert (case.state, case.suspension_ground, case.suspension_ends_with) == (
        "suspended", "appeal", "Judgment on the appeal: Annulment",
    )  # fmt: skip
    assert (told(made), told(case)) == (["appeal_lodged"], ["case_suspended"])
    assert list(Case.objects.with_ended_ground()) == []


def test_an_appeal_without_effect_changes_nothing_until_it_has_one(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach)
    assert stored(cast.case).state == "in_coaching"
    appeals.correct(cast.case, made, by=cast.coach, version=1, effect=SUSPENDS, number="321")
    assert stored(cast.case).state == "suspended"


def test_a_case_that_rests_already_keeps_its_ground(cast: SimpleNamespace) -> None:
    case = factories.make_case(state=CaseState.SUSPENDED)
    appeal(case, factories.make_order(case), cast.coach, effect=SUSPENDS)
    assert stored(case).suspension_ground == "health"


def test_a_judgment_does_not_resume_but_is_found(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach, effect=SUSPENDS)
    end(cast.case, cast.coach, made, AppealOutcome.REJECTED)
    assert stored(cast.case).state == "suspended"
    assert list(Case.objects.with_ended_ground()) == [cast.case]
    assert told(made) == ["appeal_lodged", "appeal_decided"]


def test_against_a_procedure_or_a_ban_it_suspends_as_well(cast: SimpleNamespace) -> None:
    procedure = decide(cast.case, cast.coach, lodge(cast.case, cast.coach, gives_provisional_stay=False))
    made = [
        appeal(cast.case, procedure, cast.coach, effect=SUSPENDS, kind=AppealKind.FULL, lodged_on=ago(1)),
        appeal(cast.case, ban(cast.case, cast.coach), cast.coach),
    ]
    assert stored(cast.case).suspension_ends_with.startswith("Judgment on the appeal: Full jurisdiction")
    assert list(Case.objects.with_ended_ground()) == []
    assert list(Appeal.objects.suspending()) == made[:1]
    assert [each.against.pk for each in made] == [procedure.pk, cast.case.household.principal.entry_bans.get().pk]


def test_a_pending_procedure_cannot_be_appealed(cast: SimpleNamespace) -> None:
    procedure = lodge(cast.case, cast.coach, gives_provisional_stay=False)
    with refusal():
        appeal(cast.case, procedure, cast.coach)


def test_an_annulled_order_is_withdrawn_on_that_day_when_one_says_so(cast: SimpleNamespace) -> None:
    order = order_of(cast.case)
    made = appeal(cast.case, order, cast.coach)
    with refusal("then"):
        end(cast.case, cast.coach, made, AppealOutcome.ANNULLED)
    end(cast.case, cast.coach, made, AppealOutcome.ANNULLED, then=AfterAnnulment.WITHDRAW)
    order.refresh_from_db()
    assert (order.withdrawn_on, stored(cast.case).leave_by, told(order)) == (ago(1), None, ["order_changed"])


def test_an_annulled_order_stays_when_one_says_so(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach)
    end(cast.case, cast.coach, made, AppealOutcome.ANNULLED, then=AfterAnnulment.KEEP)
    assert order_of(cast.case).withdrawn_on is None


def test_what_was_withdrawn_already_needs_no_word(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach)
    Order.objects.update(withdrawn_on=ago(2))
    made.refresh_from_db()
    end(cast.case, cast.coach, made, AppealOutcome.ANNULLED)
    assert order_of(cast.case).withdrawn_on == ago(2)


def test_one_appeal_of_a_kind_is_pending_against_one_thing(cast: SimpleNamespace) -> None:
    order = order_of(cast.case)
    made = appeal(cast.case, order, cast.coach)
    appeal(cast.case, order, cast.coach, kind=AppealKind.URGENT)
    with refusal():
        appeal(cast.case, order, cast.coach)
    end(cast.case, cast.coach, made, AppealOutcome.WITHDRAWN)
    appeal(cast.case, order, cast.coach)
    assert order.appeals.count() == 3


@pytest.mark.parametrize("days", [13, -1], ids=["before the order", "tomorrow"])
def test_the_day_of_an_appeal(cast: SimpleNamespace, days: int) -> None:
    order = order_of(cast.case)
    with refusal("lodged_on"):
        appeal(cast.case, order, cast.coach, lodged_on=ago(days))
    made = appeal(cast.case, order, cast.coach)
    with refusal("lodged_on"):
        appeals.correct(cast.case, made, by=cast.coach, version=1, lodged_on=ago(days))


@pytest.mark.parametrize("days", [5, -1], ids=["before the appeal", "tomorrow"])
def test_the_day_of_a_judgment(cast: SimpleNamespace, days: int) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach)
    with refusal("decided_on"):
        end(cast.case, cast.coach, made, AppealOutcome.REJECTED, decided_on=ago(days))


def test_an_appeal_was_not_lodged_after_its_judgment(cast: SimpleNamespace) -> None:
    made = end(
        cast.case, cast.coach, appeal(cast.case, order_of(cast.case), cast.coach), AppealOutcome.REJECTED,
        decided_on=ago(2),
    )  # fmt: skip
    with refusal("lodged_on"):
        appeals.correct(cast.case, made, by=cast.coach, version=2, lodged_on=today())


def test_two_who_write_one_judgment(cast: SimpleNamespace) -> None:
    made = appeal(cast.case, order_of(cast.case), cast.coach)
    end(cast.case, cast.coach, made, AppealOutcome.REJECTED)
    with stale():
        end(cast.case, cast.coach, made, AppealOutcome.WITHDRAWN, version=1)
