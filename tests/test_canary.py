"""What a reader may not know stands in nothing that he is sent, nor in any log, task or line of the trail.

A unique word is put into every personal column around a case, into sealed notes and into stored files. Then every
address is asked by everybody. The control: the coach of the case meets each of these words somewhere, so that a word
that nobody meets is not proof of anything.
"""

import io
import json
import logging
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from celery.app.task import Task
from django.test import Client
from django.urls import reverse

from cases.models import Case
from icam.fields import LongTextField, NameField, TextField
from icam.models import AuditEvent
from tests import factories
from tests.canary import Cage, Spot, plant, read, seen
from tests.filled import FORMS, fill
from tests.test_bad_input import form_of, put_back
from tests.test_permissions import TABLE, address, ask

FREE = (NameField, TextField, LongTextField)  # what takes any words
SignIn = Callable[[Any], Client]

# Columns whose words no page shows to anybody, each with the reason.
NEVER_SHOWN = {
    "AccessRequest.answer": "shown on the home page of who asked, who may not see the case",
    "Case.suspension_ends_with": "shown while the case is suspended",
    "ClosureProposal.answer": "shown once the proposal is answered",
    "Conclusion.text": "in its PDF, which is frozen",
    "Draft.sealed": "in its own form, when its author asks for it",
    "ImportRow.fingerprint": "a hash",
    "KeepApart.lifted_because": "shown once it is lifted",
    "Merge.undone_because": "shown once it is undone",
    "NameWord.word": "the index of names",
    "Pair.basis": "a hash",
    "Pair.reason": "shown once the pair is decided",
    "Task.note": "shown once the task is ended",
    "WrittenReason.decided_because": "shown once the reason is decided on",
}
MORE = (
    ("cases:timeline", "?kind=documents"), ("cases:download_timeline", "?kind=dossier"),
    ("cases:documents", "?show=withdrawn"), ("cases:case", "?show=documents"), ("cases:list", "?state=open"),
)  # fmt: skip


@pytest.fixture
def cage(world: SimpleNamespace) -> Cage:
    world.grantee = factories.make_grant(world.case, "work_case").user
    return plant(world)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """All that the handlers of the settings would write."""
    written = io.StringIO()
    handlers = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    assert handlers
    for handler in handlers:
        monkeypatch.setattr(handler, "stream", written)
    return written


def answers(client: Client, world: SimpleNamespace) -> Iterator[str]:
    """What every address tells this browser, exports and downloads included."""
    for name in TABLE:
        yield read(ask(client, name, address(world, name)))
    for name, query in MORE:
        yield read(client.get(address(world, name) + query))
    for kind, rows in (("document", world.case.documents), ("conclusion", world.case.conclusions)):
        for row in rows.order_by("pk"):
            yield read(client.get(reverse(f"cases:download_{kind}", args=[world.case.pk, row.pk])))
    for export in ("csv", "xlsx"):
        yield read(client.get(reverse("reporting:rows_export", args=[2026, "INV-1", export])))


def met(client: Client, world: SimpleNamespace, cage: Cage) -> set[str]:
    """The canaries that this browser was sent."""
    found: set[str] = set()
    for text in answers(client, world):
        found |= seen(text, cage)
    return found


def spots(canaries: set[str], cage: Cage) -> list[str]:
    return sorted({cage[canary].place for canary in canaries})


def browser(world: SimpleNamespace, sign_in: SignIn, who: str) -> Client:
    """Signed in, and with a purpose stated where one is asked."""
    if who == "nobody":
        return Client()
    client = sign_in(getattr(world, who))
    client.post(reverse("cases:purpose", args=[world.case.pk]), {"purpose": "quality"})
    return client


@pytest.mark.parametrize("who", ["coach_elsewhere", "manager_elsewhere", "administrator", "nobody"])
def test_whoever_may_not_see_the_case_is_sent_nothing_of_it(
    world: SimpleNamespace, cage: Cage, sign_in: SignIn, who: str
) -> None:
    own = ["AccessRequest.answer"] if who == "coach_elsewhere" else []  # what his own request was answered
    assert spots(met(browser(world, sign_in, who), world, cage), cage) == own


@pytest.mark.parametrize("who", ["head", "colleague", "grantee"])
def test_whoever_may_see_the_case_is_sent_nothing_restricted(
    world: SimpleNamespace, cage: Cage, sign_in: SignIn, who: str
) -> None:
    restricted = {canary: spot for canary, spot in cage.items() if spot.restricted}
    client = browser(world, sign_in, who)
    assert spots(met(client, world, restricted), cage) == []
    assert "Restricted note recorded" not in client.get(address(world, "cases:timeline")).content.decode()
    assert "Special attention" not in client.get(address(world, "cases:case")).content.decode()


def test_the_search_of_others_finds_nothing_but_that_there_is_something(
    world: SimpleNamespace, cage: Cage, sign_in: SignIn
) -> None:
    places = {"Person.family_name", "Person.phone", "Alias.name"}
    names = [canary for canary, spot in cage.items() if spot.place in places]
    told = []
    for who in ("coach_elsewhere", "manager_elsewhere"):
        client = sign_in(getattr(world, who))
        for asked in names:
            text = read(client.post(reverse("cases:find"), {"q": asked}))
            told += [(who, place) for place in spots(seen(text, cage) - {asked}, cage)]
    assert told == []


def test_the_right_reader_meets_every_word(
    world: SimpleNamespace, cage: Cage, sign_in: SignIn, log: io.StringIO
) -> None:
    found = met(browser(world, sign_in, "coach"), world, cage) | met(browser(world, sign_in, "manager"), world, cage)
    shown = {cage[canary].place for canary in found}
    assert {spot.place for spot in cage.values()} - shown == set(NEVER_SHOWN)
    assert {spot.place for spot in cage.values() if spot.restricted} <= shown
    assert spots(seen(log.getvalue(), cage), cage) == []
    assert log.getvalue().count("\n") > len(TABLE)
    assert spots(seen(json.dumps(trail()), cage), cage) == []


def trail() -> list[Any]:
    return [*AuditEvent.objects.values_list("changes", flat=True)]


def test_what_is_typed_reaches_no_log_no_task_and_no_line_of_the_trail(
    cast: SimpleNamespace, sign_in: SignIn, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form of the file, with a canary in each of its answers in words."""
    tasks: list[Any] = []
    monkeypatch.setattr(Task, "apply_async", lambda _task, *args, **options: tasks.append((args, options)))
    cage: Cage = {}
    first = cast.case.pk
    for number, form in enumerate(FORMS):
        cast.case = Case.objects.get(pk=first)
        with put_back():
            sent = fill(form, cast, sign_in)
            fields = {name for name, field in form_of(sent).fields.items() if isinstance(field, FREE)}
            typed = {name: f"Qz{number:03d}{name}zq" for name in fields & set(sent.data)}
            cage |= {word: Spot(f"{form.name}.{name}") for name, word in typed.items()}
            sent.post(**typed)
            assert spots(seen(json.dumps(trail()), cage), cage) == []
    assert len(cage) > len(FORMS)
    assert spots(seen(log.getvalue(), cage), cage) == []
    assert spots(seen(repr(tasks), cage), cage) == []
