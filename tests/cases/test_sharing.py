"""Grants: a colleague, a case, a reason, an end."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from cases.access import cases_for
from cases.enums import GrantReason
from cases.models import Case, CaseGrant
from cases.services import sharing
from icam.calendar import now, today
from icam.models import AuditEvent, User
from icam.permissions import Capability
from tests import factories
from tests.cases.proof import everything, refusal, told

DAY = timedelta(days=1)
LOOK, WORK = Capability.VIEW_CASE, Capability.WORK_CASE


def share(cast: SimpleNamespace, user: User | None = None, **given: Any) -> CaseGrant:
    words = {
        "capability": LOOK,
        "reason": GrantReason.COVER,
        "explanation": "Anna is on leave",
        "ends_on": today() + 7 * DAY,
    }
    return sharing.share(cast.case, by=cast.manager, user=user or cast.coach_elsewhere, **words | given)


def seen(user: User, capability: Capability = LOOK) -> list[Case]:
    return list(cases_for(user, capability))


def test_a_grant_opens_one_case_and_says_so(cast: SimpleNamespace) -> None:
    factories.make_case(region=cast.here)
    share(cast)
    assert (seen(cast.coach_elsewhere), seen(cast.coach_elsewhere, WORK)) == ([cast.case], [])
    event = AuditEvent.objects.get()
    until = (today() + 7 * DAY).isoformat()
    assert (event.verb, event.actor, event.case_id) == ("case_shared", cast.manager, cast.case.pk)
    assert event.changes == {"user": cast.coach_elsewhere.pk, "capability": "view_case", "until": until}


def test_a_second_grant_replaces_the_first(cast: SimpleNamespace) -> None:
    share(cast)
    share(cast, ends_on=today(), reason=GrantReason.SECOND_OPINION)
    assert [(grant.ends_on, grant.reason) for grant in CaseGrant.objects.all()] == [(today(), "second_opinion")]


def test_to_look_takes_the_place_of_to_work(cast: SimpleNamespace) -> None:
    share(cast, capability=WORK)
    share(cast, capability=LOOK)
    assert (seen(cast.coach_elsewhere), seen(cast.coach_elsewhere, WORK)) == ([cast.case], [])


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (92, True), (93, False)])
def test_a_grant_ends_between_today_and_three_months(cast: SimpleNamespace, days: int, fits: bool) -> None:
    if fits:
        assert share(cast, ends_on=today() + days * DAY).ends_on == today() + days * DAY
    else:
        with refusal("ends_on"):
            share(cast, ends_on=today() + days * DAY)


def test_nobody_opens_a_case_for_themselves_or_for_who_left(cast: SimpleNamespace) -> None:
    gone = factories.make_coach(cast.here, is_active=False, deactivated_at=now())
    for user in (cast.manager, gone):
        with refusal("user"):
            share(cast, user)


@pytest.mark.parametrize(
    ("who", "capability"), [("administrator", LOOK), ("administrator", WORK), ("head", WORK)], ids=str
)
def test_a_grant_gives_no_role_what_it_never_has(cast: SimpleNamespace, who: str, capability: Capability) -> None:
    user = getattr(cast, who)
    with refusal("user"):
        share(cast, user, capability=capability)
    assert seen(user, capability) == []


@pytest.mark.parametrize("capability", set(Capability) - {LOOK, WORK})
def test_only_looking_and_working_can_be_shared(cast: SimpleNamespace, capability: Capability) -> None:
    with refusal("user"):
        share(cast, cast.manager_elsewhere, capability=capability)


def test_a_grant_that_is_taken_back_ends_at_once_and_stays_as_proof(cast: SimpleNamespace) -> None:
    grant = share(cast, capability=WORK)
    sharing.unshare(grant, by=cast.manager)
    assert (seen(cast.coach_elsewhere), seen(cast.coach_elsewhere, WORK)) == ([], [])
    assert CaseGrant.objects.get().ends_on == grant.ends_on == today() - DAY
    assert told(cast.case) == ["case_shared", "case_unshared"]


def test_a_grant_that_has_ended_is_not_ended_again(cast: SimpleNamespace) -> None:
    grant = share(cast)
    sharing.unshare(grant, by=cast.manager)
    before = everything()
    sharing.unshare(grant, by=cast.manager)
    assert everything() == before
