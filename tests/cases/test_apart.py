"""Keeping two persons apart: where the one lives reaches no letter to the other and no page of the other's case."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases import timeline
from cases.enums import Purpose
from cases.enums.people import ApartReason
from cases.models import Address, Case, KeepApart, Member, Person, ResidenceCheck
from cases.services import apart, splits
from icam.calendar import today
from icam.models import AuditEvent, User
from invitations.services import calling
from invitations.services.vocabulary import words_of
from tests import factories
from tests.cases.proof import refusal, stale, told
from tests.invitations.conftest import purpose_given
from tests.test_permissions import BUTTONS, TABLE, address
from tests.test_permissions import ask as press

DAY = timedelta(days=1)
STREET = "Kanariepad"
ROOT = Path(__file__).parents[2]
SignIn = Callable[[User], Client]


@pytest.fixture
def pair(cast: SimpleNamespace) -> SimpleNamespace:
    """The principal (O) and his wife (P), who have an address each; hers is kept from him."""
    case = cast.case
    wife = factories.make_member(case.household).person
    hers = factories.make_address(person=wife, street=f"{STREET} 7")
    apart.keep(wife, by=cast.coach, other=case.household.principal, because=ApartReason.VIOLENCE, case=case)
    return SimpleNamespace(cast=cast, case=case, coach=cast.coach, o=case.household.principal, p=wife, hers=hers)


def on_pages(case: Case) -> list[str]:
    return [row.street for row in apart.visible_addresses(case, [row.person for row in case.household.members.all()])]


# Setting and lifting -------------------------------------------------------------------------------------------------


def test_it_is_set_once_and_never_for_oneself(pair: SimpleNamespace) -> None:
    twin = factories.make_person(merged_into=pair.o)
    for protected, other in ((pair.p, pair.o), (pair.p, twin), (pair.p, pair.p), (pair.o, twin)):
        with refusal("other"):
            apart.keep(protected, by=pair.coach, other=other, because=ApartReason.WISH, case=pair.case)
    assert told(KeepApart.objects.get()) == ["apart_set"]


def test_what_is_set_with_somebody_of_another_case_is_in_the_trail_of_both(
    cast: SimpleNamespace, sign_in: SignIn
) -> None:
    """And whose names are looked at: a colleague's case is opened with a purpose, and to the trail."""
    other = factories.make_case(coach=cast.colleague, region=cast.here)
    client, url = sign_in(cast.coach), reverse("cases:keep_apart_from", args=[cast.case.pk, other.pk])
    assert 'name="protected"' not in client.get(url, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="case_opened", case_id=other.pk).count() == 0
    purpose_given(client, other.pk)
    assert other.household.principal.name in client.get(url).content.decode()
    assert AuditEvent.objects.filter(verb="case_opened", case_id=other.pk).count() == 1
    protected, o = other.household.principal, cast.case.household.principal
    client.post(url, {"token": str(uuid4()), "protected": protected.pk, "other": o.pk, "because": "wish"})
    told_in = AuditEvent.objects.filter(verb="apart_set", target_id=KeepApart.objects.get().pk).order_by("pk")
    assert list(told_in.values_list("case_id", flat=True)) == [cast.case.pk, other.pk]


def test_the_other_way_round_is_another_protection(pair: SimpleNamespace) -> None:
    apart.keep(pair.o, by=pair.coach, other=pair.p, because=ApartReason.COURT, case=pair.case)
    assert KeepApart.objects.in_force().count() == 2


def test_it_is_lifted_once_with_a_reason(pair: SimpleNamespace) -> None:
    row = KeepApart.objects.get()
    words = {"by": pair.cast.manager, "version": row.version, "case": pair.case}
    with refusal("because"):
        apart.lift(row, because=" ", **words)
    apart.lift(row, because="The order has ended", **words)
    assert (told(row), apart.hidden_from([pair.o.pk]).persons) == (["apart_set", "apart_lifted"], frozenset())
    with refusal():
        apart.lift(KeepApart.objects.get(), because="Again", **words)


