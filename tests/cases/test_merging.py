"""Merging two registrations and parting them: what moves, what stays, and what follows."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import UniqueConstraint

from cases.enums import MemberRole
from cases.enums.dossier import RepresentativeKind, RestrictedKind
from cases.enums.papers import DocumentKind, ScanResult
from cases.enums.people import ApartReason, PairState, Strength
from cases.models import (
    Address,
    Alias,
    Case,
    Document,
    EntryBan,
    FileNumber,
    KeepApart,
    Measure,
    Member,
    Merge,
    Order,
    Pair,
    Person,
    PersonKeys,
    Procedure,
    Representative,
    RestrictedNote,
)
from cases.services import deadlines, index, merging
from cases.services.dossier import belongs, persons_of
from cases.services.merging import Link
from icam.calendar import today
from icam.models import AuditEvent, ResidenceRoute
from icam.refusals import Refused
from tests import factories
from tests.cases.proof import refusal

DAY = timedelta(days=1)


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    """The principal of the case of the cast, and the same man registered again for a case of the same region."""
    cast.kept = cast.case.household.principal
    cast.gone = factories.make_person(family_name="El Hasan", given_names="Mohamed")
    cast.second = factories.make_case(
        coach=cast.colleague, region=cast.here, household=factories.make_household(principal=cast.gone)
    )
    return cast


def merge(two: SimpleNamespace, kept: Person | None = None, gone: Person | None = None) -> Merge:
    return merging.merge(kept or two.kept, gone or two.gone, by=two.manager, reason="Same passport.")


def part(two: SimpleNamespace, made: Merge, *given: str, **words: Any) -> Merge:
    return merging.part(made, by=two.manager, reason="Two passports.", assignments=given, **words)


def one_of_each(person: Person, case: Case, by: Any) -> dict[str, Any]:
    """A record by every link that moves; the other of a keep-apart is somebody else."""
    stranger, route = factories.make_person(), ResidenceRoute.objects.create(
        code=f"r{person.pk}", name_en="r", name_fr="r", name_nl="r", name_de="r"
    )  # fmt: skip
    apart = {"because": ApartReason.VIOLENCE, "since": today(), "set_by": by}
    return {
        "cases.Alias.person": Alias.objects.create(person=person, name=f"Abu Nour {person.pk}"),
        "cases.FileNumber.person": FileNumber.objects.create(
            person=person, kind="SP", as_written=f"1.{person.pk}", canonical=f"1{person.pk}"
        ),
        "cases.Order.person": factories.make_order(person=person),
        "cases.Measure.person": Measure.objects.create(person=person, kind="preventive", starts_on=today()),
        "cases.Procedure.person": Procedure.objects.create(person=person, route=route, lodged_on=today()),
        "cases.EntryBan.person": EntryBan.objects.create(person=person, ground="fraud", decided_on=today(), years=3),
        "cases.Address.person": factories.make_address(person=person),
        "cases.Representative.person": Representative.objects.create(
            person=person, kind=RepresentativeKind.LAWYER, name="Me Dupont", mandate_from=today()
        ),
        "cases.Document.person": Document.objects.create(
            case=case, person=person, kind=DocumentKind.IDENTITY, title="Passport", received_on=today(),
            name="p.pdf", stored_as=f"{person.pk}", media_type="application/pdf", size=1, sha256="0" * 64,
            scan=ScanResult.values[0], added_by=by,
        ),
        "cases.RestrictedNote.person": RestrictedNote.objects.create(
            person=person, kind=RestrictedKind.values[0], sealed=b"x", review_on=today(), recorded_by=by,
            recorded_on=today(),
        ),
        "cases.KeepApart.protected": KeepApart.objects.create(protected=person, other=stranger, **apart),
        "cases.KeepApart.other": KeepApart.objects.create(protected=stranger, other=person, **apart),
        "cases.Person.merged_into": factories.make_person(merged_into=person),
    }  # fmt: skip


# What moves ----------------------------------------------------------------------------------------------------------


def test_of_every_reference_to_a_person_it_is_said_whether_it_moves() -> None:
    keys = sorted(f"{field.model._meta.label}.{field.name}" for field in merging.references())
    assert keys == sorted([*merging.MOVES, *merging.STAYS])


HANDLED = {"alias_once_per_person", "apart_once", "file_number_belongs_to_one_person"}


def test_no_rule_of_the_database_can_stop_a_record_that_moves() -> None:
    """A unique constraint on what moves must be known to `doubles`: the last names a number, which is nobody else's."""
    found = set()
    for link in map(Link, merging.MOVES):
        for constraint in link.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and {link.field, "canonical"} & set(constraint.fields):
                found.add(constraint.name)
    assert found == HANDLED


