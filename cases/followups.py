"""The lines of the timeline about what followed: tasks that were ended, written reasons for a missed interview."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.talks import ReasonVerdict, TaskState
from cases.models import Case, WrittenReason
from cases.timeline import Entry, at_day, pair
from icam.dates import day_in_words


def tasks(case: Case) -> Iterable[Entry]:
    """Tasks once they are ended: what is still to be done has its own tab."""
    rows = case.tasks.exclude(state=TaskState.OPEN).select_related("ended_by")
    for task in rows:
        assert task.ended_on  # the database keeps that
        done = task.state == TaskState.DONE
        yield Entry(
            sort=at_day(task.ended_on),
            day=task.ended_on,
            kind="decisions",
            icon="check2-square" if done else "dash-square",
            tone="good" if done else "quiet",
            title=pair(task.get_state_display(), task.title),
            url=task.get_absolute_url(),
            by=str(task.ended_by or ""),
            text=task.note,
        )


def written_reasons(case: Case) -> Iterable[Entry]:
    """The reason that came in, and what was decided on it (Aliens Act art. 74/25)."""
    for reason in WrittenReason.objects.filter(interview__case=case).select_related("decided_by"):
        url = reverse("cases:interview", args=[case.pk, reason.interview_id])
        if reason.received_on:
            late = reason.received_on > reason.due_on
            yield Entry(
                sort=at_day(reason.received_on),
                day=reason.received_on,
                kind="interviews",
                icon="envelope-paper",
                tone="watch" if late else "info",
                title=_("Written reason came in late") if late else _("Written reason came in"),
                url=url,
                text=_("For the interview of %s") % day_in_words(reason.missed_on),
                quote=reason.text,
            )
        if reason.decided_on:
            valid = reason.verdict == ReasonVerdict.VALID
            yield Entry(
                sort=at_day(reason.decided_on),
                day=reason.decided_on,
                kind="decisions",
                icon="clipboard-check",
                tone="good" if valid else "stop",
                title=str(reason.get_verdict_display()),
                url=url,
                by=str(reason.decided_by),
                text=reason.decided_because,
            )
