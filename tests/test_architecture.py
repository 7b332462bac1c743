"""The shape of the code, held: docs/architecture.md says why, this says no."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CheckConstraint, Model, Q

from icam.enums import Verb

ROOT = Path(__file__).resolve().parent.parent
APPS = ("icam", "cases", "invitations", "reporting")  # each may import those before it, never those after
COMPOSITION = {"icam.settings", "icam.urls", "icam.celery", "icam.wsgi"}  # the root may see everything
LAYERS = {
    "enums": 0,
    "models": 1,
    "querysets": 1,
    "access": 2,
    "workflow": 2,
    "tasks": 2,
    "services": 3,
    "forms": 4,
    "filters": 4,
    "views": 5,
    "urls": 6,
}
ATTIC = {"utils", "helpers", "common", "misc"}
LONGEST_FUNCTION, LONGEST_VIEW, LONGEST_FILE = 60, 30, 400


# What is read ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Module:
    """A file of the project: its dotted name and what can be asked of its text."""

    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    @property
    def layer(self) -> int | None:
        """By the first part of the name inside the app; None for what stands beside the layers."""
        return LAYERS.get(self.name.split(".")[1]) if self.name.count(".") else None

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def read(folder: str) -> list[Module]:
    paths = sorted((ROOT / folder).rglob("*.py")) if (ROOT / folder).is_dir() else [ROOT / folder]
    found = []
    for path in paths:
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            found.append(Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return found


@cache
def code() -> list[Module]:
    return [module for app in APPS for module in read(app)]


@cache
def all_text() -> list[Module]:
    return [*code(), *(module for folder in ("tests", "launcher", "launch.py", "manage.py") for module in read(folder))]


@cache
def names() -> dict[str, Module]:
    return {module.name: module for module in code()}


def imported(node: ast.stmt) -> Iterator[str]:
    """The modules of the project that an import names: `from cases import workflow` is cases.workflow."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in names())
    if isinstance(node, ast.ImportFrom) and node.module:
        inner = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name for name in inner if name in names())
        if node.module in names() and not all(name in names() for name in inner):
            yield node.module


