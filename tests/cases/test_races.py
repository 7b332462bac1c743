"""Two people act on one thing at the same moment, on two real connections: one wins, the other is told."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from cases import workflow
from cases.enums import (
    CaseState,
    ClosureReason,
    Evidence,
    HouseholdKind,
    IntakeChannel,
    InterviewState,
    MovedBy,
    ProspectKind,
    ResultKind,
    SuspensionGround,
    Track,
)
from cases.models import Case, CaseMove, ClosureProposal, Interview, Order, Placement, Prospect
from cases.services import addresses, appointments, closures, households, interviews, life, orders, people, prospects
from icam.audit import verify
from icam.calendar import add_working_days, at, now, today
from icam.models import AuditEvent
from icam.refusals import Refused
from icam.workflow import Stale
from tests import factories
from tests.cases.proof import told
from tests.cases.racing import TOLD, one_wins, overlap, race

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_trail_is_whole(transactional_db: None) -> Iterator[None]:
    """Whatever raced, the chain of the trail has no fault, and each act that lost left no event."""
    yield
    assert list(verify()) == []


@pytest.fixture
def there(transactional_db: None) -> SimpleNamespace:
    here = factories.make_region()
    office = factories.make_office(here)
    coach = factories.make_coach(here)
    case = factories.make_case(coach=coach, region=here, office=office, state="in_coaching")
    return SimpleNamespace(
        here=here, office=office, coach=coach, colleague=factories.make_coach(here), case=case,
        manager=factories.make_manager(here), deputy=factories.make_manager(here),
    )  # fmt: skip


def page(thing: Any) -> Any:
    """The thing as somebody else's page read it."""
    return type(thing).objects.get(pk=thing.pk)


def verbs() -> list[str]:
    return sorted(AuditEvent.objects.values_list("verb", flat=True))


# Every move of the tables ----------------------------------------------------------------------------------------

CASE_MOVES = [*workflow.LIFE, *workflow.RESUME.values()]


def test_every_move_of_a_case_is_made_once(there: SimpleNamespace) -> None:
    for move in CASE_MOVES:
        for source in sorted(move.sources):
            case = factories.make_case(region=there.here, state=source)
            pages = [page(case), page(case)]
            one_wins(*(partial(carry_out, move, seen, there.coach) for seen in pages))
            assert (page(case).state, page(case).version) == (move.target, 2)
            assert case.moves.filter(target=move.target, source=source).count() == 1
            assert told(case) == [move.verb]


def carry_out(move: Any, case: Case, by: Any) -> Any:
    if move is workflow.REOPEN:
        return life.reopen(case, by=by, reason="Came back")
    if move is workflow.CLOSE:
        return life.close(case, by=by, because=ClosureReason.OTHER, on=today())
    if move is workflow.SUSPEND:
        return life.suspend(case, by=by, ground=SuspensionGround.HEALTH, ends_with="Recovery")
    changes = life.NOT_SUSPENDED if move.verb == "case_resumed" else {}
    return life.step(case, move, by=by, **changes)


@pytest.mark.parametrize("second", ["recorded", "moved"])
def test_two_coaches_settle_one_interview(there: SimpleNamespace, second: str) -> None:
    """Whatever the one records: did the other record it meanwhile, or move it, only one of them is right."""
    present = [there.case.household.principal_id]
    other_act: dict[str, Callable[[Interview], Any]] = {
        "recorded": lambda seen: interviews.record(seen, by=there.colleague, outcome=InterviewState.NO_SHOW),
        "moved": lambda seen: appointments.move(
            seen, by=there.colleague, planned_at=morning(), desk=None, asked_by=MovedBy.PERSON, because="School"
        ),
    }
    for outcome in workflow.RECORD:
        interview = factories.make_interview(there.case, planned_at=now() - DAY)
        mine, other = page(interview), page(interview)
        one_wins(
            partial(
                interviews.record,
                mine,
                by=there.coach,
                outcome=outcome,
                present=present,
                outcome_note="By telephone",
                cancelled_because="coach" if outcome == InterviewState.CANCELLED else "",
            ),
            partial(other_act[second], other),
        )
        moved = page(interview).state == InterviewState.MOVED
        assert Interview.objects.filter(replaces=interview).count() == moved
        assert interview.attendances.count() == (not moved)
        assert told(interview) == ["interview_moved" if moved else "interview_recorded"]


def test_two_who_move_one_interview_make_one_link(there: SimpleNamespace) -> None:
    interview = factories.make_interview(there.case)
    pages = [page(interview), page(interview)]
    one_wins(*(
        lambda seen=seen, by=by: appointments.move(
            seen, by=by, planned_at=morning(), desk=None, asked_by=MovedBy.OFFICE, because="Ill"
        )
        for seen, by in zip(pages, (there.coach, there.colleague), strict=True)
    ))  # fmt: skip
    assert Interview.objects.filter(replaces=interview).count() == 1


