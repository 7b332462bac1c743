"""Who works where on a case: assigning and describing, and what keeps the old facts."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.enums import CaseState, HouseholdKind, IntakeChannel, InterviewState, Track
from cases.models import Case, Household, Interview, Placement, as_it_is
from cases.services import interviews, life
from icam.calendar import ZONE, now, today
from icam.models import AuditEvent
from tests import factories
from tests.cases.proof import refusal, stale, told

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    return cast.case


def assign(case: Case, cast: SimpleNamespace, **given: Any) -> Case:
    words = {"version": case.version, "coach": cast.colleague, "office": cast.office}
    return life.assign(case, by=cast.manager, **words | given)


def describe(case: Case, cast: SimpleNamespace, **given: Any) -> Case:
    words = {
        "version": case.version,
        "household_kind": case.household.kind,
        "target_group": case.target_group,
        "intake_channel": case.intake_channel,
    }
    return life.describe(case, by=cast.coach, **words | given)


def placements(case: Case) -> list[tuple[Any, ...]]:
    return list(Placement.objects.filter(case=case).values_list("starts_on", "ends_on", "coach", "household_kind"))


# Assigning -----------------------------------------------------------------------------------------------------------


def test_assigning_ends_one_placement_and_begins_another(case: Case, cast: SimpleNamespace) -> None:
    assign(case, cast, reason="Maternity leave")
    assert (case.coach, case.version) == (cast.colleague, 2)
    assert placements(case) == [
        (case.opened_on, today(), cast.coach.pk, "single"),
        (today(), None, cast.colleague.pk, "single"),
    ]
    assert told(case) == ["case_assigned", "case_changed"]
    event = AuditEvent.objects.get(verb="case_assigned")
    assert (event.reason, event.changes) == ("Maternity leave", {"fields": ["coach_id"]})


def test_what_happened_before_keeps_its_facts(case: Case, cast: SimpleNamespace) -> None:
    prospect = factories.make_prospect(case)
    letter = factories.make_letter(case)
    before = as_it_is(case)
    assign(case, cast)
    for row in (case.moves.get(), prospect, letter):
        row.refresh_from_db()
        assert row.facts == before


def test_twice_on_one_day_is_one_placement(case: Case, cast: SimpleNamespace) -> None:
    assign(case, cast)
    assign(case, cast, coach=None)
    assert placements(case) == [
        (case.opened_on, today(), cast.coach.pk, "single"),
        (today(), None, None, "single"),
    ]


def test_assigning_what_is_already_so_is_no_change(case: Case, cast: SimpleNamespace) -> None:
    assign(case, cast, coach=cast.coach)
    assert (case.version, told(case), len(placements(case))) == (1, [], 1)


def test_interviews_to_come_pass_to_the_new_coach_and_past_ones_do_not(case: Case, cast: SimpleNamespace) -> None:
    coming = factories.make_interview(case)
    overdue = factories.make_interview(case, planned_at=now() - DAY)
    held = factories.make_interview(case, state=InterviewState.HELD)
    assign(case, cast)
    coaches = {row.pk: row.coach for row in Interview.objects.select_related("coach")}
    assert coaches == {coming.pk: cast.colleague, overdue.pk: cast.coach, held.pk: cast.coach}
    coming.refresh_from_db()
    assert coming.version == 2


def test_another_region_takes_the_case_with_its_coming_interviews(case: Case, cast: SimpleNamespace) -> None:
    coming = factories.make_interview(case)
    office = factories.make_office(cast.elsewhere)
    assign(case, cast, coach=cast.coach_elsewhere, office=office, region=cast.elsewhere)
    coming.refresh_from_db()
    assert coming.facts == as_it_is(Case.objects.get(pk=case.pk))
    assert (coming.region, coming.office, coming.coach) == (cast.elsewhere, office, cast.coach_elsewhere)


def test_a_talk_recorded_after_a_transfer_counts_where_it_was_held(case: Case, cast: SimpleNamespace) -> None:
    interview = factories.make_interview(case, planned_at=now() - DAY, coach=None, office=None)
    assign(case, cast, coach=cast.coach_elsewhere, office=None, region=cast.elsewhere)
    interviews.record(
        interview,
        by=cast.coach_elsewhere,
        outcome=InterviewState.HELD,
        present=[case.household.principal_id],
        assessment="Willing",
    )
    interview.refresh_from_db()
    assert (interview.region, interview.office, interview.coach) == (cast.here, cast.office, cast.coach)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("coach", lambda cast: {"coach": cast.coach_elsewhere}),
        ("coach", lambda cast: {"region": cast.elsewhere, "office": None}),
        ("coach", lambda cast: {"coach": cast.administrator}),
        ("office", lambda cast: {"office": factories.make_office(cast.elsewhere)}),
    ],
    ids=["coach elsewhere", "coach stays behind", "no coach", "office elsewhere"],
)
def test_coach_and_office_belong_to_the_region(case: Case, cast: SimpleNamespace, field: str, given: Any) -> None:
    words = given(cast)
    with refusal(field):
        assign(case, cast, **words)


def test_nobody_is_left_expected_at_a_desk_of_another_region(case: Case, cast: SimpleNamespace) -> None:
    factories.make_interview(case, desk=factories.make_desk(cast.office))
    with refusal("region"):
        assign(case, cast, coach=cast.coach_elsewhere, office=None, region=cast.elsewhere)


def test_of_two_assignments_from_one_page_the_second_is_told(case: Case, cast: SimpleNamespace) -> None:
    old = Case.objects.get(pk=case.pk)
    assign(case, cast)
    with stale():
        assign(old, cast, coach=None)
    assert Case.objects.get(pk=case.pk).coach == cast.colleague


def test_a_closed_case_is_assigned_without_a_placement(cast: SimpleNamespace) -> None:
    case = factories.make_case(state=CaseState.CLOSED, region=cast.here, coach=cast.coach)
    assign(case, cast)
    assert (case.coach, len(placements(case))) == (cast.colleague, 1)


# Describing ----------------------------------------------------------------------------------------------------------


def test_describing_places_the_case_anew_and_leaves_a_trail(case: Case, cast: SimpleNamespace) -> None:
    group = factories.make_target_group("FAMILY_ADDR")
    describe(case, cast, household_kind=HouseholdKind.FAMILY, target_group=group, intake_channel=IntakeChannel.POLICE)
    assert (case.household.kind, case.target_group, case.intake_channel) == ("family", group, "police")
    assert case.placements.last().facts == as_it_is(case)
    assert [row[3] for row in placements(case)] == ["single", "family"]
    assert (told(case), told(case.household)) == (["case_changed"], ["case_changed"])


def test_a_change_of_kind_alone_makes_older_pages_stale(case: Case, cast: SimpleNamespace) -> None:
    old = Case.objects.get(pk=case.pk)
    describe(case, cast, household_kind=HouseholdKind.COUPLE)
    with stale():
        describe(old, cast, household_kind=HouseholdKind.SINGLE)
    assert Household.objects.get().kind == HouseholdKind.COUPLE
    assert told(case.household) == ["case_changed"]


def test_describing_from_an_old_page_is_told(case: Case, cast: SimpleNamespace) -> None:
    with stale():
        describe(case, cast, version=7)


def test_describing_nothing_new_is_no_change(case: Case, cast: SimpleNamespace) -> None:
    describe(case, cast)
    assert (case.version, told(case), len(placements(case))) == (1, [], 1)


def test_the_kind_of_a_household_is_the_same_on_both_tracks(case: Case, cast: SimpleNamespace) -> None:
    other = factories.make_case(household=case.household, track=Track.TRANSFER, region=cast.here)
    gone = factories.make_case(household=case.household, state=CaseState.CLOSED, region=cast.here)
    describe(case, cast, household_kind=HouseholdKind.FAMILY)
    assert [row[3] for row in placements(other)] == ["single", "family"]
    assert [row[3] for row in placements(gone)] == ["single"]


def test_what_is_found_out_later_does_not_change_the_past(cast: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=ZONE), tick=False):
        case = factories.make_case(state="in_coaching", region=cast.here, coach=cast.coach, opened_on=today() - DAY)
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=ZONE), tick=False):
        describe(case, cast, household_kind=HouseholdKind.FAMILY)
        days = [today() - DAY * back for back in (10, 1, 0)]
        assert [life.facts_on(case, day)["household_kind"] for day in days] == ["single", "single", "family"]
        assert life.facts_on(case, case.opened_on - DAY)["household_kind"] == "family"  # nothing tells of that day
