"""The users' pages: who is found, and who comes in with which rights."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from icam.enums import Verb
from icam.models import AuditEvent, User
from icam.permissions import Role
from icam.services import password_links, users
from tests import factories
from tests.icam.office import (
    ADD,
    LIST,
    errors,
    events,
    give_factor,
    names,
    page_of,
    race,
    secret_in,
    typed,
)

HIDDEN = "This text holds a control character that cannot be seen. Type it again."
TURNED = "This text holds a hidden sign that changes the direction of reading. Type it again without it."
LETTERS = "Use the letters a to z, the figures 0 to 9 and . - _ between them."


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


# The list -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _row in range(rows):
        give_factor(factories.make_coach(office=factories.make_office()))
    client.get(LIST)
    with django_assert_num_queries(10):
        response = client.get(LIST)
    assert len(response.context["page"]) == rows + 1


def test_the_list_shows_what_keeps_an_account_from_working(client: Client) -> None:
    factories.make_user(Role.COACH, last_name="Leroy")
    give_factor(
        factories.make_coach(factories.make_region(name="Namur"), last_name="Renard", last_login=timezone.now())
    )
    rows = dict(zip(["El Amrani", "Leroy", "Renard"], table_rows(client.get(LIST)), strict=True))
    assert rows["El Amrani"][3:5] == ["none needed", "not set up"]
    assert rows["Leroy"][3:] == ["none", "not set up", "never", "Invited"]
    assert rows["Renard"][3:5] == ["Namur", "set up"]
    assert rows["Renard"][6] == "Active"


def table_rows(response: Any) -> list[list[str]]:
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    cells = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells.findall(row)]
        for row in body.split("</tr>")
        if cells.search(row)
    ]


def test_recovery_codes_alone_are_no_second_factor(client: Client, administrator: User) -> None:
    give_factor(administrator, "recovery_codes")
    assert table_rows(client.get(LIST))[0][4] == "not set up"
    give_factor(administrator, "webauthn")
    assert table_rows(client.get(LIST))[0][4] == "set up"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ben Amar", "Claes", "El Amrani", "Leroy"]),
        ({"q": "ben am"}, ["Ben Amar"]),
        ({"q": "claes@ibz"}, ["Claes"]),
        ({"q": "amar ben"}, ["Ben Amar"]),
        ({"q": "nobody"}, []),
        ({"role": "coach"}, ["Ben Amar", "Leroy"]),
        ({"role": "coach", "q": "le"}, ["Leroy"]),
        ({"state": "invited"}, ["Claes", "El Amrani", "Leroy"]),
        ({"state": "deactivated"}, ["Zimmer"]),
        ({"state": "all"}, ["Ben Amar", "Claes", "El Amrani", "Leroy", "Zimmer"]),
        ({"missing": "region"}, ["Leroy"]),
        ({"missing": "second_factor"}, ["Claes", "El Amrani", "Leroy"]),
        ({"sort": "-name"}, ["Leroy", "El Amrani", "Claes", "Ben Amar"]),
        ({"sort": "-last_login"}, ["Ben Amar", "Claes", "El Amrani", "Leroy"]),
    ],
)
def test_every_filter_finds_exactly_its_rows(
    administrator: User, client: Client, query: dict[str, str], found: list[str]
) -> None:
    give_factor(factories.make_coach(last_name="Ben Amar"))
    User.objects.filter(last_name="Ben Amar").update(last_login=timezone.now())
    factories.make_head(last_name="Claes", email="p.claes@ibz.example")
    factories.make_user(Role.COACH, last_name="Leroy")
    factories.make_coach(last_name="Zimmer", is_active=False, deactivated_at=timezone.now())
    User.objects.exclude(last_name="Ben Amar").update(last_login=None)
    response = client.get(LIST, query)
    assert sorted(names(response)) == sorted(found)
    if "sort" in query:
        assert names(response)[0] == found[0]


def test_a_region_s_filter_finds_its_users_and_only_them(client: Client) -> None:
    here, elsewhere = factories.make_region(), factories.make_region()
    both = factories.make_user(Role.MANAGER, [here, elsewhere], last_name="Janssens")
    factories.make_coach(elsewhere)
    response = client.get(LIST, {"region": here.pk})
    assert names(response) == ["Janssens"]
    assert {region.pk for region in response.context["page"][0].regions.all()} == {here.pk, elsewhere.pk}
    assert both.regions.count() == 2


@pytest.mark.parametrize(
    "query",
    ["rol=coach", "role=pilot", "region=0", "region=x", "region=99999999999999999999", "state=asleep", "missing=luck",
     "sort=password", "page=0", "page=x", "page=1&page=2", "role=coach&role=head", "q=%00", "q=%E2%80%AE", "role=%00"],
)  # fmt: skip
def test_an_unknown_filter_is_refused_and_shows_nobody(client: Client, query: str) -> None:
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 400
    assert "El Amrani, Nadia" not in response.content.decode()


def test_a_page_beyond_the_last_does_not_exist(client: Client) -> None:
    assert client.get(LIST, {"page": 2}).status_code == 404


def test_a_long_list_has_pages_and_keeps_its_filters(client: Client) -> None:
    region = factories.make_region()
    for _row in range(51):
        factories.make_coach(region)
    first = client.get(LIST, {"role": "coach"})
    assert (len(first.context["page"]), first.context["page"].paginator.count) == (50, 51)
    assert 'href="?role=coach&amp;page=2"' in first.content.decode()
    assert len(client.get(LIST, {"role": "coach", "page": 2}).context["page"]) == 1


# Adding ---------------------------------------------------------------------------------------------------------------


def test_a_new_user_gets_a_link_that_the_administrator_sees_once(
    client: Client, administrator: User, mailoutbox: list[Any]
) -> None:
    region = factories.make_region()
    office = factories.make_office(region)
    response = client.post(ADD, typed(region=region, office=office.pk))
    made = User.objects.get(username="y.vandenbossche")
    assert (made.first_name, made.last_name, made.role, made.language) == ("Yasmine", "Van den Bossche", "coach", "nl")
    assert (list(made.regions.all()), made.office) == ([region], office)
    assert not made.has_usable_password()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store, private"
    secret = secret_in(response)
    assert password_links.holder(secret) == made
    assert mailoutbox == []
    assert events(Verb.USER_INVITED) == [{"role": [None, "coach"], "regions": [[], [region.pk]]}]
    assert events(Verb.PASSWORD_LINK_MADE) == [{"days": 3}]
    assert secret not in str(list(AuditEvent.objects.values()))
    assert secret not in client.get(page_of(made)).content.decode()


def test_the_same_form_sent_twice_makes_one_user_and_one_link(client: Client) -> None:
    form = typed()
    client.post(ADD, form)
    again = client.post(ADD, form)
    made = User.objects.get(username="y.vandenbossche")
    assert again.headers["Location"] == page_of(made)
    assert len(events(Verb.PASSWORD_LINK_MADE)) == 1


def test_a_user_name_that_is_taken_is_refused_beside_the_field_and_what_was_typed_stays(client: Client) -> None:
    factories.make_coach(username="y.vandenbossche")
    response = client.post(ADD, typed(username=" Y.VandenBossche ", first_name="Yasmîne"))
    assert errors(response) == {"username": ["This user name is taken."]}
    assert 'value="Yasmîne"' in response.content.decode()
    assert User.objects.filter(first_name="Yasmîne").count() == 0
    assert events(Verb.USER_INVITED) == []


def test_a_form_refused_once_can_be_sent_again_when_mended(client: Client) -> None:
    factories.make_coach(username="y.vandenbossche")
    form = typed()
    client.post(ADD, form)
    assert client.post(ADD, form | {"username": "y.vdb"}).status_code == 200
    assert User.objects.filter(username="y.vdb").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_with_one_user_name_the_second_is_refused_by_the_field() -> None:
    administrator = factories.make_administrator()
    given = {"username": "y.vdb", "first_name": "Y", "last_name": "V", "role": "head", "by": administrator}
    outcomes = race(*[lambda: users.invite(**given)] * 4)
    assert sorted(outcomes) == ["done", "username", "username", "username"]
    assert User.objects.filter(username="y.vdb").count() == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"first_name": ""}, {"first_name": ["This field is required."]}),
        ({"first_name": "A\x00B"}, {"first_name": [HIDDEN]}),
        ({"last_name": "gro\u202eles"}, {"last_name": [TURNED]}),
        ({"last_name": "x" * 10_000}, {"last_name": ["This text is too long: 10000 characters, at most 80 fit."]}),
        ({"last_name": "..."}, {"last_name": ["A name has at least one letter."]}),
        ({"username": "a\x00b"}, {"username": [HIDDEN]}),
        ({"username": "y. vdb"}, {"username": [LETTERS]}),
        ({"username": "\u0430nna"}, {"username": [LETTERS]}),
        ({"username": "ab"}, {"username": ["Ensure this value has at least 3 characters (it has 2)."]}),
        ({"email": "nobody"}, {"email": ["Enter a valid email address."]}),
        ({"email": "a\x00@b.be"}, {"email": [HIDDEN]}),
        ({"role": "pilot"}, {"role": ["Select a valid choice. pilot is not one of the available choices."]}),
        ({"language": "xx"}, {"language": ["Select a valid choice. xx is not one of the available choices."]}),
        ({"regions": []}, {"regions": ["Choose a region: without one, this role can see nothing."]}),
        ({"regions": [], "role": "manager"}, {"regions": ["Choose a region: without one, this role can see nothing."]}),
        ({"role": "head"}, {"regions": ["Untick the region: this role has none of its own."]}),
        ({"role": "administrator"}, {"regions": ["Untick the region: this role has none of its own."]}),
        ({"regions": [0]}, {"regions": ["Select a valid choice. 0 is not one of the available choices."]}),
        ({"regions": ["x\x00"]}, {"regions": ["Null characters are not allowed."]}),
        ({"regions": [10**30]}, {"regions": [f"Select a valid choice. {10**30} is not one of the available choices."]}),
        ({"office": 10**30}, {"office": ["Select a valid choice. That choice is not one of the available choices."]}),
        ({"office": "\x00"}, {"office": ["Null characters are not allowed."]}),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence_beside_its_field(
    client: Client, given: dict[str, Any], refused: dict[str, list[str]]
) -> None:
    assert errors(client.post(ADD, typed(**given))) == refused
    assert User.objects.count() == 1


def test_a_coach_has_one_region_and_a_manager_may_have_several(client: Client) -> None:
    regions = [factories.make_region().pk, factories.make_region().pk]
    assert errors(client.post(ADD, typed(regions=regions))) == {
        "regions": ["Choose one: a coach has exactly one region."]
    }
    client.post(ADD, typed(regions=regions, role="manager"))
    assert User.objects.get(username="y.vandenbossche").regions.count() == 2


def test_places_out_of_use_are_no_choice(client: Client) -> None:
    region = factories.make_region(is_active=False)
    office = factories.make_office(is_active=False)
    assert set(errors(client.post(ADD, typed(region=region)))) == {"regions"}
    assert set(errors(client.post(ADD, typed(office=office.pk)))) == {"office"}


def test_the_home_office_lies_in_the_user_s_region(client: Client) -> None:
    elsewhere = factories.make_office(factories.make_region(name="Ghent"), name="Station")
    assert errors(client.post(ADD, typed(office=elsewhere.pk))) == {
        "office": ["Station lies in the region Ghent; choose an office of the user’s region."]
    }


def test_an_e_mail_address_belongs_to_one_user(client: Client) -> None:
    factories.make_coach(email="Y.VANDENBOSSCHE@ibz.example", last_name="Vandenbossche", is_active=False,
                         deactivated_at=timezone.now())  # fmt: skip
    assert errors(client.post(ADD, typed())) == {"email": ["Another user has this address: Anna Vandenbossche."]}