def test_of_two_who_lift_the_second_is_told(pair: SimpleNamespace) -> None:
    row, old = KeepApart.objects.get(), KeepApart.objects.get()
    words = {"by": pair.cast.manager, "version": row.version, "case": pair.case, "because": "The order has ended"}
    apart.lift(row, **words)
    with stale():
        apart.lift(old, **words)


def test_it_is_lifted_on_the_file_where_the_protected_person_lives(pair: SimpleNamespace) -> None:
    row = KeepApart.objects.get()
    assert apart.decides(pair.case, row) is True
    own = splits.split(
        pair.case, by=pair.coach, leaving=[pair.p], principal=pair.p, on=today(),
        own_case=splits.OwnCase(pair.cast.here),
    ).case  # fmt: skip
    assert own
    assert [apart.decides(case, row) for case in (pair.case, own)] == [False, True]


# What pages show -----------------------------------------------------------------------------------------------------


def test_an_address_is_masked_as_long_as_the_other_belongs_to_the_household(pair: SimpleNamespace) -> None:
    assert sorted(on_pages(pair.case)) == ["Kept apart for safety", "Rue Gallait 88, bte 3"]
    Member.objects.filter(person=pair.o).update(left_on=today())
    assert f"{STREET} 7" in on_pages(pair.case)


def test_the_mask_follows_a_merge(pair: SimpleNamespace) -> None:
    kept, away = factories.make_person(), factories.make_person()
    Person.objects.filter(pk=pair.p.pk).update(merged_into=kept)
    Person.objects.filter(pk=pair.o.pk).update(merged_into=away)
    Address.objects.filter(pk=pair.hers.pk).update(person=kept)
    assert apart.hidden_from([away.pk]).persons == {kept.pk}
    assert [apart.is_protected(person) for person in (kept, Person.objects.get(pk=pair.p.pk), away)] == [
        True, True, False,
    ]  # fmt: skip
    assert sorted(on_pages(pair.case)) == ["Kept apart for safety", "Rue Gallait 88, bte 3"]


def test_shown_once_on_a_page_of_its_own_and_kept_in_the_trail(pair: SimpleNamespace, sign_in: SignIn) -> None:
    url = reverse("cases:show_apart", args=[pair.case.pk, pair.hers.pk])
    page = sign_in(pair.coach).post(url)
    assert (f"{STREET} 7" in page.content.decode(), page["Cache-Control"]) == (True, "no-store")
    event = AuditEvent.objects.get(verb="apart_shown")
    assert (event.actor, event.case_id, event.target_id) == (pair.coach, pair.case.pk, pair.hers.pk)


def test_never_shown_once_the_protected_person_lives_elsewhere(pair: SimpleNamespace, sign_in: SignIn) -> None:
    Member.objects.filter(person=pair.p).update(left_on=today())
    assert sign_in(pair.coach).post(reverse("cases:show_apart", args=[pair.case.pk, pair.hers.pk])).status_code == 404
    with refusal():
        apart.show(pair.case, pair.hers, by=pair.coach)


def test_who_may_not_see_a_person_reads_no_name(pair: SimpleNamespace) -> None:
    elsewhere = factories.make_case(region=pair.cast.elsewhere)
    apart.keep(elsewhere.household.principal, by=pair.coach, other=pair.o, because=ApartReason.WISH, case=pair.case)
    rows = apart.pairs_of(pair.case, reader=pair.coach)
    assert [row["protected"] for row in rows] == [pair.p.name, "somebody of another case"]


def test_what_is_decided_about_somebody_who_has_left_stands_in_his_own_file(pair: SimpleNamespace) -> None:
    Member.objects.filter(person=pair.p).update(left_on=today() - 10 * DAY)
    for back in (12, 3):
        factories.make_order(person=pair.p, decided_on=today() - 20 * DAY, notified_on=today() - back * DAY)
    told_here = [
        e.day for e in timeline.of_case(pair.case, pair.coach) if e.persons == {pair.p.pk} and e.tone == "stop"
    ]
    assert told_here == [today() - 12 * DAY]


