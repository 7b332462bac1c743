"""The right person in seconds, by the keyboard alone; and never a second file for one person."""

import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, Person
from cases.services import index
from tests import factories
from tests.browser.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> SimpleNamespace:
    """A coach with two cases of families called Benali, and one in another region."""
    here, elsewhere = factories.make_region(name="Brussels"), factories.make_region(name="Liège")
    place = factories.make_office(here, name="Brussels office")
    far = factories.make_office(elsewhere, name="Liège office")
    coach = factories.make_coach(here, office=place)
    factories.make_target_group("FAMILY_ADDR")
    mine = [
        factories.make_case(household=household_of(given, born), coach=coach, region=here, office=place)
        for given, born in (("Youcef", date(1988, 3, 14)), ("Rachid", date(1971, 5, 2)))
    ]
    hidden = factories.make_case(household=household_of("Samira", date(1990, 7, 9)), region=elsewhere, office=far)
    return SimpleNamespace(coach=coach, mine=mine, hidden=hidden)


def household_of(given: str, born: date) -> object:
    person = factories.make_person(family_name="Benali", given_names=given, nationalities=["DZA"], born_on=born)
    index.refresh([person.pk])
    return factories.make_household(principal=person)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def type_into_the_box(page: Page, words: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#app-search")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Known already")).to_be_visible()


def test_by_the_keyboard_alone(office: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(office.coach)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#app-search")).not_to_be_focused()
    type_into_the_box(page, "bin ali")
    assert "ali" not in page.url
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(focused(page) or "box")
    first, second = seen[0], seen[1]
    assert {first, second} == {"Benali, Rachid", "Benali, Youcef"}
    assert seen == [first, second, second, first, "box"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first)).to_be_visible()


def test_what_was_found_is_clean(office: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(office.coach)
    wrong = {}
    for words in ("bin ali", "samira ben ali 9/7/1990", "zzyzx"):
        page.goto("/")
        type_into_the_box(page, words)
        if found := findings(page):
            wrong[words] = found
    page.goto("/")
    type_into_the_box(page, "samira ben ali 9/7/1990")
    page.get_by_role("button", name="Ask for access").click()
    expect(page.get_by_role("heading", name="Ask for access")).to_be_visible()
    if found := findings(page):
        wrong["asking"] = found
    page.get_by_label("Why you need it").fill("She stands at our counter.")
    page.get_by_role("button", name="Ask for access").click()
    expect(page.get_by_text("Your requests for access")).to_be_visible()
    assert wrong == {}


def register_nearly(page: Page, given: str) -> None:
    type_into_the_box(page, "zzyzx")
    page.get_by_role("link", name="None of these: register a new person").click()
    page.get_by_label("Family name").fill("Ben Ali")
    page.get_by_label("Given names").fill(given)
    page.get_by_label("Day", exact=True).fill("14")
    page.get_by_label("Month", exact=True).fill("3")
    page.get_by_label("Year", exact=True).fill("1988")
    page.get_by_label("Nationality").select_option("DZA")
    page.get_by_label("Single").check()
    page.get_by_label("Target group").select_option(index=1)
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()


def test_who_is_nearly_somebody_is_asked_about(office: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(office.coach)
    register_nearly(page, "Yousef")
    question = page.get_by_role("region", name="Is it one of these?")
    expect(question.get_by_role("link", name="Benali, Youcef")).to_be_visible()
    expect(page.get_by_label("Family name")).to_have_value("Ben Ali")
    assert findings(page) == []
    assert (Person.objects.count(), Case.objects.count()) == (3, 3)
    page.get_by_label("None of these is the person").check()
    page.get_by_role("button", name="Open the case").click()
    expect(page).to_have_url(re.compile(r"/cases/\d+/$"))
    expect(page.get_by_role("heading", name="Ben Ali, Yousef")).to_be_visible()
    assert (Person.objects.count(), Case.objects.count()) == (4, 4)
    register_nearly(page, "Youssef")
    page.get_by_role("link", name="It is this person: to the case").first.click()
    expect(page.get_by_role("heading", name=re.compile("Ali, Yousef|Benali, Youcef"))).to_be_visible()
    assert (Person.objects.count(), Case.objects.count()) == (4, 4)
