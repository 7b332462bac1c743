"""The record of a talk: what hangs on it, edited until it is signed off, amended afterwards with both versions."""

from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps

from cases.enums import InterviewState
from cases.enums.papers import ConclusionPart
from cases.enums.talks import AgreementOwner, ObstacleKind
from cases.models import Amendment, Case, Interview
from cases.services import conclusions, interviews, obstacles, records, reviews
from cases.services.contents import Agreed, Hindrance
from cases.services.records import Content
from cases.services.reviews import Marks
from cases.views.amendments import versions_of
from icam.calendar import ZONE, at
from icam.models import AuditEvent
from tests import factories, talks
from tests.cases.proof import refusal, stale, told

THURSDAY = date(2026, 2, 26)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def talk(cast: SimpleNamespace) -> Interview:
    return factories.make_interview(cast.case, planned_at=at(THURSDAY, time(10)))


def principal(talk: Interview) -> int:
    return int(talk.case.household.principal_id)


def record(talk: Interview, cast: SimpleNamespace, outcome: str = "held", **given: Any) -> Interview:
    words = {"present": [principal(talk)], "assessment": "Willing to go on"}
    facts = {"cancelled": {"cancelled_because": "coach"}, "excused": {"outcome_note": "The lawyer called"}}
    known = words | facts.get(outcome, {}) | given
    interviews.record(talk, by=cast.coach, outcome=InterviewState(outcome), **known)
    return Interview.objects.get(pk=talk.pk)


def content(talk: Interview, **columns: Any) -> Content:
    """The record as it stands, with other columns."""
    agreed = [Agreed(row.text, row.due_on, AgreementOwner(row.owner)) for row in talk.agreements.order_by("pk")]
    found = [Hindrance(ObstacleKind(row.kind), row.text, row.action) for row in talk.obstacles.order_by("pk")]
    present = [row.person.current.pk for row in talk.attendances.all() if row.was_present]
    return Content(columns, present, agreed, found)


def signed(talk: Interview, cast: SimpleNamespace, **given: Any) -> Interview:
    done = record(talk, cast, **given)
    return records.sign_off(done, by=cast.coach, version=done.version)


# Recorded ------------------------------------------------------------------------------------------------------------


def test_a_record_keeps_its_rows_with_their_owners(talk: Interview, cast: SimpleNamespace) -> None:
    agreements = [
        Agreed("Passport", date(2026, 3, 16), person=principal(talk)),
        Agreed("Request an extension", owner=AgreementOwner.COACH),
    ]
    obstacles = [Hindrance(ObstacleKind.SCHOOL, "School year", "Certificate")]
    record(talk, cast, agreements=agreements, obstacles=obstacles, options=["assisted", "stay"], concluded="Summer")
    rows = [(row.text, row.owner, row.person_id, row.due_on) for row in talk.agreements.order_by("pk")]
    assert rows == [
        ("Passport", "person", principal(talk), date(2026, 3, 16)), ("Request an extension", "coach", None, None),
    ]  # fmt: skip
    found = [(row.kind, row.text, row.action, row.noted_on, row.case) for row in talk.obstacles.all()]
    assert found == [("school", "School year", "Certificate", THURSDAY, talk.case)]
    assert (talk.options, talk.concluded) == (["assisted", "stay"], "Summer")


def test_who_had_left_that_day_was_not_there(talk: Interview, cast: SimpleNamespace) -> None:
    gone = factories.make_member(talk.case.household, left_on=date(2026, 2, 20))
    with refusal("present"):
        record(talk, cast, present=[principal(talk), gone.person_id])
    later = factories.make_member(talk.case.household, joined_on=date(2026, 2, 27))
    with refusal("present"):
        record(talk, cast, present=[later.person_id])
    assert talk.state == "planned"


@pytest.mark.parametrize("outcome", ["no_show", "excused", "cancelled"])
def test_only_who_came_was_late(talk: Interview, cast: SimpleNamespace, outcome: str) -> None:
    with refusal("late_minutes"):
        record(talk, cast, outcome, late_minutes=10)
    assert record(talk, cast, outcome, late_minutes=None).late_minutes is None


def test_an_option_of_the_other_track_is_refused(talk: Interview, cast: SimpleNamespace) -> None:
    with refusal("options"):
        record(talk, cast, options=["transfer"])