def test_what_a_check_found_about_a_hidden_address_is_not_told(pair: SimpleNamespace) -> None:
    """The note may name where the protected person moved to."""
    ResidenceCheck.objects.create(
        case=pair.case, address=pair.hers, by_whom="mayor", asked_on=today(), asked_by=pair.coach, done_on=today(),
        result="moved_known", note=f"Moved to {STREET} 8",
    )  # fmt: skip
    assert [e.text for e in timeline.of_case(pair.case, pair.coach) if STREET in e.text] == []
    Member.objects.filter(person=pair.o).update(left_on=today())
    assert [e.text for e in timeline.of_case(pair.case, pair.coach) if STREET in e.text] == [f"Moved to {STREET} 8"]


# Who lives with the protected person ----------------------------------------------------------------------------------


@pytest.fixture
def home(pair: SimpleNamespace) -> SimpleNamespace:
    """She lives elsewhere now; their child, who belongs to his household, is written down at her address."""
    pair.child = factories.make_member(pair.case.household, role="child", person=factories.make_minor()).person
    pair.childs = factories.make_address(person=pair.child, street=f"{STREET.upper()}, 7 bus 2")
    Member.objects.filter(person=pair.p).update(left_on=today())
    return pair


def test_an_address_is_hidden_with_whoever_lives_there(home: SimpleNamespace, sign_in: SignIn) -> None:
    assert sorted(on_pages(home.case)) == ["Kept apart for safety", "Kept apart for safety", "Rue Gallait 88, bte 3"]
    assert apart.present_address(home.case, home.child).masked is True  # type: ignore[union-attr]  # there is one
    for who, url in (("coach", "cases:show_apart"), ("coach", "cases:mark_undeliverable")):
        address_of = reverse(url, args=[home.case.pk, home.childs.pk])
        assert sign_in(getattr(home.cast, who)).post(address_of).status_code == 404
    with refusal():
        apart.show(home.case, home.childs, by=home.coach)


def test_who_lives_with_her_now_does_not_lead_to_her_case(home: SimpleNamespace, sign_in: SignIn) -> None:
    """On the page of his household their child is a former member, who belongs to hers."""
    hers, his = (factories.make_case(coach=home.coach, region=home.cast.here) for _case in range(2))
    Member.objects.filter(person=home.child).update(left_on=today())
    other = factories.make_member(home.case.household, left_on=today()).person
    for person, case in ((home.p, hers), (home.child, hers), (other, his)):
        factories.make_member(case.household, person=person, joined_on=today())
    page = sign_in(home.coach).get(reverse("cases:people", args=[home.case.pk]))
    assert {row["member"].person: row["case"] for row in page.context["former"]} == {
        home.p: None, home.child: None, other: his,
    }  # fmt: skip
    assert hers.reference not in page.content.decode()


def test_a_child_born_later_or_reunited_gives_nothing_away(home: SimpleNamespace) -> None:
    baby = factories.make_person(born_on=today() - 20 * DAY)
    factories.make_address(person=baby, street=f"{STREET.lower()} 7/A", starts_on=today())
    factories.make_member(home.case.household, role="child", person=baby)
    assert STREET.lower() not in str(on_pages(home.case)).lower()


def test_a_place_that_she_left_is_hidden_only_when_she_left_it_since(home: SimpleNamespace) -> None:
    for left, hidden in ((today(), False), (today() + DAY, True)):
        Address.objects.filter(pk=home.hers.pk).update(ends_on=left)
        assert bool(apart.hidden_on(home.case).gives_away(home.childs)) is hidden


