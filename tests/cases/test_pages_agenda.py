"""The agenda as a page: what stands where, for whom, in how many queries; and the way from a free slot to a plan."""

import re
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.enums import InterviewState
from cases.models import Interview
from icam.calendar import ZONE, at
from icam.enums import OpeningKind
from icam.models import Absence, AuditEvent, ClosingDay, Opening
from tests import factories

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Any:
    with time_machine.travel(datetime(2026, 3, 2, 8, 30, tzinfo=ZONE), tick=False):
        yield


@pytest.fixture
def desk(cast: SimpleNamespace) -> Any:
    return factories.make_desk(cast.office, name="North")


def expect(cast: SimpleNamespace, day: date = TUESDAY, clock: time = time(10), **given: Any) -> Interview:
    name = given.pop("name", "Ahmed")
    case = given.pop("case", None) or factories.make_case(
        region=given.pop("region", cast.here), office=cast.office,
        household=factories.make_household(
            principal=factories.make_person(family_name=name, given_names="Samira", contact_language="so"),
        ),
    )  # fmt: skip
    return factories.make_interview(case, planned_at=at(day, clock), **{"office": cast.office} | given)


def opening(desk: Any, starts: int = 9, ends: int = 12, kind: str = OpeningKind.APPOINTMENT) -> None:
    for weekday in range(5):
        Opening.objects.create(
            desk=desk, weekday=weekday, starts=time(starts), ends=time(ends), kind=kind, valid_from=date(2026, 1, 1)
        )


def show(client: Client, query: str = "") -> Any:
    return client.get(f"/agenda/?{query}")


def slots(response: Any) -> list[tuple[str, str, str]]:
    """Of each thing in the agenda: its classes, its words, the address it leads to."""
    found = re.findall(r'<li class="slot ([^"]*)"[^>]*>(.*?)</li>', response.content.decode(), re.S)
    return [
        (classes, " ".join(re.sub(r"<[^>]*>", " ", inner).split()), "".join(re.findall(r'href="([^"]*)"', inner)))
        for classes, inner in found
    ]


# What stands there ---------------------------------------------------------------------------------------------------


