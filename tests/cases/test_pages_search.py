"""Looking for somebody: by any name in any order, by alias, own script or number; never by an address."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import access
from cases.models import Alias, Case, FileNumber, Person
from icam.models import AuditEvent
from tests import factories
from tests.filled import FORMS, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
FIND, NEW = reverse("cases:find"), reverse("cases:new")

LAYLA = {"family_name": "Al-Hassan", "given_names": "Layla Nour", "own_script": "ليلى الحسن"}


@pytest.fixture
def layla(cast: SimpleNamespace) -> Person:
    """The principal of the case of the cast."""
    person: Person = cast.case.household.principal
    Person.objects.filter(pk=person.pk).update(
        family_name="Al-Hassan", given_names="Layla Nour", own_script="ليلى الحسن"
    )
    Alias.objects.create(person=person, name="Leïla Hasan")
    FileNumber.objects.create(person=person, kind="SP", as_written="7.123.456", canonical="7123456")
    return person


def found(client: Client, words: str) -> list[int]:
    response = client.post(FIND, {"q": words})
    assert response.status_code == 200
    return [case.pk for case in response.context["found"]]


WAYS = [
    "Al-Hassan", "layla", "HASSAN LAYLA", "Nour Al-Hassan", "hassan nour layla", "Leïla", "leïla hasan", "ليلى",
    "الحسن ليلى", "7123456", "7.123.456", "7 123 456", "SP 7.123.456", "s.p. 7123456", "OV 7123456", "٧١٢٣٤٥٦",
    "7.123.456 layla",
]  # fmt: skip


@pytest.mark.parametrize("words", WAYS)
def test_a_person_is_found_by(cast: SimpleNamespace, sign_in: SignIn, layla: Person, words: str) -> None:
    assert found(sign_in(cast.coach), words) == [cast.case.pk]


@pytest.mark.parametrize("words", WAYS)
def test_so_is_a_person_without_a_case(sign_in: SignIn, words: str) -> None:
    person = factories.make_person(**LAYLA)
    Alias.objects.create(person=person, name="Leïla Hasan")
    FileNumber.objects.create(person=person, kind="SP", as_written="7.123.456", canonical="7123456")
    response = sign_in(factories.make_coach()).post(FIND, {"q": words})
    assert [each.pk for each in response.context["free"]] == [person.pk]


@pytest.mark.parametrize("words", ["Layla Peeters", "712345", "%", "_", "\\", "Al-Hassan OR", "8.123.456"])
def test_what_does_not_hold_every_word_is_not_found(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person, words: str
) -> None:
    assert found(sign_in(cast.coach), words) == []


def test_the_reference_finds_the_case(cast: SimpleNamespace, sign_in: SignIn) -> None:
    assert found(sign_in(cast.coach), cast.case.reference.lower()) == [cast.case.pk]


def test_a_former_member_is_found_too(cast: SimpleNamespace, sign_in: SignIn) -> None:
    gone = factories.make_person(family_name="Vertrokken")
    cast.case.household.members.create(
        person=gone, role="child", joined_on=cast.case.opened_on, left_on=cast.case.opened_on + timedelta(days=1)
    )
    assert found(sign_in(cast.coach), "vertrokken") == [cast.case.pk]


def test_somebody_held_elsewhere_is_warned_of_and_no_more(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    answers = {}
    for who in ("coach", "coach_elsewhere", "manager_elsewhere", "head"):
        response = sign_in(getattr(cast, who)).post(FIND, {"q": "layla"})
        page = response.content.decode()
        answers[who] = (len(response.context["found"]), response.context["elsewhere"], "Al-Hassan" in page)
        shown = [word for word in (cast.case.reference, cast.coach.last_name, cast.here.name) if word in page]
        assert (who in {"coach", "head"}) or shown == []
    here, elsewhere = (1, False, True), (0, True, False)
    assert answers == {
        "coach": here, "head": here, "coach_elsewhere": elsewhere, "manager_elsewhere": elsewhere,
    }  # fmt: skip


def test_what_was_looked_for_stands_in_no_address_and_not_in_the_trail(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    client = sign_in(cast.coach)
    assert client.get(FIND, {"q": "layla"}).context["searched"] is False
    page = client.post(FIND, {"q": "Layla"}).content.decode()
    assert [part for part in page.split('href="')[1:] if "ayla" in part.split('"')[0]] == []
    event = AuditEvent.objects.filter(verb="cases_searched").get()
    assert (event.actor_id, event.changes) == (cast.coach.pk, {"found": 1, "elsewhere": False})


# A new case only after a search


def test_a_case_is_opened_only_after_a_search(cast: SimpleNamespace, sign_in: SignIn) -> None:
    paper = fill(next(form for form in FORMS if form.name == "cases:new"), cast, sign_in)
    before = Case.objects.count()
    unsearched = sign_in(cast.coach)
    for answer in (unsearched.get(NEW), unsearched.post(NEW, paper.data)):
        assert (answer.status_code, answer["Location"]) == (302, FIND)
    assert Case.objects.count() == before
    assert paper.post().status_code == 302
    assert Case.objects.count() == before + 1
    assert paper.client.get(NEW)["Location"] == FIND  # the next one needs a search of its own


def test_the_searched_name_is_proposed_and_a_known_number_refused(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    paper = fill(next(form for form in FORMS if form.name == "cases:new"), cast, sign_in)
    paper.client.post(FIND, {"q": "Nobody Known"})
    assert paper.client.get(NEW).context["form"]["family_name"].value() == "Nobody Known"
    before = Person.objects.count()
    response = paper.post(number="OV 7123456", number_kind="OV")
    assert response.context["form"].errors == {"number": ["Somebody is already registered under this number."]}
    assert Person.objects.count() == before


def test_who_belongs_to_a_household_is_not_given_a_second_case(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    client.post(FIND, {"q": "x"})
    url = reverse("cases:new_for", args=[cast.case.household.principal_id])
    assert (client.get(url).status_code, client.post(url, {}).status_code) == (404, 404)


# Why somebody looks


def looks() -> list[tuple[Any, str]]:
    return list(AuditEvent.objects.filter(verb="case_opened").order_by("pk").values_list("actor_id", "reason"))


@pytest.mark.parametrize("who", ["colleague", "head"])
def test_whoever_opens_what_is_not_the_own_work_says_why(cast: SimpleNamespace, sign_in: SignIn, who: str) -> None:
    client, case, user = sign_in(getattr(cast, who)), cast.case, getattr(cast, who)
    wanted = reverse("cases:dossier", args=[case.pk])
    ask = client.get(wanted)
    question = f"/cases/{case.pk}/purpose/?next=%2Fcases%2F{case.pk}%2Fdossier%2F"
    assert (ask.status_code, ask["Location"]) == (302, question)
    name = case.household.principal.family_name
    assert (looks(), name in client.get(ask["Location"]).content.decode()) == ([], False)
    assert client.post(ask["Location"], {"purpose": "curiosity"}).status_code == 200
    answer = client.post(ask["Location"], {"purpose": "quality"})
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    assert client.get(wanted).status_code == 200
    assert looks() == [(user.pk, "quality")]
    other = factories.make_case(coach=cast.coach, region=cast.here)
    assert "/purpose/" in client.get(other.get_absolute_url())["Location"]


def test_coach_and_manager_are_not_asked(cast: SimpleNamespace, sign_in: SignIn) -> None:
    for user in (cast.coach, cast.manager):
        assert sign_in(user).get(cast.case.get_absolute_url()).status_code == 200
    assert looks() == [(cast.coach.pk, ""), (cast.manager.pk, "")]


def test_the_answer_holds_for_eight_hours_and_for_one_session(
    cast: SimpleNamespace, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, url = sign_in(cast.head), cast.case.get_absolute_url()
    client.post(reverse("cases:purpose", args=[cast.case.pk]), {"purpose": "quality"})
    begun = timezone.now()
    answers = []
    for hours in (7.9, 8.1):
        moment = begun + timedelta(hours=hours)
        monkeypatch.setattr(access.timezone, "now", lambda moment=moment: moment)
        answers.append(client.get(url).status_code)
    assert answers == [200, 302]
    monkeypatch.undo()
    assert sign_in(cast.head).get(url).status_code == 302


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
        "http:///evil.example", " //evil.example", "data:text/html,x", "\x00//evil.example",
    ],
)  # fmt: skip
def test_nobody_is_led_out_of_the_house(cast: SimpleNamespace, sign_in: SignIn, onward: str) -> None:
    url = reverse("cases:purpose", args=[cast.case.pk])
    answer = sign_in(cast.head).post(f"{url}?next={onward}", {"purpose": "quality"})
    assert (answer.status_code, answer["Location"]) == (302, cast.case.get_absolute_url())
