"""The agenda of an office, a desk or a coach: who is expected when, what is free, what stands against what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.enums import InterviewKind, InterviewMode, InterviewState
from cases.enums.talks import InterpreterState
from cases.models import Interview
from cases.services import slots
from cases.services.expected import Expected, expected
from cases.services.lanes import Block, Column, Grid, block, lay_out
from icam.calendar import ZONE, is_public_holiday, local_day, now, start_of
from icam.enums import OpeningKind
from icam.models import ClosingDay, Desk, User
from icam.permissions import Capability
from icam.services.hours import Plan, opened

UNSETTLED = {InterpreterState.NEEDED, InterpreterState.ASKED, InterpreterState.UNAVAILABLE}
CLASSES = {"free": "slot--free", "band": "slot--band tone-quiet"}
ELSEWHERE = "elsewhere"  # the lane of those who are expected at no desk
WORKDAYS = 5
OUTCOME_WORDS = {
    InterviewState.HELD: gettext_lazy("held"),
    InterviewState.LEFT_EARLY: gettext_lazy("left early"),
    InterviewState.NO_SHOW: gettext_lazy("absent"),
    InterviewState.EXCUSED: gettext_lazy("excused"),
    InterviewState.REFUSED: gettext_lazy("refused"),
}


@dataclass(frozen=True)
class View:
    """Which agenda: of which desks, of which coach (or all), from which day to which."""

    user: User
    desks: tuple[Desk, ...]
    coach: User | None
    days: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]


@dataclass
class Entry:
    """One thing in the agenda, in words; without `url` it leads nowhere."""

    kind: str  # taken, free, band
    title: str
    note: str = ""
    tone: str = "quiet"
    url: str = ""
    move_url: str = ""
    anchor: str = ""
    clashes: bool = False
    when: str = ""
    where: str = ""

    @property
    def classes(self) -> str:
        return CLASSES.get(self.kind) or f"tone-{self.tone}"

    @property
    def before(self) -> str:
        """When and where: read aloud, and shown where the place does not tell."""
        return f"{self.when}, {self.where}: " if self.where else f"{self.when}: "


@dataclass
class Day:
    """One day of the agenda."""

    day: date
    blocks: list[Block]
    free: int = 0
    clashes: list[Entry] = field(default_factory=list)


@dataclass
class Board:
    """All that the page shows."""

    days: list[Day]
    grid: Grid
    taken: int
    free: int

    @property
    def clashes(self) -> list[tuple[date, Entry]]:
        return [(day.day, entry) for day in self.days for entry in day.clashes]


def board(view: View) -> Board:
    """The agenda; as many queries for one appointment as for hundreds."""
    rows = _rows(view)
    desks = view.desks or Desk.objects.filter(pk__in={row.desk_id for row in rows})
    plan = opened(list(desks), view.first, view.last)
    scribe = _Scribe(_against(rows, plan, view))
    blocks = [block(row.planned_at, row.minutes, _lane(row, view), scribe.entry(row)) for row in rows]
    free = list(_free(view, plan))
    blocks += free + list(_bands(view, plan))
    grid = lay_out(blocks, _lanes(view, rows))
    days = [_day(day, grid.blocks.get(day, [])) for day in view.days]
    return Board(days, grid, len(rows), len(free))


def _day(day: date, blocks: list[Block]) -> Day:
    things = [each.thing for each in blocks]
    clashing = [thing for thing in things if thing.clashes]
    return Day(day, blocks, free=sum(thing.kind == "free" for thing in things), clashes=clashing)


# Who is expected ------------------------------------------------------------------------------------------------------


def _rows(view: View) -> list[Expected]:
    start, end = start_of(view.first), start_of(view.last + timedelta(days=1))
    rows = Interview.objects.filter(planned_at__gte=start, planned_at__lt=end)
    if view.coach:
        rows = rows.filter(coach=view.coach)
    if view.desks:
        offices = {desk.office_id for desk in view.desks}
        rows = rows.filter(Q(desk__in=view.desks) | Q(desk=None, office__in=offices))
    return expected(rows, view.user)


def _lane(row: Expected, view: View) -> int | str:
    return row.desk_id if row.desk_id and view.desks else ELSEWHERE


def _lanes(view: View, rows: Iterable[Expected]) -> list[Column]:
    if not view.desks:
        return [Column(ELSEWHERE, "")]
    lanes = [Column(desk.pk, desk_label(desk.name)) for desk in view.desks]
    if any(row.desk_id is None for row in rows):
        lanes.append(Column(ELSEWHERE, _("At no desk")))
    return lanes


class _Scribe:
    """Writes the entries; what is the same for all of them is asked once."""

    def __init__(self, against: dict[int, str]) -> None:
        self.against, self.now = against, now()
        self.page, self.move = _address_of("cases:interview"), _address_of("cases:move_interview")
        self.taken = _("Taken")

    def entry(self, row: Expected) -> Entry:
        entry = Entry("taken", self.taken, when=_when(row.planned_at), where=_where(row))
        if clash := self.against.get(row.pk):
            entry.clashes, entry.anchor, entry.tone, entry.note = True, f"clash-{row.pk}", "stop", clash
        if not row.may_open:
            return entry
        entry.title = row.short_name
        entry.url = self.page % (row.case_id, row.pk)
        if row.may_work and row.is_planned and row.planned_at > self.now:
            entry.move_url = self.move % (row.case_id, row.pk)
        if not entry.clashes:
            entry.tone, word = self.standing(row)
            entry.note = " · ".join(part for part in (row.spoken, str(word)) if part)
        return entry

    def standing(self, row: Expected) -> tuple[str, Any]:
        """The tone of an appointment and the word beside it: a tone never speaks alone."""
        if not row.is_planned:
            return "quiet", OUTCOME_WORDS[InterviewState(row.state)]
        if row.ends_at <= self.now:
            return "watch", _("no outcome")
        if row.interpreter_state in UNSETTLED:
            return "watch", _("no interpreter")
        first = row.kind == InterviewKind.FIRST
        return ("info", pgettext("interview", "first")) if first else ("good", "")


def _address_of(name: str) -> str:
    """The address of a page of one interview, with %d where its two numbers go: made once for hundreds."""
    return reverse(name, args=[987654321, 123456789]).replace("987654321", "%d").replace("123456789", "%d")


def _when(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%H:%M")


def _where(row: Expected) -> str:
    if row.desk_id and row.desk_name:
        return f"{row.office_name}, {desk_label(row.desk_name)}"
    return str(InterviewMode(row.mode).label)


def desk_label(name: str) -> str:
    """A desk that is only a number says that it is a desk."""
    return _("Desk %s") % name if name.isdigit() else name


# What stands against what ---------------------------------------------------------------------------------------------


def _against(rows: Collection[Expected], plan: Plan, view: View) -> dict[int, str]:
    """By appointment that is still to come, the word for what stands against it."""
    coming = [row for row in rows if row.is_planned]
    found: dict[int, str] = {}
    away = _away(coming, view)
    for row in coming:
        day = local_day(row.planned_at)
        if is_public_holiday(day) or day.weekday() >= WORKDAYS:
            found[row.pk] = _("office closed")
        elif row.desk_id and _outside(row, plan):
            found[row.pk] = _("outside hours")
        elif any(start < row.ends_at and row.planned_at < end for start, end in away.get(row.coach_id or 0, ())):
            found[row.pk] = _("coach away")
    for one, other in _together(coming):
        if one.interpreter and one.interpreter.strip().casefold() == other.interpreter.strip().casefold():
            found[one.pk] = found[other.pk] = _("same interpreter")
        if one.household_id == other.household_id:
            found[one.pk] = found[other.pk] = _("two at once")
    return found


def _together(rows: Collection[Expected]) -> Iterator[tuple[Expected, Expected]]:
    """Every two that touch each other in time."""
    ordered = sorted(rows, key=lambda row: row.planned_at)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.planned_at >= one.ends_at:
                break
            yield one, other


def _outside(row: Expected, plan: Plan) -> bool:
    """Whether the desk has hours in these days, and none of them holds the appointment."""
    if not any(desk == row.desk_id for desk, _day in plan):
        return False
    start, end = row.planned_at.astimezone(ZONE), row.ends_at.astimezone(ZONE)
    hours = plan.get((row.desk_id or 0, start.date()), [])
    reached = start.time()
    for each in hours:
        if each.kind is not OpeningKind.WALK_IN and each.starts <= reached < each.ends:
            reached = each.ends
    return reached < end.time()


def _away(rows: Collection[Expected], view: View) -> dict[int, list[tuple[datetime, datetime]]]:
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for absence in slots.absences({row.coach_id for row in rows if row.coach_id}, view.first, view.last):
        found[absence.user_id].append((absence.starts_at, absence.ends_at))
    return found


# What is free, what is shut -------------------------------------------------------------------------------------------


def _free(view: View, plan: Plan) -> Iterator[Block]:
    """The free slots, each leading to a plan with desk and time filled in; of a coach, one desk per time."""
    home = {view.coach.office_id} if view.coach and view.coach.office_id else set()
    offices = {desk.office_id for desk in view.desks} or home
    if not offices or not view.user.may(Capability.WORK_CASE):
        return
    known, seen = (view.desks, plan) if view.desks else None, set()
    page, word = reverse("agenda:new"), _("Free")  # asked once for hundreds of slots
    for slot in slots.free_slots(offices=offices, first=view.first, last=view.last, coach=view.coach, known=known):
        if not view.desks and slot.starts_at in seen:
            continue
        seen.add(slot.starts_at)
        minutes = int((slot.ends_at - slot.starts_at).total_seconds()) // 60
        yield block(
            slot.starts_at, minutes, slot.desk_id if view.desks else ELSEWHERE, _free_entry(slot, view, page, word)
        )


def _free_entry(slot: slots.Slot, view: View, page: str, word: str) -> Entry:
    start = slot.starts_at.astimezone(ZONE)
    coach = f"&coach={view.coach.pk}" if view.coach else ""
    query = f"desk={slot.desk_id}&day={start.date().isoformat()}&clock={start:%H:%M}{coach}"
    return Entry(
        "free",
        word,
        url=f"{page}?{query}",
        when=f"{start:%H:%M}",
        where=desk_label(slot.desk_name),
    )


def _bands(view: View, plan: Plan) -> Iterator[Block]:
    """Days on which the office is shut, and the hours that are kept for people without appointment."""
    shut = _shut(view, plan)
    for day in view.days:
        if day in shut:
            entry = Entry("band", _("Office closed"), note=shut[day], when="09:00")
            yield Block(day, time(9), time(17), None, entry)
            continue
        walk_in: dict[tuple[time, time], list[int]] = defaultdict(list)
        for desk in view.desks:
            for hours in plan.get((desk.pk, day), ()):
                if hours.kind is OpeningKind.WALK_IN:
                    walk_in[hours.starts, hours.ends].append(desk.pk)
        for (starts, ends), desks in walk_in.items():
            for lane in [None] if len(desks) == len(view.desks) else desks:
                entry = Entry("band", _("Open desk"), note=_("no appointments"), when=f"{starts:%H:%M}")
                yield Block(day, starts, ends, lane, entry)


def _shut(view: View, plan: Plan) -> dict[date, str]:
    """Why nobody works on which of these days, at every office of the agenda."""
    offices = {desk.office_id for desk in view.desks}
    found = {day: _("public holiday") for day in view.days if is_public_holiday(day)}
    if all(any((desk.pk, day) in plan for desk in view.desks) for day in set(view.days) - found.keys()):
        return found  # somebody works on every other day: no need to ask
    rows = ClosingDay.objects.filter(day__range=(view.first, view.last))
    for closing in rows.filter(Q(office=None) | Q(office__in=offices)):
        if closing.office_id is None or offices == {closing.office_id}:
            found[closing.day] = closing.label
    return found
