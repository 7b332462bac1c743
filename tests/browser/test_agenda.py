"""An appointment by keyboard alone: planned from a free slot, moved, cancelled; and the look of the agenda."""

from collections.abc import Callable
from datetime import time
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from cases.models import Interview
from icam.calendar import add_working_days, at, today
from icam.models import Opening
from tests import factories
from tests.browser.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> SimpleNamespace:
    """One desk, open from nine to noon on every working day; one coach with one case."""
    region = factories.make_region(name="Limburg")
    place = factories.make_office(region, name="Hasselt")
    desk = factories.make_desk(place, name="Desk 1")
    Opening.objects.bulk_create(
        Opening(desk=desk, weekday=day, starts=time(9), ends=time(12), valid_from=today()) for day in range(5)
    )
    coach = factories.make_coach(region, office=place)
    person = factories.make_person(family_name="Haile", given_names="Miriam")
    case = factories.make_case(
        region=region, office=place, coach=coach, state="in_coaching",
        household=factories.make_household(principal=person),
    )  # fmt: skip
    return SimpleNamespace(desk=desk, coach=coach, case=case, place=place)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus answers to the selector."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"No way to {wanted} by Tab.")


def test_by_keyboard_alone(office: SimpleNamespace, desk: Callable[..., Page]) -> None:
    day = add_working_days(today(), 6)
    page = desk(office.coach)
    page.goto(f"/agenda/?view=day&day={day.isoformat()}")
    assert findings(page) == []

    tab_to(page, ".slot--free a")
    page.keyboard.press("ArrowDown")  # from nine to ten
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("For whom is the appointment?")
    tab_to(page, f'a[href*="/cases/{office.case.pk}/interviews/plan/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan an interview")
    tab_to(page, "#id_interpreter")
    page.keyboard.type("Mrs Said")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The interview is planned.")).to_be_visible()
    planned = Interview.objects.get()
    assert (planned.planned_at, planned.desk, planned.coach) == (at(day, time(10)), office.desk, office.coach)

    page.goto(f"/agenda/?view=day&day={day.isoformat()}")
    tab_to(page, ".slot:not(.slot--free) a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/interviews/{planned.pk}/")
    tab_to(page, 'a[href$="/move/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/move/")
    tab_to(page, "#id_planned_at_1")
    page.keyboard.press("Control+a")
    page.keyboard.type("20:00")
    tab_to(page, '[name="asked_by"]')
    page.keyboard.press("Space")
    tab_to(page, "#id_because")
    page.keyboard.type("Bus strike")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The appointment lies outside the opening hours of that desk.").first).to_be_visible()
    assert findings(page) == []
    tab_to(page, '[name="all_the_same"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The interview is moved.")).to_be_visible()
    moved = Interview.objects.get(state="planned")
    assert (moved.planned_at, moved.replaces.moved_because) == (at(day, time(20)), "Bus strike")

    tab_to(page, 'a[href$="/cancel/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/cancel/")
    tab_to(page, '[name="because"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It does not count against the household.")).to_be_visible()
    assert list(Interview.objects.order_by("pk").values_list("state", flat=True)) == ["moved", "cancelled"]


def test_dragging_opens_the_page_on_which_it_is_moved(office: SimpleNamespace, desk: Callable[..., Page]) -> None:
    day = add_working_days(today(), 6)
    interview = factories.make_interview(office.case, planned_at=at(day, time(9)), desk=office.desk)
    page = desk(office.coach)
    page.goto(f"/agenda/?day={day.isoformat()}")
    page.locator("[data-move]").drag_to(page.locator(f'.slot--free:has(a[href*="day={day.isoformat()}&clock=11:00"])'))
    page.wait_for_url(f"**/interviews/{interview.pk}/move/?*")
    expect(page.locator("#id_planned_at_1")).to_have_value("11:00")
    assert Interview.objects.get().planned_at == at(day, time(9))


@pytest.mark.parametrize("width", [768, 1280])
def test_the_week_is_clean_and_fits(office: SimpleNamespace, desk: Callable[..., Page], width: int) -> None:
    day = add_working_days(today(), 6)
    for hour, given in ((9, {"interpreter_state": "needed"}), (18, {}), (11, {"kind": "follow_up"})):
        factories.make_interview(
            factories.make_case(region=office.case.region), planned_at=at(day, time(hour)), desk=office.desk,
            office=office.place, **given,
        )  # fmt: skip
    page = desk(office.coach, width=width)
    page.goto(f"/agenda/?day={day.isoformat()}")
    assert page.locator(".slot.tone-stop").count() == 1
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth > window.innerWidth") is False
