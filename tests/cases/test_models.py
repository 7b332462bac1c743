"""What the database itself refuses, whoever writes: each constraint of the file, broken once."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Model, ProtectedError

from cases.enums import (
    FREE_RETURNS,
    RETURNS,
    STAYS,
    ClosureReason,
    Decision,
    Family,
    GrantReason,
    MeasureKind,
    ProspectKind,
    ResultKind,
)
from cases.models import (
    Alias,
    Attendance,
    CaseGrant,
    CaseMove,
    ClosureProposal,
    FileNumber,
    Interview,
    Measure,
    Member,
    Placement,
    Procedure,
    Prospect,
    as_it_is,
)
from icam.calendar import today
from icam.models import ResidenceRoute
from tests import factories

DAY = timedelta(days=1)
EARLY, LATE = date(2001, 1, 1), date(2099, 12, 31)


@pytest.fixture
def rows(cast: SimpleNamespace) -> dict[str, Any]:
    """One row of every model that has a constraint, by its name."""
    case, person = cast.case, cast.case.household.principal
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.get_or_create(code="TEST", defaults=names)[0]
    interview = factories.make_interview(case, desk=factories.make_desk(cast.office))
    prospect = factories.make_prospect(case)
    made = [
        person,
        Alias.objects.create(person=person, name="Mo"),
        FileNumber.objects.create(person=person, kind="SP", as_written="1", canonical="1"),
        case.household,
        case.household.members.get(),
        case,
        case.moves.get(),
        case.placements.get(),
        ClosureProposal.objects.create(case=case, reason="other", explanation="x", proposed_by=cast.coach),
        person.orders.get(),
        Measure.objects.create(person=person, kind=MeasureKind.DETENTION, starts_on=today()),
        Procedure.objects.create(person=person, route=route, lodged_on=today()),
        person.addresses.get(),
        interview,
        Attendance.objects.create(interview=interview, person=person, was_present=True),
        prospect,
        factories.make_result(prospect),
        CaseGrant.objects.create(
            user=cast.colleague, content_object=case, granted_by=cast.manager, ends_on=today(), explanation="x",
            reason=GrantReason.COVER, permission=apps.get_model("auth", "Permission").objects.get(codename="view_case"),
        ),
    ]  # fmt: skip
    return {type(row).__name__: row for row in made}


def change(name: str, **columns: Any) -> Callable[[dict[str, Any]], Any]:
    """Write `columns` past every service."""
    return lambda rows: type(rows[name]).objects.filter(pk=rows[name].pk).update(**columns)


def again(name: str, **columns: Any) -> Callable[[dict[str, Any]], Any]:
    """The same row a second time, with other `columns`."""

    def write(rows: dict[str, Any]) -> None:
        row = rows[name]
        copied = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key and not isinstance(field, models.GeneratedField)
        }
        type(row).objects.create(**copied | columns)

    return write


def move(**columns: Any) -> Callable[[dict[str, Any]], Any]:
    """The same closing of a cycle twice."""

    def write(rows: dict[str, Any]) -> None:
        case = rows["Case"]
        for _ in range(2):
            CaseMove.objects.create(case=case, on=today(), **{"cycle": 1, **columns}, **as_it_is(case))

    return write


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "person_has_some_name": change("Person", family_name="", given_names=""),
    "person_birth_unknown_iff_undated": change("Person", born_on=None),
    "alias_once_per_person": again("Alias"),
    "file_number_belongs_to_one_person": again("FileNumber"),
    "member_left_on_not_before_joined_on": change("Member", left_on=EARLY),
    "member_of_one_household_at_a_time": again("Member", role="child"),
    "one_principal_per_household": lambda rows: Member.objects.create(
        household=rows["Household"], person=factories.make_person(), role="principal", joined_on=today()
    ),
    "case_closed_on_not_before_opened_on": change("Case", state="closed", closure_reason="other", closed_on=EARLY),
    "case_closed_iff_dated": change("Case", closed_on=today()),
    "case_closed_iff_reasoned": change("Case", closure_reason="other"),
    "case_suspended_iff_grounded": change("Case", suspension_ground="health"),
    "one_open_case_per_household_and_track": again("Case", reference="ICAM-2026-999999"),
    "move_closing_iff_reasoned": move(source="invited", target="closed"),
    "a_cycle_closes_once": move(source="invited", target="closed", closure_reason="other"),
    "a_cycle_opens_once": move(source="", target="selected"),
    "placement_ends_on_not_before_starts_on": change("Placement", ends_on=EARLY),
    "a_case_is_in_one_place_at_a_time": again("Placement", ends_on=LATE),
    "one_open_proposal_per_case": again("ClosureProposal"),
    "closure_decided_by_another_person": lambda rows: ClosureProposal.objects.update(
        decided_by=rows["ClosureProposal"].proposed_by
    ),
    "closure_decided_iff_dated": change("ClosureProposal", state="refused"),
    "order_notified_on_not_before_decided_on": change("Order", notified_on=EARLY),
    "order_extended_to_not_before_notified_on": change("Order", extended_to=EARLY),
    "order_period_within_law": change("Order", period_days=61),
    "measure_ends_on_not_before_starts_on": change("Measure", ends_on=EARLY),
    "procedure_decided_on_not_before_lodged_on": change("Procedure", decided_on=EARLY, decision=Decision.REFUSED),
    "procedure_decided_iff_dated": change("Procedure", decided_on=LATE),
    "address_ends_on_not_before_starts_on": change("Address", ends_on=EARLY),
    "interview_held_iff_dated": change("Interview", state="held"),
    "interview_steps_are_known": change("Interview", steps=["tea"]),
    "interview_length_is_sensible": change("Interview", minutes=4),
    "one_household_at_a_desk": again("Interview"),
    "attendance_once_per_person": again("Attendance"),
    "prospect_told_on_not_before_proposed_on": change("Prospect", told_on=EARLY, told_in="ar"),
    "prospect_stay_iff_grounded": change("Prospect", ground=""),
    "prospect_told_iff_dated": change("Prospect", told_on=LATE),
    "result_from_detention_is_forced": change("Result", from_detention=True, kind=ResultKind.ASSISTED_RETURN),
}


def of_the_file() -> list[type[Model]]:
    found: list[type[Model]] = list(apps.get_app_config("cases").get_models())
    return [model for model in found if not issubclass(model, pghistory.models.Event)]


CONSTRAINTS = {constraint.name: model for model in of_the_file() for constraint in model._meta.constraints}
LISTS = sorted(
    (model.__name__, field.name) for model in of_the_file() for field in model._meta.concrete_fields if field.choices
)


def refused_by(act: Callable[[], Any]) -> str:
    """The name of the constraint that refused `act`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    cause: Any = caught.value.__cause__
    return str(cause.diag.constraint_name)


