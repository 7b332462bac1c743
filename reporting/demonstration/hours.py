"""When the invented desks are open, who is away, what follows a missed interview: defaults that managers may edit."""

import random
from datetime import date, datetime, time, timedelta

from icam.calendar import at, start_of
from icam.enums import AbsenceReason, NoShowStep, OpeningKind, Weekday
from icam.models import Absence, NoShowRule, Opening, OpeningException, User
from reporting.demonstration.diary import FOUNDED, Diary
from reporting.demonstration.office import TheOffice

MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(16, 30))
WALK_IN_DAY = Weekday.WEDNESDAY  # the open desk, without appointment, on Wednesday mornings
COUNTER_DAYS = (Weekday.MONDAY, Weekday.TUESDAY, Weekday.THURSDAY, Weekday.FRIDAY)  # one of them, desk by desk
STEPS = ((1, NoShowStep.INVITE_AGAIN, 5), (2, NoShowStep.ADDRESS_CHECK, 5), (3, NoShowStep.MANAGER_DECIDES, 10))
# Working days from today on which somebody leaves, how many days he is away, why, and whether somebody stands in.
AWAY = (
    (0, 1, AbsenceReason.TRAINING, True),
    (1, 4, AbsenceReason.LEAVE, True),
    (3, 9, AbsenceReason.LEAVE, True),
    (5, 2, AbsenceReason.DUTY, False),
    (8, 5, AbsenceReason.LEAVE, True),
    (15, 12, AbsenceReason.LEAVE, False),
)


def write(office: TheOffice, diary: Diary, rng: random.Random) -> None:
    """Hours for every desk that has none, some days that differ, absences, and the rules of every region."""
    _open(office)
    _differ(office, diary)
    _rules(office)
    _leave(office, diary, rng)


def _open(office: TheOffice) -> None:
    known = set(Opening.objects.values_list("desk", flat=True))
    desks = [desk for desks in office.desks.values() for desk in desks if desk.pk not in known]
    Opening.objects.bulk_create(
        Opening(desk=desk, weekday=day, starts=starts, ends=ends, kind=_kind(number, day, starts), valid_from=FOUNDED)
        for number, desk in enumerate(desks)
        for day in list(Weekday)[:5]
        for starts, ends in (MORNING, AFTERNOON)
    )


def _kind(number: int, day: Weekday, starts: time) -> OpeningKind:
    if day is WALK_IN_DAY:
        return OpeningKind.WALK_IN if starts == MORNING[0] else OpeningKind.APPOINTMENT
    return OpeningKind.COUNTER_DAY if COUNTER_DAYS[number % 4] is day else OpeningKind.APPOINTMENT


def _differ(office: TheOffice, diary: Diary) -> None:
    """Far enough ahead that nothing is planned there yet."""
    desks = [desks[0] for desks in office.desks.values() if desks]
    if not desks or OpeningException.objects.exists():
        return
    shut, late = diary.plus(diary.today, 80), diary.plus(diary.today, 85)
    for desk in desks[:3]:
        OpeningException.objects.create(
            desk=desk, day=shut, is_open=False, starts=time(0), ends=time(23, 59), label="Formation / Opleiding"
        )
    OpeningException.objects.create(
        desk=desks[0], day=late, starts=time(16), ends=time(19), label="Ouverture du soir / Avondopening"
    )


def _rules(office: TheOffice) -> None:
    for region in office.regions.values():
        for from_count, step, days in STEPS:
            NoShowRule.objects.get_or_create(
                region=region, from_count=from_count, defaults={"step": step, "days": days}
            )


def _leave(office: TheOffice, diary: Diary, rng: random.Random) -> None:
    """Somebody of each region in turn; whoever stands in works there as well."""
    if Absence.objects.exists():
        return
    for number, (after, days, reason, covered) in enumerate(AWAY):
        code = sorted(office.regions)[number % len(office.regions)]
        coaches = sorted({user.pk: user for key, each in office.coaches.items() if key[0] == code for user in each})
        away, cover = rng.sample(coaches, 2)
        first = diary.plus(diary.today, after)
        Absence.objects.create(
            user_id=away, cover_id=cover if covered else None, reason=reason, recorded_by=User.objects.get(pk=away),
            starts_at=_starts(first, reason), ends_at=start_of(first + timedelta(days=days)),
        )  # fmt: skip


def _starts(day: date, reason: AbsenceReason) -> datetime:
    return at(day, time(12, 30)) if reason is AbsenceReason.TRAINING else start_of(day)
