"""Absences: recorded by whoever may, with a cover who gets the appointments and, until the last day, the cases."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.access import holds
from cases.models import Case, CaseGrant, Interview
from cases.services import absences
from icam.calendar import ZONE, at, start_of
from icam.enums import AbsenceReason, Verb
from icam.models import Absence, AuditEvent, User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import Stale
from tests import factories

SignIn = Callable[[Any], Client]
MONDAY, TUESDAY, SATURDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 14)
WEEK = {"starts_at": start_of(MONDAY), "ends_at": start_of(SATURDAY), "reason": AbsenceReason.LEAVE}


@pytest.fixture(autouse=True)
def _a_monday_in_march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        yield


def record(cast: SimpleNamespace, user: User | None = None, **given: Any) -> Absence:
    words = {"by": cast.coach, "cover": cast.colleague} | WEEK | given
    return absences.record(user or cast.coach, **words)


def plan(cast: SimpleNamespace, clock: time = time(10), day: date = TUESDAY, **given: Any) -> Interview:
    given.setdefault("case", cast.case)
    return factories.make_interview(planned_at=at(day, clock), **given)


def hand_over(absence: Absence, by: User, *interviews: Interview) -> absences.Handed:
    return absences.hand_over(absence, by=by, interviews=[interview.pk for interview in interviews])


def typed(**given: Any) -> dict[str, Any]:
    words = {"first": "09/03/2026", "starts": "", "last": "13/03/2026", "ends": "", "reason": "leave", "cover": ""}
    return {"token": str(uuid4()), **words, **given}


def verbs(case_id: int) -> list[str]:
    return list(AuditEvent.objects.filter(case_id=case_id).order_by("pk").values_list("verb", flat=True))


# Recording ------------------------------------------------------------------------------------------------------------


def test_a_coach_records_his_own_absence_in_whole_days(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    answer = client.post(reverse("cases:new_absence"), typed(cover=cast.colleague.pk, user=cast.colleague.pk))
    absence = Absence.objects.get()
    assert answer.headers["Location"] == reverse("cases:absence", args=[absence.pk])
    assert (absence.user, absence.cover, absence.recorded_by) == (cast.coach, cast.colleague, cast.coach)
    assert (absence.starts_at, absence.ends_at) == (start_of(MONDAY), start_of(SATURDAY))
    assert absences.last_day(absence) == date(2026, 3, 13)
    event = AuditEvent.objects.get(verb=Verb.ABSENCE_RECORDED)
    assert event.changes == {"user": cast.coach.pk, "cover": cast.colleague.pk}


def test_a_manager_records_those_of_his_region(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    data = typed(user=cast.coach.pk, starts="12:30", last="09/03/2026", ends="17:00")
    assert client.post(reverse("cases:new_absence"), data).status_code == 302
    absence = Absence.objects.get()
    assert (absence.user, absence.recorded_by) == (cast.coach, cast.manager)
    assert (absence.starts_at, absence.ends_at) == (at(MONDAY, time(12, 30)), at(MONDAY, time(17)))
    answer = client.post(reverse("cases:new_absence"), typed(user=cast.coach_elsewhere.pk))
    assert list(answer.context["form"].errors) == ["user"]
    with pytest.raises(Refused, match="your own absences"):
        record(cast, cast.colleague)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_at": start_of(MONDAY)}, "last"),
        ({"ends_at": start_of(date(2027, 3, 12))}, "last"),
        ({"starts_at": start_of(date(2026, 1, 20))}, "first"),
    ],
)
def test_times_that_make_no_sense_are_refused(cast: SimpleNamespace, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        record(cast, **given)
    assert list(refused.value.error_dict) == [field]


def test_a_time_that_the_clocks_skip_is_refused(cast: SimpleNamespace, sign_in: SignIn) -> None:
    data = typed(first="29/03/2026", starts="02:30", last="30/03/2026")
    form = sign_in(cast.coach).post(reverse("cases:new_absence"), data).context["form"]
    assert form.errors == {"starts": ["02:30 does not exist on this day: the clocks go forward."]}


def test_two_absences_at_a_time_are_refused_beside_what_was_typed(cast: SimpleNamespace, sign_in: SignIn) -> None:
    record(cast)
    answer = sign_in(cast.coach).post(reverse("cases:new_absence"), typed(last="20/03/2026"))
    assert answer.context["form"].errors == {"__all__": ["An absence is already recorded for that time."]}
    assert answer.context["form"]["last"].value() == "20/03/2026"


def test_a_cover_is_a_colleague_of_the_region_who_is_there(cast: SimpleNamespace) -> None:
    for cover in (cast.coach, cast.coach_elsewhere):
        with pytest.raises(Refused, match="same region"):
            record(cast, cover=cover)
    record(cast, cast.colleague, by=cast.colleague, cover=None)
    with pytest.raises(Refused, match="away then as well"):
        record(cast)


def test_whole_days_are_told_as_days(cast: SimpleNamespace) -> None:
    assert absences.in_words(record(cast)) == ("Mon 9 Mar 2026", "Fri 13 Mar 2026")
    hours = {"starts_at": at(SATURDAY, time(12, 30)), "ends_at": at(SATURDAY, time(17))}
    assert absences.in_words(record(cast, **hours)) == ("Sat 14 Mar 2026, 12:30", "Sat 14 Mar 2026, 17:00")


# Handing over ---------------------------------------------------------------------------------------------------------


def test_only_planned_appointments_of_that_time_fall_into_it(cast: SimpleNamespace) -> None:
    absence = record(cast, starts_at=at(TUESDAY, time(10, 30)))
    touching = plan(cast, time(10))
    inside = plan(cast, time(14), day=date(2026, 3, 13))
    plan(cast, time(8, 30), minutes=90)
    plan(cast, time(10), day=SATURDAY)
    plan(cast, time(15), state="moved")
    plan(cast, time(16), coach=cast.colleague)
    assert list(absences.falling_into(absence)) == [touching, inside]


def test_the_cover_gets_the_appointments_and_may_work_until_the_last_day(cast: SimpleNamespace) -> None:
    absence, interview = record(cast), plan(cast)
    assert not holds(cast.colleague, cast.case, Capability.WORK_CASE)
    assert hand_over(absence, cast.coach, interview) == absences.Handed([interview], [])
    interview.refresh_from_db()
    assert (interview.coach, interview.version) == (cast.colleague, 2)
    grant = CaseGrant.objects.get()
    assert (grant.user, grant.reason, grant.ends_on) == (cast.colleague, "cover", date(2026, 3, 13))
    assert holds(cast.colleague, cast.case, Capability.WORK_CASE)
    assert verbs(cast.case.pk)[-2:] == [Verb.INTERVIEW_CHANGED, Verb.CASE_SHARED]
    with time_machine.travel(start_of(SATURDAY), tick=False):
        assert not holds(cast.colleague, cast.case, Capability.WORK_CASE)


def test_what_the_cover_cannot_hold_stays(cast: SimpleNamespace) -> None:
    absence, busy = record(cast), plan(cast, time(10))
    free = plan(cast, time(15))
    plan(cast, time(10, 30), case=factories.make_case(coach=cast.colleague, region=cast.here))
    assert hand_over(absence, cast.coach, busy, free) == absences.Handed([free], [busy])
    busy.refresh_from_db()
    assert busy.coach == cast.coach


def test_nobody_hands_over_cases_that_are_not_his_work(cast: SimpleNamespace) -> None:
    absence = record(cast)
    foreign = plan(cast, case=factories.make_case(coach=cast.colleague, region=cast.here), coach=cast.coach)
    assert hand_over(absence, cast.coach, foreign) == absences.Handed([], [])
    assert hand_over(absence, cast.manager, foreign) == absences.Handed([foreign], [])
    assert CaseGrant.objects.count() == 0  # it is the cover's own case


def test_without_a_cover_nothing_is_handed_over(cast: SimpleNamespace) -> None:
    absence = record(cast, cover=None)
    with pytest.raises(Refused, match="who stands in"):
        hand_over(absence, cast.coach, plan(cast))
    absences.choose_cover(absence, by=cast.coach, version=1, cover=cast.colleague)
    assert Absence.objects.get().cover == cast.colleague


def test_withdrawn_the_appointments_go_back_and_the_grant_ends(cast: SimpleNamespace) -> None:
    absence, interview = record(cast), plan(cast)
    other = factories.make_grant(cast.case, user=cast.colleague, ends_on=date(2026, 3, 5))
    hand_over(absence, cast.coach, interview)
    absences.withdraw(absence, by=cast.coach, version=1)
    interview.refresh_from_db()
    assert interview.coach == cast.coach
    assert not holds(cast.colleague, cast.case, Capability.WORK_CASE)
    assert verbs(cast.case.pk)[-1] == Verb.CASE_UNSHARED
    assert CaseGrant.objects.exclude(pk=other.pk).get().ends_on == date(2026, 3, 1)
    with pytest.raises(Refused, match="withdrawn already"):
        absences.withdraw(absence, by=cast.coach, version=2)


def test_withdrawn_an_older_grant_stands_again(cast: SimpleNamespace) -> None:
    older = factories.make_grant(cast.case, "work_case", user=cast.colleague, ends_on=date(2026, 3, 11))
    words = [getattr(older, name) for name in ("reason", "explanation", "ends_on", "granted_by_id")]
    absence, interview = record(cast), plan(cast)
    hand_over(absence, cast.coach, interview)
    assert CaseGrant.objects.get().ends_on == date(2026, 3, 13)
    absences.withdraw(absence, by=cast.coach, version=1)
    grant = CaseGrant.objects.get()
    assert [getattr(grant, name) for name in ("reason", "explanation", "ends_on", "granted_by_id")] == words
    assert holds(cast.colleague, cast.case, Capability.WORK_CASE)


def test_who_may_look_still_may_after_standing_in(cast: SimpleNamespace) -> None:
    older = factories.make_grant(cast.case, user=cast.colleague, ends_on=date(2026, 3, 20))
    absence, interview = record(cast), plan(cast)
    hand_over(absence, cast.coach, interview)
    with time_machine.travel(start_of(SATURDAY), tick=False):
        assert list(CaseGrant.objects.valid_on(date(2026, 3, 14))) == [older]
        assert not holds(cast.colleague, cast.case, Capability.WORK_CASE)


def test_an_appointment_of_a_case_that_was_given_away_stays(cast: SimpleNamespace) -> None:
    absence, interview = record(cast), plan(cast)
    hand_over(absence, cast.coach, interview)
    Case.objects.update(coach=cast.colleague)
    absences.withdraw(absence, by=cast.coach, version=1)
    interview.refresh_from_db()
    assert (interview.coach, CaseGrant.objects.get().ends_on) == (cast.colleague, date(2026, 3, 1))


def test_an_appointment_that_cannot_go_back_keeps_its_grant(cast: SimpleNamespace) -> None:
    absence, interview = record(cast), plan(cast)
    hand_over(absence, cast.coach, interview)
    plan(cast, time(10), case=factories.make_case(coach=cast.coach, region=cast.here))
    absences.withdraw(absence, by=cast.coach, version=1)
    interview.refresh_from_db()
    assert interview.coach == cast.colleague
    assert holds(cast.colleague, cast.case, Capability.WORK_CASE)


def test_of_two_who_withdraw_or_change_the_second_is_told(cast: SimpleNamespace) -> None:
    absence = record(cast)
    absences.choose_cover(Absence.objects.get(), by=cast.coach, version=1, cover=None)
    with pytest.raises(Stale):
        absences.withdraw(absence, by=cast.manager, version=1)


# Pages ----------------------------------------------------------------------------------------------------------------


def test_the_page_offers_what_can_be_handed_over_and_does_it(cast: SimpleNamespace, sign_in: SignIn) -> None:
    absence, interview = record(cast), plan(cast)
    client, url = sign_in(cast.coach), reverse("cases:absence", args=[absence.pk])
    page = client.get(url)
    assert [row["interview"] for row in page.context["rows"]] == [interview]
    assert AuditEvent.objects.get(verb=Verb.AGENDA_SEEN).changes == {"page": "absence", "interviews": 1}
    data = {"token": str(page.context["token"]), "interviews": [interview.pk]}
    for _press in range(2):
        client.post(reverse("cases:hand_over", args=[absence.pk]), data)
    assert Interview.objects.get().version == 2
    assert client.get(url).context["rows"] == []


def test_a_number_that_is_not_offered_is_refused(cast: SimpleNamespace, sign_in: SignIn) -> None:
    absence = record(cast)
    foreign = plan(cast, case=factories.make_case(), coach=cast.coach_elsewhere)
    for number in (foreign.pk, "9" * 40, "x"):
        data = {"token": str(uuid4()), "interviews": [number]}
        assert sign_in(cast.coach).post(reverse("cases:hand_over", args=[absence.pk]), data).status_code == 302
    foreign.refresh_from_db()
    assert foreign.coach == cast.coach_elsewhere


def test_the_cover_sees_the_absence_but_neither_names_nor_buttons_beyond_his_reach(
    cast: SimpleNamespace, sign_in: SignIn
) -> None:
    absence = record(cast)
    plan(cast, case=factories.make_case(), coach=cast.coach)
    page = sign_in(cast.colleague).get(reverse("cases:absence", args=[absence.pk]))
    assert (page.context["rows"], page.context["hidden"], page.context["records"]) == ([], 1, False)
    assert sign_in(cast.colleague).post(reverse("cases:hand_over", args=[absence.pk])).status_code == 404


def test_the_list_shows_who_of_the_region_is_away_and_why_only_to_whom_it_concerns(
    cast: SimpleNamespace, sign_in: SignIn
) -> None:
    record(cast, reason=AbsenceReason.TRAINING)
    record(cast, cast.coach_elsewhere, by=cast.coach_elsewhere, cover=None)
    colleague = factories.make_coach(cast.here)
    pages = {
        who: sign_in(user).get(reverse("cases:absences")) for who, user in [("he", cast.coach), ("other", colleague)]
    }
    assert {who: [row.user for row, *_when in page.context["absences"]] for who, page in pages.items()} == {
        "he": [cast.coach], "other": [cast.coach],
    }  # fmt: skip
    assert {who: "Training" in page.content.decode() for who, page in pages.items()} == {"he": True, "other": False}
