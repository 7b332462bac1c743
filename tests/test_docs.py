"""What README and docs/ say is there, is there: commands, options, paths, modules, names, links, decisions, tables."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from pydoc import locate
from urllib.parse import urlsplit

import pghistory
import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

from icam.permissions import MATRIX, Capability, Role, Scope
from launcher.commands import parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
APPS = ("icam", "cases", "invitations", "reporting")
FOLDERS = {*APPS, "docs", "deploy", "launcher", "static", "templates", "tests", "locale", ".ci"}
TEXTS = {".py", ".html", ".toml", ".css", ".js", ".sh", ".yml", ".conf", ".md", ".json", ".in", ".txt", ".csv", ".po"}
FOREIGN = {"has_perm", "PermissionsMixin", "HttpOnly"}  # names of others that the pages speak of
LONGEST_ADR = 70  # lines: what fits on a screen
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.S | re.M)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
HOSTS = re.compile(r"(?:localhost|127\.0\.0\.1|(?:[\w-]+\.)*example\.be)")
REGISTRIES = ("pypi", "pythonhosted", "npmjs", "docker.io", "ghcr.io", "crates.io", "proxy.golang")
MACHINE = re.compile(r"(?<![\w.])/(?:root|home|work|Users|mnt|media|tmp|private)(?:/|\b)")


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


each_page = pytest.mark.parametrize("document", PAGES, ids=page_name)


def spans(page: Path) -> list[str]:
    """What stands between back-quotes in running text."""
    return SPAN.findall(FENCED.sub("", page.read_text()))


def typed(page: Path) -> list[str]:
    """Everything that a reader may type: spans, and the lines of fenced blocks without their comments."""
    lines = [line for block in FENCED.findall(page.read_text()) for line in block.splitlines()]
    return [*spans(page), *(re.split(r"\s+#\s", line)[0] for line in lines)]


@cache
def files() -> dict[str, Path]:
    """Every file of the project by its path, leaving out what is made and what tools leave behind."""
    made = {".run", ".git", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    found = (
        path
        for part in ROOT.iterdir()
        if part.name not in made
        for path in ([part] if part.is_file() else part.rglob("*"))
    )
    return {str(path.relative_to(ROOT)): path for path in found if not made & set(path.relative_to(ROOT).parts)}


# Commands -------------------------------------------------------------------------------------------------------------


def words_of(line: str) -> list[str]:
    """The words of a command without the brackets of what may be left out."""
    return line.replace("[", " ").replace("]", " ").split()


def commands_after(page: Path, program: str) -> Iterator[list[str]]:
    for line in typed(page):
        words = words_of(line) if not re.search(rf"{program} {{2,}}", line) else []  # a line of the map
        if program in words:
            yield words[words.index(program) + 1 :]


@cache
def verbs() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    return next(dict(action.choices) for action in actions if isinstance(action, argparse._SubParsersAction))


def options(given: argparse.ArgumentParser) -> set[str]:
    return {option for action in given._actions for option in action.option_strings}


def named_options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if re.fullmatch(r"--[\w-]+(=.*)?", word)}


@each_page
def test_every_verb_and_option_of_the_launcher_exists(document: Path) -> None:
    for words in commands_after(document, "launch.py"):
        if words:
            assert words[0] in verbs(), words
            if words[0] not in {"test", "manage"}:
                assert named_options(words[1:]) - options(verbs()[words[0]]) == set()


@each_page
def test_every_management_command_and_its_options_exist(document: Path) -> None:
    called = [words[1:] for words in commands_after(document, "launch.py") if words[:1] == ["manage"]]
    for words in [*called, *commands_after(document, "manage.py")]:
        name, *rest = words or ["…"]
        if name == "…" or name.startswith("-"):
            continue
        assert name in get_commands(), words
        command = load_command_class(get_commands()[name], name)
        assert named_options(rest) - options(command.create_parser("manage.py", name)) == set()


def test_the_two_commands_come_first() -> None:
    first = FENCED.findall((ROOT / "README.md").read_text())[0]
    assert re.findall(r"^python3 launch\.py (\w+)", first, re.M) == ["demo", "test"]
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec python3 launch.py test"


# Paths, modules, names ------------------------------------------------------------------------------------------------


def is_there(path: str) -> bool:
    """Whether the project has that file or folder; <…> and * stand for anything."""
    pattern = re.sub(r"<[^>]*>|…", "*", path).strip("/")
    return bool(files().get(pattern)) or any(ROOT.glob(pattern))


@each_page
def test_every_path_exists(document: Path) -> None:
    named = {re.sub(r":\d+$", "", span) for span in spans(document) if " " not in span and "/" in span}
    ours = {path for path in named if path.split("/")[0] in FOLDERS}
    assert {path for path in ours if not is_there(path)} == set()


@each_page
def test_every_file_named_without_its_folder_exists_somewhere(document: Path) -> None:
    named = {
        span for span in spans(document) if re.fullmatch(r"[\w*-]+\.(?:py|md|toml|yml|conf|sh|in|html|css|txt)", span)
    }
    known = [Path(path) for path in files()]
    assert {name for name in named if not any(path.match(name) for path in known)} == set()


@each_page
def test_every_module_and_what_it_holds_exists(document: Path) -> None:
    dotted = {span.partition("(")[0] for span in spans(document)}
    ours = {name for name in dotted if re.fullmatch(rf"(?:{'|'.join(APPS)}|launcher|tests)(?:\.\w+)+", name)}
    named = {name for name in ours if not re.search(r"\.(?:be|py|md|dump|po|csv|css)$", name)}
    assert {name for name in named if locate(name) is None} == set()


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the sources, of the settings that others bring, and of the database."""
    sources = (
        path for path in files().values() if path.suffix in TEXTS - {".md"} or path.name in {"Dockerfile", "run"}
    )
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    models = {model.__name__ for model in apps.get_models()}
    text = "\n".join(
        path.read_text(errors="replace") for path in sources if path.is_file() and path.name != "test_docs.py"
    )
    return frozenset(re.findall(r"\w+", text)) | tables | models


