"""What a fresh pair of eyes found, so that it stays found."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from cases.access import cases_for
from cases.enums import CaseState, GrantReason, InterviewState, MemberRole
from cases.models import CaseGrant, Member
from cases.services import index, life, prospects
from icam.calendar import today
from icam.models import Annex
from icam.permissions import Role
from icam.refusals import Refused
from tests import factories


def person_answers(world: SimpleNamespace, **given: str) -> dict[str, str]:
    person = world.case.household.principal
    same = {
        "family_name": person.family_name,
        "given_names": person.given_names,
        "sex": "u",
        "born_precision": "unknown",
    }
    return {**same, "version": str(person.version), **given}


def test_a_nationality_can_be_corrected_and_the_second_one_stays(
    cast: SimpleNamespace, sign_in: Callable[[Any], Client]
) -> None:
    person = cast.case.household.principal
    type(person).objects.filter(pk=person.pk).update(nationalities=["IRQ", "SYR"])
    answers = person_answers(cast, nationality="JOR")
    response = sign_in(cast.coach).post(f"/cases/{cast.case.pk}/people/{person.pk}/", answers)
    person.refresh_from_db()
    assert (response.status_code, person.nationalities) == (302, ["JOR", "SYR"])


def test_a_grant_ends_with_the_role_that_could_use_it(cast: SimpleNamespace) -> None:
    CaseGrant.objects.create(
        user=cast.coach_elsewhere, content_object=cast.case, permission=Permission.objects.get(codename="work_case"),
        reason=GrantReason.COVER, explanation="Holiday", ends_on=today(), granted_by=cast.manager,
    )  # fmt: skip
    assert list(cases_for(cast.coach_elsewhere)) == [cast.case]
    cast.coach_elsewhere.role = Role.ADMINISTRATOR
    assert list(cases_for(cast.coach_elsewhere)) == []


@pytest.mark.parametrize("stays", [True, False])
def test_a_reopened_case_has_no_coach_who_is_gone(cast: SimpleNamespace, stays: bool) -> None:
    case = factories.make_case(coach=cast.coach, region=cast.here, state=CaseState.CLOSED)
    if not stays:
        type(cast.coach).objects.filter(pk=cast.coach.pk).update(is_active=False, deactivated_at=timezone.now())
    life.reopen(case, by=cast.manager, reason="New facts")
    case.refresh_from_db()
    assert case.coach == (cast.coach if stays else None)


def test_the_home_page_shows_only_what_one_may_open(cast: SimpleNamespace, sign_in: Callable[[Any], Client]) -> None:
    past = timezone.now() - timedelta(days=3)
    factories.make_interview(cast.case, planned_at=past, state=InterviewState.PLANNED, coach=cast.coach_elsewhere)
    name = cast.case.household.principal.family_name
    assert name not in sign_in(cast.coach_elsewhere).get("/").content.decode()
    assert name in sign_in(cast.coach).get("/").content.decode()


def test_a_transfer_decision_that_orders_nothing_can_be_registered(
    cast: SimpleNamespace, sign_in: Callable[[Any], Client]
) -> None:
    annex = factories.make_annex("25q", is_transfer=True)
    Annex.objects.filter(pk=annex.pk).update(gives_order=False)
    page = sign_in(cast.coach).get(f"/cases/{cast.case.pk}/dossier/orders/new/").content.decode()
    assert f'<option value="{annex.pk}">' in page


def test_whoever_left_a_household_can_get_a_case_of_the_own(
    cast: SimpleNamespace, sign_in: Callable[[Any], Client]
) -> None:
    child = factories.make_person(family_name="Grown", given_names="Up")
    index.refresh([child.pk])
    member = Member.objects.create(
        household=cast.case.household, person=child, role=MemberRole.CHILD, joined_on=today() - timedelta(days=90)
    )
    offered = f"/cases/new/{child.pk}/"
    client = sign_in(cast.coach)
    assert offered not in client.post("/cases/find/", {"q": "Grown"}).content.decode()
    Member.objects.filter(pk=member.pk).update(left_on=today())
    assert offered in client.post("/cases/find/", {"q": "Grown"}).content.decode()
    assert offered not in sign_in(cast.coach_elsewhere).post("/cases/find/", {"q": "Grown"}).content.decode()


def test_who_came_and_left_since_can_be_named(cast: SimpleNamespace, sign_in: Callable[[Any], Client]) -> None:
    gone = factories.make_person()
    Member.objects.create(
        household=cast.case.household, person=gone, role=MemberRole.OTHER, joined_on=today() - timedelta(days=90),
        left_on=today() - timedelta(days=1),
    )  # fmt: skip
    past = timezone.now() - timedelta(days=3)
    interview = factories.make_interview(cast.case, planned_at=past, state=InterviewState.PLANNED)
    page = sign_in(cast.coach).get(f"/cases/{cast.case.pk}/interviews/{interview.pk}/record/").content.decode()
    assert f'name="present" value="{gone.pk}"' in page


def test_a_talk_written_down_while_the_case_rests_starts_the_coaching(cast: SimpleNamespace) -> None:
    case = factories.make_case(
        coach=cast.coach, region=cast.here, state=CaseState.SUSPENDED, suspended_from=CaseState.INVITED
    )
    life.start_coaching(case, by=cast.coach, on=today())
    life.resume(case, by=cast.coach)
    assert case.state == CaseState.IN_COACHING
    assert case.moves.filter(target=CaseState.IN_COACHING).count() == 2


def test_a_prospect_of_an_earlier_cycle_concludes_nothing(cast: SimpleNamespace) -> None:
    prospect = factories.make_prospect(cast.case)
    type(cast.case).objects.filter(pk=cast.case.pk).update(cycle=2)
    with pytest.raises(Refused):
        prospects.tell(prospect, by=cast.coach, version=prospect.version, told_on=today(), told_in="ar")
    cast.case.refresh_from_db()
    assert cast.case.state == CaseState.IN_COACHING
