"""Between talks: contacts logged and corrected, obstacles solved, agreements done, engagement reviewed."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps

from cases.enums.talks import ContactKind, ObstacleKind
from cases.models import Case, EngagementReview
from cases.services import agreements, contact_moments, merging, obstacles, reviews
from cases.services.reviews import Marks
from cases.timeline import Asked, of_case
from icam.calendar import ZONE, at, months_after, now
from icam.models import AuditEvent
from tests import factories, talks
from tests.cases.proof import refusal, stale, told

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    Case.objects.filter(pk=cast.case.pk).update(opened_on=date(2025, 10, 1))
    cast.case.refresh_from_db()
    return cast.case


# Contacts ------------------------------------------------------------------------------------------------------------


def test_a_contact_is_three_fields_and_stands_in_the_timeline(case: Case, cast: SimpleNamespace) -> None:
    moment = contact_moments.log(case, by=cast.coach, kind=ContactKind.VISIT, happened_at=now(), text="Nobody home")
    assert (moment.recorded_by, told(moment)) == (cast.coach, ["contact_logged"])
    assert AuditEvent.objects.get(verb="contact_logged").changes == {"kind": "visit"}
    lines = [(line.title, line.icon, line.text) for line in of_case(case, cast.coach, Asked(kind="contacts"))]
    assert lines == [("Home visit", "house-door-fill", "Nobody home")]


def test_a_corrected_contact_keeps_what_stood_there(case: Case, cast: SimpleNamespace) -> None:
    moment = talks.make_contact(case, cast.coach)
    contact_moments.correct(moment, by=cast.coach, version=1, reason="Wrong day", text="Came")
    history = apps.get_model("cases", "ContactMomentEvent").objects.filter(pgh_obj_id=moment.pk).order_by("pgh_id")
    assert [row.text for row in history] == ["Will come later", "Came"]
    with stale():
        contact_moments.correct(moment, by=cast.coach, version=1, reason="Again", text="Went")


def test_no_contact_is_still_to_come(case: Case, cast: SimpleNamespace) -> None:
    with refusal("happened_at"):
        contact_moments.log(case, by=cast.coach, kind=ContactKind.CALL, happened_at=now() + DAY, text="x")
    moment = talks.make_contact(case, cast.coach)
    with refusal("happened_at"):
        contact_moments.correct(moment, by=cast.coach, version=1, reason="x", happened_at=now() + DAY)


# Obstacles and agreements --------------------------------------------------------------------------------------------


def test_an_obstacle_is_worked_on_solved_and_opened_again(case: Case, cast: SimpleNamespace) -> None:
    obstacle = obstacles.note(case, by=cast.coach, kind=ObstacleKind.DOCUMENTS, text="Passport expired")
    assert obstacle.noted_on == MONDAY
    for solved_on in (MONDAY, None):
        obstacles.change(obstacle, by=cast.coach, version=obstacle.version, action="Consulate", solved_on=solved_on)
        assert obstacle.solved_on == solved_on
    assert told(obstacle) == ["obstacle_noted", "obstacle_changed", "obstacle_changed"]


@pytest.mark.parametrize("day", [MONDAY + DAY, MONDAY - DAY], ids=["tomorrow", "before it was noted"])
def test_an_obstacle_is_solved_on_a_day_that_can_be(case: Case, cast: SimpleNamespace, day: date) -> None:
    obstacle = talks.make_obstacle(case)
    with refusal("solved_on"):
        obstacles.change(obstacle, by=cast.coach, version=1, solved_on=day)
    with refusal("noted_on"):
        obstacles.note(case, by=cast.coach, kind=ObstacleKind.WILL, text="x", noted_on=MONDAY + DAY)


def test_an_agreement_is_done_and_not_done_after_all(case: Case, cast: SimpleNamespace) -> None:
    agreement = talks.make_agreement(talks.make_held(cast))
    agreements.settle(agreement, by=cast.coach, version=1, done_on=MONDAY)
    assert agreement.done_on == MONDAY
    with stale():
        agreements.settle(agreement, by=cast.coach, version=1, done_on=None)
    agreements.settle(agreement, by=cast.coach, version=2, done_on=None)
    assert [event.case_id for event in AuditEvent.objects.filter(verb="agreement_done")] == [case.pk, case.pk]


@pytest.mark.parametrize("day", [MONDAY + DAY, MONDAY - 5 * DAY], ids=["tomorrow", "before the talk"])
def test_an_agreement_is_done_on_a_day_that_can_be(case: Case, cast: SimpleNamespace, day: date) -> None:
    agreement = talks.make_agreement(talks.make_held(cast))
    with refusal("done_on"):
        agreements.settle(agreement, by=cast.coach, version=1, done_on=day)


# Reviews -------------------------------------------------------------------------------------------------------------


def due(case: Case) -> list[date | None]:
    return [standing.due_since for standing in reviews.of_case(Case.objects.get(pk=case.pk))]


def test_a_review_is_due_at_the_first_talk_every_quarter_and_at_closure(case: Case, cast: SimpleNamespace) -> None:
    assert due(case) == [None]
    talks.make_held(cast, held_on=date(2025, 11, 30), planned_at=at(date(2025, 11, 30), time(10)))
    assert due(case) == [date(2025, 11, 30)]
    principal = case.household.principal_id
    reviews.review(case, Marks(principal, {"coach_stability": 2}), by=cast.coach, on=date(2025, 11, 30))
    assert due(case) == [date(2026, 2, 28)]
    reviews.review(case, Marks(principal, {"person_stability": 3}), by=cast.coach, on=MONDAY)
    assert due(case) == [None]
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=MONDAY, closure_reason="other")
    assert due(case) == [MONDAY]
    closed = Case.objects.get(pk=case.pk)
    reviews.review(closed, Marks(principal, {"coach_well_being": 5}), by=cast.coach, on=MONDAY)
    assert due(case) == [None]
    said = EngagementReview.objects.order_by("pk").values_list("occasion", flat=True)
    assert list(said) == ["first", "quarter", "closure"]


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 5, 15), 3, date(2026, 8, 15)),
    ],
)
def test_months_later(day: date, count: int, then: date) -> None:
    assert months_after(day, count) == then


def test_only_adults_of_that_day_are_asked(case: Case, cast: SimpleNamespace) -> None:
    child = factories.make_member(case.household, role="child", person=factories.make_minor()).person_id
    gone = factories.make_member(case.household, left_on=date(2026, 2, 1)).person_id
    answer = {"coach_stability": 2}
    for person in (child, gone, factories.make_person().pk):
        with refusal("person"):
            reviews.review(case, Marks(person, answer), by=cast.coach, on=MONDAY)
    assert reviews.review(case, Marks(gone, answer), by=cast.coach, on=date(2026, 1, 20)).person_id == gone


@pytest.mark.parametrize(
    ("field", "marks", "day"),
    [
        ("person", {}, MONDAY),
        ("on", {"coach_stability": 2}, MONDAY + DAY),
        ("on", {"coach_stability": 2}, date(2025, 9, 1)),
        ("", {"coach_stability": 6}, MONDAY),
    ],
    ids=["nothing said", "tomorrow", "before the case", "six of five"],
)
def test_a_review_that_cannot_be(
    case: Case, cast: SimpleNamespace, field: str, marks: dict[str, int], day: date
) -> None:
    with refusal(field):
        reviews.review(case, Marks(case.household.principal_id, marks), by=cast.coach, on=day)


def test_the_timeline_tells_of_a_review_but_not_its_scores(case: Case, cast: SimpleNamespace) -> None:
    talks.make_review(case, cast.coach, note="Qz-note")
    line = next(line for line in of_case(case, cast.coach) if line.icon == "bar-chart-steps")
    assert (line.title, line.text, line.quote) == ("Engagement reviewed: first interview", "", "")


# Merged persons ------------------------------------------------------------------------------------------------------


def test_what_was_said_of_either_registration_is_read_as_of_one(case: Case, cast: SimpleNamespace) -> None:
    gone = case.household.principal
    review = talks.make_review(case, cast.coach)
    agreement = talks.make_agreement(talks.make_held(cast), person=gone)
    kept = factories.make_person(family_name="Kept")
    merging.merge(kept, gone, by=cast.manager, reason="Same passport")
    for row in (review, agreement):
        row.refresh_from_db()
        assert (row.person_id, row.person.current) == (gone.pk, kept)
    standing = reviews.of_case(Case.objects.get(pk=case.pk))[0]
    assert (standing.person, standing.reviews) == (kept, [review])
    again = reviews.review(case, Marks(kept.pk, {"coach_stability": 4}), by=cast.coach, on=MONDAY)
    assert (again.person_id, again.occasion) == (gone.pk, "quarter")
