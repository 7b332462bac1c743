"""Everything that happened in a case, newest first, from the records themselves.

Other apps add their own lines: settings.TIMELINE_SOURCES names a function for each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import holds
from cases.enums import MET, CaseState, InterviewState
from cases.models import Case, Interview
from icam.calendar import local_day, now, start_of
from icam.languages import language
from icam.models import User
from icam.permissions import Capability

KINDS: dict[str, str | Promise] = {
    "interviews": gettext_lazy("Interviews"),
    "contacts": gettext_lazy("Contacts"),
    "letters": gettext_lazy("Letters"),
    "decisions": gettext_lazy("Decisions"),
    "people": gettext_lazy("People"),
    "dossier": gettext_lazy("Dossier"),
    "documents": gettext_lazy("Documents"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. `sort` is the moment by which it takes its place.

    `persons` are the numbers of those whom it concerns; without any, it concerns the household. `needs` is what a
    reader must hold to know of it at all.
    """

    sort: datetime
    day: date
    kind: str
    icon: str
    tone: str
    title: str
    clock: datetime | None = None
    url: str = ""
    by: str = ""
    text: str = ""
    quote: str = ""
    quote_language: str = ""
    agreed: list[dict[str, Any]] = field(default_factory=list)
    future: bool = False
    persons: frozenset[int] = frozenset()
    needs: Capability | None = None


@dataclass(frozen=True)
class Asked:
    """What a timeline is narrowed to: a kind (see KINDS), a person, the first and the last day."""

    kind: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None

    def fits(self, entry: Entry) -> bool:
        return (
            (not self.kind or entry.kind == self.kind)
            and (not self.person or not entry.persons or self.person in entry.persons)
            and (not self.since or entry.day >= self.since)
            and (not self.until or entry.day <= self.until)
        )


Source = Callable[[Case], Iterable[Entry]]


def pair(what: object, more: object) -> str:
    """Two parts of a title with the colon as the language of the page writes it."""
    return _("%(what)s: %(more)s") % {"what": what, "more": more}


def at_day(day: date) -> datetime:
    """Where a fact that has only a day takes its place."""
    return start_of(day)


def of_case(case: Case, reader: User, asked: Asked | None = None) -> list[Entry]:
    """The timeline of `case` as `reader` may know it, newest first; narrowed to what was asked."""
    sources: list[Source] = [import_string(path) for path in settings.TIMELINE_SOURCES]
    gone = _gone(case)
    entries = [entry for source in sources for entry in source(case) if not _of_another_file(entry, gone)]
    held = {needs: holds(reader, case, needs) for needs in {entry.needs for entry in entries} if needs}
    known = (entry for entry in entries if not entry.needs or held[entry.needs])
    return sorted((e for e in known if not asked or asked.fits(e)), key=lambda e: e.sort, reverse=True)


def _gone(case: Case) -> dict[int, date]:
    """The day on which each former member left the household for good."""
    last: dict[int, date] = {}
    for member in case.household.members.with_persons():
        person = member.person.current.pk
        last[person] = max(last.get(person, date.min), member.left_on or date.max)
    return {person: day for person, day in last.items() if day < date.max}


def _of_another_file(entry: Entry, gone: dict[int, date]) -> bool:
    """What was decided about somebody after he had left is told on the file of the household where he is now."""
    if entry.kind != "dossier" or not entry.persons:
        return False
    return all(person in gone and entry.day > gone[person] for person in entry.persons)


MOVE_LOOK = {
    CaseState.SELECTED: ("person-fill-check", "quiet"),
    CaseState.INVITED: ("envelope-check", "info"),
    CaseState.IN_COACHING: ("people-fill", "good"),
    CaseState.CONCLUDED: ("signpost-split-fill", "good"),
    CaseState.FOLLOW_UP: ("arrow-repeat", "good"),
    CaseState.SUSPENDED: ("pause-circle-fill", "watch"),
    CaseState.CLOSED: ("check-circle-fill", "quiet"),
}


def moves(case: Case) -> Iterable[Entry]:
    for move in case.moves.select_related("by", "coach").all():
        icon, tone = MOVE_LOOK[CaseState(move.target)]
        title = _("Case opened") if move.target == CaseState.SELECTED else move.get_target_display()
        why = move.get_closure_reason_display() or move.get_suspension_ground_display()
        yield Entry(
            # the moment of writing orders what happened on one day
            sort=move.at if local_day(move.at) == move.on else at_day(move.on),
            day=move.on,
            kind="decisions",
            icon=icon,
            tone=tone,
            title=pair(title, why) if why else str(title),
            by=str(move.by or ""),
            text=move.reason,
        )


