"""How long somebody stays signed in: an hour without doing anything, ten hours in all, whatever the browser shows."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from icam import presence
from icam.calendar import now
from icam.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
START = "2026-11-24 08:00+00:00"


def later(client: Client, clock: Any, minutes: int, path: str = "/") -> int:
    clock.shift(timedelta(minutes=minutes))
    return int(client.get(path).status_code)


def left(client: Client) -> tuple[int, bool]:
    answer = client.get(reverse("session")).json()
    return answer["seconds"], answer["extendable"]


def test_an_hour_without_doing_anything_ends_it(sign_in: SignIn) -> None:
    coach = factories.make_coach()
    with time_machine.travel(START, tick=False) as clock:
        client = sign_in(coach)
        assert [later(client, clock, minutes) for minutes in (0, 59, 59, 59)] == [200] * 4
        assert later(client, clock, 60) == 302
        assert "Your session has ended" in client.get(reverse("account_login")).content.decode()
    ended = AuditEvent.objects.filter(verb="signed_out").get()
    assert (ended.actor_id, ended.reason) == (coach.pk, "time")


def test_ten_hours_after_the_sign_in_it_ends_however_busy_one_is() -> None:
    coach, client = factories.make_coach(), Client()
    with time_machine.travel(START, tick=False) as clock:
        client.post(reverse("account_login"), {"login": coach.username, "password": PASSWORD})
        busy = [later(client, clock, 50) for _time in range(11)]
        assert (busy, left(client)) == ([200] * 11, (50 * 60, False))
        assert later(client, clock, 50) == 302


def test_signing_in_anew_begins_both_times_anew() -> None:
    coach, client = factories.make_coach(), Client()
    words = {"login": coach.username, "password": PASSWORD}
    with time_machine.travel(START, tick=False) as clock:
        client.post(reverse("account_login"), words)
        later(client, clock, 50)
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), words)
        assert left(client) == (60 * 60, True)


def test_a_page_that_asks_by_itself_is_no_sign_of_life(cast: SimpleNamespace, sign_in: SignIn) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = sign_in(cast.coach)
        later(client, clock, 0)
        for minutes in (30, 29):
            clock.shift(timedelta(minutes=minutes))
            client.post(reverse("still_here"))
        assert left(client) == (60, True)
        assert client.post(reverse("session")).json() == {"seconds": 3600, "extendable": True}
        assert later(client, clock, 59) == 200


def test_a_stranger_has_no_session_to_extend() -> None:
    assert Client().get(reverse("session")).json() == {"seconds": 0, "extendable": False}
    assert Client().post(reverse("session")).json() == {"seconds": 0, "extendable": False}


def test_the_limit_is_a_setting(sign_in: SignIn, settings: Any) -> None:
    settings.SESSION_IDLE_MINUTES = 15
    with time_machine.travel(START, tick=False) as clock:
        client = sign_in(factories.make_coach())
        assert [later(client, clock, minutes) for minutes in (0, 14, 15)] == [200, 200, 302]


# Who else is there ----------------------------------------------------------------------------------------------------


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A busy machine answers late; what is tested is who is seen, not how soon."""
    monkeypatch.setattr(presence, "PATIENCE", 10)
    presence._server.cache_clear()
    yield
    presence._server.cache_clear()


@pytest.mark.usefixtures("patient")
def test_who_else_has_a_form_open_is_told_since_when_and_forgotten_after_a_while() -> None:
    one, two = factories.make_coach(), factories.make_coach()
    with time_machine.travel(START, tick=False) as clock:
        assert presence.here(one, "record", "1/2") == []
        clock.shift(timedelta(seconds=60))
        assert presence.here(one, "record", "1/2") == []
        seen = presence.here(two, "record", "1/2")
        assert [(other.name, other.since) for other in seen] == [(str(one), now() - timedelta(seconds=60))]
        assert presence.said_of(seen) == f"{one} has this form open since 09:00."
        assert presence.here(two, "record", "1/3") == []
        clock.shift(timedelta(seconds=91))
        assert presence.here(two, "record", "1/2") == []
    presence.leave(two, "record", "1/2")


def test_without_redis_nobody_is_seen_and_nothing_breaks(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert presence.here(factories.make_coach(), "record", "1/2") == []
    presence.leave(factories.make_coach(), "record", "1/2")


@pytest.mark.usefixtures("patient")
def test_the_hint_stands_on_the_page_and_is_no_lock(cast: SimpleNamespace, sign_in: SignIn) -> None:
    url = reverse("cases:propose_closure", args=[cast.case.pk])
    manager, coach = sign_in(cast.manager), sign_in(cast.coach)
    assert "has this form open" not in manager.get(url).content.decode()
    assert f"{cast.manager} has this form open since" in coach.get(url).content.decode()
    sent = coach.post(url, {"reason": "other", "explanation": "Gone"})
    assert sent.status_code == 302
