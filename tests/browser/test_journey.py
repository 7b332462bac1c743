"""The whole way through, once: from a person at the desk to a number in the activity report, and back down to her."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from playwright.sync_api import Page, expect

from cases.models import Case
from icam import calendar
from icam.celery import app
from icam.models import Annex
from invitations import tasks
from invitations.models import Letter
from tests import factories
from tests.processes import worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> SimpleNamespace:
    """A region with an office, a desk, a coach, a manager; a head; and one stay obtained earlier this year."""
    region = factories.make_region(name="Brussels")
    place = factories.make_office(region, name="Brussels office")
    factories.make_target_group("FAMILY_ADDR")
    if not Annex.objects.filter(code="13").exists():
        factories.make_annex("13")
    earlier = factories.make_result()
    return SimpleNamespace(
        region=region,
        desk=factories.make_desk(place, name="Desk 1"),
        coach=factories.make_coach(region, office=place, first_name="Lotte", last_name="Verhaegen"),
        manager=factories.make_manager(region),
        head=factories.make_head(),
        earlier=earlier.case,
    )


@pytest.fixture
def letters_are_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: SimpleNamespace) -> Iterator[None]:
    """A Celery worker that works for this test alone."""
    queue = f"journey-{uuid4().hex[:8]}"
    monkeypatch.setitem(tasks.render._get_exec_options(), "queue", queue)
    with worker(queue, tmp_path / "worker.log", children=1):
        yield
    with app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)


def stays(page: Page) -> int:
    """The figure OUT-1 of this year, as the head reads it."""
    page.goto("/figures/")
    metric = page.locator(".metric", has=page.get_by_text("OUT-1", exact=True))
    return int(re.sub(r"\D", "", metric.locator(".metric-value a").inner_text()))


def register(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("Darwish")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody found")).to_be_visible()
    page.get_by_role("link", name="None of these: register a new person").click()
    page.get_by_label("Family name").fill("Darwish")
    page.get_by_label("Given names").fill("Rana")
    page.get_by_label("Female").check()
    page.get_by_label("Family with minors").check()
    page.get_by_label("Target group").select_option(index=1)
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_role("heading", name="Darwish, Rana")).to_be_visible()


def fill_dossier(page: Page, case: Case) -> None:
    day = calendar.today() - timedelta(days=5)
    page.goto(f"/cases/{case.pk}/dossier/orders/new/")
    page.get_by_label("Annex", exact=True).select_option(value=str(Annex.objects.get(code="13").pk))
    page.get_by_label("Decided on").fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Notified on").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Add to the dossier").click()
    page.goto(f"/cases/{case.pk}/dossier/addresses/new/")
    page.get_by_label("Street, number and box").fill("Rue Gallait 88, bte 3")
    page.get_by_label("Postcode").fill("1030")
    page.get_by_label("Municipality").fill("Schaerbeek")
    page.get_by_role("button", name="Add to the dossier").click()
    expect(page.get_by_text("1030 Schaerbeek")).to_be_visible()


def plan_interview(page: Page, case: Case, day: datetime) -> None:
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="Plan an interview").click()
    page.get_by_label("Day", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_label("Desk").select_option(index=1)
    page.get_by_role("button", name="Plan the interview").click()
    expect(page.get_by_text("First interview: planned")).to_be_visible()


def invite(page: Page) -> None:
    page.get_by_role("link", name="Invite", exact=True).click()
    page.get_by_role("button", name="Make the letter").click()
    expect(page.get_by_text("Made, not sent").first).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Letter is sent").click()
    expect(page.get_by_text("Sent", exact=True).first).to_be_visible()


def record_interview(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/")
    expect(page.locator(".identity").get_by_text("Invited", exact=True)).to_be_visible()
    page.get_by_role("link", name="Record interview").click()
    page.get_by_label("Held", exact=True).check()
    page.get_by_role("checkbox", name="Darwish, Rana").check()
    page.get_by_label("Analysis of the stay in Belgium").check()
    page.get_by_label("In the person's own words").fill("My daughter finishes her school year in June.")
    page.get_by_label("Assessment of the coach").fill("A regularisation seems possible.")
    page.get_by_role("button", name="Save the record").click()
    expect(page.locator(".identity").get_by_text("In coaching", exact=True)).to_be_visible()


def conclude(page: Page, case: Case) -> None:
    page.get_by_role("link", name="Propose a prospect").click()
    page.get_by_label("Right to stay", exact=True).check()
    page.get_by_label("Ground of stay").select_option(value="9bis")
    page.get_by_label("Reasons").fill("School since 2020, strong ties.")
    page.get_by_label("Told to the person on").fill(f"{calendar.today():%d/%m/%Y}")
    page.get_by_label("Told in").select_option(value="ar")
    page.get_by_role("button", name="Save the prospect").click()
    page.get_by_role("link", name="Record the result").click()
    page.get_by_label("Right to stay obtained").check()
    page.get_by_label("Happened on").fill(f"{calendar.today():%d/%m/%Y}")
    page.get_by_label("Written decision or residence document").check()
    page.get_by_role("button", name="Save the result").click()
    expect(page.get_by_text("Right to stay obtained").first).to_be_visible()
    page.goto(f"/cases/{case.pk}/")
    expect(page.locator(".identity").get_by_text("Concluded", exact=True)).to_be_visible()


def test_from_the_desk_to_the_report_and_back(
    office: SimpleNamespace, letters_are_made: None, desk: Callable[..., Page], live_server: Any
) -> None:
    before = stays(desk(office.head))

    page = desk(office.coach)
    register(page)
    case = Case.objects.exclude(pk=office.earlier.pk).get()
    fill_dossier(page, case)
    appointment = calendar.at(calendar.add_working_days(calendar.today(), 4), time(10))
    plan_interview(page, case, appointment)
    invite(page)
    assert Letter.objects.get(case=case).sha256

    with time_machine.travel(appointment + timedelta(hours=2), tick=True):
        page = desk(office.coach)
        record_interview(page, case)
        conclude(page, case)

        manager = desk(office.manager)
        manager.goto("/cases/")
        expect(manager.get_by_role("link", name="Darwish, Rana")).to_be_visible()

        head = desk(office.head)
        assert stays(head) == before + 1
        head.locator(".metric", has=head.get_by_text("OUT-1", exact=True)).locator(".metric-value a").click()
        expect(head.get_by_text(case.reference)).to_be_visible()
        head.get_by_role("link", name=case.reference).click()
        expect(head.get_by_text("Why do you open this case?").first).to_be_visible()
