"""A coach's appointments as a calendar that programs subscribe to (RFC 5545): no name, no telephone, no address."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from cases.enums import InterviewState
from cases.models import Interview
from cases.slips import initials_of

PRODUCT = "-//ICAM//Agenda//EN"
REFRESH = timedelta(hours=1)
GONE = (InterviewState.MOVED, InterviewState.CANCELLED)


def written(interviews: Iterable[Interview], *, at: datetime) -> bytes:
    """The calendar as it stands `at` a moment: lines of 75 octets at most, ended by CR LF, all times in UTC."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for interview in interviews:
        calendar.add_component(_event(interview, at))
    return bytes(calendar.to_ical())


def _event(interview: Interview, at: datetime) -> Event:
    """One appointment; its UID stays when it changes, and its version counts the changes."""
    starts = interview.planned_at.astimezone(UTC)
    event = Event()
    event.add("uid", f"interview-{interview.pk}@icam")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=interview.minutes))
    event.add("sequence", interview.version - 1)
    event.add("status", "CANCELLED" if interview.state in GONE else "CONFIRMED")
    event.add("summary", f"{initials_of(interview.case.household.head)} {interview.case.reference}")
    event.add("class", "PRIVATE")
    if interview.desk:
        event.add("location", f"{interview.desk.office}, {interview.desk}")
    return event
