"""A household that everybody has left, while its case waits for somebody to close it."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.enums import MemberRole
from cases.models import Case, Household, Member
from cases.services import households, splits
from icam.calendar import today
from tests import factories
from tests.cases.proof import refusal
from tests.filled import FORMS, Filled, fill
from tests.test_permissions import TABLE, address, outcome

SignIn = Callable[[Any], Client]
DAY = timedelta(days=1)


OF_PERSONS = {
    f"cases:{name}"
    for name in (
        "leave", "role", "show_apart", "change_order", "withdraw_order", "request_extension", "answer_extension",
        "appeal_order", "appeal_procedure", "appeal_ban", "change_appeal", "decide_appeal", "end_measure",
        "change_procedure", "decide_procedure", "change_ban", "mark_undeliverable", "end_address", "ask_check",
        "answer_check", "change_representative", "correct_restricted", "end_restricted",
    )
}  # fmt: skip


@pytest.fixture
def emptied(world: SimpleNamespace) -> SimpleNamespace:
    """Everybody of the household of the cast went over to another; its case is open."""
    coming = [member.person for member in world.case.household.members.filter(left_on=None)]
    world.refuge = factories.make_case(coach=world.coach, region=world.here)
    splits.reunite(
        world.refuge, by=world.coach, other=world.case, coming=coming, on=today(), role=MemberRole.OTHER
    )  # fmt: skip
    world.household = Household.objects.get(pk=world.case.household_id)
    assert (Case.objects.get(pk=world.case.pk).is_open, world.household.members.filter(left_on=None).count()) == (
        True, 0,
    )  # fmt: skip
    return world


def test_nobody_joins_it(emptied: SimpleNamespace) -> None:
    with refusal():
        households.join(
            emptied.household, factories.make_person(), by=emptied.coach, role=MemberRole.OTHER, joined_on=today()
        )
    with refusal():
        households.birth(emptied.household, by=emptied.coach, born_on=today() - DAY, given_names="Amal")


def test_nobody_is_reunited_with_it(emptied: SimpleNamespace) -> None:
    with refusal():
        splits.reunite(
            emptied.case, by=emptied.coach, other=emptied.refuge, coming=[emptied.refuge.household.principal],
            on=today(), role=MemberRole.OTHER, successor=emptied.household.principal,
        )  # fmt: skip


def test_nobody_becomes_its_principal(emptied: SimpleNamespace) -> None:
    """Not even somebody who was put into it without one."""
    person = factories.make_person()
    Member.objects.create(household=emptied.household, person=person, role=MemberRole.OTHER, joined_on=today())
    with refusal():
        households.change_principal(
            emptied.household, by=emptied.coach, to=person, on=today(), former_role=MemberRole.OTHER
        )


@pytest.mark.parametrize("form", [each for each in FORMS if each.name in {"cases:join", "cases:come_back"}], ids=str)
def test_the_page_says_so(emptied: SimpleNamespace, sign_in: SignIn, form: Filled) -> None:
    page = fill(form, emptied, sign_in).post()
    assert page.status_code == 200
    assert "Nobody belongs to this household any more." in page.content.decode()
    assert emptied.household.members.filter(left_on=None).count() == 0


def test_every_page_of_its_case_opens(emptied: SimpleNamespace, sign_in: SignIn) -> None:
    """What hangs on the persons is on the file of the household where they are now."""
    client = sign_in(emptied.coach)
    about = [name for name in TABLE if name.startswith(("cases:", "invitations:"))]
    seen = {name: outcome(client, name, address(emptied, name)) for name in about}
    assert seen == {name: TABLE[name].split()[0] for name in about} | dict.fromkeys(OF_PERSONS, "404")
