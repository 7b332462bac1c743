"""Measures in force, and which of them bar an invitation."""

from types import SimpleNamespace

import pytest

from cases.models import Measure
from cases.services import measures
from icam.calendar import today
from tests.cases.dossier_acts import ago, measure
from tests.cases.proof import refusal, told


def test_a_measure_is_in_force_up_to_and_including_its_last_day(cast: SimpleNamespace) -> None:
    made = measure(cast.case, cast.coach)
    measures.end(cast.case, made, by=cast.coach, version=1, ends_on=ago(2))
    assert [Measure.objects.on(ago(back)).count() for back in (6, 5, 2, 1)] == [0, 1, 1, 0]
    assert told(made) == ["measure_registered", "measure_ended"]


@pytest.mark.parametrize(
    ("kind", "bars"), [("preventive", False), ("less_coercive", True), ("detention", True)], ids=str
)
def test_which_measures_bar_an_invitation(cast: SimpleNamespace, kind: str, bars: bool) -> None:
    measure(cast.case, cast.coach, kind=kind)
    assert Measure.objects.on(today()).barring_invitation().exists() is bars


def test_no_measure_ends_before_it_begins(cast: SimpleNamespace) -> None:
    with refusal("ends_on"):
        measure(cast.case, cast.coach, ends_on=ago(6))
    made = measure(cast.case, cast.coach)
    with refusal("ends_on"):
        measures.end(cast.case, made, by=cast.coach, version=1, ends_on=ago(6))
