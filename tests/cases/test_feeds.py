"""The calendar address: its secret shown once, what it answers valid to the octet and without personal data."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cases.enums import InterviewState
from cases.models import Interview
from cases.services import feeds
from icam.calendar import ZONE, at
from icam.enums import Verb
from icam.logs import NoPersonalData
from icam.models import AgendaFeed, AuditEvent
from tests import factories

SignIn = Callable[[Any], Client]
TUESDAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def plan(cast: SimpleNamespace, clock: time = time(10), day: date = TUESDAY, **given: Any) -> Interview:
    return factories.make_interview(cast.case, planned_at=at(day, clock), **given)


def ask(secret: str) -> Any:
    return Client().get(reverse("cases:calendar"), {"key": secret})


def text(secret: str) -> str:
    answer = ask(secret)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return str(answer.content.decode())


def events(secret: str) -> list[Any]:
    return list(Calendar.from_ical(text(secret)).walk("VEVENT"))


# What it answers ------------------------------------------------------------------------------------------------------


def test_an_appointment_is_initials_reference_desk_and_times_in_utc(cast: SimpleNamespace) -> None:
    desk = factories.make_desk(cast.office, name="2")
    interview = plan(cast, desk=desk, minutes=45, interpreter="Mrs Saïd", language="ar")
    Interview.objects.update(version=3)
    (event,) = events(feeds.make(by=cast.coach))
    assert {name: event[name].to_ical().decode() for name in event} == {
        "SUMMARY": f"M. A. {cast.case.reference}",
        "DTSTART": "20260303T090000Z",
        "DTEND": "20260303T094500Z",
        "DTSTAMP": "20260302T080000Z",
        "UID": f"interview-{interview.pk}@icam",
        "SEQUENCE": "2",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
        "LOCATION": f"{cast.office.name}\\, 2",
    }


def test_nothing_of_the_person_is_in_it(cast: SimpleNamespace) -> None:
    person = cast.case.household.principal
    plan(cast, interpreter="Mrs Saïd", language="ar")
    said = text(feeds.make(by=cast.coach))
    address = person.addresses.get()
    for word in (person.family_name, person.given_names, address.street, "Saïd", "first", "IRQ", cast.coach.last_name):
        assert word not in said


def test_lines_end_in_cr_lf_and_have_at_most_75_octets(cast: SimpleNamespace) -> None:
    desk = factories.make_desk(factories.make_office(cast.here, name="Ünïversité " * 7), name="é" * 40)
    plan(cast, desk=desk)
    said = text(feeds.make(by=cast.coach))
    assert said.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert said.endswith("END:VCALENDAR\r\n")
    assert said.count("\n") == said.count("\r\n") == said.count("\r")
    assert max(len(line.encode()) for line in said.split("\r\n")) == 75
    assert said.replace("\r\n ", "").count("é" * 40) == 1


def test_what_was_moved_or_cancelled_lately_is_told_as_cancelled(cast: SimpleNamespace) -> None:
    plan(cast, time(9), state=InterviewState.MOVED)
    plan(cast, time(11), state=InterviewState.CANCELLED)
    plan(cast, time(13))
    plan(cast, time(9), day=date(2026, 1, 30), state=InterviewState.MOVED)
    secret = feeds.make(by=cast.coach)
    assert [str(event["STATUS"]) for event in events(secret)] == ["CANCELLED", "CANCELLED", "CONFIRMED"]


def test_only_the_own_appointments_of_cases_that_are_open_to_him(cast: SimpleNamespace) -> None:
    mine = plan(cast)
    plan(cast, time(12), coach=cast.colleague)
    factories.make_interview(factories.make_case(), planned_at=at(TUESDAY, time(14)), coach=cast.coach)
    assert [str(event["UID"]) for event in events(feeds.make(by=cast.coach))] == [f"interview-{mine.pk}@icam"]


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        (datetime(2026, 3, 29, 3, 30, tzinfo=ZONE), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZONE), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZONE, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), datetime(2026, 12, 31, 22, 30, tzinfo=UTC)),
        (datetime(2028, 2, 29, 23, 30, tzinfo=ZONE), datetime(2028, 2, 29, 22, 30, tzinfo=UTC)),
    ],
)
def test_the_hour_is_right_whatever_the_clocks_do(cast: SimpleNamespace, moment: datetime, start: datetime) -> None:
    with time_machine.travel(moment.astimezone(UTC) - timedelta(minutes=1), tick=False):
        factories.make_interview(cast.case, planned_at=moment.astimezone(UTC), minutes=60)
        (event,) = events(feeds.make(by=cast.coach))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (start, start + timedelta(hours=1))


# The secret -----------------------------------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_only_its_hash_is_kept(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, token = sign_in(cast.coach), str(uuid4())
    page = client.post(reverse("cases:feed"), {"token": token})
    link = page.context["link"]
    secret = link.partition("?key=")[2]
    assert (page.status_code, ask(secret).status_code, len(secret)) == (200, 200, 43)
    assert AgendaFeed.objects.get().digest == hashlib.sha256(secret.encode()).hexdigest()
    again = client.post(reverse("cases:feed"), {"token": token})
    assert again.headers["Location"] == reverse("cases:feed")
    assert secret not in client.get(reverse("cases:feed")).content.decode()
    assert AgendaFeed.objects.count() == 1
    assert secret not in str(AuditEvent.objects.values_list("changes", flat=True))


def test_a_new_address_ends_the_old_one_and_revoked_nothing_answers(cast: SimpleNamespace, sign_in: SignIn) -> None:
    first, second = feeds.make(by=cast.coach), feeds.make(by=cast.coach)
    assert [ask(secret).status_code for secret in (first, second)] == [404, 200]
    client = sign_in(cast.coach)
    for _press in range(2):
        assert client.post(reverse("cases:revoke_feed")).headers["Location"] == reverse("cases:feed")
    answers = [ask(secret) for secret in (first, second, "unknown", "", "é", "x" * 5000)]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert len({answer.content for answer in answers}) == 1
    verbs = AuditEvent.objects.filter(verb__startswith="feed_").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [Verb.FEED_MADE, Verb.FEED_REVOKED, Verb.FEED_MADE, Verb.FEED_READ, Verb.FEED_REVOKED]


def test_whoever_left_or_lost_his_agenda_has_no_calendar(cast: SimpleNamespace) -> None:
    secret = feeds.make(by=cast.coach)
    cast.coach.role = "administrator"
    cast.coach.save()
    assert ask(secret).status_code == 404


def test_the_trail_keeps_one_look_an_hour(cast: SimpleNamespace) -> None:
    secret = feeds.make(by=cast.coach)
    for minutes in (0, 20, 59, 60, 100, 121):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            assert ask(secret).status_code == 200
    assert AuditEvent.objects.filter(verb=Verb.FEED_READ).count() == 3


def test_who_asks_too_often_has_to_wait(cast: SimpleNamespace) -> None:
    secret = feeds.make(by=cast.coach)
    answers = [ask(secret).status_code for _time in range(61)]
    assert answers == [200] * 60 + [429]


def test_no_log_keeps_the_secret(cast: SimpleNamespace) -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, {"request": "GET /cases/calendar/icam.ics?key=abc"}, (), None)
    NoPersonalData().filter(record)
    assert record.msg == {"request": "GET /cases/calendar/icam.ics?…"}
