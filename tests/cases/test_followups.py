"""What surrounds an appointment: past ones, the interpreter, the written reason, mail that came back."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from cases import legal, timeline
from cases.enums import InterviewState, Track
from cases.enums.talks import InterpreterState, ReasonVerdict, TaskAct, TaskSource, TaskState
from cases.models import Case, Interview, Task, WrittenReason
from cases.services import addresses, interpreting, interviews, next_steps, records, unfinished
from cases.services.records import Content
from icam.calendar import ZONE
from tests import factories
from tests.cases.proof import refusal, told
from tests.work import make_missed, make_reason, make_task

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 12, 0, tzinfo=ZONE), tick=False):
        yield


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


# Past appointments without outcome ------------------------------------------------------------------------------------


def test_an_appointment_is_overdue_once_its_end_has_passed(cast: SimpleNamespace) -> None:
    over = factories.make_interview(cast.case, planned_at=at(11), minutes=60)
    factories.make_interview(cast.case, planned_at=at(11, 1), minutes=60, coach=cast.colleague)
    assert list(unfinished.of(cast.coach)) == [over]
    assert list(Interview.objects.begun(at(12)).order_by("pk")) == list(Interview.objects.order_by("pk"))


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 29), 3), (date(2026, 10, 25), 2)])
def test_a_clock_change_does_not_move_the_end(cast: SimpleNamespace, day: date, hour: int) -> None:
    begins = at(1, 30, day)
    interview = factories.make_interview(cast.case, planned_at=begins, minutes=60)
    an_hour_later = datetime.fromtimestamp(begins.timestamp() + 3600, ZONE)
    assert (an_hour_later.hour, an_hour_later.minute) == (hour, 30)
    assert list(Interview.objects.overdue(an_hour_later)) == [interview]
    assert not Interview.objects.overdue(datetime.fromtimestamp(begins.timestamp() + 3599, ZONE)).exists()


def test_each_sees_what_he_answers_for(cast: SimpleNamespace) -> None:
    own = factories.make_interview(cast.case, planned_at=at(9))
    stands_in = factories.make_interview(cast.case, planned_at=at(9), coach=cast.colleague)
    factories.make_interview(factories.make_case(coach=cast.coach_elsewhere), planned_at=at(9))
    assert list(unfinished.of(cast.coach)) == [own, stands_in]
    assert list(unfinished.of(cast.colleague)) == [stands_in]
    assert list(unfinished.of(cast.manager)) == [own, stands_in]


def test_the_home_page_counts_them_and_leads_there(cast: SimpleNamespace, sign_in: Any) -> None:
    interview = factories.make_interview(cast.case, planned_at=at(9))
    make_task(cast.case, due_on=date(2026, 2, 27), title="Call the school")
    make_task(cast.case, due_on=MONDAY)
    home = sign_in(cast.coach).get(reverse("home"))
    counted = [home.context[name] for name in ("unfinished_count", "task_count", "late_task_count")]
    assert counted == [1, 2, 1]
    manager = sign_in(cast.manager).get(reverse("home"))
    assert [manager.context[name] for name in ("overdue_count", "region_late_tasks", "task_count")] == [1, 1, 0]
    page = sign_in(cast.manager).get(reverse("cases:unfinished"), {"coach": cast.coach.pk})
    assert page.context["rows"] == [(interview, 0)]
    assert reverse("cases:record_interview", args=[cast.case.pk, interview.pk]) in page.content.decode()
    assert sign_in(cast.coach).get(reverse("cases:unfinished"), {"coach": cast.coach_elsewhere.pk}).status_code == 400


# The interpreter ------------------------------------------------------------------------------------------------------


def arrange(interview: Interview, cast: SimpleNamespace, state: InterpreterState, **given: Any) -> Interview:
    words = {"version": interview.version, "interpreter": "Mrs Saïd"} | given
    return interpreting.arrange(interview, by=cast.coach, state=state, **words)


def test_a_booking_goes_from_asked_to_confirmed(cast: SimpleNamespace) -> None:
    interview = factories.make_interview(cast.case, interpreter_state=InterpreterState.NEEDED)
    assert list(interpreting.to_book(cast.coach)) == [interview]
    arrange(interview, cast, InterpreterState.ASKED)
    assert list(interpreting.to_book(cast.coach)) == [interview]
    arrange(interview, cast, InterpreterState.CONFIRMED, mode="video")
    assert list(interpreting.to_book(cast.coach)) == []
    assert (interview.interpreter, interview.interpreter_mode) == ("Mrs Saïd", "video")
    assert told(interview) == ["interpreter_changed", "interpreter_changed"]


def test_what_cannot_be_said_of_an_interpreter(cast: SimpleNamespace) -> None:
    coming = factories.make_interview(cast.case)
    with refusal("state"):
        arrange(coming, cast, InterpreterState.NO_SHOW)
    with refusal("interpreter"):
        arrange(coming, cast, InterpreterState.CONFIRMED, interpreter=" ")
    moved = factories.make_interview(cast.case, state=InterviewState.MOVED)
    with refusal():
        arrange(moved, cast, InterpreterState.ASKED)


def test_only_the_coming_ten_working_days_are_asked_for(cast: SimpleNamespace) -> None:
    last = factories.make_interview(cast.case, planned_at=at(16, 0, date(2026, 3, 16)), interpreter_state="unavailable")
    factories.make_interview(cast.case, planned_at=at(9, 0, date(2026, 3, 17)), interpreter_state="needed")
    assert list(interpreting.to_book(cast.coach)) == [last]
    assert list(interpreting.to_book(cast.coach_elsewhere)) == []


def test_that_the_interpreter_stayed_away_can_come_out_later(cast: SimpleNamespace) -> None:
    make_missed(cast.case, planned_at=at(9, 0, date(2026, 2, 23)))
    interview = factories.make_interview(cast.case, planned_at=at(9), interpreter_state="confirmed")
    interviews.record(interview, by=cast.coach, outcome=InterviewState.NO_SHOW)
    assert [task.leads_to for task in Task.objects.all()] == [TaskAct.CHECK]
    arrange(Interview.objects.get(pk=interview.pk), cast, InterpreterState.NO_SHOW)
    assert next_steps.missed_in_cycle(cast.case) == 1
    rows = Task.objects.order_by("pk").values_list("leads_to", "state")
    assert list(rows) == [(TaskAct.CHECK, TaskState.DROPPED), (TaskAct.PLAN, TaskState.OPEN)]


def say(interview: Interview, cast: SimpleNamespace, state: InterpreterState) -> None:
    """The same in the record, which is edited or, once it is signed, amended."""
    row, content = Interview.objects.get(pk=interview.pk), Content({"interpreter_state": state})
    if row.signed_off_at:
        records.amend(row, content, by=cast.coach, version=row.version, reason="The agency rang")
    else:
        records.save(row, content, by=cast.coach, version=row.version)


def steps_of(interview: Interview) -> list[tuple[str, str]]:
    return list(interview.tasks.order_by("pk").values_list("leads_to", "state"))


@pytest.mark.parametrize("is_signed", [False, True], ids=["edited", "amended"])
def test_it_can_be_said_in_the_record_as_well(cast: SimpleNamespace, is_signed: bool) -> None:
    make_missed(cast.case, planned_at=at(9, 0, date(2026, 2, 23)))
    interview = factories.make_interview(cast.case, planned_at=at(9), interpreter_state="confirmed")
    done = interviews.record(interview, by=cast.coach, outcome=InterviewState.NO_SHOW, interpreter_state="came")
    if is_signed:
        records.sign_off(done, by=cast.coach, version=done.version)
    say(interview, cast, InterpreterState.NO_SHOW)
    assert next_steps.missed_in_cycle(cast.case) == 1
    given_up = [(TaskAct.CHECK, TaskState.DROPPED), (TaskAct.PLAN, TaskState.OPEN)]
    assert steps_of(interview) == given_up
    say(interview, cast, InterpreterState.CAME)
    assert next_steps.missed_in_cycle(cast.case) == 2
    counted = [*given_up[:1], (TaskAct.PLAN, TaskState.DROPPED), (TaskAct.CHECK, TaskState.OPEN)]
    assert steps_of(interview) == counted


def test_a_miss_after_all_leads_to_its_step_and_awaits_a_reason(cast: SimpleNamespace, transfer: Case) -> None:
    interview = factories.make_interview(transfer, planned_at=at(9), interpreter_state="confirmed")
    interviews.record(interview, by=cast.coach, outcome=InterviewState.NO_SHOW, interpreter_state="no_show")
    assert [task.title for task in interview.tasks.all()] == [
        "The interpreter did not come on 2 Mar 2026: invite again"
    ]
    arrange(Interview.objects.get(pk=interview.pk), cast, InterpreterState.CAME)
    assert [(task.title, task.state) for task in interview.tasks.order_by("pk")] == [
        ("The interpreter did not come on 2 Mar 2026: invite again", TaskState.DROPPED),
        ("Did not come on 2 Mar 2026 (1×): invite again", TaskState.OPEN),
    ]
    assert WrittenReason.objects.get().interview == interview


# The written reason ---------------------------------------------------------------------------------------------------


@pytest.fixture
def transfer(cast: SimpleNamespace) -> Case:
    return factories.make_case(
        coach=cast.coach, region=cast.here, office=cast.office, state="invited", track=Track.TRANSFER
    )


def said(case: Case) -> list[str]:
    return [statement.plain for statement in legal.position(case) if "74/25 §2" in statement.law and statement.url]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({}, "Written reason possible: until 4 Mar 2026, interview missed on 27 Feb 2026 (74/25 §2)"),
        (
            {"due_on": date(2026, 3, 1)},
            "No written reason: interview missed on 27 Feb 2026, expected by 1 Mar 2026 (74/25 §2)",
        ),
        (
            {"received_on": MONDAY, "text": "Ill"},
            "Written reason to decide on: interview missed on 27 Feb 2026 (74/25 §2)",
        ),
        (
            {"verdict": ReasonVerdict.INVALID, "decided_on": MONDAY},
            "No valid reason: interview missed on 27 Feb 2026 (74/25 §2)",
        ),
        ({"verdict": ReasonVerdict.VALID, "decided_on": MONDAY}, ""),
    ],
    ids=["awaited", "not there", "to decide", "not valid", "valid"],
)
def test_the_legal_strip_says_how_the_reason_stands(transfer: Case, columns: dict[str, Any], sentence: str) -> None:
    interview = make_missed(transfer, planned_at=at(9, 0, date(2026, 2, 27)))
    make_reason(transfer, interview=interview, **columns)
    assert [text for text in said(transfer) if "interview missed" in text] == ([sentence] if sentence else [])


def test_the_pages_of_a_written_reason(cast: SimpleNamespace, transfer: Case, sign_in: Any) -> None:
    interview = factories.make_interview(transfer, planned_at=at(9, 0, date(2026, 2, 23)))
    interviews.record(interview, by=cast.coach, outcome=InterviewState.NO_SHOW)
    coach, manager = sign_in(cast.coach), sign_in(cast.manager)
    receive = reverse("cases:receive_reason", args=[transfer.pk, interview.pk])
    decide = reverse("cases:decide_reason", args=[transfer.pk, interview.pk])
    assert coach.get(decide).status_code == 403
    assert coach.post(receive, {"version": 1, "received_on": "02/03/2026", "text": "Ill"}).status_code == 302
    assert "Late" in manager.get(decide).content.decode()
    assert manager.post(decide, {"version": 2, "verdict": "valid", "because": "Proof"}).status_code == 302
    assert next_steps.missed_in_cycle(transfer) == 0
    other = factories.make_interview(transfer, planned_at=at(9, 0, date(2026, 2, 24)))
    assert coach.get(reverse("cases:receive_reason", args=[transfer.pk, other.pk])).status_code == 404
    titles = [entry.title for entry in timeline.of_case(transfer, cast.coach)]
    assert ["Valid reason" in titles, "Written reason came in late" in titles] == [True, True]


# Mail that comes back -------------------------------------------------------------------------------------------------


def test_mail_that_comes_back_is_a_task_of_the_coach(cast: SimpleNamespace) -> None:
    address = cast.case.household.principal.addresses.get()
    addresses.mark_undeliverable(cast.case, address, by=cast.manager, version=1, since=MONDAY)
    task = Task.objects.get()
    assert (task.owner, task.source, task.leads_to) == (cast.coach, TaskSource.LETTER, TaskAct.ADDRESS)
    assert (task.due_on, task.title) == (date(2026, 3, 9), "Mail comes back since 2 Mar 2026: find out the address")
    addresses.mark_undeliverable(cast.case, address, by=cast.manager, version=2, since=MONDAY)
    assert Task.objects.get().state == TaskState.OPEN
    addresses.mark_undeliverable(cast.case, address, by=cast.manager, version=2, since=None)
    assert Task.objects.get().state == TaskState.DROPPED


def test_a_task_that_was_done_stands_in_the_timeline(cast: SimpleNamespace) -> None:
    make_task(cast.case, state=TaskState.DONE, title="Call the school", note="Enrolled", ended_on=MONDAY)
    make_task(cast.case, title="Not yet")
    entries = [entry for entry in timeline.of_case(cast.case, cast.coach) if "school" in entry.title]
    assert [(entry.title, entry.text, entry.day) for entry in entries] == [
        ("Done: Call the school", "Enrolled", MONDAY),
    ]


def test_what_is_our_fault_is_not_said_of_the_person(cast: SimpleNamespace) -> None:
    make_missed(cast.case, planned_at=at(9), interpreter_state=InterpreterState.NO_SHOW)
    factories.make_interview(cast.case, planned_at=at(11), minutes=60)
    factories.make_interview(cast.case, planned_at=at(11, 30), minutes=60, coach=cast.colleague)
    told_of = [
        (entry.title, entry.tone) for entry in timeline.of_case(cast.case, cast.coach, timeline.Asked("interviews"))
    ]
    assert told_of == [
        ("First interview: planned", "info"),
        ("First interview: no outcome yet", "stop"),
        ("First interview: the interpreter did not come", "quiet"),
    ]