INTERVIEW_LOOK = {
    InterviewState.PLANNED: ("chat-left-text", "info"),
    InterviewState.HELD: ("chat-left-text-fill", "good"),
    InterviewState.LEFT_EARLY: ("chat-left-text-fill", "watch"),
    InterviewState.NO_SHOW: ("person-x-fill", "stop"),
    InterviewState.REFUSED: ("hand-thumbs-down-fill", "stop"),
    InterviewState.EXCUSED: ("chat-left-dots", "quiet"),
    InterviewState.CANCELLED: ("x-circle", "quiet"),
    InterviewState.MOVED: ("calendar-x", "quiet"),
}


def interviews(case: Case) -> Iterable[Entry]:
    rows = case.interviews.select_related("coach", "desk__office").prefetch_related(
        "agreements", "attendances__person__merged_into"
    )
    for interview in rows:
        icon, tone = INTERVIEW_LOOK[InterviewState(interview.state)]
        overdue = interview.state == InterviewState.PLANNED and interview.ends_at <= now()
        ours = interview.is_our_fault
        yield Entry(
            sort=interview.planned_at,
            day=interview.held_on or local_day(interview.planned_at),
            clock=interview.planned_at,
            kind="interviews",
            icon=icon,
            tone="stop" if overdue else "quiet" if ours else tone,
            title=_("%(interview)s: no outcome yet") % {"interview": interview.get_kind_display()}
            if overdue
            else pair(interview.get_kind_display(), _("the interpreter did not come"))
            if ours
            else pair(interview.get_kind_display(), interview.get_state_display().lower()),
            url=reverse("cases:interview", args=[case.pk, interview.pk]),
            by=_said_about(interview),
            text=_covered(interview),
            quote=interview.own_words,
            agreed=[{"text": a.text, "due_on": a.due_on, "done_on": a.done_on} for a in interview.agreements.all()],
            future=interview.state == InterviewState.PLANNED and not overdue,
            persons=frozenset(each.person.current.pk for each in interview.attendances.all()),
        )


def _said_about(interview: Interview) -> str:
    there = [a.person.current.name for a in interview.attendances.all() if a.was_present]
    place = f"{interview.desk.office.name}, {interview.desk.name}" if interview.desk else interview.get_mode_display()
    parts = [
        str(interview.coach or ""),
        place,
        _("present: %s") % ", ".join(there) if there else "",
        interview.moved_because,
    ]
    return " · ".join(part for part in parts if part)


def _covered(interview: Interview) -> str:
    if interview.state not in MET:
        return interview.outcome_note
    if not interview.duty_explained_in:
        return ""
    return _("Duty to cooperate explained in %s.") % language(interview.duty_explained_in).name


def prospects(case: Case) -> Iterable[Entry]:
    rows = case.prospects.select_related("proposed_by", "corrected_by")
    for prospect in rows.prefetch_related("concerns__person__merged_into"):
        corrected = hasattr(prospect, "corrected_by")
        yield Entry(
            sort=prospect.recorded_at
            if local_day(prospect.recorded_at) == prospect.proposed_on
            else at_day(prospect.proposed_on),
            day=prospect.proposed_on,
            kind="decisions",
            icon="signpost-split-fill",
            tone="quiet" if corrected else "info",
            title=(_("Corrected prospect: %s") if corrected else _("Prospect proposed: %s"))
            % (prospect.get_ground_display() or prospect.get_kind_display()),
            url=reverse("cases:prospects", args=[case.pk]),
            by=str(prospect.proposed_by),
            text=prospect.reasons,
            persons=frozenset(each.person.current.pk for each in prospect.concerns.all()),
        )
    for result in case.results.select_related("recorded_by"):
        yield Entry(
            sort=result.recorded_at
            if local_day(result.recorded_at) == result.happened_on
            else at_day(result.happened_on),
            day=result.happened_on,
            kind="decisions",
            icon="flag-fill",
            tone="good",
            title=_("Result: %s") % result.get_kind_display(),
            url=reverse("cases:prospects", args=[case.pk]),
            by=f"{result.recorded_by} · {result.get_evidence_display()}",
            text=result.note,
        )
