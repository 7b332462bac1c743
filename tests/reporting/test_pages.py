"""The pages of figures: every number leads to its rows, and what is not known in an address is refused."""

import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.enums import CaseState
from icam.calendar import ZONE
from icam.enums import Verb
from icam.models import AuditEvent, User
from reporting.figures import FIGURES
from tests import factories
from tests.reporting.conftest import move_to

SignIn = Callable[[User], Client]


def text_of(response: Any) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def numbers_of(response: Any) -> list[tuple[int, str]]:
    """Every number that is a link to a list, with where it leads."""
    links = re.findall(r'<a[^>]*href="(/figures/\d{4}/[A-Z]+-\d/\?[^"]*)"[^>]*>([\d,]+)</a>', response.content.decode())
    return [(int(number.replace(",", "")), unescape(url)) for url, number in links]


@pytest.fixture
def in_2025() -> Any:
    with time_machine.travel(datetime(2025, 3, 10, 12, tzinfo=ZONE), tick=False):
        yield


# Every number is its list --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "query"),
    [("anna", "figure=PRO-1&by=family"), ("manager", "figure=CAS-3&by=region"), ("head", "figure=INV-1&by=household")],
)
def test_every_number_leads_to_as_many_rows(
    in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn, reader: str, query: str
) -> None:
    client = sign_in(getattr(year_2024, reader))
    numbers = sorted(set(numbers_of(client.get(f"/figures/2024/?{query}"))), key=lambda number: number[1])
    assert len(numbers) >= 30
    for number, url in numbers[::5]:
        assert (url, client.get(url).context["found"].count) == (url, number)


