"""Who sees which cases: by role, by region, by grant, and why."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases.access import cases_for, get_case, is_own_work
from cases.enums import GrantReason
from cases.models import Case, CaseGrant
from icam.calendar import today
from icam.permissions import Capability
from tests import factories


def grant(case: Case, user: Any, codename: str, days: int) -> CaseGrant:
    return CaseGrant.objects.create(
        user=user, content_object=case, permission=Permission.objects.get(codename=codename), reason=GrantReason.COVER,
        explanation="Holiday", ends_on=today() + timedelta(days=days), granted_by=factories.make_manager(case.region),
    )  # fmt: skip


def seen(user: Any, capability: Capability = Capability.VIEW_CASE) -> list[int]:
    return list(cases_for(user, capability).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("who", "sees", "works"),
    [
        ("coach", True, True),
        ("colleague", True, False),
        ("coach_elsewhere", False, False),
        ("manager", True, True),
        ("manager_elsewhere", False, False),
        ("head", True, False),
        ("administrator", False, False),
    ],
)
def test_role_and_region_decide(cast: SimpleNamespace, who: str, sees: bool, works: bool) -> None:
    user = getattr(cast, who)
    assert (seen(user) == [cast.case.pk]) is sees
    assert (seen(user, Capability.WORK_CASE) == [cast.case.pk]) is works


def test_a_foreign_case_does_not_exist(cast: SimpleNamespace) -> None:
    with pytest.raises(Http404):
        get_case(cast.coach_elsewhere, cast.case.pk)
    with pytest.raises(Http404):
        get_case(cast.coach_elsewhere, 0)


def test_a_seen_case_that_is_not_yours_is_forbidden(cast: SimpleNamespace) -> None:
    with pytest.raises(PermissionDenied):
        get_case(cast.colleague, cast.case.pk, Capability.WORK_CASE)


def test_a_grant_opens_one_case_until_its_day(cast: SimpleNamespace) -> None:
    factories.make_case(region=cast.here)
    grant(cast.case, cast.coach_elsewhere, "view_case", days=0)
    assert seen(cast.coach_elsewhere) == [cast.case.pk]
    assert seen(cast.coach_elsewhere, Capability.WORK_CASE) == []
    CaseGrant.objects.update(ends_on=today() - timedelta(days=1))
    assert seen(cast.coach_elsewhere) == []


def test_a_grant_to_work_lets_look_and_lists_the_case_once(cast: SimpleNamespace) -> None:
    grant(cast.case, cast.colleague, "work_case", days=3)
    grant(cast.case, cast.colleague, "view_case", days=3)
    assert seen(cast.colleague) == [cast.case.pk]
    assert seen(cast.colleague, Capability.WORK_CASE) == [cast.case.pk]


def test_nobody_deactivated_sees_anything(cast: SimpleNamespace) -> None:
    cast.manager.is_active = False
    assert seen(cast.manager) == []


def test_a_user_without_region_sees_nothing(db: None) -> None:
    factories.make_case()
    assert seen(factories.make_user("manager")) == []


def test_whose_own_work_a_case_is(cast: SimpleNamespace) -> None:
    everyone = ("coach", "colleague", "manager", "head")
    assert [who for who in everyone if is_own_work(getattr(cast, who), cast.case)] == ["coach", "manager"]
    grant(cast.case, cast.colleague, "view_case", days=1)
    assert is_own_work(cast.colleague, cast.case)
