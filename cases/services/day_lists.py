"""The list of a day that hangs at the door of an office: who is expected when, at which desk, by whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums import InterviewMode, InterviewState
from cases.enums.talks import WANTS_INTERPRETER
from cases.models import Interview, Member, Person
from icam import calendar, paper
from icam.audit import record
from icam.dates import long_day_in_words, moment_in_words
from icam.enums import Verb
from icam.languages import language
from icam.models import Office, User
from icam.paper import Paper
from icam.permissions import Capability

SHEET = "day_list.css"


@dataclass(frozen=True)
class Row:
    """One appointment; of a case that the reader may not open, only that the desk is taken."""

    interview: Interview
    is_known: bool
    members: list[Person] = field(default_factory=list)

    @property
    def until(self) -> datetime:
        return self.interview.planned_at + timedelta(minutes=self.interview.minutes)

    @property
    def spoken(self) -> str:
        """The language of the talk in the language of the paper."""
        code = self.interview.language
        try:
            return language(code).name if code else ""
        except KeyError:  # a language that was taken off the list
            return code

    @property
    def interpreted(self) -> str:
        """Who interprets and how sure that is; nothing where nobody needs to."""
        if self.interview.interpreter_state not in WANTS_INTERPRETER:
            return ""
        state = str(self.interview.get_interpreter_state_display())
        return f"{self.interview.interpreter} · {state}" if self.interview.interpreter else state


def offices_of(user: User) -> "QuerySet[Office]":
    """The offices whose lists `user` may print: those of his regions."""
    if not user.may(Capability.USE_AGENDA):
        return Office.objects.none()
    return Office.objects.filter(region__in=user.regions.all(), is_active=True)


def rows(office: Office, day: date, *, reader: User) -> list[Row]:
    """The appointments at the desks of the office on `day`, by time and desk, as `reader` may know them."""
    end = calendar.start_of(day + timedelta(days=1))
    here = Q(desk__office=office) | Q(desk=None, office=office, mode=InterviewMode.OFFICE)
    found = list(
        Interview.objects.filter(here, planned_at__gte=calendar.start_of(day), planned_at__lt=end)
        .exclude(state__in=(InterviewState.MOVED, InterviewState.CANCELLED))
        .select_related("case__household__principal__merged_into", "coach", "desk")
        .order_by("planned_at", "desk__name", "pk")
    )
    known = set(cases_for(reader).filter(pk__in={row.case_id for row in found}).values_list("pk", flat=True))
    homes = _homes({row.case.household_id for row in found if row.case_id in known}, day)
    return [
        Row(row, row.case_id in known, homes[row.case.household_id] if row.case_id in known else []) for row in found
    ]


def _homes(households: Iterable[int], day: date) -> dict[int, list[Person]]:
    """Who belongs to each household on `day`, the principal first."""
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for member in Member.objects.on(day).filter(household__in=set(households)).with_persons():
        found[member.household_id].setdefault(member.person.current.pk, member.person.current)
    return defaultdict(list, {household: list(persons.values()) for household, persons in found.items()})


def printed(office: Office, day: date, *, by: User) -> Paper:
    """The list on paper, with a line in the trail of every case that stands on it. Raises PdfError."""
    listed = rows(office, day, reader=by)
    said = {"office": office, "by": by, "moment": moment_in_words(calendar.now())}
    context = {
        "office": office,
        "day": day,
        "title": _("%(office)s, %(day)s") % {"office": office, "day": f"{long_day_in_words(day)} {day.year}"},
        "rows": listed,
        "language": get_language() or "en",
        "foot": _("Confidential: destroy after use") + " · " + _("%(office)s · printed by %(by)s, %(moment)s") % said,
    }
    made = paper.make("letters/day_list.html", context, sheet=SHEET)
    with transaction.atomic():
        named = sum(row.is_known for row in listed)
        record(Verb.DAY_LIST_PRINTED, office, by=by, day=day.isoformat(), rows=named, pages=made.pages)
        for case_id in sorted({row.interview.case_id for row in listed if row.is_known}):
            record(Verb.DAY_LIST_PRINTED, office, by=by, case_id=case_id, day=day.isoformat())
    return made