def is_for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def at_import(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported."""
    for node in body:
        if is_for_types_only(node) or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            yield from at_import(getattr(node, part, []))


@cache
def imports_of(name: str) -> frozenset[str]:
    return frozenset(target for node in at_import(names()[name].tree.body) for target in imported(node)) - {name}


def wrong(found: Iterable[str]) -> list[str]:
    return sorted(set(found))


# Which way imports run ---------------------------------------------------------------------------------------------


def test_imports_run_from_reporting_down_to_the_office() -> None:
    rank = {app: place for place, app in enumerate(APPS)}
    assert wrong(
        f"{module.name} imports {target}"
        for module in code()
        if module.name not in COMPOSITION
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in imported(node)
        if rank[names()[target].app] > rank[module.app]
    ) == []  # fmt: skip


def reached(start: Module) -> Iterator[str]:
    """The layered modules of the same app that `start` imports, itself or by what stands beside the layers."""
    waiting, seen = [*imports_of(start.name)], {start.name}
    while waiting:
        name = waiting.pop()
        if name in seen or names()[name].app != start.app:
            continue
        seen.add(name)
        if names()[name].layer is None:
            waiting.extend(imports_of(name))
        else:
            yield name


def test_inside_an_app_imports_run_from_urls_down_to_enums() -> None:
    assert wrong(
        f"{module.name} reaches {target}"
        for module in code()
        if module.layer is not None and module.name not in COMPOSITION
        for target in reached(module)
        if (names()[target].layer or 0) > module.layer
    ) == []  # fmt: skip


def test_nothing_imports_in_circles() -> None:
    done: set[str] = set()
    circles: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.append(" > ".join([*path[path.index(name) :], name]))
        elif name not in done:
            for target in imports_of(name):
                visit(target, (*path, name))
            done.add(name)

    for module in code():
        visit(module.name, ())
    assert circles == []


def test_no_import_is_relative() -> None:
    assert wrong(
        f"{module.name}:{node.lineno}"
        for module in all_text()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ) == []  # fmt: skip


def test_only_tasks_import_late() -> None:
    assert wrong(
        f"{module.name}:{node.lineno}"
        for module in all_text()
        if not module.name.endswith(".tasks")
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ) == []  # fmt: skip


def test_only_the_model_of_grants_knows_guardian() -> None:
    """Who may see which case is asked of cases.access; nobody asks guardian."""
    assert wrong(
        module.name
        for module in code()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and "guardian" in ast.unparse(node)
    ) == ["cases.models.grant"]  # fmt: skip


# Sizes and names ---------------------------------------------------------------------------------------------------


def too_long(modules: Iterable[Module], most: int) -> list[str]:
    return wrong(
        f"{module.name}.{node.name}" for module in modules for node in module.functions() if lines(node) > most
    )


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the end, without what the docstring takes."""
    first = node.body[0]
    docstring = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_functions_fit_on_a_page() -> None:
    assert too_long(all_text(), LONGEST_FUNCTION) == []


def test_views_fit_on_half_a_page() -> None:
    assert too_long((module for module in code() if ".views" in module.name), LONGEST_VIEW) == []


def test_files_can_be_read_in_one_go() -> None:
    assert wrong(m.name for m in all_text() if len(m.path.read_text().splitlines()) > LONGEST_FILE) == []


def test_there_is_no_attic() -> None:
    assert wrong(module.name for module in all_text() if ATTIC & set(module.name.split("."))) == []


# What the house does not do ----------------------------------------------------------------------------------------


def dotted(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""


def test_nothing_listens_to_signals() -> None:
    assert wrong(
        f"{module.name}:{node.lineno}"
        for module in code()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and {"signals", "dispatch", "receiver"} & _words(node)
    ) == []  # fmt: skip


def _words(node: ast.stmt) -> set[str]:
    return set(ast.unparse(node).replace(".", " ").replace(",", " ").split())


def test_every_lock_says_what_it_locks() -> None:
    assert wrong(
        f"{module.name}:{call.lineno}"
        for module in code()
        for call in module.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "select_for_update"
        and "of" not in {word.arg for word in call.keywords}
    ) == []  # fmt: skip


CLOCKS = ("date.today", "datetime.today", "datetime.now", "datetime.utcnow", "localdate", "localtime")


def test_only_the_calendar_reads_the_clock() -> None:
    """A day is a day in Brussels. `timezone.now` as the default of a column is a moment, and falls on no day."""
    assert wrong(
        f"{module.name}:{call.lineno}"
        for module in code()
        if module.name != "icam.calendar"
        for call in module.calls()
        if dotted(call.func).endswith(CLOCKS)
    ) == []  # fmt: skip


# The trail ---------------------------------------------------------------------------------------------------------


def test_every_verb_is_used() -> None:
    used = {
        node.attr
        for module in code()
        if module.name != "icam.enums"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and dotted(node.value) == "Verb"
    }
    assert wrong(set(Verb.__members__) - used) == []


def test_the_trail_speaks_in_verbs_only() -> None:
    assert wrong(
        f"{module.name}:{call.lineno}"
        for module in code()
        for call in module.calls()
        if dotted(call.func) in _names_of_record(module) and not (call.args and _is_verb(call.args[0]))
    ) == []  # fmt: skip


@cache
def _names_of_record(module: Module) -> set[str]:
    return {"audit.record"} | {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "icam.audit"
        for alias in node.names
        if alias.name == "record"
    }


def _is_verb(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_verb(node.body) and _is_verb(node.orelse)
    name = dotted(node)
    return name.startswith("Verb.") or name.split(".")[-1] == "verb"


# Models ------------------------------------------------------------------------------------------------------------


def models() -> list[type[Model]]:
    """Ours, without the history tables, whose columns are copies."""
    ours: list[type[Model]] = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in ours if not issubclass(model, pghistory.models.Event)]


def each_model(test: Callable[[type[Model]], None]) -> Any:
    return pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)(test)


@each_model
def test_every_field_is_personal_or_not(model: type[Model]) -> None:
    privacy = vars(model).get("Privacy")
    assert privacy is not None, "class Privacy: personal = […]; other = […]"
    fields = [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]
    assert sorted([*privacy.personal, *privacy.other]) == sorted(fields)


@each_model
def test_every_closed_list_is_closed_in_the_database(model: type[Model]) -> None:
    checked = {name: values for check in _checks(model) for name, values in _closed(check.condition)}
    for field in model._meta.concrete_fields:
        if field.choices:
            blank = {""} if field.blank else set()
            assert checked.get(field.name) == {value for value, _ in field.flatchoices} | blank, field.name


def _checks(model: type[Model]) -> list[CheckConstraint]:
    return [constraint for constraint in model._meta.constraints if isinstance(constraint, CheckConstraint)]


def _closed(condition: Any) -> Iterator[tuple[str, set[str | int]]]:
    for part in condition.children if isinstance(condition, Q) else ():
        if isinstance(part, tuple) and part[0].endswith("__in") and len(condition.children) == 1:
            yield part[0].removesuffix("__in"), set(part[1])


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
