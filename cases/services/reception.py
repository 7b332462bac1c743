"""What the counter of an office shows today: who is expected, who is here, who is free, what may not sit together.

Reading only. A name stands here only for a reader who may open the person; of others it says that somebody is there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.access import cases_for, holds, persons_for
from cases.enums import InterviewMode
from cases.enums.talks import HERE, VisitState
from cases.models import Arrival, Case, Interview, Member, Person, Visit
from cases.services import slots
from cases.services.apart import pairs_among
from cases.services.visits import Place
from icam.calendar import ZONE, at, now, start_of, today
from icam.enums import OpeningKind
from icam.languages import language
from icam.models import Desk, Office, User
from icam.permissions import Capability

SOON = timedelta(minutes=15)  # who has an appointment so soon is not free
LOOK_AHEAD = timedelta(days=14)
MOST_SLOTS = 3
BEFORE = timedelta(hours=8)  # no appointment lasts longer


def offices_of(user: User) -> "QuerySet[Office]":
    """The offices at whose counter `user` receives: those of his regions."""
    if not user.may(Capability.USE_COUNTER):
        return Office.objects.none()
    return Office.objects.filter(region__in=user.regions.all(), is_active=True).select_related("region")


# Who is free ----------------------------------------------------------------------------------------------------------


@dataclass
class Room:
    """The desks and the coaches of an office at this moment."""

    office: Office

    @cached_property
    def desks(self) -> list[Desk]:
        return list(self.office.desks.filter(is_active=True).order_by("name"))

    @cached_property
    def _taken(self) -> tuple[set[int | None], set[int | None]]:
        """Desks and coaches with an appointment now or in a moment, or with a visitor."""
        moment = now()
        near = Interview.objects.planned().filter(planned_at__gt=moment - BEFORE, planned_at__lt=moment + SOON)
        talks = near.filter(Q(office=self.office) | Q(coach__in=self._team))
        running = [
            (desk, coach)
            for starts, minutes, desk, coach in talks.values_list("planned_at", "minutes", "desk_id", "coach_id")
            if starts + timedelta(minutes=minutes) > moment
        ]
        called = Visit.objects.filter(office=self.office, day=today(), state=VisitState.CALLED)
        running += called.values_list("desk_id", "coach_id")
        return {desk for desk, _coach in running}, {coach for _desk, coach in running}

    @cached_property
    def _team(self) -> list[User]:
        """Who works here today and is not away: those whose home it is, and those with an appointment here."""
        midnight, moment = start_of(today()), now()
        here = Interview.objects.filter(
            office=self.office, planned_at__gte=midnight, planned_at__lt=midnight + timedelta(days=1)
        )
        region = User.objects.coaching().filter(regions=self.office.region_id)
        team = region.filter(Q(office=self.office) | Q(pk__in=here.values("coach")))
        rows = list(team.distinct().order_by("last_name", "first_name", "pk"))
        away = {
            gone.user_id for gone in slots.absences(rows, today(), today()) if gone.starts_at <= moment < gone.ends_at
        }
        return [user for user in rows if user.pk not in away]

    @cached_property
    def free_desks(self) -> list[Desk]:
        return [desk for desk in self.desks if desk.pk not in self._taken[0]]

    @property
    def team(self) -> list[User]:
        """Everybody who is at the office today."""
        return self._team

    @cached_property
    def free_coaches(self) -> list[User]:
        return [user for user in self._team if user.pk not in self._taken[1]]


def places(office: Office, *, by: User, case: Case | None) -> list[tuple[str, str, Place]]:
    """Where a visitor may go, best first: his own coach, another who is free, the next free appointments, or to wait.

    Appointments are offered to whoever may plan them: who works on the case.
    """
    room = Room(office)
    own = case.coach_id if case else None
    coaches = sorted(room.free_coaches, key=lambda user: user.pk != own)
    desk = next(iter(room.free_desks), None)
    found = []
    for user in coaches:
        said = {"coach": user, "desk": desk.called if desk else ""}
        label = _("%(desk)s, %(coach)s, now") % said if desk else _("%(coach)s, now") % said
        found.append((f"coach-{user.pk}", label, Place(coach=user, desk=desk)))
    return [*found, ("waits", _("Waits"), Place()), *_appointments(room, by=by, case=case)]


def _appointments(room: Room, *, by: User, case: Case | None) -> list[tuple[str, str, Place]]:
    if case is None or not holds(by, case, Capability.WORK_CASE):
        return []
    coach = case.coach or by
    free = slots.free_slots(offices=[room.office.pk], first=today(), last=today() + LOOK_AHEAD, coach=coach)
    desks = {desk.pk: desk for desk in room.desks}
    found = []
    for slot in free[:MOST_SLOTS]:
        minutes = int((slot.ends_at - slot.starts_at).total_seconds()) // 60
        desk = desks[slot.desk_id]
        place = Place(coach=coach, desk=desk, starts_at=slot.starts_at, minutes=minutes)
        label = _("Appointment %(when)s, %(desk)s, %(coach)s") % {
            "when": slot.starts_at.astimezone(ZONE).strftime("%d/%m %H:%M"), "desk": desk.called, "coach": coach,
        }  # fmt: skip
        found.append((f"slot-{slot.desk_id}-{slot.starts_at:%Y%m%d%H%M}", label, place))
    return found


# Who is here ----------------------------------------------------------------------------------------------------------


@dataclass
class Visitor:
    """A visit as one reader may see it."""

    visit: Visit
    name: str
    is_known: bool
    minutes: int

    @property
    def spoken(self) -> str:
        code = self.visit.language
        return language(code).name if code else ""

    @property
    def note(self) -> str:
        """What was done, for who may open the person: it may name him, or tell what he told."""
        return self.visit.note if self.is_known else ""


@dataclass
class Guest:
    """A member of a household that is expected; `arrived_at` when he is here."""

    person: Person
    arrived_at: datetime | None


@dataclass
class Expected:
    """An appointment of today; of one that the reader may not open only that the desk is taken."""

    interview: Interview
    case: Case | None
    guests: list[Guest] = field(default_factory=list)


@dataclass
class Board:
    """All of today at one counter, for one reader."""

    office: Office
    waiting: list[Visitor]
    inside: list[Visitor]
    done: list[Visitor]
    unsettled: list[Visitor]
    expected: list[Expected]
    apart: list[tuple[str, str]]
    opens: "Open | None"

    @property
    def longest(self) -> int:
        return max((visitor.minutes for visitor in self.waiting), default=0)

    @property
    def shown(self) -> list[int]:
        """The persons whose names the page shows, for the trail to know whether somebody new is among them."""
        visitors = [*self.waiting, *self.inside, *self.done, *self.unsettled]
        named = {visitor.visit.person_id for visitor in visitors if visitor.is_known}
        return sorted(named | {guest.person.pk for row in self.expected for guest in row.guests})


def board(office: Office, *, reader: User) -> Board:
    """What the counter of `office` shows `reader`, in a number of queries that does not grow with the visitors."""
    rows = list(
        Visit.objects.filter(Q(day=today()) | Q(day__lt=today(), state__in=HERE), office=office)
        .select_related("person__merged_into", "case__coach", "coach", "desk")
        .order_by("came_at", "pk")
    )
    visitors = _visitors(rows, reader=reader)
    of_today = [visitor for visitor in visitors if visitor.visit.day == today()]

    def standing(*states: str) -> list[Visitor]:
        return [visitor for visitor in of_today if visitor.visit.state in states]

    expected = _expected(office, reader=reader)
    return Board(
        office=office,
        waiting=standing(VisitState.WAITING),
        inside=standing(VisitState.CALLED),
        done=standing(VisitState.SEEN, VisitState.LEFT),
        unsettled=[visitor for visitor in visitors if visitor.visit.day < today()],
        expected=expected,
        apart=_kept_apart(standing(*HERE), office, reader=reader),
        opens=next_open(office),
    )


def _visitors(rows: Collection[Visit], *, reader: User) -> list[Visitor]:
    ids = {visit.person.current.pk for visit in rows}
    seen = set(persons_for(reader).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    moment = now()
    return [
        Visitor(
            visit=visit,
            name=visit.person.current.name if visit.person.current.pk in seen else _("Visitor %d") % visit.number,
            is_known=visit.person.current.pk in seen,
            minutes=max(0, int((moment - visit.came_at).total_seconds()) // 60),
        )
        for visit in rows
    ]


def visitor(visit: Visit, *, reader: User) -> Visitor:
    """One visit as `reader` may see it."""
    return _visitors([visit], reader=reader)[0]


def planned_today(office: Office) -> "QuerySet[Interview]":
    """The appointments of today at this office of which nobody has said what became of them."""
    midnight = start_of(today())
    return Interview.objects.planned().filter(
        office=office,
        mode=InterviewMode.OFFICE,
        planned_at__gte=midnight,
        planned_at__lt=midnight + timedelta(days=1),
    )


def _expected(office: Office, *, reader: User) -> list[Expected]:
    planned = planned_today(office).select_related("case", "coach", "desk")
    rows = list(planned.order_by("planned_at", "desk__name", "pk"))
    mine = set(cases_for(reader).filter(pk__in={row.case_id for row in rows}).values_list("pk", flat=True))
    shown = [row for row in rows if row.case_id in mine]
    homes, arrived = _homes(shown), _arrived(shown)
    found = []
    for row in rows:
        case = row.case if row.case_id in mine else None
        members = homes[row.case.household_id] if case else []
        guests = [Guest(person, arrived.get((row.pk, person.pk))) for person in members]
        found.append(Expected(row, case, guests))
    return found


def _homes(interviews: Iterable[Interview]) -> dict[int, list[Person]]:
    """By household, who belongs to it today, the principal first."""
    ids = {interview.case.household_id for interview in interviews}
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for member in Member.objects.on(today()).filter(household__in=ids).with_persons():
        found[member.household_id].setdefault(member.person.current.pk, member.person.current)
    return defaultdict(list, {household: [*persons.values()] for household, persons in found.items()})


def _arrived(interviews: Collection[Interview]) -> dict[tuple[int, int], datetime]:
    rows = Arrival.objects.filter(interview__in=[row.pk for row in interviews]).select_related("person")
    return {(row.interview_id, row.person.merged_into_id or row.person_id): row.arrived_at for row in rows}


def _kept_apart(here: Collection[Visitor], office: Office, *, reader: User) -> list[tuple[str, str]]:
    """Two and two who are here and must not sit together: in alphabetical order, so that it says no more than that."""
    numbers = {visitor.visit.person.current.pk: visitor.visit.number for visitor in here}
    midnight = start_of(today())
    came = Arrival.objects.filter(
        interview__office=office, arrived_at__gte=midnight, arrived_at__lt=midnight + timedelta(days=1)
    ).select_related("person__merged_into")
    planned = came.filter(interview__in=Interview.objects.planned())
    persons = {visitor.visit.person.current.pk: visitor.visit.person.current for visitor in here}
    persons |= {row.person.current.pk: row.person.current for row in planned}
    pairs = {(min(pair), max(pair)) for pair in pairs_among(persons.values())} if len(persons) > 1 else set()
    if not pairs:
        return []
    seen = set(persons_for(reader).filter(pk__in=persons).values_list("pk", flat=True))

    def name(pk: int) -> str:
        if pk in seen:
            return persons[pk].name
        return _("Visitor %d") % numbers[pk] if pk in numbers else _("somebody who is expected")

    return sorted((min(name(one), name(two)), max(name(one), name(two))) for one, two in pairs)


# When it is open ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """The hours without appointment that run now, or those that come next."""

    starts_at: datetime
    ends_at: datetime

    @property
    def is_now(self) -> bool:
        return self.starts_at <= now()


def next_open(office: Office) -> Open | None:
    """None when no desk of the office is open without appointment in the next two weeks."""
    desks: list[Any] = list(office.desks.filter(is_active=True))
    plan = slots.opened(desks, today(), today() + LOOK_AHEAD)
    hours = (
        Open(at(day, row.starts), at(day, row.ends))
        for (_desk, day), rows in plan.items()
        for row in rows
        if row.kind == OpeningKind.WALK_IN
    )
    return min((open_ for open_ in hours if open_.ends_at > now()), key=lambda open_: open_.starts_at, default=None)
