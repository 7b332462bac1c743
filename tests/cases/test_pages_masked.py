"""What a search tells of the files of other regions: that there is one, and nothing that could be tried out."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Person
from cases.services import glimpses
from icam.models import AuditEvent
from tests.cases.test_pages_search import knows, search

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def layla(cast: SimpleNamespace) -> Person:
    """The principal of the case of the cast."""
    return knows(cast.case.household.principal)


def lines(client: Client, words: str) -> list[str]:
    """What is said of files elsewhere."""
    page = search(client, words).content.decode()
    return re.findall(r'bi-shield-lock"[^>]*></i> ([^<]*)<', page)


def test_beside_a_number_a_name_or_a_birth_date_changes_nothing(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    told = [f"Strong match in another region, held by {cast.office.name}"]
    client = sign_in(cast.coach_elsewhere)
    beside = ("", "Layla Al-Hassan", "Xqzv Wlkj", "Xqzv 14/3/1988", "Xqzv Wlkj 15/3/1988", "Layla 1/2/1950", "1988")
    assert {words: lines(client, f"7.123.456 {words}") for words in beside} == dict.fromkeys(beside, told)


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("Layla Hassan 14/3/1988", True), ("Layla Nour Al-Hassan 1988", True), ("Layla Nour Al-Hassan 14/3/1988", True),
        ("Layla Nour Al-Hassan 15/3/1988", False), ("Layla Nour Al-Hassan 14/3/1989", False),
        ("Layla Nour Al-Hassan 14/4/1988", False), ("Layla Nour Al-Hassan 1989", False),
        ("Layla Nour Al-Hassan Zork 14/3/1988", False), ("Layla Zork Al-Hassan 14/3/1988", False),
    ],
)  # fmt: skip
def test_without_a_number_a_line_appears_only_when_nothing_typed_disagrees(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person, words: str, is_told: bool
) -> None:
    told = f"Strong match in another region, held by {cast.office.name}"
    assert lines(sign_in(cast.coach_elsewhere), words) == ([told] if is_told else [])


MET_OFTEN = "You have met many files of other regions. Ask your manager."


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Layla Hassan 14/3/1988", 2),  # each with a line
        ("Layla Hassan 1/2/1950", 4),  # none with a line: a birth date that does not fit is an answer too
    ],
)
def test_names_and_dates_cannot_be_tried_by_the_hundred(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person, monkeypatch: pytest.MonkeyPatch, words: str, answers: int
) -> None:
    monkeypatch.setattr(glimpses, "MOST", 4)
    moment = timezone.now()
    monkeypatch.setattr(glimpses.timezone, "now", lambda: moment)
    client = sign_in(cast.coach_elsewhere)
    pages = [search(client, words).content.decode() for _ in range(answers + 1)]
    assert [MET_OFTEN in page for page in pages] == [False] * answers + [True]
    assert lines(client, "Layla Hassan 14/3/1988") == []
    assert MET_OFTEN in search(client, "Zzyzx Qwert").content.decode()  # whatever is asked: it does not tell either
    last = AuditEvent.objects.filter(verb="cases_searched").first()
    assert last is not None
    assert (last.changes["elsewhere"], last.changes["met_often"] > 4) == (False, True)
    assert MET_OFTEN not in search(sign_in(cast.coach), "Layla Hassan 14/3/1988").content.decode()
    moment += timedelta(hours=1)
    assert lines(client, "Layla Hassan 14/3/1988") == [f"Strong match in another region, held by {cast.office.name}"]


def test_the_own_region_is_not_counted(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glimpses, "MOST", 0)
    page = search(sign_in(cast.coach), "Layla Hassan 1/2/1950")
    assert MET_OFTEN not in page.content.decode()
