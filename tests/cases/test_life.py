"""The life of a case: every move from every state, dated, with the facts as they were."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases import workflow
from cases.enums import CaseState, ClosureReason, IntakeChannel, InterviewState, SuspensionGround, Track
from cases.models import Case, CaseMove, Placement, as_it_is
from cases.services import closures, life
from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent
from tests import factories
from tests.cases.proof import everything, no_move, refusal, told

DAY = timedelta(days=1)
ACTIVE = ["selected", "invited", "in_coaching", "concluded", "follow_up"]
STATES = [*ACTIVE, "suspended", "closed"]

# move -> (the states it starts from, the state it leads to, what the trail says)
LIFE: dict[str, tuple[list[str], str, str]] = {
    "invite": (["selected"], "invited", "case_invited"),
    "start_coaching": (["selected", "invited"], "in_coaching", "coaching_started"),
    "conclude": (["in_coaching"], "concluded", "case_concluded"),
    "follow_up": (["concluded"], "follow_up", "follow_up_started"),
    "suspend": (ACTIVE, "suspended", "case_suspended"),
    "resume": (["suspended"], "invited", "case_resumed"),
    "close": ([*ACTIVE, "suspended"], "closed", "case_closed"),
    "reopen": (["closed"], "selected", "case_reopened"),
}
# These follow from an act that may come again: a second letter, a second talk. They leave a case that is further alone.
QUIET = {"invite", "start_coaching", "conclude"}

ACTS: dict[str, Callable[[Case, Any], Case]] = {
    "invite": lambda case, by: life.invite(case, by=by, on=today()),
    "start_coaching": lambda case, by: life.start_coaching(case, by=by, on=today()),
    "conclude": lambda case, by: life.conclude(case, by=by, on=today()),
    "follow_up": lambda case, by: life.follow_up(case, by=by, reason="Ticket booked"),
    "suspend": lambda case, by: life.suspend(case, by=by, ground=SuspensionGround.HEALTH, ends_with="Recovery"),
    "resume": lambda case, by: life.resume(case, by=by),
    "close": lambda case, by: life.close(case, by=by, because=ClosureReason.ABSCONDED, on=today()),
    "reopen": lambda case, by: life.reopen(case, by=by, reason="Came back"),
}
LEGAL = [(state, name) for name, (sources, _, _) in LIFE.items() for state in STATES if state in sources]
# A talk written down while the case rests is no illegal move: tests/cases/test_pages_mended.py.
WHILE_RESTING = (CaseState.SUSPENDED, "start_coaching")
ILLEGAL = [
    (state, name)
    for name, (sources, _, _) in LIFE.items()
    for state in STATES
    if state not in sources and (state, name) != WHILE_RESTING
]


def close(case: Case, on: date | None = None, because: ClosureReason = ClosureReason.DECLINED) -> Case:
    return life.close(case, by=case.coach, because=because, on=on or today())


def last_move(case: Case) -> CaseMove:
    return case.moves.latest("id")


def places(case: Case) -> list[tuple[date, date | None, int | None]]:
    return list(Placement.objects.filter(case=case).values_list("starts_on", "ends_on", "coach"))


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    return cast.case


def in_state(cast: SimpleNamespace, state: str) -> Case:
    return factories.make_case(state=state, region=cast.here, office=cast.office, coach=cast.coach)


# Every move from every state -----------------------------------------------------------------------------------------


def test_the_two_lists_are_the_whole_table() -> None:
    both = [*LEGAL, *ILLEGAL, WHILE_RESTING]
    assert len(both) == len(STATES) * len(LIFE) == len(CaseState) * len(ACTS)


@pytest.mark.parametrize(("state", "name"), LEGAL)
def test_a_legal_move_is_dated_and_carries_the_facts(cast: SimpleNamespace, state: str, name: str) -> None:
    case = in_state(cast, state)
    moves = case.moves.count()
    ACTS[name](case, cast.coach)
    stored = Case.objects.get(pk=case.pk)
    _, target, verb = LIFE[name]
    assert (stored.state, case.state, stored.version, case.version) == (target, target, 2, 2)
    move = last_move(case)
    assert (move.cycle, move.source, move.target, move.on, move.by) == (
        stored.cycle,
        state,
        target,
        today(),
        cast.coach,
    )
    assert move.facts == as_it_is(stored)
    assert stored.cycle == (2 if name == "reopen" else 1)
    assert case.moves.count() == moves + 1
    event = AuditEvent.objects.get(target_type="cases.case", target_id=case.pk)
    assert (event.verb, event.actor, event.case_id, event.changes) == (
        verb, cast.coach, case.pk, {"state": [state, target]},
    )  # fmt: skip


@pytest.mark.parametrize(("state", "name"), ILLEGAL)
def test_an_illegal_move_changes_nothing(cast: SimpleNamespace, state: str, name: str) -> None:
    case = in_state(cast, state)
    if name in QUIET:
        before = everything()
        assert ACTS[name](case, cast.coach).state == state
        assert everything() == before
    else:
        with no_move():
            ACTS[name](case, cast.coach)
    assert Case.objects.get(pk=case.pk).state == case.state == state


def test_the_table_of_the_code_is_the_table_of_this_test() -> None:
    assert {move.verb for move in workflow.RESUME.values()} == {Verb.CASE_RESUMED}
    assert {move.target for move in workflow.RESUME.values()} == set(ACTIVE) == set(workflow.RESUME)
    assert {(str(move.verb), frozenset(move.sources), str(move.target)) for move in workflow.LIFE} == {
        (verb, frozenset(sources), target) for name, (sources, target, verb) in LIFE.items() if name != "resume"
    }


def test_a_move_from_an_old_page_is_told(case: Case, cast: SimpleNamespace) -> None:
    old = Case.objects.get(pk=case.pk)
    ACTS["suspend"](case, cast.coach)
    with no_move():
        ACTS["close"](old, cast.manager)


# Opening -------------------------------------------------------------------------------------------------------------


def open_for(cast: SimpleNamespace, **given: Any) -> Case:
    words = {
        "track": Track.RETURN,
        "target_group": factories.make_target_group(),
        "intake_channel": IntakeChannel.POLICE,
        "region": cast.here,
        "office": cast.office,
        "coach": cast.coach,
    }
    household = given.pop("household", None) or factories.make_household()
    return life.open_case(household, by=cast.colleague, **words | given)


def test_opening_writes_case_move_placement_and_trail(cast: SimpleNamespace) -> None:
    day = today() - 3 * DAY
    case = open_for(cast, opened_on=day)
    assert (case.state, case.cycle, case.opened_on, case.leave_by) == (CaseState.SELECTED, 1, day, None)
    assert case.reference == f"ICAM-{day.year}-000001"
    move = case.moves.get()
    assert (move.source, move.target, move.on, move.intake_channel) == ("", "selected", day, IntakeChannel.POLICE)
    assert move.facts == as_it_is(case) == case.placements.get().facts
    assert places(case) == [(day, None, cast.coach.pk)]
    assert told(case) == ["case_created"]


def test_references_count_by_year_of_opening(cast: SimpleNamespace) -> None:
    this, before = today(), today().replace(year=today().year - 1, day=1)
    days = [this, before, this, before]
    assert [open_for(cast, opened_on=day).reference for day in days] == [
        f"ICAM-{this.year}-000001", f"ICAM-{before.year}-000001",
        f"ICAM-{this.year}-000002", f"ICAM-{before.year}-000002",
    ]  # fmt: skip


def test_a_case_opens_with_the_deadline_of_orders_already_known(cast: SimpleNamespace) -> None:
    household = factories.make_household()
    order = factories.make_order(person=household.principal)
    order.refresh_from_db()
    assert open_for(cast, household=household).leave_by == order.deadline == today() + 20 * DAY


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("office", lambda cast: {"office": factories.make_office(cast.elsewhere)}),
        ("coach", lambda cast: {"coach": cast.coach_elsewhere}),
        ("coach", lambda cast: {"coach": factories.make_user("head", [cast.here])}),
        ("coach", lambda cast: {"coach": factories.make_coach(cast.here, is_active=False, deactivated_at=life.now())}),
        ("opened_on", lambda cast: {"opened_on": today() + DAY}),
    ],
    ids=["office elsewhere", "coach elsewhere", "no coach by role", "coach who left", "tomorrow"],
)
def test_a_case_does_not_open_against_the_rules(cast: SimpleNamespace, field: str, given: Any) -> None:
    words = given(cast) | {"household": factories.make_household()}
    with refusal(field):
        open_for(cast, **words)


def test_one_open_case_per_household_and_track(cast: SimpleNamespace) -> None:
    first = open_for(cast)
    with refusal():
        open_for(cast, household=first.household)
    assert open_for(cast, household=first.household, track=Track.TRANSFER).pk != first.pk
    close(first)
    assert open_for(cast, household=first.household).reference == f"ICAM-{today().year}-000003"


def test_no_reopening_beside_an_open_case(cast: SimpleNamespace) -> None:
    first = open_for(cast)
    close(first)
    open_for(cast, household=first.household)
    with refusal():
        life.reopen(first, by=cast.coach, reason="Came back")


# Suspension ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ACTIVE)
def test_a_case_resumes_where_it_rested(cast: SimpleNamespace, state: str) -> None:
    case = in_state(cast, state)
    life.suspend(case, by=cast.coach, ground=SuspensionGround.APPEAL, ends_with="Judgment")
    assert last_move(case).suspension_ground == "appeal"
    assert (case.suspended_from, case.suspension_ends_with) == (state, "Judgment")
    life.resume(case, by=cast.coach)
    stored = Case.objects.get(pk=case.pk)
    assert stored.state == state
    assert (stored.suspension_ground, stored.suspended_from, stored.suspension_ends_with) == ("", "", "")


def test_an_old_page_does_not_resume_to_an_older_state(cast: SimpleNamespace) -> None:
    case = in_state(cast, "invited")
    ACTS["suspend"](case, cast.coach)
    old = Case.objects.get(pk=case.pk)
    ACTS["resume"](case, cast.coach)
    ACTS["start_coaching"](case, cast.coach)
    ACTS["suspend"](case, cast.coach)
    assert life.resume(old, by=cast.manager).state == "in_coaching"


def test_a_suspension_says_what_ends_it(case: Case, cast: SimpleNamespace) -> None:
    with refusal("ends_with"):
        life.suspend(case, by=cast.coach, ground=SuspensionGround.HEALTH, ends_with="  ")


# Closing -------------------------------------------------------------------------------------------------------------


def test_closing_dates_the_case_its_move_and_its_placement(case: Case) -> None:
    day = today() - 2 * DAY
    close(case, on=day, because=ClosureReason.DECEASED)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.closed_on, stored.closure_reason) == (day, ClosureReason.DECEASED)
    move = last_move(case)
    assert (move.on, move.closure_reason, move.source) == (day, ClosureReason.DECEASED, "in_coaching")
    assert places(case) == [(case.opened_on, day, case.coach_id)]


def test_closing_forgets_the_suspension(cast: SimpleNamespace) -> None:
    case = in_state(cast, "suspended")
    close(case)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.suspension_ground, stored.suspended_from) == ("", "")


def test_a_case_closes_on_the_day_it_opened(cast: SimpleNamespace) -> None:
    case = open_for(cast)
    close(case)
    assert places(case) == [(today(), today(), cast.coach.pk)]


@pytest.mark.parametrize("days", [-31, 1], ids=["before the opening", "tomorrow"])
def test_the_day_of_closing_lies_within_the_cycle(case: Case, days: int) -> None:
    with refusal("on"):
        close(case, on=today() + days * DAY)


def test_nobody_is_expected_at_a_closed_case(case: Case) -> None:
    interview = factories.make_interview(case)
    with refusal():
        close(case)
    type(interview).objects.filter(pk=interview.pk).update(state=InterviewState.CANCELLED)
    assert close(case).state == "closed"


def test_a_waiting_proposal_is_decided_before_the_case_is_closed_otherwise(case: Case, cast: SimpleNamespace) -> None:
    closures.propose(case, by=cast.coach, reason=ClosureReason.DECLINED, explanation="Wants no coaching")
    with refusal():
        life.close(case, by=cast.manager, because=ClosureReason.OTHER, on=today())


def test_a_closing_of_last_week_carries_the_facts_of_last_week(case: Case, cast: SimpleNamespace) -> None:
    life.assign(case, by=cast.manager, version=case.version, coach=cast.colleague, office=cast.office)
    close(case, on=today() - DAY)
    assert last_move(case).coach == cast.coach
    assert places(case) == [
        (case.opened_on, today() - DAY, cast.coach.pk),
        (today(), today(), cast.colleague.pk),
    ]


# Reopening -----------------------------------------------------------------------------------------------------------


def test_reopening_is_a_new_cycle_with_a_second_placement(case: Case, cast: SimpleNamespace) -> None:
    close(case, on=today() - 5 * DAY)
    life.reopen(case, by=cast.manager, reason="New address")
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.cycle, stored.opened_on) == ("selected", 2, today())
    assert (stored.closed_on, stored.closure_reason, stored.reference) == (None, "", case.reference)
    assert [(m.cycle, m.source, m.target) for m in case.moves.all()] == [
        (1, "", "selected"), (1, "in_coaching", "closed"), (2, "closed", "selected"),
    ]  # fmt: skip
    assert last_move(case).intake_channel == case.intake_channel
    assert last_move(case).reason == "New address"
    assert [row[:2] for row in places(case)] == [
        (case.moves.all()[0].on, today() - 5 * DAY), (today(), None),
    ]  # fmt: skip


def test_a_case_may_close_and_reopen_on_one_day(case: Case, cast: SimpleNamespace) -> None:
    for cycle in (2, 3):
        close(case)
        life.reopen(case, by=cast.manager, reason="A mistake")
        assert Case.objects.get(pk=case.pk).cycle == cycle
    assert [row[:2] for row in places(case)][1:] == [(today(), today()), (today(), None)]


def test_reopening_says_why(cast: SimpleNamespace) -> None:
    case = in_state(cast, "closed")
    with refusal("reason"):
        life.reopen(case, by=cast.manager, reason=" ")
