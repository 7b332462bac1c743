"""What letters have to say before their appointment is moved or cancelled."""

from functools import partial

from django.db import connection
from django.utils.translation import gettext as _

from cases.models import Interview
from cases.services.guarding import Notice
from icam.models import User
from invitations.enums import LetterState
from invitations.models import Letter
from invitations.services import letters as service


def letters(interview: Interview) -> list[Notice]:
    """One notice per live letter of the appointment; inside a transaction the rows are held until it ends."""
    rows = Letter.objects.live().filter(interview=interview).order_by("pk")
    if connection.in_atomic_block:
        rows = rows.select_for_update(of=("self",), no_key=True)
    return [_notice(letter) for letter in rows]


def _notice(letter: Letter) -> Notice:
    about = {"letter": letter.reference}
    if letter.state == LetterState.RENDERING:
        return Notice(_("Letter %(letter)s is being made this minute. Wait until it is done.") % about, stops=True)
    if letter.state == LetterState.SENT:
        return Notice(_("Letter %(letter)s with the old time has been sent.") % about, asks=True)
    if letter.state == LetterState.RENDERED:
        sentence = (
            _("Letter %(letter)s with the old time has been made, perhaps printed. It will be cancelled.") % about
        )
        return Notice(sentence, asks=True, release=partial(_cancel, letter))
    sentence = _("Letter %(letter)s with the old time has not been made yet. It will be cancelled.") % about
    return Notice(sentence, release=partial(_cancel, letter))


def _cancel(letter: Letter, by: User, because: str) -> None:
    service.cancel(letter, by=by, because=because)
