"""Many people reach for one hour at the same moment, over real connections: one has it, all others are told.

The default run is short; `-m slow` is the same with 32 threads and 100 rounds.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.models import Case, Interview
from cases.services import appointments
from icam.audit import verify
from icam.calendar import add_working_days, at, today
from icam.models import AuditEvent, Desk, Submission, User
from icam.refusals import Refused
from tests import factories
from tests.cases.racing import one_wins, race

pytestmark = pytest.mark.django_db(transaction=True)

SHORT = pytest.param(8, 4, id="short")
LONG = pytest.param(32, 100, id="long", marks=pytest.mark.slow)
many = pytest.mark.parametrize(("threads", "rounds"), [SHORT, LONG])


@pytest.fixture(autouse=True)
def _the_trail_is_whole(transactional_db: None) -> Iterator[None]:
    yield
    assert list(verify()) == []


@pytest.fixture
def there(transactional_db: None) -> SimpleNamespace:
    here = factories.make_region()
    office = factories.make_office(here)
    return SimpleNamespace(here=here, office=office, coach=factories.make_coach(here))


def hours(rounds: int) -> Iterator[datetime]:
    """As many free hours, one for each round."""
    day: date = add_working_days(today(), 2)
    for n in range(rounds):
        if n and n % 8 == 0:
            day = add_working_days(day, 1)
        yield at(day, time(9 + n % 8))


def households(there: SimpleNamespace, count: int, **given: Any) -> list[Case]:
    return [factories.make_case(region=there.here, office=there.office, **given) for _ in range(count)]


def plan(case: Case, by: User, when: datetime, desk: Desk | None = None, coach: User | None = None) -> Interview:
    return appointments.plan(Case.objects.get(pk=case.pk), by=by, planned_at=when, desk=desk, coach=coach)


@many
def test_one_desk_is_taken_once(there: SimpleNamespace, threads: int, rounds: int) -> None:
    """Each household with a coach of its own; half of them half an hour later: only the desk stands in between."""
    desk = factories.make_desk(there.office)
    cases = [(case, factories.make_coach(there.here)) for case in households(there, threads)]
    for when in hours(rounds):
        wanted = [when + timedelta(minutes=30 * (n % 2)) for n in range(threads)]
        one_wins(*(
            partial(plan, case, there.coach, start, desk, coach)
            for (case, coach), start in zip(cases, wanted, strict=True)
        ))  # fmt: skip
        assert desk.interviews.planned().count() == 1
        desk.interviews.update(state="cancelled")


@many
def test_one_coach_is_taken_once(there: SimpleNamespace, threads: int, rounds: int) -> None:
    cases = [(case, factories.make_desk(there.office)) for case in households(there, threads)]
    for when in hours(rounds):
        one_wins(*(partial(plan, case, there.coach, when, desk, there.coach) for case, desk in cases))
    assert Interview.objects.filter(coach=there.coach).planned().count() == rounds


@many
def test_one_household_is_called_once(there: SimpleNamespace, threads: int, rounds: int) -> None:
    """Everybody with a desk and a coach of his own: only the household stands in between."""
    [case] = households(there, 1)
    teams = [(factories.make_desk(there.office), factories.make_coach(there.here)) for _ in range(threads)]
    for when in hours(rounds):
        one_wins(*(partial(plan, case, coach, when, desk, coach) for desk, coach in teams))
    assert case.interviews.planned().count() == rounds


@many
def test_one_slot_is_asked_for_by_page(there: SimpleNamespace, threads: int, rounds: int) -> None:
    """The same through the pages: the losers get their form back with a sentence and all they typed, never a 500."""
    desk = factories.make_desk(there.office)
    cases = [(case, *_browser(there)) for case in households(there, threads)]
    for case, coach, _client in cases:
        Case.objects.filter(pk=case.pk).update(coach=coach)
    for when in hours(rounds):
        answers = race(*(partial(_send, client, case, when, desk, coach, uuid4()) for case, coach, client in cases))
        assert sorted(answer.status_code for answer in answers) == [200] * (threads - 1) + [302]
        lost = [answer for answer in answers if answer.status_code == 200]
        assert {tuple(answer.context["form"].errors) for answer in lost} == {("planned_at",)}
        assert all(b"Just taken: a colleague has planned at that desk meanwhile." in answer.content for answer in lost)
        assert all(b"Mr Typed" in answer.content for answer in lost)
    assert desk.interviews.planned().count() == rounds


@many
def test_one_form_sent_many_times_plans_once(there: SimpleNamespace, threads: int, rounds: int) -> None:
    desk = factories.make_desk(there.office)
    coach, client = _browser(there)
    case = factories.make_case(region=there.here, office=there.office, coach=coach)
    browsers = [_again(client) for _ in range(threads)]
    for when in hours(rounds):
        token = uuid4()
        answers = race(*(partial(_send, browser, case, when, desk, coach, token) for browser in browsers))
        assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"/cases/{case.pk}/")}
    assert desk.interviews.planned().count() == rounds
    assert (Submission.objects.count(), AuditEvent.objects.filter(verb="interview_planned").count()) == (rounds, rounds)


def _browser(there: SimpleNamespace) -> tuple[User, Client]:
    coach, client = factories.make_coach(there.here), Client(raise_request_exception=True)
    client.force_login(coach)
    return coach, client


def _again(client: Client) -> Client:
    other = Client(raise_request_exception=True)
    other.cookies = client.cookies
    return other


def _send(client: Client, case: Case, when: datetime, desk: Desk, coach: User, token: Any) -> Any:
    data = {
        "token": str(token), "planned_at_day": when.strftime("%d/%m/%Y"), "planned_at_clock": when.strftime("%H:%M"),
        "minutes": "60", "mode": "office", "desk": desk.pk, "coach": coach.pk, "interpreter": "Mr Typed",
    }  # fmt: skip
    return client.post(f"/cases/{case.pk}/interviews/plan/", data)


# The last word -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("taken", "field"), [("desk", "planned_at"), ("coach", "coach")])
def test_what_the_database_refuses_is_said_beside_the_field(
    there: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, taken: str, field: str
) -> None:
    """Whoever wrote past every question that a planner asks."""
    monkeypatch.setattr(appointments, "clashes", lambda *_case, **_asked: [])
    desk, [when] = factories.make_desk(there.office), hours(1)
    same: dict[str, Callable[[], Any]] = {"desk": lambda: desk, "coach": lambda: there.coach}
    first, second = households(there, 2)
    factories.make_interview(first, planned_at=when, **{taken: same[taken]()})
    with pytest.raises(Refused) as refused:
        appointments.plan(second, by=there.coach, planned_at=when, **{taken: same[taken]()})
    assert {name: texts[0][:11] for name, texts in refused.value.message_dict.items()} == {field: "Just taken:"}
