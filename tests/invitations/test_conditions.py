"""Who may be invited: each rule of the law refuses with its sentence and its article."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from cases.enums import CaseState, Decision, InterviewState, MeasureKind, MemberRole, SuspensionGround
from cases.models import Appeal, Measure, Person, Procedure
from icam.calendar import local_day, today
from icam.dates import day_in_words
from icam.models import ResidenceRoute
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter
from invitations.services import conditions, letters
from tests import factories
from tests.invitations.conftest import make_invitable


def draft(ready: SimpleNamespace, **given: Any) -> Letter:
    values = {"by": ready.coach, "interview": ready.interview, "channel": Channel.POST} | given
    return letters.draft(ready.case, **values)


def refusal(ready: SimpleNamespace, **given: Any) -> list[str]:
    with pytest.raises(letters.NotInvitable) as told:
        draft(ready, **given)
    assert not Letter.objects.filter(case=ready.case, state=LetterState.DRAFTED).exists()
    return told.value.messages


def measure(person: Any, kind: str, start: int, end: int | None = None) -> Measure:
    day = today()
    ends_on = None if end is None else day + timedelta(days=end)
    return Measure.objects.create(person=person, kind=kind, starts_on=day + timedelta(days=start), ends_on=ends_on)


def test_whoever_may_be_invited_is(invitable: SimpleNamespace) -> None:
    letter = draft(invitable)
    assert (letter.state, letter.purpose, letter.language) == (LetterState.DRAFTED, Purpose.FIRST, "fr")
    assert conditions.against_case(invitable.case, on=today()) == []


@pytest.mark.django_db
def test_a_closed_case_is_not_invited() -> None:
    assert refusal(make_invitable(state=CaseState.CLOSED)) == ["The case is closed."]


@pytest.mark.django_db
def test_a_suspended_case_is_not_invited() -> None:
    ready = make_invitable(
        state=CaseState.SUSPENDED, suspension_ground=SuspensionGround.PROCEDURE, suspension_ends_with="decision on 9bis"
    )
    assert refusal(ready) == ["The case is suspended until: decision on 9bis. (art. 74/24 §3)"]


def test_without_an_order_nobody_is_invited(invitable: SimpleNamespace) -> None:
    invitable.order.delete()
    assert refusal(invitable) == ["No order to leave in force was notified to an adult. (art. 74/24)"]


@pytest.mark.parametrize("changed", [{"notified_on": None}, {"withdrawn_on": today()}])
def test_an_order_must_be_notified_and_in_force(invitable: SimpleNamespace, changed: dict[str, Any]) -> None:
    type(invitable.order).objects.filter(pk=invitable.order.pk).update(**changed)
    assert refusal(invitable) == ["No order to leave in force was notified to an adult. (art. 74/24)"]


def test_an_order_notified_after_today_is_not_one_yet(invitable: SimpleNamespace) -> None:
    type(invitable.order).objects.filter(pk=invitable.order.pk).update(notified_on=today() + timedelta(days=1))
    assert refusal(invitable) == ["No order to leave in force was notified to an adult. (art. 74/24)"]


@pytest.mark.django_db
def test_the_transfer_track_needs_a_transfer_decision() -> None:
    ready = make_invitable(track="transfer")
    assert draft(ready).purpose == Purpose.FIRST
    other = make_invitable(track="transfer")
    type(other.order).objects.filter(pk=other.order.pk).update(annex=factories.make_annex("13"))
    assert refusal(other) == ["No transfer decision in force was notified to an adult. (art. 74/25)"]


def test_a_transfer_decision_does_not_open_the_return_track(invitable: SimpleNamespace) -> None:
    annex = factories.make_annex("26quater", is_transfer=True)
    type(invitable.order).objects.filter(pk=invitable.order.pk).update(annex=annex)
    assert refusal(invitable) == ["No order to leave in force was notified to an adult. (art. 74/24)"]


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "counts"), [(factories.make_person, True), (factories.make_minor, False)])
def test_the_order_of_any_adult_will_do_but_not_of_a_minor(make: Callable[[], Person], counts: bool) -> None:
    """Majority is by the birth date, whatever the role: a grown child may have an order of his own."""
    ready = make_invitable()
    other = make()
    factories.make_household((other, MemberRole.CHILD), principal=factories.make_person())
    type(other.memberships.first()).objects.filter(person=other).update(household=ready.case.household)
    type(ready.order).objects.filter(pk=ready.order.pk).update(person=other)
    assert bool(conditions.order_of(ready.case, on=today())) is counts


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (MeasureKind.DETENTION, "Detention"),
        (MeasureKind.LESS_COERCIVE, "Less coercive measure (74/28)"),
    ],
)
def test_nobody_under_such_a_measure_is_invited(invitable: SimpleNamespace, kind: str, name: str) -> None:
    measure(invitable.person, kind, -3, 0)
    told = refusal(invitable)
    assert len(told) == 1
    assert told[0].endswith(f"{invitable.person.spoken_name} is under this measure: {name}. (art. 74/24)")


def test_a_measure_on_the_day_of_the_appointment_counts_too(invitable: SimpleNamespace) -> None:
    ahead = (local_day(invitable.interview.planned_at) - today()).days
    measure(invitable.person, MeasureKind.DETENTION, ahead, ahead)
    assert [reason.code for reason in refused(invitable)] == ["measure"]


def refused(ready: SimpleNamespace, channel: str = Channel.POST, apart_from: Letter | None = None) -> list[Any]:
    return conditions.against(
        ready.case,
        interview=ready.interview,
        channel=channel,
        purpose=Purpose.FIRST,
        on=today(),
        apart_from=apart_from,
    )


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [(MeasureKind.DETENTION, -9, -1), (MeasureKind.DETENTION, 300, None), (MeasureKind.PREVENTIVE, -3, None)],
)
def test_measures_of_other_days_and_kinds_do_not_count(
    invitable: SimpleNamespace, kind: str, start: int, end: int | None
) -> None:
    measure(invitable.person, kind, start, end)
    assert refused(invitable) == []


@pytest.mark.parametrize("state", [InterviewState.MOVED, InterviewState.CANCELLED, InterviewState.NO_SHOW])
def test_the_appointment_must_still_be_planned(invitable: SimpleNamespace, state: str) -> None:
    type(invitable.interview).objects.filter(pk=invitable.interview.pk).update(state=state)
    assert refusal(invitable) == ["The appointment was moved, cancelled or has taken place."]


def test_the_appointment_must_lie_ahead(invitable: SimpleNamespace) -> None:
    past = timezone.now() - timedelta(minutes=1)
    type(invitable.interview).objects.filter(pk=invitable.interview.pk).update(planned_at=past)
    assert refusal(invitable) == ["The appointment lies in the past."]


def test_the_appointment_must_be_of_this_case(invitable: SimpleNamespace) -> None:
    assert refusal(invitable, interview=make_invitable().interview) == ["The appointment belongs to another case."]


@pytest.mark.parametrize(
    "changed", [{"undeliverable_since": today()}, {"ends_on": today()}, {"starts_on": today() + timedelta(days=1)}]
)
def test_post_needs_an_address_where_it_arrives(invitable: SimpleNamespace, changed: dict[str, Any]) -> None:
    type(invitable.address).objects.filter(pk=invitable.address.pk).update(**changed)
    assert refusal(invitable) == ["No address is known where post arrives. Hand the letter over instead."]
    assert draft(invitable, channel=Channel.HAND_OVER).channel == Channel.HAND_OVER


def test_one_letter_for_one_appointment_and_purpose(invitable: SimpleNamespace) -> None:
    letter = draft(invitable)
    with pytest.raises(letters.NotInvitable) as told:
        draft(invitable)
    assert told.value.messages == ["There is already a letter for this appointment: First invitation."]
    letters.cancel(letter, by=invitable.coach, because="Wrong day")
    assert draft(invitable).pk != letter.pk


def test_all_that_stands_in_the_way_is_said_at_once(invitable: SimpleNamespace) -> None:
    invitable.order.delete()
    measure(invitable.person, MeasureKind.DETENTION, -3)
    invitable.address.delete()
    assert [reason.code for reason in refused(invitable)] == ["decision", "measure", "measure", "address"]


# Who may stay for now ------------------------------------------------------------------------------------------------


def procedure(person: Person, **given: Any) -> Procedure:
    names = {f"name_{language}": "Regularisation" for language in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.update_or_create(code="HUMANITARIAN", defaults={**names, "article": "9bis"})[0]
    return Procedure.objects.create(person=person, route=route, **{"lodged_on": today() - timedelta(days=20)} | given)


def stays(name: str, why: str, days: int) -> str:
    return f"{name} may stay for now: {why % day_in_words(today() - timedelta(days=days))}."


def test_nobody_with_a_provisional_right_to_stay_is_invited(invitable: SimpleNamespace) -> None:
    procedure(invitable.person, gives_provisional_stay=True)
    why = "provisional right to stay since %s (Regularisation)"
    assert refusal(invitable) == [f"{stays(invitable.person.spoken_name, why, 20)} (art. 74/24 §3)"]
    assert [reason.code for reason in conditions.against_case(invitable.case, on=today())] == ["stay"]


def test_nobody_with_a_granted_right_to_stay_is_invited(invitable: SimpleNamespace) -> None:
    procedure(invitable.person, decision=Decision.GRANTED, decided_on=today())
    why = "right to stay granted on %s (Regularisation)"
    assert refusal(invitable) == [f"{stays(invitable.person.spoken_name, why, 0)} (art. 9bis)"]


def test_an_order_that_came_after_the_right_was_granted_calls(invitable: SimpleNamespace) -> None:
    day = today() - timedelta(days=800)
    procedure(invitable.person, lodged_on=day, decision=Decision.GRANTED, decided_on=day)
    assert refused(invitable) == []


def test_nobody_is_invited_while_the_removal_waits_for_an_appeal(invitable: SimpleNamespace) -> None:
    appeal = Appeal.objects.create(order=invitable.order, kind="full", lodged_on=today(), effect="suspends")
    why = "the removal waits for the appeal of %s"
    assert refusal(invitable) == [f"{stays(invitable.person.spoken_name, why, 0)} (art. 74/24 §3)"]
    Appeal.objects.filter(pk=appeal.pk).update(effect="none")
    assert refused(invitable) == []


@pytest.mark.parametrize(
    "given",
    [
        {"gives_provisional_stay": False},
        {"gives_provisional_stay": True, "decision": Decision.REFUSED, "decided_on": today()},
        {"decision": Decision.WITHDRAWN, "decided_on": today()},
    ],
)
def test_procedures_that_give_no_stay_do_not_count(invitable: SimpleNamespace, given: dict[str, Any]) -> None:
    procedure(invitable.person, **given)
    assert refused(invitable) == []


def test_a_procedure_of_later_does_not_undo_a_letter_that_had_left(invitable: SimpleNamespace) -> None:
    procedure(invitable.person, lodged_on=today(), gives_provisional_stay=True)
    left = today() - timedelta(days=1)
    assert [reason.code for reason in conditions.against_case(invitable.case, on=today())] == ["stay"]
    assert conditions.against_case(invitable.case, on=left) == []


def test_who_may_not_stay_is_called_in_alone_or_with_the_others(invitable: SimpleNamespace) -> None:
    """One of two adults has a provisional stay: a letter to him alone is refused, any other may leave."""
    rana = factories.make_member(invitable.case.household).person
    procedure(rana, gives_provisional_stay=True)
    assert refused(invitable) == []
    assert conditions.against_case(invitable.case, on=today()) == []
    why = "provisional right to stay since %s (Regularisation)"
    told = refusal(invitable, called=[rana], channel=Channel.HAND_OVER)
    assert told == [f"{stays(rana.spoken_name, why, 20)} (art. 74/24 §3)"]
    assert draft(invitable, called=[invitable.person]).addressee == invitable.person


def test_an_order_on_somebody_who_may_stay_does_not_call_in_the_others(invitable: SimpleNamespace) -> None:
    rana = factories.make_member(invitable.case.household).person
    older = factories.make_order(person=rana, decided_on=today() - timedelta(days=90))
    procedure(invitable.person, gives_provisional_stay=True)
    assert conditions.order_of(invitable.case, on=today()) == older
    older.delete()
    told = ["No order to leave in force was notified to an adult who may not stay for now. (art. 74/24)"]
    assert refusal(invitable, called=[rana]) == told


def test_a_letter_for_which_nobody_was_chosen_calls_in_nobody_who_may_stay(invitable: SimpleNamespace) -> None:
    rana = factories.make_member(invitable.case.household).person
    factories.make_order(person=rana, decided_on=today() - timedelta(days=90))
    procedure(invitable.person, gives_provisional_stay=True)
    letter = draft(invitable)
    assert (letter.addressee, [row.person for row in letter.concerns.all()]) == (rana, [rana])
