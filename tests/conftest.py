"""What every test can ask for. The services are real; only the clock may be held still."""

import os
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.http import HttpRequest
from django.test import Client, TransactionTestCase

from icam import sessions
from icam.celery import app
from icam.environment import STORES
from icam.models import User
from tests import database, factories
from tests.world import world  # noqa: F401  (a fixture)


@pytest.fixture(scope="session", autouse=True)
def _plain_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files go to a folder of this run; static files need no manifest; tasks do not run by themselves."""
    store = tmp_path_factory.mktemp("storage")
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.RESTRICTED_KEYS = [Fernet.generate_key().decode()]
    settings.CLAMAV_URL = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": store}},
        **{name: {**settings.STORAGES[name], "OPTIONS": {"location": store / name}} for name in STORES},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool, django_db_createdb: bool
) -> Iterator[None]:
    """The test database is a copy of one that was migrated once, and goes whoever is still connected to it."""
    wanted = connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}"
    if django_db_createdb or not django_db_keepdb or not database.exists(wanted):
        connection.settings_dict["TEST"]["TEMPLATE"] = database.original()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.creation, "_destroy_test_db", lambda name, _verbosity: database.drop(name))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_redis() -> None:
    """Each process of a parallel run has a Redis number of its own: `cache.clear()` empties whatever shares it."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    if process:
        server, _, number = settings.REDIS_URL.rpartition("/")
        settings.REDIS_URL = f"{server}/{(int(number) + int(process.removeprefix('gw'))) % 16}"
        settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL
        caches["default"] = caches.create_connection("default")  # one may have been made on the way here
        app.conf.broker_url = settings.REDIS_URL


@pytest.fixture(scope="session", autouse=True)
def _reset_with_the_trail() -> Iterator[None]:
    """After a test that commits, every table is as it was at first, so that no test depends on which ones ran before.

    The triggers that forbid to empty the trail rest for that moment only.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.reset())
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits and other short memory do not leak from test to test."""
    yield
    cache.clear()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A browser in which `user` is signed in."""

    def sign_in(user: User) -> Client:
        client, request = Client(), HttpRequest()
        client.force_login(user)
        request.session = client.session
        sessions.begin(request)  # as the page of signing in does: else the first page pays for it
        request.session.save()
        return client

    return sign_in


@pytest.fixture
def cast(db: Any) -> SimpleNamespace:
    """The members of the cast, around one case in coaching: its coach, a colleague, a coach elsewhere, and so on."""
    here, elsewhere = factories.make_region(), factories.make_region()
    office = factories.make_office(here)
    coach = factories.make_coach(here, office=office)
    case = factories.make_case(coach=coach, region=here, office=office, state="in_coaching")
    factories.make_order(case)
    factories.make_address(case)
    return SimpleNamespace(
        case=case,
        here=here,
        elsewhere=elsewhere,
        office=office,
        coach=coach,
        colleague=factories.make_coach(here),
        coach_elsewhere=factories.make_coach(elsewhere),
        manager=factories.make_manager(here),
        manager_elsewhere=factories.make_manager(elsewhere),
        head=factories.make_head(),
        administrator=factories.make_administrator(),
    )
