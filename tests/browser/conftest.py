"""A real browser against a real server, database, broker and worker."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from icam.models import User
from tests.factories import PASSWORD

# The browser's driver runs an event loop in this thread; the database is used from this thread only.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update"]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next((path for path in CHROMIUM if Path(path).exists()), None)
    args = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "executable_path": found, "args": args}


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`desk(user)`: a page in a browser of its own, in which `user` has signed in through the front door."""
    contexts: list[BrowserContext] = []

    def desk(user: User | None, width: int = 1280, height: int = 720) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": height}
        )
        contexts.append(context)
        page = context.new_page()
        if user:
            page.goto("/accounts/login/")
            page.locator("input[name=login]").fill(user.username)
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Continue").click()
            page.wait_for_url("**/")
        return page

    yield desk
    for context in contexts:
        context.close()


def findings(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands (WCAG 2.0 to 2.2 A and AA, best practice)."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # without resultTypes, all that is right is described as well, node by node
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
