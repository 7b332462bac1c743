"""The list of a day: everybody expected at the office, as the reader may know them, kept to the trail of each case."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pikepdf import Pdf

from cases.enums import InterviewState
from cases.models import Interview
from cases.services import day_lists
from icam.calendar import ZONE, at
from icam.enums import Verb
from icam.models import AuditEvent, Desk
from tests import factories

SignIn = Callable[[Any], Client]
TUESDAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 23, 30, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def desk(cast: SimpleNamespace) -> Desk:
    return factories.make_desk(cast.office, name="2")


def plan(desk: Desk, case: Any, clock: time = time(10), day: date = TUESDAY, **given: Any) -> Interview:
    return factories.make_interview(case, planned_at=at(day, clock), desk=desk, **given)


def test_the_list_holds_the_day_and_nothing_that_was_moved(cast: SimpleNamespace, desk: Desk) -> None:
    child = factories.make_member(cast.case.household).person
    factories.make_member(cast.case.household, left_on=date(2026, 3, 2))
    late = plan(desk, cast.case, time(23, 30))
    expected = plan(desk, cast.case, language="ar", interpreter="Mrs Saïd", interpreter_state="confirmed")
    plan(desk, cast.case, time(14), state=InterviewState.MOVED)
    plan(desk, cast.case, time(15), state=InterviewState.CANCELLED)
    plan(desk, cast.case, day=date(2026, 3, 4))
    plan(factories.make_desk(factories.make_office(cast.here)), cast.case, time(16))
    rows = day_lists.rows(cast.office, TUESDAY, reader=cast.coach)
    assert [row.interview for row in rows] == [expected, late]
    assert rows[0].members == [cast.case.household.principal, child]
    assert (rows[0].spoken, rows[0].interpreted) == ("Arabic", "Mrs Saïd · Confirmed")
    assert (rows[1].spoken, rows[1].interpreted) == ("", "")


def test_of_a_case_that_the_reader_may_not_open_only_the_desk_is_taken(cast: SimpleNamespace, desk: Desk) -> None:
    plan(desk, factories.make_case())
    (row,) = day_lists.rows(cast.office, TUESDAY, reader=cast.coach)
    assert (row.is_known, row.members) == (False, [])


def test_a_list_of_forty_costs_as_many_queries_as_one_of_one(
    cast: SimpleNamespace, desk: Desk, django_assert_num_queries: Any
) -> None:
    for count in (1, 6):
        for number in range(count):
            plan(desk, factories.make_case(region=cast.here), time(8 + count + number), minutes=30)
        with django_assert_num_queries(3):
            day_lists.rows(cast.office, TUESDAY, reader=cast.coach)


def test_the_paper_is_counted_and_kept_to_the_trail_of_each_case(
    cast: SimpleNamespace, desk: Desk, sign_in: SignIn
) -> None:
    interview = plan(desk, cast.case)
    plan(desk, factories.make_case(), time(12))
    url = reverse("cases:day_list", args=[cast.office.pk])
    answer = sign_in(cast.coach).get(url, {"day": "03/03/2026"})
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf", 'attachment; filename="2026-03-03.pdf"',
    )  # fmt: skip
    with Pdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        assert re.match(rf"{cast.office}, Tuesday 3 March 2026", str(pdf.docinfo["/Title"]))
    events = AuditEvent.objects.filter(verb=Verb.DAY_LIST_PRINTED).order_by("pk")
    assert [(event.case_id, event.changes) for event in events] == [
        (None, {"day": "2026-03-03", "rows": 1, "pages": 1}), (interview.case_id, {"day": "2026-03-03"}),
    ]  # fmt: skip


def test_without_a_day_it_is_today(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    url = reverse("cases:day_list", args=[cast.office.pk])
    assert client.get(url)["Content-Disposition"] == 'attachment; filename="2026-03-02.pdf"'
    assert client.get(url, {"day": "30/02/2026"}).status_code == 400
    assert client.get(url, {"nonsense": "1"}).status_code == 400