def test_an_agreement_of_a_stranger_is_refused(talk: Interview, cast: SimpleNamespace) -> None:
    with refusal("agreements"):
        record(talk, cast, agreements=[Agreed("Come", person=factories.make_person().pk)])


def test_a_review_belongs_to_who_was_there(talk: Interview, cast: SimpleNamespace) -> None:
    other = factories.make_member(talk.case.household).person_id
    marks = [Marks(principal(talk), {"coach_stability": 2}), Marks(other, {"coach_stability": None})]
    done = record(talk, cast, answered=marks)
    rows = [(row.person_id, row.coach_stability, row.occasion, row.on) for row in done.reviews.all()]
    assert rows == [(principal(talk), 2, "first", THURSDAY)]
    second = factories.make_interview(cast.case, planned_at=at(date(2026, 2, 27), time(10)))
    with refusal(f"review_{other}_coach_understanding"):
        record(second, cast, answered=[Marks(other, {"coach_stability": 4})])


# Edited until it is signed off ---------------------------------------------------------------------------------------


def test_an_edit_needs_no_reason_and_keeps_the_earlier_text(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    records.save(done, content(done, assessment="Not willing"), by=cast.coach, version=done.version)
    history = apps.get_model("cases", "InterviewEvent").objects.filter(pgh_obj_id=talk.pk).order_by("pgh_id")
    assert [row.assessment for row in history] == ["", "Willing to go on", "Not willing"]
    event = AuditEvent.objects.get(verb="interview_corrected")
    assert (event.reason, event.changes, event.case_id) == ("", {"fields": ["assessment"]}, cast.case.pk)


def test_an_edit_changes_rows_and_adds_others_but_loses_none(talk: Interview, cast: SimpleNamespace) -> None:
    partner = factories.make_member(talk.case.household).person_id
    done = record(talk, cast, agreements=[Agreed("Passport")], obstacles=[Hindrance(ObstacleKind.FAMILY, "Mother")])
    anew = Content(
        {}, [partner], [Agreed("Passports"), Agreed("Call")],
        [Hindrance(ObstacleKind.HEALTH, "Mother"), Hindrance(ObstacleKind.MEANS, "Debts", "Plan")],
    )  # fmt: skip
    saved = records.save(done, anew, by=cast.coach, version=done.version)
    assert [(row.text, row.version) for row in saved.agreements.order_by("pk")] == [("Passports", 2), ("Call", 1)]
    assert [(row.kind, row.text) for row in saved.obstacles.order_by("pk")] == [
        ("health", "Mother"),
        ("means", "Debts"),
    ]
    assert {row.person_id: row.was_present for row in saved.attendances.all()} == {
        principal(talk): False,
        partner: True,
    }
    assert saved.version == done.version + 1
    with refusal("agreements"):
        records.save(saved, Content({}, [partner], [], anew.obstacles), by=cast.coach, version=saved.version)


def test_who_is_known_as_a_member_later_can_have_been_there(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    joined = factories.make_member(talk.case.household, joined_on=date(2026, 2, 1)).person_id
    same = records.save(done, content(done), by=cast.coach, version=done.version)
    assert same.version == done.version
    anew = Content({}, [principal(talk), joined])
    saved = records.save(done, anew, by=cast.coach, version=done.version)
    assert saved.version == done.version + 1
    assert set(saved.attendances.values_list("person", "was_present")) == {(principal(talk), True), (joined, True)}
    signed_off = records.sign_off(saved, by=cast.coach, version=saved.version)
    second = factories.make_member(talk.case.household, joined_on=date(2026, 2, 1)).person_id
    both = Content({}, [principal(talk), joined, second])
    made = records.amend(signed_off, both, by=cast.coach, version=signed_off.version, reason="She was there too")
    assert made is not None
    assert (len(made.before["present"]), len(made.after["present"])) == (2, 3)


def test_saving_the_same_is_no_change(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast, agreements=[Agreed("Passport")])
    same = records.save(done, content(done, assessment="Willing to go on"), by=cast.coach, version=done.version)
    assert (same.version, told(talk)) == (done.version, ["interview_recorded"])


def test_of_two_who_edit_one_is_told(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    records.save(done, content(done, steps=["advice"]), by=cast.coach, version=done.version)
    with stale():
        records.save(done, content(done, own_words="We stay"), by=cast.manager, version=done.version)


def test_a_talk_never_loses_everybody(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    with refusal("present"):
        records.save(done, Content({}, [], [], []), by=cast.coach, version=done.version)


def test_what_is_only_planned_has_no_record(talk: Interview, cast: SimpleNamespace) -> None:
    with refusal():
        records.save(talk, Content({"assessment": "x"}), by=cast.coach, version=talk.version)
    with refusal():
        records.sign_off(talk, by=cast.coach, version=talk.version)


# Signed off ----------------------------------------------------------------------------------------------------------


def test_a_signature_closes_the_record(talk: Interview, cast: SimpleNamespace) -> None:
    done = signed(talk, cast)
    assert (done.signed_off_by, told(talk)) == (cast.coach, ["interview_recorded", "interview_signed_off"])
    with stale():
        records.save(done, content(done, assessment="x"), by=cast.coach, version=done.version)


def test_two_signatures_have_one_effect(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    records.sign_off(done, by=cast.coach, version=done.version)
    with stale():
        records.sign_off(done, by=cast.manager, version=done.version)
    row = Interview.objects.get(pk=talk.pk)
    with stale():
        records.sign_off(row, by=cast.manager, version=row.version)
    assert row.signed_off_by == cast.coach


def test_an_amendment_keeps_both_versions_and_says_why(talk: Interview, cast: SimpleNamespace) -> None:
    done = signed(talk, cast, agreements=[Agreed("Passport", date(2026, 3, 16))], concluded="They go in June.")
    words = content(done, concluded="They go in July.", steps=["advice"])
    anew = Content(words.columns, words.present, [*words.agreements, Agreed("Call")], words.obstacles)
    made = records.amend(done, anew, by=cast.manager, version=done.version, reason=" Heard wrongly ")
    assert made is not None
    assert (made.number, made.reason, made.by) == (1, "Heard wrongly", cast.manager)
    assert made.before == {
        "steps": [], "concluded": "They go in June.",
        "agreements": [{"text": "Passport", "owner": "person", "person": "", "due_on": "2026-03-16"}],
    }  # fmt: skip
    assert (made.after["concluded"], made.after["steps"]) == ("They go in July.", ["advice"])
    assert [row["text"] for row in made.after["agreements"]] == ["Passport", "Call"]
    row = Interview.objects.get(pk=talk.pk)
    assert (row.concluded, row.signed_off_by) == ("They go in July.", cast.coach)
    assert told(talk)[-1] == "interview_amended"


def test_both_versions_are_shown_with_the_words_that_differ(talk: Interview, cast: SimpleNamespace) -> None:
    done = signed(talk, cast, concluded="They go in June.")
    records.amend(
        done, content(done, concluded="They go in July."), by=cast.coach, version=done.version, reason="Typing"
    )
    shown = versions_of(done)
    part = shown[0].parts[0]
    assert (len(shown), part.label) == (1, "What was concluded, and why")
    marked = [[piece.text for piece in side if piece.differs] for side in (part.before, part.after)]
    assert marked == [["June"], ["July"]]


def test_an_amendment_has_a_reason_a_signature_and_a_change(talk: Interview, cast: SimpleNamespace) -> None:
    done = record(talk, cast)
    with stale():
        records.amend(done, content(done, concluded="x"), by=cast.coach, version=done.version, reason="Why")
    done = records.sign_off(done, by=cast.coach, version=done.version)
    with refusal("reason"):
        records.amend(done, content(done, concluded="x"), by=cast.coach, version=done.version, reason=" ")
    assert records.amend(done, content(done), by=cast.coach, version=done.version, reason="Why") is None
    assert Amendment.objects.count() == 0


def test_amendments_are_numbered_in_their_order(talk: Interview, cast: SimpleNamespace) -> None:
    done = signed(talk, cast)
    for text in ("One", "Two"):
        done.refresh_from_db()
        records.amend(done, content(done, concluded=text), by=cast.coach, version=done.version, reason="Why")
    assert list(done.amendments.values_list("number", "after__concluded")) == [(1, "One"), (2, "Two")]


def test_what_stands_in_a_signed_record_is_only_amended(talk: Interview, cast: SimpleNamespace) -> None:
    marks = [Marks(principal(talk), {"coach_stability": 2})]
    found = [Hindrance(ObstacleKind.SCHOOL, "School year")]
    done = signed(talk, cast, obstacles=found, answered=marks)
    obstacle, review = done.obstacles.get(), done.reviews.get()
    for words in ({"text": "No school"}, {"kind": ObstacleKind.WILL}, {"action": "None"}):
        with refusal():
            obstacles.change(obstacle, by=cast.coach, version=1, **words)
    with refusal():
        reviews.correct(review, Marks(principal(talk), {"coach_stability": 5}), by=cast.coach, version=1)
    solved = {"text": "School year", "solved_on": THURSDAY}
    assert obstacles.change(obstacle, by=cast.coach, version=1, **solved).solved_on == THURSDAY


def test_an_amendment_keeps_both_versions_of_a_review_and_of_an_obstacle(
    talk: Interview, cast: SimpleNamespace
) -> None:
    marks = Marks(principal(talk), {"coach_stability": 2})
    done = signed(talk, cast, obstacles=[Hindrance(ObstacleKind.SCHOOL, "School year")], answered=[marks])
    better, other = Marks(principal(talk), {"coach_stability": 5}, "Calm"), Hindrance(ObstacleKind.WILL, "No wish")
    anew = Content({}, [principal(talk)], [], [other], [better])
    assert records.amend(done, anew, by=cast.coach, version=done.version, reason="Heard wrongly") is not None
    shown = {part.label: (part.before, part.after) for part in versions_of(done)[0].parts}
    told_of = {name: ["".join(piece.text for piece in side) for side in sides] for name, sides in shown.items()}
    who = done.case.household.principal.name
    assert told_of == {
        "Obstacles": ["School year of a child: School year", "Does not wish to: No wish"],
        "Engagement review": [
            f"{who} · Has a stable situation (coach) 2", f"{who} · Has a stable situation (coach) 5 · Calm",
        ],
    }  # fmt: skip


# What waits ----------------------------------------------------------------------------------------------------------


def test_after_two_working_days_the_coach_is_reminded(talk: Interview, cast: SimpleNamespace) -> None:
    with time_machine.travel(at(THURSDAY, time(11)), tick=False):
        record(talk, cast)
        assert list(records.unsigned(cast.coach)) == []
    assert list(records.unsigned(cast.coach)) == []  # Friday and Monday are the two days
    with time_machine.travel(at(date(2026, 3, 3), time(8)), tick=False):
        assert list(records.unsigned(cast.coach)) == [talk]
        assert list(records.unsigned(cast.colleague)) == []
        row = Interview.objects.get(pk=talk.pk)
        records.sign_off(row, by=cast.coach, version=row.version)
        assert list(records.unsigned(cast.coach)) == []


def test_who_did_not_come_leaves_nothing_to_sign(talk: Interview, cast: SimpleNamespace) -> None:
    record(talk, cast, "no_show")
    with time_machine.travel(at(date(2026, 3, 20), time(8)), tick=False):
        assert list(records.unsigned(cast.coach)) == []
    assert Case.objects.get(pk=cast.case.pk).state == "in_coaching"


# Nowhere else --------------------------------------------------------------------------------------------------------


def test_no_word_of_a_record_but_its_agreements_gets_into_a_conclusion(talk: Interview, cast: SimpleNamespace) -> None:
    """What is told to a partner is drafted from facts; what was thought, said or explained stays in the file."""
    texts = {
        name: f"Qz{name}zq" for name in ("own_words", "assessment", "concluded", "new_elements", "options_note",
                                         "outcome_note", "also_present")
    }  # fmt: skip
    obstacles = [Hindrance(ObstacleKind.MEANS, "Qzobstaclezq", "Qzactionzq")]
    marks = [Marks(principal(talk), {"coach_stability": 1}, "Qzreviewzq")]
    record(talk, cast, agreements=[Agreed("Passport")], obstacles=obstacles, answered=marks, **texts)
    talks.make_contact(cast.case, cast.coach, text="Qzcontactzq")
    drafted = conclusions.compose(cast.case, list(ConclusionPart), language="en")
    assert ("Passport" in drafted, "Qz" in drafted) == (True, False)
