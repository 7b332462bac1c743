"""No finding of axe on any page, for somebody who may open it; and nothing scrolls sideways on a tablet."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import findings
from tests.test_permissions import BUTTONS, CAST, TABLE, address

pytestmark = pytest.mark.django_db(transaction=True)

# Not pages: what monitoring reads, a piece of a page, files, and addresses that only lead on.
NO_PAGE = {
    "healthz",
    "readyz",
    "set_language",
    "invitations:progress",
    "counter:live",
    "cases:import_progress",
    "cases:import_template",
    "cases:import_result",
    "cases:day_list",
    "cases:calendar",
    "session",
} | {name for name in TABLE if "export" in name or "download" in name}
READERS = ("coach", "manager", "head", "administrator")
WIDTH_OF_A_TABLET = 768


def pages_of(who: str) -> list[str]:
    """The addresses that this reader is the first of READERS to open."""
    column = {name: dict(zip(CAST, row.split(), strict=True)) for name, row in TABLE.items()}
    mine = []
    for name, seen in column.items():
        first = next((reader for reader in READERS if seen[reader] == "200"), None)
        if first == who and name not in NO_PAGE | BUTTONS:
            mine.append(name)
    return mine


@pytest.mark.parametrize("who", READERS)
def test_every_page_is_clean(world: SimpleNamespace, desk: Callable[..., Page], who: str) -> None:
    page = desk(getattr(world, who))
    wrong = {}
    for name in pages_of(who):
        page.goto(address(world, name))
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found = findings(page) + (["scrolls sideways"] if wide else [])
        if found:
            wrong[name] = found
    assert wrong == {}


def test_the_pages_of_a_coach_fit_a_tablet(world: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(world.coach, width=WIDTH_OF_A_TABLET, height=1024)
    wide = []
    for name in ("home", "cases:list", "cases:case", "cases:people", "cases:dossier", "cases:record_interview"):
        page.goto(address(world, name))
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(name)
    assert wide == []


def test_the_way_in_and_the_errors_are_clean(world: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(None)
    wrong = {}
    for path in ("/accounts/login/", "/accounts/password/reset/"):
        page.goto(path)
        if found := findings(page):
            wrong[path] = found
    page = desk(world.coach_elsewhere)
    for path in (address(world, "cases:case"), "/cases/?unknown=1", "/office/users/"):
        page.goto(path)
        if found := findings(page):
            wrong[path] = found
    assert wrong == {}