def test_where_he_lives_himself_is_no_secret_from_him(home: SimpleNamespace) -> None:
    factories.make_address(person=home.o, street=f"{STREET} 7")
    assert sorted(on_pages(home.case))[0] == f"{STREET.upper()}, 7 bus 2"
    third = factories.make_member(home.case.household).person
    apart.keep(home.p, by=home.coach, other=third, because=ApartReason.COURT, case=home.case)
    assert STREET.upper() not in str(on_pages(home.case))


def test_another_house_or_another_place_is_not_hidden(home: SimpleNamespace) -> None:
    hidden = apart.hidden_on(home.case)
    for words in ({"street": f"{STREET} 70"}, {"street": f"{STREET} 7", "postcode": "9999"}):
        assert hidden.gives_away(Address(person=home.child, **{"postcode": home.hers.postcode, **words})) == frozenset()
    assert hidden.gives_away(home.childs) == {home.p.pk}


def test_while_she_lives_in_the_household_it_may_be_asked_for(home: SimpleNamespace) -> None:
    Member.objects.filter(person=home.p).update(left_on=None)
    assert apart.show(home.case, home.childs, by=home.coach) == home.childs


def test_no_letter_that_he_reads_carries_the_address_of_their_child(home: SimpleNamespace) -> None:
    assert apart.deliverable(home.case, home.child, readers=[home.o], on=today()) == home.o.addresses.get()
    assert apart.deliverable(home.case, home.child, on=today()) == home.childs
    home.case.household.principal = home.child
    son = factories.make_member(home.case.household, role="other").person
    assert apart.deliverable(home.case, son, on=today()) is None


def test_a_letter_of_before_that_went_there_is_seen_only_to_the_trail(home: SimpleNamespace) -> None:
    assert [apart.hides_window(home.case, person) for person in (home.o, home.child, home.p)] == [False, True, True]


def test_no_text_names_it_under_whichever_registration(home: SimpleNamespace) -> None:
    kept, away = factories.make_person(), factories.make_person()
    Person.objects.filter(pk=home.p.pk).update(merged_into=kept)
    Person.objects.filter(pk=home.o.pk).update(merged_into=away)
    Address.objects.filter(pk=home.hers.pk).update(person=kept)
    assert [list(apart.kept_secret(about=[one])) for one in (away, home.o, kept, home.child)] == [
        [home.hers], [Address.objects.get(pk=home.hers.pk)], [home.hers], [],
    ]  # fmt: skip


# Letters -------------------------------------------------------------------------------------------------------------


def test_a_letter_to_both_is_refused_and_to_each_alone_carries_the_own_address(pair: SimpleNamespace) -> None:
    with refusal("called"):
        calling.settle(pair.case, [pair.o, pair.p], on=today())
    to = {one: calling.settle(pair.case, [one], on=today()).address(pair.case, on=today()) for one in (pair.o, pair.p)}
    assert [found and found.street for found in to.values()] == ["Rue Gallait 88, bte 3", f"{STREET} 7"]
    assert calling.usual(pair.case, on=today()).adults == (pair.o,)


def test_without_an_own_address_nobody_is_written_to_at_that_of_the_protected(pair: SimpleNamespace) -> None:
    """The protected wife leads the household; neither her husband nor a grown son is written to where she lives."""
    son = factories.make_member(pair.case.household, role="other").person
    pair.case.household.principal = pair.p
    Address.objects.filter(person=pair.o).delete()
    for person in (pair.o, son):
        assert apart.deliverable(pair.case, person, on=today()) is None
    assert apart.deliverable(pair.case, pair.p, on=today()) == pair.hers


def test_a_minor_who_is_kept_from_the_reader_is_not_listed(pair: SimpleNamespace) -> None:
    shy, other = (
        factories.make_member(pair.case.household, role="child", person=factories.make_minor()).person for _ in "12"
    )
    apart.keep(shy, by=pair.coach, other=pair.o, because=ApartReason.COURT, case=pair.case)
    assert calling.settle(pair.case, [pair.o], on=today()).minors == (other,)
    assert calling.settle(pair.case, [pair.p], on=today()).minors == (shy, other)


