"""Two registrations in a browser: found in the list, compared, told apart; or merged, seen on the file, and undone."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from cases.enums.people import PairState
from cases.models import Pair, Person
from tests import factories
from tests.browser.conftest import findings
from tests.pairing import pair_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(cast: SimpleNamespace) -> Pair:
    return pair_of(cast)


def compare(page: Page, pair: Pair) -> None:
    """From the home page by the number that waits, and on to the two side by side."""
    page.locator(".metric", has=page.get_by_text("Possible duplicates")).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Possible duplicates")).to_be_visible()
    page.get_by_role("link", name=pair.first.name).click()
    expect(page.get_by_role("heading", name="One person or two?")).to_be_visible()
    expect(page.locator("tr", has=page.get_by_role("rowheader", name="Name", exact=True))).to_contain_text("differs")
    assert findings(page) == []


def test_two_who_are_not_the_same(pair: Pair, cast: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(cast.manager)
    compare(page, pair)
    page.get_by_role("link", name="Not the same person").click()
    page.get_by_role("button", name="These are two persons").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Why are these two persons?").fill("They came to the desk together.")
    page.get_by_role("button", name="These are two persons").click()
    expect(page.get_by_text("No pair waits for a decision")).to_be_visible()
    assert Pair.objects.get(pk=pair.pk).state == PairState.NOT_SAME


def test_two_who_are_one_and_two_again(pair: Pair, cast: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(cast.manager)
    compare(page, pair)
    page.get_by_role("link", name="This is one person").click()
    assert findings(page) == []
    page.get_by_label("Why is this one person?").fill("One passport, seen at the desk.")
    page.get_by_role("button", name="Merge the two registrations").click()
    expect(page.get_by_text(f"also registered as {pair.second.name}")).to_be_visible()
    assert Person.objects.get(pk=pair.second_id).merged_into_id == pair.first_id

    factories.make_address(person=pair.first, street="Rue Neuve 1")
    page.get_by_role("link", name="Undo the merge").click()
    assert findings(page) == []
    page.get_by_label("Why are these two persons after all?").fill("The passport was his brother's.")
    page.get_by_role("group", name="Address").get_by_label(pair.second.name).check()
    page.get_by_role("button", name="Make two persons of it again").click()
    expect(page.get_by_text("The merge is undone")).to_be_visible()
    assert Person.objects.get(pk=pair.second_id).merged_into_id is None
    assert pair.second.addresses.get().street == "Rue Neuve 1"
