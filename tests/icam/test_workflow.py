"""perform() and edit(): of two people acting on one thing one wins, and the other is told."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections, transaction

from cases.enums import CaseState
from cases.models import Case
from icam.enums import Verb
from icam.models import AuditEvent, Office
from icam.workflow import IllegalMove, Move, Stale, edit, perform
from tests import factories

INVITE = Move({CaseState.SELECTED}, CaseState.INVITED, Verb.CASE_INVITED)
START = Move({CaseState.SELECTED, CaseState.INVITED}, CaseState.IN_COACHING, Verb.COACHING_STARTED)


def events() -> list[tuple[str, dict[str, Any]]]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", "changes"))


def test_a_move_changes_the_state_and_is_recorded(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach)
    assert perform(INVITE, case, by=cast.coach, reason="why", note={"letter": 3}) == CaseState.SELECTED
    assert (case.state, case.version) == (CaseState.INVITED, 2)
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.INVITED, 2)
    assert events() == [("case_invited", {"state": ["selected", "invited"], "letter": 3})]
    event = AuditEvent.objects.get()
    assert (event.reason, event.actor, event.case_id) == ("why", cast.coach, case.pk)


def test_a_move_writes_its_further_columns_in_the_same_breath(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach)
    perform(INVITE, case, by=cast.coach, office=cast.office)
    assert case.office == cast.office
    case.refresh_from_db()
    assert (case.state, case.office) == (CaseState.INVITED, cast.office)


def test_from_a_state_that_is_no_source_nothing_moves(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach, state=CaseState.IN_COACHING)
    with pytest.raises(IllegalMove) as caught:
        perform(INVITE, case, by=cast.coach)
    assert (caught.value.before, caught.value.target) == (CaseState.IN_COACHING, CaseState.INVITED)
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.IN_COACHING, 1)
    assert events() == []


def test_a_move_from_an_old_page_is_illegal_even_when_it_would_fit_the_new_state(cast: Any) -> None:
    old = factories.make_case(coach=cast.coach)
    perform(INVITE, Case.objects.get(pk=old.pk), by=cast.coach)
    with pytest.raises(IllegalMove):
        perform(START, old, by=cast.manager)
    assert Case.objects.get(pk=old.pk).state == CaseState.INVITED
    assert [verb for verb, _changes in events()] == ["case_invited"]
    assert old.state == CaseState.SELECTED


def test_a_refused_move_names_no_person(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach, state=CaseState.IN_COACHING)
    with pytest.raises(IllegalMove, match=rf"\Acases.Case {case.pk} cannot go from in_coaching to invited\Z"):
        perform(INVITE, case, by=cast.coach)


def test_an_edit_writes_what_differs_and_names_the_fields_only(cast: Any) -> None:
    office: Office = cast.office
    changed = edit(
        office, by=cast.administrator, version=1, verb=Verb.OFFICE_CHANGED, phone="02 111 11 11", name=office.name
    )
    assert changed == ["phone"]
    office.refresh_from_db()
    assert (office.phone, office.version) == ("02 111 11 11", 2)
    assert events() == [("office_changed", {"fields": ["phone"]})]


def test_an_edit_that_changes_nothing_writes_nothing(cast: Any) -> None:
    assert edit(cast.office, by=cast.administrator, version=1, verb=Verb.OFFICE_CHANGED, name=cast.office.name) == []
    cast.office.refresh_from_db()
    assert (cast.office.version, events()) == (1, [])


@pytest.mark.parametrize("version", [0, 1, 3])
@pytest.mark.parametrize("phone", ["02 222 22 22", "02 111 11 11"])
def test_an_edit_of_another_version_is_stale_even_when_it_says_the_same(cast: Any, version: int, phone: str) -> None:
    edit(cast.office, by=cast.administrator, version=1, verb=Verb.OFFICE_CHANGED, phone="02 111 11 11")
    with pytest.raises(Stale):
        edit(cast.office, by=cast.administrator, version=version, verb=Verb.OFFICE_CHANGED, phone=phone)
    cast.office.refresh_from_db()
    assert (cast.office.phone, cast.office.version) == ("02 111 11 11", 2)
    assert len(events()) == 1


# Two at once ----------------------------------------------------------------------------------------------------------


def race(*acts: Any) -> list[str]:
    """Run all at once, each on its own connection; what became of each: done, or the name of what it raised."""
    ready, outcomes = Barrier(len(acts), timeout=10), ["" for _act in acts]

    def run(place: int, act: Any) -> None:
        try:
            ready.wait()
            act()
            outcomes[place] = "done"
        except Exception as trouble:  # noqa: BLE001  (told to the test, which runs in another thread)
            outcomes[place] = type(trouble).__name__
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[place, act]) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_moving_one_case_the_second_is_told(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach)
    copies = [Case.objects.get(pk=case.pk) for _user in range(2)]
    outcomes = race(
        lambda: perform(INVITE, copies[0], by=cast.coach), lambda: perform(START, copies[1], by=cast.manager)
    )
    assert sorted(outcomes) == ["IllegalMove", "done"]
    case.refresh_from_db()
    assert case.version == 2
    assert case.state == (CaseState.INVITED if outcomes[0] == "done" else CaseState.IN_COACHING)
    assert len(events()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_savings_of_one_form_one_is_kept(cast: Any) -> None:
    copies = [Office.objects.get(pk=cast.office.pk) for _user in range(8)]

    def save(number: int) -> Any:
        office = copies[number]
        return lambda: edit(
            office, by=cast.administrator, version=1, verb=Verb.OFFICE_CHANGED, phone=f"02 111 11 1{number}"
        )

    outcomes = race(*[save(number) for number in range(8)])
    assert sorted(outcomes) == ["Stale"] * 7 + ["done"]
    cast.office.refresh_from_db()
    assert (cast.office.version, cast.office.phone) == (2, f"02 111 11 1{outcomes.index('done')}")
    assert len(events()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_move_that_is_rolled_back_leaves_the_way_free(cast: Any) -> None:
    case = factories.make_case(coach=cast.coach)
    written, rolled_back = Barrier(2, timeout=10), []

    def give_up() -> None:
        with transaction.atomic():
            perform(INVITE, Case.objects.get(pk=case.pk), by=cast.coach)
            written.wait()
            transaction.set_rollback(True)
        rolled_back.append(True)

    def go_on() -> None:
        copy = Case.objects.get(pk=case.pk)
        written.wait()
        perform(START, copy, by=cast.manager)  # waits for the row, finds it as it was read

    assert race(give_up, go_on) == ["done", "done"]
    assert rolled_back == [True]
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.IN_COACHING, 2)
    assert [verb for verb, _changes in events()] == ["coaching_started"]
