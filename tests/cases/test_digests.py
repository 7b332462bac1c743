"""The day's e-mail about tasks: once, on working days, with counts and a link and nothing else."""

import smtplib
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from cases.models import TaskDigest
from cases.services import digests
from icam.calendar import ZONE, now
from icam.models import ClosingDay
from tests import factories
from tests.work import make_task

MONDAY = date(2026, 3, 2)


def at(day: int, hour: int, month: int = 3, minute: int = 10) -> Any:
    return time_machine.travel(datetime(2026, month, day, hour, minute, tzinfo=ZONE), tick=False)


@pytest.fixture
def reader(cast: SimpleNamespace) -> Any:
    cast.coach.email, cast.coach.language = "anna@example.be", "en"
    cast.coach.save()
    make_task(cast.case, due_on=MONDAY, title="Call the school of Nour")
    make_task(cast.case, due_on=date(2026, 2, 27))
    make_task(cast.case, due_on=date(2026, 2, 26))
    make_task(cast.case, due_on=date(2026, 3, 9))
    make_task(cast.case, due_on=MONDAY, state="done")
    return cast.coach


def test_it_says_how_many_and_where_and_no_more(reader: Any, settings: Any, cast: SimpleNamespace) -> None:
    settings.SITE_URL = "https://icam.example.be/"
    with at(2, 9):
        assert digests.send() == 1
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == (["anna@example.be"], "ICAM: your tasks of today")
    assert sent.body.split("\n") == [
        "2 tasks are overdue.",
        "1 task is due today.",
        "",
        "https://icam.example.be/cases/tasks/",
        "",
        "ICAM sends this at most once on a working day.",
    ]


def test_it_goes_out_once_a_day_whenever_the_clock_asks(reader: Any) -> None:
    for hour in (0, 6, 7, 8, 12, 23):
        with at(2, hour):
            digests.send()
    assert len(mail.outbox) == 1
    assert TaskDigest.objects.get().day == MONDAY
    with at(3, 7):
        assert digests.send() == 1


def test_nothing_before_seven_nor_when_nobody_works(reader: Any, cast: SimpleNamespace) -> None:
    ClosingDay.objects.create(day=date(2026, 3, 4), label="Staff day")
    ClosingDay.objects.create(day=date(2026, 3, 5), label="Works", office=cast.office)
    for day, hour in ((2, 6), (7, 9), (8, 9), (4, 9), (5, 9)):
        with at(day, hour):
            assert digests.send() == 0
    with at(6, 9, month=4):
        assert digests.send() == 0  # Easter Monday


@pytest.mark.parametrize(("month", "sunday"), [(3, 29), (10, 25)])
def test_the_nights_of_a_clock_change_make_no_difference(reader: Any, month: int, sunday: int) -> None:
    for day in (sunday, sunday + 1):
        for hour in range(24):
            with at(day, hour, month=month):
                digests.send()
    assert [row.day for row in TaskDigest.objects.all()] == [date(2026, month, sunday + 1)]
    assert len(mail.outbox) == 1


def test_who_has_nothing_or_no_address_gets_nothing(cast: SimpleNamespace) -> None:
    make_task(cast.case, due_on=MONDAY)  # the coach has no address
    cast.manager.email = "m@example.be"
    cast.manager.save()
    gone = factories.make_coach(cast.here, email="g@example.be", is_active=False, deactivated_at=now())
    make_task(cast.case, due_on=MONDAY, owner=gone)
    with at(2, 9):
        assert digests.send() == 0
    assert not TaskDigest.objects.exists()


class Server(BaseEmailBackend):
    """A mail server that fails as told."""

    on_open: Exception | None = None
    on_send: Exception | None = None
    tried = 0

    def open(self) -> bool:
        if self.on_open:
            raise self.on_open
        return True

    def send_messages(self, email_messages: Any) -> int:
        type(self).tried += 1
        if self.on_send:
            raise self.on_send
        return len(email_messages)


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        ({"on_open": ConnectionRefusedError()}, True),
        ({"on_open": TimeoutError()}, True),
        ({"on_open": smtplib.SMTPAuthenticationError(535, b"no")}, True),
        ({"on_send": smtplib.SMTPDataError(451, b"later")}, True),
        ({"on_send": smtplib.SMTPRecipientsRefused({})}, True),
        ({"on_send": smtplib.SMTPServerDisconnected()}, False),
        ({"on_send": TimeoutError()}, False),
    ],
    ids=["refused", "no answer", "no entry", "not now", "no such box", "broke off", "silent after sending"],
)
def test_what_was_surely_not_taken_is_tried_again_and_nothing_else(
    reader: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Exception], again: bool
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "tried", 0)
    with monkeypatch.context() as broken, at(2, 9):
        for name, error in fault.items():
            broken.setattr(Server, name, error)
        assert digests.send() == 0
    assert TaskDigest.objects.exists() is not again
    with at(2, 10):
        assert digests.send() == again
        assert digests.send() == 0