def test_an_appointment_stands_at_its_desk_and_hour(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    interview = expect(cast, desk=desk)
    [(classes, words, url)] = slots(show(sign_in(cast.coach)))
    assert classes == "tone-info desk-1 at-13 for-12"
    assert words == f"10:00, {cast.office.name}, North: Ahmed, S. Somali · first"
    assert url == f"/cases/{interview.case_id}/interviews/{interview.pk}/"


@pytest.mark.parametrize(
    ("state", "given", "tone", "word"),
    [
        ("planned", {"kind": "follow_up"}, "tone-good", "Somali"),
        ("planned", {"interpreter_state": "needed"}, "tone-watch", "Somali · no interpreter"),
        ("planned", {"interpreter_state": "confirmed"}, "tone-info", "Somali · first"),
        ("planned", {"day": date(2026, 2, 27)}, "tone-watch", "Somali · no outcome"),
        ("held", {"day": date(2026, 2, 27), "held_on": date(2026, 2, 27)}, "tone-quiet", "Somali · held"),
        ("no_show", {"day": date(2026, 2, 27)}, "tone-quiet", "Somali · absent"),
    ],
)
def test_a_tone_never_speaks_alone(
    cast: SimpleNamespace, desk: Any, sign_in: Any, state: str, given: dict[str, Any], tone: str, word: str
) -> None:
    interview = expect(cast, desk=desk, state=state, **given)
    [(classes, words, _url)] = slots(show(sign_in(cast.coach), f"day={interview.planned_at.date()}"))
    assert (classes.split()[0], words.split(": ")[1]) == (tone, f"Ahmed, S. {word}")


@pytest.mark.parametrize("state", [InterviewState.CANCELLED, InterviewState.MOVED])
def test_what_does_not_take_place_is_not_there(cast: SimpleNamespace, desk: Any, sign_in: Any, state: str) -> None:
    expect(cast, desk=desk, state=state)
    response = show(sign_in(cast.coach))
    assert (slots(response), "0 appointments" in response.content.decode()) == ([], True)


def test_who_may_not_open_the_case_reads_taken(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    """A household of another region that is received at a desk of ours."""
    expect(cast, desk=desk, region=cast.elsewhere, name="Verborgen")
    response = show(sign_in(cast.coach))
    assert slots(response) == [("tone-quiet desk-1 at-13 for-12", f"10:00, {cast.office.name}, North: Taken", "")]
    assert "Verborgen" not in response.content.decode()


def test_two_at_once_without_desk_stand_beside_each_other(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    expect(cast, mode="telephone")
    expect(cast, mode="telephone", clock=time(10, 30))
    expect(cast, mode="telephone", clock=time(11))
    found = [classes for classes, _words, _url in slots(show(sign_in(cast.coach)))]
    assert found == ["tone-info desk-2 at-13 for-12", "tone-info desk-3 at-19 for-12", "tone-info desk-2 at-25 for-12"]


def test_the_hours_grow_with_what_they_hold(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    expect(cast, desk=desk, clock=time(7, 15))
    expect(cast, desk=desk, clock=time(23, 30), minutes=120)
    page = show(sign_in(cast.coach)).content.decode()
    hours = re.findall(r"<span>(\d\d):00</span>", page)
    assert (hours[0], hours[-1], [c for c, _w, _u in slots(show(sign_in(cast.coach)))]) == (
        "07", "23", ["tone-info desk-1 at-4 for-12", "tone-info desk-1 at-199 for-6"],
    )  # fmt: skip


# Free and shut -------------------------------------------------------------------------------------------------------


def test_a_free_slot_leads_to_a_plan_with_desk_and_time(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    opening(desk, 9, 10)
    found = slots(show(sign_in(cast.coach), "view=day&day=2026-03-03"))
    query = f"desk={desk.pk}&amp;day=2026-03-03&amp;clock=09:00"
    assert found == [("slot--free desk-1 at-1 for-12", "09:00, North: Free", f"/agenda/new/?{query}")]
    client = sign_in(cast.coach)
    page = client.get(f"/agenda/new/?{query.replace('amp;', '')}").content.decode()
    assert f"/cases/{cast.case.pk}/interviews/plan/?{query.replace(':', '%3A')}" in page
    form = client.get(f"/cases/{cast.case.pk}/interviews/plan/?{query.replace('amp;', '')}").context["form"]
    assert (form.initial["desk"], form.initial["planned_at"]) == (desk.pk, at(TUESDAY, time(9)))


def test_a_case_is_found_by_its_reference(cast: SimpleNamespace, sign_in: Any) -> None:
    client, wanted = sign_in(cast.manager), f"/cases/{cast.case.pk}/interviews/plan/?day=2026-03-03&clock=09%3A00"
    answer = client.get(f"/agenda/new/?day=2026-03-03&clock=09:00&reference={cast.case.reference.lower()}")
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    foreign = factories.make_case(region=cast.elsewhere)
    for reference in (foreign.reference, "ICAM-1999-000001", "x<y"):
        answer = client.get("/agenda/new/", {"reference": reference})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["reference"])


def test_walk_in_hours_and_closings_are_hatched(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    opening(desk, 9, 11, OpeningKind.WALK_IN)
    ClosingDay.objects.create(day=TUESDAY, office=cast.office, label="Works")
    found = slots(show(sign_in(cast.coach)))
    assert found[:2] == [
        ("slot--band tone-quiet desk-all at-1 for-24", "09:00: Open desk no appointments", ""),
        ("slot--band tone-quiet desk-all at-1 for-96", "09:00: Office closed Works", ""),
    ]
    assert len(found) == 5


# Clashes -------------------------------------------------------------------------------------------------------------


def test_clashes_are_red_with_a_word_and_named_in_the_lead(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    opening(desk)
    other = factories.make_desk(cast.office, name="South")
    first = expect(cast, desk=desk, interpreter="Mrs Saïd")
    expect(cast, desk=other, interpreter="MRS SAÏD", clock=time(10, 30))
    expect(cast, desk=desk, day=date(2026, 3, 5), clock=time(11, 30))
    away = expect(cast, desk=other, day=date(2026, 3, 6), coach=cast.colleague)
    Absence.objects.create(
        user=cast.colleague, starts_at=at(date(2026, 3, 6), time(0)), ends_at=at(date(2026, 3, 6), time(23)),
        recorded_by=cast.manager,
    )  # fmt: skip
    response = show(sign_in(cast.coach))
    found = [words.split(". ")[1] for classes, words, _u in slots(response) if "tone-stop" in classes]
    assert found == ["same interpreter", "same interpreter", "outside hours", "coach away"]
    page = response.content.decode()
    assert f'<a href="#clash-{first.pk}">4 clashes, the first on Tuesday</a>' in page
    assert f'id="clash-{away.pk}"' in page


# Whose, and when -----------------------------------------------------------------------------------------------------


def test_by_coach_by_desk_by_office(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    elsewhere = factories.make_office(cast.here)
    south = factories.make_desk(elsewhere, name="South")
    expect(cast, desk=desk, coach=cast.coach, name="Here")
    expect(cast, desk=south, office=elsewhere, coach=cast.coach, clock=time(14), name="There")
    expect(cast, desk=desk, coach=cast.colleague, clock=time(12), name="Colleague")
    client = sign_in(cast.coach)

    def names(query: str) -> list[str]:
        return [words.split(": ")[1].split(",")[0] for _c, words, _u in slots(show(client, query))]

    assert names("") == ["Here", "Colleague"]  # the office of the reader
    assert names(f"coach={cast.coach.pk}") == ["Here", "There"]
    assert names(f"office={cast.office.pk}&coach={cast.coach.pk}") == ["Here"]
    assert names(f"desk={south.pk}") == ["There"]
    assert names(f"office={cast.office.pk}&desk={south.pk}") == ["Here", "Colleague"]
    assert names("day=2026-03-10") == []
    assert names("view=day&day=2026-03-04") == []


@pytest.mark.parametrize(
    "query",
    [
        "offices=1", "office=x", "office=999999", "coach=999999", "desk=-1", "day=2026-02-30", "day=yesterday",
        "view=month", "day=1800-01-01", "office=%00", "name=Ahmed", "day=" + "9" * 4000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_understood_is_refused(
    cast: SimpleNamespace, desk: Any, sign_in: Any, query: str
) -> None:
    assert show(sign_in(cast.coach), query).status_code == 400


@pytest.mark.parametrize("query", ["desk=x", "day=2026-02-30", "clock=25:00", "minutes=-5", "day=2026-03-03", "who=1"])
def test_a_plan_whose_address_is_not_understood_is_refused(cast: SimpleNamespace, sign_in: Any, query: str) -> None:
    client = sign_in(cast.coach)
    assert client.get(f"/cases/{cast.case.pk}/interviews/plan/?{query}").status_code == 400
    assert client.get(f"/agenda/new/?{query}").status_code == 400


def test_another_region_s_office_is_not_known(cast: SimpleNamespace, sign_in: Any) -> None:
    foreign = factories.make_desk(factories.make_office(cast.elsewhere))
    client = sign_in(cast.coach)
    for query in (f"office={foreign.office_id}", f"desk={foreign.pk}", f"coach={cast.coach_elsewhere.pk}"):
        assert show(client, query).status_code == 400


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (datetime(2026, 3, 29, 23, 30, tzinfo=ZONE), "30 Mar", "3 Apr"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZONE), "26 Oct", "30 Oct"),
        (datetime(2027, 12, 31, 23, 30, tzinfo=ZONE), "27 Dec", "31 Dec"),
        (datetime(2028, 1, 1, 0, 10, tzinfo=ZONE), "3 Jan", "7 Jan"),
        (datetime(2028, 2, 29, 23, 30, tzinfo=ZONE), "28 Feb", "3 Mar"),
    ],
)
def test_this_week_on_odd_days(
    cast: SimpleNamespace, desk: Any, sign_in: Any, moment: datetime, first: str, last: str
) -> None:
    with time_machine.travel(moment, tick=False):
        page = show(sign_in(cast.coach)).content.decode()
    assert f"<h1>{cast.office.name}, {first} to {last}</h1>" in page


def test_every_look_is_in_the_trail_without_a_name(cast: SimpleNamespace, desk: Any, sign_in: Any) -> None:
    expect(cast, desk=desk)
    show(sign_in(cast.coach))
    event = AuditEvent.objects.get(verb="agenda_seen")
    assert (event.actor, event.changes) == (cast.coach, {"rows": 1, "first": "2026-03-02", "days": 5})


# Speed ---------------------------------------------------------------------------------------------------------------


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert show(client).status_code == 200
    return len(seen)


def test_as_many_queries_for_one_as_for_hundreds(cast: SimpleNamespace, sign_in: Any) -> None:
    desks = [factories.make_desk(cast.office) for _ in range(10)]
    for each in desks:
        opening(each, 9, 17)
    coaches = [factories.make_coach(cast.here) for _ in desks]
    case, client, counts = cast.case, sign_in(cast.coach), []
    places = [
        (at(MONDAY + timedelta(days=day), time(9 + hour)), place)
        for day in range(5) for hour in range(6) for place in range(10)
    ]  # fmt: skip
    template = expect(cast, desk=desks[0], case=case, interpreter="Mrs Saïd", coach=coaches[0])
    facts = {field.attname: getattr(template, field.attname) for field in Interview._meta.concrete_fields}
    Interview.objects.update(state="cancelled")
    show(client)
    for first, last in ((0, 1), (1, 3), (3, 300)):
        Interview.objects.bulk_create(
            Interview(**{
                **facts, "id": None, "planned_at": when, "desk_id": desks[n].pk, "coach_id": coaches[n].pk,
                "interpreter": f"Mr {n}",
            })
            for when, n in places[first:last]
        )  # fmt: skip
        counts.append(queries(client))
    assert Interview.objects.planned().count() == 300
    assert counts == [14, 14, 14]
