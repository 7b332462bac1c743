"""Getting in and out: what is asked, what is refused, what is written down, and in which language one is greeted."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from icam.enums import Verb
from icam.models import AuditEvent, User
from tests import factories

LOGIN = "/accounts/login/"
ACCOUNT = "/accounts/mine/"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def coach(db: Any) -> User:
    return factories.make_coach(username="lotte", language="nl")


def sign_in(user: User | str, password: str = factories.PASSWORD, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    name = user if isinstance(user, str) else user.username
    return client, client.post(LOGIN, {"login": name, "password": password})


def trail() -> list[tuple[str, int | None, int | None]]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", "actor", "target_id"))


# Signing in -----------------------------------------------------------------------------------------------------------


def test_who_signs_in_is_let_in_and_written_down(coach: User) -> None:
    client, response = sign_in(coach)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get(ACCOUNT).status_code == 200
    assert trail() == [(Verb.SIGNED_IN, coach.pk, coach.pk)]
    coach.refresh_from_db()
    assert coach.last_login is not None


def test_the_user_name_is_found_in_capitals_too(coach: User) -> None:
    _client, response = sign_in("LOTTE")
    assert response.status_code == 302


def test_a_refusal_is_written_down_without_what_was_typed(coach: User) -> None:
    client, response = sign_in(coach, "my other secret")
    assert response.status_code == 200
    assert client.get(ACCOUNT).status_code == 302
    assert trail() == [(Verb.SIGN_IN_FAILED, None, coach.pk)]
    assert "my other secret" not in str(list(AuditEvent.objects.values()))


def test_a_name_nobody_has_is_refused_in_the_same_words_and_not_kept(coach: User) -> None:
    _client, known = sign_in(coach, "wrong")
    _client, unknown = sign_in("lothar", "wrong")
    assert unknown.status_code == known.status_code
    assert unknown.context["form"].errors == known.context["form"].errors
    assert trail() == [(Verb.SIGN_IN_FAILED, None, coach.pk), (Verb.SIGN_IN_FAILED, None, None)]
    assert "lothar" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("name", ["lo\x00tte", "x" * 10_000, "\u202elotte", "'; --"])
def test_nonsense_for_a_name_is_only_refused(coach: User, name: str) -> None:
    client, response = sign_in(name)
    assert response.status_code == 200
    assert client.get(ACCOUNT).status_code == 302


def test_somebody_deactivated_does_not_get_in(coach: User) -> None:
    User.objects.filter(pk=coach.pk).update(is_active=False, deactivated_at=timezone.now())
    client, _response = sign_in(coach)
    assert client.get(ACCOUNT).status_code == 302
    assert Verb.SIGNED_IN not in [verb for verb, _actor, _target in trail()]


def test_somebody_deactivated_is_out_on_the_next_request(coach: User) -> None:
    client, _response = sign_in(coach)
    assert client.get(ACCOUNT).status_code == 200
    User.objects.filter(pk=coach.pk).update(is_active=False, deactivated_at=timezone.now())
    assert client.get(ACCOUNT).headers["Location"] == f"{LOGIN}?next={ACCOUNT}"


def test_an_account_without_password_opens_to_no_password(coach: User) -> None:
    coach.set_unusable_password()
    coach.save()
    for password in (factories.PASSWORD, coach.password, "!"):
        client, _response = sign_in(coach, password)
        assert client.get(ACCOUNT).status_code == 302


def test_nobody_makes_an_account_for_himself(db: Any) -> None:
    client = Client()
    data = {
        "username": "eve",
        "email": "eve@example.be",
        "password1": factories.PASSWORD,
        "password2": factories.PASSWORD,
    }
    client.post("/accounts/signup/", data)
    assert User.objects.count() == 0


def limit(settings: Any, **limits: str) -> None:
    """Lower limits than the real ones: a password takes its time to check, on purpose."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits


