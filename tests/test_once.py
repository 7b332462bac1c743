"""Every form that changes something carries a one-time key: walked over every page of the permission table."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.test_permissions import BUTTONS, TABLE, address

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
# They change nothing of the file, or pressing twice does the same as pressing once.
WITHOUT = {
    "/accounts/": "the sign-in library's own",
    "/i18n/setlang/": "the language of this browser",
    "/session/": "a sign that somebody is there",
    "/drafts/": "a draft is written over by the next one",
    "/cases/find/": "the search in the header",
    "/counter/…/interviews/": "who is here is here, however often it is pressed",
    "?": "a sample on the page of components",
}
# Searches and looks: they answer with what was asked, and write nothing but the trail.
ASKS = {"cases:find", "cases:same_as", "counter:office", "cases:purpose", "cases:pair"}


def _posts(page: str, here: str) -> list[tuple[str, str]]:
    """Each form of the page that is sent: where to, and what is in it."""
    found = []
    for head, body in FORM.findall(page):
        if 'method="post"' in head:
            where = re.search(r'action="([^"]*)"', head)
            found.append((where[1] if where else here, body))
    return found


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_every_form_that_changes_something_carries_a_key(
    world: SimpleNamespace, sign_in: Callable[[Any], Client], who: str
) -> None:
    client, bare = sign_in(getattr(world, who)), set[str]()
    for name in sorted(set(TABLE) - BUTTONS - ASKS):
        response = client.get(address(world, name))
        if response.streaming:
            list(response.streaming_content)
        if response.status_code != 200 or response.streaming or "html" not in response.headers["Content-Type"]:
            continue
        for place, body in _posts(response.content.decode(), f"/{name}"):
            where = re.sub(r"/[0-9]+/", "/…/", place)
            if not where.startswith(tuple(WITHOUT)) and 'name="token"' not in body:
                bare.add(f"{where} on {name}")
    assert sorted(bare) == []
