"""What the tests of the office's pages share: forms as typed, what a page answered, and two people at once."""

import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import Client

from icam.enums import Verb
from icam.models import AuditEvent, User
from icam.refusals import Refused
from icam.workflow import IllegalMove, Stale
from tests import factories

LIST = "/office/users/"
ADD = "/office/users/add/"
WELCOME = "/office/welcome/"
PASSWORD = "a long walk by the river"


def page_of(user: User, act: str = "") -> str:
    return f"/office/users/{user.pk}/{act}"


def typed(**given: Any) -> dict[str, Any]:
    """A new user as typed into the form."""
    region = given.pop("region", None) or factories.make_region()
    return {
        "token": str(uuid4()),
        "first_name": "Yasmine",
        "last_name": "Van den Bossche",
        "username": "y.vandenbossche",
        "email": "y.vandenbossche@ibz.example",
        "language": "nl",
        "role": "coach",
        "regions": [region.pk],
        "office": "",
    } | given


def as_it_stands(user: User, **given: Any) -> dict[str, Any]:
    """The form of a user as the page shows it."""
    return {
        "version": user.version,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "email": user.email,
        "language": user.language,
        "role": user.role,
        "regions": [region.pk for region in user.regions.all()],
        "office": user.office_id or "",
    } | given


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: [str(text) for text in texts] for name, texts in response.context["form"].errors.items()}


def events(verb: Verb) -> list[dict[str, Any]]:
    return list(AuditEvent.objects.filter(verb=verb).order_by("id").values_list("changes", flat=True))


def give_factor(user: User, kind: str = "totp") -> None:
    Authenticator.objects.create(user=user, type=kind, data={})


def names(response: Any) -> list[str]:
    assert response.status_code == 200
    return [user.last_name for user in response.context["page"]]


def secret_in(response: Any) -> str:
    found = re.search(r"http://testserver/office/welcome/\?link=([0-9a-z-]+)", response.content.decode())
    assert found
    return found[1]


def make_link(client: Client, user: User) -> str:
    """The secret of a new link, as the administrator sees it."""
    return secret_in(client.post(page_of(user, "password-link/"), {"token": str(uuid4()), "reason": ""}))


def race(*acts: Callable[[], Any]) -> list[str]:
    """Run all at once, each on its own connection; what became of each: done, or what it was refused for."""
    ready, outcomes = Barrier(len(acts), timeout=10), ["" for _act in acts]

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait()
            act()
            outcomes[place] = "done"
        except Refused as refusal:
            outcomes[place] = ",".join(refusal.error_dict) if hasattr(refusal, "error_dict") else refusal.messages[0]
        except (IllegalMove, Stale) as trouble:
            outcomes[place] = type(trouble).__name__
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[place, act]) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
