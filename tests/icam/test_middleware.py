"""What surrounds every page: health, headers, the answers when it is too busy, and logs that name nobody."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import psycopg
import pytest
import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import storages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from cases.models import Case, Person
from icam import urls
from icam.urls import handler400, handler403, handler404, handler429, handler500
from tests import factories

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

SignIn = Callable[[Any], Client]
NOWHERE = "redis://127.0.0.1:1/0"
CANARY = "Zzyzxkanarie"


# Addresses that fail on purpose


@login_not_required
def slow(request: HttpRequest) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(20)")
    return HttpResponse("done")


@login_not_required
def quoting(request: HttpRequest) -> HttpResponse:
    """A row that the database refuses: its words hold the whole row."""
    with transaction.atomic():
        Person.objects.create(family_name=request.POST["name"], sex="?")
    return HttpResponse("done")


@login_not_required
def chained(request: HttpRequest) -> HttpResponse:
    try:
        int(request.POST["name"])
    except ValueError as error:
        raise RuntimeError(f"{request.POST['name']} is no number") from error
    return HttpResponse("done")


urlpatterns = [path("slow", slow), path("quoting", quoting), path("chained", chained), *urls.urlpatterns]


# Health


@pytest.mark.django_db
def test_alive_asks_nobody(django_assert_num_queries: Any) -> None:
    with override_settings(REDIS_URL=NOWHERE), django_assert_num_queries(0):
        response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


GOOD = {"database": "ok", "migrations": "ok", "broker": "ok", "storage": "ok"}


def readiness() -> tuple[int, Any]:
    response = Client().get("/readyz")
    return response.status_code, response.json()


@pytest.mark.django_db
def test_ready_when_everything_answers_and_nothing_is_left_behind() -> None:
    assert readiness() == (200, GOOD)
    assert [name for name in storages["letters"].listdir("")[1] if name.startswith("readiness")] == []


@pytest.mark.django_db
def test_not_ready_without_the_broker() -> None:
    with override_settings(REDIS_URL=NOWHERE):
        assert readiness() == (503, {**GOOD, "broker": "failed"})


@pytest.mark.django_db
def test_not_ready_when_a_letter_cannot_be_stored(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with patch.object(storages["letters"], "_location", tmp_path / "file" / "letters"):
        storages["letters"].__dict__.pop("location", None)
        storages["letters"].__dict__.pop("base_location", None)
        answer = readiness()
    storages["letters"].__dict__.pop("location", None)
    storages["letters"].__dict__.pop("base_location", None)
    assert answer == (503, {**GOOD, "storage": "failed"})


@pytest.mark.django_db
def test_not_ready_while_migrations_wait() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'reporting' OR app = 'invitations'")
        assert readiness() == (503, {**GOOD, "migrations": "failed"})
        transaction.set_rollback(True)


@pytest.fixture
def database_down(transactional_db: None) -> Iterator[None]:
    connection.close()
    with patch.dict(connection.settings_dict, {"PORT": "1"}):
        yield
        connection.close()


def test_not_ready_without_the_database(database_down: None) -> None:
    assert readiness() == (503, {**GOOD, "database": "failed", "migrations": "failed"})


def test_without_the_database_every_page_says_that_it_is_busy(database_down: None) -> None:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    response = client.get("/cases/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Not available for a moment" in response.content.decode()


# Too busy


@pytest.mark.django_db
@pytest.mark.urls("tests.icam.test_middleware")
def test_what_takes_too_long_is_ended_with_a_page() -> None:
    response = Client().get("/slow")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Not available for a moment" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_another_holds_is_told_after_a_moment(sign_in: SignIn) -> None:
    coach = factories.make_coach()
    case = factories.make_case(coach=coach, state="in_coaching")
    client = sign_in(coach)
    data = {"ground": "health", "ends_with": "A letter", "version": case.version, "token": str(uuid4())}
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    wanted = connection.get_connection_params() | {"options": ""}
    known = {name: wanted[name] for name in ("dbname", "user", "password", "host", "port") if name in wanted}
    with psycopg.connect(**known) as other:
        other.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
        response = client.post(reverse("cases:suspend", args=[case.pk]), data)
    connection.close()
    assert response.status_code == 409
    assert "This has changed in the meantime" in response.content.decode()
    assert Case.objects.get(pk=case.pk).state == "in_coaching"


# Headers


@pytest.mark.django_db
def test_what_browsers_are_told(sign_in: SignIn) -> None:
    for response in (sign_in(factories.make_coach()).get("/cases/"), Client().get(reverse("account_login"))):
        policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
        assert policy == {
            "default-src": "'self'", "img-src": "'self' data:", "object-src": "'none'", "base-uri": "'none'",
            "frame-ancestors": "'none'", "form-action": "'self'",
        }  # fmt: skip
        told = {name: response[name] for name in (
            "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
        )}  # fmt: skip
        assert list(told.values()) == ["nosniff", "DENY", "same-origin", "same-origin"]
        features = re.findall(r"([a-z-]+)=\(\)", response["Permissions-Policy"])
        assert sorted(features) == ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"]


@pytest.mark.django_db
def test_nothing_in_a_page_is_inline(sign_in: SignIn, cast: SimpleNamespace) -> None:
    page = sign_in(cast.coach).get(cast.case.get_absolute_url()).content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert [script for script in re.findall(r"<script[^>]*>", page) if "src=" not in script] == []


@pytest.mark.django_db
def test_what_somebody_signed_in_saw_stays_in_no_cache(sign_in: SignIn) -> None:
    client = sign_in(factories.make_coach())
    answers = [client.get("/cases/"), client.get("/nowhere"), client.get("/cases/?wrong=1")]
    assert [(each.status_code, each["Cache-Control"]) for each in answers] == [
        (status, "no-store, private") for status in (200, 404, 400)
    ]


@pytest.mark.django_db
def test_over_https_browsers_are_told_to_stay_there() -> None:
    with override_settings(
        SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_SSL_REDIRECT=True
    ):
        assert (
            Client().get("/accounts/login/", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000;")
        )
        plain = Client().get("/accounts/login/")
        assert (plain.status_code, plain["Location"]) == (301, "https://testserver/accounts/login/")
        assert Client().get("/healthz").status_code == 200


# Logs


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the process writes, through the filter and the format of the settings."""
    written = io.StringIO()
    config = settings.LOGGING
    handler = logging.StreamHandler(written)
    made = logging.config.DictConfigurator(config)  # type: ignore[attr-defined]
    handler.setFormatter(made.configure_formatter(dict(config["formatters"]["house"])))
    handler.addFilter(made.configure_filter(dict(config["filters"]["no_person"])))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.mark.django_db
