"""What letters add to the timeline of a case."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from cases.timeline import Entry, at_day, pair
from icam.calendar import local_day
from icam.languages import language
from invitations.enums import LetterState
from invitations.models import Letter

LOOK = {
    LetterState.DRAFTED: ("envelope", "quiet"),
    LetterState.READY: ("hourglass-split", "info"),
    LetterState.RENDERING: ("hourglass-split", "info"),
    LetterState.RENDERED: ("envelope-paper", "info"),
    LetterState.FAILED: ("envelope-exclamation-fill", "stop"),
    LetterState.SENT: ("envelope-fill", "info"),
    LetterState.CANCELLED: ("envelope-x", "quiet"),
}


def letters(case: Case) -> Iterable[Entry]:
    """One line per letter, at the day it was sent or else drafted."""
    for letter in (
        Letter.objects.filter(case=case)
        .select_related("sent_by", "drafted_by")
        .prefetch_related("concerns__person__merged_into")
    ):
        icon, tone = LOOK[LetterState(letter.state)]
        day = letter.sent_on or local_day(letter.drafted_at)
        by = letter.sent_by or letter.drafted_by
        yield Entry(
            sort=letter.drafted_at if local_day(letter.drafted_at) == day else at_day(day),
            day=day,
            kind="letters",
            icon=icon,
            tone=tone,
            title=pair(letter.get_purpose_display(), letter.get_state_display().lower()),
            url=reverse("invitations:letter", args=[letter.pk]),
            by=" · ".join([str(by), language(letter.language).name, letter.get_channel_display(), *_for(letter)]),
            text=letter.failure or letter.cancelled_because,
            persons=frozenset(each.person.current.pk for each in letter.concerns.all()),
        )


def _for(letter: Letter) -> list[str]:
    """Whom it calls in, when the letter names them."""
    names = "; ".join(row.person.current.name for row in letter.concerns.all())
    return [_("for %s") % names] if names else []
