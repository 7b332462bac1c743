"""Two people, or a person and a worker, at one letter in one moment: one wins, the other is told."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from cases.enums import CaseState
from cases.models import CaseMove
from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent
from icam.workflow import IllegalMove, Stale
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from invitations.services import letters
from tests import factories
from tests.invitations.conftest import make_invitable

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Carries out the acts at one time, each on its own connection; what they return or raise, in their order."""
    start = threading.Barrier(len(acts), timeout=10)
    answers: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            answers[place] = act()
        except (IllegalMove, Stale, letters.NotInvitable) as refusal:
            answers[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return answers


def count(verb: str) -> int:
    return AuditEvent.objects.filter(verb=verb).count()


def made(ready: SimpleNamespace, **given: Any) -> Letter:
    values = {"interview": ready.interview, "state": LetterState.RENDERED, "drafted_by": ready.coach} | given
    return factories.make_letter(ready.case, **values)


def winners(answers: list[Any]) -> int:
    return sum(not isinstance(answer, Exception) for answer in answers)


@pytest.mark.parametrize("_round", range(3))
def test_of_two_who_send_a_letter_one_does(_round: int) -> None:
    ready = make_invitable()
    letter = made(ready)
    copies = [Letter.objects.get(pk=letter.pk) for _copy in range(2)]
    answers = together(*(lambda c=copy: letters.send(c, by=ready.coach, sent_on=today()) for copy in copies))
    assert winners(answers) == 1
    assert (count(Verb.LETTER_SENT), count(Verb.CASE_INVITED)) == (1, 1)
    assert CaseMove.objects.filter(case=ready.case, target=CaseState.INVITED).count() == 1
    assert Letter.objects.get(pk=letter.pk).version == 2


@pytest.mark.parametrize("_round", range(3))
def test_two_drafts_for_one_appointment_make_one_letter(_round: int) -> None:
    ready = make_invitable()
    act = lambda: letters.draft(  # noqa: E731  (the same act twice)
        ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST
    )
    assert winners(together(act, act)) == 1
    assert (Letter.objects.count(), count(Verb.LETTER_DRAFTED)) == (1, 1)


@pytest.mark.parametrize("_round", range(3))
def test_a_letter_is_sent_or_cancelled_never_both(_round: int) -> None:
    ready = make_invitable()
    letter = made(ready)
    mine, yours = Letter.objects.get(pk=letter.pk), Letter.objects.get(pk=letter.pk)
    answers = together(
        lambda: letters.send(mine, by=ready.coach, sent_on=today()),
        lambda: letters.cancel(yours, by=ready.coach, because="Moved"),
    )
    assert winners(answers) == 1
    assert count(Verb.LETTER_SENT) + count(Verb.LETTER_CANCELLED) == 1
    sent = Letter.objects.get(pk=letter.pk).state == LetterState.SENT
    assert CaseMove.objects.filter(case=ready.case, target=CaseState.INVITED).exists() is sent


@pytest.mark.parametrize("_round", range(3))
def test_a_letter_is_cancelled_while_it_is_made(_round: int) -> None:
    ready = make_invitable()
    draft = letters.draft(ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST)
    Letter.objects.filter(pk=draft.pk).update(state=LetterState.READY)
    mine = Letter.objects.get(pk=draft.pk)
    answers = together(lambda: letters.render(draft.pk), lambda: letters.cancel(mine, by=ready.coach, because="Moved"))
    letter = Letter.objects.get(pk=draft.pk)
    if isinstance(answers[1], Stale):  # the worker was there first
        assert (letter.state, count(Verb.LETTER_RENDERED)) == (LetterState.RENDERED, 1)
    else:
        assert (letter.state, letter.sha256, count(Verb.LETTER_RENDERED)) == (LetterState.CANCELLED, "", 0)


@pytest.mark.parametrize("_round", range(3))
def test_two_workers_at_one_letter_make_it_once(_round: int) -> None:
    ready = make_invitable()
    draft = letters.draft(ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST)
    Letter.objects.filter(pk=draft.pk).update(state=LetterState.READY)
    together(lambda: letters.render(draft.pk), lambda: letters.render(draft.pk))
    letter = Letter.objects.get(pk=draft.pk)
    assert (letter.state, letter.attempts, count(Verb.LETTER_RENDERED)) == (LetterState.RENDERED, 1, 1)


@pytest.mark.parametrize("_round", range(3))
def test_two_who_order_a_failed_letter_order_it_once(_round: int) -> None:
    ready = make_invitable()
    letter = made(ready, state=LetterState.FAILED)
    copies = [Letter.objects.get(pk=letter.pk) for _copy in range(2)]
    answers = together(*(lambda c=copy: letters.order_making(c, by=ready.coach) for copy in copies))
    assert (winners(answers), count(Verb.LETTER_READIED)) == (1, 1)
