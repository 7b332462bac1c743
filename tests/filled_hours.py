"""The forms about hours, rules and absences, filled in properly: who fills them in, and with what."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from icam.calendar import add_working_days, today
from icam.models import Absence, Desk
from tests import factories

Sheet = tuple[list[Any], dict[str, Any]]


def _written(days: int) -> str:
    return f"{add_working_days(today(), days):%d/%m/%Y}"


TIMES = {"starts": "09:00", "ends": "12:00", "kind": "appointment", "slot_minutes": "60"}
RULE = {"from_count": "2", "step": "address_check", "days": "5"}


def _desk(cast: SimpleNamespace) -> Desk:
    return factories.make_desk(cast.office)


def _opening_add(cast: SimpleNamespace) -> Sheet:
    data = {"desks": [_desk(cast).pk], "weekdays": ["0"], "valid_from": _written(3), "valid_until": ""}
    return [cast.office.pk], {**TIMES, **data}


def _opening(cast: SimpleNamespace) -> Sheet:
    opening = factories.make_opening(_desk(cast))
    return [opening.pk], {**TIMES, "ends": "11:00", "since": _written(3), "version": opening.version}


def _opening_end(cast: SimpleNamespace) -> Sheet:
    opening = factories.make_opening(_desk(cast))
    return [opening.pk], {"last_day": _written(3), "version": opening.version}


def _opening_copy(cast: SimpleNamespace) -> Sheet:
    opening = factories.make_opening(_desk(cast))
    return [opening.desk_id], {"desks": [_desk(cast).pk], "since": _written(3)}


def _exception_add(cast: SimpleNamespace) -> Sheet:
    data = {"desks": [_desk(cast).pk], "day": _written(5), "what": "open", "label": "Training"}
    return [cast.office.pk], {**TIMES, **data}


def _rule(cast: SimpleNamespace, **data: str) -> Sheet:
    rule = factories.make_rule(cast.here)
    return [rule.pk], {**data, "version": rule.version}


def _new_absence(cast: SimpleNamespace) -> Sheet:
    days = {"first": _written(3), "starts": "09:00", "last": _written(6), "ends": ""}
    return [], {**days, "reason": "leave", "cover": cast.colleague.pk, "user": cast.coach.pk}


def _absence(cast: SimpleNamespace) -> Absence:
    return factories.make_absence(cast.coach)


def _choose_cover(cast: SimpleNamespace) -> Sheet:
    absence = _absence(cast)
    return [absence.pk], {"cover": cast.colleague.pk, "version": absence.version}


def _withdraw(cast: SimpleNamespace) -> Sheet:
    absence = _absence(cast)
    return [absence.pk], {"version": absence.version}


HOURS: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "office:opening_add": _opening_add,
    "office:opening": _opening,
    "office:opening_end": _opening_end,
    "office:opening_copy": _opening_copy,
    "office:exception_add": _exception_add,
    "office:exception_remove": lambda cast: ([factories.make_exception(_desk(cast)).pk], {}),
    "office:rule_add": lambda cast: ([], {**RULE, "region": cast.here.pk}),
    "office:rule": lambda cast: _rule(cast, **RULE),
    "office:rule_remove": _rule,
    "cases:new_absence": _new_absence,
    "cases:choose_cover": _choose_cover,
    "cases:withdraw_absence": _withdraw,
}
