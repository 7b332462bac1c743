"""Whoever reads a household finds the person somebody turned out to be: on pages, in letters, in lists."""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from cases.access import persons_for
from cases.enums import InterviewState, MemberRole
from cases.models import Case, Measure, Member, Order, Procedure
from cases.services import interviews, merging
from icam.calendar import now, today
from icam.models import ResidenceRoute
from invitations.services import conditions, languages
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    """The principal of the second case turned out to be that of the first; all that is known hangs on the first."""
    cast.kept = cast.case.household.principal
    cast.gone = factories.make_person(family_name="El Hasan", letter_language="nl")
    household = factories.make_household(principal=cast.gone)
    cast.second = factories.make_case(coach=cast.coach, region=cast.here, household=household, state="in_coaching")
    cast.letter = factories.make_letter(cast.second, state="sent", sent_on=today() - DAY, language="de")
    merging.merge(cast.kept, cast.gone, by=cast.manager, reason="Same passport.")
    cast.second = Case.objects.get(pk=cast.second.pk)
    return cast


def test_an_invitation_rests_on_what_is_known_of_him(two: SimpleNamespace) -> None:
    assert conditions.order_of(two.second, on=today()) == two.kept.orders.get()
    assert conditions.against_case(two.second, on=today()) == []
    Measure.objects.create(person=two.kept, kind="detention", starts_on=today())
    assert [reason.code for reason in conditions.against_case(two.second, on=today())] == ["measure"]


def test_letters_to_either_registration_were_letters_to_him(two: SimpleNamespace) -> None:
    assert two.kept.letter_language == ""
    first, second = languages.propose(two.case), languages.propose(two.second)
    assert (first.language, first.reason) == (second.language, second.reason)


def test_who_came_is_written_down_as_registered(two: SimpleNamespace) -> None:
    talk = factories.make_interview(two.second, planned_at=now() - DAY)
    interviews.record(
        talk,
        by=two.coach,
        outcome=InterviewState.HELD,
        held_on=today() - DAY,
        present=[two.kept.pk],
        assessment="Good.",
    )
    assert [(row.person, row.was_present) for row in talk.attendances.all()] == [(two.gone, True)]


def test_a_procedure_that_runs_keeps_both_cases_at_rest(two: SimpleNamespace) -> None:
    Case.objects.filter(pk=two.second.pk).update(
        state="suspended", suspension_ground="procedure", suspended_from="in_coaching"
    )
    assert list(Case.objects.with_ended_ground()) == [two.second]
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.create(code="route", **names)
    Procedure.objects.create(person=two.kept, route=route, lodged_on=today(), gives_provisional_stay=True)
    assert list(Case.objects.with_ended_ground()) == []


def test_the_list_counts_him_once(two: SimpleNamespace) -> None:
    child = factories.make_person()
    Member.objects.create(household=two.second.household, person=child, role=MemberRole.CHILD, joined_on=today())
    merging.merge(two.kept, child, by=two.manager, reason="One boy, written down twice.")
    assert Case.objects.for_worklist(now()).get(pk=two.second.pk).member_count == 1


def test_both_cases_are_his(two: SimpleNamespace) -> None:
    assert set(Case.objects.with_member(two.kept.pk)) == {two.case, two.second}
    for household in (two.case.household_id, two.second.household_id):
        assert Order.objects.on_household(household, today()).get().person == two.kept


def test_whose_data_a_reader_may_see(two: SimpleNamespace) -> None:
    free, merged = factories.make_person(), factories.make_person()
    merging.merge(factories.make_person(), merged, by=two.manager, reason="Same passport.")
    persons = [two.kept.pk, two.gone.pk, free.pk, merged.pk]

    def seen(user: object) -> list[int]:
        return sorted(persons_for(user).filter(pk__in=persons).values_list("pk", flat=True))  # type: ignore[arg-type]  # one of the cast

    assert seen(two.coach) == seen(two.manager) == [two.kept.pk, two.gone.pk, free.pk]
    assert seen(two.coach_elsewhere) == seen(two.manager_elsewhere) == [free.pk]
    assert seen(two.head) == [two.kept.pk, two.gone.pk]
    assert seen(two.administrator) == []


def test_who_is_registered_as_somebody_is_said_in_one_place() -> None:
    """`Person.objects.registered_as`: two indexes answer it, which a condition spelt out by hand may miss."""
    root = Path(__file__).resolve().parent.parent.parent
    paths = [path for app in ("cases", "invitations", "reporting") for path in sorted((root / app).rglob("*.py"))]
    spelt = [path for path in paths if re.search(r"\|\s*Q\(\w*merged_into(__in)?=", path.read_text())]
    assert [str(path.relative_to(root)) for path in spelt] == ["cases/models/person.py"]
