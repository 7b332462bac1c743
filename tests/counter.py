"""Visitors and arrivals: records of a day at the counter, and its forms filled in."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from cases.models import Arrival, Case, Interview, Visit
from icam.calendar import now, today
from tests import factories

Sheet = tuple[list[Any], dict[str, Any]]


def make_visit(case: Case | None = None, **given: Any) -> Visit:
    """The principal of `case` (or `person`) waits since now, with the next number of the office."""
    office = given.pop("office", None) or (case and case.office) or factories.make_office()
    number = Visit.objects.filter(office=office, day=given.get("day") or today()).count() + 1
    defaults: dict[str, Any] = {"office": office, "day": today(), "number": number, "case": case, "reason": "question"}
    defaults["came_at"] = now()
    if case:
        defaults["person"] = case.household.principal
    if "registered_by" not in given:
        defaults["registered_by"] = (case and case.coach) or factories.make_coach(office.region)
    if given.get("state") in ("seen", "left"):
        defaults["ended_at"] = now()
    return Visit.objects.create(**defaults | given)


def make_talk(case: Case, **given: Any) -> Interview:
    """An appointment of today, at the office of the case."""
    return factories.make_interview(case, **{"planned_at": now(), "office": case.office} | given)


def make_arrival(interview: Interview, **given: Any) -> Arrival:
    defaults = {"person": interview.case.household.principal, "noted_by": interview.coach}
    return Arrival.objects.create(interview=interview, **defaults | given)


# Rows -----------------------------------------------------------------------------------------------------------------


def rows(cast: SimpleNamespace) -> list[Any]:
    """One row of each model."""
    return [make_visit(cast.case), make_arrival(make_talk(cast.case))]


# Addresses and forms --------------------------------------------------------------------------------------------------


def addresses(cast: SimpleNamespace) -> dict[str, list[Any]]:
    """The arguments of each address of the counter."""
    office, person = cast.office.pk, cast.case.household.principal_id
    visit, talk = make_visit(cast.case), make_talk(cast.case)
    return {
        "counter:home": [],
        **{f"counter:{name}": [office] for name in ("office", "live", "new")},
        "counter:receive": [office, person],
        "counter:arrive": [office, talk.pk, person],
        **{f"counter:{name}": [visit.pk] for name in ("visit", "call", "seen", "left", "begin", "slip")},
    }


ASKED = {"reason": "documents", "language": "ar", "needs_interpreter": "on", "companions": "2", "goes_to": "waits"}


def _newcomer(cast: SimpleNamespace) -> Sheet:
    person = {
        "family_name": "Warsame", "given_names": "Amina", "born_day": "", "born_month": "", "born_year": "1990",
        "born_precision": "year", "nationality": "SOM",
    }  # fmt: skip
    return [cast.office.pk], {**person, **ASKED}


def _visit(cast: SimpleNamespace, **data: Any) -> Sheet:
    return [make_visit(cast.case).pk], data


def _called(cast: SimpleNamespace) -> Sheet:
    return _visit(cast, desk=factories.make_desk(cast.office).pk, coach=cast.coach.pk)


FORMS: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "receive": lambda cast: ([cast.office.pk, cast.case.household.principal_id], ASKED),
    "call": _called,
    "seen": lambda cast: _visit(cast, note="Brought a passport", log="on"),
    "left": lambda cast: _visit(cast, note="Had to catch a train"),
    "begin": lambda cast: _visit(cast, desk=factories.make_desk(cast.office).pk),
    "new": _newcomer,
    "office": lambda cast: ([cast.office.pk], {"q": "Hassan"}),
}
