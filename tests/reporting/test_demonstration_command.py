"""The command that fills in the demonstration: where it may, what it writes down, and that one seed is one office."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import models, transaction

from cases.enums import CaseState
from cases.models import Case, Interview, Person
from reporting.demonstration.filling import MODELS, fill
from reporting.demonstration.volumes import DEFAULT_SIZE, EXACT_FROM
from tests import factories


def test_nothing_is_invented_where_people_work(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("demo_data", "--size", "1")
    assert Person.objects.count() == 0


def test_invented_persons_are_not_mixed_with_registered_ones(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    factories.make_person()
    with pytest.raises(CommandError):
        call_command("demo_data", "--size", "1")
    assert Person.objects.count() == 1


def test_the_accounts_are_written_for_their_owner_only(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DEMONSTRATION = True
    file = tmp_path / "accounts.json"
    file.write_text("of an earlier one")
    call_command("demo_data", "--size", "3", "--json", str(file), verbosity=0)
    accounts = json.loads(file.read_text())
    assert file.stat().st_mode & 0o777 == 0o600
    assert set(accounts[0]) == {"username", "password", "role", "regions", "totp_secret"}
    assert {a["username"]: a["regions"] for a in accounts}["lotte.verhaegen"] == ["Brussels"]
    assert len(accounts) == 93


# One seed, one office ---------------------------------------------------------------------------------------------


def digest(seed: int) -> str:
    """A hash over all that is filled in, with numbers of rows counted from the first; then it is undone."""
    with transaction.atomic():
        fill(150, seed)
        told = hashlib.sha256()
        for model in MODELS:
            for row in model._default_manager.order_by("pk").values_list(*_columns(model)):
                told.update(
                    repr([_counted(value, of) for value, of in zip(row, _targets(model), strict=True)]).encode()
                )
        transaction.set_rollback(True)
    _FIRST.clear()
    return told.hexdigest()


def _counted(value: Any, of: type[models.Model] | None) -> Any:
    return value - _first(of) if of and value else value


_FIRST: dict[type[models.Model], int] = {}


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _targets(model: type[models.Model]) -> list[type[models.Model] | None]:
    return [field.related_model for field in model._meta.concrete_fields if not field.primary_key]


def _first(model: type[models.Model]) -> int:
    if model not in _FIRST:
        _FIRST[model] = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    return _FIRST[model]


def test_the_guide_names_the_size_from_which_the_year_is_exact() -> None:
    guide = (settings.BASE_DIR / "docs" / "demonstration.md").read_text(encoding="utf-8")
    assert f"From {EXACT_FROM:,} cases on, 2023 is the published year" in guide
    assert f"The default is {DEFAULT_SIZE:,} cases" in guide


def test_from_one_seed_follows_one_office(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    once, again, other = digest(3), digest(3), digest(4)
    assert once == again
    assert once != other


@pytest.mark.parametrize("day", ["2027-01-01", "2028-02-29", "2031-08-17"])
def test_on_any_later_day_there_is_an_office_too(db: None, settings: Any, day: str) -> None:
    settings.DEMONSTRATION = True
    with time_machine.travel(f"{day}T10:00:00+00:00", tick=False):
        fill(450, seed=5)
        states = set(Case.objects.values_list("state", flat=True))
        assert {CaseState.INVITED, CaseState.IN_COACHING, CaseState.SUSPENDED, CaseState.CLOSED} - states == set()
        assert Interview.objects.planned().filter(planned_at__date__gt=date.fromisoformat(day)).exists() is True
