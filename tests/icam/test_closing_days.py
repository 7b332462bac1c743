"""Closing days: added once, taken back while they are still to come, shown among the public holidays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from icam import calendar
from icam.enums import Verb
from icam.models import ClosingDay, User
from icam.services import closing_days
from tests import factories
from tests.icam.office import errors, events, race

DAYS = "/office/closing-days/"
NEXT_YEAR = calendar.today().year + 1
SUNDAY = max(date(NEXT_YEAR, 6, day) for day in range(1, 8) if date(NEXT_YEAR, 6, day).weekday() == 6)


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


def working_day(after: int = 10) -> date:
    """A working day of next June: within one year, whenever the tests run."""
    return calendar.add_working_days(date(NEXT_YEAR, 6, 1), after)


def close(client: Client, day: Any, **given: Any) -> Any:
    written = f"{day:%d/%m/%Y}" if isinstance(day, date) else day
    return client.post(DAYS, {"token": str(uuid4()), "day": written, "label": "Bridge day", "office": ""} | given)


def test_a_closing_day_is_added_and_stands_among_the_public_holidays(client: Client) -> None:
    day = working_day()
    assert close(client, day).headers["Location"] == f"{DAYS}?year={day.year}"
    shown = client.get(DAYS, {"year": day.year}).context["days"]
    assert [row.label for row in shown if row.day == day] == ["Bridge day"]
    assert {row.day for row in shown} == {day, *calendar.public_holidays(day.year)}
    assert events(Verb.OFFICE_CHANGED) == [{"added": day.isoformat(), "office": None}]


def test_public_holidays_have_their_name_and_no_button(client: Client) -> None:
    shown = client.get(DAYS, {"year": 2026})
    assert [(row.day, row.label) for row in shown.context["days"] if row.day.month == 7] == [
        (date(2026, 7, 21), "National Day")
    ]
    assert "Take back" not in shown.content.decode()


def test_the_same_closing_day_sent_twice_is_one(client: Client) -> None:
    token = str(uuid4())
    for _time in range(2):
        assert close(client, working_day(), token=token).status_code == 302
    assert ClosingDay.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        ("", "This field is required."),
        ("31/11/2026", "31/11/2026 does not exist."),
        ("01/01/0001", "The year must lie between 1900 and 2100."),
        ("tomorrow", "Type the date as day/month/year, for example 14/03/2026."),
        ("14/03/2024", "This date must not be before today."),
        (date(NEXT_YEAR, 12, 25), "That day is a weekend or a public holiday: nobody works then anyway."),
        (SUNDAY, "That day is a weekend or a public holiday: nobody works then anyway."),
    ],
)
def test_a_day_that_cannot_be_closed_is_refused(client: Client, day: Any, refused: str) -> None:
    assert errors(close(client, day)) == {"day": [refused]}
    assert ClosingDay.objects.count() == 0


def test_a_day_is_closed_once_for_all_or_once_per_office(client: Client) -> None:
    day, one, two = working_day(), factories.make_office(), factories.make_office()
    assert close(client, day, office=one.pk).status_code == close(client, day, office=two.pk).status_code == 302
    taken = {"day": ["That day is already a closing day there."]}
    assert errors(close(client, day, office=one.pk)) == taken
    assert close(client, day).status_code == 302
    assert errors(close(client, day)) == taken
    assert errors(close(client, day, office=factories.make_office().pk)) == taken
    assert ClosingDay.objects.count() == 3


def test_an_office_out_of_use_cannot_be_closed(client: Client) -> None:
    office = factories.make_office(is_active=False)
    assert set(errors(close(client, working_day(), office=office.pk))) == {"office"}


def test_a_day_to_come_is_taken_back_after_a_question(client: Client, administrator: User) -> None:
    day = closing_days.add(by=administrator, day=working_day(), label="Strike")
    url = f"{DAYS}{day.pk}/remove/"
    assert client.get(url).status_code == 200
    assert ClosingDay.objects.count() == 1
    client.post(url, {"version": 1})
    assert ClosingDay.objects.count() == 0
    assert events(Verb.OFFICE_CHANGED)[-1] == {"removed": day.day.isoformat(), "office": None}
    assert client.post(url, {"version": 1}).status_code == 404


@pytest.mark.parametrize("days", [0, 1, 400])
def test_a_day_that_has_come_stays(client: Client, days: int) -> None:
    day = ClosingDay.objects.create(day=calendar.today() - timedelta(days=days), label="Strike")
    response = client.post(f"{DAYS}{day.pk}/remove/", {"version": 1})
    assert errors(response) == {"__all__": ["Only a day that is still to come can be taken back."]}
    assert ClosingDay.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_one_day_the_second_is_told() -> None:
    administrator, day = factories.make_administrator(), working_day()
    outcomes = race(*[lambda: closing_days.add(by=administrator, day=day, label="Strike")] * 3)
    assert sorted(outcomes) == ["day", "day", "done"]
    assert ClosingDay.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_year_asks_the_same_number_of_questions_whatever_its_length(
    client: Client, administrator: User, rows: int, django_assert_num_queries: Any
) -> None:
    for row in range(rows):
        closing_days.add(by=administrator, day=working_day(10 + row), label="Strike", office=factories.make_office())
    with django_assert_num_queries(4):
        response = client.get(DAYS, {"year": working_day().year})
    assert len(response.context["days"]) == len(calendar.public_holidays(working_day().year)) + rows
