"""What the database itself refuses, whoever writes: each constraint of the file, broken once."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from cases.enums import (
    FREE_RETURNS,
    RETURNS,
    STAYS,
    ClosureReason,
    Family,
    ProspectKind,
    ResultKind,
)
from cases.models import (
    Interview,
    Placement,
    Prospect,
    as_it_is,
)
from icam.calendar import today
from tests.cases.broken import BROKEN
from tests.cases.rows import DAY, again, change, one_of_each

# The counter of references and the index of names say nothing of their own; a journal line never changes; the rows of
# an import are the file as it came.
WITHOUT_HISTORY = {"ReferenceYear", "NameWord", "PersonKeys", "MergeEntry", "ImportRow", "TaskDigest"}


@pytest.fixture
def rows(cast: SimpleNamespace) -> dict[str, Any]:
    return one_of_each(cast)


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
    kept = {model._meta.get_field("pgh_obj").related_model for model in apps.get_models() if _is_history(model)}
    assert {model.__name__ for model in of_the_file() if model not in kept} == WITHOUT_HISTORY


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
        columns = {"desk_id": None, "coach_id": None} if model is Interview else {}
        again(name, **{f"{link}_id": first.pk}, **columns)(rows)
        assert refused_by(
            lambda name=name, link=link, pk=first.pk, c=columns: again(name, **{f"{link}_id": pk}, **c)(rows)
        )
    assert Prospect.objects.standing().count() == 1