@pytest.mark.parametrize("key", merging.MOVES)
def test_it_moves_and_goes_back(two: SimpleNamespace, key: str) -> None:
    row = one_of_each(two.gone, two.second, two.manager)[key]
    own = one_of_each(two.kept, two.case, two.manager)[key]
    link = Link(key)
    made = merge(two)
    assert set(link.rows(two.kept).values_list("pk", flat=True)) >= {row.pk, own.pk}
    assert made.entries.filter(table=key, row=row.pk, moved=True).count() == 1
    assert made.entries.filter(table=key, row=own.pk, moved=False).count() == 1
    part(two, made)
    assert (row.pk in link.rows(two.gone).values_list("pk", flat=True)) is True
    assert (own.pk in link.rows(two.kept).values_list("pk", flat=True)) is True


def test_families_stay_as_they_were_registered(two: SimpleNamespace) -> None:
    before = list(Member.objects.order_by("pk").values())
    merge(two)
    assert list(Member.objects.order_by("pk").values()) == before
    assert two.second.household.principal == two.gone
    assert Case.objects.get(pk=two.second.pk).household.head == two.kept


def test_a_household_in_which_he_stands_twice_names_him_once(two: SimpleNamespace) -> None:
    Member.objects.filter(person=two.gone).update(left_on=today() - 200 * DAY)
    Member.objects.create(
        household=two.case.household, person=two.gone, role=MemberRole.OTHER, joined_on=today() - 100 * DAY
    )
    assert persons_of(two.case) == [two.kept, two.gone]
    merge(two)
    assert persons_of(two.case) == [two.kept]
    assert two.case.household.members.on(today()).registered() == {two.kept.pk: two.kept.pk}
    assert two.second.household.members.registered() == {two.kept.pk: two.gone.pk}


def test_a_name_that_both_have_is_not_doubled_and_not_lost(two: SimpleNamespace) -> None:
    for person in (two.kept, two.gone):
        Alias.objects.create(person=person, name="Abu Nour")
    made = merge(two)
    assert [(alias.person_id, alias.name) for alias in Alias.objects.order_by("pk")] == [
        (two.kept.pk, "Abu Nour"),
        (two.gone.pk, "Abu Nour"),
    ]
    part(two, made)
    assert Alias.objects.filter(person=two.gone).count() == 1


def apart(protected: Person, other: Person, two: SimpleNamespace) -> KeepApart:
    return KeepApart.objects.create(
        protected=protected, other=other, because=ApartReason.VIOLENCE, since=today(), set_by=two.manager
    )


def test_who_is_kept_from_both_is_kept_from_him_once(two: SimpleNamespace) -> None:
    wife = factories.make_person()
    apart(wife, two.kept, two)
    double = apart(wife, two.gone, two)
    made = merge(two)
    assert list(KeepApart.objects.filter(other=two.gone)) == [double]
    part(two, made)
    assert wife.kept_from.count() == 2


# What follows --------------------------------------------------------------------------------------------------------


def test_the_deadlines_of_both_households_follow(two: SimpleNamespace) -> None:
    """His order of ten days ago leaves him 20 days; the one on the other registration, of yesterday, 30."""
    deadlines.follow(two.case.household)
    factories.make_order(person=two.gone, notified_on=today() - DAY, decided_on=today() - DAY, period_days=31)
    deadlines.follow(two.second.household)

    def due() -> list[int]:
        rows = Case.objects.filter(pk__in=[two.case.pk, two.second.pk]).order_by("pk")
        return [(case.leave_by - today()).days for case in rows if case.leave_by]

    assert due() == [20, 30]
    made = merge(two)
    assert due() == [30, 30]
    part(two, made)
    assert due() == [20, 30]


