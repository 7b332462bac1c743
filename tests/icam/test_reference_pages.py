"""The lists that the office keeps: added to, reworded, retired; a code stays, and so does what files rest on."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.forms.orders import OrderForm
from cases.models import Case
from icam.models import Annex, AuditEvent, Partner, ResidenceRoute, TargetGroup, User
from icam.reference.annexes import ANNEXES
from icam.reference.routes import RESIDENCE_ROUTES
from icam.services import reference
from tests import factories
from tests.icam.office import errors

LISTS = "/office/lists/"
KINDS = {"annexes": Annex, "routes": ResidenceRoute, "groups": TargetGroup, "partners": Partner}
NAMES = {"name_en": "New", "name_fr": "Nouveau", "name_nl": "Nieuw", "name_de": "Neu"}
PARTNER = {
    "name": "Steunpunt", "kind": "aid", "street": "Rue 1", "postcode": "1000", "municipality": "Bruxelles",
    "phone": "02 000 00 00", "email": "a@example.be", "language": "nl",
}  # fmt: skip


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


def typed(kind: str, **given: Any) -> dict[str, Any]:
    more = {"annexes": {"gives_order": "on"}, "routes": {"article": "9bis"}, "groups": {}, "partners": {}}[kind]
    plain = PARTNER if kind == "partners" else {"code": "NEW-1", **NAMES}
    return {"token": str(uuid4()), **plain, **more, **given}


def make(kind: str, **given: Any) -> Any:
    if kind == "partners":
        return factories.make_partner(**given)
    return KINDS[kind].objects.create(**{"code": f"T{uuid4().hex[:6]}", **NAMES} | given)


def press(client: Client, kind: str, row: Any, act: str) -> list[str]:
    response = client.post(f"{LISTS}{kind}/{row.pk}/{act}/", {"version": row.version}, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_every_annex_and_route_of_the_law_is_there_at_the_beginning(db: Any) -> None:
    assert {row.code for row in ANNEXES} >= {
        "11", "11bis", "11ter", "12", "13", "13quinquies", "13sexies", "13septies", "14", "14ter", "15", "20",
        "20-order", "21", "25quater", "26quater", "26quinquies", "33bis", "35", "38", "39bis",
    }  # fmt: skip
    assert {row.article for row in RESIDENCE_ROUTES} >= {
        "48/3, 48/4", "51/8", "9bis", "9ter", "10", "10bis", "40bis", "40ter", "47/1, 47/2", "9", "19 §2", "58",
        "61/11", "61/7", "61/27", "57/37",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_added_once(client: Client, kind: str) -> None:
    sent = typed(kind)
    first = client.post(f"{LISTS}{kind}/add/", sent)
    row = KINDS[kind].objects.latest("pk")
    assert (first.status_code, first["Location"]) == (302, f"{LISTS}{kind}/{row.pk}/")
    assert client.post(f"{LISTS}{kind}/add/", sent)["Location"] == first["Location"]
    again = client.post(f"{LISTS}{kind}/add/", typed(kind))
    field = "name" if kind == "partners" else "code"
    assert errors(again) == {field: [f"There is one with this {field} already."]}
    assert AuditEvent.objects.filter(verb="office_changed", target_id=row.pk).count() == 1


@pytest.mark.parametrize("code", ["", "a b", "é", "x" * 25, "a/b"])
def test_a_code_is_short_and_plain(client: Client, code: str) -> None:
    assert list(errors(client.post(f"{LISTS}annexes/add/", typed("annexes", code=code)))) == ["code"]


@pytest.mark.parametrize("kind", ["annexes", "routes", "groups"])
def test_a_code_never_changes(client: Client, kind: str) -> None:
    row = make(kind)
    response = client.post(f"{LISTS}{kind}/{row.pk}/", typed(kind, code="OTHER", version=row.version))
    assert response.status_code == 302
    changed = KINDS[kind].objects.get(pk=row.pk)
    assert (changed.code, changed.name_nl, changed.version) == (row.code, "Nieuw", 1 if kind == "groups" else 2)


def test_every_name_is_asked_for_in_every_language(client: Client) -> None:
    response = client.post(f"{LISTS}groups/add/", {"code": "X"})
    assert sorted(errors(response)) == ["name_de", "name_en", "name_fr", "name_nl"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_retired_leaves_the_list_and_comes_back(client: Client, kind: str) -> None:
    row = make(kind)
    assert press(client, kind, row, "retire") == [f"{row} is out of use."]
    shown = client.get(f"{LISTS}{kind}/").context["rows"]
    assert (row in shown, row in client.get(f"{LISTS}{kind}/?show=all").context["rows"]) == (False, True)
    row.refresh_from_db()
    assert press(client, kind, row, "restore") == [f"{row} is in use again."]
    assert row in client.get(f"{LISTS}{kind}/").context["rows"]


def test_a_retired_annex_leaves_the_form_and_stays_on_the_order(cast: Any, administrator: User) -> None:
    order = cast.case.household.principal.orders.get()
    reference.retire(order.annex, by=administrator, version=order.annex.version)
    offered: Any = OrderForm(case=Case.objects.get()).fields["annex"]
    assert order.annex not in offered.queryset
    order.refresh_from_db()
    assert order.annex.is_active is False


@pytest.mark.parametrize("flag", ["gives_order", "is_transfer"])
def test_what_an_annex_holds_does_not_change_under_its_orders(client: Client, cast: Any, flag: str) -> None:
    annex = cast.case.household.principal.orders.get().annex
    values = typed("annexes", version=annex.version)
    values |= {"gives_order": ""} if flag == "gives_order" else {"is_transfer": "on"}
    assert list(errors(client.post(f"{LISTS}annexes/{annex.pk}/", values))) == [flag]
    assert client.get(f"{LISTS}annexes/{annex.pk}/").context["uses"] == 1
    unused = make("annexes", gives_order=True)
    assert client.post(f"{LISTS}annexes/{unused.pk}/", {**values, "version": 1}).status_code == 302


def test_the_group_of_the_unclassified_stays(client: Client) -> None:
    row = TargetGroup.objects.get_or_create(code="UNKNOWN", defaults=NAMES)[0]
    assert press(client, "groups", row, "retire") == [
        "Every case has a target group: this one is for those who fit no other, and stays."
    ]


def test_the_last_annex_in_use_stays(client: Client) -> None:
    row = make("annexes")
    Annex.objects.exclude(pk=row.pk).update(is_active=False)
    assert press(client, "annexes", row, "retire") == [
        "This is the last one in use: without it the forms would be empty."
    ]


def test_of_two_administrators_the_second_sees_both_texts(client: Client) -> None:
    row = make("routes")
    client.post(f"{LISTS}routes/{row.pk}/", typed("routes", name_en="First", version=row.version))
    response = client.post(f"{LISTS}routes/{row.pk}/", typed("routes", name_en="Second", version=row.version))
    page = response.content.decode()
    assert (response.status_code, "First" in page, "Second" in page) == (409, True, True)


def test_partners_are_found_by_kind(client: Client) -> None:
    aid, police = factories.make_partner(kind="aid"), factories.make_partner(kind="police")
    assert list(client.get(f"{LISTS}partners/?kind=police").context["rows"]) == [police]
    assert set(client.get(f"{LISTS}partners/").context["rows"]) == {aid, police}
    assert client.get(f"{LISTS}partners/?kind=zoo").status_code == 400


@pytest.mark.parametrize("address", ["nothing/", "annexes/999999999/", "annexes/?region=1"])
def test_what_is_no_list_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"{LISTS}{address}").status_code == (400 if "?" in address else 404)


def test_an_old_button_changes_nothing(client: Client) -> None:
    row = make("routes")
    assert client.post(f"{LISTS}routes/{row.pk}/retire/", {"version": 7}).status_code == 409
    row.refresh_from_db()
    assert row.is_active is True
