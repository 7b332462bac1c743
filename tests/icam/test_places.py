"""Regions, offices and desks: changed with a trace, never deleted, never gone while in use."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.enums import InterviewState
from icam.enums import Verb
from icam.models import AuditEvent, Desk, Office, Region, User
from icam.services import places
from tests import factories
from tests.icam.office import errors, events, race

REGIONS, OFFICES, DAYS = "/office/regions/", "/office/offices/", "/office/closing-days/"
HIDDEN = "This text holds a control character that cannot be seen. Type it again."


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


def region_page(region: Region, act: str = "") -> str:
    return f"{REGIONS}{region.pk}/{act}"


def office_page(office: Office, act: str = "") -> str:
    return f"{OFFICES}{office.pk}/{act}"


def desk_page(desk: Desk, act: str = "") -> str:
    return f"{OFFICES}desks/{desk.pk}/{act}"


def typed_office(within: Region, **given: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "name": "Vilvoorde",
        "region": within.pk,
        "street": "Vlierkensstraat 2",
        "postcode": "1800",
        "municipality": "Vilvoorde",
        "directions": "",
        "phone": "02 488 97 77",
        "email": "vilvoorde@office.example",
    } | given


def said(response: Any) -> list[str]:
    """The messages on the page that the answer leads to."""
    return [str(message) for message in response.context["messages"]]


def press(client: Client, url: str, version: int = 1) -> list[str]:
    return said(client.post(url, {"version": version}, follow=True))


# Regions --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_number_of_questions_whatever_their_length(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _row in range(rows):
        factories.make_desk(factories.make_office())
    with django_assert_num_queries(4):
        assert len(client.get(REGIONS).context["rows"]) == rows
    with django_assert_num_queries(4):
        assert len(client.get(OFFICES).context["rows"]) == rows


def test_the_list_counts_what_is_in_use(client: Client) -> None:
    region = factories.make_region()
    factories.make_office(region)
    factories.make_office(region, is_active=False)
    for _user in range(2):
        factories.make_coach(region)
    row = client.get(REGIONS).context["rows"].get()
    assert (row.office_count, row.user_count) == (1, 2)


def test_what_is_out_of_use_is_shown_when_asked_for(client: Client) -> None:
    used, retired = factories.make_region(), factories.make_region(is_active=False)
    assert list(client.get(REGIONS).context["rows"]) == [used]
    assert list(client.get(REGIONS, {"show": "all"}).context["rows"]) == [used, retired]
    assert client.get(REGIONS).context["retired"] == 1


@pytest.mark.parametrize("url", [REGIONS, OFFICES, DAYS])
@pytest.mark.parametrize(
    "query", ["shaw=all", "show=some", "year=1800", "year=x", "region=0", "region=%00", "show=all&show=all"]
)
def test_an_unknown_filter_is_refused(client: Client, url: str, query: str) -> None:
    assert client.get(f"{url}?{query}").status_code == 400


def test_the_offices_of_one_region_and_only_they(client: Client) -> None:
    office, _other = factories.make_office(), factories.make_office()
    assert list(client.get(OFFICES, {"region": office.region_id}).context["rows"]) == [office]


def test_a_region_is_added_once_and_recorded(client: Client) -> None:
    form = {"token": str(uuid4()), "name": "Ghent", "code": "gnt"}
    answer = client.post(f"{REGIONS}add/", form)
    region = Region.objects.get()
    assert (region.name, region.code, region.is_active) == ("Ghent", "GNT", True)
    assert answer.headers["Location"] == region_page(region)
    assert client.post(f"{REGIONS}add/", form).headers["Location"] == region_page(region)
    assert (Region.objects.count(), events(Verb.OFFICE_CHANGED)) == (1, [{"added": True}])
    assert AuditEvent.objects.get().target_id == region.pk


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"name": ""}, {"name": ["This field is required."]}),
        ({"name": "A\x00"}, {"name": [HIDDEN]}),
        ({"name": "x" * 10_000}, {"name": ["This text is too long: 10000 characters, at most 80 fit."]}),
        ({"name": "GHENT "}, {"name": ["There is one with this name already."]}),
        ({"code": "gnt"}, {"code": ["There is one with this code already."]}),
        ({"code": "TOOLONG"}, {"code": ["This text is too long: 7 characters, at most 6 fit."]}),
        ({"code": "Ü"}, {"code": ["Use the letters A to Z, the figures 0 to 9 and - / . only."]}),
    ],
)
def test_a_region_that_cannot_be_is_refused_beside_the_field(
    client: Client, given: dict[str, str], refused: dict[str, list[str]]
) -> None:
    factories.make_region(name="Ghent", code="GNT")
    form = {"name": "Namur", "code": "NAM"} | given
    assert errors(client.post(f"{REGIONS}add/", form)) == refused
    other = factories.make_region(name="Liège", code="LIE")
    assert errors(client.post(region_page(other), form | {"version": 1})) == refused
    assert Region.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_regions_with_one_name_the_second_is_refused_by_its_fields() -> None:
    administrator = factories.make_administrator()
    outcomes = race(*[lambda: places.add_region(by=administrator, code="GNT", name="Ghent")] * 3)
    refused = [outcome for outcome in outcomes if outcome != "done"]
    assert len(refused) == 2
    assert {field for outcome in refused for field in outcome.split(",")} <= {"code", "name"}
    assert Region.objects.count() == 1


def test_a_region_changes_its_name_and_nothing_else(client: Client) -> None:
    region = factories.make_region(name="Gent", code="GNT")
    client.post(region_page(region), {"version": 1, "name": "Ghent", "code": "GNT"})
    region.refresh_from_db()
    assert (region.name, region.version) == ("Ghent", 2)
    assert events(Verb.OFFICE_CHANGED) == [{"fields": ["name"]}]


def test_of_two_administrators_the_second_sees_both_names(client: Client) -> None:
    region = factories.make_region(name="Gent", code="GNT")
    client.post(region_page(region), {"version": 1, "name": "Gand", "code": "GNT"})
    response = client.post(region_page(region), {"version": 1, "name": "Ghent", "code": "GNT"})
    assert response.status_code == 409
    assert [(part.field.name, part.theirs_value, part.mine_value) for part in response.context["parts"]] == [
        ("name", "Gand", "Ghent")
    ]
    assert Region.objects.get().name == "Gand"


def test_a_region_stays_while_anything_of_it_is_in_use_and_says_what(client: Client, cast: Any) -> None:
    assert press(client, region_page(cast.here, "retire/")) == [
        f"{cast.here} is still in use: it has 1 open case, 3 active users, 1 office in use."
    ]
    assert Region.objects.get(pk=cast.here.pk).is_active


def test_a_region_without_use_goes_out_of_use_and_comes_back(client: Client) -> None:
    region = factories.make_region(name="Ghent")
    factories.make_office(region, is_active=False)
    factories.make_case(region=region, state="closed")
    assert press(client, region_page(region, "retire/")) == ["Ghent is out of use."]
    assert not Region.objects.get(pk=region.pk).is_active
    assert press(client, region_page(region, "restore/"), version=2) == ["Ghent is in use again."]
    assert Region.objects.get(pk=region.pk).is_active
    assert events(Verb.OFFICE_CHANGED) == [{"fields": ["is_active"]}, {"fields": ["is_active"]}]


def test_a_button_of_an_old_page_does_nothing(client: Client) -> None:
    region = factories.make_region()
    client.post(region_page(region), {"version": 1, "name": "Ghent", "code": "GNT"})
    assert client.post(region_page(region, "retire/"), {"version": 1}).status_code == 409
    assert Region.objects.get().is_active


# Offices --------------------------------------------------------------------------------------------------------------


def test_an_office_is_added_with_the_address_that_letters_print(client: Client) -> None:
    region = factories.make_region()
    answer = client.post(f"{OFFICES}add/", typed_office(region, street="  Vlierkensstraat   2 "))
    office = Office.objects.get()
    assert answer.headers["Location"] == office_page(office)
    assert (office.street, office.locality, office.region) == ("Vlierkensstraat 2", "1800 Vilvoorde", region)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"name": "STATION"}, {"name": ["There is one with this name already."]}),
        ({"region": ""}, {"region": ["This field is required."]}),
        ({"region": 0}, {"region": ["Select a valid choice. That choice is not one of the available choices."]}),
        ({"postcode": "B-1800"}, {"postcode": ["A Belgian postcode has four figures."]}),
        ({"postcode": "0800"}, {"postcode": ["A Belgian postcode has four figures."]}),
        ({"phone": "call me"}, {"phone": ["Type a telephone number, for example 02 488 97 77."]}),
        ({"email": "vilvoorde"}, {"email": ["Enter a valid email address."]}),
        ({"street": "\x00"}, {"street": [HIDDEN]}),
        ({"directions": "x" * 121}, {"directions": ["This text is too long: 121 characters, at most 120 fit."]}),
        ({"municipality": "1800"}, {"municipality": ["A name has at least one letter."]}),
    ],
)
def test_an_office_that_cannot_be_is_refused_and_what_was_typed_stays(
    client: Client, given: dict[str, Any], refused: dict[str, list[str]]
) -> None:
    factories.make_office(name="Station")
    response = client.post(f"{OFFICES}add/", typed_office(factories.make_region(), **given))
    assert errors(response) == refused
    typed_name = given.get("name", "Vilvoorde")
    assert f'value="{typed_name}"' in response.content.decode()
    assert Office.objects.count() == 1


def test_a_region_out_of_use_gets_no_new_office(client: Client) -> None:
    region = factories.make_region(is_active=False)
    assert set(errors(client.post(f"{OFFICES}add/", typed_office(region)))) == {"region"}


def test_an_office_with_cases_does_not_move_to_another_region(client: Client, cast: Any) -> None:
    type(cast.case).objects.filter(pk=cast.case.pk).update(office=cast.office)
    response = client.post(office_page(cast.office), typed_office(cast.elsewhere, version=1))
    assert errors(response) == {"region": ["It cannot move to another region while it has 1 open case, 1 active user."]}
    assert Office.objects.get(pk=cast.office.pk).region == cast.here


def test_an_office_nobody_hangs_on_may_move(client: Client) -> None:
    office, region = factories.make_office(), factories.make_region()
    client.post(office_page(office), typed_office(region, version=1))
    office.refresh_from_db()
    assert (office.region, office.name, office.version) == (region, "Vilvoorde", 2)


def test_of_two_who_change_an_office_the_second_is_asked(client: Client) -> None:
    office = factories.make_office()
    client.post(office_page(office), typed_office(office.region, version=1))
    response = client.post(office_page(office), typed_office(office.region, version=1, phone="02 111 11 11"))
    assert response.status_code == 409
    assert [part.field.name for part in response.context["parts"]] == ["phone"]
    assert Office.objects.get().phone == "02 488 97 77"


def test_an_office_stays_while_interviews_are_planned_there(client: Client, cast: Any) -> None:
    office = factories.make_office(cast.here, name="Station")
    desk = factories.make_desk(office)
    interview = factories.make_interview(cast.case, desk=desk)
    factories.make_interview(cast.case, desk=desk, state=InterviewState.HELD)
    assert press(client, office_page(office, "retire/")) == ["Station is still in use: it has 1 planned interview."]
    type(interview).objects.filter(pk=interview.pk).update(state=InterviewState.CANCELLED)
    assert press(client, office_page(office, "retire/")) == ["Station is out of use."]
    assert Desk.objects.get(pk=desk.pk).is_active


def test_an_office_comes_back_after_its_region(client: Client) -> None:
    region = factories.make_region(name="Ghent", is_active=False)
    office = factories.make_office(region, is_active=False)
    assert press(client, office_page(office, "restore/")) == ["Ghent is out of use itself; take it into use first."]
    assert not Office.objects.get().is_active


# Desks ----------------------------------------------------------------------------------------------------------------


def test_a_desk_is_added_to_its_office_once(client: Client) -> None:
    office, other = factories.make_office(), factories.make_office()
    factories.make_desk(other, name="1")
    form = {"token": str(uuid4()), "name": " 1 "}
    for _time in range(2):
        assert client.post(office_page(office, "desks/add/"), form).headers["Location"] == office_page(office)
    assert list(office.desks.values_list("name", flat=True)) == ["1"]


def test_a_second_desk_of_one_name_is_refused_on_the_office_s_page(client: Client) -> None:
    desk = factories.make_desk(name="Window")
    response = client.post(office_page(desk.office, "desks/add/"), {"name": "window"})
    assert response.status_code == 200
    assert response.context["desk_form"].errors == {"name": ["There is one with this name already."]}
    assert 'value="window"' in response.content.decode()
    assert Desk.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_desks_with_one_name_the_second_is_refused() -> None:
    administrator, office = factories.make_administrator(), factories.make_office()
    outcomes = race(*[lambda: places.add_desk(office, by=administrator, name="1")] * 3)
    assert sorted(outcomes) == ["done", "name", "name"]
    assert Desk.objects.count() == 1


def test_a_desk_is_renamed_and_the_second_hand_is_told(client: Client) -> None:
    desk = factories.make_desk(name="Window")
    assert client.post(desk_page(desk), {"version": 1, "name": "Door"}).headers["Location"] == office_page(desk.office)
    assert Desk.objects.get().name == "Door"
    assert client.post(desk_page(desk), {"version": 1, "name": "Wall"}).status_code == 409
    assert Desk.objects.get().name == "Door"


def test_a_desk_stays_while_somebody_is_expected_there(client: Client, cast: Any) -> None:
    desk = factories.make_desk(cast.office, name="Window")
    factories.make_interview(cast.case, desk=desk)
    assert press(client, desk_page(desk, "retire/")) == ["Window is still in use: it has 1 planned interview."]
    free = factories.make_desk(cast.office, name="Door")
    assert press(client, desk_page(free, "retire/")) == ["Desk Door is out of use."]
    assert press(client, desk_page(free, "restore/"), version=2) == ["Desk Door is in use again."]


# Who else -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coach", "manager", "head"])
def test_for_everybody_else_these_pages_are_closed(cast: Any, sign_in: Callable[[User], Client], who: str) -> None:
    browser = sign_in(getattr(cast, who))
    desk = factories.make_desk(cast.office)
    urls = [
        REGIONS, f"{REGIONS}add/", region_page(cast.here), OFFICES, f"{OFFICES}add/", office_page(cast.office),
        desk_page(desk), DAYS,
    ]  # fmt: skip
    assert {browser.get(url).status_code for url in urls} == {403}
    acts = [
        region_page(cast.here, "retire/"), region_page(cast.here, "restore/"), office_page(cast.office, "retire/"),
        office_page(cast.office, "restore/"), office_page(cast.office, "desks/add/"), desk_page(desk, "retire/"),
        desk_page(desk, "restore/"),
    ]  # fmt: skip
    assert {browser.post(url, {"version": 1, "name": "X"}).status_code for url in acts} == {403}
    assert {browser.get(url).status_code for url in acts} <= {403, 405}
    assert Desk.objects.get().is_active


def test_no_person_stands_on_any_of_these_pages(client: Client, cast: Any) -> None:
    desk = factories.make_desk(cast.office)
    interview = factories.make_interview(cast.case, desk=desk)
    type(cast.case).objects.filter(pk=cast.case.pk).update(office=cast.office)
    person = cast.case.household.principal
    words = [person.family_name, person.given_names, cast.case.reference, interview.planned_at.strftime("%d/%m/%Y")]
    for url in (REGIONS, region_page(cast.here), OFFICES, office_page(cast.office), desk_page(desk), DAYS):
        content = client.get(url).content.decode()
        assert [word for word in words if word in content] == []
