"""Pages by the last row seen: every row once, in order, forwards and backwards; and counts that stop in time."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Person
from icam.paging import Count, Page, capped_count, page_of, refuse_unknown
from tests import factories

pytestmark = pytest.mark.django_db
KEYS = ("family_name", "given_names", "pk")


def ask(query: str, keys: Any = KEYS, *, descending: bool = False, size: int = 3) -> Page:
    return page_of(RequestFactory().get("/" + query), Person.objects.all(), keys, descending=descending, size=size)


def people(*names: str) -> list[int]:
    return [factories.make_person(family_name=name, given_names="").pk for name in names]


def walk(query: str, way: str, **how: Any) -> list[list[int]]:
    """The pages from `query` on, one way until there is none."""
    pages = []
    while True:
        page = ask(query, **how)
        pages.append([row.pk for row in page.rows])
        query = getattr(page, way)
        if not query:
            return pages


NAMES = st.lists(st.sampled_from(["A", "B", "Ç", "ليلى"]), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES, size=st.integers(1, 5), descending=st.booleans())
def test_every_row_is_met_once_on_the_way_there_and_on_the_way_back(
    names: list[str], size: int, descending: bool
) -> None:
    Person.objects.all().delete()
    people(*names)
    sign = "-" if descending else ""
    wanted = list(Person.objects.order_by(*(f"{sign}{key}" for key in KEYS)).values_list("pk", flat=True))
    there = walk("", "next", size=size, descending=descending)
    assert [pk for page in there for pk in page] == wanted
    assert [len(page) for page in there[:-1]] == [size] * (len(there) - 1)
    back = walk(f"?after={there[-2][-1]}" if len(there) > 1 else "", "previous", size=size, descending=descending)
    assert list(reversed(back)) == there


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after() -> None:
    a, b, c, d = people("A", "B", "C", "D")
    first, last = ask("?sort=name"), ask(f"?sort=name&after={c}")
    assert [row.pk for row in first.rows] == [a, b, c]
    assert (first.first, first.previous, first.next) == ("", "", f"?sort=name&after={c}")
    assert [row.pk for row in last.rows] == [d]
    assert (last.first, last.previous, last.next) == ("?sort=name", f"?sort=name&before={d}", "")


def test_the_way_back_to_the_first_page_is_the_first_page() -> None:
    a, b, c, d = people("A", "B", "C", "D")
    page = ask(f"?before={d}")
    assert [row.pk for row in page.rows] == [a, b, c]
    assert (page.first, page.previous, page.next) == ("", "", f"?after={c}")


def test_when_the_rows_before_have_gone_the_first_page_is_shown() -> None:
    a, b = people("A", "B")
    page = ask(f"?before={a}")
    assert [row.pk for row in page.rows] == [a, b]
    assert (page.first, page.previous, page.next) == ("", "", "")


def test_when_the_rows_after_have_gone_there_is_a_way_to_the_first_page() -> None:
    *_others, last = people("A", "B")
    page = ask(f"?after={last}")
    assert (page.rows, page.first, page.previous, page.next) == ([], "?", "", "")


def test_a_row_that_is_not_in_this_list_leads_to_the_first_page() -> None:
    a, b = people("A", "B")
    for mark in ("after", "before"):
        page = ask(f"?{mark}=999999999999")
        assert ([row.pk for row in page.rows], page.first) == ([a, b], "")


@pytest.mark.parametrize("mark", ["", "x", "-1", "1.0", "1e3", "٣", "\x00", "1 ", "9" * 19, "1,2"])
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_mark_that_is_no_number_is_refused(way: str, mark: str) -> None:
    request = RequestFactory().get("/", {way: mark})
    with pytest.raises(BadRequest):
        page_of(request, Person.objects.all(), KEYS)


def test_the_address_holds_numbers_and_no_names() -> None:
    people("Secret", "Secret", "Secret", "Secret")
    assert list(parse_qs(ask("?state=open").next[1:])) == ["state", "after"]
    assert "Secret" not in ask("").next


def test_a_count_stops_at_its_cap() -> None:
    people("A", "B", "C")
    everybody = Person.objects.all()
    assert capped_count(everybody, cap=3) == Count(3, False)
    assert capped_count(everybody, cap=2) == Count(2, True)
    assert [str(Count(3, False)), str(Count(1000, True))] == ["3", "1 000+"]


def test_a_parameter_that_nobody_reads_is_refused() -> None:
    refuse_unknown(RequestFactory().get("/?state=open&sort=x&after=1&before=2"), ["state"])
    with pytest.raises(BadRequest):
        refuse_unknown(RequestFactory().get("/?status=open"), ["state"])
