"""Entry bans: what the law allows, and from when until when they run (art. 74/11)."""

from datetime import date
from types import SimpleNamespace

import pytest

from cases.enums.dossier import BanGround
from cases.models import EntryBan
from cases.services import bans
from tests import factories
from tests.cases.dossier_acts import ago, ban
from tests.cases.proof import refusal, stale, told


@pytest.mark.parametrize(
    ("ground", "years", "fits"),
    [
        ("no_period", 1, True), ("no_period", 3, True), ("no_period", 4, False), ("fraud", 5, True),
        ("fraud", 6, False), ("threat", 6, True), ("threat", 20, True), ("threat", 21, False), ("threat", 0, False),
    ],
)  # fmt: skip
def test_the_longest_ban_of_each_ground(cast: SimpleNamespace, ground: str, years: int, fits: bool) -> None:
    if fits:
        assert ban(cast.case, cast.coach, ground=BanGround(ground), years=years).years == years
        return
    with refusal("years"):
        ban(cast.case, cast.coach, ground=BanGround(ground), years=years)
    made = ban(cast.case, cast.coach, years=1)
    with refusal("years"):
        bans.change(cast.case, made, by=cast.coach, version=1, reason="x", ground=BanGround(ground), years=years)


@pytest.mark.parametrize(
    ("left", "years", "ends"),
    [
        (None, 3, None),
        (date(2026, 3, 14), 3, date(2029, 3, 14)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
    ],
    ids=["still here", "plain", "leap day", "leap day to leap day"],
)
def test_a_ban_is_counted_from_the_day_of_leaving(left: date | None, years: int, ends: date | None) -> None:
    assert EntryBan(starts_on=left, years=years).ends_on == ends


def test_a_ban_is_notified_runs_and_is_lifted(cast: SimpleNamespace) -> None:
    made = ban(cast.case, cast.coach, order=cast.case.household.principal.orders.get())
    bans.change(cast.case, made, by=cast.coach, version=1, reason="Stamp", notified_on=ago(8), starts_on=ago(5))
    bans.change(cast.case, made, by=cast.coach, version=2, reason="Decision", lifted_on=ago(1))
    made.refresh_from_db()
    assert (made.notified_on, made.starts_on, made.lifted_on, made.version) == (ago(8), ago(5), ago(1), 3)
    assert told(made) == ["ban_registered", "ban_changed", "ban_changed"]


def test_a_ban_does_not_come_with_the_order_of_another(cast: SimpleNamespace) -> None:
    order = factories.make_order(person=factories.make_person())
    with refusal("order"):
        ban(cast.case, cast.coach, order=order)


@pytest.mark.parametrize("field", ["notified_on", "starts_on", "lifted_on"])
def test_the_days_of_a_ban_follow_its_decision(cast: SimpleNamespace, field: str) -> None:
    made = ban(cast.case, cast.coach)
    for day in (ago(10), ago(-1)):
        with refusal(field):
            bans.change(cast.case, made, by=cast.coach, version=1, reason="x", **{field: day})


def test_a_change_of_a_ban_has_a_reason_and_a_version(cast: SimpleNamespace) -> None:
    made = ban(cast.case, cast.coach)
    with refusal("reason"):
        bans.change(cast.case, made, by=cast.coach, version=1, reason=" ", years=1)
    bans.change(cast.case, made, by=cast.coach, version=1, reason="x", years=1)
    with stale():
        bans.change(cast.case, made, by=cast.coach, version=1, reason="x", years=2)
