"""Visitors at the counter: registered once, numbered one by one, called in, settled; the interview that begins now."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import InterviewState
from cases.enums.people import ApartReason
from cases.enums.talks import VisitReason, VisitState
from cases.models import Arrival, ContactMoment, Interview, KeepApart, Person, Visit
from cases.services import newcomers, reception, visits
from cases.services.visits import Waits
from cases.timeline import of_case
from icam.calendar import at, now, start_of, today
from icam.enums import OpeningKind
from icam.models import Absence, AuditEvent, Opening
from icam.refusals import Refused
from icam.workflow import IllegalMove
from tests import counter, factories

pytestmark = pytest.mark.django_db
QUESTION, APPOINTMENT = VisitReason.QUESTION, VisitReason.APPOINTMENT
AMINA = {"family_name": "Warsame", "given_names": "Amina", "nationalities": ["SOM"]}


def register(cast: SimpleNamespace, person: Person | None = None, **given: object) -> Visit:
    words = {"office": cast.office, "by": cast.coach, "reason": QUESTION, **given}
    return visits.register(person or cast.case.household.principal, **words)


def newcomer(cast: SimpleNamespace, by: object = None, decided: str = "", **person: object) -> Visit:
    return visits.register_newcomer(
        office=cast.office, by=by or cast.coach, decided=decided, person={**AMINA, **person}, reason=QUESTION
    )


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


# Registered -----------------------------------------------------------------------------------------------------------


def test_a_visit_hangs_on_the_open_case_and_is_numbered(cast: SimpleNamespace) -> None:
    first = register(cast, language="ar", needs_interpreter=True, companions=2)
    second = register(cast, factories.make_person())
    assert (first.number, first.case, first.state, first.day) == (1, cast.case, "waiting", today())
    assert (first.language, first.needs_interpreter, first.companions) == ("ar", True, 2)
    assert (second.number, second.case) == (2, None)
    other = register(cast, factories.make_person(), office=factories.make_office(cast.here))
    assert other.number == 1
    assert verbs() == ["visit_registered"] * 3


def test_nobody_waits_twice(cast: SimpleNamespace) -> None:
    first = register(cast)
    with pytest.raises(Waits) as told:
        register(cast, by=cast.colleague, office=factories.make_office(cast.here))
    assert (told.value.visit, told.value.is_person_new) == (first, False)
    visits.leave(first, by=cast.coach)
    assert register(cast).number == 2


def test_somebody_merged_meanwhile_is_searched_again(cast: SimpleNamespace) -> None:
    gone = factories.make_person(merged_into=cast.case.household.principal)
    with pytest.raises(Refused):
        register(cast, gone)


def test_who_has_an_appointment_today_arrives_for_it(cast: SimpleNamespace) -> None:
    talk = counter.make_talk(cast.case)
    visit = register(cast, reason=APPOINTMENT)
    assert (visit.interview, visit.coach) == (talk, talk.coach)
    assert Arrival.objects.get().person == cast.case.household.principal
    visits.arrive(talk, cast.case.household.principal, by=cast.colleague)
    assert (Arrival.objects.count(), verbs().count("arrival_noted")) == (1, 1)


def test_who_was_merged_meanwhile_arrives_once(cast: SimpleNamespace) -> None:
    talk, person = counter.make_talk(cast.case), cast.case.household.principal
    first = counter.make_arrival(talk, person=factories.make_person(merged_into=person))
    assert visits.arrive(talk, person, by=cast.coach) == first


def test_a_case_of_another_region_stays_out_of_the_visit(cast: SimpleNamespace) -> None:
    hidden = factories.make_case(region=cast.elsewhere)
    assert register(cast, hidden.household.principal).case is None


# A newcomer -----------------------------------------------------------------------------------------------------------


def test_a_newcomer_is_registered_with_his_visit_and_without_a_case(cast: SimpleNamespace) -> None:
    before = Person.objects.count()
    visit = newcomer(cast)
    assert (visit.person.name, visit.case, Person.objects.count()) == ("Warsame, Amina", None, before + 1)
    assert not visit.person.memberships.exists()


@pytest.mark.parametrize("written", [{}, {"family_name": "WARSAME", "given_names": "Amína"}, {"family_name": "Amina",
                         "given_names": "Warsame"}])  # fmt: skip
def test_the_second_desk_meets_the_visitor_of_the_first(cast: SimpleNamespace, written: dict[str, str]) -> None:
    first = newcomer(cast)
    before = Person.objects.count()
    with pytest.raises(Waits) as told:
        newcomer(cast, cast.colleague, **written)
    assert (told.value.visit, told.value.is_person_new, Person.objects.count()) == (first, True, before)


def test_another_birth_date_is_another_person_unless_he_is_very_like(cast: SimpleNamespace) -> None:
    newcomer(cast, born_on=date(1990, 3, 1), birth_precision="day")
    with pytest.raises(newcomers.Known):  # a sibling or a mistake: somebody decides
        newcomer(cast, born_on=date(1990, 3, 2), birth_precision="day")
    assert newcomer(cast, born_on=date(1950, 3, 2), birth_precision="day").number == 2


def test_after_a_quarter_of_an_hour_the_ordinary_question_is_asked(cast: SimpleNamespace) -> None:
    born = {"born_on": date(1990, 3, 1), "birth_precision": "day"}
    first = newcomer(cast, **born)
    Visit.objects.filter(pk=first.pk).update(came_at=now() - visits.JUST_NOW * 2)
    with pytest.raises(newcomers.Known):
        newcomer(cast, cast.colleague, **born)


# Where to -------------------------------------------------------------------------------------------------------------


def labels(cast: SimpleNamespace, by: object = None) -> list[str]:
    return [value for value, _label, _place in reception.places(cast.office, by=by or cast.coach, case=cast.case)]


def test_the_own_coach_first_then_whoever_is_free(cast: SimpleNamespace) -> None:
    other = factories.make_coach(cast.here, office=cast.office, last_name="Aerts")
    assert labels(cast) == [f"coach-{cast.coach.pk}", f"coach-{other.pk}", "waits"]
    factories.make_interview(cast.case, coach=other, planned_at=now() + timedelta(minutes=10), minutes=30)
    assert labels(cast) == [f"coach-{cast.coach.pk}", "waits"]
    Absence.objects.create(
        user=cast.coach, starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=1), recorded_by=other
    )
    assert labels(cast) == ["waits"]


def test_who_has_a_visitor_is_not_free_nor_is_the_desk(cast: SimpleNamespace) -> None:
    desk, second = factories.make_desk(cast.office, name="1"), factories.make_desk(cast.office, name="2")
    visits.call_in(register(cast), by=cast.coach, desk=desk, coach=cast.coach)
    room = reception.Room(cast.office)
    assert (room.free_desks, room.free_coaches, room.team) == ([second], [], [cast.coach])


def test_the_next_free_slot_is_planned_for_who_works_on_the_case(cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    for weekday in range(5):
        factories.make_opening(desk, weekday=weekday)
    offered = reception.places(cast.office, by=cast.coach, case=cast.case)
    slots = [place for value, _label, place in offered if value.startswith("slot-")]
    assert len(slots) == reception.MOST_SLOTS
    assert not [value for value in labels(cast, cast.colleague) if value.startswith("slot-")]
    visit = register(cast, goes_to=slots[0], language="ar", needs_interpreter=True)
    planned = Interview.objects.get()
    assert (planned.language, planned.interpreter_state) == ("ar", "needed")
    assert (planned.planned_at, planned.desk, planned.coach) == (slots[0].starts_at, desk, cast.coach)
    assert (visit.interview, visit.state, visit.ended_at is None) == (planned, "seen", False)
    with pytest.raises(Refused) as told:  # the slot is gone
        register(cast, goes_to=slots[0])
    assert list(told.value.message_dict) == ["goes_to"]
    with pytest.raises(Refused):
        register(cast, by=cast.colleague, goes_to=slots[1])


# What becomes of it ---------------------------------------------------------------------------------------------------


def test_called_in_seen_and_logged_as_a_contact(cast: SimpleNamespace) -> None:
    visit, desk = register(cast), factories.make_desk(cast.office)
    visits.call_in(visit, by=cast.colleague, desk=desk, coach=cast.coach)
    with pytest.raises(IllegalMove):
        visits.call_in(Visit.objects.get(), by=cast.coach, desk=None, coach=None)
    visits.see(visit, by=cast.coach, note=" Brought a passport ", log=True)
    saved = Visit.objects.get()
    assert (saved.state, saved.desk, saved.coach, saved.note) == ("seen", desk, cast.coach, "Brought a passport")
    contact = ContactMoment.objects.get()
    assert (contact.case, contact.kind, contact.text) == (cast.case, "counter", "Brought a passport")
    with pytest.raises(IllegalMove):
        visits.leave(saved, by=cast.coach)


def test_what_was_done_is_said_and_a_colleague_logs_no_contact(cast: SimpleNamespace) -> None:
    visit = register(cast)
    with pytest.raises(Refused):
        visits.see(visit, by=cast.colleague, note=" ")
    visits.see(visit, by=cast.colleague, note="Asked for the coach", log=True)
    assert (Visit.objects.get().state, ContactMoment.objects.count()) == ("seen", 0)


def test_a_visit_of_yesterday_is_settled_not_called_in(cast: SimpleNamespace) -> None:
    old = counter.make_visit(cast.case, day=today() - timedelta(days=1), came_at=now() - timedelta(days=1))
    for act in (lambda: visits.call_in(old, by=cast.coach, desk=None, coach=None),
                lambda: visits.begin(old, by=cast.coach, desk=None)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    assert [row.visit for row in reception.board(cast.office, reader=cast.coach).unsettled] == [old]
    visits.leave(old, by=cast.coach)
    assert reception.board(cast.office, reader=cast.coach).unsettled == []


@pytest.mark.parametrize("note", ["", " Had a bus to catch "])
def test_who_goes_away_may_say_why(cast: SimpleNamespace, note: str) -> None:
    visits.leave(register(cast), by=cast.coach, note=note)
    saved, event = Visit.objects.get(), AuditEvent.objects.latest("pk")
    assert (saved.state, saved.note, saved.ended_at is None) == ("left", note.strip(), False)
    assert (event.verb, event.changes) == ("visit_changed", {"state": ["waiting", "left"]})  # not a word of the note


def test_a_walk_in_becomes_an_interview_now(cast: SimpleNamespace) -> None:
    desk, visit = factories.make_desk(cast.office), register(cast, language="ar", needs_interpreter=True)
    soon = now().replace(second=0, microsecond=0) + timedelta(minutes=40)
    factories.make_interview(factories.make_case(region=cast.here), desk=desk, planned_at=soon)
    talk = visits.begin(visit, by=cast.coach, desk=desk)
    assert (talk.state, talk.coach, talk.desk, talk.minutes, talk.kind) == ("planned", cast.coach, desk, 40, "first")
    assert (talk.planned_at <= now(), talk.language, talk.office) == (True, "ar", cast.office)
    assert talk.interpreter_state == "needed"  # so that its record says who interpreted
    visit.refresh_from_db()
    assert (visit.state, visit.interview, visit.desk) == (VisitState.CALLED, talk, desk)
    assert talk.arrivals.get().person == visit.person


def test_an_interview_begins_only_where_desk_and_coach_are_free(cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office)
    other = factories.make_case(coach=cast.colleague, region=cast.here, office=cast.office)
    counter.make_talk(other, desk=desk, coach=cast.colleague, planned_at=now() - timedelta(minutes=10))
    visit = register(cast)
    with pytest.raises(Exception, match="one_household_at_a_desk"):
        visits.begin(visit, by=cast.coach, desk=desk)


@pytest.mark.parametrize("ahead", [-20, 30], ids=["has begun", "comes soon"])
def test_a_household_with_an_appointment_now_gets_no_second_one(cast: SimpleNamespace, ahead: int) -> None:
    """Else the first would look missed, though the person sat next door. It holds for another case of his as well."""
    visit, elsewhere = register(cast), factories.make_case(region=cast.here)
    twin = factories.make_person(merged_into=cast.case.household.principal)
    factories.make_member(elsewhere.household, person=twin)
    for case in (cast.case, elsewhere):
        talk = counter.make_talk(case, coach=cast.colleague, planned_at=now() + timedelta(minutes=ahead))
        with pytest.raises(Refused, match="appointment"):
            visits.begin(visit, by=cast.coach, desk=None)
        talk.delete()
    assert visits.begin(visit, by=cast.coach, desk=None).minutes == 60


@pytest.mark.parametrize("who", ["colleague", "coach_elsewhere"])
def test_only_who_works_on_the_case_begins_an_interview(cast: SimpleNamespace, who: str) -> None:
    visit = register(cast)
    with pytest.raises(Refused):
        visits.begin(visit, by=getattr(cast, who), desk=None)
    assert Interview.objects.filter(state=InterviewState.PLANNED).count() == 0


# What the counter shows -----------------------------------------------------------------------------------------------


def test_the_board_of_today(cast: SimpleNamespace) -> None:
    waiting = register(cast)
    Visit.objects.filter(pk=waiting.pk).update(came_at=now() - timedelta(minutes=24))
    inside = visits.call_in(register(cast, factories.make_person()), by=cast.coach, desk=None, coach=None)
    seen = visits.see(register(cast, factories.make_person()), by=cast.coach, note="Done")
    board = reception.board(cast.office, reader=cast.colleague)
    assert [[row.visit for row in rows] for rows in (board.waiting, board.inside, board.done)] == [
        [waiting], [inside], [seen]
    ]  # fmt: skip
    assert (board.longest, board.waiting[0].name) == (24, cast.case.household.principal.name)


def test_who_may_not_be_opened_has_no_name_here(cast: SimpleNamespace) -> None:
    hidden = factories.make_case(region=cast.elsewhere, office=cast.office)
    counter.make_visit(person=hidden.household.principal, office=cast.office, registered_by=cast.coach)
    counter.make_talk(hidden, coach=cast.colleague)
    board = reception.board(cast.office, reader=cast.coach)
    assert [(row.name, row.is_known) for row in board.waiting] == [("Visitor 1", False)]
    assert [(row.case, row.guests) for row in board.expected] == [(None, [])]
    assert board.shown == []


def test_expected_are_the_members_of_today(cast: SimpleNamespace) -> None:
    partner = factories.make_member(cast.case.household).person
    factories.make_member(cast.case.household, left_on=today() - timedelta(days=3))
    talk = counter.make_talk(cast.case)
    counter.make_talk(cast.case, coach=cast.colleague, planned_at=now() + timedelta(days=2))
    visits.arrive(talk, partner, by=cast.coach)
    (row,) = reception.board(cast.office, reader=cast.coach).expected
    assert [(guest.person, guest.arrived_at is not None) for guest in row.guests] == [
        (cast.case.household.principal, False), (partner, True)
    ]  # fmt: skip


def test_two_kept_apart_are_not_seated_together(cast: SimpleNamespace) -> None:
    other = factories.make_case(coach=cast.colleague, region=cast.here, office=cast.office)
    one, two = cast.case.household.principal, other.household.principal
    KeepApart.objects.create(protected=one, other=two, because=ApartReason.COURT, since=today(), set_by=cast.coach)
    first = register(cast)
    assert reception.board(cast.office, reader=cast.coach).apart == []
    visits.arrive(counter.make_talk(other), two, by=cast.coach)
    assert reception.board(cast.office, reader=cast.coach).apart == [tuple(sorted([one.name, two.name]))]
    visits.leave(first, by=cast.coach)
    assert reception.board(cast.office, reader=cast.coach).apart == []


def test_the_next_open_desk(cast: SimpleNamespace) -> None:
    assert reception.next_open(cast.office) is None
    desk = factories.make_desk(cast.office)
    for weekday in range(5):
        factories.make_opening(desk, weekday=weekday, kind=OpeningKind.WALK_IN)
    opens, hours = reception.next_open(cast.office), Opening.objects.all()[0]
    assert opens is not None
    assert opens.starts_at == at(opens.starts_at.date(), hours.starts)
    assert opens.ends_at > now() >= start_of(today())


def test_the_board_asks_as_much_for_thirty_as_for_three(cast: SimpleNamespace) -> None:
    asked = []
    for count in (3, 30):
        while Visit.objects.count() < count:
            case = factories.make_case(coach=factories.make_coach(cast.here), region=cast.here, office=cast.office)
            counter.make_visit(case)
            counter.make_talk(case)
        with CaptureQueriesContext(connection) as queries:
            assert len(reception.board(cast.office, reader=cast.coach).waiting) == count
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_timeline_tells_of_visits(cast: SimpleNamespace) -> None:
    visits.see(register(cast), by=cast.coach, note="Brought a passport")
    told = [entry for entry in of_case(cast.case, cast.coach) if entry.icon == "door-open"]
    assert [(entry.day, entry.text) for entry in told] == [(today(), "Brought a passport")]
