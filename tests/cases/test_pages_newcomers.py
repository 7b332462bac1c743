"""Before somebody is registered he is compared once more: who is like him is shown, and has to be decided on."""

import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, FileNumber, Member, Pair, Person
from cases.services import glimpses, index, newcomers
from icam.models import AuditEvent, User
from tests import factories
from tests.cases.racing import race
from tests.filled import FORMS, Sent, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
BORN = {"born_day": "14", "born_month": "3", "born_year": "1988", "born_precision": "day"}
NEAR = {"family_name": "Bin Ali", "given_names": "Yousef", "sex": "m", "nationality": "DZA", "number": "",
        "number_kind": "", "own_script": "", "own_script_language": "", "alias": "", **BORN}  # fmt: skip


def benali(person: Person | None = None) -> Person:
    """Youcef Benali, born on 14 March 1988 in Algeria; `NEAR` writes him by ear."""
    person = person or factories.make_person()
    Person.objects.filter(pk=person.pk).update(
        family_name="Benali", given_names="Youcef", nationalities=["DZA"], sex="m", born_on=date(1988, 3, 14)
    )
    index.refresh([person.pk])
    return Person.objects.get(pk=person.pk)


def paper(name: str, cast: SimpleNamespace, sign_in: SignIn) -> Sent:
    return fill(next(form for form in FORMS if form.name == name), cast, sign_in)


def seal_in(response: Any) -> str:
    found = re.search(r'name="shown" value="(\w+)"', response.content.decode())
    return found[1] if found else ""


def registered() -> int:
    return Person.objects.count()


@pytest.mark.parametrize("name", ["cases:new", "cases:join"])
def test_who_is_very_like_somebody_is_asked_about(cast: SimpleNamespace, sign_in: SignIn, name: str) -> None:
    known = benali(cast.case.household.principal)
    sheet = paper(name, cast, sign_in)
    before = registered()
    response = sheet.post(**NEAR)
    assert (response.status_code, registered()) == (200, before)
    page = response.content.decode()
    assert [card["person"].pk for card in response.context["form"].cards["best"]] == [known.pk]
    for shown in ("Is it one of these?", "Benali, Youcef", "14 Mar 1988", cast.case.reference, 'value="Bin Ali"'):
        assert shown in page
    assert list(response.context["form"].errors) == ["none_of_these"]
    assert AuditEvent.objects.filter(verb="cases_searched", changes__page=name.removeprefix("cases:")).count() == 1

    answered = sheet.post(**NEAR, none_of_these="on", shown=seal_in(response))
    assert (answered.status_code, registered()) == (302, before + 1)
    new = Person.objects.latest("pk")
    pair = Pair.objects.get()
    assert (pair.first_id, pair.second_id, pair.state, pair.decided_by) == (known.pk, new.pk, "not_same", cast.coach)
    event = AuditEvent.objects.get(verb="pair_kept")
    assert (event.target_id, event.actor_id, event.changes) == (new.pk, cast.coach.pk, {"others": [known.pk]})


@pytest.mark.parametrize("answer", [{}, {"none_of_these": "on"}, {"none_of_these": "on", "shown": "0" * 64}])
def test_only_whom_one_saw_can_be_answered_for(cast: SimpleNamespace, sign_in: SignIn, answer: dict[str, str]) -> None:
    benali(cast.case.household.principal)
    sheet = paper("cases:new", cast, sign_in)
    before = registered()
    response = sheet.post(**NEAR, **answer)
    assert (response.status_code, registered()) == (200, before)
    assert 'name="none_of_these" checked' not in response.content.decode()
    seal = seal_in(response)
    benali()  # meanwhile another one like him is registered
    response = sheet.post(**NEAR, none_of_these="on", shown=seal)
    assert (response.status_code, registered()) == (200, before + 1)
    assert len(response.context["form"].cards["best"]) == 2
    assert sheet.post(**NEAR, none_of_these="on", shown=seal_in(response)).status_code == 302


