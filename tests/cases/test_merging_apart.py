"""Who was kept apart while two registrations were one stays so when they are two again."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.enums.people import ApartReason
from cases.models import KeepApart, Merge, Person
from cases.services import merging
from icam.calendar import today
from icam.models import AuditEvent
from tests import factories


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    """The principal of the case of the cast, and the same man registered again for a case of the same region."""
    cast.kept, cast.gone = cast.case.household.principal, factories.make_person()
    household = factories.make_household(principal=cast.gone)
    cast.second = factories.make_case(coach=cast.colleague, region=cast.here, household=household)
    return cast


def merge(two: SimpleNamespace) -> Merge:
    return merging.merge(two.kept, two.gone, by=two.manager, reason="Same passport.")


def part(two: SimpleNamespace, made: Merge, *given: str) -> Merge:
    return merging.part(made, by=two.manager, reason="Two passports.", assignments=given)


def apart(protected: Person, other: Person, two: SimpleNamespace) -> KeepApart:
    return KeepApart.objects.create(
        protected=protected, other=other, because=ApartReason.VIOLENCE, since=today(), set_by=two.manager
    )


@pytest.mark.parametrize("side", ["protected", "other"])
def test_a_protection_that_came_since_stays_with_both(two: SimpleNamespace, side: str) -> None:
    """Nobody can say which of the two was meant, so nobody is asked: losing it silently would cost the most."""
    stranger, made = factories.make_person(), merge(two)
    row = apart(two.kept, stranger, two) if side == "protected" else apart(stranger, two.kept, two)
    assert merging.added_since(made) == []
    part(two, made)
    rows = KeepApart.objects.in_force().order_by("pk")
    assert [getattr(one, side) for one in rows] == [two.kept, two.gone]
    assert [(one.because, one.since, one.set_by) for one in rows] == [(row.because, row.since, row.set_by)] * 2
    told = AuditEvent.objects.filter(verb="apart_set", target_id=rows[1].pk)
    assert list(told.values_list("case_id", flat=True)) == [two.second.pk]


def test_the_page_says_what_stays_with_both(two: SimpleNamespace, sign_in: Callable[[Any], Client]) -> None:
    made, client = merge(two), sign_in(two.manager)
    url, told = reverse("cases:part", args=[made.pk]), "the protection stays with both"
    assert told not in client.get(url).content.decode()
    apart(two.kept, factories.make_person(), two)
    assert told in client.get(url).content.decode()


def test_a_protection_that_he_had_is_not_written_twice(two: SimpleNamespace) -> None:
    wife = factories.make_person()
    lifted = apart(wife, two.kept, two)
    own = apart(wife, two.gone, two)
    made = merge(two)
    over = {"lifted_at": "2026-01-01T00:00Z", "lifted_by": two.manager}
    KeepApart.objects.filter(pk=lifted.pk).update(**over)
    since = apart(wife, two.kept, two)
    part(two, made)
    assert list(KeepApart.objects.in_force().order_by("pk")) == [own, since]


def test_one_that_was_lifted_meanwhile_is_asked_about_like_any_record(two: SimpleNamespace) -> None:
    made = merge(two)
    row = apart(two.kept, factories.make_person(), two)
    KeepApart.objects.filter(pk=row.pk).update(lifted_at="2026-01-01T00:00Z", lifted_by=two.manager)
    [added] = merging.added_since(made)
    part(two, made, added.key)
    assert KeepApart.objects.get().protected == two.gone