def test_numbers_of_a_filtered_page_keep_the_filter(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    page = client.get("/figures/2024/?region=BRU&household=family&figure=INV-1&by=region")
    assert page.context["page"].scope == "region: Brussels; Family with minors"
    assert page.context["page"].counts["INV-1"] == [2, 0]
    for number, url in numbers_of(page)[::5]:
        assert client.get(url).context["found"].count == number


@pytest.mark.parametrize("reader", ["anna", "bart", "manager", "head"])
def test_listed_and_hidden_are_the_figure(
    in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn, reader: str
) -> None:
    move_to(year_2024.family, year_2024.antwerp, date(2025, 1, 2))
    user = getattr(year_2024, reader)
    client = sign_in(user)
    for figure in FIGURES:
        found = client.get(f"/figures/2024/{figure.code}/").context["found"]
        assert (found.listed, found.hidden) == (len(list(found.every())), found.count - len(list(found.every())))
    found = client.get("/figures/2024/INV-1/").context["found"]
    expected = {"anna": (3, 1, 2), "bart": (1, 1, 0), "manager": (3, 1, 2), "head": (4, 4, 0)}[reader]
    assert (found.count, found.listed, found.hidden) == expected


def test_the_hidden_are_counted_in_words(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    move_to(year_2024.family, year_2024.antwerp, date(2025, 1, 2))
    words = text_of(sign_in(year_2024.manager).get("/figures/2024/INV-1/"))
    assert "The list opens 1; 2 are in cases that you may not open. 1 + 2 = 3." in words
    assert year_2024.family.reference not in words


def test_a_coach_lists_a_case_that_was_shared(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    found = sign_in(year_2024.anna).get("/figures/2024/PRO-1/").context["found"]
    assert [row.reference for row in found.every()] == [year_2024.family.reference]


def test_a_list_names_nobody(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    person = year_2024.family.household.principal
    page = sign_in(year_2024.head).get("/figures/2024/INV-1/").content.decode()
    assert person.family_name not in page
    assert f'href="{reverse("cases:case", args=[year_2024.family.pk])}"' in page


def test_a_list_is_read_page_by_page(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    for n in range(60):
        case = factories.make_case(region=year_2024.brussels, opened_on=date(2024, 5, 1 + n % 20))
        case.refresh_from_db()
    client = sign_in(year_2024.head)
    first = client.get("/figures/2024/CAS-1/")
    second = client.get(first.context["next"])
    rows = [*first.context["page"], *second.context["page"]]
    assert (len(first.context["page"]), len(second.context["page"]), second.context["next"]) == (50, 12, "")
    assert [row.pk for row in rows] == [row.pk for row in first.context["found"].every()]
    assert rows == sorted(rows, key=lambda row: (row.day, row.pk), reverse=True)


def test_a_list_asks_as_much_of_the_database_whatever_its_length(
    in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(year_2024.head)
    for _ in range(2):
        with django_assert_num_queries(11):
            client.get("/figures/2024/CAS-1/")
        factories.make_case(region=year_2024.brussels, opened_on=date(2024, 5, 1))


def test_the_page_asks_one_question_per_figure(
    in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(year_2024.head)
    with django_assert_num_queries(15):
        client.get("/figures/2024/")


# What the page says ---------------------------------------------------------------------------------------------------


def test_the_year_beside_the_year_before(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    words = text_of(sign_in(year_2024.head).get("/figures/2024/"))
    assert "1 Jan 2024 to 31 Dec 2024, beside 1 Jan 2023 to 31 Dec 2023; whole country." in words
    assert "Invitations sent INV-1 4 letters +3 on 1 Letters that call a household in" in words
    assert "Stays obtained OUT-1 1 result +1 on 0" in words
    assert "The books balance. 1 open before + 2 opened − 1 closed = 2 open at the end." in words
    assert words.count("Parts equal the whole") == 1


def test_this_year_is_counted_up_to_today_beside_the_same_days(
    in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn
) -> None:
    page = sign_in(year_2024.head).get("/figures/")
    assert "1 Jan 2025 to 10 Mar 2025, beside 1 Jan 2024 to 10 Mar 2024; whole country." in text_of(page)
    assert page.context["page"].counts["INV-1"] == [0, 3]


def test_every_number_says_of_which_region(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    words = text_of(sign_in(year_2024.manager).get("/figures/2024/"))
    assert words.count("our region: Brussels") == 12  # lead, nine numbers, chart and table


def test_books_that_do_not_balance_are_shown(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    year_2024.single.placements.all().delete()
    words = text_of(sign_in(year_2024.head).get("/figures/2024/"))
    assert "1 open before + 2 opened − 1 closed is not 1 open at the end: −1." in words


def test_somebody_without_a_region_is_told(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    page = sign_in(factories.make_user("coach", [])).get("/figures/2024/")
    assert page.context["page"].scope == "no region: ask an administrator for yours"
    assert [counts[0] for counts in page.context["page"].counts.values()] == [0] * 8


# Who, and what is refused ---------------------------------------------------------------------------------------------

ADDRESSES = [
    "/figures/", "/figures/2024/", "/figures/2024/INV-1/", "/figures/2024/export.csv", "/figures/2024/export.xlsx",
    "/figures/2024/INV-1/export.csv", "/figures/2024/INV-1/export.xlsx",
]  # fmt: skip


@pytest.mark.parametrize(
    ("reader", "statuses"),
    [
        ("anna", [200, 200, 200, 403, 403, 403, 403]),
        ("manager", [200] * 7),
        ("head", [200] * 7),
        ("administrator", [403] * 7),
    ],
)
def test_who_may(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn, reader: str, statuses: list[int]) -> None:
    user = factories.make_administrator() if reader == "administrator" else getattr(year_2024, reader)
    client = sign_in(user)
    assert [client.get(address).status_code for address in ADDRESSES] == statuses


def test_strangers_sign_in_first(db: Any) -> None:
    assert [Client().get(address).status_code for address in ADDRESSES] == [302] * 7


UNDERSTOOD_OR_REFUSED = {
    "/figures/2020/": 404,
    "/figures/2026/": 404,
    "/figures/1/": 404,
    "/figures/99999999999999999999/": 404,
    "/figures/2024/XXX-1/": 404,
    "/figures/2024/export.exe": 404,
    "/figures/2024/INV-1/export.exe": 404,
    "/figures/2024/?colour=red": 400,
    "/figures/2024/?region=NOWHERE": 400,
    "/figures/2024/?region=BRU&region=ANT": 400,
    "/figures/2024/?period=ever": 400,
    "/figures/2024/?figure=INV-9": 400,
    "/figures/2024/?by=family": 400,  # a split of PRO-1 alone
    "/figures/2024/?household=%00": 400,
    "/figures/2024/INV-1/?month=2024-13": 400,
    "/figures/2024/INV-1/?month=2023-01": 400,
    "/figures/2024/INV-1/?period=to_date&month=2024-12": 400,
    "/figures/2024/INV-1/?family=stay": 400,
    "/figures/2024/INV-1/?kind=stay": 400,
    "/figures/2024/INV-1/?target_group=' OR 1=1": 400,
    "/figures/2024/INV-1/?after=yesterday": 400,
    "/figures/2024/INV-1/?after=2024-02-30.1": 400,
    "/figures/2024/INV-1/?after=٢٠٢٤-02-01.1": 400,
    "/figures/2024/INV-1/?after=2024-02-01.999999999999999999999": 400,
    "/figures/2024/export.csv?colour=red": 400,
    "/figures/2024/INV-1/export.csv?kind=stay": 400,
    "/figures/2024/INV-1/?region=&household=&after=": 200,  # what is left empty filters nothing
    "/figures/2024/PRO-1/?family=stay&month=2024-04&household=not_stated": 200,
}


def test_an_address_is_understood_or_refused(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    assert {address: client.get(address).status_code for address in UNDERSTOOD_OR_REFUSED} == UNDERSTOOD_OR_REFUSED


def test_a_refusal_says_what_is_wrong(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    words = text_of(sign_in(year_2024.head).get("/figures/2024/?colour=red"))
    assert "The address holds a filter that is not known here, so nothing was counted." in words


def test_a_region_of_others_is_not_known(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.manager)
    assert [client.get(f"/figures/2024/?region={code}").status_code for code in ("BRU", "ANT")] == [200, 400]
    assert client.get("/figures/2024/INV-1/?region=ANT").status_code == 400


def test_figures_are_only_read(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    assert [client.post(address).status_code for address in ADDRESSES] == [405] * 7


# The trail ------------------------------------------------------------------------------------------------------------


def test_looking_at_rows_is_written_down(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(year_2024.head).get("/figures/2024/INV-1/?region=BRU")
    event = AuditEvent.objects.get(verb=Verb.ROWS_LISTED)
    assert event.actor == year_2024.head
    assert event.changes == {"figure": "INV-1", "year": 2024, "cells": {"region": "BRU"}, "shown": 3}


def test_a_refused_list_is_not_a_list(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(year_2024.head).get("/figures/2024/INV-1/?region=NOWHERE")
    assert AuditEvent.objects.filter(verb=Verb.ROWS_LISTED).count() == 0


def test_the_number_rises_with_the_act(in_2025: None, year_2024: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(year_2024.head)
    before = client.get("/figures/").context["page"].counts["INT-1"][0]
    case = factories.make_case(region=year_2024.antwerp, coach=year_2024.bart, state=CaseState.INVITED)
    factories.make_interview(case, state="held", held_on=date(2025, 3, 10))
    assert client.get("/figures/").context["page"].counts["INT-1"][0] == before + 1
    listed = client.get("/figures/2025/INT-1/").context["found"].every()
    assert [row.reference for row in listed] == [case.reference]