def test_after_some_refusals_even_the_right_password_waits(coach: User, settings: Any) -> None:
    limit(settings, login_failed="2/5m/key")
    answers = [sign_in(coach, "wrong")[1] for _attempt in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    client, response = sign_in(coach)
    assert list(response.context["form"].errors) == ["__all__"]
    assert client.get(ACCOUNT).status_code == 302
    assert [verb for verb, _actor, _target in trail()] == [Verb.SIGN_IN_FAILED] * 2


def test_a_colleague_at_another_desk_is_not_kept_waiting(coach: User, settings: Any) -> None:
    limit(settings, login_failed="1/5m/key")
    for _attempt in range(2):
        sign_in(coach, "wrong")
    _client, response = sign_in(factories.make_coach())
    assert response.status_code == 302


def test_too_many_sign_ins_from_one_address_are_answered_with_429_and_a_way_on(db: Any, settings: Any) -> None:
    limit(settings, login="2/m/ip")
    answers = [Client().post(LOGIN, {"login": f"user{number}", "password": "x"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "300"
    assert "Too many attempts" in answers[-1].content.decode()


def test_the_limits_that_stand_are_these(settings: Any) -> None:
    assert settings.ACCOUNT_RATE_LIMITS["login"] == "30/m/ip"
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "10/m/ip,5/5m/key"


def test_the_page_one_wanted_is_where_one_lands_and_nowhere_else(coach: User) -> None:
    good = Client().post(f"{LOGIN}?next={ACCOUNT}", {"login": "lotte", "password": factories.PASSWORD, "next": ACCOUNT})
    assert good.headers["Location"] == ACCOUNT
    evil = {"login": "lotte", "password": factories.PASSWORD, "next": "https://evil.example/"}
    assert Client().post(LOGIN, evil).headers["Location"] == "/"


# Signing out ----------------------------------------------------------------------------------------------------------


def test_signing_out_takes_a_post_and_is_written_down(coach: User) -> None:
    client, _response = sign_in(coach)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get(ACCOUNT).status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == LOGIN
    assert client.get(ACCOUNT).status_code == 302
    assert [verb for verb, _actor, _target in trail()] == [Verb.SIGNED_IN, Verb.SIGNED_OUT]


# Second factor --------------------------------------------------------------------------------------------------------


def code() -> str:
    """What a code app shows now for TOTP_SECRET (RFC 6238)."""
    key = base64.b32decode(TOTP_SECRET)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return str((struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


def give_code_app(user: User) -> None:
    secret = get_adapter().encrypt(TOTP_SECRET)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})


def test_with_a_second_factor_the_password_alone_opens_nothing(coach: User) -> None:
    give_code_app(coach)
    client, response = sign_in(coach)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(ACCOUNT).status_code == 302
    assert trail() == []
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).headers["Location"] == "/"
    assert client.get(ACCOUNT).status_code == 200
    assert trail() == [(Verb.SIGNED_IN, coach.pk, coach.pk)]


def test_a_wrong_code_opens_nothing(coach: User) -> None:
    give_code_app(coach)
    client, _response = sign_in(coach)
    wrong = f"{(int(code()) + 500_000) % 1_000_000:06}"
    assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200
    assert client.get(ACCOUNT).status_code == 302


@pytest.mark.parametrize("role", ["coach", "administrator"])
def test_where_a_second_factor_is_required_nothing_opens_before_it_is_set_up(db: Any, settings: Any, role: str) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    user = factories.make_user(role)
    client, _response = sign_in(user)
    for url in ("/", "/office/users/", "/cases/"):
        assert client.get(url).headers["Location"] == reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_where_it_is_required_and_set_up_everything_opens(coach: User, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    give_code_app(coach)
    client, _response = sign_in(coach)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get("/").status_code == 200


def test_where_it_is_not_required_one_gets_in_without(coach: User, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    client, _response = sign_in(coach)
    assert client.get("/").status_code == 200


# Language -------------------------------------------------------------------------------------------------------------


def test_whoever_signs_in_is_greeted_in_the_own_language(coach: User) -> None:
    shared = Client()
    sign_in(factories.make_coach(language="de"), client=shared)
    assert shared.get(ACCOUNT).headers["Content-Language"] == "de"
    shared.post("/accounts/logout/")
    sign_in(coach, client=shared)
    assert shared.get(ACCOUNT).headers["Content-Language"] == "nl"


def test_the_switch_in_the_menu_holds_until_the_next_sign_in(coach: User) -> None:
    client, _response = sign_in(coach)
    client.post("/i18n/setlang/", {"language": "fr", "next": ACCOUNT})
    assert client.get(ACCOUNT).headers["Content-Language"] == "fr"
    coach.refresh_from_db()
    assert coach.language == "nl"
    sign_in(coach, client=client)
    client.post("/accounts/logout/")
    sign_in(coach, client=client)
    assert client.get(ACCOUNT).headers["Content-Language"] == "nl"


def test_the_own_language_is_chosen_under_my_account_and_acts_at_once(coach: User) -> None:
    client, _response = sign_in(coach)
    answer = client.post(ACCOUNT, {"language": "de", "version": coach.version})
    assert answer.headers["Location"] == ACCOUNT
    assert client.get(ACCOUNT).headers["Content-Language"] == "de"
    coach.refresh_from_db()
    assert (coach.language, coach.version) == ("de", 2)
    assert AuditEvent.objects.get(verb=Verb.USER_CHANGED).changes == {"fields": ["language"]}


@pytest.mark.parametrize("language", ["", "xx", "nl\x00"])
def test_a_language_that_is_none_is_refused(coach: User, language: str) -> None:
    client, _response = sign_in(coach)
    response = client.post(ACCOUNT, {"language": language, "version": 1})
    assert list(response.context["form"].errors) == ["language"]
    assert User.objects.get(pk=coach.pk).language == "nl"


def test_under_my_account_nobody_reaches_for_more_than_the_language(coach: User) -> None:
    client, _response = sign_in(coach)
    sent = {"language": "fr", "version": 1, "role": "administrator", "regions": [], "email": "x@y.be", "user": 1}
    client.post(ACCOUNT, sent)
    coach.refresh_from_db()
    assert (coach.language, coach.role, coach.email, coach.regions.count()) == ("fr", "coach", "", 1)


def test_the_account_page_shows_the_own_account_and_nobody_s_else(coach: User) -> None:
    other = factories.make_coach(last_name="Zimmermann")
    content = sign_in(coach)[0].get(ACCOUNT).content.decode()
    assert coach.get_full_name() in content
    assert "Zimmermann" not in content
    assert other.username not in content
