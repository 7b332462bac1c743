"""One operation makes many tables, and a database that knows only some of the folded migrations is refused."""

import re
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from django.core.checks import Error, Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import OperationWriter

from icam.folding import Together, refuse_halfway

FOLDED = sorted(MigrationLoader(None).replacements)


def pair() -> Together:
    """Two tables that point at each other, as a case and its principal do."""
    key = ("id", models.BigAutoField(primary_key=True))
    right = ("other", models.ForeignKey("icam.right", models.PROTECT, null=True))
    left = ("other", models.OneToOneField("icam.left", models.PROTECT))
    lefts = ("all", models.ManyToManyField("icam.left"))
    return Together([migrations.CreateModel("Left", [key, right]), migrations.CreateModel("Right", [key, left, lefts])])


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name.startswith(("icam_left", "icam_right"))]


def constraints(table: str) -> dict[str, list[str]]:
    """The columns that are unique, and those that point elsewhere with where they point."""
    with connection.cursor() as cursor:
        found = list(connection.introspection.get_constraints(cursor, table).values())
    return {
        "unique": sorted(",".join(each["columns"]) for each in found if each["unique"] and not each["index"]),
        "foreign": sorted(
            f"{','.join(each['columns'])} {'.'.join(each['foreign_key'])}" for each in found if each["foreign_key"]
        ),
    }


@pytest.mark.django_db
def test_tables_that_point_at_each_other_are_made_and_dropped_again() -> None:
    before, after = ProjectState(), ProjectState()
    pair().state_forwards("icam", after)
    with connection.schema_editor() as editor:
        pair().database_forwards("icam", editor, before, after)
    assert tables() == ["icam_left", "icam_right", "icam_right_all"]
    assert constraints("icam_left") == {"unique": ["id"], "foreign": ["other_id icam_right.id"]}
    assert constraints("icam_right") == {"unique": ["id", "other_id"], "foreign": ["other_id icam_left.id"]}
    with connection.schema_editor() as editor:
        pair().database_backwards("icam", editor, after, before)
    assert tables() == []


def test_models_are_rendered_once_whatever_was_rendered_before(monkeypatch: pytest.MonkeyPatch) -> None:
    state = ProjectState()
    state.add_model(ModelState("icam", "First", [("id", models.BigAutoField(primary_key=True))]))
    assert [model.__name__ for model in state.apps.get_models()] == ["First"]
    rendered, render = [], ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda self, apps: (rendered.append(self.name), render(self, apps))[1])
    pair().state_forwards("icam", state)
    assert rendered == []
    assert sorted(model.__name__ for model in state.apps.get_models()) == ["First", "Left", "Right"]
    assert sorted(rendered) == ["First", "Left", "Right"]


def test_it_can_be_written_into_a_file() -> None:
    text, imports = OperationWriter(pair(), indentation=0).serialize()
    assert text.split()[:4] == ["icam.folding.Together(", "operations=[", "migrations.CreateModel(", "name='Left',"]
    assert "import icam.folding" in imports
    assert (pair().describe(), pair().migration_name_fragment) == ("Create 2 models", "2_models")


def remember(monkeypatch: pytest.MonkeyPatch, applied: Iterable[tuple[str, str]]) -> None:
    recorded = dict.fromkeys(applied)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: dict(recorded))


@pytest.mark.parametrize("folded", FOLDED, ids=".".join)
def test_a_database_with_only_some_of_the_folded_migrations_is_refused(
    folded: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    *first, last = MigrationLoader(None).replacements[folded].replaces
    remember(monkeypatch, first)
    sentence = f"{folded[0]} lacks {last[1]}, which this version knows only as parts of {folded[1]}."
    error = Error(sentence, hint="See docs/operations.md, A new version.", id="icam.E001")
    assert run_checks(tags=[Tags.database], databases=["default"]) == [error]
    with pytest.raises(SystemCheckError, match=re.escape(sentence)):
        call_command("migrate", verbosity=0, skip_checks=False)


def test_a_database_with_all_of_them_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = MigrationLoader(None)
    replaced = [name for key in FOLDED for name in everything.replacements[key].replaces]
    remember(monkeypatch, replaced)
    assert refuse_halfway(databases=["default"]) == []
    loader = MigrationLoader(connection)
    assert sorted(loader.applied_migrations) == sorted([*FOLDED, *replaced])
    assert sorted(loader.graph.nodes) == sorted(everything.graph.nodes)


def test_an_empty_database_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    remember(monkeypatch, [])
    assert refuse_halfway(databases=["default"]) == []


def test_a_replacement_whose_parts_are_still_there_is_no_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = ("icam", "0002_reference_data"), ("icam", "0003_trail_only_grows")
    fold = type("Migration", (migrations.Migration,), {"replaces": [first, second]})("0002_both", "icam")
    loader = SimpleNamespace(replacements={("icam", "0002_both"): fold}, disk_migrations={first: None, second: None})
    monkeypatch.setattr("icam.folding.MigrationLoader", lambda _: loader)
    remember(monkeypatch, [first])
    assert refuse_halfway(databases=["default"]) == []
    del loader.disk_migrations[second]
    assert [error.id for error in refuse_halfway(databases=["default"])] == ["icam.E001"]