def test_an_order_in_one_household_is_the_deadline_of_the_other(two: SimpleNamespace) -> None:
    merge(two)
    Order.objects.all().delete()
    factories.make_order(person=two.kept, notified_on=today(), decided_on=today(), period_days=7)
    deadlines.follow(two.second.household)
    rows = Case.objects.filter(pk__in=[two.case.pk, two.second.pk]).order_by("pk")
    assert [case.leave_by for case in rows] == [today() + 7 * DAY] * 2


def test_who_was_merged_is_found_as_who_he_is(two: SimpleNamespace) -> None:
    index.refresh([two.kept.pk, two.gone.pk])
    his, own = (set(PersonKeys.objects.get(person=person).words) for person in (two.gone, two.kept))
    made = merge(two)
    assert PersonKeys.objects.filter(person=two.gone).count() == 0
    assert set(PersonKeys.objects.get(person=two.kept).words) == own | his
    part(two, made)
    assert set(PersonKeys.objects.get(person=two.gone).words) == his
    assert set(PersonKeys.objects.get(person=two.kept).words) == own


def test_every_case_concerned_is_told_in_numbers(two: SimpleNamespace) -> None:
    factories.make_address(person=two.gone)
    made = merge(two)
    events = AuditEvent.objects.filter(verb="persons_merged").order_by("case_id")
    ids = {"kept": two.kept.pk, "gone": two.gone.pk, "rows": 1}
    assert [(event.case_id, event.reason, event.changes) for event in events] == [
        (two.case.pk, "", ids),
        (two.second.pk, "", ids),
    ]
    part(two, made)
    parted = AuditEvent.objects.filter(verb="persons_parted").order_by("case_id")
    assert [(event.case_id, event.target_id) for event in parted] == [
        (two.case.pk, made.pk),
        (two.second.pk, made.pk),
    ]


def test_two_without_any_case_leave_one_line(two: SimpleNamespace) -> None:
    merge(two, factories.make_person(), factories.make_person())
    assert AuditEvent.objects.get(verb="persons_merged").case_id is None


def test_new_work_goes_to_who_he_is(two: SimpleNamespace) -> None:
    merge(two)
    belongs(two.second, two.kept)
    with pytest.raises(Refused, match="just been merged"):
        belongs(two.second, two.gone)


# What is refused -----------------------------------------------------------------------------------------------------


def test_nobody_is_merged_with_himself(two: SimpleNamespace) -> None:
    with refusal():
        merge(two, two.kept, Person.objects.get(pk=two.kept.pk))


def test_who_was_merged_is_not_merged_again(two: SimpleNamespace) -> None:
    third = factories.make_person()
    merge(two)
    with refusal():
        merge(two, third, two.gone)
    with refusal():
        merge(two, two.gone, third)


@pytest.mark.parametrize("turned", [False, True])
def test_two_who_are_kept_apart_are_not_one(two: SimpleNamespace, turned: bool) -> None:
    pair = (two.gone, two.kept) if turned else (two.kept, two.gone)
    flag = apart(*pair, two)
    with refusal():
        merge(two)
    KeepApart.objects.filter(pk=flag.pk).update(lifted_at="2026-01-01T00:00Z", lifted_by=two.manager)
    made = merge(two)
    assert KeepApart.objects.get(pk=flag.pk).protected == pair[0]
    part(two, made)


def test_it_needs_a_reason(two: SimpleNamespace) -> None:
    with refusal("reason"):
        merging.merge(two.kept, two.gone, by=two.manager, reason="  ")
    made = merge(two)
    with refusal("reason"):
        merging.part(made, by=two.manager, reason="")


def test_nothing_is_undone_twice(two: SimpleNamespace) -> None:
    made = merge(two)
    part(two, made)
    with refusal():
        part(two, made)


