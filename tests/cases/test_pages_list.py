"""The list of cases: strict filters, sorting with ties and empty dates, every row once, and the same few queries."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import CaseState, HouseholdKind, InterviewState, Track
from cases.models import Case, CaseGrant
from icam import paging
from icam.calendar import now, today
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
LIST = reverse("cases:list")


def listed(client: Client, query: str = "") -> list[int]:
    response = client.get(LIST + query)
    assert response.status_code == 200, query
    return [row["case"].pk for row in response.context["rows"]]


# What is not understood is refused


@pytest.mark.parametrize(
    "query",
    [
        "?status=open", "?State=open", "?q=Hassan", "?name=Hassan", "?page=2", "?state[]=open", "?utm_source=x",
        "?state=nonsense", "?state=%00", "?track=3", "?office=x", "?office=999999999", "?office=-1", "?coach=1.5",
        f"?coach={'9' * 40}", "?group=%27", "?region=None", "?leaving=5w", "?whose=everybody", "?idle=31",
        "?household=OTHER", "?sort=secret", "?sort=--due", "?sort=household__principal__phone", "?sort=", "?sort=%00",
        "?after=x", "?after=", "?before=-1", "?after=1&before=x", "?after=%D9%A3", "?before=1e3", f"?after={'9' * 19}",
    ],
)  # fmt: skip
def test_an_address_that_is_not_ours_is_refused(cast: SimpleNamespace, sign_in: SignIn, query: str) -> None:
    response = sign_in(cast.coach).get(LIST + query)
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


def test_an_office_of_another_region_is_not_on_offer(cast: SimpleNamespace, sign_in: SignIn) -> None:
    foreign = factories.make_office(cast.elsewhere)
    assert sign_in(cast.coach).get(f"{LIST}?office={foreign.pk}").status_code == 400
    assert listed(sign_in(cast.head), f"?office={foreign.pk}") == []


# What is understood narrows


def test_each_filter_narrows_to_what_it_says(cast: SimpleNamespace, sign_in: SignIn) -> None:
    mine, day = cast.case, today()
    home = {"region": cast.here, "office": cast.office}
    couple = factories.make_household(kind=HouseholdKind.COUPLE)
    soon = factories.make_case(**home, coach=cast.colleague, leave_by=day + timedelta(days=3), track=Track.TRANSFER)
    past = factories.make_case(**home, leave_by=day - timedelta(days=1), household=couple)
    closed = factories.make_case(**home, state=CaseState.CLOSED)
    rested = factories.make_case(**home, state=CaseState.SUSPENDED, target_group=factories.make_target_group("FAMILY"))
    old = factories.make_case(**home, opened_on=day - timedelta(days=60))
    factories.make_interview(old, state=InterviewState.NO_SHOW, recorded_at=now(), recorded_by=cast.coach)
    factories.make_case(coach=cast.coach_elsewhere, region=cast.elsewhere)
    client = sign_in(cast.manager)

    def found(query: str) -> set[int]:
        return set(listed(client, query))

    here = {case.pk for case in (mine, soon, past, closed, rested, old)}
    assert found("") == here
    assert found("?state=open") == here - {closed.pk}
    assert found("?state=suspended") == {rested.pk}
    assert found("?track=transfer") == {soon.pk}
    assert found("?leaving=past") == {past.pk}
    assert (found("?leaving=1w"), found("?leaving=4w&state=closed")) == ({soon.pk}, set())
    assert found("?household=couple") == {past.pk}
    assert found(f"?group={rested.target_group_id}") == {rested.pk}
    assert found(f"?coach={cast.colleague.pk}") == {soon.pk}
    assert found(f"?region={cast.here.pk}&office={cast.office.pk}") == here
    assert found(f"?region={cast.elsewhere.pk}") == set()
    assert found("?idle=30") == {old.pk}
    assert listed(sign_in(cast.coach), "?whose=mine") == [mine.pk]


def test_shared_cases_are_those_of_a_grant_in_force(cast: SimpleNamespace, sign_in: SignIn) -> None:
    permission = {"permission_id": _permission(), "content_object": cast.case, "granted_by": cast.manager}
    grant = CaseGrant.objects.create(
        user=cast.coach_elsewhere, reason="cover", explanation="x", ends_on=today(), **permission
    )
    client = sign_in(cast.coach_elsewhere)
    assert (listed(client), listed(client, "?whose=shared&sort=-name")) == ([cast.case.pk], [cast.case.pk])
    CaseGrant.objects.filter(pk=grant.pk).update(ends_on=today() - timedelta(days=1))
    assert (listed(client), listed(client, "?whose=shared")) == ([], [])


def _permission() -> int:
    return Permission.objects.get(codename="work_case").pk


def test_every_filter_in_use_can_be_taken_away(cast: SimpleNamespace, sign_in: SignIn) -> None:
    response = sign_in(cast.manager).get(f"{LIST}?state=open&track=return&after={cast.case.pk}&sort=-name")
    assert [(chip["label"], chip["url"]) for chip in response.context["chips"]] == [
        ("State: Open, any state", "?track=return&sort=-name"),
        ("Track: Return", "?state=open&sort=-name"),
    ]


def test_an_empty_list_says_what_to_do_next(cast: SimpleNamespace, sign_in: SignIn) -> None:
    page = sign_in(cast.coach).get(f"{LIST}?state=closed").content.decode()
    assert page.count("No case fits these filters") == 1


# Sorted, and every row once


def _crowd(cast: SimpleNamespace) -> list[Case]:
    """Eleven cases with ties in name, in deadline and in day of opening, and some without a deadline."""
    days: list[date | None] = [None, today(), today(), today() + timedelta(days=9), None]
    cases = []
    for number in range(11):
        person = factories.make_person(family_name="AÇB"[number % 3], given_names="XY"[number % 2])
        cases.append(
            factories.make_case(
                region=cast.here, household=factories.make_household(principal=person), leave_by=days[number % 5],
                opened_on=today() - timedelta(days=number % 4),
            )
        )  # fmt: skip
    return cases


ORDERS: dict[str, Callable[[Case], Any]] = {
    "due": lambda case: (case.leave_by or date.max, case.pk),
    "opened": lambda case: (case.opened_on, case.pk),
}


@pytest.mark.parametrize("sort", ["due", "-due", "opened", "-opened", "name", "-name"])
def test_every_row_is_met_once_in_order_there_and_back(
    cast: SimpleNamespace, sign_in: SignIn, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.views.lists.page_of", _pages_of(4))
    everything = [cast.case, *_crowd(cast)]
    client, key = sign_in(cast.manager), ORDERS.get(sort.removeprefix("-"))
    if key:
        wanted = [case.pk for case in sorted(everything, key=key, reverse=sort.startswith("-"))]
    else:
        rows = Case.objects.filter(region=cast.here).by_name()
        wanted = list((rows.reverse() if sort.startswith("-") else rows).values_list("pk", flat=True))
    there = _walk(client, f"?sort={sort}", "next")
    assert [pk for page in there for pk in page] == wanted
    back = _walk(client, f"?sort={sort}&after={there[-2][-1]}", "previous")
    assert list(reversed(back)) == there


def _pages_of(size: int) -> Callable[..., paging.Page]:
    return lambda request, rows, keys, *, descending: paging.page_of(
        request, rows, keys, descending=descending, size=size
    )


def _walk(client: Client, query: str, way: str) -> list[list[int]]:
    pages = []
    while query:
        response = client.get(LIST + query)
        pages.append([row["case"].pk for row in response.context["rows"]])
        query = getattr(response.context["page"], way)
    return pages


def test_the_row_of_another_region_leads_to_the_first_page(cast: SimpleNamespace, sign_in: SignIn) -> None:
    foreign = factories.make_case(coach=cast.coach_elsewhere, region=cast.elsewhere)
    for mark in ("after", "before"):
        assert listed(sign_in(cast.coach), f"?{mark}={foreign.pk}") == [cast.case.pk]


# Few queries, however many rows

QUERIES = 12


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_list_asks_the_same_however_long_it_is(cast: SimpleNamespace, sign_in: SignIn, rows: int) -> None:
    for _number in range(rows - 1):
        case = factories.make_case(region=cast.here, office=cast.office, coach=cast.coach, state="in_coaching")
        factories.make_interview(case)
    client = sign_in(cast.coach)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(LIST)
    assert (response.status_code, len(response.context["rows"]), len(asked)) == (200, rows, QUERIES)
