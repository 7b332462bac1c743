"""The list of letters: whose, narrowed, found, refused, page by page."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.enums import LetterState
from invitations.models import Letter
from tests import factories
from tests.invitations.conftest import SignIn, make_invitable


def listed(client: Client, query: str = "") -> list[int]:
    return [letter.pk for letter in client.get(f"{reverse('invitations:list')}{query}").context["page"].rows]


@pytest.fixture
def shelf(ready: SimpleNamespace) -> SimpleNamespace:
    """One letter per state on own cases, one of a colleague here, one elsewhere."""
    ready.letters = {
        state: factories.make_letter(
            make_invitable(region=ready.region, coach=ready.coach).case, state=state, drafted_by=ready.coach
        )
        for state in sorted(set(LetterState) - {LetterState.RENDERING})
    }
    ready.theirs = factories.make_letter(make_invitable(region=ready.region, coach=ready.colleague).case, language="nl")
    ready.foreign = factories.make_letter(make_invitable().case)
    return ready


def test_the_list_holds_the_letters_of_the_region_newest_first(shelf: SimpleNamespace, sign_in: SignIn) -> None:
    own = [letter.pk for letter in shelf.letters.values()]
    assert listed(sign_in(shelf.coach)) == [shelf.theirs.pk, *reversed(own)]
    assert listed(sign_in(shelf.coach), "?whose=mine") == [*reversed(own)]
    assert listed(sign_in(shelf.manager_elsewhere)) == []
    assert listed(sign_in(shelf.manager), "?language=nl") == [shelf.theirs.pk]


@pytest.mark.parametrize(
    ("state", "holds"),
    [
        ("waiting", {LetterState.DRAFTED, LetterState.READY}),
        ("failed", {LetterState.FAILED}),
        ("made", {LetterState.RENDERED}),
        ("sent", {LetterState.SENT}),
        ("cancelled", {LetterState.CANCELLED}),
    ],
)
def test_the_list_is_narrowed_by_state(shelf: SimpleNamespace, sign_in: SignIn, state: str, holds: set[str]) -> None:
    found = listed(sign_in(shelf.coach), f"?whose=mine&state={state}")
    assert sorted(found) == sorted(shelf.letters[each].pk for each in holds)


def test_a_letter_is_found_by_its_reference_as_read_aloud(shelf: SimpleNamespace, sign_in: SignIn) -> None:
    client, letter = sign_in(shelf.coach), shelf.letters[LetterState.SENT]
    assert listed(client, f"?reference={letter.reference.lower().replace('-', ' ')}") == [letter.pk]
    assert listed(client, f"?reference={shelf.foreign.reference}") == []
    assert listed(client, "?reference=nonsense") == []


@pytest.mark.parametrize(
    "query",
    [
        "?colour=red",
        "?state=lost",
        "?whose=all",
        "?language=xx",
        "?sort=name",
        "?after=x",
        "?reference=a%00b",
        "?q=Haddad",
    ],
)
def test_the_list_refuses_what_it_does_not_know(ready: SimpleNamespace, sign_in: SignIn, query: str) -> None:
    assert sign_in(ready.coach).get(reverse("invitations:list") + query).status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    ready: SimpleNamespace, sign_in: SignIn, django_assert_num_queries: Any, rows: int
) -> None:
    for _row in range(rows):
        factories.make_letter(make_invitable(region=ready.region, coach=ready.coach).case, state=LetterState.FAILED)
    client = sign_in(ready.coach)
    client.get(reverse("invitations:list"))
    with django_assert_num_queries(LIST_QUERIES):
        assert len(listed(client)) == rows


LIST_QUERIES = 7


def test_the_list_is_read_page_by_page(ready: SimpleNamespace, sign_in: SignIn) -> None:
    first = ready.interview.planned_at
    for n in range(55):
        interview = factories.make_interview(
            ready.case, desk=ready.interview.desk, planned_at=first + timedelta(hours=n + 1)
        )
        factories.make_letter(ready.case, interview=interview, drafted_by=ready.coach)
    client = sign_in(ready.coach)
    top = client.get(reverse("invitations:list")).context["page"]
    below = client.get(reverse("invitations:list") + top.next).context["page"]
    assert (len(top.rows), len(below.rows), below.next) == (50, 5, "")
    assert [letter.pk for letter in (*top.rows, *below.rows)] == [
        *Letter.objects.order_by("-pk").values_list("pk", flat=True)
    ]
