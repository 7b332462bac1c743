"""What a family with minors agrees to, and its timetable (art. 74/9 §3)."""

from datetime import date
from types import SimpleNamespace

import pytest

from cases.enums import HouseholdKind
from cases.enums.dossier import AgreementEnd
from cases.models import Case, FamilyAgreement, FamilyStep, Household
from cases.services import family_agreements
from icam.calendar import today
from tests.cases.dossier_acts import ago, agree
from tests.cases.proof import refusal, stale, told


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    """The case of the cast as that of a family."""
    Household.objects.update(kind=HouseholdKind.FAMILY)
    return Case.objects.get(pk=cast.case.pk)


def end(agreement: FamilyAgreement, cast: SimpleNamespace, on: date) -> FamilyAgreement:
    because = AgreementEnd.REPLACED
    return family_agreements.end(
        agreement, by=cast.coach, version=agreement.version, ended_on=on, ended_because=because
    )


def step_of(case: Case, agreement: FamilyAgreement, cast: SimpleNamespace, due_on: date) -> FamilyStep:
    return family_agreements.add_step(case, agreement, by=cast.coach, text="Bring the passport", due_on=due_on)


def test_an_agreement_holds_its_conditions_in_the_order_of_the_decree(case: Case, cast: SimpleNamespace) -> None:
    agreement = agree(case, cast.coach)
    assert agreement.conditions == ["home", "timetable"]
    assert agreement.condition_names == [
        "Decent home, with proof of ownership or rent", "Timetable drawn up with the coach",
    ]  # fmt: skip
    family_agreements.change(agreement, by=cast.coach, version=1, conditions=["means"], remarks="Two rooms")
    assert (agreement.conditions, told(agreement)) == (["means"], ["agreement_concluded", "agreement_changed"])
    with stale():
        family_agreements.change(agreement, by=cast.coach, version=1, conditions=["home"], remarks="")


@pytest.mark.parametrize("kind", ["single", "couple", "other"])
def test_only_families_with_minors_conclude_one(case: Case, cast: SimpleNamespace, kind: str) -> None:
    Household.objects.update(kind=kind)
    with refusal():
        agree(case, cast.coach)


def test_something_is_agreed_to(case: Case, cast: SimpleNamespace) -> None:
    with refusal("conditions"):
        agree(case, cast.coach, conditions=[])


def test_one_is_in_force_at_a_time(case: Case, cast: SimpleNamespace) -> None:
    first = agree(case, cast.coach)
    with refusal():
        agree(case, cast.coach, concluded_on=today())
    end(first, cast, ago(2))
    with refusal("concluded_on"):
        agree(case, cast.coach, concluded_on=ago(3))
    agree(case, cast.coach, concluded_on=ago(2))
    assert case.family_agreements.filter(ended_on__isnull=True).count() == 1


def test_the_days_of_an_agreement(case: Case, cast: SimpleNamespace) -> None:
    with refusal("concluded_on"):
        agree(case, cast.coach, concluded_on=ago(-1))
    agreement = agree(case, cast.coach)
    for day in (ago(10), ago(-1)):
        with refusal("ended_on"):
            end(agreement, cast, day)


def test_an_agreement_that_has_ended_changes_no_more(case: Case, cast: SimpleNamespace) -> None:
    agreement = end(agree(case, cast.coach), cast, ago(1))
    with refusal():
        family_agreements.change(agreement, by=cast.coach, version=2, conditions=["home"], remarks="")
    with refusal():
        end(agreement, cast, today())
    with refusal():
        step_of(case, agreement, cast, today())


def test_a_step_is_done_or_not_kept(case: Case, cast: SimpleNamespace) -> None:
    step = step_of(case, agree(case, cast.coach), cast, ago(2))
    settle = family_agreements.settle_step
    with refusal("done_on"):
        settle(case, step, by=cast.coach, version=1, done_on=today(), is_breach=True)
    settle(case, step, by=cast.coach, version=1, done_on=None, is_breach=True, note="Did not come")
    settle(case, step, by=cast.coach, version=2, done_on=ago(1), is_breach=False, note="Came later")
    step.refresh_from_db()
    assert (step.done_on, step.is_breach, step.note) == (ago(1), False, "Came later")
    assert told(step) == ["agreement_changed"] * 3
    with stale():
        settle(case, step, by=cast.coach, version=1, done_on=ago(2), is_breach=False)


def test_the_days_of_a_step(case: Case, cast: SimpleNamespace) -> None:
    agreement = agree(case, cast.coach)
    with refusal("due_on"):
        step_of(case, agreement, cast, ago(10))
    step = step_of(case, agreement, cast, ago(-2))
    with refusal("text"):
        step_of(case, agreement, cast, ago(-2))
    with refusal("is_breach"):
        family_agreements.settle_step(case, step, by=cast.coach, version=1, done_on=None, is_breach=True)
    for day in (ago(10), ago(-1)):
        with refusal("done_on"):
            family_agreements.settle_step(case, step, by=cast.coach, version=1, done_on=day, is_breach=False)
