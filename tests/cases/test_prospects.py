"""Prospects and what came of them: what the track allows, when it is told, and that a correction counts once."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import CaseState, Evidence, ProspectKind, ResultKind, StayGround, Track
from cases.models import Case, Prospect, Result, as_it_is
from cases.services import life, prospects
from icam.calendar import today
from icam.models import AuditEvent
from tests import factories
from tests.cases.proof import no_move, refusal, stale, told

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    return cast.case


def ago(days: int) -> date:
    return today() - days * DAY


def propose(case: Case, by: Any, kind: str = "assisted_return", **given: Any) -> Prospect:
    words = {"kind": ProspectKind(kind), "proposed_on": ago(3), "reasons": "The parents want to go home."}
    return prospects.propose(case, by=by, **words | given)


def tell(prospect: Prospect, by: Any, **given: Any) -> Prospect:
    return prospects.tell(prospect, by=by, **{"version": 1, "told_on": ago(1), "told_in": "ar"} | given)


def record(prospect: Prospect, by: Any, kind: str = "assisted_return", **given: Any) -> Result:
    words = {"kind": ResultKind(kind), "happened_on": ago(1), "evidence": Evidence.PARTNER}
    return prospects.record_result(prospect, by=by, **words | given)


def state_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


# Proposing -----------------------------------------------------------------------------------------------------------


def test_a_prospect_carries_the_facts_and_waits_to_be_told(case: Case, cast: SimpleNamespace) -> None:
    prospect = propose(case, cast.coach)
    assert (prospect.cycle, prospect.proposed_by, prospect.told_on, prospect.told_in) == (1, cast.coach, None, "")
    assert prospect.facts == as_it_is(case)
    assert (state_of(case), told(prospect)) == ("in_coaching", ["prospect_proposed"])


def test_told_at_once_it_concludes(case: Case, cast: SimpleNamespace) -> None:
    propose(case, cast.coach, told_on=ago(2), told_in="ar")
    move = case.moves.latest("id")
    assert (state_of(case), move.target, move.on) == ("concluded", "concluded", ago(2))


ON_RETURN = [kind for kind in ProspectKind if kind not in {"transfer", "not_classified"}]
ON_TRANSFER = ["transfer", "assisted_return", "autonomous_return", "forced_return", "none"]


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("kind", ProspectKind)
def test_each_track_has_its_prospects(cast: SimpleNamespace, track: str, kind: ProspectKind) -> None:
    """A transfer has no prospect of stay (art. 74/25)."""
    case = factories.make_case(state="in_coaching", track=track, coach=cast.coach, region=cast.here)
    ground = StayGround.MEDICAL if kind == "stay" else ""
    if kind in (ON_RETURN if track == "return" else ON_TRANSFER):
        assert propose(case, cast.coach, kind, ground=ground).kind == kind
    else:
        with refusal("kind"):
            propose(case, cast.coach, kind, ground=ground)


@pytest.mark.parametrize(
    ("state", "fits"),
    [
        ("selected", False), ("invited", False), ("in_coaching", True), ("concluded", True), ("follow_up", True),
        ("suspended", False), ("closed", False),
    ],
)  # fmt: skip
def test_a_prospect_follows_a_talk(cast: SimpleNamespace, state: str, fits: bool) -> None:
    case = factories.make_case(state=state, coach=cast.coach, region=cast.here)
    if fits:
        assert propose(case, cast.coach, told_on=today(), told_in="ar").case == case
        assert state_of(case) == {"in_coaching": "concluded"}.get(state, state)
    else:
        with refusal():
            propose(case, cast.coach)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("ground", {"kind": "stay"}),
        ("ground", {"ground": StayGround.WORK}),
        ("proposed_on", {"proposed_on": ago(-1)}),
        ("proposed_on", {"proposed_on": ago(31)}),
        ("told_on", {"told_on": ago(-1), "told_in": "ar"}),
        ("told_on", {"told_on": ago(4), "told_in": "ar"}),
        ("told_in", {"told_on": ago(2), "told_in": " "}),
    ],
    ids=[
        "stay without ground", "ground without stay", "tomorrow", "before the case", "told tomorrow",
        "told before proposed", "told in no language",
    ],
)  # fmt: skip
def test_a_prospect_against_the_rules(case: Case, cast: SimpleNamespace, field: str, given: dict[str, Any]) -> None:
    with refusal(field):
        propose(case, cast.coach, **given)


def test_a_prospect_of_last_week_carries_the_facts_of_last_week(case: Case, cast: SimpleNamespace) -> None:
    life.assign(case, by=cast.manager, version=1, coach=cast.colleague, office=cast.office)
    assert propose(case, cast.colleague).coach == cast.coach
    assert propose(case, cast.colleague, proposed_on=today()).coach == cast.colleague


# Telling -------------------------------------------------------------------------------------------------------------


def test_telling_concludes_the_coaching_on_that_day(case: Case, cast: SimpleNamespace) -> None:
    prospect = tell(propose(case, cast.coach), cast.coach)
    assert Prospect.objects.values_list("told_on", "told_in", "version").get() == (ago(1), "ar", 2)
    move = case.moves.latest("id")
    assert (state_of(case), move.on) == ("concluded", ago(1))
    assert told(prospect) == ["prospect_proposed", "prospect_told"]


@pytest.mark.parametrize(
    ("field", "given"),
    [("told_on", {"told_on": ago(-1)}), ("told_on", {"told_on": ago(4)}), ("told_in", {"told_in": ""})],
    ids=["tomorrow", "before it was proposed", "in no language"],
)
def test_telling_against_the_rules(case: Case, cast: SimpleNamespace, field: str, given: dict[str, Any]) -> None:
    prospect = propose(case, cast.coach)
    with refusal(field):
        tell(prospect, cast.coach, **given)


def test_two_who_tell_one_prospect(case: Case, cast: SimpleNamespace) -> None:
    prospect = propose(case, cast.coach)
    old = Prospect.objects.get(pk=prospect.pk)
    tell(prospect, cast.coach)
    with stale():
        tell(old, cast.manager, told_on=today())


# Correcting ----------------------------------------------------------------------------------------------------------


def test_a_chain_of_corrections_counts_once(case: Case, cast: SimpleNamespace) -> None:
    first = propose(case, cast.coach, "none")
    second = propose(case, cast.coach, "stay", ground=StayGround.FAMILY, corrects=first)
    third = propose(case, cast.coach, "stay", ground=StayGround.MEDICAL, corrects=second)
    apart = propose(case, cast.coach)
    assert set(Prospect.objects.standing()) == {third, apart}
    assert (told(second), third.proposed_on) == (["prospect_corrected"], first.proposed_on)


def test_what_came_of_a_prospect_goes_on_with_its_correction(case: Case, cast: SimpleNamespace) -> None:
    first = propose(case, cast.coach)
    result = record(first, cast.coach)
    second = propose(case, cast.coach, "office_return", corrects=first)
    result.refresh_from_db()
    assert (result.prospect, result.version) == (second, 2)
    with refusal():
        record(second, cast.coach)
    assert Result.objects.count() == 1


def test_nothing_is_corrected_or_told_twice(case: Case, cast: SimpleNamespace) -> None:
    first = propose(case, cast.coach)
    propose(case, cast.coach, corrects=first)
    with refusal():
        propose(case, cast.coach, corrects=first)
    with refusal():
        tell(first, cast.coach)


def test_a_correction_stays_in_its_case_and_cycle(case: Case, cast: SimpleNamespace) -> None:
    elsewhere, earlier = factories.make_prospect(), propose(case, cast.coach)
    with refusal():
        propose(case, cast.coach, corrects=elsewhere)
    life.close(case, by=cast.coach, because="declined", on=today())
    life.reopen(case, by=cast.coach, reason="Came back")
    life.start_coaching(case, by=cast.coach, on=today())
    with refusal():
        propose(case, cast.coach, proposed_on=today(), corrects=earlier)


# Results -------------------------------------------------------------------------------------------------------------


def test_a_result_is_dated_and_proved(case: Case, cast: SimpleNamespace) -> None:
    prospect = propose(case, cast.coach)
    result = record(prospect, cast.coach, note_text="Flight of Tuesday")
    assert (result.case, result.evidence, result.note, result.recorded_by) == (
        case, "partner", "Flight of Tuesday", cast.coach,
    )  # fmt: skip
    assert (result.facts, told(result)) == (as_it_is(case), ["result_recorded"])
    assert AuditEvent.objects.get(verb="result_recorded").case_id == case.pk


FREE = {"assisted_return", "office_return", "autonomous_return"}


@pytest.mark.parametrize("kind", ResultKind)
def test_a_return_from_detention_counts_as_forced(case: Case, cast: SimpleNamespace, kind: str) -> None:
    prospect = propose(case, cast.coach)
    if kind in FREE:
        with refusal("kind"):
            record(prospect, cast.coach, kind, from_detention=True)
        with refusal():  # nor past the services
            factories.make_result(prospect, kind=kind, from_detention=True)
    else:
        assert record(prospect, cast.coach, kind, from_detention=True).kind == kind


@pytest.mark.parametrize("happened_on", [ago(-1), ago(4)], ids=["tomorrow", "before the proposal"])
def test_the_day_of_a_result(case: Case, cast: SimpleNamespace, happened_on: date) -> None:
    prospect = propose(case, cast.coach)
    with refusal("happened_on"):
        record(prospect, cast.coach, happened_on=happened_on)


def test_one_result_per_prospect_and_none_for_a_corrected_one(case: Case, cast: SimpleNamespace) -> None:
    first = propose(case, cast.coach)
    second = propose(case, cast.coach, corrects=first)
    record(second, cast.coach)
    for prospect in (first, second):
        with refusal():
            record(prospect, cast.coach)


def test_a_result_may_come_after_the_case_is_closed(case: Case, cast: SimpleNamespace) -> None:
    prospect = propose(case, cast.coach)
    life.close(case, by=cast.coach, because="declined", on=today())
    result = record(prospect, cast.coach, happened_on=today())
    assert (result.case.state, result.facts) == (CaseState.CLOSED, as_it_is(case))


def test_a_closed_case_takes_no_new_prospect_from_an_old_page(case: Case, cast: SimpleNamespace) -> None:
    old = Case.objects.get(pk=case.pk)
    life.close(case, by=cast.coach, because="declined", on=today())
    with refusal():
        propose(old, cast.coach)
    with no_move():
        life.conclude(old, by=cast.coach, on=today())


# Whom it concerns ----------------------------------------------------------------------------------------------------


def test_a_prospect_names_the_members_whom_it_concerns(case: Case, cast: SimpleNamespace) -> None:
    son, daughter = (factories.make_member(case.household, role="child").person for _ in range(2))
    assert propose(case, cast.coach).concerns.count() == 0  # all of the household
    named = propose(case, cast.coach, concerns=[daughter, case.household.principal, daughter])
    assert {row.person for row in named.concerns.all()} == {case.household.principal, daughter}
    twin = factories.make_person(merged_into=son)
    assert [row.person for row in propose(case, cast.coach, concerns=[twin]).concerns.all()] == [son]


def test_a_prospect_for_somebody_who_had_left_or_for_nobody_is_refused(case: Case, cast: SimpleNamespace) -> None:
    gone = factories.make_member(case.household, left_on=ago(2)).person
    assert propose(case, cast.coach, concerns=[gone]).concerns.get().person == gone  # proposed a day before
    for persons in ([gone], [factories.make_person()], []):
        with refusal("concerns"):
            propose(case, cast.coach, concerns=persons, proposed_on=ago(1))
