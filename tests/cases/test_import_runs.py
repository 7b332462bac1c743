"""What may be decided on the rows of a file, and what is written of them: whole, and only once."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from cases.enums.papers import ImportState, RowDecision
from cases.models import Alias, Case, FileNumber, Import, Person
from cases.services import import_runs, imports
from cases.services.imports import Choice
from icam.enums import Verb
from icam.models import AuditEvent
from icam.refusals import Refused
from icam.workflow import IllegalMove, Stale
from tests import factories
from tests.imports import (
    HEAD,
    SIMPLE,
    carry_out,
    decide,
    known_person,
    make_import,
    problems,
    results,
    row,
)

pytestmark = pytest.mark.django_db

FULL = (
    "Nom;Prénom;Autre nom;Né le;Sexe;Nationalité;N° SP;Langue;Téléphone;Ménage;Rôle;Rue;Code postal;Commune;"
    "Annexe;Date de décision;Date de notification;Jours;Groupe cible;Bureau;Coach;Remarques\n"
)


# Deciding -------------------------------------------------------------------------------------------------------------


def test_what_is_decided_is_written_down_and_recorded(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager)
    decide(made, cast, {2: Choice("new"), 3: Choice("skip")}, chosen=(3,))
    assert [(one.decision, one.person_id, one.is_chosen) for one in made.rows.all()] == [
        ("new", None, False), ("skip", None, True),
    ]  # fmt: skip
    decide(made, cast, {2: Choice("same", person.pk)})
    assert row(made, 2).person_id == person.pk
    events = AuditEvent.objects.filter(verb=Verb.IMPORT_DECIDED).order_by("pk").values_list("changes", flat=True)
    assert [event["rows"] for event in events] == [[2, 3], [2]]


def test_the_same_is_only_who_resembles(cast: SimpleNamespace) -> None:
    stranger = factories.make_person()
    made = make_import(cast.here, cast.manager)
    for choice in (Choice("same", stranger.pk), Choice("same"), Choice("nonsense"), Choice("new", stranger.pk)):
        with pytest.raises(Refused):
            decide(made, cast, {2: choice})


def test_of_two_who_decide_the_second_is_told(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    version, first = made.version, row(made, 2).pk
    words = {"by": cast.manager, "version": version, "chosen": {}}
    imports.decide(made, decisions={first: Choice("skip")}, **words)
    with pytest.raises(Stale):
        imports.decide(made, decisions={first: Choice("new")}, **words)


def test_while_it_runs_nothing_is_decided(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    imports.start(made, by=cast.manager, version=made.version)
    with pytest.raises(IllegalMove):
        decide(made, cast, {2: Choice("skip")})


@pytest.mark.parametrize(("decision", "result"), [("same", "attached"), ("new", "created"), ("skip", "skipped")])
def test_the_rest_is_settled_in_one_way(cast: SimpleNamespace, decision: str, result: str) -> None:
    known_person(cast)
    text = "Nom;Prénom;Né le\nDialo;Aminata;12/05/1991\nSow;Ousmane;03/11/1985\n"
    made = make_import(cast.here, cast.manager, text)
    assert results(made) == {2: "decide", 3: "new"}
    assert imports.decide_rest(made, by=cast.manager, decision=RowDecision(decision)) == 1
    made.refresh_from_db()
    carry_out(made, cast.manager)
    assert results(made) == {2: result, 3: "created"}


# Carrying out ---------------------------------------------------------------------------------------------------------


def test_all_that_a_file_says_becomes_a_case(cast: SimpleNamespace) -> None:
    factories.make_annex("13")
    text = FULL + (
        "Diallo;Aminata;Amina;12/05/1991;f;Guinée;7.100.001;français;0470 12 34 56;H1;principal;"
        "Rue Haute 1;1000;Bruxelles;"
        f"13;01/09/2026;03/09/2026;7;SINGLE_ADDR;{cast.office.name};{cast.coach.username};x\n"
        "Diallo;Binta;;2019;f;GIN;;;;H1;child;;;;;;;;;;;\n"
    )
    factories.make_target_group("SINGLE_ADDR")
    made = make_import(cast.here, cast.manager, text, until="done")
    assert (made.state, results(made)) == ("done", {2: "created", 3: "created"})
    case = Case.objects.get(pk=row(made, 2).case_id)
    woman, child = [member.person for member in case.household.members.order_by("id")]
    assert (woman.name, woman.sex, woman.nationalities, woman.phone, woman.contact_language, str(woman.born)) == (
        "Diallo, Aminata", "f", ["GIN"], "0470 12 34 56", "fr", "12 May 1991",
    )  # fmt: skip
    assert list(Alias.objects.filter(person=woman).values_list("name", flat=True)) == ["Amina"]
    assert [(n.kind, n.as_written) for n in woman.file_numbers.all()] == [("SP", "7.100.001")]
    assert (case.household.kind, case.coach, case.office, case.target_group.code) == (
        "family", cast.coach, cast.office, "SINGLE_ADDR",
    )  # fmt: skip
    order, address = woman.orders.get(), woman.addresses.get()
    assert (order.annex.code, order.period_days, case.leave_by) == ("13", 7, order.notified_on + timedelta(days=7))
    assert (address.street, address.postcode, address.source) == ("Rue Haute 1", "1000", "file")
    assert (str(child.born), child.orders.count()) == ("2019", 0)
    assert row(made, 3).case == case


def test_a_second_run_of_the_same_file_does_nothing(cast: SimpleNamespace) -> None:
    first = make_import(cast.here, cast.manager, until="done")
    before = (Person.objects.count(), Case.objects.count())
    second = make_import(cast.here, cast.manager, SIMPLE.replace("Sow", "SOW").replace("\n", "\r\n"))
    assert results(second) == {2: "repeated", 3: "repeated"}
    with pytest.raises(Refused) as refusal:
        imports.start(second, by=cast.manager, version=second.version)
    assert refusal.value.messages == ["There is no row that could be imported."]
    assert (Person.objects.count(), Case.objects.count()) == before
    assert results(first) == {2: "created", 3: "created"}


def test_the_same_row_in_another_region_is_a_row_like_any_other(cast: SimpleNamespace) -> None:
    text = "Name\nDiallo\n"
    make_import(cast.here, cast.manager, text, until="done")
    other = make_import(cast.elsewhere, cast.manager_elsewhere, text)
    assert results(other) == {2: "new"}
    assert problems(other, 2) == []
    carry_out(other, cast.manager_elsewhere)
    assert results(other) == {2: "created"}
    again = make_import(cast.elsewhere, cast.manager_elsewhere, text)
    assert results(again) == {2: "repeated"}


def test_a_row_whose_case_was_closed_says_so_and_may_be_imported_again(cast: SimpleNamespace) -> None:
    text = "Name;Né le;SP\nDiallo Aminata;12/05/1991;7100001\n"
    for _again in range(2):
        first = make_import(cast.here, cast.manager, text, until="done")
        case = Case.objects.get(pk=row(first, 2).case_id)
        case.state, case.closed_on, case.closure_reason = "closed", case.opened_on, "other"
        case.save()
        second = make_import(cast.here, cast.manager, text)
        assert results(second) == {2: "known"}
        told = f"This row was imported before: case {case.reference}, closed since. Reopen that case instead."
        assert problems(second, 2) == [("", told)]
    carry_out(second, cast.manager)
    assert results(second) == {2: "attached"}
    assert results(make_import(cast.here, cast.manager, text)) == {2: "repeated"}


def test_a_row_whose_case_went_to_another_region_is_a_row_like_any_other(cast: SimpleNamespace) -> None:
    text = "Name\nDiallo\n"
    first = make_import(cast.here, cast.manager, text, until="done")
    Case.objects.filter(pk=row(first, 2).case_id).update(region=cast.elsewhere, office=None, coach=None)
    second = make_import(cast.here, cast.manager, text)
    assert (results(second), problems(second, 2)) == ({2: "new"}, [])
    carry_out(second, cast.manager)
    assert results(second) == {2: "created"}


def test_two_imports_of_one_file_at_once_open_each_case_once(cast: SimpleNamespace) -> None:
    one, other = make_import(cast.here, cast.manager), make_import(cast.here, cast.manager)
    carry_out(one, cast.manager)
    carry_out(other, cast.manager)
    assert (results(one), results(other)) == ({2: "created", 3: "created"}, {2: "refused", 3: "refused"})
    assert problems(other, 2) == [("", "Somebody is already registered under this number.")]


def test_without_numbers_the_row_itself_is_the_proof(cast: SimpleNamespace) -> None:
    text = "Name\nDiallo\n"
    one, other = make_import(cast.here, cast.manager, text), make_import(cast.here, cast.manager, text)
    carry_out(one, cast.manager)
    carry_out(other, cast.manager)
    assert (results(one), results(other)) == ({2: "created"}, {2: "refused"})
    assert problems(other, 2) == [("", "This row was imported before.")]
    assert Person.objects.filter(family_name="Diallo").count() == 1


def test_one_refused_household_keeps_nobody_else_out(cast: SimpleNamespace) -> None:
    text = HEAD + "".join(f"\nName{n:02d}x;Given;1/2/{1950 + n};{8000000 + n}" for n in range(20))
    made = make_import(cast.here, cast.manager, text)
    FileNumber.objects.create(person=factories.make_person(), kind="OV", as_written="8000007", canonical="8000007")
    carry_out(made, cast.manager)
    found = results(made)
    assert [number for number, result in found.items() if result != "created"] == [9]
    assert problems(made, 9) == [("", "Somebody is already registered under this number.")]
    assert made.rows.filter(case__isnull=False).count() == 19


def test_only_the_chosen_rows_go_and_the_others_may_follow(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    decide(made, cast, {}, chosen=(3,))
    carry_out(made, cast.manager, only_chosen=True)
    assert (made.state, results(made)) == ("done", {2: "new", 3: "created"})
    carry_out(made, cast.manager)
    assert results(made) == {2: "created", 3: "created"}


FAMILY = (
    "Nom;Prénom;Né le;Ménage;Rôle\nSow;Awa;1/2/1980;H;principal\nDialo;Aminata;12/05/1991;H;partner\n"
    "Sow;Binta;3/4/2015;H;child\n"
)


def test_a_household_waits_until_all_its_rows_are_decided(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager, FAMILY)
    assert results(made) == {2: "new", 3: "decide", 4: "new"}
    with pytest.raises(Refused):
        imports.start(made, by=cast.manager, version=made.version)
    decide(made, cast, {3: Choice("skip")})
    carry_out(made, cast.manager)
    assert results(made) == {2: "created", 3: "skipped", 4: "created"}
    case = Case.objects.get(pk=row(made, 2).case_id)
    assert case.household.members.count() == 2
    assert person.memberships.count() == 1


def test_somebody_who_belongs_elsewhere_does_not_join(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager, FAMILY)
    decide(made, cast, {3: Choice("same", person.pk)})
    carry_out(made, cast.manager)
    assert results(made) == {2: "refused", 3: "refused", 4: "refused"}
    assert problems(made, 2)[0][1].startswith("Diallo, Aminata already belongs to the household of ICAM-")
    assert Person.objects.filter(family_name="Sow").count() == 0


def test_leaving_out_the_principal_leaves_out_the_household(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, FAMILY)
    decide(made, cast, {2: Choice("skip")})
    with pytest.raises(Refused):
        imports.start(made, by=cast.manager, version=made.version)


def test_attached_to_somebody_known_nothing_of_his_is_overwritten(cast: SimpleNamespace) -> None:
    person = known_person(cast, phone="02 111 11 11")
    made = make_import(cast.here, cast.manager, until="done")
    person.refresh_from_db()
    assert (results(made), person.phone) == ({2: "attached", 3: "created"}, "02 111 11 11")
    assert row(made, 2).case.household == person.memberships.get().household  # type: ignore[union-attr]


def test_who_went_out_of_sight_since_is_not_touched(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager)
    person.memberships.get().household.cases.update(region=cast.elsewhere)
    carry_out(made, cast.manager)
    assert results(made) == {2: "refused", 3: "created"}
    assert problems(made, 2) == [("", "You may no longer see the person who was meant.")]


def test_an_import_is_in_the_trail_from_end_to_end(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, until="done")
    events = AuditEvent.objects.filter(target_type="cases.import", target_id=made.pk).order_by("pk")
    assert [(event.verb, event.changes.get("state")) for event in events] == [
        ("import_read", None), ("import_read", ["read", "checking"]), ("import_read", ["checking", "checked"]),
        ("import_started", ["checked", "running"]), ("import_done", ["running", "done"]),
    ]  # fmt: skip
    told = str([event.changes for event in events])
    assert [name for name in ("Diallo", "Aminata", "7.100.001", "1991") if name in told] == []


# Begun again ----------------------------------------------------------------------------------------------------------


def test_carried_out_twice_it_is_carried_out_once(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    imports.start(made, by=cast.manager, version=made.version)
    for first, last in [*import_runs.chunks(made)] * 2:
        import_runs.carry_out(made.pk, first, last)
    made.refresh_from_db()
    assert made.state == ImportState.DONE
    assert Case.objects.filter(household__principal__family_name__in=["Diallo", "Sow"]).count() == 2
    assert import_runs.finish(made.pk) is False


def test_only_what_nobody_works_on_is_begun_again(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(import_runs, "wake", woken.append)
    made = make_import(cast.here, cast.manager)
    imports.start(made, by=cast.manager, version=made.version)
    assert (import_runs.sweep(), woken) == (0, [])
    Import.objects.filter(pk=made.pk).update(touched_at=timezone.now() - 2 * import_runs.LOST_AFTER)
    assert (import_runs.sweep(), woken) == (1, [made.pk])
    assert import_runs.sweep() == 0


def test_without_a_broker_it_waits_for_the_sweep(cast: SimpleNamespace, settings: Any) -> None:
    made = make_import(cast.here, cast.manager)
    imports.start(made, by=cast.manager, version=made.version)

    def unreachable(*args: Any, **options: Any) -> None:
        raise import_runs.OperationalError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_runs.tasks.carry_out_import, "apply_async", unreachable)
        import_runs.wake(made.pk)
    made.refresh_from_db()
    assert made.state == ImportState.RUNNING
