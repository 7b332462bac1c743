"""Making letters: claimed once, set once, stored once, whatever happens to the worker."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from cases.enums import InterviewState
from cases.models import Interview
from icam.celery import app
from icam.enums import Verb
from icam.models import AuditEvent, User
from icam.pdf import PdfError
from invitations import tasks
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from invitations.services import letters, making
from invitations.typesetting import typeset, version_in_force


@pytest.fixture
def ready(invitable: SimpleNamespace) -> SimpleNamespace:
    """A letter in the queue."""
    letter = letters.draft(invitable.case, by=invitable.coach, interview=invitable.interview, channel=Channel.POST)
    invitable.letter = letters.order_making(letter, by=invitable.coach)
    return invitable


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The letters that a message was sent for."""
    sent: list[int] = []
    monkeypatch.setattr(tasks.render, "apply_async", lambda args, **_options: sent.append(*args))
    return sent


def again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def events(letter: Letter, verb: str) -> list[AuditEvent]:
    return [*AuditEvent.objects.filter(target_type="invitations.letter", target_id=letter.pk, verb=verb)]


def breaks(error: type[BaseException]) -> Callable[..., Any]:
    def broken(*_args: Any, **_options: Any) -> Any:
        raise error

    return broken


def during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Something that happens while the letter is being set."""

    def interrupted(words: Any) -> Any:
        act()
        return typeset(words)

    monkeypatch.setattr(making, "typeset", interrupted)


# One letter -----------------------------------------------------------------------------------------------------------


def test_a_waiting_letter_is_made_and_its_bytes_are_stored(ready: SimpleNamespace) -> None:
    letters.render(ready.letter.pk)
    letter = again(ready.letter)
    with storages["letters"].open(letter.file) as file:
        data = file.read()
    assert data.startswith(b"%PDF-")
    assert (letter.state, letter.pages, letter.attempts) == (LetterState.RENDERED, 1, 1)
    assert letter.sha256 == hashlib.sha256(data).hexdigest()
    assert letter.file == f"{timezone.now():%Y}/{letter.sha256}.pdf"
    assert letter.template_version == version_in_force("fr")
    assert (letter.claim, letter.claimed_at) == (None, None)
    assert [event.changes for event in events(letter, Verb.LETTER_RENDERED)] == [{"sha256": letter.sha256, "pages": 1}]


def test_the_task_makes_the_letter(ready: SimpleNamespace) -> None:
    tasks.render(ready.letter.pk)
    assert again(ready.letter).state == LetterState.RENDERED


def test_a_second_run_changes_nothing(ready: SimpleNamespace) -> None:
    letters.render(ready.letter.pk)
    first = again(ready.letter)
    letters.render(ready.letter.pk)
    second = again(ready.letter)
    assert (second.version, second.attempts, second.rendered_at) == (first.version, 1, first.rendered_at)
    assert len(events(second, Verb.LETTER_RENDERED)) == 1


@pytest.mark.parametrize("state", sorted(set(LetterState) - {LetterState.READY}))
def test_only_a_waiting_letter_is_made(ready: SimpleNamespace, state: str) -> None:
    made = {"sha256": "0" * 64} if state in (LetterState.RENDERED, LetterState.SENT) else {}
    sent = {"sent_on": timezone.now().date()} if state == LetterState.SENT else {}
    claim = {"claim": uuid4()} if state == LetterState.RENDERING else {}
    Letter.objects.filter(pk=ready.letter.pk).update(state=state, **made, **sent, **claim)
    letters.render(ready.letter.pk)
    assert (again(ready.letter).state, again(ready.letter).attempts) == (state, 0)


def test_a_letter_that_does_not_exist_troubles_nobody(db: Any) -> None:
    letters.render(0)
    assert AuditEvent.objects.count() == 0


def test_bytes_are_written_once(ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    storage, saved = storages["letters"], []
    save = storage.save
    monkeypatch.setattr(storage, "save", lambda name, content: saved.append(name) or save(name, content))
    letters.render(ready.letter.pk)
    made = again(ready.letter)
    Letter.objects.filter(pk=made.pk).update(state=LetterState.READY, sha256="", file="")
    letters.render(made.pk)
    assert (saved, again(made).file) == ([made.file], made.file)


def test_a_half_written_file_is_replaced(ready: SimpleNamespace) -> None:
    storage = storages["letters"]
    letters.render(ready.letter.pk)
    made = again(ready.letter)
    storage.delete(made.file)
    storage.save(made.file, ContentFile(b"%PDF-1.7 half"))
    Letter.objects.filter(pk=made.pk).update(state=LetterState.READY, sha256="", file="")
    letters.render(made.pk)
    assert letters.read(again(made), by=ready.coach).startswith(b"%PDF-1.7\n")


def test_no_row_says_made_when_the_bytes_could_not_be_stored(
    ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storages["letters"], "save", breaks(OSError))
    with pytest.raises(OSError, match=r"^$"):
        letters.render(ready.letter.pk)
    assert (again(ready.letter).state, again(ready.letter).sha256) == (LetterState.READY, "")
    assert events(ready.letter, Verb.LETTER_RENDERED) == []


# What cannot be made ----------------------------------------------------------------------------------------------


def test_a_letter_with_a_hole_says_which_word_is_missing(ready: SimpleNamespace) -> None:
    Interview.objects.update(desk=None, office=ready.office)
    letters.render(ready.letter.pk)
    letter = again(ready.letter)
    assert (letter.state, letter.failure) == (LetterState.FAILED, "The letter cannot be made. Missing: Desk.")
    assert (letter.sha256, letter.claim) == ("", None)
    assert [event.changes for event in events(letter, Verb.LETTER_FAILED)] == [{"missing": ["desk"]}]


def test_mended_and_ordered_again_it_is_made(ready: SimpleNamespace) -> None:
    desk = ready.interview.desk
    Interview.objects.update(desk=None, office=ready.office)
    letters.render(ready.letter.pk)
    Interview.objects.update(desk=desk)
    letters.order_making(again(ready.letter), by=ready.coach)
    letters.render(ready.letter.pk)
    assert (again(ready.letter).state, again(ready.letter).failure) == (LetterState.RENDERED, "")


def test_a_moved_appointment_stops_the_letter(ready: SimpleNamespace) -> None:
    Interview.objects.update(state=InterviewState.MOVED)
    letters.render(ready.letter.pk)
    letter = again(ready.letter)
    told = "The appointment was moved, cancelled or has taken place. Cancel this letter."
    assert (letter.state, letter.failure) == (LetterState.FAILED, told)


def test_trouble_gives_the_letter_back_to_the_queue(ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "typeset", breaks(PdfError))
    with pytest.raises(PdfError):
        letters.render(ready.letter.pk)
    letter = again(ready.letter)
    assert (letter.state, letter.attempts, letter.claim) == (LetterState.READY, 1, None)
    monkeypatch.undo()
    letters.render(letter.pk)
    assert (again(letter).state, again(letter).attempts) == (LetterState.RENDERED, 2)


def test_after_five_attempts_a_person_must_look(ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "typeset", breaks(PdfError))
    for _attempt in range(5):
        with pytest.raises(PdfError):
            letters.render(ready.letter.pk)
    letter = again(ready.letter)
    assert (letter.state, letter.failure) == (
        LetterState.FAILED,
        "The letter could not be made in 5 attempts.",
    )
    assert len(events(letter, Verb.LETTER_FAILED)) == 1


# Somebody else comes in between -----------------------------------------------------------------------------------


def test_what_was_cancelled_while_being_made_is_discarded(
    ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    during(monkeypatch, lambda: letters.cancel(again(ready.letter), by=ready.coach, because="Moved"))
    letters.render(ready.letter.pk)
    letter = again(ready.letter)
    assert (letter.state, letter.sha256, letter.file) == (LetterState.CANCELLED, "", "")
    assert events(letter, Verb.LETTER_RENDERED) == []


def test_of_two_workers_the_one_that_lost_its_claim_is_refused(
    ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = uuid4()
    during(monkeypatch, lambda: Letter.objects.filter(pk=ready.letter.pk).update(claim=other))
    letters.render(ready.letter.pk)
    letter = again(ready.letter)
    assert (letter.state, letter.claim, letter.sha256) == (LetterState.RENDERING, other, "")


@pytest.mark.django_db(transaction=True)
def test_words_are_read_as_of_one_moment() -> None:
    with making._one_moment(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        level = cursor.fetchone()
        cursor.execute("SHOW transaction_read_only")
        assert (level, cursor.fetchone()) == (("repeatable read",), ("on",))


# What gets lost ------------------------------------------------------------------------------------------------------


def held(ready: SimpleNamespace, seconds: int, attempts: int = 1) -> Letter:
    Letter.objects.filter(pk=ready.letter.pk).update(
        state=LetterState.RENDERING,
        claim=uuid4(),
        claimed_at=timezone.now() - timedelta(seconds=seconds),
        attempts=attempts,
    )
    return again(ready.letter)


def test_the_sweep_wakes_what_waits_too_long(ready: SimpleNamespace, woken: list[int]) -> None:
    assert (letters.sweep(), woken) == (0, [])
    Letter.objects.filter(pk=ready.letter.pk).update(drafted_at=timezone.now() - timedelta(seconds=31))
    assert (letters.sweep(), woken) == (1, [ready.letter.pk])


def test_the_sweep_frees_what_a_dead_worker_holds(ready: SimpleNamespace, woken: list[int], settings: Any) -> None:
    settings.RENDER_STALE_SECONDS = 60
    held(ready, 59)
    assert (letters.sweep(), again(ready.letter).state) == (0, LetterState.RENDERING)
    held(ready, 61)
    assert (letters.sweep(), again(ready.letter).state) == (1, LetterState.READY)
    assert (again(ready.letter).claim, woken) == (None, [ready.letter.pk])


def test_the_sweep_gives_up_after_five_attempts(ready: SimpleNamespace, woken: list[int]) -> None:
    held(ready, 3600, attempts=5)
    tasks.sweep()
    assert (again(ready.letter).state, woken) == (LetterState.FAILED, [])
    assert len(events(ready.letter, Verb.LETTER_FAILED)) == 1


def test_the_clock_runs_the_sweep_every_minute() -> None:
    beat = app.conf.beat_schedule["sweep-letters"]
    assert (beat["task"], beat["schedule"]) == (tasks.sweep.name, 60.0)
    assert tasks.render.time_limit < 120 == app.conf.broker_transport_options["visibility_timeout"] / 5


def test_ordering_wakes_a_worker_once_it_is_committed(
    invitable: SimpleNamespace, woken: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = letters.draft(invitable.case, by=invitable.coach, interview=invitable.interview, channel=Channel.POST)
        letters.order_making(letter, by=invitable.coach)
        assert woken == []
    assert woken == [letter.pk]


def test_without_a_broker_the_letter_waits(ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.connection_for_write("redis://127.0.0.1:1/0") as nowhere:
        real = tasks.render.apply_async
        monkeypatch.setattr(
            tasks.render, "apply_async", lambda args, **options: real(args, connection=nowhere, **options)
        )
        assert making.wake(ready.letter.pk) is False
    assert again(ready.letter).state == LetterState.READY


def test_the_sweep_stops_at_once_without_a_broker(ready: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(making, "wake", lambda letter_id: bool(asked.append(letter_id)))
    other = Letter.objects.get(pk=ready.letter.pk)
    other.pk, other.reference, other.purpose = None, "L-OTHER", "repeat"
    other.save()
    Letter.objects.update(drafted_at=timezone.now() - timedelta(seconds=31))
    assert (letters.sweep(), asked) == (0, [ready.letter.pk])


def test_whoever_drafted_a_letter_reads_in_his_language_what_is_missing(ready: SimpleNamespace) -> None:
    User.objects.filter(pk=ready.coach.pk).update(language="nl")
    with making._language_of_drafter(ready.letter.pk):
        assert get_language() == "nl"
    assert get_language() == "en"
