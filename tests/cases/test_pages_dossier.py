"""The page of the dossier: everything on one screen, what is over set back, what is hidden hidden; and the timeline."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.enums import HouseholdKind, MemberRole
from cases.models import Address, Case, Household, Procedure, Representative, ResidenceCheck
from cases.services import apart
from icam.calendar import today
from icam.models import ResidenceRoute
from tests import factories
from tests.cases.dossier_acts import ago, route

SignIn = Callable[[Any], Client]
PARTS = ["orders", "procedures", "bans", "measures", "addresses", "representatives", "partners"]


def page(client: Client, case: Case) -> Any:
    return client.get(reverse("cases:dossier", args=[case.pk]))


def furnish(cast: SimpleNamespace) -> SimpleNamespace:
    """One of everything that hangs in the dossier."""
    principal = cast.case.household.principal
    procedure = Procedure.objects.create(person=principal, route=route(), lodged_on=ago(3))
    order = principal.orders.get()
    return factories.make_dossier(cast.case, order=order, procedure=procedure, by=cast.coach)


def ids(response: Any) -> set[str]:
    return set(re.findall(r'id="([a-z]+-\d+)"', response.content.decode()))


def test_every_record_has_a_place_of_its_own(cast: SimpleNamespace, sign_in: SignIn) -> None:
    hung, person = furnish(cast), cast.case.household.principal
    assert ids(page(sign_in(cast.coach), cast.case)) >= {
        f"order-{person.orders.get().pk}", f"procedure-{person.procedures.get().pk}", f"ban-{hung.ban.pk}",
        f"address-{person.addresses.get().pk}", f"extension-{hung.extension.pk}", f"appeal-{hung.appeal.pk}",
        f"check-{hung.check.pk}", f"representative-{hung.representative.pk}", f"partner-{hung.partner.pk}",
        f"agreement-{hung.agreement.pk}", f"step-{hung.step.pk}",
    }  # fmt: skip


def test_the_index_counts_what_each_part_holds(cast: SimpleNamespace, sign_in: SignIn) -> None:
    furnish(cast)
    index = page(sign_in(cast.coach), cast.case).context["index"]
    assert {part["anchor"]: part["count"] for part in index} == {
        **dict.fromkeys(PARTS, 1), "measures": 0, "agreements": 1,
    }  # fmt: skip


def test_an_empty_dossier_says_what_follows_from_that(cast: SimpleNamespace, sign_in: SignIn) -> None:
    case = factories.make_case(coach=cast.coach, region=cast.here)
    response = page(sign_in(cast.coach), case)
    assert [part["anchor"] for part in response.context["index"]] == PARTS
    assert response.content.decode().count('<p class="panel-body muted small flush">') == len(PARTS)


@pytest.mark.parametrize(("kind", "shown"), [("family", True), ("single", False), ("couple", False)])
def test_only_a_family_is_offered_an_agreement(
    cast: SimpleNamespace, sign_in: SignIn, kind: HouseholdKind, shown: bool
) -> None:
    Household.objects.update(kind=kind)
    address = reverse("cases:conclude_agreement", args=[cast.case.pk])
    assert (address in page(sign_in(cast.coach), cast.case).content.decode()) is shown


def test_while_one_runs_no_second_agreement_is_offered(cast: SimpleNamespace, sign_in: SignIn) -> None:
    Household.objects.update(kind="family")
    furnish(cast)
    address = reverse("cases:conclude_agreement", args=[cast.case.pk])
    assert address not in page(sign_in(cast.coach), cast.case).content.decode()


def test_who_may_only_look_is_offered_no_act(cast: SimpleNamespace, sign_in: SignIn) -> None:
    furnish(cast)
    text = page(sign_in(cast.head), cast.case)
    if text.status_code == 302:  # the purpose is asked first
        client = sign_in(cast.head)
        client.post(reverse("cases:purpose", args=[cast.case.pk]), {"purpose": "quality"})
        text = page(client, cast.case)
    acts = re.findall(rf'href="(/cases/{cast.case.pk}/dossier/[a-z][^"#]*)"', text.content.decode())
    assert (text.status_code, acts) == (200, [])


def test_an_expired_mandate_is_shown_as_such(cast: SimpleNamespace, sign_in: SignIn) -> None:
    person = cast.case.household.principal
    Representative.objects.create(
        person=person, kind="lawyer", name="Me Un", mandate_from=ago(90), mandate_until=ago(1)
    )
    Representative.objects.create(person=person, kind="lawyer", name="Me Deux", mandate_from=ago(90), gets_copies=True)
    text = page(sign_in(cast.coach), cast.case).content.decode()
    assert [text.count(words) for words in ("Mandate has ended<", "Gets copies<")] == [1, 1]


def test_the_last_check_stands_beside_its_address(cast: SimpleNamespace, sign_in: SignIn) -> None:
    address = cast.case.household.principal.addresses.get()
    for days, result in ((40, "lives_there"), (20, "not_established")):
        ResidenceCheck.objects.create(
            case=cast.case, address=address, by_whom="mayor", asked_on=ago(days), asked_by=cast.coach,
            done_on=ago(days - 2), result=result,
        )  # fmt: skip
    response = page(sign_in(cast.coach), cast.case)
    ((_address, checks),) = response.context["addresses"]
    assert [check.result for check in checks] == ["not_established", "lives_there"]
    assert response.content.decode().count("Could not be established") == 2  # in the facts, and in its line


def test_a_hidden_address_is_neither_shown_nor_reached(cast: SimpleNamespace, sign_in: SignIn) -> None:
    case, protected = cast.case, factories.make_person()
    case.household.members.create(person=protected, role=MemberRole.PARTNER, joined_on=ago(90))
    hidden = factories.make_address(person=protected, street="Schuilstraat 9")
    apart.keep(protected, by=cast.coach, other=case.household.principal, because="violence", case=case)
    client = sign_in(cast.coach)
    assert "Schuilstraat" not in page(client, case).content.decode()
    for name in ("mark_undeliverable", "end_address", "ask_check"):
        assert client.get(reverse(f"cases:{name}", args=[case.pk, hidden.pk])).status_code == 404
    check = ResidenceCheck.objects.create(
        case=case, address=hidden, by_whom="mayor", asked_on=today(), asked_by=cast.coach
    )
    assert client.get(reverse("cases:answer_check", args=[case.pk, check.pk])).status_code == 404
    assert "Schuilstraat" not in client.get(case.get_absolute_url()).content.decode()


def test_a_form_leads_back_to_its_record(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, order = sign_in(cast.coach), cast.case.household.principal.orders.get()
    url = reverse("cases:request_extension", args=[cast.case.pk, order.pk])
    response = client.post(url, {"requested_on": today().strftime("%d/%m/%Y"), "reason": "School"})
    assert response["Location"] == f"/cases/{cast.case.pk}/dossier/#order-{order.pk}"


def test_the_timeline_tells_of_each_record_and_leads_to_it(cast: SimpleNamespace, sign_in: SignIn) -> None:
    hung, person = furnish(cast), cast.case.household.principal
    response = sign_in(cast.coach).get(f"{cast.case.get_absolute_url()}?kind=dossier")
    entries = [entry for entry in response.context["entries"] if entry.kind == "dossier"]
    anchors = {entry.url.partition("#")[2] for entry in entries}
    assert anchors >= {
        f"order-{person.orders.get().pk}", f"extension-{hung.extension.pk}", f"appeal-{hung.appeal.pk}",
        f"ban-{hung.ban.pk}", f"procedure-{person.procedures.get().pk}", f"check-{hung.check.pk}",
        f"representative-{hung.representative.pk}", f"partner-{hung.partner.pk}", f"agreement-{hung.agreement.pk}",
        f"address-{person.addresses.get().pk}",
    }  # fmt: skip
    assert {entry.persons for entry in entries} == {frozenset({person.pk}), frozenset()}


def test_the_timeline_tells_how_things_ended(cast: SimpleNamespace, sign_in: SignIn) -> None:
    hung, person = furnish(cast), cast.case.household.principal
    day = today()
    type(hung.extension).objects.update(outcome="granted", answered_on=day, until=day + timedelta(days=60))
    type(hung.appeal).objects.update(outcome="annulled", decided_on=day)
    type(hung.ban).objects.update(lifted_on=day)
    type(hung.check).objects.update(result="never_lived", done_on=day, note="Nobody knows him")
    type(hung.representative).objects.update(mandate_from=ago(9), mandate_until=ago(1))
    type(hung.agreement).objects.update(ended_on=day, ended_because="fulfilled")
    type(hung.step).objects.update(done_on=day)
    person.orders.update(withdrawn_on=day)
    person.procedures.update(decision="granted", decided_on=day, admissible_on=day)
    person.addresses.update(undeliverable_since=day)
    person.measures.create(kind="detention", starts_on=ago(5), ends_on=ago(1))
    entries = sign_in(cast.coach).get(cast.case.get_absolute_url()).context["entries"]
    assert {entry.title for entry in entries if entry.kind == "dossier"} >= {
        "Extension: granted", "Appeal decided: Decision annulled", "Entry ban lifted or suspended",
        "Residence check: Never lived there", "Mandate ends: Lawyer Me Lambrecht", "Family agreement: Fulfilled",
        "Step kept: Passport", "Route: granted", "Procedure declared admissible: Route", "Mail comes back",
        "Detention: last day",
    }  # fmt: skip


def test_what_is_to_be_looked_at_again_stands_on_the_home_page(cast: SimpleNamespace, sign_in: SignIn) -> None:
    person = cast.case.household.principal
    Procedure.objects.create(person=person, route=route(), lodged_on=ago(9), watch_on=ago(1))
    assert list(sign_in(cast.coach).get("/").context["to_watch"]) == [cast.case]
    assert sign_in(cast.manager).get("/").context["to_watch_count"] == 1


def test_the_page_costs_the_same_however_much_hangs_there(
    cast: SimpleNamespace, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    furnish(cast)
    person, made = cast.case.household.principal, ResidenceRoute.objects.get(code="TEST")
    for days in range(4):
        Procedure.objects.create(person=person, route=made, lodged_on=ago(days + 20))
        factories.make_order(person=person, decided_on=ago(days + 40), notified_on=ago(days + 30))
        Address.objects.create(person=person, street=f"Rue {days}", postcode="1000", municipality="X", starts_on=ago(9))
    client = sign_in(cast.coach)
    page(client, cast.case)
    with django_assert_max_num_queries(65):
        page(client, cast.case)
