"""Who may open the pages of letters, and that looking writes nothing but the read log."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent, Submission
from invitations.enums import LetterState
from invitations.models import Letter
from tests.invitations.conftest import SignIn, draft_data, look_only, made, page, purpose_given

CAST = ["coach", "colleague", "coach_elsewhere", "manager", "manager_elsewhere", "head", "administrator"]
SEES = [200, 200, 404, 200, 404, 200, 404]
WORKS = [200, 403, 404, 200, 404, 403, 404]
ACTS = [302, 403, 404, 302, 404, 403, 404]


@pytest.mark.parametrize(
    ("name", "method", "answers"),
    [
        ("list", "get", [200, 200, 200, 200, 200, 403, 403]),
        ("new", "get", WORKS),
        ("new", "post", ACTS),
        ("preview", "post", WORKS),
        ("letter", "get", SEES),
        ("progress", "get", SEES),
        ("download", "get", SEES),
        ("again", "post", ACTS),
        ("send", "post", ACTS),
        ("cancel", "post", ACTS),
    ],
)
@pytest.mark.parametrize("who", CAST)
def test_who_may_open_what(
    ready: SimpleNamespace, sign_in: SignIn, name: str, method: str, answers: list[int], who: str
) -> None:
    client = purpose_given(sign_in(getattr(ready, who)), ready.case.pk)
    data: dict[str, Any] = draft_data(ready) | {"version": 1, "sent_on": today().isoformat(), "because": "Moved"}
    if name in {"new", "preview"}:
        url = page(name, ready.case.pk)
    else:
        letter = made(ready)
        if name == "again":
            Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED, sha256="")
        url = reverse("invitations:list") if name == "list" else page(name, letter.pk)
    response = client.post(url, data) if method == "post" else client.get(url)
    assert response.status_code == answers[CAST.index(who)]


@pytest.mark.parametrize("name", ["new", "preview", "letter", "progress", "download", "again", "send", "cancel"])
def test_what_does_not_exist_is_answered_like_what_is_foreign(
    ready: SimpleNamespace, sign_in: SignIn, name: str
) -> None:
    client = sign_in(ready.coach)
    url = page(name, 987654)
    assert client.get(url).status_code == (404 if name in {"new", "letter", "progress", "download"} else 405)
    assert client.post(url).status_code == (405 if name in {"letter", "progress", "download"} else 404)


@pytest.mark.parametrize("name", ["letter", "download"])
def test_a_letter_of_a_colleague_opens_after_saying_why(ready: SimpleNamespace, sign_in: SignIn, name: str) -> None:
    letter = made(ready)
    client = sign_in(ready.colleague)
    response = client.get(page(name, letter.pk))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("cases:purpose", args=[ready.case.pk]))
    assert not AuditEvent.objects.filter(verb=Verb.LETTER_READ).exists()


def test_nobody_who_is_not_signed_in_sees_a_letter(ready: SimpleNamespace) -> None:
    for name in ("letter", "progress", "download"):
        assert Client().get(page(name, made_once(ready).pk)).status_code == 302


def made_once(ready: SimpleNamespace) -> Letter:
    return Letter.objects.filter(case=ready.case).first() or made(ready)


def test_looking_writes_nothing_but_the_read_log(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    before = Letter.objects.values().get(pk=letter.pk)
    client = sign_in(ready.coach)
    for url in (
        reverse("invitations:list"), page("new", ready.case.pk), page("letter", letter.pk), page("progress", letter.pk),
        page("download", letter.pk),
    ):  # fmt: skip
        assert client.get(url).status_code == 200
    assert Letter.objects.values().get(pk=letter.pk) == before
    assert {event.verb for event in AuditEvent.objects.all()} <= look_only()
    assert Submission.objects.count() == 0
