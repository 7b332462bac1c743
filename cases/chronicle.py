"""What happened to a household over time, told from its memberships: for the people page and the timeline."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import MemberRole
from cases.enums.people import JoinReason, LeaveReason
from cases.models import Case, Household, Member
from cases.timeline import Entry, at_day, pair
from icam.calendar import today

Look = tuple[str | Promise, str, str]

CAME: dict[str, Look] = {
    JoinReason.BIRTH: (_("Born into the household"), "balloon", "good"),
    JoinReason.ARRIVED: (_("Joined the household"), "person-plus-fill", "info"),
    JoinReason.SPLIT: (_("Separated from another household"), "diagram-2", "info"),
    JoinReason.REUNION: (_("Reunited with the household"), "people-fill", "good"),
}
WENT: dict[str, Look] = {
    LeaveReason.SPLIT: (_("Separated from the household"), "diagram-2", "info"),
    LeaveReason.REUNION: (_("Went over to another household"), "people", "info"),
    LeaveReason.LEFT: (_("Left the household"), "person-dash", "quiet"),
    LeaveReason.RETURNED: (_("Left the territory"), "airplane", "quiet"),
    LeaveReason.DIED: (_("Died"), "flower1", "quiet"),
    "": (_("Left the household"), "person-dash", "quiet"),
}
LEADS: Look = (_("Principal from that day"), "person-fill-check", "info")
IN_ROLE: Look = (_("In another role"), "person-gear", "quiet")


@dataclass(frozen=True)
class Event:
    """Something that happened to members on a day."""

    day: date
    title: str | Promise
    icon: str
    tone: str
    names: list[str] = field(default_factory=list)
    persons: frozenset[int] = frozenset()


def events(household: Household) -> list[Event]:
    """All that happened to the household up to today, newest first; one event for all whom it met on that day."""
    found: dict[tuple[date, Look], dict[int, str]] = {}
    for member in household.members.with_persons():
        for day, look in _of(member):
            if day <= today():
                found.setdefault((day, look), {})[member.person.current.pk] = member.person.current.name
    told = [Event(day, *look, [*met.values()], frozenset(met)) for (day, look), met in found.items()]
    return sorted(told, key=lambda event: event.day, reverse=True)


def _of(member: Member) -> Iterable[tuple[date, Look]]:
    if member.joined_because == JoinReason.ROLE:
        yield member.joined_on, LEADS if member.role == MemberRole.PRINCIPAL else IN_ROLE
    elif member.joined_because in CAME:
        yield member.joined_on, CAME[member.joined_because]
    if member.left_on and member.left_because != LeaveReason.ROLE:
        yield member.left_on, WENT[member.left_because]


def members(case: Case) -> Iterable[Entry]:
    """The lines of the timeline since the case was opened."""
    for event in events(case.household):
        if event.day < case.opened_on:
            continue
        yield Entry(
            sort=at_day(event.day),
            day=event.day,
            kind="people",
            icon=event.icon,
            tone=event.tone,
            title=pair(event.title, "; ".join(event.names)),
            url=reverse("cases:people", args=[case.pk]),
            persons=event.persons,
        )
