"""Whom a letter calls in: the adults ticked, the minors listed with them, nobody who has left."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from cases.enums import Sex
from cases.enums.people import ApartReason
from cases.models import Member
from cases.services import apart
from icam.calendar import today
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from invitations.services import calling, letters
from invitations.services.vocabulary import words_of
from tests import factories
from tests.cases.proof import refusal
from tests.invitations import paper
from tests.invitations.conftest import SignIn, draft_data, made, page

DAY = timedelta(days=1)


@pytest.fixture
def family(ready: SimpleNamespace) -> SimpleNamespace:
    """The household that may be invited, with a wife, a grown son and a girl of eight."""
    household = ready.case.household
    ready.wife = factories.make_member(household, person=factories.make_person(sex=Sex.FEMALE)).person
    ready.son = factories.make_member(household, role="child").person
    ready.girl = factories.make_member(household, role="child", person=factories.make_minor()).person
    return ready


def draft(ready: SimpleNamespace, **given: Any) -> Letter:
    return letters.draft(ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST, **given)


def test_all_adults_are_called_in_and_the_minors_are_listed(family: SimpleNamespace) -> None:
    letter = draft(family)
    assert {row.person for row in letter.concerns.all()} == {family.person, family.wife, family.son, family.girl}
    called = calling.of(letter, on=today())
    assert (called.adults, called.minors) == ((family.person, family.wife, family.son), (family.girl,))


def test_those_ticked_are_called_in_and_the_first_of_them_is_written_to(family: SimpleNamespace) -> None:
    letter = draft(family, called=[family.son, family.wife])
    words = words_of(letter, on=today())
    assert (letter.addressee, words.salutation) == (family.wife, "Madame, Monsieur")
    assert words.addressee == (
        f"Madame {family.wife.spoken_name}", family.son.spoken_name, "Rue Gallait 88, bte 3", "1030 SCHAERBEEK",
    )  # fmt: skip
    assert words.called == (family.wife.spoken_name, family.son.spoken_name)
    assert words.minors == (family.girl.spoken_name,)


def test_one_person_alone_is_written_to_as_before(ready: SimpleNamespace) -> None:
    words = words_of(draft(ready), on=today())
    assert (words.called, words.minors, words.salutation) == ((), (), "Monsieur")


def test_the_names_stand_in_the_letter(family: SimpleNamespace) -> None:
    printed = paper.text(letters.preview(family.case, interview=family.interview, channel="post", language="en").pdf)
    for part in ("This letter concerns", family.wife.spoken_name, f"Children under 18: {family.girl.spoken_name}."):
        assert part in printed


@pytest.mark.parametrize("who", ["girl", "gone", "stranger", "nobody"])
def test_who_cannot_be_called_in(family: SimpleNamespace, who: str) -> None:
    people = {
        "girl": [family.girl], "stranger": [factories.make_person()], "nobody": [],
        "gone": [factories.make_member(family.case.household, left_on=today()).person],
    }  # fmt: skip
    with refusal("called"):
        draft(family, called=people[who])


def test_a_minor_alone_may_be_called_in(ready: SimpleNamespace) -> None:
    """Nobody of age belongs to the household: a minor followed alone."""
    type(ready.person).objects.filter(pk=ready.person.pk).update(born_on=today() - 16 * 365 * DAY)
    assert calling.usual(ready.case, on=today()).adults == (ready.case.household.principal,)


def leave(ready: SimpleNamespace, person: Any, back: int = 0) -> None:
    Member.objects.filter(household=ready.case.household, person=person).update(left_on=today() - back * DAY)


def test_a_letter_to_somebody_who_has_left_since_does_not_leave(family: SimpleNamespace) -> None:
    letter = made(family)
    calling.write(letter, calling.usual(family.case, on=today()))
    leave(family, family.son)
    with pytest.raises(letters.NotInvitable) as told:
        letters.send(letter, by=family.coach, sent_on=today())
    assert told.value.messages == [f"{family.son.name} no longer belongs to the household. Cancel this letter."]


def test_a_letter_to_two_who_are_kept_apart_since_does_not_leave(family: SimpleNamespace) -> None:
    letter = made(family)
    apart.keep(family.wife, by=family.coach, other=family.person, because=ApartReason.VIOLENCE, case=family.case)
    with pytest.raises(letters.NotInvitable) as told:
        letters.send(letter, by=family.coach, sent_on=today())
    assert told.value.messages == [
        f"{family.wife.name} and {family.person.name} are kept apart for safety. Write to each of them alone."
    ]


# Pages ---------------------------------------------------------------------------------------------------------------


def test_the_form_ticks_all_adults_and_keeps_who_is_left(family: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(family.coach)
    form = client.get(reverse("invitations:new", args=[family.case.pk])).context["form"]
    adults = [family.person, family.wife, family.son]
    assert form.initial["called"] == [person.pk for person in adults]
    assert [label for _pk, label in form.fields["called"].choices] == [person.name for person in adults]
    answer = client.post(reverse("invitations:new", args=[family.case.pk]), draft_data(family, called=[family.son.pk]))
    letter = Letter.objects.get(case=family.case)
    assert (answer.status_code, letter.addressee) == (302, family.son)
    shown = client.get(page("letter", letter.pk)).content.decode()
    assert [name in shown for name in (family.son.name, family.girl.name, family.wife.name)] == [True, True, False]


def test_nothing_is_asked_of_a_household_of_one(ready: SimpleNamespace, sign_in: SignIn) -> None:
    form = sign_in(ready.coach).get(reverse("invitations:new", args=[ready.case.pk])).context["form"]
    assert "called" not in form.fields


def test_a_preview_for_two_who_are_kept_apart_is_refused_on_the_page(family: SimpleNamespace, sign_in: SignIn) -> None:
    apart.keep(family.wife, by=family.coach, other=family.person, because=ApartReason.VIOLENCE, case=family.case)
    data = draft_data(family, called=[family.wife.pk, family.person.pk])
    shown = sign_in(family.coach).post(reverse("invitations:preview", args=[family.case.pk]), data)
    assert shown.context["form"].non_field_errors() == [
        f"{family.wife.name} and {family.person.name} are kept apart for safety. Write to each of them alone."
    ]


def test_a_letter_whose_window_shows_a_hidden_address_is_downloaded_by_who_works_on_the_case(
    family: SimpleNamespace, sign_in: SignIn
) -> None:
    apart.keep(family.wife, by=family.coach, other=family.person, because=ApartReason.VIOLENCE, case=family.case)
    letter = made(family, state=LetterState.RENDERED, addressee=family.wife)
    manager, head = sign_in(family.manager), sign_in(family.head)
    assert manager.get(page("download", letter.pk)).status_code == 200
    head.post(reverse("cases:purpose", args=[family.case.pk]), {"purpose": "cover"})
    assert head.get(page("download", letter.pk)).status_code == 403
