"""The link by which somebody sets the own password: once, for three days, and for nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from icam.enums import Verb
from icam.models import AuditEvent, User
from icam.services import password_links, users
from tests import factories
from tests.icam.office import PASSWORD, WELCOME, errors, events, make_link, page_of, race


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


def follow(secret: str) -> Client:
    """A browser that opened the link."""
    browser = Client()
    answer = browser.get(WELCOME, {"link": secret})
    assert answer.headers["Location"] == WELCOME
    return browser


def test_with_the_link_somebody_sets_the_own_password_and_signs_in(client: Client) -> None:
    coach = factories.make_coach(username="y.vdb")
    browser = follow(make_link(client, coach))
    page = browser.get(WELCOME)
    assert (page.status_code, page.context["holder"]) == (200, coach)
    answer = browser.post(WELCOME, {"password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == "/accounts/login/"
    coach.refresh_from_db()
    assert coach.check_password(PASSWORD)
    assert AuditEvent.objects.get(verb=Verb.USER_CHANGED).actor == coach
    assert events(Verb.USER_CHANGED) == [{"fields": ["password"]}]


def test_the_secret_leaves_the_address_at_once_and_is_kept_by_the_browser_alone(client: Client) -> None:
    secret = make_link(client, factories.make_coach())
    browser = Client()
    answer = browser.get(WELCOME, {"link": secret})
    cookie = answer.cookies["icam_welcome"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", WELCOME)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = browser.get(WELCOME)
    assert secret not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert "sessionid" not in browser.cookies


def test_a_link_works_once(client: Client) -> None:
    secret = make_link(client, factories.make_coach())
    browser, second = follow(secret), follow(secret)
    browser.post(WELCOME, {"password": PASSWORD, "again": PASSWORD})
    other = "another long walk home"
    assert second.post(WELCOME, {"password": other, "again": other}).status_code == 410
    assert Client().get(WELCOME, {"link": secret}).status_code == 410
    assert browser.get(WELCOME).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_one_link_one_sets_the_password() -> None:
    coach, administrator = factories.make_coach(), factories.make_administrator()
    secret = password_links.make(coach, by=administrator)
    holders = [password_links.holder(secret) for _browser in range(2)]
    words = ["one long walk home", "two long walks home"]

    def redeem(place: int) -> Callable[[], Any]:
        holder = holders[place]
        assert holder
        return lambda: password_links.redeem(holder, by=holder, password=words[place])

    outcomes = race(redeem(0), redeem(1))
    assert sorted(outcomes) == ["Stale", "done"]
    coach.refresh_from_db()
    assert coach.check_password(words[outcomes.index("done")])


def test_a_new_link_kills_the_old_one_the_old_password_and_every_session(
    client: Client, sign_in: Callable[[User], Client]
) -> None:
    coach = factories.make_coach()
    browser = sign_in(coach)
    assert browser.get(reverse("account")).status_code == 200
    first = make_link(client, coach)
    second = make_link(client, coach)
    assert browser.get(reverse("account")).status_code == 302
    coach.refresh_from_db()
    assert not coach.check_password(factories.PASSWORD)
    assert (password_links.holder(first), password_links.holder(second)) == (None, coach)


def test_a_link_is_too_old_after_three_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = factories.make_coach()
    secret = make_link(client, coach)
    now = password_links.LinkTokens._now

    def later(seconds: int) -> None:
        moved = now(password_links.LinkTokens()) + timedelta(seconds=seconds)
        monkeypatch.setattr(password_links.LinkTokens, "_now", lambda self: moved)

    later(3 * 86_400 - 60)
    assert password_links.holder(secret) == coach
    later(3 * 86_400 + 60)
    assert password_links.holder(secret) is None


@pytest.mark.parametrize(
    "secret", ["", "x", "-", "1-", "zzzzzzzzzzzzzzzzzzzzzzzzz-a-b", "1-abc-def", "\x00-\x00", "é-é"]
)
def test_a_forged_link_opens_nothing(db: Any, secret: str) -> None:
    assert Client().get(WELCOME, {"link": secret}).status_code == 410


def test_one_user_s_secret_does_not_open_another_s_account(client: Client) -> None:
    one, two = factories.make_coach(), factories.make_coach()
    _number, _dash, token = make_link(client, one).partition("-")
    make_link(client, two)
    assert password_links.holder(f"{two.pk}-{token}") is None


def test_a_cookie_written_by_hand_opens_nothing(client: Client) -> None:
    secret = make_link(client, factories.make_coach())
    browser = Client()
    browser.cookies["icam_welcome"] = f"{secret}:forged"
    assert browser.get(WELCOME).status_code == 410


def test_an_address_with_more_than_the_link_is_refused(client: Client) -> None:
    secret = make_link(client, factories.make_coach())
    assert Client().get(WELCOME, {"link": secret, "next": "/"}).status_code == 400
    assert Client().post(f"{WELCOME}?link={secret}", {}).status_code == 400


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("", "This field is required."),
        ("short", "This password is too short. It must contain at least 12 characters."),
        ("password1234", "This password is too common."),
        ("yvandenbossche", "The password is too similar to the User name."),
        ("x" * 10_000, "Ensure this value has at most 200 characters (it has 10000)."),
        ("\x00" * 12, "Null characters are not allowed."),
    ],
)
def test_a_poor_password_is_refused_with_a_sentence(client: Client, password: str, refused: str) -> None:
    coach = factories.make_coach(username="yvandenbossche")
    browser = follow(make_link(client, coach))
    response = browser.post(WELCOME, {"password": password, "again": password})
    assert errors(response)["password"] == [refused]
    assert not User.objects.get(pk=coach.pk).has_usable_password()
    assert re.findall(r'type="password"[^>]* value=', response.content.decode()) == []


def test_a_slip_of_the_finger_is_told(client: Client) -> None:
    browser = follow(make_link(client, factories.make_coach()))
    response = browser.post(WELCOME, {"password": PASSWORD, "again": PASSWORD[:-1]})
    assert errors(response) == {"again": ["The two passwords are not the same."]}
    assert PASSWORD[:-1] not in response.content.decode()


def test_who_tries_links_too_often_has_to_wait(db: Any) -> None:
    browser = Client()
    answers = [browser.get(WELCOME, {"link": f"1-{number}-x"}).status_code for number in range(21)]
    assert answers == [410] * 20 + [429]


def test_no_link_for_somebody_deactivated_or_for_oneself(client: Client, administrator: User) -> None:
    gone = factories.make_coach(is_active=False, deactivated_at=timezone.now())
    assert errors(client.post(page_of(gone, "password-link/"), {})) == {
        "__all__": [f"{gone} is deactivated; reactivate the account first."]
    }
    assert errors(client.post(page_of(administrator, "password-link/"), {})) == {
        "__all__": ["Your own password is changed under “My account”."]
    }
    assert events(Verb.PASSWORD_LINK_MADE) == []


def test_a_link_dies_with_the_account(client: Client, administrator: User) -> None:
    coach = factories.make_coach()
    browser = follow(make_link(client, coach))
    users.deactivate(coach, by=administrator, version=1)
    assert browser.get(WELCOME).status_code == 410
    assert browser.post(WELCOME, {"password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_the_same_request_for_a_link_makes_one_link(client: Client) -> None:
    coach = factories.make_coach()
    form = {"token": str(uuid4()), "reason": ""}
    client.post(page_of(coach, "password-link/"), form)
    again = client.post(page_of(coach, "password-link/"), form)
    assert again.headers["Location"] == page_of(coach)
    assert len(events(Verb.PASSWORD_LINK_MADE)) == 1
