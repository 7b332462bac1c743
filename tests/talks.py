"""What hangs on a talk: records for the stage of the permission table, and the forms about them, filled in."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from cases.enums import InterviewState
from cases.models import Agreement, Amendment, Attendance, ContactMoment, EngagementReview, Interview, Obstacle
from icam.calendar import add_working_days, now, today
from tests import factories

TODAY = today().strftime("%d/%m/%Y")
SOON = add_working_days(today(), 7).strftime("%d/%m/%Y")
SCORES = {"coach_understanding": "4", "coach_informed_decision": "3", "coach_stability": "2", "coach_well_being": "3",
          "person_understanding": "5", "person_informed_decision": "2", "person_stability": "2",
          "person_well_being": "3"}  # fmt: skip
TALK = {
    "steps": ["advice"], "duty_explained_in": "ar", "duty_with_interpreter": "on", "own_words": "I stay",
    "assessment": "Listens", "concluded": "He stays", "new_elements": "A letter", "outcome_note": "On time",
    "late_minutes": "5", "minutes": "55", "also_present": "Mr Maes", "interpreter": "Mrs Saïd",
    "interpreter_state": "came", "options": ["assisted"], "options_note": "The bonus",
    "obstacle_1_kind": "school", "obstacle_1_text": "School year", "obstacle_1_action": "Certificate",
    "agreement_1_text": "Bring papers", "agreement_1_who": "coach", "agreement_1_due": SOON,
    "agreement_2_text": "Call them", "agreement_2_who": "person", "agreement_2_due": SOON,
}  # fmt: skip


def make_held(cast: SimpleNamespace, **given: Any) -> Interview:
    """A talk of which the record is there, with everybody present and noted."""
    words = {"state": InterviewState.HELD, "recorded_at": now(), "recorded_by": cast.coach}
    held = factories.make_interview(cast.case, **words | given)
    for registered in cast.case.household.members.on(held.held_on).registered().values():
        Attendance.objects.create(interview=held, person_id=registered, was_present=True)
    return held


def make_agreement(interview: Interview, **given: Any) -> Agreement:
    return Agreement.objects.create(**{"interview": interview, "text": "Bring papers", "due_on": today()} | given)


def make_obstacle(case: Any, **given: Any) -> Obstacle:
    words = {"case": case, "kind": "school", "text": "School year", "action": "Certificate", "noted_on": today()}
    return Obstacle.objects.create(**words | given)


def make_contact(case: Any, by: Any, **given: Any) -> ContactMoment:
    words = {"case": case, "kind": "call", "happened_at": now(), "text": "Will come later", "recorded_by": by}
    return ContactMoment.objects.create(**words | given)


def make_review(case: Any, by: Any, **given: Any) -> EngagementReview:
    words = {"case": case, "person": case.household.principal, "occasion": "first", "on": today(), "recorded_by": by}
    return EngagementReview.objects.create(**words | {"coach_stability": 2, "note": "Calm"} | given)


def make_amendment(interview: Interview, by: Any, **given: Any) -> Amendment:
    words = {"interview": interview, "number": 1, "before": {"concluded": "Go"}, "after": {"concluded": "Stay"},
             "reason": "Said wrongly", "by": by}  # fmt: skip
    return Amendment.objects.create(**words | given)


def furnish(cast: SimpleNamespace, held: Interview) -> dict[str, list[Any]]:
    """One of everything around a talk; the arguments of the addresses about it."""
    case, pk = cast.case, cast.case.pk
    signed = factories.make_interview(
        case, state=InterviewState.HELD, recorded_at=now(), recorded_by=cast.coach, signed_off_at=now(),
        signed_off_by=cast.coach,
    )  # fmt: skip
    make_amendment(signed, cast.coach)
    cast.signed = signed
    agreement, obstacle = make_agreement(held), make_obstacle(case, interview=held)
    return {
        "cases:settle_agreement": [pk, agreement.pk],
        **{key: [pk, obstacle.pk] for key in ("cases:change_obstacle", "cases:solve_obstacle")},
        "cases:correct_contact": [pk, make_contact(case, cast.coach).pk],
        "cases:correct_review": [pk, make_review(case, cast.coach, interview=held).pk],
        **{key: [pk, held.pk] for key in ("cases:correct_interview", "cases:sign_off_interview")},
    }


def rows(cast: SimpleNamespace) -> list[Any]:
    """One row of every model around a talk."""
    case, held = cast.case, make_held(cast)
    return [
        make_agreement(held),
        make_obstacle(case, interview=held),
        make_contact(case, cast.coach),
        make_review(case, cast.coach, interview=held),
        make_amendment(held, cast.coach),
    ]


# Filled in ------------------------------------------------------------------------------------------------------------


def _record(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    interview = factories.make_interview(cast.case, planned_at=now() - timedelta(days=1))
    principal = int(cast.case.household.principal_id)
    data = {"outcome": "held", "held_on": TODAY, "present": [principal], f"review_{principal}_coach_stability": "2",
            f"review_{principal}_note": "Calm", "next": "none", "next_none": "He leaves"}  # fmt: skip
    return [cast.case.pk, interview.pk], TALK | data


def _correct(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    held = make_held(cast)
    return [cast.case.pk, held.pk], {**TALK, "present": [cast.case.household.principal_id], "version": held.version}


CONTACT = {"kind": "call", "happened_at_day": TODAY, "happened_at_clock": "00:00", "text": "Will come later"}
OBSTACLE = {"kind": "school", "text": "The school year", "action": "Certificate"}


def _contact(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    moment = make_contact(cast.case, cast.coach)
    return [cast.case.pk, moment.pk], {**CONTACT, "reason": "Typing", "version": moment.version}


def _obstacle(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    obstacle = make_obstacle(cast.case)
    return [cast.case.pk, obstacle.pk], {**OBSTACLE, "solved_on": TODAY, "version": obstacle.version}


def _new_review(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    return [cast.case.pk], {**SCORES, "person": cast.case.household.principal_id, "on": TODAY, "note": "Calmer"}


def _review(cast: SimpleNamespace) -> tuple[list[Any], dict[str, Any]]:
    review = make_review(cast.case, cast.coach)
    return [cast.case.pk, review.pk], {**SCORES, "note": "Calmer", "version": review.version}


FILLED = {
    "correct_interview": _correct,
    "log_contact": lambda cast: ([cast.case.pk], CONTACT),
    "correct_contact": _contact,
    "note_obstacle": lambda cast: ([cast.case.pk], OBSTACLE),
    "change_obstacle": _obstacle,
    "add_review": _new_review,
    "correct_review": _review,
}
RECORD = _record
