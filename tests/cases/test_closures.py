"""Closing takes two people."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cases.enums import ClosureReason
from cases.models import Case, ClosureProposal
from cases.services import closures, life
from icam.calendar import now, today
from icam.models import AuditEvent
from icam.refusals import Refused
from tests import factories
from tests.cases.proof import no_move, refusal, told

DAY = timedelta(days=1)


@pytest.fixture
def proposal(cast: SimpleNamespace) -> ClosureProposal:
    return propose(cast.case, cast)


def propose(case: Case, cast: SimpleNamespace) -> ClosureProposal:
    return closures.propose(case, by=cast.coach, reason=ClosureReason.NO_RESPONSE, explanation="Three letters, nothing")


def stored(proposal: ClosureProposal) -> ClosureProposal:
    return ClosureProposal.objects.select_related("case").get(pk=proposal.pk)


def test_a_proposal_waits(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    assert (proposal.state, proposal.proposed_by, proposal.case.state) == ("open", cast.coach, "in_coaching")
    event = AuditEvent.objects.get(verb="closure_proposed")
    assert (event.case_id, event.changes) == (cast.case.pk, {"why": "no_response"})


def test_another_person_closes_the_case_as_proposed(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    case = closures.approve(proposal, by=cast.manager, on=today() - DAY, answer="Agreed")
    assert (case.state, case.closure_reason, case.closed_on) == ("closed", "no_response", today() - DAY)
    row = stored(proposal)
    assert (row.state, row.decided_by, row.answer, row.case.state) == ("approved", cast.manager, "Agreed", "closed")
    move = case.moves.latest("id")
    assert (move.by, move.reason, move.closure_reason) == (cast.manager, "Three letters, nothing", "no_response")
    assert told(case) == ["case_closed"]


def test_the_case_may_stay_open_with_an_answer(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    closures.refuse(proposal, by=cast.manager, answer="Check the address first")
    row = stored(proposal)
    assert (row.state, row.answer, row.case.state) == ("refused", "Check the address first", "in_coaching")
    assert told(proposal) == ["closure_proposed", "closure_refused"]
    assert propose(cast.case, cast).state == "open"


def test_staying_open_needs_an_answer(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    with refusal("answer"):
        closures.refuse(proposal, by=cast.manager, answer=" ")


def test_nobody_decides_on_the_own_proposal(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    with refusal():
        closures.approve(proposal, by=cast.coach, on=today())
    with refusal():
        closures.refuse(proposal, by=cast.coach, answer="Not yet")
    with pytest.raises(Refused):  # said by the service itself, before the database would
        closures.approve(proposal, by=cast.coach, on=today())


def test_the_database_wants_two_people_as_well(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    with refusal():
        ClosureProposal.objects.update(state="approved", decided_at=now(), decided_by=cast.coach)


def test_one_proposal_waits_at_a_time(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    with refusal():
        closures.propose(cast.case, by=cast.manager, reason=ClosureReason.OTHER, explanation="Me too")


def test_a_closed_case_needs_no_proposal(cast: SimpleNamespace) -> None:
    case = factories.make_case(state="closed")
    with refusal():
        propose(case, cast)


@pytest.mark.parametrize("days", [-31, 1], ids=["before the opening", "tomorrow"])
def test_a_refused_day_leaves_the_proposal_waiting(proposal: ClosureProposal, cast: SimpleNamespace, days: int) -> None:
    with refusal("on"):
        closures.approve(proposal, by=cast.manager, on=today() + days * DAY)
    assert proposal.state == stored(proposal).state == "open"


def test_a_planned_interview_keeps_the_proposal_waiting(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    factories.make_interview(cast.case)
    with refusal():
        closures.approve(proposal, by=cast.manager, on=today())
    assert proposal.state == "open"


def test_a_decision_is_made_once(proposal: ClosureProposal, cast: SimpleNamespace) -> None:
    old = stored(proposal)
    closures.refuse(proposal, by=cast.manager, answer="Not yet")
    for page in (proposal, old):
        with no_move():
            closures.approve(page, by=cast.manager, on=today())
    with no_move():
        closures.refuse(old, by=cast.manager, answer="Again")


def test_an_approval_of_the_former_cycle_is_no_approval_of_this_one(
    proposal: ClosureProposal, cast: SimpleNamespace
) -> None:
    old = stored(proposal)
    case = closures.approve(proposal, by=cast.manager, on=today())
    life.reopen(case, by=cast.manager, reason="Came back")
    with no_move():
        closures.approve(old, by=cast.manager, on=today())
    assert Case.objects.get(pk=case.pk).state == "selected"
