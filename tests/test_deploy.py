"""Configuration by the environment: what makes no sense is refused by name, and production is what it should be."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured

from icam import settings as present

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "icam" / "settings.py"
PRODUCTION = {
    "SECRET_KEY": "l0ng-and-0f-many-signs-that-nobody-can-guess-at-all-9f27",
    "DATABASE_URL": "postgres://icam:word@database:5432/icam",
    "REDIS_URL": "redis://:word@redis:6379/0",
    "ALLOWED_HOSTS": "icam.example.be",
    "CSRF_TRUSTED_ORIGINS": "https://icam.example.be",
    "EMAIL_URL": "smtp+tls://user:word@mail.example.be:587",
    "TRUSTED_PROXIES": "1",
}
# The browser tests set the second for this process (tests/browser/conftest.py); no deployment would.
NOT_PASSED_ON = {*present.VARIABLES, "DJANGO_ALLOW_ASYNC_UNSAFE"}
OWN = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}


def start(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py` in a process that knows nothing but `environment`."""
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=OWN | environment, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def read(**environment: str) -> dict[str, Any]:
    """The settings as `environment` makes them, without touching those of this process."""
    with (
        patch.dict(os.environ, {**OWN, **PRODUCTION, **environment}, clear=True),
        patch("structlog.configure"),
        patch("sentry_sdk.init"),
    ):
        return runpy.run_path(str(SETTINGS))


def test_the_check_for_deployment_has_nothing_to_say() -> None:
    done = start("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("System check identified no issues")


def test_a_refused_setting_ends_the_start_with_its_sentence() -> None:
    done = start("check", SECRET_KEY="short")
    assert done.returncode != 0
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .endswith("SECRET_KEY must be set, to at least 12 characters that nobody can guess.")
    )


URL = "must begin with one of"
ORIGINS = "CSRF_TRUSTED_ORIGINS must hold addresses such as https://icam.example.be, not 'icam.example.be'."


def half(*missing: str) -> str:
    """The sentence about an object store of which these variables are not set."""
    names = " and ".join(f"OBJECT_STORE_{name}" for name in missing)
    return f"An object store is named by half: {names} must be set as well."


KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
KEYS = "RESTRICTED_KEYS must hold keys of 32 bytes in URL-safe base64, separated by commas."
SWITCHES = ("DEBUG", "DEMONSTRATION", "HTTPS", "REQUIRE_SECOND_FACTOR")
REFUSED = [
    ("SECRET_KEY", "", "SECRET_KEY must be set, to at least 12 characters that nobody can guess."),
    ("SECRET_KEY", "elevensigns", "SECRET_KEY must be set, to at least 12 characters that nobody can guess."),
    ("SECRET_KEY_FALLBACKS", f"{PRODUCTION['SECRET_KEY']},elevensigns",
     "SECRET_KEY_FALLBACKS must hold secrets of at least 12 characters, with commas."),
    ("SESSION_IDLE_MINUTES", "5", "SESSION_IDLE_MINUTES must lie between 6 and 600, not 5."),
    ("DATABASE_URL", "mysql://h/d", f"DATABASE_URL {URL} postgres, postgresql://, not 'mysql'."),
    ("DATABASE_URL", "sqlite:///x", f"DATABASE_URL {URL} postgres, postgresql://, not 'sqlite'."),
    ("DATABASE_URL", "postgres://h:port/d", "DATABASE_URL names a port that is no number from 0 to 65535."),
    ("REDIS_URL", "http://h", f"REDIS_URL {URL} redis, rediss, unix://, not 'http'."),
    ("REDIS_URL", "redis://h:99999/0", "REDIS_URL names a port that is no number from 0 to 65535."),
    ("EMAIL_URL", "ftp://h", f"EMAIL_URL {URL} smtp, smtp+tls, smtp+ssl, consolemail, dummymail://, not 'ftp'."),
    ("LETTER_PROVIDER_URL", "file:///etc", f"LETTER_PROVIDER_URL {URL} http, https://, not 'file'."),
    ("SITE_URL", "icam.example.be", f"SITE_URL {URL} http, https://, not 'icam.example.be'."),
    ("SENTRY_DSN", "nonsense", f"SENTRY_DSN {URL} http, https://, not 'nonsense'."),
    ("CSRF_TRUSTED_ORIGINS", "icam.example.be", ORIGINS),
    ("TRUSTED_PROXIES", "many", "TRUSTED_PROXIES must be a whole number."),
    ("TRUSTED_PROXIES", "6", "TRUSTED_PROXIES must lie between 0 and 5, not 6."),
    ("DATABASE_POOL_SIZE", "-1", "DATABASE_POOL_SIZE must lie between 0 and 200, not -1."),
    ("RENDER_STALE_SECONDS", "0", "RENDER_STALE_SECONDS must lie between 1 and 3600, not 0."),
    ("DOCUMENT_MEGABYTES", "0", "DOCUMENT_MEGABYTES must lie between 1 and 500, not 0."),
    ("CLAMAV_URL", "http://h", f"CLAMAV_URL {URL} tcp, unix://, not 'http'."),
    ("RESTRICTED_KEYS", "short", KEYS),
    ("RESTRICTED_KEYS", f"{KEY},ключ", KEYS),
    ("OBJECT_STORE_URL", "s3://h", f"OBJECT_STORE_URL {URL} http, https://, not 's3'."),
    ("OBJECT_STORE_URL", "http://h", half("BUCKET", "ACCESS_KEY", "SECRET_KEY")),
    ("OBJECT_STORE_REGION", "eu", half("BUCKET", "ACCESS_KEY", "SECRET_KEY")),
    ("OBJECT_STORE_BUCKET", "icam", half("ACCESS_KEY", "SECRET_KEY")),
    ("OBJECT_STORE_ACCESS_KEY", "two words", "OBJECT_STORE_ACCESS_KEY must be one word without spaces."),
    ("OBJECT_STORE_SECRET_KEY", "secret", half("BUCKET", "ACCESS_KEY")),
    ("LOG_FORMAT", "xml", "LOG_FORMAT must be json or console."),
    *((name, "maybe", f"{name} must be 1 or 0, not 'maybe'.") for name in SWITCHES),
]  # fmt: skip
# Any text makes sense: a folder, or a list of names.
TEXTS = {"ALLOWED_HOSTS", "STATIC_ROOT", "STORAGE_ROOT"}


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_nonsense_is_refused_with_a_sentence_that_names_it(name: str, value: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(**{name: value})
    assert str(refusal.value) == sentence


def test_every_variable_is_read_and_every_one_that_can_be_wrong_is_refused() -> None:
    source = SETTINGS.read_text()
    named = set(re.findall(r'(?:read_\w+\(|environ\.get\()\s*"([A-Z_]+)"', source))
    assert named == set(present.VARIABLES)
    assert {name for name, _value, _sentence in REFUSED} | TEXTS == set(present.VARIABLES)


def test_an_object_store_that_is_named_whole_holds_letters_and_documents() -> None:
    stores = read(
        OBJECT_STORE_BUCKET="icam",
        OBJECT_STORE_ACCESS_KEY="a",
        OBJECT_STORE_SECRET_KEY="b",
        OBJECT_STORE_URL="https://s3.example.be",
    )
    assert {name: stores["STORAGES"][name]["BACKEND"] for name in ("letters", "documents")} == dict.fromkeys(
        ("letters", "documents"), "storages.backends.s3.S3Storage"
    )
    assert [stores["STORAGES"][name]["OPTIONS"]["location"] for name in ("letters", "documents")] == [
        "letters", "documents",
    ]  # fmt: skip


def test_several_keys_are_read_newest_first() -> None:
    other = KEY.replace("A", "B", 1)
    assert read(RESTRICTED_KEYS=f" {other} ,{KEY},")["RESTRICTED_KEYS"] == [other, KEY]


def test_production_is_closed_unless_it_is_said_otherwise() -> None:
    made = read()
    assert {
        name: made[name] for name in (
            "DEBUG", "DEMONSTRATION", "HTTPS", "REQUIRE_SECOND_FACTOR", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
            "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER",
            "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "LOG_FORMAT",
        )
    } == {
        "DEBUG": False, "DEMONSTRATION": False, "HTTPS": True, "REQUIRE_SECOND_FACTOR": True,
        "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"), "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
        "LOG_FORMAT": "json",
    }  # fmt: skip


def test_a_header_of_a_proxy_is_believed_only_where_one_stands() -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in read(TRUSTED_PROXIES="0")


def test_a_demonstration_opens_without_a_certificate_and_a_second_factor() -> None:
    made = read(DEMONSTRATION="1")
    names = ("HTTPS", "REQUIRE_SECOND_FACTOR", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE")
    assert [made[name] for name in names] == [False, False, 0, False]


def test_a_pool_is_used_when_it_is_asked_for() -> None:
    assert "pool" not in read()["DATABASES"]["default"]["OPTIONS"]
    assert read(DATABASE_POOL_SIZE="8")["DATABASES"]["default"]["OPTIONS"]["pool"]["max_size"] == 8
