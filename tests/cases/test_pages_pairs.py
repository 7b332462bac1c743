"""The list of possible duplicates, the two side by side, and the pages that decide."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.enums.people import ApartReason, PairState, Strength
from cases.models import Address, Case, KeepApart, Merge, Pair, Person
from cases.services import merging
from icam.calendar import today
from icam.dates import day_in_words
from icam.models import AuditEvent
from tests import factories, papers
from tests.pairing import make_merge, make_pair, pair_of

SignIn = Callable[[Any], Client]


def text_of(response: Any) -> str:
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.fixture
def pair(cast: SimpleNamespace) -> Pair:
    return pair_of(cast)


@pytest.fixture
def masked(cast: SimpleNamespace) -> Pair:
    """The other of the two is followed in another region."""
    office = factories.make_office(cast.elsewhere, name="Hasselt")
    person = factories.make_person(family_name="Zaytouni", given_names="Khalil", phone="0470 99 99 99")
    household = factories.make_household(principal=person)
    cast.there = factories.make_case(
        coach=cast.coach_elsewhere, region=cast.elsewhere, office=office, household=household
    )
    return make_pair(cast.case.household.principal, person)


# The list ------------------------------------------------------------------------------------------------------------


def test_the_surest_stand_first_and_can_be_narrowed(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    weaker = make_pair(cast.case.household.principal, factories.make_person(), score=0.6, strength=Strength.POSSIBLE)
    client = sign_in(cast.manager)
    found = {}
    for chosen in ("", "strong", "possible"):
        page = client.get(reverse("cases:pairs"), {"strength": chosen} if chosen else {})
        found[chosen] = [row["pair"] for row in page.context["rows"]]
    assert found == {"": [pair, weaker], "strong": [pair], "possible": [weaker]}
    assert client.get(reverse("cases:pairs") + "?strength=nonsense").status_code == 400
    assert client.get(reverse("cases:pairs") + "?who=me").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    cast: SimpleNamespace, sign_in: SignIn, django_assert_num_queries: Any, rows: int
) -> None:
    for _row in range(rows):
        make_pair(cast.case.household.principal, factories.make_case(region=cast.here).household.principal)
    client = sign_in(cast.manager)
    client.get(reverse("cases:pairs"))
    with django_assert_num_queries(LISTED):
        client.get(reverse("cases:pairs"))


LISTED = 11


def test_of_another_region_the_list_names_the_office_alone(
    cast: SimpleNamespace, masked: Pair, sign_in: SignIn
) -> None:
    page = text_of(sign_in(cast.manager).get(reverse("cases:pairs")))
    assert "A person held by Hasselt" in page
    for secret in ("Zaytouni", "Khalil", cast.there.reference, "0.9"):
        assert secret not in page


# Side by side --------------------------------------------------------------------------------------------------------


def test_the_two_side_by_side(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    response = sign_in(cast.manager).get(reverse("cases:pair", args=[pair.pk]))
    verdicts = {str(line.label): line.verdict for line in response.context["lines"]}
    assert verdicts["Name"] == "differs"
    assert verdicts["Born"] == "same"
    assert verdicts["Lives at"] == "one"
    assert response.context["reasons"] != []


def test_the_look_is_kept_for_every_case_concerned(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    sign_in(cast.manager).get(reverse("cases:pair", args=[pair.pk]))
    events = AuditEvent.objects.filter(verb="pair_compared").order_by("case_id")
    other = pair.second.memberships.get().household.cases.get()
    assert [event.case_id for event in events] == [cast.case.pk, other.pk]


def test_of_another_region_nothing_is_compared(cast: SimpleNamespace, masked: Pair, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    response = client.get(reverse("cases:pair", args=[masked.pk]))
    page = text_of(response)
    assert "A person held by Hasselt" in page
    assert "Ask for access" in page
    assert "reasons" not in response.context
    for secret in ("Zaytouni", "Khalil", cast.there.reference, "0470 99 99 99"):
        assert secret not in page
    assert list(AuditEvent.objects.filter(verb="pair_compared").values_list("case_id", flat=True)) == [cast.case.pk]
    for name in ("cases:distinguish", "cases:merge"):
        assert client.get(reverse(name, args=[masked.pk])).status_code == 403


def test_where_somebody_kept_apart_lives_is_not_compared(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    KeepApart.objects.create(
        protected=pair.first, other=factories.make_person(), because=ApartReason.VIOLENCE, since=today(),
        set_by=cast.coach,
    )  # fmt: skip
    page = text_of(sign_in(cast.manager).get(reverse("cases:pair", args=[pair.pk])))
    assert "Rue Gallait" not in page
    assert "Kept apart for safety" in page


def test_nor_where_somebody_lives_with_whom_a_third_is_hidden(
    cast: SimpleNamespace, pair: Pair, sign_in: SignIn
) -> None:
    third = factories.make_person()
    factories.make_address(person=third, street="RUE GALLAIT 88")
    factories.make_address(person=pair.second, street="Rue Haute 1")
    KeepApart.objects.create(
        protected=third, other=factories.make_person(), because=ApartReason.COURT, since=today(), set_by=cast.coach
    )
    page = text_of(sign_in(cast.manager).get(reverse("cases:pair", args=[pair.pk])))
    assert ["Rue Gallait" in page, "Kept apart for safety" in page, "Rue Haute 1" in page] == [False, True, True]


def test_a_merge_that_gives_restricted_notes_other_readers_says_so(
    cast: SimpleNamespace, pair: Pair, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.manager), reverse("cases:pair", args=[pair.pk])
    warning = "There are restricted notes. After the merge, colleagues can read them who could not before."
    assert warning not in client.get(url).context["warnings"]
    papers.make_note(cast.case, text="Is afraid of closed rooms.")
    page = client.get(url)
    assert (page.context["warnings"].count(warning), "closed rooms" in text_of(page)) == (1, False)
    Case.objects.update(coach=cast.coach)
    assert warning not in client.get(url).context["warnings"]


# Deciding ------------------------------------------------------------------------------------------------------------


def test_not_the_same_leads_back_to_the_list(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    response = client.post(
        reverse("cases:distinguish", args=[pair.pk]), {"reason": "Two passports", "version": pair.version}
    )
    assert response["Location"] == reverse("cases:pairs")
    assert Pair.objects.get(pk=pair.pk).state == PairState.NOT_SAME
    assert client.get(reverse("cases:pair", args=[pair.pk])).context["waits"] is False


def test_merged_one_lands_where_it_can_be_undone(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    form = client.get(reverse("cases:merge", args=[pair.pk])).context["form"]
    assert form.initial["kept"] == pair.first_id
    response = client.post(
        reverse("cases:merge", args=[pair.pk]),
        {"kept": pair.second_id, "reason": "One passport", "version": pair.version},
    )
    assert Person.objects.get(pk=pair.first_id).merged_into_id == pair.second_id
    page = text_of(client.get(response["Location"]))
    assert reverse("cases:part", args=[Merge.objects.get().pk]) in page
    assert f"also registered as {pair.first.name}" in page


def test_who_was_overtaken_is_told(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    words = {"kept": pair.first_id, "reason": "One passport", "version": pair.version}
    client.post(reverse("cases:merge", args=[pair.pk]), words)
    answer = client.post(reverse("cases:distinguish", args=[pair.pk]), {"reason": "Two", "version": pair.version})
    assert answer.status_code == 409


def test_undone_each_record_is_asked_about(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_merge(cast)
    client = sign_in(cast.manager)
    form = client.get(reverse("cases:part", args=[made.pk])).context["form"]
    since = day_in_words(today() - timedelta(days=100))
    assert [one.label for one in form.added.values()] == [f"Address: Actual residence, {since}"]
    words = {"reason": "Two passports", "row_0": "gone", "version": made.version, "distinct": "on"}
    client.post(reverse("cases:part", args=[made.pk]), words)
    assert Address.objects.get(street="Rue Neuve 1").person == made.gone
    assert Pair.objects.get().state == PairState.NOT_SAME


def test_a_merge_below_another_cannot_be_undone(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_merge(cast)
    top = factories.make_person()
    merging.merge(top, made.kept, by=cast.manager, reason="Same passport.")
    words = {"reason": "Two passports", "version": made.version}
    response = sign_in(cast.manager).post(reverse("cases:part", args=[made.pk]), words)
    assert response.status_code == 200
    assert Merge.objects.get(pk=made.pk).undone_at is None


# From the page of a household ----------------------------------------------------------------------------------------


def test_a_coach_sees_who_may_be_the_same_and_asks(cast: SimpleNamespace, pair: Pair, sign_in: SignIn) -> None:
    page = text_of(sign_in(cast.coach).get(reverse("cases:people", args=[cast.case.pk])))
    assert f"may be the same as {pair.second.name}" in page
    assert "ask your regional manager to decide" in page


def test_a_coach_learns_nothing_of_another_region(cast: SimpleNamespace, masked: Pair, sign_in: SignIn) -> None:
    page = text_of(sign_in(cast.coach).get(reverse("cases:people", args=[cast.case.pk])))
    assert "may be registered elsewhere too" in page
    assert "Zaytouni" not in page
    assert "Hasselt" not in page


def note(cast: SimpleNamespace, other: Person) -> str:
    return reverse("cases:note_pair", args=[cast.case.pk, cast.case.household.principal_id, other.pk])


def test_by_hand_a_pair_comes_into_the_list(cast: SimpleNamespace, sign_in: SignIn) -> None:
    other = factories.make_case(region=cast.here).household.principal
    assert sign_in(cast.coach).post(note(cast, other))["Location"] == reverse("cases:people", args=[cast.case.pk])
    made = Pair.objects.get()
    assert sign_in(cast.manager).post(note(cast, other))["Location"] == reverse("cases:pair", args=[made.pk])


def test_nobody_of_another_region_is_noted(cast: SimpleNamespace, masked: Pair, sign_in: SignIn) -> None:
    Pair.objects.all().delete()
    client = sign_in(cast.coach)
    assert client.post(note(cast, cast.there.household.principal)).status_code == 404
    assert client.post(note(cast, Person(pk=999_999_999))).status_code == 404


def test_where_a_merged_person_stands_it_is_said(cast: SimpleNamespace, sign_in: SignIn) -> None:
    made = make_merge(cast)
    second = made.gone.memberships.get().household.cases.get()
    page = text_of(sign_in(cast.manager).get(reverse("cases:people", args=[second.pk])))
    assert made.kept.name in page
    assert f"registered here as {made.gone.name}" in page
