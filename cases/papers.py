"""What documents, conclusions and restricted notes add to the timeline of a case."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.papers import ConclusionState
from cases.models import Case, RestrictedNote, Summary
from cases.timeline import Entry, at_day, pair
from icam.calendar import local_day
from icam.permissions import Capability

CONCLUSION_LOOK = {
    ConclusionState.MADE: ("file-earmark-text", "info"),
    ConclusionState.SENT: ("send-check-fill", "good"),
    ConclusionState.CANCELLED: ("file-earmark-x", "quiet"),
}


def documents(case: Case) -> Iterable[Entry]:
    """Each document on the day it was received; a withdrawn one says so."""
    for document in case.documents.select_related("person", "added_by"):
        gone = document.withdrawn_at is not None
        same_day = local_day(document.added_at) == document.received_on
        yield Entry(
            sort=document.added_at if same_day else at_day(document.received_on),
            day=document.received_on,
            kind="documents",
            icon="file-earmark-x" if gone else "file-earmark-arrow-down",
            tone="quiet" if gone else "info",
            title=pair(_("Withdrawn document") if gone else document.get_kind_display(), document.title),
            url=reverse("cases:documents", args=[case.pk]),
            by=" · ".join(str(part) for part in (document.person, document.added_by) if part),
            text=document.withdrawn_because,
            persons=frozenset({document.person_id} if document.person_id else ()),
            needs=Capability.VIEW_RESTRICTED if document.is_restricted else None,
        )


def conclusions(case: Case) -> Iterable[Entry]:
    """Each conclusion on the day it was sent, or else made."""
    for conclusion in case.conclusions.select_related("partner", "made_by"):
        icon, tone = CONCLUSION_LOOK[ConclusionState(conclusion.state)]
        made_on = local_day(conclusion.made_at)
        day = conclusion.sent_on or made_on
        yield Entry(
            sort=conclusion.made_at if made_on == day else at_day(day),
            day=day,
            kind="documents",
            icon=icon,
            tone=tone,
            title=_("Conclusion to %(partner)s: %(state)s")
            % {"partner": conclusion.partner, "state": conclusion.get_state_display().lower()},
            url=reverse("cases:conclusions", args=[case.pk]),
            by=" · ".join(filter(None, (str(conclusion.made_by), conclusion.reference, conclusion.sent_how))),
            text=conclusion.cancelled_because,
        )


def summaries(case: Case) -> Iterable[Entry]:
    """Each summary that the person was given, on the day it was made."""
    rows = Summary.objects.filter(interview__case=case).select_related("person__merged_into", "made_by")
    for summary in rows:
        name = summary.person.current.name
        yield Entry(
            sort=summary.made_at,
            day=local_day(summary.made_at),
            kind="interviews",
            icon="file-earmark-person",
            tone="info",
            title=_("Summary for %(name)s: %(receipt)s")
            % {"name": name, "receipt": summary.get_receipt_display().lower()},
            url=reverse("cases:interview", args=[case.pk, summary.interview_id]),
            by=str(summary.made_by),
            quote=summary.disagreement,
            persons=frozenset({summary.person_id}),
        )


def restricted_notes(case: Case) -> Iterable[Entry]:
    """That there is one, and nothing of what it says."""
    persons = case.household.members.all().person_ids()
    for note in RestrictedNote.objects.filter(person__in=persons).select_related("person", "recorded_by"):
        same_day = local_day(note.recorded_at) == note.recorded_on
        yield Entry(
            sort=note.recorded_at if same_day else at_day(note.recorded_on),
            day=note.recorded_on,
            kind="dossier",
            icon="lock-fill",
            tone="sealed",
            title=_("Restricted note recorded"),
            url=reverse("cases:restricted", args=[case.pk]),
            by=f"{note.person.name} · {note.recorded_by}",
            persons=frozenset({note.person_id}),
            needs=Capability.VIEW_RESTRICTED,
        )