@pytest.mark.parametrize("second", ["approve", "refuse"])
@pytest.mark.parametrize("first", ["approve", "refuse"])
def test_two_managers_decide_one_proposal(there: SimpleNamespace, first: str, second: str) -> None:
    proposal = closures.propose(there.case, by=there.coach, reason=ClosureReason.DECLINED, explanation="Wants none")

    def decide(how: str, by: Any) -> Callable[[], Any]:
        seen = page(proposal)
        if how == "approve":
            return lambda: closures.approve(seen, by=by, on=today())
        return lambda: closures.refuse(seen, by=by, answer="Not yet")

    one_wins(decide(first, there.manager), decide(second, there.deputy))
    decided = page(proposal)
    assert decided.decided_by_id in {there.manager.pk, there.deputy.pk}
    assert page(there.case).is_open is (decided.state == "refused")
    assert CaseMove.objects.filter(target="closed").count() == (decided.state == "approved")


# The database has the last word ------------------------------------------------------------------------------------


def open_one(there: SimpleNamespace, household: Any) -> Any:
    return life.open_case(
        household, by=there.coach, track=Track.RETURN, target_group=there.case.target_group,
        intake_channel=IntakeChannel.WALK_IN, region=there.here,
    )  # fmt: skip


def test_two_creations_of_one_household_make_one_case(there: SimpleNamespace) -> None:
    household = factories.make_household()
    case = one_wins(lambda: open_one(there, household), lambda: open_one(there, household))
    assert [household.cases.get(), case.placements.count(), case.moves.count()] == [case, 1, 1]


def test_two_reopenings_beside_a_new_case(there: SimpleNamespace) -> None:
    closed = factories.make_case(region=there.here, state="closed")
    one_wins(
        lambda: life.reopen(page(closed), by=there.coach, reason="Came back"),
        lambda: open_one(there, closed.household),
    )
    assert Case.objects.open().filter(household=closed.household).count() == 1


def test_ten_openings_at_once_have_ten_numbers(there: SimpleNamespace) -> None:
    households = [factories.make_household() for _ in range(10)]
    cases = race(*(lambda household=household: open_one(there, household) for household in households))
    year = today().year
    assert sorted(str(case) for case in cases) == [f"ICAM-{year}-{number:06d}" for number in range(1, 11)]


def morning() -> datetime:
    return at(add_working_days(today(), 5), time(10))


@pytest.mark.parametrize("minutes", [0, 30], ids=["the same minute", "half an hour later"])
def test_two_plans_at_one_desk(there: SimpleNamespace, minutes: int) -> None:
    desk = factories.make_desk(there.office)
    other = factories.make_case(region=there.here)
    one_wins(
        lambda: appointments.plan(page(there.case), by=there.coach, planned_at=morning(), desk=desk),
        lambda: appointments.plan(
            page(other), by=there.colleague, planned_at=morning() + timedelta(minutes=minutes), desk=desk
        ),
    )
    assert desk.interviews.planned().count() == 1


def test_one_person_joins_one_of_two_households(there: SimpleNamespace) -> None:
    person, first, second = factories.make_person(), factories.make_household(), factories.make_household()
    one_wins(*(
        lambda household=household: households.join(household, person, by=there.coach, role="other", joined_on=today())
        for household in (first, second)
    ))  # fmt: skip
    assert person.memberships.count() == 1


def test_one_number_is_registered_once(there: SimpleNamespace) -> None:
    numbers = [people.Number("SP", "1234567")]
    one_wins(*[lambda: people.register(by=there.coach, family_name="Haile", numbers=numbers)] * 2)
    assert AuditEvent.objects.filter(verb="person_created").count() == 1


def test_one_member_leaves_once(there: SimpleNamespace) -> None:
    member = there.case.household.members.create(person=factories.make_person(), role="other", joined_on=today() - DAY)
    one_wins(*[lambda: households.leave(page(member), by=there.coach, left_on=today())] * 2)
    assert verbs() == ["member_left"]


def test_two_new_addresses_leave_one_standing(there: SimpleNamespace) -> None:
    person = there.case.household.principal
    words = {"kind": "actual", "postcode": "2000", "municipality": "Antwerpen", "starts_on": today()}
    move = partial(addresses.move, there.case, by=there.coach, person=person, **words)
    race(partial(move, street="Kerkstraat 4"), partial(move, street="Kerkstraat 6"))
    assert [person.addresses.count(), person.addresses.filter(ends_on__isnull=True).count()] == [2, 1]


# Old pages ---------------------------------------------------------------------------------------------------------


def test_two_proposals_to_close(there: SimpleNamespace) -> None:
    one_wins(*[
        lambda: closures.propose(there.case, by=there.coach, reason=ClosureReason.DECLINED, explanation="Wants none")
    ] * 2)  # fmt: skip
    assert ClosureProposal.objects.count() == 1


