"""Residence procedures: provisional stay suspends, at once or later; a decision or a watch date is found."""

from types import SimpleNamespace

import pytest

from cases.enums import CaseState
from cases.models import Case, Procedure
from cases.services import procedures
from icam.calendar import today
from tests import factories
from tests.cases.dossier_acts import ago, decide, lodge, stored
from tests.cases.proof import refusal, stale, told


def test_a_provisional_stay_suspends_the_case_at_once(cast: SimpleNamespace) -> None:
    case = cast.case
    lodge(case, cast.coach)
    assert (case.state, case.suspended_from, case.suspension_ground) == ("suspended", "in_coaching", "procedure")
    assert case.moves.latest("id").suspension_ground == "procedure"
    assert told(case) == ["case_suspended"]


def test_a_provisional_stay_that_comes_later_suspends_then(cast: SimpleNamespace) -> None:
    procedure = lodge(cast.case, cast.coach, gives_provisional_stay=False)
    assert stored(cast.case).state == "in_coaching"
    procedures.change(
        cast.case, procedure, by=cast.coach, version=1, gives_provisional_stay=True, stay_from=ago(1),
        admissible_on=ago(2), lodged_with="Municipality", watch_on=ago(-30),
    )  # fmt: skip
    assert stored(cast.case).state == "suspended"
    assert told(procedure) == ["procedure_registered", "procedure_changed"]


@pytest.mark.parametrize("state", [CaseState.SUSPENDED, CaseState.CLOSED])
def test_a_case_that_rests_already_keeps_its_ground(cast: SimpleNamespace, state: str) -> None:
    case = factories.make_case(state=state)
    lodge(case, cast.coach)
    assert (stored(case).state, stored(case).suspension_ground) == (state, case.suspension_ground)


def test_a_colleague_who_was_faster_does_not_lose_the_procedure(cast: SimpleNamespace) -> None:
    old = stored(cast.case)
    lodge(cast.case, cast.coach)
    lodge(old, cast.manager, lodged_on=ago(3))
    assert (Procedure.objects.count(), stored(old).moves.filter(target="suspended").count()) == (2, 1)


def test_a_decision_does_not_resume_but_is_found(cast: SimpleNamespace) -> None:
    procedure = lodge(cast.case, cast.coach)
    assert list(Case.objects.with_ended_ground()) == []
    decide(cast.case, cast.coach, procedure)
    assert stored(cast.case).state == "suspended"
    assert list(Case.objects.with_ended_ground()) == [cast.case]
    assert told(procedure) == ["procedure_registered", "procedure_decided"]


@pytest.mark.parametrize(("days", "found"), [(1, 1), (0, 1), (-1, 0)], ids=["past", "today", "to come"])
def test_a_watch_date_that_has_come_is_found(cast: SimpleNamespace, days: int, found: int) -> None:
    procedure = lodge(cast.case, cast.coach, watch_on=ago(days))
    assert Case.objects.to_be_watched(today()).count() == found
    assert Procedure.objects.to_be_watched(today()).count() == found
    decide(cast.case, cast.coach, procedure)
    assert Case.objects.to_be_watched(today()).count() == 0


@pytest.mark.parametrize("days", [5, -1], ids=["before lodging", "tomorrow"])
def test_the_day_of_a_decision(cast: SimpleNamespace, days: int) -> None:
    procedure = lodge(cast.case, cast.coach)
    with refusal("decided_on"):
        decide(cast.case, cast.coach, procedure, decided_on=ago(days))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("stay_from", {"gives_provisional_stay": False, "stay_from": ago(1)}),
        ("stay_from", {"stay_from": ago(5)}),
        ("watch_on", {"watch_on": ago(5)}),
    ],
    ids=["a day without stay", "stay before lodging", "looked at before lodging"],
)
def test_a_procedure_against_itself(cast: SimpleNamespace, field: str, words: dict[str, object]) -> None:
    with refusal(field):
        lodge(cast.case, cast.coach, **words)
    procedure = lodge(cast.case, cast.coach)
    with refusal(field):
        procedures.change(cast.case, procedure, by=cast.coach, version=1, **words)


@pytest.mark.parametrize("days", [5, -1], ids=["before lodging", "tomorrow"])
def test_the_day_of_admissibility(cast: SimpleNamespace, days: int) -> None:
    procedure = lodge(cast.case, cast.coach)
    with refusal("admissible_on"):
        procedures.change(cast.case, procedure, by=cast.coach, version=1, admissible_on=ago(days))


def test_two_who_change_one_procedure(cast: SimpleNamespace) -> None:
    procedure = lodge(cast.case, cast.coach)
    procedures.change(cast.case, procedure, by=cast.coach, version=1, lodged_with="Municipality")
    with stale():
        procedures.change(cast.case, procedure, by=cast.coach, version=1, lodged_with="Embassy")
