"""A session dies amid a form: its text is back after the sign-in, for its author alone. Two write at once."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.models import ClosureProposal
from icam.models import Draft, User
from tests.browser.conftest import findings
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "She went to her aunt in Ghent."


def enter(page: Page, user: User) -> None:
    page.locator("input[name=login]").fill(user.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_a_session_that_ends_takes_no_text_with_it(cast: SimpleNamespace, desk: Callable[..., Page]) -> None:
    url = reverse("cases:propose_closure", args=[cast.case.pk])
    page = desk(cast.coach)
    page.goto(url)
    page.get_by_label("Explanation").fill(TEXT)
    page.get_by_label("Explanation").press("Tab")
    expect(page.get_by_text("Draft kept at")).to_be_visible()
    Session.objects.all().delete()
    page.get_by_label("Explanation").fill(f"{TEXT} She will write.")
    page.get_by_label("Closed because").select_option(index=1)
    page.get_by_role("button", name="Propose to close").click()
    expect(page.get_by_text("Your text is kept")).to_be_visible()

    enter(page, cast.manager)  # a colleague takes the same desk
    page.wait_for_url(f"**{url}")
    expect(page.get_by_text("draft of yours")).to_have_count(0)
    expect(page.get_by_label("Explanation")).to_have_value("")
    page.context.clear_cookies()

    page.goto(url)
    enter(page, cast.coach)
    page.wait_for_url(f"**{url}")
    expect(page.get_by_text("There is a draft of yours")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("link", name="Restore").click()
    expect(page.get_by_label("Explanation")).to_have_value(f"{TEXT} She will write.")
    page.get_by_role("button", name="Propose to close").click()
    expect(page.get_by_label("Explanation")).to_have_count(0)
    assert (ClosureProposal.objects.get().explanation, Draft.objects.count()) == (f"{TEXT} She will write.", 0)


def test_the_session_says_that_it_ends_and_can_be_kept(
    cast: SimpleNamespace, desk: Callable[..., Page], settings: SimpleNamespace
) -> None:
    settings.SESSION_IDLE_MINUTES = 5  # the warning comes five minutes before
    page = desk(cast.coach)
    warning = page.get_by_role("alertdialog", name="Are you still there?")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert findings(page) == []
    settings.SESSION_IDLE_MINUTES = 60
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()


def test_two_who_write_at_one_note_lose_nothing(cast: SimpleNamespace, desk: Callable[..., Page]) -> None:
    order = cast.case.household.principal.orders.get()
    url = reverse("cases:change_order", args=[cast.case.pk, order.pk])
    first, second = desk(cast.coach), desk(cast.manager)
    for page in (first, second):
        page.goto(url)
    expect(second.get_by_text(f"{cast.coach} has this form open since")).to_have_count(0)  # a short form: no hint
    for page, days in ((first, "21"), (second, "14")):
        page.locator("input[name=period_days]").fill(days)
        page.locator("[name=reason]").fill("Typing")
        page.get_by_role("button", name="Save").click()
    expect(second.get_by_role("heading", name=f"{cast.coach} saved this before you")).to_be_visible()
    assert findings(second) == []
    second.get_by_role("button", name="Save my choices").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    order.refresh_from_db()
    held = list(order.events.order_by("pgh_id").values_list("period_days", flat=True))
    assert (order.period_days, held[-2:]) == (14, [21, 14])
