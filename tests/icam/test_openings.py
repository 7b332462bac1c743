"""Opening hours and rules: laid down by whoever plans them, from a day on; what was in force stays as it was."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from icam.calendar import ZONE
from icam.enums import OpeningKind, Verb
from icam.models import Desk, NoShowRule, Opening, OpeningException
from icam.refusals import Refused
from icam.services import no_show_rules, openings
from icam.services.hours import opened
from icam.workflow import Stale
from tests import factories
from tests.icam.office import errors, events

SignIn = Callable[[Any], Client]
MONDAY = date(2026, 3, 2)
HOURS = {"starts": time(9), "ends": time(12), "kind": OpeningKind.APPOINTMENT, "slot_minutes": 60}


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def desk(cast: SimpleNamespace) -> Desk:
    return factories.make_desk(cast.office, name="1")


@pytest.fixture
def manager(cast: SimpleNamespace, sign_in: SignIn) -> Client:
    return sign_in(cast.manager)


def rows() -> list[tuple[str, int, str, date, date | None]]:
    found = Opening.objects.order_by("desk__name", "weekday", "valid_from")
    return [(row.desk.name, row.weekday, f"{row.starts:%H:%M}", row.valid_from, row.valid_until) for row in found]


def typed(**given: Any) -> dict[str, Any]:
    words = {"starts": "09:00", "ends": "12:00", "kind": "appointment", "slot_minutes": "60"}
    return {"token": str(uuid4()), **words, **given}


# The week -------------------------------------------------------------------------------------------------------------


def test_hours_are_added_for_some_desks_on_some_days(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    other = factories.make_desk(cast.office, name="2")
    url = reverse("office:opening_add", args=[cast.office.pk])
    data = typed(desks=[desk.pk, other.pk], weekdays=["0", "2"], valid_from="02/03/2026", valid_until="")
    assert manager.post(url, data).headers["Location"] == reverse("office:hours", args=[cast.office.pk])
    manager.post(url, data)  # pressed twice
    assert rows() == [(name, day, "09:00", MONDAY, None) for name in ("1", "2") for day in (0, 2)]
    assert len(events(Verb.OFFICE_CHANGED)) == 4


def test_hours_at_a_time_that_is_taken_are_refused_with_all_that_was_typed(
    cast: SimpleNamespace, desk: Desk, manager: Client
) -> None:
    factories.make_opening(desk)
    url = reverse("office:opening_add", args=[cast.office.pk])
    answer = manager.post(url, typed(desks=[desk.pk], weekdays=["0", "1"], valid_from="02/03/2026", starts="11:00"))
    assert errors(answer) == {"__all__": ["The desk already has opening hours at that time."]}
    assert answer.context["form"]["starts"].value() == "11:00"
    assert Opening.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"valid_from": date(2026, 3, 1)}, "valid_from"),
        ({"valid_from": date(2032, 3, 1)}, "valid_from"),
        ({"valid_until": date(2026, 3, 1)}, "valid_until"),
        ({"ends": time(9)}, "ends"),
        ({"slot_minutes": 181}, "slot_minutes"),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    cast: SimpleNamespace, desk: Desk, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        openings.add([desk], by=cast.manager, weekdays=[0], **{"valid_from": MONDAY, **HOURS} | given)
    assert list(refused.value.error_dict) == [field]


def test_hours_are_changed_from_a_day_on(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    opening = factories.make_opening(desk)
    url = reverse("office:opening", args=[opening.pk])
    assert manager.post(url, typed(version="1", since="16/03/2026", starts="10:00")).status_code == 302
    began = date(2020, 1, 1)
    assert rows() == [
        ("1", 0, "09:00", began, date(2026, 3, 15)),
        ("1", 0, "10:00", date(2026, 3, 16), None),
    ]
    days = opened([desk], date(2026, 3, 9), date(2026, 3, 16))
    assert {day: [hours.starts.hour for hours in found] for (_desk, day), found in days.items()} == {
        date(2026, 3, 9): [9], date(2026, 3, 16): [10],
    }  # fmt: skip


def test_hours_that_have_not_begun_are_changed_where_they_stand(cast: SimpleNamespace, desk: Desk) -> None:
    opening = factories.make_opening(desk, valid_from=date(2026, 4, 1))
    openings.change(opening, by=cast.manager, version=1, since=MONDAY, **HOURS | {"ends": time(11)})
    assert [(row.valid_from, row.ends, row.version) for row in Opening.objects.all()] == [
        (date(2026, 4, 1), time(11), 2)
    ]


def test_the_same_hours_again_change_nothing(cast: SimpleNamespace, desk: Desk) -> None:
    opening = factories.make_opening(desk)
    assert openings.change(opening, by=cast.manager, version=1, since=MONDAY, **HOURS) == opening
    assert Opening.objects.get().version == 1


def test_of_two_who_change_the_second_is_told(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    opening = factories.make_opening(desk)
    Opening.objects.update(version=2)
    answer = manager.post(
        reverse("office:opening", args=[opening.pk]), typed(version="1", since="16/03/2026", ends="13:00")
    )
    assert (answer.status_code, answer.context["form"]["ends"].value()) == (409, "13:00")
    assert Opening.objects.count() == 1


def test_hours_end_on_a_day_or_never_begin(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    opening = factories.make_opening(desk)
    later = factories.make_opening(desk, weekday=1, valid_from=date(2026, 5, 1))
    for row in (opening, later):
        url = reverse("office:opening_end", args=[row.pk])
        assert manager.post(url, {"token": str(uuid4()), "version": "1", "last_day": "31/03/2026"}).status_code == 302
    assert rows() == [("1", 0, "09:00", date(2020, 1, 1), date(2026, 3, 31))]
    with pytest.raises(Stale):
        openings.end(later, by=cast.manager, version=1, last_day=MONDAY)


def test_a_week_is_copied_in_place_of_another(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    other = factories.make_desk(cast.office, name="2")
    for weekday in (0, 2):
        factories.make_opening(desk, weekday=weekday)
    factories.make_opening(other, weekday=4)
    factories.make_opening(other, weekday=3, valid_from=date(2026, 6, 1))
    url = reverse("office:opening_copy", args=[desk.pk])
    data = {"token": str(uuid4()), "desks": [other.pk], "since": "09/03/2026"}
    assert manager.post(url, data).status_code == 302
    since = date(2026, 3, 9)
    assert rows()[2:] == [
        ("2", 0, "09:00", since, None), ("2", 2, "09:00", since, None),
        ("2", 4, "09:00", date(2020, 1, 1), date(2026, 3, 8)),
    ]  # fmt: skip


def test_a_desk_without_hours_has_none_to_copy(cast: SimpleNamespace, desk: Desk) -> None:
    with pytest.raises(Refused, match="no hours"):
        openings.copy(desk, by=cast.manager, desks=[factories.make_desk(cast.office)], since=MONDAY)


# Single days ----------------------------------------------------------------------------------------------------------


def test_a_day_is_shut_or_open_at_other_hours(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    other = factories.make_desk(cast.office, name="2")
    url = reverse("office:exception_add", args=[cast.office.pk])
    shut = typed(desks=[desk.pk], day="09/03/2026", what="shut", label="Works", starts="", ends="")
    late = typed(desks=[other.pk], day="09/03/2026", what="open", label="Late", starts="17:00", ends="19:00")
    assert [manager.post(url, data).status_code for data in (shut, late)] == [302, 302]
    kept = OpeningException.objects.order_by("desk__name").values_list("is_open", "starts", "label")
    assert list(kept) == [(False, time(0), "Works"), (True, time(17), "Late")]
    answer = manager.post(url, {**late, "token": str(uuid4()), "starts": ""})
    assert errors(answer) == {"starts": ["Type the time, for example 09:00."]}


def test_a_holiday_and_a_day_that_has_passed_stay_as_they_are(cast: SimpleNamespace, desk: Desk) -> None:
    for day in (date(2026, 4, 6), MONDAY - timedelta(days=1)):
        with pytest.raises(Refused):
            openings.make_exception([desk], by=cast.manager, day=day, label="x")
    today = factories.make_exception(desk, day=MONDAY)
    with pytest.raises(Refused, match="still to come"):
        openings.take_back(today, by=cast.manager)


def test_a_day_is_taken_back(desk: Desk, manager: Client) -> None:
    exception = factories.make_exception(desk)
    url = reverse("office:exception_remove", args=[exception.pk])
    assert manager.post(url, {"token": str(uuid4())}).status_code == 302
    assert OpeningException.objects.count() == 0


# Pages ----------------------------------------------------------------------------------------------------------------


def test_the_week_shows_what_counts_now_and_what_comes(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    factories.make_opening(desk, valid_until=date(2026, 3, 15))
    factories.make_opening(desk, valid_from=date(2026, 3, 16), starts=time(10))
    factories.make_opening(desk, weekday=1, valid_until=date(2026, 2, 28))
    factories.make_opening(desk, weekday=5, kind=OpeningKind.WALK_IN)
    page = manager.get(reverse("office:hours", args=[cast.office.pk]))
    assert [len(found) for found in page.context["week"][0]["days"]] == [2, 0, 0, 0, 0, 1]
    assert page.context["weekdays"][-1] == "Saturday"


def test_a_manager_sees_the_offices_of_his_regions_an_administrator_all(cast: SimpleNamespace, sign_in: SignIn) -> None:
    elsewhere = factories.make_office(cast.elsewhere)
    seen = {
        who: set(sign_in(getattr(cast, who)).get(reverse("office:hours_offices")).context["offices"])
        for who in ("manager", "administrator")
    }
    assert seen == {"manager": {cast.office}, "administrator": {cast.office, elsewhere}}


def test_a_desk_of_another_office_cannot_be_named(cast: SimpleNamespace, desk: Desk, manager: Client) -> None:
    foreign = factories.make_desk()
    url = reverse("office:opening_add", args=[cast.office.pk])
    answer = manager.post(url, typed(desks=[foreign.pk], weekdays=["0"], valid_from="02/03/2026"))
    assert list(errors(answer)) == ["desks"]
    assert manager.get(url, {"desk": foreign.pk}).context["form"].initial == {}
    assert manager.get(url, {"desk": "9" * 30}).context["form"].initial == {}
    assert manager.get(url, {"desk": desk.pk}).context["form"].initial == {"desks": [desk.pk]}


# Rules ----------------------------------------------------------------------------------------------------------------


def test_a_rule_is_added_changed_and_removed(cast: SimpleNamespace, manager: Client) -> None:
    words = {"from_count": "2", "step": "address_check", "days": "5"}
    answer = manager.post(reverse("office:rule_add"), {"token": str(uuid4()), "region": cast.here.pk, **words})
    assert answer.status_code == 302
    rule = NoShowRule.objects.get()
    assert (rule.region, rule.from_count, rule.step) == (cast.here, 2, "address_check")
    changed = {"token": str(uuid4()), "version": "1", **words, "days": "8"}
    assert manager.post(reverse("office:rule", args=[rule.pk]), changed).status_code == 302
    assert NoShowRule.objects.get().days == 8
    url = reverse("office:rule_remove", args=[rule.pk])
    assert manager.post(url, {"token": str(uuid4()), "version": "1"}).status_code == 409
    assert manager.post(url, {"token": str(uuid4()), "version": "2"}).status_code == 302
    assert NoShowRule.objects.count() == 0
    assert [sorted(event) for event in events(Verb.OFFICE_CHANGED)][-1] == ["from_count", "region", "removed"]


def test_each_number_has_one_rule_and_only_in_the_own_region(cast: SimpleNamespace, manager: Client) -> None:
    factories.make_rule(cast.here)
    data = {"token": str(uuid4()), "from_count": "1", "step": "manager_decides", "days": "5"}
    answer = manager.post(reverse("office:rule_add"), {**data, "region": cast.here.pk})
    assert errors(answer) == {"__all__": ["There is already a rule from that time on."]}
    assert list(errors(manager.post(reverse("office:rule_add"), {**data, "region": cast.elsewhere.pk}))) == ["region"]
    assert set(no_show_rules.regions_of(cast.administrator)) == {cast.here, cast.elsewhere}