def test_two_tell_one_prospect(there: SimpleNamespace) -> None:
    prospect = factories.make_prospect(there.case, proposed_by=there.coach)
    one_wins(*[
        lambda: prospects.tell(page(prospect), by=there.coach, version=1, told_on=today(), told_in="ar")
    ] * 2)  # fmt: skip
    assert (page(there.case).state, page(prospect).version) == ("concluded", 2)


def test_one_correction_and_one_result_of_a_prospect(there: SimpleNamespace) -> None:
    prospect = factories.make_prospect(there.case, proposed_by=there.coach)
    one_wins(*[
        lambda: prospects.propose(
            page(there.case), by=there.coach, kind=ProspectKind.NONE, proposed_on=today(), reasons="x",
            corrects=prospect,
        )
    ] * 2)  # fmt: skip
    newest = Prospect.objects.standing().get()
    one_wins(*[
        lambda: prospects.record_result(
            newest, by=there.coach, kind=ResultKind.NOT_EFFECTED, happened_on=today(), evidence=Evidence.DECLARED
        )
    ] * 2)  # fmt: skip
    assert newest.result.kind == "not_effected"


def test_two_assignments_from_one_page(there: SimpleNamespace) -> None:
    pages = [(page(there.case), there.colleague), (page(there.case), None)]
    winner = one_wins(
        *(
            partial(life.assign, seen, by=there.manager, version=1, coach=coach, office=there.office)
            for seen, coach in pages
        )
    )
    assert page(there.case).coach == winner.coach
    assert Placement.objects.filter(case=there.case).count() == 2


def test_two_descriptions_from_one_page(there: SimpleNamespace) -> None:
    kinds = [(page(there.case), HouseholdKind.COUPLE), (page(there.case), HouseholdKind.FAMILY)]
    same = {"target_group": there.case.target_group, "intake_channel": there.case.intake_channel}
    one_wins(
        *(partial(life.describe, seen, by=there.coach, version=1, household_kind=kind, **same) for seen, kind in kinds)
    )
    case = page(there.case)
    assert case.placements.last().household_kind == case.household.kind != HouseholdKind.SINGLE


BOTH_WAYS = pytest.mark.parametrize("turn", [1, -1], ids=["in this order", "the other way round"])


@BOTH_WAYS
def test_assigning_against_closing(there: SimpleNamespace, turn: int) -> None:
    """Either may come first; the closing counts for whoever had the case then, and no placement stays open."""
    seen, other = page(there.case), page(there.case)
    acts = [
        partial(life.assign, seen, by=there.manager, version=1, coach=there.colleague, office=there.office),
        partial(life.close, other, by=there.coach, because=ClosureReason.DECLINED, on=today()),
    ]
    assigned, closed = overlap(*acts[::turn])[::turn]
    case = page(there.case)
    assert (case.state, closed.state) == (CaseState.CLOSED, CaseState.CLOSED)
    assert case.placements.filter(ends_on__isnull=True).count() == 0
    first = there.colleague if turn == 1 else there.coach
    assert (isinstance(assigned, Stale), case.moves.latest("id").coach, case.coach) == (turn == -1, first, first)


@BOTH_WAYS
def test_planning_against_closing(there: SimpleNamespace, turn: int) -> None:
    """Nobody is expected at a closed case, whoever was first."""
    acts = [
        partial(appointments.plan, page(there.case), by=there.coach, planned_at=morning()),
        partial(life.close, page(there.case), by=there.manager, because=ClosureReason.DECLINED, on=today()),
    ]
    first, second = overlap(*acts[::turn])
    assert (isinstance(first, TOLD), isinstance(second, Refused)) == (False, True)
    assert (page(there.case).is_open, Interview.objects.planned().count()) == (turn == 1, turn == 1)


@BOTH_WAYS
def test_two_orders_at_once_give_the_deadline_of_the_newer(there: SimpleNamespace, turn: int) -> None:
    annex, person = factories.make_annex(), there.case.household.principal
    acts = [
        partial(
            orders.register, page(there.case), by=there.coach, person=person, annex=annex,
            decided_on=today() - (back + 8) * DAY, notified_on=today() - back * DAY,
        )
        for back in (12, 4)
    ]  # fmt: skip
    assert [type(order) for order in overlap(*acts[::turn])] == [Order, Order]
    assert page(there.case).leave_by == today() + 26 * DAY


def test_what_waits_for_a_description_carries_the_new_facts(there: SimpleNamespace) -> None:
    """What is read after the lock was saved before it, the household's kind included."""
    same = {"target_group": there.case.target_group, "intake_channel": there.case.intake_channel}
    described, told_prospect = overlap(
        partial(life.describe, page(there.case), by=there.coach, version=1, household_kind="family", **same),
        partial(
            prospects.propose, page(there.case), by=there.coach, kind=ProspectKind.NONE, proposed_on=today(),
            reasons="x", told_on=today(), told_in="ar",
        ),
    )  # fmt: skip
    assert (described.household.kind, told_prospect.household_kind) == ("family", "family")
    assert there.case.moves.latest("id").household_kind == "family"