def test_nobody_is_asked_about_a_stranger(cast: SimpleNamespace, sign_in: SignIn) -> None:
    benali(cast.case.household.principal)
    sheet = paper("cases:new", cast, sign_in)
    assert sheet.post(**NEAR | {"family_name": "Tesfaye", "given_names": "Abebech"}).status_code == 302
    assert list(Pair.objects.all()) == []


def test_who_is_held_elsewhere_is_masked_in_the_question(cast: SimpleNamespace, sign_in: SignIn) -> None:
    known = benali(cast.case.household.principal)
    cast.coach, cast.here = cast.coach_elsewhere, cast.elsewhere
    office, cast.office = cast.office, factories.make_office(cast.elsewhere)
    sheet = paper("cases:new", cast, sign_in)
    response = sheet.post(**NEAR)
    page = response.content.decode()
    text = page[page.index("<main") :]
    assert f"match in another region, held by {office.name}" in text
    assert [word for word in ("Benali", "Youcef", cast.case.reference, f"/{cast.case.pk}/") if word in text] == []
    assert sheet.post(**NEAR, none_of_these="on", shown=seal_in(response)).status_code == 302
    pair = Pair.objects.get()
    assert (pair.first_id, pair.state, pair.decided_by) == (known.pk, "open", None)  # for somebody who sees both


def masked_in(response: Any) -> list[str]:
    return re.findall(r'bi-shield-lock"[^>]*></i> ([^<]*)<', response.content.decode())


def test_beside_a_hidden_number_the_question_says_nothing_of_name_or_birth(
    cast: SimpleNamespace, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = benali(cast.case.household.principal)
    FileNumber.objects.create(person=known, kind="SP", as_written="7.123.456", canonical="7123456")
    index.refresh([known.pk])
    cast.coach, cast.here = cast.coach_elsewhere, cast.elsewhere
    office, cast.office = cast.office, factories.make_office(cast.elsewhere)
    sheet = paper("cases:new", cast, sign_in)
    number = NEAR | {"number": "7.123.456", "number_kind": "SP"}
    stranger = {"family_name": "Tesfaye", "given_names": "Abebech"}
    typed = [{}, stranger, {"born_year": "1951"}, stranger | {"born_year": "1951"}]
    told = [f"Strong match in another region, held by {office.name}"]
    assert [masked_in(sheet.post(**number | other)) for other in typed] == [told] * 4
    monkeypatch.setattr(glimpses, "MOST", 0)
    response = sheet.post(**number)
    assert masked_in(response) == []
    assert "You have met many files of other regions. Ask your manager." in response.content.decode()
    last = AuditEvent.objects.filter(verb="cases_searched", changes__page="new").first()
    assert last is not None
    assert last.changes["met_often"] > 0


def test_it_is_this_person_leads_on(cast: SimpleNamespace, sign_in: SignIn) -> None:
    free = benali()
    sheet = paper("cases:new", cast, sign_in)
    page = sheet.post(**NEAR).content.decode()
    url = reverse("cases:new_for", args=[free.pk])
    assert f'href="{url}"' in page
    case = {name: value for name, value in sheet.data.items() if name in {
        "household_kind", "track", "target_group", "intake_channel", "region", "office", "coach"}}  # fmt: skip
    assert sheet.client.post(url, case).status_code == 302
    assert Case.objects.latest("pk").household.principal == free


def test_it_is_this_person_joins_him(cast: SimpleNamespace, sign_in: SignIn) -> None:
    free, taken = benali(), benali(factories.make_case(coach=cast.coach_elsewhere).household.principal)
    sheet = paper("cases:join", cast, sign_in)
    before = registered()
    response = sheet.post(**NEAR)
    assert f'name="known_person" value="{free.pk}"' in response.content.decode()
    for nobody in (taken.pk, cast.case.household.principal_id, 999_999_999):
        refused = sheet.post(**NEAR, known_person=nobody)
        assert (refused.status_code, refused.context["form"].non_field_errors()) == (
            200, ["This person cannot join: another case follows him."],
        )  # fmt: skip
    assert sheet.post(**NEAR, known_person=free.pk).status_code == 302
    assert (Member.objects.filter(household=cast.case.household, person=free).count(), registered()) == (1, before)


def test_a_household_that_no_case_follows_yet_gets_its_case(cast: SimpleNamespace, sign_in: SignIn) -> None:
    household = factories.make_household(principal=benali())
    sheet = paper("cases:new_for", cast, sign_in)
    url = reverse("cases:new_for", args=[household.principal_id])
    assert sheet.client.post(url, sheet.data).status_code == 302
    assert Case.objects.latest("pk").household == household


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("family_name", "x" * 300, "This text is too long: 300 characters, at most 120 fit."),
        ("given_names", "😀", "A name has at least one letter."),
        ("alias", "🌍🌍", "A name has at least one letter."),
        ("own_script", "1234", "A name has at least one letter."),
        ("own_script", "\u202eليلى", "This text holds a hidden sign that changes the direction of reading."),
        ("family_name", "Al-\u2067Hassan", "This text holds a hidden sign that changes the direction of reading."),
        ("born", ("1", "1", "2099"), "This date must not be after today."),
        ("born", ("31", "12", "1899"), "The year must lie between 1900 and 2100."),
        ("born", ("31", "2", "1990"), "31/02/1990 does not exist."),
    ],
)
def test_what_cannot_be_a_persons_data_is_said(
    cast: SimpleNamespace, sign_in: SignIn, field: str, typed: Any, sentence: str
) -> None:
    parts = dict(zip(("born_day", "born_month", "born_year", "born_precision"), (*typed, "day"), strict=False))
    for name in ("cases:new", "cases:join", "cases:person"):
        response = paper(name, cast, sign_in).post(**(parts if field == "born" else {field: typed}))
        assert [text for text in response.context["form"].errors[field] if text.startswith(sentence)] != [], name