def test_a_name_that_was_typed_or_looked_for_is_in_no_log(
    sign_in: SignIn, cast: SimpleNamespace, log: io.StringIO
) -> None:
    person = cast.case.household.principal
    Person.objects.filter(pk=person.pk).update(family_name=CANARY)
    client = sign_in(cast.coach)
    statuses = [
        client.post(reverse("cases:find"), {"q": CANARY}).status_code,
        client.get("/cases/", {"q": CANARY}).status_code,
        client.get("/cases/", {"state": CANARY}).status_code,
        client.get(f"/nowhere?name={CANARY}", headers={"referer": f"http://testserver/?q={CANARY}"}).status_code,
        client.get(cast.case.get_absolute_url()).status_code,
        client.post(reverse("cases:person", args=[cast.case.pk, person.pk]), {"family_name": CANARY}).status_code,
        client.post(reverse("cases:plan_interview", args=[cast.case.pk]), {"interpreter": CANARY}).status_code,
        Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": CANARY, "password": "x"}).status_code,
        Client().post(reverse("account_login"), {"login": CANARY, "password": CANARY}).status_code,
    ]
    assert statuses == [200, 400, 400, 404, 200, 200, 200, 403, 200]
    assert [line for line in log.getvalue().splitlines() if CANARY in line] == []
    assert log.getvalue().count("request_finished") == len(statuses)


@pytest.mark.django_db
@pytest.mark.urls("tests.icam.test_middleware")
@pytest.mark.parametrize("address", ["/quoting", "/chained"])
def test_a_fault_is_logged_without_what_was_typed(log: io.StringIO, address: str) -> None:
    client = Client(raise_request_exception=False)
    assert client.post(address, {"name": CANARY}).status_code == 500
    assert [line for line in log.getvalue().splitlines() if CANARY in line] == []
    assert ("(person_sex_is_known)" if address == "/quoting" else "ValueError") in log.getvalue()
    assert "in chained" in log.getvalue() or "in quoting" in log.getvalue()


def test_a_task_that_failed_is_logged_without_what_it_said(log: io.StringIO) -> None:
    told = {"id": "1", "name": "make", "exc": f"ValueError('{CANARY}')", "description": "failed", "traceback": CANARY}
    logging.getLogger("celery.app.trace").error("Task %(name)s[%(id)s] %(description)s: %(exc)s", told)
    structlog.get_logger("django_structlog").error("task_failed", error=CANARY)
    assert CANARY not in log.getvalue()
    assert log.getvalue().count("failed") == 2


@pytest.mark.django_db
@pytest.mark.urls("tests.icam.test_middleware")
def test_the_number_on_the_error_page_is_the_number_in_the_log(log: io.StringIO) -> None:
    page = Client(raise_request_exception=False).post("/chained", {"name": "x"}).content.decode()
    told = re.findall(r"<code>(.*?)</code>", page)
    logged = {json.loads(line)["request_id"] for line in log.getvalue().splitlines() if '"request_id"' in line}
    assert (told, len(told)) == (sorted(logged), 1)
