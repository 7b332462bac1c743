"""A whole interview written down by keyboard alone: from the case page to the signature."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cases.models import Interview
from icam.calendar import now
from tests import factories
from tests.browser.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)

MOST_KEYS = 200


def to(page: Page, role: str, name: str) -> None:
    """Tab on to the control of that role and name; it fails when the keyboard never gets there."""
    wanted = page.get_by_role(role, name=re.compile(name)).first  # type: ignore[arg-type]  # a role by its name
    for _key in range(MOST_KEYS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {role} {name}")


def write(page: Page, name: str, text: str) -> None:
    to(page, "textbox", name)
    page.keyboard.type(text)


def test_an_interview_by_keyboard_alone(desk: Callable[..., Page]) -> None:
    coach = factories.make_coach()
    case = factories.make_case(coach=coach, state="invited")
    talk = factories.make_interview(case, planned_at=now() - timedelta(hours=2))
    page = desk(coach)
    page.goto(f"/cases/{case.pk}/")
    to(page, "link", "Record interview")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who came")).to_be_visible()
    to(page, "radio", "^Held")
    to(page, "checkbox", "Al-Hassan")
    page.keyboard.press("Space")
    to(page, "checkbox", "Analysis of the stay")
    page.keyboard.press("Space")
    write(page, "own words", "I want her to finish the year.")
    write(page, "Assessment", "Open to return in July.")
    to(page, "combobox", "^Kind")
    page.keyboard.type("School")
    write(page, "What stands in the way", "School year")
    write(page, "What was agreed", "Bring the certificate")
    to(page, "button", "One more agreement")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Agreement 4")).to_be_attached()
    assert findings(page) == []
    to(page, "button", "Save and sign off")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The interview is recorded.")).to_be_visible()
    assert findings(page) == []
    row = Interview.objects.get(pk=talk.pk)
    assert (row.state, row.steps, row.signed_off_by) == ("held", ["stay_analysis"], coach)
    assert (row.own_words, row.assessment) == ("I want her to finish the year.", "Open to return in July.")
    assert list(row.agreements.values_list("text", flat=True)) == ["Bring the certificate"]
    assert list(row.obstacles.values_list("kind", "text")) == [("school", "School year")]
