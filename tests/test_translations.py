"""Four languages, all complete: nothing missing, nothing fuzzy, no placeholder lost on the way."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = ("fr", "nl", "de")
TEXTS = ("icam", "cases", "invitations", "reporting", "templates", "locale")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}")


def catalog(root: Path, language: str) -> dict[tuple[str, str], Message]:
    path = root / "locale" / language / "LC_MESSAGES/django.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    return {(message.context or "", _first(message.id)): message for message in messages}


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, tuple | list) else str(value)


def _all(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, tuple | list) else [str(value)]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they would be after reading every source text anew."""
    root = tmp_path_factory.mktemp("texts")
    for name in TEXTS:
        shutil.copytree(settings.BASE_DIR / name, root / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    command = [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-wrap", "-v0"]
    for language in LANGUAGES:
        command += ["-l", language]
    environment = {"PATH": os.environ["PATH"]}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, timeout=120)
    return root


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(extracted: Path, language: str) -> None:
    missing = [
        key[1]
        for key, message in catalog(extracted, language).items()
        if message.fuzzy or not all(_all(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_lost(language: str) -> None:
    wrong = []
    for message in catalog(settings.BASE_DIR, language).values():
        allowed = [sorted(PLACEHOLDER.findall(text)) for text in _all(message.id)]
        wrong += [text for text in _all(message.string) if sorted(PLACEHOLDER.findall(text)) not in allowed]
    assert wrong == []


def test_texts_are_called_by_a_name_that_is_extracted() -> None:
    """Under another name than Django's, or `_`, a text never reaches the translators: it would stay English."""
    renamed = re.compile(r"import n?p?gettext(?:_lazy)? as (?!_\b)\w+")
    sources = [
        path
        for app in ("icam", "cases", "invitations", "reporting")
        for path in (settings.BASE_DIR / app).rglob("*.py")
    ]
    assert [str(path.relative_to(settings.BASE_DIR)) for path in sources if renamed.search(path.read_text())] == []