# The canary ----------------------------------------------------------------------------------------------------------

ROLES = ("coach", "colleague", "manager", "head")
PAGES = [name for name in TABLE if name.partition(":")[0] in {"home", "cases", "invitations"}]


def told_on(client: Client, world: SimpleNamespace, names: list[str]) -> Iterator[str]:
    """The pages on which the canary is seen; what a button does is undone again."""
    for name in names:
        response: Any = press(client, name, address(world, name))
        if not response.streaming and STREET in response.content.decode(errors="replace"):
            yield name


@pytest.fixture
def watched(world: SimpleNamespace) -> SimpleNamespace:
    """The stage, where the child that is kept from the principal lives at the canary's address."""
    Address.objects.filter(street="Schuilstraat 9").update(street=f"{STREET} 9")
    world.kept = KeepApart.objects.get().protected
    return world


def signed_in(world: SimpleNamespace, sign_in: SignIn, who: str) -> Client:
    return purpose_given(sign_in(getattr(world, who)), world.case.pk)


@pytest.mark.parametrize("who", ROLES)
def test_no_page_of_the_others_case_shows_where_the_protected_lives(
    watched: SimpleNamespace, sign_in: SignIn, who: str
) -> None:
    shown = list(told_on(signed_in(watched, sign_in, who), watched, PAGES))
    assert shown == (["cases:show_apart"] if who in {"coach", "manager"} else [])


@pytest.mark.parametrize("who", ["coach", "manager"])
def test_nor_after_a_split_but_the_own_case_does(watched: SimpleNamespace, sign_in: SignIn, who: str) -> None:
    mine = splits.split(
        watched.case, by=watched.coach, leaving=[watched.kept], principal=watched.kept, on=today(),
        own_case=splits.OwnCase(watched.here, watched.office, watched.coach),
    ).case  # fmt: skip
    assert mine
    client = signed_in(watched, sign_in, who)
    assert list(told_on(client, watched, PAGES)) == []
    assert STREET in client.get(reverse("cases:dossier", args=[mine.pk])).content.decode()


def test_no_letter_to_the_other_carries_it(watched: SimpleNamespace) -> None:
    letter = watched.letter
    for called in (None, calling.usual(watched.case, on=today())):
        assert STREET not in str(words_of(letter, on=today(), called=called))


def test_the_purpose_of_the_canary_is_one_of_ours() -> None:
    """Its readers state one, so that they come past the question why; buttons are pressed, not passed over."""
    assert "cover" in Purpose.values
    assert {"cases:show_apart", "invitations:preview"} <= BUTTONS


# Who reads addresses at all -------------------------------------------------------------------------------------------

READERS = {  # a new one asks apart.shown, apart.visible_addresses, apart.deliverable or apart.is_protected first
    "cases/services/apart.py": "the rule itself",
    "cases/services/addresses.py": "writes them",
    "cases/services/openings.py": "compares one that was typed",
    "cases/services/likenesses.py": "asks what is hidden from anybody",
    "cases/views/addresses.py": "asks what is shown",
    "cases/views/apart.py": "shows one, to the trail",
    "cases/folder.py": "tells the kind and the day, never the place",
    "cases/legal/situation.py": "tells that mail comes back, never the place",
    "invitations/services/languages.py": "tells the language of the municipality",
    "reporting/home.py": "lists cases to which mail comes back",
}


def test_who_reads_addresses_is_known() -> None:
    reads = re.compile(r"\.addresses\b(?!\.move|\.end)|\bAddress\.objects\b")
    found = {
        str(path.relative_to(ROOT))
        for app in ("cases", "invitations", "reporting")
        for path in (ROOT / app).rglob("*.py")
        if not {"migrations", "demonstration"} & set(path.parts) and reads.search(path.read_text())
    }
    assert found - {"cases/legal/surroundings.py"} == set(READERS)  # that one reads what situation.py brought
