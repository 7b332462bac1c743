"""The forms of appointments, filled in properly."""

from types import SimpleNamespace
from typing import Any

from icam.calendar import add_working_days, today
from tests import factories

Sheet = tuple[list[Any], dict[str, Any]]
DAY = add_working_days(today(), 7).strftime("%d/%m/%Y")


def plan(cast: SimpleNamespace) -> Sheet:
    desk = factories.make_desk(cast.office)
    data = {
        "planned_at_day": DAY, "planned_at_clock": "10:00", "planned_at_turn": "", "minutes": "60", "mode": "office",
        "desk": desk.pk, "coach": cast.coach.pk, "language": "ar", "dialect": "Iraqi", "wants_interpreter": "on",
        "interpreter": "Mr Saïd", "interpreter_mode": "telephone", "interpreter_preference": "woman",
    }  # fmt: skip
    return [cast.case.pk], data


def move(cast: SimpleNamespace) -> Sheet:
    interview, desk = factories.make_interview(cast.case), factories.make_desk(cast.office)
    data = {
        "planned_at_day": DAY, "planned_at_clock": "11:00", "planned_at_turn": "", "minutes": "45", "desk": desk.pk,
        "coach": cast.coach.pk, "asked_by": "person", "because": "Ill that day", "version": interview.version,
    }  # fmt: skip
    return [cast.case.pk, interview.pk], data


def cancel(cast: SimpleNamespace) -> Sheet:
    interview = factories.make_interview(cast.case)
    data = {"because": "other", "note": "The heating has failed", "version": interview.version}
    return [cast.case.pk, interview.pk], data


APPOINTMENTS = {"plan_interview": (plan, 200), "move_interview": (move, 200), "cancel_interview": (cancel, 409)}
