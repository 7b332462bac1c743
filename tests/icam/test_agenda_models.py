"""What the database itself refuses about hours, absences, rules and calendar addresses: each constraint broken once."""

from collections.abc import Callable
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from icam.calendar import now
from icam.models import Absence, AgendaFeed, NoShowRule, Opening, OpeningException
from tests import factories

MODELS = (Opening, OpeningException, Absence, AgendaFeed, NoShowRule)
Rows = dict[str, Any]


@pytest.fixture
def rows(cast: SimpleNamespace) -> Rows:
    """One row of each, by the name of its model."""
    desk = factories.make_desk(cast.office)
    made = [
        factories.make_opening(desk),
        factories.make_exception(desk),
        factories.make_absence(cast.coach, cover=cast.colleague),
        AgendaFeed.objects.create(user=cast.coach, digest="0" * 64),
        factories.make_rule(cast.here),
    ]
    return {type(row).__name__: row for row in made}


def change(model: str, **values: Any) -> Callable[[Rows], Any]:
    return lambda rows: type(rows[model]).objects.filter(pk=rows[model].pk).update(**values)


def again(model: str, **values: Any) -> Callable[[Rows], Any]:
    """A second row like the first, but for these values."""

    def write(rows: Rows) -> None:
        row = rows[model]
        same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
        type(row).objects.create(**same | values)

    return write


def times(model: str) -> dict[str, Callable[[Rows], Any]]:
    """What holds for hours of the week and for hours of one day."""
    name = "opening" if model == "Opening" else "opening_exception"
    return {
        f"{name}_kind_is_known": change(model, kind="party"),
        f"{name}_ends_after_start": change(model, ends=time(8)),
        f"{name}_slot_is_sensible": change(model, slot_minutes=241),
    }


BROKEN: dict[str, Callable[[Rows], Any]] = {
    **times("Opening"),
    **times("OpeningException"),
    "opening_weekday_is_known": change("Opening", weekday=7),
    "opening_valid_until_not_before_valid_from": change("Opening", valid_until=date(2019, 12, 31)),
    "a_desk_opens_once_at_a_time": again("Opening", starts=time(11), ends=time(13)),
    "one_exception_at_a_time": again("OpeningException", starts=time(10, 30)),
    "absence_reason_is_known": change("Absence", reason="ill"),
    "absence_ends_after_start": lambda rows: change("Absence", ends_at=rows["Absence"].starts_at)(rows),
    "absence_is_covered_by_another": lambda rows: change("Absence", cover=rows["Absence"].user)(rows),
    "one_absence_at_a_time": lambda rows: again(
        "Absence", starts_at=rows["Absence"].starts_at + timedelta(days=1)
    )(rows),
    "one_calendar_address_per_user": again("AgendaFeed", digest="1" * 64),
    "icam_agendafeed_digest_key": again("AgendaFeed", revoked_at=now()),
    "no_show_rule_step_is_known": change("NoShowRule", step="shrug"),
    "no_show_rule_is_sensible": change("NoShowRule", days=0),
    "one_no_show_rule_per_count": again("NoShowRule"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(rows: Rows, name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        BROKEN[name](rows)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == name


def test_every_constraint_is_broken_here() -> None:
    names = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    assert names - set(BROKEN) == set()


def test_what_only_touches_is_allowed(rows: Rows) -> None:
    again("Opening", starts=time(12), ends=time(13))(rows)
    again("Opening", weekday=1)(rows)
    again("OpeningException", starts=time(11), ends=time(12))(rows)
    again("Absence", starts_at=rows["Absence"].ends_at, ends_at=rows["Absence"].ends_at + timedelta(days=1))(rows)
    again("Absence", withdrawn_at=now())(rows)
    assert [model.objects.count() for model in (Opening, OpeningException, Absence)] == [3, 2, 3]


def test_every_change_is_kept(rows: Rows) -> None:
    change("Opening", ends=time(11))(rows)
    NoShowRule.objects.all().delete()
    events: dict[str, models.QuerySet[Any]] = {
        "opening": Opening.pgh_event_model.objects.order_by("pgh_id"),  # type: ignore[attr-defined]  # made by the tracker
        "rule": NoShowRule.pgh_event_model.objects.order_by("pgh_id"),  # type: ignore[attr-defined]  # made by the tracker
    }
    assert {name: list(kept.values_list("pgh_label", flat=True)) for name, kept in events.items()} == {
        "opening": ["insert", "update"], "rule": ["insert"],
    }  # fmt: skip