def test_a_name_of_one_letter_and_a_number_that_fails_are_kept_as_written(
    cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sheet = paper("cases:new", cast, sign_in)
    answer = sheet.post(
        family_name="O", given_names="", own_script="", alias="", number="88.03.14-123.45", number_kind="NN"
    )
    assert answer.status_code == 302
    person = Person.objects.latest("pk")
    assert (person.name, person.file_numbers.get().as_written) == ("O", "88.03.14-123.45")
    told = sheet.client.get(answer["Location"]).content.decode()
    assert "As written, the check digits do not fit." in told


# Two desks at once


def told_or_made(by: User, given: str, family: str) -> Any:
    try:
        return newcomers.register(
            by=by, family_name=family, given_names=given, born_on=date(1988, 3, 14), birth_precision="day",
            nationalities=["DZA"], sex="m",
        )  # fmt: skip
    except newcomers.Known as known:
        return known


@pytest.mark.django_db(transaction=True)
def test_two_desks_that_register_one_person_at_once_get_one_person() -> None:
    region = factories.make_region()
    here, there = factories.make_coach(region), factories.make_coach(region)
    results = race(lambda: told_or_made(here, "Youcef", "Benali"), lambda: told_or_made(there, "Yusuf", "Ben Ali"))
    made = [result for result in results if isinstance(result, Person)]
    told = [result for result in results if isinstance(result, newcomers.Known)]
    assert (len(made), len(told), Person.objects.count()) == (1, 1, 1)
    assert [hit.person for hit in told[0].found.hits] == made


@pytest.mark.django_db(transaction=True)
def test_strangers_do_not_wait_for_each_other_in_a_circle() -> None:
    coach = factories.make_coach()
    names = [("Abebech", "Tesfaye"), ("Tesfaye", "Abebech"), ("Zurab", "Beridze"), ("Beridze", "Abebech")]
    results = race(*(
        lambda pair=pair: newcomers.register(by=coach, given_names=pair[0], family_name=pair[1]) for pair in names
    ))  # fmt: skip
    assert [type(result) for result in results] == [Person] * 4
