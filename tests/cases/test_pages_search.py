"""Looking for somebody: by any name in any order and spelling, by any number or reference; never by an address."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import access
from cases.models import Alias, Case, FileNumber, Person
from cases.services import index
from icam.models import AuditEvent
from tests import factories
from tests.filled import FORMS, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
FIND, NEW = reverse("cases:find"), reverse("cases:new")

LAYLA = {
    "family_name": "Al-Hassan", "given_names": "Layla Nour", "own_script": "ليلى الحسن", "own_script_language": "ar",
    "born_on": date(1988, 3, 14), "birth_precision": "day", "phone": "0470 12 34 56",
}  # fmt: skip


def knows(person: Person, number: str = "7.123.456", **data: Any) -> Person:
    """Make the person one who is easily recognised, and index him."""
    Person.objects.filter(pk=person.pk).update(**LAYLA | data)
    Alias.objects.create(person=person, name="Leïla Hasan")
    FileNumber.objects.create(person=person, kind="SP", as_written=number, canonical=number.replace(".", ""))
    index.refresh([person.pk])
    person.refresh_from_db()
    return person


@pytest.fixture
def layla(cast: SimpleNamespace) -> Person:
    """The principal of the case of the cast."""
    return knows(cast.case.household.principal)


def search(client: Client, words: str) -> Any:
    response = client.post(FIND, {"q": words})
    assert response.status_code == 200
    return response


def found(client: Client, words: str) -> list[int]:
    return [card["person"].pk for card in search(client, words).context["best"]]


WAYS = [
    "Al-Hassan", "layla", "HASSAN LAYLA", "Nour Al-Hassan", "hassan nour layla", "Leïla", "leïla hasan", "ليلى",
    "الحسن ليلى", "7123456", "7.123.456", "7 123 456", "SP 7.123.456", "s.p. 7123456", "OV 7123456", "٧١٢٣٤٥٦",
    "7.123.456 layla", "Leila Hassan", "Laila el Hasan", "Hass", "lay", "al-hass lay", "hassan 14/3/1988",
    "layla hassan 1988", "0470 12 34 56", "+32 (0)470/12.34.56", "0032470123456",
]  # fmt: skip


@pytest.mark.parametrize("words", WAYS)
def test_a_person_is_found_by(cast: SimpleNamespace, sign_in: SignIn, layla: Person, words: str) -> None:
    assert found(sign_in(cast.coach), words) == [layla.pk]


@pytest.mark.parametrize("words", WAYS)
def test_so_is_a_person_without_a_case(sign_in: SignIn, words: str) -> None:
    person = knows(factories.make_person())
    response = search(sign_in(factories.make_coach()), words)
    assert [(card["person"].pk, card["hit"].is_free) for card in response.context["best"]] == [(person.pk, True)]
    assert f'href="{reverse("cases:new_for", args=[person.pk])}"' in response.content.decode()


@pytest.mark.parametrize("words", ["712345", "%", "_", "Zzyzx", "8.123.456", "0470 12 34 57", "ICAM-2019-000001"])
def test_what_fits_nobody_finds_nobody(cast: SimpleNamespace, sign_in: SignIn, layla: Person, words: str) -> None:
    response = sign_in(cast.coach).post(FIND, {"q": words})
    assert (response.context.get("best") or []) == []


def test_the_best_comes_first_and_says_why(cast: SimpleNamespace, sign_in: SignIn, layla: Person) -> None:
    sister = factories.make_person(family_name="Al-Hassan", given_names="Amal", born_on=date(1990, 1, 1))
    index.refresh([sister.pk])
    response = search(sign_in(cast.coach), "Layla Hassan 14/3/1988")
    best = response.context["best"]
    assert [card["person"].pk for card in best][:1] == [layla.pk]
    assert best[0]["hit"].strength in {"certain", "strong"}
    page = response.content.decode()
    shown = [
        "ليلى الحسن", 'lang="ar" dir="rtl"', "14 Mar 1988", "Iraq", "SP 7.123.456", "Leïla Hasan", cast.case.reference,
        "In coaching", cast.coach.last_name, cast.office.name, "Born on the same day",
    ]  # fmt: skip
    assert [text for text in shown if text not in page] == []


def test_all_cases_of_a_person_stand_under_him(cast: SimpleNamespace, sign_in: SignIn, layla: Person) -> None:
    second = factories.make_case(household=cast.case.household, track="transfer", region=cast.here, coach=cast.coach)
    cards = search(sign_in(cast.coach), "layla hassan").context["best"]
    assert [{case.pk for case, _tone in card["cases"]} for card in cards] == [{cast.case.pk, second.pk}]


def test_the_names_of_who_was_merged_lead_to_who_he_is(cast: SimpleNamespace, sign_in: SignIn, layla: Person) -> None:
    gone = factories.make_person(family_name="Verhoeven", given_names="Lies", merged_into=layla)
    index.refresh([gone.pk])
    response = search(sign_in(cast.coach), "Lies Verhoeven")
    assert [card["person"].pk for card in response.context["best"]] == [layla.pk]
    assert "Verhoeven, Lies" in response.content.decode()


def test_a_case_registered_under_who_was_merged_is_his(cast: SimpleNamespace, sign_in: SignIn) -> None:
    kept = knows(factories.make_person())
    Person.objects.filter(pk=cast.case.household.principal_id).update(merged_into=kept)
    index.refresh([kept.pk])
    cards = search(sign_in(cast.coach), "layla hassan").context["best"]
    assert [(card["person"].pk, card["case"].pk, card["hit"].is_free) for card in cards] == [
        (kept.pk, cast.case.pk, False)
    ]


def test_beyond_five_there_is_more(sign_in: SignIn) -> None:
    persons = [factories.make_person(family_name="Okonkwo", given_names=f"Chidi {letter}") for letter in "ABCDEFG"]
    index.refresh([person.pk for person in persons])
    response = search(sign_in(factories.make_coach()), "Okonkwo")
    assert (len(response.context["best"]), len(response.context["more"])) == (5, 2)
    assert "2 more, less like it" in response.content.decode()


# References lead straight to the file


def test_a_reference_leads_straight_to_the_case(cast: SimpleNamespace, sign_in: SignIn) -> None:
    letter = factories.make_letter(cast.case)
    year, number = cast.case.reference.split("-")[1:]
    typed = [
        cast.case.reference, cast.case.reference.lower(), f"icam {year} {int(number)}", f"{year}-{number}",
        letter.reference, letter.reference.lower().replace("-", " "), letter.reference.replace("-", ""),
    ]  # fmt: skip
    client = sign_in(cast.coach)
    answers = [client.post(FIND, {"q": words}) for words in typed]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, cast.case.get_absolute_url())
    }


def test_the_number_alone_finds_the_case(cast: SimpleNamespace, sign_in: SignIn) -> None:
    number = cast.case.reference.split("-")[2]
    client = sign_in(cast.coach)
    for typed in (number, str(int(number)), f"ICAM {number}"):
        cards = search(client, typed).context["best"]
        assert [card["case"].pk for card in cards] == [cast.case.pk]


def test_a_reference_of_another_region_is_masked(cast: SimpleNamespace, sign_in: SignIn) -> None:
    letter = factories.make_letter(cast.case)
    client = sign_in(cast.coach_elsewhere)
    for typed in (cast.case.reference, letter.reference):
        response = search(client, typed)
        assert [mask["line"].held_by for mask in response.context["masked"]] == [cast.office.name]
        assert response.context["best"] == []


def test_a_former_member_is_found_too(cast: SimpleNamespace, sign_in: SignIn) -> None:
    gone = factories.make_person(family_name="Vertrokken")
    cast.case.household.members.create(
        person=gone, role="child", joined_on=cast.case.opened_on, left_on=cast.case.opened_on + timedelta(days=1)
    )
    index.refresh([gone.pk])
    cards = search(sign_in(cast.coach), "vertrokken").context["best"]
    assert [(card["person"].pk, card["case"].pk, card["hit"].is_free) for card in cards] == [
        (gone.pk, cast.case.pk, True)
    ]


# What the reader may not open


SECRETS = ("Al-Hassan", "Layla", "Leïla", "ليلى", "14 Mar 1988", "7.123.456", "7123456", "0470 12 34 56", "32470123456")


def test_a_strong_match_elsewhere_is_masked(cast: SimpleNamespace, sign_in: SignIn, layla: Person) -> None:
    second = factories.make_case(region=cast.here, office=cast.office)
    knows(second.household.principal, "7.123.457", given_names="Leila")
    for who in ("coach_elsewhere", "manager_elsewhere"):
        client = sign_in(getattr(cast, who))
        for words in ("Leyla el-Hasan 14.03.1988", "7 1 2 3 4 5 6"):
            page = search(client, words).content.decode()
            text = page[page.index("<main") :].replace(words, "")
            assert text.count("match in another region, held by ") == 1
            assert cast.office.name in text
            hidden = [*SECRETS, cast.case.reference, second.reference, cast.coach.last_name, f"/cases/{cast.case.pk}/"]
            assert [word for word in hidden if word in text] == []
    assert found(sign_in(cast.head), "Leyla el-Hasan 14.03.1988") != []


def test_a_match_that_is_not_strong_is_not_even_hinted_at(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    client = sign_in(cast.coach_elsewhere)
    nothing = [search(client, words) for words in ("layla", "Hassan", "Zzyzx")]
    assert {
        (len(page.context["best"]), len(page.context["more"]), len(page.context["masked"])) for page in nothing
    } == {(0, 0, 0)}
    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in nothing]
    assert len(set(texts)) == 1


def statements(client: Client, words: str) -> list[tuple[str, ...]]:
    """The statements of one search, each by the tables it reads."""
    with CaptureQueriesContext(connection) as queries:
        assert client.post(FIND, {"q": words}).status_code == 200
    return [tuple(sorted(set(re.findall(r"(?:cases|icam|django)_\w+", query["sql"])))) for query in queries]


def test_the_same_is_asked_of_the_database_whatever_is_found(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    client = sign_in(cast.coach_elsewhere)
    search(client, "x")
    asked = {words: statements(client, words) for words in ("Layla Hassan", "Zzyzx Qwert", "Hassan Layla")}
    assert asked["Layla Hassan"] == asked["Zzyzx Qwert"] == asked["Hassan Layla"]
    numbers = [statements(client, words) for words in ("Hassan 14/3/1988", "Zzyzx 14/3/1988", "Benali 14/3/1988")]
    assert numbers[0] == numbers[1] == numbers[2]
    assert len(statements(sign_in(cast.coach), "Layla Hassan")) == len(asked["Layla Hassan"])


def test_what_was_looked_for_stands_in_no_address_and_not_in_the_trail(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    client = sign_in(cast.coach)
    assert client.get(FIND).context["searched"] is False
    page = client.post(FIND, {"q": "Layla"}).content.decode()
    assert [part for part in page.split('href="')[1:] if "ayla" in part.split('"')[0]] == []
    event = AuditEvent.objects.filter(verb="cases_searched").get()
    assert (event.actor_id, event.changes) == (cast.coach.pk, {"page": "find", "found": 1, "elsewhere": False})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 300, "This text is too long: 300 characters, at most 120 fit."),
        ("😀", "Type a name, a number or a reference."),
        ("Al-\u202eHassan", "This text holds a hidden sign that changes the direction of reading."),
        ("\u2067ليلى", "This text holds a hidden sign that changes the direction of reading."),
        ("layla 1/1/2190", "The year must lie between 1900 and 2100."),
        ("layla 1/1/2090", "A birth date cannot lie in the future."),
        ("layla 1/1/1850", "The year must lie between 1900 and 2100."),
    ],
)
def test_what_cannot_be_searched_is_said(cast: SimpleNamespace, sign_in: SignIn, typed: str, sentence: str) -> None:
    response = search(sign_in(cast.coach), typed)
    assert response.context["searched"] is False
    assert [text for text in response.context["form"].errors["q"] if text.startswith(sentence)] != []


def test_a_name_of_one_letter_is_searched(sign_in: SignIn) -> None:
    alone, beside = (factories.make_person(family_name="O", given_names=given) for given in ("", "Min-jun"))
    index.refresh([alone.pk, beside.pk])
    client = sign_in(factories.make_coach())
    assert (found(client, "O"), found(client, "Min-jun O")) == ([alone.pk], [beside.pk])


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


def test_what_was_searched_is_proposed_and_a_known_number_refused(
    cast: SimpleNamespace, sign_in: SignIn, layla: Person
) -> None:
    paper = fill(next(form for form in FORMS if form.name == "cases:new"), cast, sign_in)
    paper.client.post(FIND, {"q": "Nobody Known 14/3/1971"})
    page = paper.client.get(NEW)
    assert page.context["form"]["family_name"].value() == "Nobody Known"
    assert 'name="born_year" value="1971"' in page.content.decode()
    before = Person.objects.count()
    response = paper.post(number="OV 7123456", number_kind="OV", none_of_these="on")
    assert Person.objects.count() == before
    asked = re.findall(r'name="shown" value="(\w+)"', response.content.decode())
    shown = {"shown": asked[0], "none_of_these": "on"} if asked else {}
    response = paper.post(number="OV 7123456", number_kind="OV", **shown)
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
