"""The people page, and the pages that lead from it: what a household is made of, who left, who is kept apart."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.enums import HouseholdKind
from cases.enums.people import ApartReason
from cases.models import Case, ClosureProposal, Household, Member
from cases.services import apart, splits
from icam.calendar import today
from icam.models import AuditEvent, User
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def page(cast: SimpleNamespace, sign_in: Callable[[User], Client]) -> SimpleNamespace:
    """The case of the cast with a wife, in the browser of its coach."""
    wife = factories.make_member(cast.case.household).person
    return SimpleNamespace(cast=cast, case=cast.case, coach=cast.coach, wife=wife, client=sign_in(cast.coach))


def show(page: SimpleNamespace, case: Case | None = None) -> Any:
    return page.client.get(reverse("cases:people", args=[(case or page.case).pk]))


def send(page: SimpleNamespace, name: str, *more: int, **data: Any) -> Any:
    url = reverse(f"cases:{name}", args=[page.case.pk, *more])
    version = Household.objects.get(pk=page.case.household_id).version
    return page.client.post(url, {"token": str(uuid4()), "version": version, **data}, follow=True)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_kind_is_proposed_and_confirmed_by_one_button(page: SimpleNamespace) -> None:
    assert show(page).context["proposed"] == HouseholdKind.COUPLE
    assert said(send(page, "confirm_kind")) == ["From today the household is: Couple."]
    assert (Household.objects.get(pk=page.case.household_id).kind, show(page).context["proposed"]) == ("couple", None)


def test_the_button_of_an_old_page_does_nothing(page: SimpleNamespace) -> None:
    assert send(page, "confirm_kind", version=0).status_code == 409
    assert Household.objects.get(pk=page.case.household_id).kind == HouseholdKind.SINGLE


def test_a_child_of_age_is_pointed_out_here_and_at_home(page: SimpleNamespace) -> None:
    factories.make_member(page.case.household, role="child")
    assert "of age since 14 Mar 2006" in show(page).content.decode()
    assert [member.role for _case, member, _day in page.client.get("/").context["grown"]] == ["child"]


def test_who_left_and_why_and_where_to(page: SimpleNamespace) -> None:
    own = splits.split(
        page.case, by=page.coach, leaving=[page.wife], principal=page.wife, on=today(),
        own_case=splits.OwnCase(page.cast.here),
    ).case  # fmt: skip
    [row] = show(page).context["former"]
    assert (row["member"].person, row["case"], row["is_free"]) == (page.wife, own, False)
    apart.keep(page.wife, by=page.coach, other=page.case.household.principal, because=ApartReason.WISH, case=page.case)
    assert [row["case"] for row in show(page).context["former"]] == [None]


def test_a_former_member_comes_back(page: SimpleNamespace) -> None:
    Member.objects.filter(person=page.wife).update(left_on=today() - DAY)
    [row] = show(page).context["former"]
    send(page, "come_back", row["member"].pk, role="partner", joined_on=f"{today():%d/%m/%Y}")
    assert [member.person for member, _grown in show(page).context["members"]] == [
        page.case.household.principal, page.wife,
    ]  # fmt: skip


def test_the_household_is_reunited_and_what_becomes_of_the_other_case_is_said(page: SimpleNamespace) -> None:
    other = factories.make_case(coach=page.coach, region=page.cast.here)
    asked = send(page, "other_case", reference=other.reference.lower(), purpose="reunite")
    assert asked.redirect_chain == [(reverse("cases:reunite", args=[page.case.pk, other.pk]), 302)]
    assert AuditEvent.objects.filter(verb="case_opened", case_id=other.pk).count() == 1
    done = send(
        page, "reunite", other.pk, coming=[other.household.principal_id], on=f"{today():%d/%m/%Y}", role="other"
    )
    assert said(done) == [
        f"Nobody is left in the other household. Its case {other.reference} is proposed for closing as a duplicate;"
        " another person decides.",
        "The households are reunited.",
    ]
    assert ClosureProposal.objects.get().case == other
    assert "Nobody belongs to this household any more." in show(page, other).content.decode()


@pytest.mark.parametrize("which", ["elsewhere", "own", "none"])
def test_only_another_case_that_is_open_to_the_reader_is_taken(page: SimpleNamespace, which: str) -> None:
    reference = {
        "elsewhere": factories.make_case(region=page.cast.elsewhere).reference,
        "own": page.case.reference,
        "none": "ICAM-1999-000001",
    }[which]
    form = send(page, "other_case", reference=reference, purpose="keep_apart_from").context["form"]
    assert form.errors["reference"] == ["No other case with this reference is open to you."]


def test_a_case_that_one_may_only_look_at_is_not_emptied(page: SimpleNamespace) -> None:
    other = factories.make_case(coach=page.cast.colleague, region=page.cast.here)
    assert page.client.get(reverse("cases:reunite", args=[page.case.pk, other.pk])).status_code == 403


def test_who_sees_a_case_but_does_not_work_on_it_has_no_acts(
    page: SimpleNamespace, sign_in: Callable[[User], Client]
) -> None:
    head = sign_in(page.cast.head)
    head.post(reverse("cases:purpose", args=[page.case.pk]), {"purpose": "cover"})
    shown = head.get(reverse("cases:people", args=[page.case.pk])).content.decode()
    assert [act for act in ("split/", "birth/", "apart/", "leave/", "role/") if f"people/{act}" in shown] == []
