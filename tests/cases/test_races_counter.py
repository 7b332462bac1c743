"""Two desks and one person: whatever they do at once, one person, one visit, and slips that nobody shares.

Short by default; the long form is that of the issue, 32 threads a hundred times over.
"""

from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums.talks import VisitReason
from cases.models import Interview, Person, Visit
from cases.services import visits
from cases.services.visits import Waits
from icam.audit import verify
from icam.models import AuditEvent
from icam.refusals import Refused
from icam.workflow import IllegalMove
from tests import counter, factories
from tests.cases.racing import race

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = [pytest.param(6, 3, id="short"), pytest.param(32, 100, id="long", marks=pytest.mark.slow)]
each_form = pytest.mark.parametrize(("threads", "rounds"), FORMS)


@pytest.fixture(autouse=True)
def _the_trail_is_whole(transactional_db: None) -> Iterator[None]:
    yield
    assert list(verify()) == []


@pytest.fixture
def there(transactional_db: None) -> SimpleNamespace:
    here = factories.make_region()
    office = factories.make_office(here)
    coaches = [factories.make_coach(here, office=office) for _ in range(4)]
    case = factories.make_case(coach=coaches[0], region=here, office=office, state="in_coaching")
    return SimpleNamespace(here=here, office=office, coaches=coaches, case=case)


def newcomer(there: SimpleNamespace, number: int, desk: int) -> Visit:
    """At each desk somebody else types the name as he hears it."""
    name = ("Warsame", "WARSAME", "Wársame")[desk % 3]
    person = {"family_name": f"{name} {'abcdefghij'[number % 10] * (2 + number // 10)}", "given_names": "Amina"}
    return visits.register_newcomer(
        office=there.office, by=there.coaches[desk % 4], decided="", person=person, reason=VisitReason.QUESTION
    )


def told(results: list[Any], *expected: type[Exception]) -> tuple[list[Any], list[Any]]:
    """Who won and who was told; nothing else happened."""
    lost = [result for result in results if isinstance(result, Exception)]
    assert [result for result in lost if not isinstance(result, expected)] == []
    return [result for result in results if not isinstance(result, Exception)], lost


@each_form
def test_one_newcomer_at_many_desks_is_one_person_and_one_visit(
    there: SimpleNamespace, threads: int, rounds: int
) -> None:
    before = Person.objects.count()
    for number in range(rounds):
        won, lost = told(race(*(partial(newcomer, there, number, desk) for desk in range(threads))), Waits)
        assert (len(won), len(lost)) == (1, threads - 1)
        assert {result.visit.pk for result in lost} == {won[0].pk}
    assert (Person.objects.count() - before, Visit.objects.count()) == (rounds, rounds)
    assert sorted(Visit.objects.values_list("number", flat=True)) == list(range(1, rounds + 1))
    assert AuditEvent.objects.filter(verb="person_created").count() == rounds


@each_form
def test_somebody_known_at_many_desks_waits_once(there: SimpleNamespace, threads: int, rounds: int) -> None:
    person = there.case.household.principal
    for _round in range(rounds):
        acts = [
            partial(visits.register, person, office=there.office, by=coach, reason=VisitReason.QUESTION)
            for coach in there.coaches * (threads // 4 + 1)
        ]
        won, lost = told(race(*acts[:threads]), Waits)
        assert (len(won), len(lost)) == (1, threads - 1)
        visits.leave(won[0], by=there.coaches[0])
    assert Visit.objects.count() == rounds


@each_form
def test_no_two_slips_of_a_day_have_one_number(there: SimpleNamespace, threads: int, rounds: int) -> None:
    for _round in range(rounds):
        acts = [
            partial(visits.register, factories.make_person(), office=there.office, by=there.coaches[0],
                    reason=VisitReason.QUESTION)
            for _ in range(threads)
        ]  # fmt: skip
        won, lost = told(race(*acts))
        assert (len(won), lost) == (threads, [])
    numbers = sorted(Visit.objects.values_list("number", flat=True))
    assert numbers == list(range(1, threads * rounds + 1))


@pytest.mark.parametrize(
    "act",
    [
        lambda visit, by: visits.call_in(visit, by=by, desk=None, coach=by),
        lambda visit, by: visits.see(visit, by=by, note="Done"),
    ],
    ids=["call in", "settle"],
)
def test_one_colleague_takes_the_visitor(there: SimpleNamespace, act: Callable[..., Any]) -> None:
    visit = counter.make_visit(there.case)
    won, lost = told(race(*(partial(act, Visit.objects.get(pk=visit.pk), by) for by in there.coaches)), IllegalMove)
    assert (len(won), len(lost)) == (1, 3)


def test_one_interview_begins_at_a_desk(there: SimpleNamespace) -> None:
    desk = factories.make_desk(there.office)
    waiting = [
        counter.make_visit(factories.make_case(coach=coach, region=there.here, office=there.office))
        for coach in there.coaches
    ]
    acts = [partial(visits.begin, visit, by=visit.case.coach, desk=desk) for visit in waiting]
    won, lost = told(race(*acts), Refused)
    assert (len(won), len(lost), Interview.objects.count()) == (1, 3, 1)
    assert Visit.objects.filter(state="called").count() == 1
