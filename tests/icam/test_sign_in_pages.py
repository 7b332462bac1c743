"""The pages of signing in come out in house style, whichever of allauth's they are, with no script inline."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from icam.models import User
from tests import factories


@pytest.fixture
def somebody(db: Any) -> User:
    return factories.make_administrator(language="en")


@pytest.fixture
def signed_in(somebody: User) -> Client:
    """A browser in which somebody typed name and password a moment ago."""
    client = Client()
    response = client.post(reverse("account_login"), {"login": somebody.username, "password": factories.PASSWORD})
    assert response.status_code == 302
    return client


def house_style(page: str) -> dict[str, Any]:
    """What every page of the house has once, and what it never has."""
    scripts = [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "application/json" not in tag]
    return {
        "h1": len(re.findall(r"<h1", page)),
        "sheet": page.count("css/icam.css"),
        "skip": page.count('class="skip"'),
        "main": page.count('id="main"'),
        "bare controls": len(re.findall(r"<(?:input|select|textarea)(?![^>]*(?:class=|hidden|radio))[^>]*>", page)),
        "inline": scripts + re.findall(r"\sstyle=|\son\w+=|<style", page),
    }


AS_IT_SHOULD_BE = {"h1": 1, "sheet": 1, "skip": 1, "main": 1, "bare controls": 0, "inline": []}

OUTSIDE = [
    ("account_login", "Sign in"),
    ("account_reset_password", "Set a new password"),
    ("account_reset_password_done", "Look in your mail"),
    ("account_reset_password_from_key_done", "Your new password is set"),
    ("account_inactive", "This account is closed"),
]
INSIDE = [
    ("mfa_index", "Second factor"),
    ("mfa_activate_totp", "Set up a code app"),
    ("mfa_list_webauthn", "Passkeys"),
    ("mfa_add_webauthn", "Add a passkey"),
    ("account_change_password", "Change your password"),
    ("account_logout", "Sign out"),
    ("account_reauthenticate", "Is it still you?"),
    ("usersessions_list", "Where I am signed in"),
]


ASKED_AGAIN = {"mfa_activate_totp", "mfa_add_webauthn"}  # the password is asked again before these


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "title"), OUTSIDE)
def test_the_pages_before_signing_in_are_of_the_house(name: str, title: str) -> None:
    page = Client().get(reverse(name)).content.decode()
    assert [heading.strip() for heading in re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)] == [title]
    assert house_style(page) == AS_IT_SHOULD_BE


@pytest.mark.parametrize(("name", "title"), INSIDE)
def test_the_pages_of_the_own_account_are_of_the_house(signed_in: Client, name: str, title: str) -> None:
    if name in ASKED_AGAIN:
        signed_in.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    page = signed_in.get(reverse(name)).content.decode()
    assert [heading.strip() for heading in re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)] == [title]
    assert house_style(page) == AS_IT_SHOULD_BE


def test_the_second_factor_is_asked_on_a_page_of_the_house(somebody: User) -> None:
    RecoveryCodes.activate(somebody)
    Authenticator.objects.create(user=somebody, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    response = client.post(
        reverse("account_login"), {"login": somebody.username, "password": factories.PASSWORD}, follow=True
    )
    page = response.content.decode()
    assert response.redirect_chain == [(reverse("mfa_authenticate"), 302)]
    assert house_style(page) == AS_IT_SHOULD_BE
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert re.findall(r'<a href="#(\w+)">Code: ', refused) == ["id_code"]
    assert house_style(refused) == AS_IT_SHOULD_BE


def test_signing_out_needs_a_press_of_the_button(signed_in: Client) -> None:
    signed_in.get(reverse("account_logout"))
    assert "_auth_user_id" in signed_in.session
    signed_in.post(reverse("account_logout"))
    assert "_auth_user_id" not in signed_in.session


@pytest.mark.django_db
def test_a_wrong_password_is_told_above_the_form_and_keeps_the_name() -> None:
    page = Client().post(reverse("account_login"), {"login": "lotte", "password": "wrong"}).content.decode()
    assert re.findall(r"<li>([^<]+)</li>", page)[0] == "The username and/or password you specified are not correct."
    assert re.findall(r'name="login" value="(\w+)"', page) == ["lotte"]
    assert "wrong" not in page