def test_every_constraint_is_broken_here_once() -> None:
    assert {name for name in CONSTRAINTS if not name.endswith("_is_known")} == set(BROKEN)
    assert len(CONSTRAINTS) == len(BROKEN) + len(LISTS)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(rows: dict[str, Any], name: str) -> None:
    assert refused_by(lambda: BROKEN[name](rows)) == name


def test_no_closed_list_takes_another_word(rows: dict[str, Any]) -> None:
    for model, field in LISTS:
        refused = refused_by(lambda model=model, field=field: change(model, **{field: "?"})(rows))
        assert CONSTRAINTS[refused].__name__ == model


def test_nothing_of_a_file_is_deleted_with_something_else(rows: dict[str, Any]) -> None:
    for name in ("Person", "Household", "Case", "Interview", "Prospect"):
        with pytest.raises(ProtectedError):
            rows[name].delete()


def test_every_change_leaves_its_history(rows: dict[str, Any]) -> None:
    change("Person", phone="0470000000")(rows)
    events = apps.get_model("cases", "PersonEvent").objects.filter(pgh_obj_id=rows["Person"].pk).order_by("pgh_id")
    assert [(event.pgh_label, event.phone) for event in events] == [("insert", ""), ("update", "0470000000")]


def test_every_record_of_the_file_has_a_history() -> None:
    """Except the counter of references, which says nothing about anybody."""
    kept = {model._meta.get_field("pgh_obj").related_model for model in apps.get_models() if _is_history(model)}
    assert {model.__name__ for model in of_the_file() if model not in kept} == {"ReferenceYear"}


def _is_history(model: type[Model]) -> bool:
    return issubclass(model, pghistory.models.Event) and model._meta.app_label == "cases"


# Words with knowledge ------------------------------------------------------------------------------------------------


def test_the_families_that_the_report_adds_up() -> None:
    assert STAYS == ["stay_granted"]
    assert RETURNS == ["assisted_return", "office_return", "autonomous_return", "forced_return"]
    assert FREE_RETURNS == ["assisted_return", "office_return", "autonomous_return"]
    assert ProspectKind.of(Family.VOLUNTARY_RETURN) == ["assisted_return", "office_return"]
    assert {kind.family for kind in ResultKind if kind.is_free_return} == {
        Family.VOLUNTARY_RETURN, Family.AUTONOMOUS_RETURN,
    }  # fmt: skip


@pytest.mark.parametrize("kinds", [ProspectKind, ResultKind, ClosureReason])
def test_every_kind_names_its_family_and_itself(kinds: Any) -> None:
    assert [(kind, kind.family in Family, bool(str(kind.label))) for kind in kinds] == [
        (kind, True, True) for kind in kinds
    ]
    assert len({str(kind.label) for kind in kinds}) == len(kinds)


def test_facts_are_what_the_case_is(rows: dict[str, Any]) -> None:
    facts = as_it_is(rows["Case"])
    assert rows["Placement"].facts == rows["CaseMove"].facts == rows["Prospect"].facts == facts
    assert facts["household_kind"] == rows["Household"].kind


def test_placements_of_a_day_leave_out_the_day_they_end(rows: dict[str, Any]) -> None:
    Placement.objects.update(ends_on=today())
    assert [Placement.objects.on(day).count() for day in (today() - DAY, today())] == [1, 0]


def test_a_chain_of_moved_interviews_and_corrected_prospects_has_one_end(rows: dict[str, Any]) -> None:
    for name, link, model in (("Interview", "replaces", Interview), ("Prospect", "corrects", Prospect)):
        first = rows[name]
        columns = {"desk_id": None} if model is Interview else {}
        again(name, **{f"{link}_id": first.pk}, **columns)(rows)
        assert refused_by(
            lambda name=name, link=link, pk=first.pk, c=columns: again(name, **{f"{link}_id": pk}, **c)(rows)
        )
    assert Prospect.objects.standing().count() == 1
