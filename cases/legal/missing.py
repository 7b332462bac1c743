"""A missed transfer interview: until when a written reason may still come, and what its absence lets one presume."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.talks import ReasonVerdict
from cases.legal.situation import Situation
from cases.legal.statement import Statement, Weight
from icam.dates import day_in_words


def reasons(here: Situation) -> Iterator[Statement]:
    """Awaited, come in and not decided, or not there in time (Aliens Act art. 74/25 §2)."""
    for reason in here.reasons:
        words = {"missed": day_in_words(reason.missed_on), "due": day_in_words(reason.due_on)}
        presses = Weight.NOW
        if reason.verdict == ReasonVerdict.INVALID:
            title, text = _("No valid reason:"), _("interview missed on %(missed)s") % words
            presses = Weight.STANDING
        elif reason.received_on:
            title, text = _("Written reason to decide on:"), _("interview missed on %(missed)s") % words
        elif here.day > reason.due_on:
            title, text = _("No written reason:"), _("interview missed on %(missed)s, expected by %(due)s") % words
        else:
            title, text = _("Written reason possible:"), _("until %(due)s, interview missed on %(missed)s") % words
            presses = Weight.RUNNING
        yield Statement(
            text, title, law="74/25 §2", icon="calendar-x", weight=presses,
            url=reverse("cases:interview", args=[here.case.pk, reason.interview_id]),
        )  # fmt: skip
