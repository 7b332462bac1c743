"""What stands against an appointment: hard, and it cannot be; soft, and it may be planned all the same."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, Interview, Member, Person
from icam import dates
from icam.calendar import ZONE as HERE
from icam.calendar import is_public_holiday, local_day, now
from icam.enums import OpeningKind
from icam.models import Absence, ClosingDay, Desk, Opening, OpeningException, User
from icam.refusals import Refused
from icam.services.hours import Hours, opened

SHORTEST, LONGEST = 5, 480  # minutes: interview_length_is_sensible
MEANWHILE = timedelta(minutes=10)
ALL_THE_SAME = "all_the_same"  # the field of a form beside which soft clashes stand


@dataclass(frozen=True)
class Clash:
    """One thing that stands against an appointment; `field` is the field of the form that it is about."""

    code: str
    sentence: str
    is_hard: bool = False
    field: str = "planned_at"


@dataclass(frozen=True)
class Asked:
    """An appointment as it would be."""

    case: Case
    start: datetime
    minutes: int
    desk: Desk | None
    coach: User | None
    interpreter: str
    besides: Interview | None

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return local_day(self.start)


def clashes(
    case: Case,
    *,
    planned_at: datetime,
    minutes: int = 60,
    desk: Desk | None = None,
    coach: User | None = None,
    interpreter: str = "",
    besides: Interview | None = None,
) -> list[Clash]:
    """All that stands against such an appointment, hard ones first; `besides` is the one that it would replace."""
    asked = Asked(case, planned_at, minutes, desk, coach, interpreter, besides)
    found = [*_of_the_length(asked), *_of_the_day(asked), *_of_the_desk(asked), *_of_those_taken(asked)]
    if not any(clash.code in {"holiday", "weekend", "closed"} for clash in found):
        found += _of_the_hours(asked)
    found += _of_the_coach(asked)
    return sorted(found, key=lambda clash: not clash.is_hard)


def refuse(found: Collection[Clash], despite: Collection[str] = ()) -> list[str]:
    """The codes of the soft ones, all of which are in `despite`: seen and accepted.

    Refused beside the fields that the hard ones are about, else beside the tick for soft ones not in `despite`.
    """
    hard = [clash for clash in found if clash.is_hard]
    if hard:
        raise Refused({clash.field: clash.sentence for clash in reversed(hard)})
    if {clash.code for clash in found} - set(despite):
        raise Refused({ALL_THE_SAME: [ValidationError(clash.sentence, code=clash.code) for clash in found]})
    return sorted({clash.code for clash in found})


# What cannot be -------------------------------------------------------------------------------------------------------


def _of_the_length(asked: Asked) -> Iterator[Clash]:
    if not SHORTEST <= asked.minutes <= LONGEST:
        yield Clash("length", _("An interview lasts between 5 minutes and 8 hours."), True, "minutes")


def _of_the_day(asked: Asked) -> Iterator[Clash]:
    office = asked.desk.office_id if asked.desk else asked.case.office_id
    if asked.start <= now():
        yield Clash("past", _("The appointment lies in the past."), True)
    if asked.day.weekday() >= 5:
        yield Clash("weekend", _("The office is closed on that day: it is a weekend."), True)
    elif is_public_holiday(asked.day):
        yield Clash("holiday", _("The office is closed on that day: it is a public holiday."), True)
    elif closing := ClosingDay.objects.filter(Q(office=None) | Q(office=office), day=asked.day).first():
        yield Clash("closed", _("The office is closed on that day: %s.") % closing.label, True)


def _of_the_desk(asked: Asked) -> Iterator[Clash]:
    if asked.desk and not (asked.desk.is_active and asked.desk.office.is_active):
        yield Clash("desk_unused", _("This desk is no longer in use."), True, "desk")
    if asked.desk and asked.desk.office.region_id != asked.case.region_id:
        yield Clash("desk_elsewhere", _("This desk belongs to another region."), True, "desk")


def _of_those_taken(asked: Asked) -> Iterator[Clash]:
    """The desk, the coach, a person or the interpreter has something else at that time."""
    others = list(at_the_same_time(asked.start, asked.end, besides=asked.besides))
    if there := next((other for other in others if asked.desk and other.desk_id == asked.desk.pk), None):
        late = _("Just taken: a colleague has planned at that desk meanwhile.")
        sentence = late if _is_new(there) else _("Another interview is planned at that desk at that time.")
        yield Clash("desk", sentence, True)
    if busy := next((other for other in others if asked.coach and other.coach_id == asked.coach.pk), None):
        late = _("Just taken: the coach has been given an interview from %s meanwhile.") % clock_of(busy)
        sentence = late if _is_new(busy) else _("The coach already has an interview from %s.") % clock_of(busy)
        yield Clash("coach", sentence, True, "coach")
    yield from _of_the_household(asked, others)
    named = asked.interpreter.strip().casefold()
    if named and any(other.interpreter.strip().casefold() == named for other in others):
        yield Clash("interpreter", _("The interpreter is expected at another interview at that time."))


def _is_new(interview: Interview) -> bool:
    """Whether it was planned while the form was probably open: the history knows."""
    history = apps.get_model("cases", "InterviewEvent")._default_manager
    return bool(history.filter(pgh_obj=interview.pk, pgh_label="insert", pgh_created_at__gt=now() - MEANWHILE).exists())


def of_the_household(case: Case, *, start: datetime, minutes: int) -> list[Clash]:
    """What the household, or somebody who lives in it, has at that time already."""
    asked = Asked(case, start, minutes, desk=None, coach=None, interpreter="", besides=None)
    return list(_of_the_household(asked, list(at_the_same_time(asked.start, asked.end))))


def _of_the_household(asked: Asked, others: Collection[Interview]) -> Iterator[Clash]:
    if own := next((other for other in others if other.case.household_id == asked.case.household_id), None):
        sentence = _("The household already has an appointment at that time, from %s.") % clock_of(own)
        yield Clash("person", sentence, True)
        return
    elsewhere = {other.case.household_id for other in others}
    if elsewhere and Member.objects.filter(household__in=elsewhere).on(asked.day).filter(_same_persons(asked)).exists():
        sentence = _("Somebody of the household has an appointment in another case at that time.")
        yield Clash("person", sentence, True)


def _same_persons(asked: Asked) -> Q:
    known = Person.objects.registered_as(list(asked.case.household.members.on(asked.day).person_ids()))
    return Q(person__in=known)


def at_the_same_time(start: datetime, end: datetime, *, besides: Interview | None = None) -> Iterator[Interview]:
    """The planned interviews that touch the time from `start` to `end`."""
    near: QuerySet[Interview] = Interview.objects.planned().filter(
        planned_at__gt=start - timedelta(minutes=LONGEST), planned_at__lt=end
    )
    for other in near.select_related("case"):
        if other.planned_at + timedelta(minutes=other.minutes) > start and (besides is None or other.pk != besides.pk):
            yield other


def clock_of(interview: Interview) -> str:
    """`10:00 to 11:00`, on the clocks of Brussels."""
    end = interview.planned_at + timedelta(minutes=interview.minutes)
    return _("%(start)s to %(end)s") % {
        "start": dates.clock_in_words(interview.planned_at),
        "end": dates.clock_in_words(end),
    }


# What may be all the same ---------------------------------------------------------------------------------------------


def _of_the_hours(asked: Asked) -> Iterator[Clash]:
    """Outside the hours of the desk, or in those of walk-ins; a desk without any hours has nothing to say."""
    desk = asked.desk
    if not desk or not (Opening.objects.filter(desk=desk).exists() or _has_exceptions(desk, asked.day)):
        return
    hours = opened([desk], asked.day, asked.day).get((desk.pk, asked.day), [])
    start, end = _on_the_clock(asked)
    walk_in = [each for each in hours if each.kind is OpeningKind.WALK_IN]
    if any(each.starts < end and start < each.ends for each in walk_in):
        yield Clash("walk_in", _("The desk is kept free for people without appointment at that time."))
    elif not _covered(start, end, hours):
        yield Clash("hours", _("The appointment lies outside the opening hours of that desk."))


def _has_exceptions(desk: Desk, day: date) -> bool:
    return OpeningException.objects.filter(desk=desk, day=day).exists()


def _on_the_clock(asked: Asked) -> tuple[time, time]:
    """From when until when on that day; what lasts beyond midnight ends with the day."""
    start, end = asked.start.astimezone(HERE), asked.end.astimezone(HERE)
    return start.time(), end.time() if end.date() == start.date() else time.max


def _covered(start: time, end: time, hours: Collection[Hours]) -> bool:
    """Whether hours that follow each other without a gap hold all of that time."""
    reached = start
    for each in sorted(hours, key=lambda each: each.starts):
        if each.starts <= reached < each.ends:
            reached = each.ends
    return reached >= end


def _of_the_coach(asked: Asked) -> Iterator[Clash]:
    if not asked.coach:
        return
    away = Absence.objects.standing().filter(user=asked.coach, starts_at__lt=asked.end, ends_at__gt=asked.start)
    for absence in away.select_related("cover")[:1]:
        sentence = _("The coach is away at that time.")
        if absence.cover:
            sentence = _("The coach is away at that time; %s stands in.") % absence.cover
        yield Clash("away", sentence)
