"""Households brought in one by one and many at once: the same rows, and the same refusals."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.forms.models import model_to_dict

from cases.enums import HouseholdKind, IntakeChannel, MemberRole, Track
from cases.models import (
    Address,
    Alias,
    Case,
    CaseMove,
    FileNumber,
    Household,
    Member,
    NameWord,
    Order,
    Person,
    PersonKeys,
    Placement,
    ReferenceYear,
)
from cases.services.openings import Newcomer, Opening, open_many, open_one
from cases.services.people import Number
from icam.calendar import today
from icam.models import AuditEvent
from icam.refusals import Refused
from tests import factories

WRITTEN = (Person, Alias, FileNumber, Household, Member, Case, CaseMove, Placement, Order, Address, NameWord)
DAY = today() - timedelta(days=20)


def person(given: str, **more: Any) -> Newcomer:
    data = {
        "family_name": "Dupont", "given_names": given, "own_script": "", "own_script_language": "", "sex": "f",
        "born_on": date(1988, 3, 14), "birth_precision": "day", "nationalities": ["MAR"], "languages": ["ar"],
        "contact_language": "ar", "needs_interpreter": True, "letter_language": "", "phone": "0470 00 00 00",
    }  # fmt: skip
    return Newcomer(data, **more)


def order(notified: int, days: int = 30) -> dict[str, Any]:
    return {
        "annex_id": factories.make_annex().pk, "decided_on": DAY - timedelta(days=30),
        "notified_on": DAY - timedelta(days=notified), "notified_by": "Police", "period_days": days,
    }  # fmt: skip


ADDRESS = {
    "kind": "actual", "care_of": "", "street": "Rue Haute 1", "postcode": "1000", "municipality": "Bruxelles",
    "starts_on": None, "source": "file",
}  # fmt: skip


def openings(cast: SimpleNamespace) -> list[Opening]:
    """A woman alone with all there is, a family with three orders, and somebody of whom nothing is known."""
    words = {
        "track": Track.RETURN, "target_group": factories.make_target_group(), "region": cast.here,
        "intake_channel": IntakeChannel.SELECTION, "office": cast.office, "coach": cast.coach, "opened_on": DAY,
    }  # fmt: skip
    numbers = [Number("SP", "7.000.001"), Number("SP", "7000001"), Number("OV", "7000001")]
    alone = person("Layla", numbers=numbers, aliases=["Leila", "Dupont, Layla"], order=order(5), address=ADDRESS)
    family = [
        person("Karim", order=order(9, 10)),
        person("Samira", role=MemberRole.PARTNER, order=order(9), address={**ADDRESS, "starts_on": DAY}),
        person("Ines", role=MemberRole.CHILD, order=order(12)),
    ]
    unknown = person("Nobody")
    unknown.data |= {"born_on": None, "birth_precision": "unknown"}
    plain = {**words, "office": None, "coach": None, "opened_on": today()}
    return [
        Opening(HouseholdKind.SINGLE, [alone], words),
        Opening(HouseholdKind.FAMILY, family, words),
        Opening(HouseholdKind.SINGLE, [unknown], plain),
    ]


def everything(before: dict[Any, int]) -> dict[str, Any]:
    """All that was written since, with ids counted from where they began, and the trail in no order."""
    first = {model: before[model] for model in before}
    found: dict[str, Any] = {}
    for model in WRITTEN:
        rows = model._default_manager.filter(pk__gt=first[model]).order_by("pk")
        found[model.__name__] = [_relative(model, row, first) for row in rows]
    found["NameWord"].sort(key=lambda word: word["word"])
    keys = PersonKeys.objects.filter(pk__gt=first[Person]).order_by("pk")
    found["keys"] = [(row.born_on, row.phones, len(row.words)) for row in keys]
    events = AuditEvent.objects.filter(pk__gt=first[AuditEvent])
    found["trail"] = sorted(
        (event.verb, event.actor_id, event.role, _since(event, first), bool(event.case_id), str(_plain(event.changes)))
        for event in events
    )
    return found


def _plain(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in sorted(changes.items()) if name != "reference"}


def _since(event: AuditEvent, first: dict[Any, int]) -> tuple[str, int]:
    model = next(model for model in first if model._meta.label_lower == event.target_type)
    return event.target_type, int(event.target_id or 0) - first[model]


def _relative(model: Any, row: Any, first: dict[Any, int]) -> dict[str, Any]:
    said = {}
    for column in model._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.is_relation and column.related_model in first and value is not None:
            value -= first[column.related_model]
        if column.attname not in {"id", "at", "reference"}:
            said[column.attname] = value
    return said


def newest() -> dict[Any, int]:
    rows = {model: model._default_manager.order_by("-pk").values_list("pk", flat=True) for model in WRITTEN}
    rows[AuditEvent] = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)
    return {model: found.first() or 0 for model, found in rows.items()}


def test_both_ways_write_the_same_rows(cast: SimpleNamespace) -> None:
    ReferenceYear.objects.create(year=today().year, last=500_000)  # beyond the references of other tests' cases
    given = openings(cast)
    with_services = _written(given, lambda: [open_one(opening, by=cast.manager) for opening in given])
    for row in FileNumber.objects.all():
        FileNumber.objects.filter(pk=row.pk).update(canonical=f"x{row.pk}")
    NameWord.objects.all().delete()
    PersonKeys.objects.all().delete()
    again = openings(cast)
    assert _written(again, lambda: open_many(again, by=cast.manager)) == with_services


def _written(given: list[Opening], act: Any) -> dict[str, Any]:
    before = newest()
    cases = act()
    assert [case.opened_on for case in cases] == [opening.day for opening in given]
    assert [[p.name for p in opening.made] for opening in given] == [
        ["Dupont, Layla"], ["Dupont, Karim", "Dupont, Samira", "Dupont, Ines"], ["Dupont, Nobody"],
    ]  # fmt: skip
    return everything(before)


@pytest.mark.parametrize("way", [lambda o, by: [open_one(x, by=by) for x in o], lambda o, by: open_many(o, by=by)])
def test_what_the_house_refuses_is_refused_either_way(cast: SimpleNamespace, way: Any) -> None:
    def refused(**case: Any) -> list[str]:
        given = openings(cast)[:1]
        given[0].case = given[0].case | case
        with pytest.raises(Refused) as refusal:
            way(given, cast.manager)
        return sorted(refusal.value.error_dict)

    assert refused(coach=cast.coach_elsewhere) == ["coach"]
    assert refused(office=factories.make_office(cast.elsewhere)) == ["office"]
    assert refused(opened_on=today() + timedelta(days=1))[0] in {"joined_on", "opened_on"}
    FileNumber.objects.create(person=factories.make_person(), kind="OV", as_written="OV 7000001", canonical="7000001")
    assert refused() == ["number"]


def test_one_number_for_two_newcomers_is_refused(cast: SimpleNamespace) -> None:
    first, second, _third = openings(cast)
    second.persons[0].numbers = [Number("OV", "OV7000001")]
    with pytest.raises(Refused):
        open_many([first, second], by=cast.manager)
    assert Person.objects.filter(family_name="Dupont").count() == 0


def test_somebody_known_keeps_his_data_and_his_household(cast: SimpleNamespace) -> None:
    case = factories.make_case(region=cast.here, state="closed")
    known = case.household.principal
    given = openings(cast)[0]
    given.persons[0].known = known
    opened = open_one(given, by=cast.manager)
    known.refresh_from_db()
    assert (opened.household_id, known.given_names) == (case.household_id, "Mohammed")
    assert sorted(known.aliases.values_list("name", flat=True)) == ["Dupont, Layla", "Leila"]
    assert known.file_numbers.filter(canonical="7000001").exists()


def test_of_somebody_known_the_relatives_join_his_household(cast: SimpleNamespace) -> None:
    case = factories.make_case(region=cast.here, state="closed")
    family = openings(cast)[1]
    family.persons[0].known = case.household.principal
    opened = open_one(family, by=cast.manager)
    roles = opened.household.members.order_by("id").values_list("role", flat=True)
    assert list(roles) == ["principal", "partner", "child"]


def test_a_second_open_case_is_refused(cast: SimpleNamespace) -> None:
    given = openings(cast)[0]
    given.persons[0].known = cast.case.household.principal
    given.persons[0].numbers = ()
    with pytest.raises(Exception, match="one_open_case_per_household_and_track"):
        open_one(given, by=cast.manager)


def test_known_to_be_somebody_else_it_is_he_who_comes_in(cast: SimpleNamespace) -> None:
    kept = factories.make_person()
    merged = factories.make_person(merged_into=kept)
    given = openings(cast)[0]
    given.persons[0].known = merged
    assert open_one(given, by=cast.manager).household.principal == kept


def test_names_of_columns_are_those_of_a_person(cast: SimpleNamespace) -> None:
    data = openings(cast)[0].persons[0].data
    assert set(data) - set(model_to_dict(Person())) == set()