@each_page
def test_every_name_of_the_code_is_one(document: Path) -> None:
    """`cases_for`, `Letter.language`, `MATRIX`: what looks like a name stands somewhere in the sources."""
    names = {
        span.partition("(")[0] for span in spans(document) if re.fullmatch(r"[A-Za-z]\w*(?:\.\w+)*(?:\(.*\))?", span)
    }
    telling = {name for name in names if re.search(r"_|[a-z][A-Z]|^[A-Z]{3,}$|\(", name)}
    parts = {part for name in telling for part in name.split(".")}
    assert parts - vocabulary() - FOREIGN == set()


def blocks(page: Path, heading: str) -> str:
    """The first fenced block under `heading`."""
    return FENCED.findall(page.read_text().split(f"\n## {heading}\n")[1])[0]


def test_the_map_shows_what_is_there() -> None:
    folder, missing = "", set()
    for line in blocks(ROOT / "docs" / "architecture.md", "The map").splitlines():
        left = re.split(r"\s{2,}", line.strip())[0] if line.startswith("  ") else line
        if not line.startswith("  "):
            folder = line.split("/")[0] if re.match(r"[\w.]+/", line) else ""
        for name in re.findall(r"(?<![\w<])[\w-]+\.(?:py|md|sh|conf|yml)|\b\w+/", left):
            if not (is_there(f"{folder}/{name}") or is_there(name)):
                missing.add(f"{folder}/{name}")
    assert missing == set()


def test_the_picture_of_the_records_has_every_model() -> None:
    page = ROOT / "docs" / "architecture.md"
    drawn = set(re.findall(r"^\s+(\w+) \S+--\S+ (\w+) :", blocks(page, "The records"), re.M))
    beside = re.search(r"^Not drawn: (.*)$", page.read_text(), re.M)
    assert beside is not None
    ours = {
        model.__name__
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, pghistory.models.Event)
    }
    assert {name for pair in drawn for name in pair} | set(
        re.findall(r"`(\w+)`", beside[1].split("and the")[0])
    ) == ours


# Links and decisions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """Where a link leads: a page, and perhaps a heading on it."""

    page: Path
    heading: str


def links(page: Path) -> list[Link]:
    found = [urlsplit(target) for target in LINK.findall(FENCED.sub("", page.read_text()))]
    return [
        Link((page.parent / url.path).resolve() if url.path else page, url.fragment) for url in found if not url.scheme
    ]


def anchors(page: Path) -> set[str]:
    """The headings of a page as they stand in addresses."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text()), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@each_page
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [link for link in links(document) if not link.page.exists()] == []
    assert [link for link in links(document) if link.heading and link.heading not in anchors(link.page)] == []


def test_every_page_is_linked_from_the_readme() -> None:
    assert set(PAGES[1:]) - {link.page for link in links(PAGES[0])} == set()


def title(page: Path) -> str:
    return page.read_text().splitlines()[0].removeprefix("# ")


def test_every_decision_is_listed_under_its_title() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\(docs/adr/([\w-]+\.md)\) \| (.+) \|$", PAGES[0].read_text(), re.M)
    assert listed == [(page.name[:4], page.name, title(page).removeprefix(f"{page.name[:4]}: ")) for page in ADRS]


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [page.name[:4] for page in ADRS] == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("adr", ADRS, ids=page_name)
def test_a_decision_is_a_screen_with_its_three_parts(adr: Path) -> None:
    text = adr.read_text()
    assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= LONGEST_ADR


# Tables and manners ---------------------------------------------------------------------------------------------------

FAR = {Scope.NONE: "–", Scope.ASSIGNED: "own cases", Scope.REGION: "region", Scope.COUNTRY: "country"}


def test_the_printed_permissions_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` [^|]+\| (.+) \|$", (ROOT / "docs" / "security.md").read_text(), re.M)
    assert {name: cells.split(" | ") for name, cells in rows} == {
        capability.value: [FAR[MATRIX[role].get(capability, Scope.NONE)] for role in Role] for capability in Capability
    }


@each_page
def test_no_page_names_a_machine_or_a_registry(document: Path) -> None:
    text = document.read_text()
    assert MACHINE.findall(text) == []
    assert [word for word in REGISTRIES if word in text.lower()] == []
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s`)\"'>]+", text)}
    assert {host for host in hosts if not HOSTS.fullmatch(host)} == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\n]*", text, re.M)
    assert len(pinned) == len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\n]*\n    --hash=sha256:", text, re.M)) > 0
    assert "://" not in text
    assert "index-url" not in text
