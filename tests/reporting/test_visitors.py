"""The visitors of the demonstration: a few at every counter that has cases, on this day, and nobody twice."""

import random
from types import SimpleNamespace

import pytest

from cases.models import Arrival, Visit
from icam.calendar import today
from reporting.demonstration import visitors
from tests import counter, factories

pytestmark = pytest.mark.django_db


def test_a_morning_at_the_counter(cast: SimpleNamespace) -> None:
    for _ in range(9):
        factories.make_case(coach=cast.coach, region=cast.here, office=cast.office)
    small = factories.make_office(cast.here)
    factories.make_case(coach=cast.coach, region=cast.here, office=small)
    talk = counter.make_talk(cast.case)
    visitors.write(random.Random(1))
    assert list(Visit.objects.filter(office=cast.office).values_list("number", "state")) == [
        (1, "seen"), (2, "seen"), (3, "left"), (4, "called"), (5, "waiting"), (6, "waiting"), (7, "waiting"),
    ]  # fmt: skip
    assert list(Visit.objects.filter(office=small).values_list("state", "day")) == [("waiting", today())]
    assert Arrival.objects.get().interview == talk
