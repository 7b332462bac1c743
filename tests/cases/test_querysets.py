"""What can be asked of cases, each with rows that must not be found."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.enums import CaseState, SuspensionGround
from cases.models import Case, Procedure
from icam.calendar import now, today
from icam.models import ResidenceRoute
from tests import factories

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def ids(cases: Any) -> set[int]:
    return {case.pk for case in cases}


def test_open_suspended_and_without_coach() -> None:
    coach = factories.make_coach()
    by_state = {state: factories.make_case(state=state, coach=coach) for state in CaseState}
    alone = factories.make_case()
    factories.make_case(state="closed")
    assert ids(Case.objects.open()) == {case.pk for state, case in by_state.items() if state != "closed"} | {alone.pk}
    assert ids(Case.objects.suspended()) == {by_state[CaseState.SUSPENDED].pk}
    assert ids(Case.objects.without_coach()) == {alone.pk}


def test_a_case_is_found_by_any_member() -> None:
    child = factories.make_person()
    case = factories.make_case(household=factories.make_household((child, "child")))
    assert list(Case.objects.with_member(child.pk)) == [case]
    assert list(Case.objects.with_member(0)) == []


def test_who_has_to_leave_by_a_day() -> None:
    soon, _later, _never = (factories.make_case(leave_by=day) for day in (today() + 7 * DAY, today() + 8 * DAY, None))
    assert ids(Case.objects.leaving_by(today() + 7 * DAY)) == {soon.pk}


def test_silence_is_nobody_met_since_a_day() -> None:
    since = today() - 14 * DAY
    quiet, met, met_before, missed, _new, closed = (
        factories.make_case(opened_on=day, state=state)
        for day, state in [(since - DAY, "invited")] * 4 + [(since, "invited"), (since - DAY, "closed")]
    )
    factories.make_interview(met, state="left_early", held_on=since)
    factories.make_interview(met_before, state="held", held_on=since - DAY)
    factories.make_interview(missed, state="no_show", planned_at=now() - DAY)
    assert ids(Case.objects.silent_since(since)) == {quiet.pk, met_before.pk, missed.pk}
    assert closed.pk not in ids(Case.objects.silent_since(since))


def test_the_ground_of_a_suspension_has_ended() -> None:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.get_or_create(code="TEST", defaults=names)[0]

    def case(*procedures: dict[str, Any], ground: str = "procedure", left: bool = False) -> Case:
        person = factories.make_person()
        made = factories.make_case(
            state="suspended", suspension_ground=ground, household=factories.make_household((person, "partner"))
        )
        if left:
            person.memberships.update(left_on=today())
        for words in procedures:
            Procedure.objects.create(person=person, route=route, lodged_on=today(), **words)
        return made

    decided = {"gives_provisional_stay": True, "decided_on": today(), "decision": "refused"}
    pending = {"gives_provisional_stay": True}
    ended = [case(), case(decided), case({"gives_provisional_stay": False}), case(pending, left=True)]
    case(pending)
    case(decided, pending)
    case(decided, ground=SuspensionGround.HEALTH)
    factories.make_case(state="invited")
    assert ids(Case.objects.with_ended_ground()) == {each.pk for each in ended}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_worklist_is_one_query_whatever_the_rows(rows: int) -> None:
    for _ in range(rows):
        factories.make_interview(factories.make_case(coach=factories.make_coach()))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shown = [
            (case.household.principal.name, case.region.name, case.coach.initials, case.target_group.code, case.next_at)
            for case in Case.objects.for_worklist(now())
        ]
    assert (len(shown), len(captured)) == (rows, 1)


def test_what_a_row_of_the_worklist_says(cast: SimpleNamespace) -> None:
    case = cast.case
    case.household.members.create(person=factories.make_person(), role="child", joined_on=today())
    case.household.members.create(person=factories.make_person(), role="other", joined_on=today(), left_on=today())
    moments: list[datetime] = [now() + 2 * DAY, now() + 5 * DAY, now() - 2 * DAY, now() - 5 * DAY]
    for moment in moments:
        factories.make_interview(case, planned_at=moment)
    factories.make_interview(case, planned_at=now() + DAY, state="cancelled")
    for days in (9, 7):
        factories.make_interview(case, state="held", held_on=today() - days * DAY)
    row = Case.objects.for_worklist(now()).get()
    assert (row.next_at, row.overdue_at) == (moments[0], moments[3])
    assert (row.last_contact_on, row.member_count) == (today() - 7 * DAY, 2)


def test_by_name_of_the_principal() -> None:
    people = [("Zaid", "A"), ("Abebe", "B"), ("Abebe", "A")]
    made = [
        factories.make_case(
            household=factories.make_household(principal=factories.make_person(family_name=family, given_names=given))
        )
        for family, given in people
    ]
    assert list(Case.objects.by_name()) == [made[2], made[1], made[0]]


def test_held_cases_are_locked_alone_and_in_one_order() -> None:
    for _ in range(2):
        factories.make_case()
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        held = list(Case.objects.held())
    assert [case.pk for case in held] == sorted(case.pk for case in held)
    sql = captured[0]["sql"]
    assert ("JOIN" in sql, sql.endswith('FOR NO KEY UPDATE OF "cases_case"')) == (False, True)
