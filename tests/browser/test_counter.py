"""The counter: a visitor registered by the keyboard alone in a few interactions, and many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode
from urllib.request import OpenerDirector, Request, build_opener
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect

from cases.models import Person, Visit
from cases.services import index
from icam.models import User
from tests import counter, factories
from tests.browser.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 8  # interactions that a registration takes


@pytest.fixture
def there() -> SimpleNamespace:
    """An office with a coach, a desk and a case of one Youcef Benali."""
    here = factories.make_region(name="Brussels")
    office = factories.make_office(here, name="Brussels office")
    coaches = [factories.make_coach(here, office=office) for _ in range(4)]
    factories.make_desk(office, name="1")
    person = factories.make_person(family_name="Benali", given_names="Youcef", born_on=date(1988, 3, 14))
    index.refresh([person.pk])
    case = factories.make_case(
        household=factories.make_household(principal=person), coach=coaches[0], region=here, office=office
    )
    return SimpleNamespace(office=office, coaches=coaches, coach=coaches[0], case=case, person=person)


class Hands:
    """Somebody at the keyboard. Counted are the fields filled in or changed and the keys that act; Tab only moves."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, words: str) -> None:
        self.count += 1
        self.page.keyboard.type(words)

    def press(self, key: str) -> None:
        self.count += key != "Tab"
        self.page.keyboard.press(key)


def test_somebody_known_is_registered_by_the_keyboard(there: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(there.coach)
    page.goto("/counter/")
    hands = Hands(page)
    expect(page.get_by_label("Name in any spelling, file number or phone")).to_be_focused()
    hands.type("bin ali yusuf")
    hands.press("Enter")
    expect(page.get_by_role("link", name="This one Benali, Youcef")).to_be_focused()
    assert findings(page) == []
    hands.press("1")
    expect(page.get_by_role("radio", name="Question")).to_be_focused()
    hands.press("ArrowRight")
    hands.press("Enter")
    expect(page.get_by_text("The visit is registered.")).to_be_visible()
    expect(page.get_by_role("region", name="Waiting now").get_by_role("link", name="Benali, Youcef")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.case, visit.reason, visit.language, visit.coach) == (there.case, "documents", "ar", there.coach)
    assert hands.count == 5 <= MOST


def test_somebody_new_is_registered_by_the_keyboard(there: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(there.coach)
    page.goto("/counter/")
    hands = Hands(page)
    hands.type("Warsame, Amina 1990")
    hands.press("Enter")
    expect(page.get_by_role("link", name="Register a new person")).to_be_focused()
    assert "arsame" not in page.url
    hands.press("n")
    expect(page.get_by_label("Nationality")).to_be_focused()
    assert findings(page) == []
    hands.type("Somalia")
    hands.press("Tab")
    hands.type("Somali")
    hands.press("Tab")
    hands.press("ArrowLeft")
    hands.press("Enter")
    expect(page.get_by_text("The visit is registered.")).to_be_visible()
    visit = Visit.objects.select_related("person").get()
    person = visit.person
    assert (person.name, str(person.born), person.nationalities) == ("Warsame, Amina", "1990", ["SOM"])
    assert (visit.reason, visit.language) == ("appointment", "so")
    assert hands.count == 7 <= MOST


def test_what_one_types_outlives_a_refresh_and_the_session(there: SimpleNamespace, desk: Callable[..., Page]) -> None:
    page = desk(there.coach)
    page.goto("/counter/")
    expect(page.get_by_label("Name in any spelling, file number or phone")).to_be_focused()
    page.keyboard.type("Benal")
    counter.make_visit(there.case)
    with page.expect_response("**/live/"):
        page.evaluate("htmx.ajax('GET', document.querySelector('#counter-side').getAttribute('hx-get'),"
                      " {source: '#counter-side', target: '#counter-side', swap: 'outerHTML'})")  # fmt: skip
    expect(page.get_by_role("link", name="Benali, Youcef")).to_be_visible()
    expect(page.get_by_text("1 person waits, for 0 minutes.")).to_be_visible()
    box = page.get_by_label("Name in any spelling, file number or phone")
    expect(box).to_be_focused()
    expect(box).to_have_value("Benal")
    page.context.clear_cookies()
    with page.expect_response("**/accounts/login/**"):
        page.evaluate("htmx.ajax('GET', document.querySelector('#counter-side').getAttribute('hx-get'),"
                      " {source: '#counter-side', target: '#counter-side', swap: 'outerHTML'})")  # fmt: skip
    expect(page.get_by_role("link", name="Benali, Youcef")).to_be_visible()
    expect(box).to_have_value("Benal")


# Many at once ---------------------------------------------------------------------------------------------------------


def browser_of(user: User, url: str) -> OpenerDirector:
    """Somebody signed in, without the weight of a browser: his cookies, and what follows a redirect."""
    client, token = Client(), "a" * 32
    client.force_login(user)
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    opener = build_opener()
    cookies = f"{session}; {settings.CSRF_COOKIE_NAME}={token}"
    opener.addheaders = [("Cookie", cookies), ("X-CSRFToken", token), ("Referer", url)]
    return opener


def post(browser: OpenerDirector, url: str, **data: str) -> int:
    with browser.open(Request(url, urlencode(data).encode()), timeout=60) as answer:
        return int(answer.status)


def register(browser: OpenerDirector, page: str, name: str) -> list[int]:
    """A search and a registration, as a desk sends them; what each led to."""
    asked = {"reason": "question", "language": "so", "goes_to": "waits", "born_precision": "unknown"}
    person = {"family_name": name, "given_names": "Amina", "nationality": "SOM", "token": str(uuid4())}
    return [post(browser, page, q=name), post(browser, f"{page}new/", **person, **asked)]


def test_four_desks_register_ten_each_at_once(there: SimpleNamespace, live_server: Any) -> None:
    """Every second newcomer stands at two desks, so that they meet; each becomes one person with one visit."""
    page, before = f"{live_server.url}/counter/{there.office.pk}/", Person.objects.count()
    browsers = [browser_of(user, page) for user in there.coaches]
    names = [["Qwabe", "Xolani", "Dhlomo", "Zungu", "Hlatshwayo"], ["Fjeld", "Grytviken", "Bjornstad", "Hjelm", "Vik"]]
    shared = ["Tchaikovsky", "Borodin", "Mussorgsky", "Glinka", "Rimsky"]

    def work(desk: int) -> list[int]:
        own = names[desk % 2] if desk < 2 else [f"{name}{'aeio'[desk]}" for name in reversed(names[desk % 2])]
        try:
            return [status for pair in zip(own, shared, strict=True) for name in pair
                    for status in register(browsers[desk], page, name)]  # fmt: skip
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        statuses = [status for found in pool.map(work, range(4)) for status in found]
    assert statuses == [200] * 80
    assert Visit.objects.count() == Person.objects.count() - before
    assert Visit.objects.filter(person__family_name__in=shared).count() == len(shared)
    numbers = sorted(Visit.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
