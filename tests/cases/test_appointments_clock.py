"""Planning on odd nights: both changes of the clock, half past eleven, New Year, 29 February."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from cases.services import appointments
from icam.calendar import ZONE, at
from tests import factories
from tests.cases.proof import refusal

TEN = time(10)


@pytest.mark.parametrize(
    ("moment", "day", "in_utc"),
    [
        (datetime(2026, 3, 29, 1, 59, 30, tzinfo=ZONE), date(2026, 3, 30), 8),
        (datetime(2026, 3, 29, 3, 0, tzinfo=ZONE), date(2026, 3, 30), 8),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZONE), date(2026, 10, 26), 9),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZONE), date(2026, 10, 26), 9),
        (datetime(2026, 3, 2, 23, 30, tzinfo=ZONE), date(2026, 3, 3), 9),
        (datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), date(2027, 1, 4), 9),
        (datetime(2028, 2, 28, 23, 30, tzinfo=ZONE), date(2028, 2, 29), 9),
    ],
)
def test_ten_o_clock_is_ten_o_clock(cast: SimpleNamespace, moment: datetime, day: date, in_utc: int) -> None:
    with time_machine.travel(moment, tick=False):
        interview = appointments.plan(cast.case, by=cast.coach, planned_at=at(day, TEN))
        assert interview.planned_at.astimezone(UTC) == datetime(day.year, day.month, day.day, in_utc, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day", "clock", "code"),
    [
        (datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), date(2027, 1, 1), TEN, "holiday"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), date(2026, 12, 31), time(23, 29), "past"),
        (datetime(2028, 2, 29, 23, 30, tzinfo=ZONE), date(2028, 2, 29), TEN, "past"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=ZONE), date(2026, 3, 29), time(3), "weekend"),
    ],
)
def test_what_cannot_be_around_midnight(
    cast: SimpleNamespace, moment: datetime, day: date, clock: time, code: str
) -> None:
    with time_machine.travel(moment, tick=False):
        found = appointments.clashes(cast.case, planned_at=at(day, clock))
        assert [(clash.code, clash.is_hard) for clash in found] == [(code, True)]
        with refusal("planned_at"):
            appointments.plan(cast.case, by=cast.coach, planned_at=at(day, clock))


def _post(cast: SimpleNamespace, sign_in: Any, day: str, **more: str) -> Any:
    desk = factories.make_desk(cast.office)
    data = {"planned_at_day": day, "planned_at_clock": "02:30", "minutes": "60", "mode": "office", "desk": desk.pk}
    url = f"/cases/{cast.case.pk}/interviews/plan/"
    return sign_in(cast.coach).post(url, {**data, "interpreter": "Mr Typed", **more})


@time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False)
def test_the_page_refuses_a_time_that_does_not_exist(cast: SimpleNamespace, sign_in: Any) -> None:
    page = _post(cast, sign_in, "29/03/2026").content.decode()
    assert "02:30 does not exist on this day: the clocks go forward." in page
    assert ("Mr Typed" in page, 'name="planned_at_turn"' in page) == (True, False)


@time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False)
def test_the_page_asks_about_a_time_that_comes_twice(cast: SimpleNamespace, sign_in: Any) -> None:
    page = _post(cast, sign_in, "25/10/2026").content.decode()
    assert "02:30 comes twice in this night: the clocks go back. Choose which one is meant." in page
    assert ("Mr Typed" in page, page.count('name="planned_at_turn"')) == (True, 1)
    page = _post(cast, sign_in, "25/10/2026", planned_at_turn="second").content.decode()
    assert "comes twice" not in page
    assert "it is a weekend" in page  # both nights are from Saturday to Sunday
    assert page.count('value="second" selected') == 1


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ("-30", "Ensure this value is greater than or equal to 5."),
        ("1200", "Ensure this value is less than or equal to 480."),
        ("0", "Ensure this value is greater than or equal to 5."),
    ],
)
@time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False)
def test_lengths_that_cannot_be(cast: SimpleNamespace, sign_in: Any, minutes: str, sentence: str) -> None:
    answer = _post(cast, sign_in, "03/03/2026", minutes=minutes)
    assert dict(answer.context["form"].errors) == {"minutes": [sentence]}
