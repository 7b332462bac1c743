"""A form is carried out once: pressed twice, sent by two threads, or sent again after its address has closed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from cases.models import Case, ClosureProposal, Interview, Person
from icam.forms.base import OnceForm, sent
from icam.http import SentOtherwise, carry_out, landing, navigation, once
from icam.models import Submission, User
from icam.refusals import Refused
from tests import factories
from tests.filled import FORMS, TODAY, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def request_of(user: User, **said: Any) -> Any:
    request = RequestFactory().post("/", said)
    request.user = user
    return request


def make() -> Person:
    return factories.make_person(family_name="Made")


def made() -> int:
    return Person.objects.filter(family_name="Made").count()


def test_an_act_is_carried_out_once_for_one_token() -> None:
    request, token = request_of(factories.make_head()), uuid4()

    def act() -> str:
        make()
        return "/figures/"

    assert [once(request, token, act).url for _time in range(3)] == ["/figures/"] * 3
    assert (made(), Submission.objects.count()) == (1, 1)


def test_two_tokens_are_two_acts() -> None:
    request = request_of(factories.make_head())
    for _time in range(2):
        once(request, uuid4(), lambda: str(make() and "/"))
    assert made() == 2


def test_the_token_of_another_is_neither_carried_out_nor_followed() -> None:
    token = uuid4()
    once(request_of(factories.make_head()), token, lambda: "/figures/")
    stranger = factories.make_head()
    assert once(request_of(stranger), token, lambda: str(make())).url == reverse("home")
    assert (made(), landing(request_of(stranger), token)) == (0, None)


def test_the_same_token_with_other_words_is_no_second_press() -> None:
    user, token = factories.make_head(), uuid4()
    once(request_of(user, name="x"), token, lambda: "/figures/")
    assert once(request_of(user, name="x", version="2"), token, lambda: "/").url == "/figures/"
    for other in ({"name": "y"}, {"name": ["x", "x"]}, {}):
        with pytest.raises(SentOtherwise, match="/figures/"):
            once(request_of(user, **other), token, lambda: "/")


class Names(OnceForm):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("refusal", "errors"),
    [
        (Refused("Not today."), {"__all__": ["Not today."]}),
        (Refused({"name": "Taken."}), {"name": ["Taken."]}),
        (Refused({"hidden": "Out of reach."}), {"__all__": ["Out of reach."]}),
        (Refused({"name": "Taken.", "other": "No."}), {"name": ["Taken."], "__all__": ["No."]}),
    ],
)
def test_what_is_refused_is_not_done_and_may_be_sent_again(refusal: Refused, errors: dict[str, list[str]]) -> None:
    form = Names({"name": "x", "token": str(uuid4())})
    request = request_of(factories.make_head())
    assert form.is_valid()

    def act() -> str:
        make()
        raise refusal

    assert carry_out(request, form, act) is None
    assert (form.errors, made(), Submission.objects.count()) == (errors, 0, 0)
    again = carry_out(request, form, lambda: str(make() and "/"))
    assert (again is not None, made()) == (True, 1)


def test_a_fault_undoes_the_token_too() -> None:
    def act() -> str:
        make()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(request_of(factories.make_head()), uuid4(), act)
    assert (made(), Submission.objects.count()) == (0, 0)


def test_a_form_is_bound_to_whatever_was_posted() -> None:
    assert sent(RequestFactory().get("/")) is None
    empty = sent(RequestFactory().post("/", {}))
    assert empty is not None
    assert dict(empty) == {}


@pytest.mark.parametrize("name", ["cases:decide_closure", "cases:leave", "cases:result", "cases:suspend", "cases:new"])
def test_sent_again_after_its_address_has_closed_it_lands_where_it_landed(
    name: str, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    paper = fill(next(form for form in FORMS if form.name == name), cast, sign_in)
    first = paper.post()
    second = paper.post()
    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
    stranger = sign_in(cast.coach_elsewhere).post(paper.url, paper.data)
    assert stranger.headers.get("Location") != first["Location"]


def test_the_header_offers_what_the_role_may_open(cast: SimpleNamespace) -> None:
    def offered(user: Any, path: str = "/") -> list[tuple[str, bool]]:
        request = RequestFactory().get(path)
        request.user = user
        return [(entry["url"], entry["current"]) for entry in navigation(request)]

    work = [("/cases/", False), ("/agenda/", False), ("/letters/", False), ("/counter/", False), ("/figures/", False)]
    assert offered(cast.coach) == [("/", True), *work]
    assert offered(cast.head, "/cases/7/") == [("/", False), ("/cases/", True), ("/figures/", False)]
    assert [url for url, _here in offered(cast.administrator)] == [
        "/", "/office/users/", "/office/regions/", "/office/offices/", "/office/closing-days/",
    ]  # fmt: skip
    assert offered(None) == []


# Two at the same moment


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answers, all begun at the same moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]


KINDS = {
    "cases:plan_interview": Interview,
    "cases:propose_closure": ClosureProposal,
    "cases:new": Case,
    "cases:join": Person,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", KINDS)
def test_of_two_presses_at_one_moment_one_is_carried_out(name: str, cast: SimpleNamespace, sign_in: SignIn) -> None:
    paper = fill(next(form for form in FORMS if form.name == name), cast, sign_in)
    before = KINDS[name].objects.count()
    other = Client()
    other.cookies = paper.client.cookies
    answers = together(paper.post, lambda: other.post(paper.url, paper.data))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert KINDS[name].objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_at_one_moment_one_is_told(cast: SimpleNamespace, sign_in: SignIn) -> None:
    url = reverse("cases:suspend", args=[cast.case.pk])
    data = {"ground": "health", "ends_with": f"A letter of {TODAY}", "version": cast.case.version}
    coach, manager = sign_in(cast.coach), sign_in(cast.manager)
    answers = together(lambda: coach.post(url, data), lambda: manager.post(url, data))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    told = next(answer for answer in answers if answer.status_code == 409)
    assert f"A letter of {TODAY}" in told.content.decode()
