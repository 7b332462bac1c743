"""A letter that left in time is booked as sent, also when the secretary comes to it later."""

from datetime import timedelta

import pytest
import time_machine

from cases.enums import CaseState
from icam import calendar
from invitations.enums import LetterState
from invitations.services import letters
from invitations.services.conditions import NotInvitable
from tests import factories
from tests.invitations.conftest import make_invitable

pytestmark = pytest.mark.django_db


def test_the_day_of_posting_counts_not_the_day_of_booking() -> None:
    ready = make_invitable()
    letter = factories.make_letter(
        ready.case, interview=ready.interview, state=LetterState.RENDERED, drafted_by=ready.coach
    )
    posted = calendar.today()
    with time_machine.travel(ready.interview.planned_at + timedelta(hours=1), tick=True):
        letters.send(letter, by=ready.coach, sent_on=posted)
    ready.case.refresh_from_db()
    assert (letter.state, letter.sent_on, ready.case.state) == (LetterState.SENT, posted, CaseState.INVITED)


def test_a_letter_that_leaves_after_its_appointment_is_refused() -> None:
    ready = make_invitable()
    letter = factories.make_letter(
        ready.case, interview=ready.interview, state=LetterState.RENDERED, drafted_by=ready.coach
    )
    after = time_machine.travel(ready.interview.planned_at + timedelta(days=1), tick=True)
    with after, pytest.raises(NotInvitable):
        letters.send(letter, by=ready.coach, sent_on=calendar.today())
    letter.refresh_from_db()
    assert letter.state == LetterState.RENDERED