# Into whom somebody was merged before --------------------------------------------------------------------------------


def pointers(*persons: Person) -> list[int | None]:
    return [Person.objects.get(pk=person.pk).merged_into_id for person in persons]


def test_merges_make_no_chain(two: SimpleNamespace) -> None:
    third = factories.make_person()
    first = merge(two, two.gone, third)
    second = merge(two)
    assert pointers(third, two.gone, two.kept) == [two.kept.pk, two.kept.pk, None]
    with refusal():
        part(two, first)
    part(two, second)
    assert pointers(third, two.gone, two.kept) == [two.gone.pk, None, None]
    part(two, first)
    assert pointers(third, two.gone, two.kept) == [None, None, None]


def test_two_merges_into_one_are_undone_in_any_order(two: SimpleNamespace) -> None:
    third = factories.make_person()
    his, theirs = factories.make_address(person=two.gone), factories.make_address(person=third)
    first, second = merge(two), merge(two, two.kept, third)
    assert [added.row for added in merging.added_since(first)] == []
    part(two, first)
    assert (Address.objects.get(pk=his.pk).person, Address.objects.get(pk=theirs.pk).person) == (two.gone, two.kept)
    part(two, second)
    assert Address.objects.get(pk=theirs.pk).person == third


# Work between --------------------------------------------------------------------------------------------------------


def test_what_came_since_is_asked_about_and_goes_where_it_is_said(two: SimpleNamespace) -> None:
    made = merge(two)
    mine, yours = factories.make_address(person=two.kept), factories.make_address(person=two.kept)
    number = FileNumber.objects.create(person=two.kept, kind="SP", as_written="7654321", canonical="7654321")
    added = merging.added_since(made)
    assert [(one.table, one.row) for one in added] == [
        ("cases.FileNumber.person", number),
        ("cases.Address.person", mine),
        ("cases.Address.person", yours),
    ]
    part(two, made, added[0].key, added[2].key)
    assert FileNumber.objects.get(pk=number.pk).person == two.gone
    assert [Address.objects.get(pk=row.pk).person for row in (mine, yours)] == [two.kept, two.gone]


def test_what_is_not_asked_about_cannot_be_given_away(two: SimpleNamespace) -> None:
    made = merge(two)
    own = two.kept.addresses.get()
    with refusal():
        part(two, made, f"cases.Address.person:{own.pk}")
    with refusal():
        part(two, made, "nonsense")


@pytest.mark.django_db(transaction=True)  # the history knows the moment of the transaction
def test_what_was_corrected_since_is_shown_and_stays(two: SimpleNamespace) -> None:
    made = merge(two)
    assert merging.changed_since(made) == []
    Person.objects.filter(pk=two.kept.pk).update(phone="0470 00 00 01")
    made.refresh_from_db()
    changed = [(field.name, then, today) for field, then, today in merging.changed_since(made)]
    assert changed == [("phone", "", "0470 00 00 01")]
    part(two, made)
    assert Person.objects.get(pk=two.kept.pk).phone == "0470 00 00 01"


# The pair ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(two: SimpleNamespace) -> Pair:
    return Pair.objects.create(first=two.kept, second=two.gone, score=0.9, strength=Strength.STRONG)


def test_the_pair_is_decided_with_the_merge(two: SimpleNamespace, pair: Pair) -> None:
    merging.merge(two.gone, two.kept, by=two.manager, reason="Same passport.", pair=pair)
    assert (pair.state, pair.decided_by, pair.reason) == (PairState.MERGED, two.manager, "Same passport.")


@pytest.mark.parametrize(("distinct", "state"), [(False, PairState.OPEN), (True, PairState.NOT_SAME)])
def test_after_parting_the_pair_is_a_question_unless_somebody_answers_it(
    two: SimpleNamespace, pair: Pair, distinct: bool, state: PairState
) -> None:
    made = merge(two)
    part(two, made, distinct=distinct)
    assert Pair.objects.get(pk=pair.pk).state == state
