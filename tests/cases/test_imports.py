"""A file from its reading to its cases: what is checked, what may be decided, what is written, and only once."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums.papers import RowResult
from cases.models import Case, Import, Person
from cases.services import import_checks, import_results, import_runs, imports
from cases.services.imports import Choice
from icam.models import AuditEvent, TargetGroup
from icam.refusals import Refused
from icam.workflow import IllegalMove, Stale
from tests import factories
from tests.imports import (
    HEAD,
    SIMPLE,
    carry_out,
    check,
    decide,
    known_person,
    make_import,
    problems,
    results,
    row,
    warnings,
)

pytestmark = pytest.mark.django_db

FULL = (
    "Nom;Prénom;Autre nom;Né le;Sexe;Nationalité;N° SP;Langue;Téléphone;Ménage;Rôle;Rue;Code postal;Commune;"
    "Annexe;Date de décision;Date de notification;Jours;Groupe cible;Bureau;Coach;Remarques\n"
)


# Reading --------------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_as_it_stands_there(cast: SimpleNamespace) -> None:
    made = imports.read(SIMPLE.encode(), by=cast.manager, region=cast.here, name="a\u202eb\x00.csv")
    assert (made.name, made.state, made.total, made.encoding, made.is_sure) == ("file", "read", 2, "utf-8", True)
    assert list(made.rows.values_list("number", "cells", "result")) == [
        (2, ["Diallo", "Aminata", "12/05/1991", "7.100.001"], "waiting"),
        (3, ["Sow", "Ousmane", "03/11/1985", "7.100.002"], "waiting"),
    ]
    assert made.mapping["columns"] == {
        "Family name": "family_name", "Given names": "given_names", "Born on": "born", "SP or OV number": "sp",
    }  # fmt: skip


def test_into_another_region_nobody_imports(cast: SimpleNamespace) -> None:
    for user in (cast.manager_elsewhere, cast.coach, cast.head, cast.administrator):
        with pytest.raises(Refused) as refusal:
            imports.read(SIMPLE.encode(), by=user, region=cast.here, name="x")
        assert list(refusal.value.error_dict) == ["region"]


def test_a_file_that_cannot_be_read_is_refused_beside_the_file(cast: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refusal:
        imports.read(b"", by=cast.manager, region=cast.here, name="x")
    assert refusal.value.message_dict == {"file": ["This file is empty."]}
    assert Import.objects.count() == 0


def test_a_file_of_the_same_shape_remembers_its_columns(cast: SimpleNamespace) -> None:
    first = make_import(cast.here, cast.manager, "Wie;Wann\nA;1988\n", until="read")
    assert first.mapping["columns"] == {}
    check(first, cast.manager, {"Wie": "name", "Wann": "born"})
    second = make_import(cast.here, cast.manager, "WANN;wie\n1990;B\n", until="read")
    assert second.mapping["columns"] == {"WANN": "born", "wie": "name"}


def test_in_another_writing_head_and_cells_are_read_again(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, "Nom;Né\nBénard;1988\n".encode("mac-roman"), until="read")
    assert (made.encoding, made.is_sure) == ("mac-roman", False)
    again = make_import(cast.here, cast.manager, "Nom;Né\nB√nard;1988\n".encode("mac-roman"), until="read")
    check(again, cast.manager, {again.header[0]: "name", again.header[1]: "born"}, encoding="cp1252")
    assert (again.encoding, again.is_sure) == ("cp1252", True)
    assert row(again, 2).cells == ["BÃnard", "1988"]
    assert sorted(again.mapping["columns"].values()) == ["born", "name"]
    assert row(again, 2).result == RowResult.NEW


def test_a_writing_that_does_not_fit_is_refused(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, until="read")
    with pytest.raises(Refused) as refusal:
        check(made, cast.manager, encoding="cp1252")
    assert list(refusal.value.error_dict) == ["encoding"]


# Columns --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"Family name": "born"}, "Say which column holds the name."),
        ({"Family name": "name", "Given names": "name"}, "Two columns cannot both be “Whole name”."),
    ],
)
def test_columns_that_make_no_sense_are_refused(cast: SimpleNamespace, mapping: dict[str, str], told: str) -> None:
    made = make_import(cast.here, cast.manager, until="read")
    with pytest.raises(Refused) as refusal:
        check(made, cast.manager, mapping)
    assert refusal.value.messages == [told]


def test_of_two_who_choose_columns_the_second_is_told(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, until="read")
    check(made, cast.manager)
    with pytest.raises(Stale):
        imports.choose_columns(made, by=cast.manager, version=1, mapping={"Family name": "name"}, defaults={})


def test_what_the_file_does_not_say_is_chosen_for_all(cast: SimpleNamespace) -> None:
    group = factories.make_target_group()
    made = make_import(cast.here, cast.manager, until="read")
    words = {"target_group": group.pk, "track": "transfer", "office": cast.office.pk, "coach": cast.coach.pk}
    columns = dict(made.mapping["columns"])
    imports.choose_columns(made, by=cast.manager, version=made.version, mapping=columns, defaults=words)
    import_runs.check_here(made)
    made.refresh_from_db()
    carry_out(made, cast.manager)
    case = Case.objects.get(pk=row(made, 2).case_id)
    assert (case.target_group, case.track, case.office, case.coach, case.region) == (
        group, "transfer", cast.office, cast.coach, cast.here,
    )  # fmt: skip


# Checking -------------------------------------------------------------------------------------------------------------


def test_nothing_but_the_rows_is_written_by_a_check(cast: SimpleNamespace) -> None:
    before = (Person.objects.count(), Case.objects.count())
    made = make_import(cast.here, cast.manager)
    assert (made.state, results(made)) == ("checked", {2: "new", 3: "new"})
    assert (Person.objects.count(), Case.objects.count()) == before


def test_each_row_says_what_is_wrong_with_it(cast: SimpleNamespace) -> None:
    elsewhere = factories.make_office(cast.elsewhere, name="Liège")
    text = (
        "Name;Born;NN;Office;Coach;Household;Role\n"
        "Ok;1988;88031400100;;;;\n"
        ";1988;;;;;\n"
        "Old;1888;;;;;\n"
        f"Far;1988;;{elsewhere.name};{cast.coach_elsewhere.username};;\n"
        f"Near;1988;;{cast.office.name};{cast.coach.username};H;principal\n"
        "Nearer;1987;;;;H;principal\n"
    )
    made = make_import(cast.here, cast.manager, text)
    assert results(made) == {2: "new", 3: "refused", 4: "refused", 5: "refused", 6: "refused", 7: "refused"}
    assert problems(made, 3) == [("family_name", "Give at least one name.")]
    assert problems(made, 4) == [("born", "The year must lie between 1900 and 2100.")]
    assert problems(made, 5) == [
        ("office", "This office belongs to another region."),
        ("coach", f"“{cast.coach_elsewhere.username}” is no user name of a coach in this region."),
    ]
    assert problems(made, 6) == [("role", "Rows 6, 7 are all the principal of this household.")]
    assert warnings(made, 2) == [("nn", "As written, the check digits do not fit. Please compare with the document.")]


def test_without_a_target_group_a_household_is_refused(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, until="read")
    TargetGroup.objects.filter(code="UNKNOWN").update(is_active=False)
    check(made, cast.manager)
    assert problems(made, 2) == [("target_group", "Say to which target group the household belongs.")]


def test_somebody_known_for_certain_is_proposed(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    made = make_import(cast.here, cast.manager)
    first = row(made, 2)
    assert (first.result, first.decision, first.person_id) == ("known", "same", person.pk)
    assert [found["person"] for found in first.candidates] == [person.pk]
    assert results(made)[3] == "new"


def test_somebody_with_an_open_case_is_not_opened_again(cast: SimpleNamespace) -> None:
    person = known_person(cast)
    case = person.memberships.get().household.cases.get()
    Case.objects.filter(pk=case.pk).update(state="invited", closed_on=None, closure_reason="")
    made = make_import(cast.here, cast.manager)
    assert results(made)[2] == "refused"
    assert problems(made, 2) == [("", f"This is somebody who has the open case {case.reference} already.")]
    text = SIMPLE.replace("\n", ";Track\n", 1).replace("7.100.001\n", "7.100.001;transfer\n")
    assert results(make_import(cast.here, cast.manager, text))[2] == "known"


def test_who_may_not_be_seen_is_not_proposed_and_not_named(cast: SimpleNamespace) -> None:
    person = known_person(cast, region=cast.elsewhere)
    made = make_import(cast.here, cast.manager)
    first = row(made, 2)
    assert (first.result, first.decision, first.person_id) == ("decide", "", None)
    assert imports.open_persons(cast.manager, [first]) == {}
    assert imports.choices_of(first, frozenset()) == [Choice(), Choice("new"), Choice("skip")]
    with pytest.raises(Refused):
        decide(made, cast, {2: Choice("same", person.pk)})
    case = person.memberships.get().household.cases.get()
    Case.objects.filter(pk=case.pk).update(state="invited", closed_on=None, closure_reason="")
    assert [found.get("text") for found in row(make_import(cast.here, cast.manager), 2).problems] == []


def test_whoever_is_hidden_and_only_possible_is_not_told_of(cast: SimpleNamespace) -> None:
    person = known_person(cast, region=cast.elsewhere)
    possible = f"{HEAD}\nDiallo;Aminata;;\n"
    assert results(make_import(cast.here, cast.manager, possible)) == {2: "new"}
    assert [one["person"] for one in row(make_import(cast.here, cast.manager), 2).candidates] == [person.pk]
    person.memberships.get().household.cases.update(region=cast.here)
    assert results(make_import(cast.here, cast.manager, possible)) == {2: "decide"}


def test_of_the_hidden_each_office_is_told_once_and_never_how_surely(cast: SimpleNamespace) -> None:
    person, other = known_person(cast, region=cast.elsewhere), factories.make_person()
    office = person.memberships.get().household.cases.get().office
    factories.make_case(household=factories.make_household(principal=other), region=cast.elsewhere, office=office)
    made = make_import(cast.here, cast.manager)
    found = row(made, 2).candidates[0]
    hidden = {person.pk: "certain", other.pk: "strong", cast.case.household.principal_id: "possible"}
    made.rows.filter(number=2).update(
        candidates=[found | {"person": pk, "strength": strength} for pk, strength in hidden.items()]
    )
    cast.case.region = cast.elsewhere
    cast.case.save(update_fields=["region"])
    told = import_results.shown(made, [row(made, 2)], to=cast.manager)[0]["alike"]
    assert [(one["strength"], one["holder"], one["reasons"]) for one in told] == [("Strong match", str(office), [])]


def test_two_rows_that_may_be_one_person_are_to_be_decided(cast: SimpleNamespace) -> None:
    text = f"{HEAD}\nDiallo;Aminata;12/05/1991;7100001\nDialo;Aminata;12/05/1991;7100001\n"
    made = make_import(cast.here, cast.manager, text)
    assert results(made) == {2: "new", 3: "decide"}
    assert [found["row"] for found in row(made, 3).candidates] == [2]


def test_twins_of_one_household_are_two(cast: SimpleNamespace) -> None:
    text = (
        "Nom;Prénom;Né le;Ménage;Rôle\nDiallo;Awa;1/2/1980;H;principal\n"
        "Diallo;Adama;3/4/2015;H;child\nDiallo;Hawa;3/4/2015;H;child\n"
    )
    assert results(make_import(cast.here, cast.manager, text)) == {2: "new", 3: "new", 4: "new"}


def test_checked_again_every_row_is_looked_at_anew(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    decide(made, cast, {2: Choice("skip")})
    check(made, cast.manager, {"Given names": "name"})
    assert results(made) == {2: "new", 3: "new"}
    assert row(made, 2).decision == ""


def test_a_check_begun_twice_comes_to_the_same(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager, until="read")
    imports.choose_columns(made, by=cast.manager, version=made.version, mapping=made.mapping["columns"], defaults={})
    import_checks.begin(made.pk)
    for first, last in import_checks.begin(made.pk):
        import_checks.compare_rows(made.pk, first, last)
        import_checks.compare_rows(made.pk, first, last)
    made.refresh_from_db()
    assert (made.state, results(made)) == ("checked", {2: "new", 3: "new"})
    assert import_checks.begin(made.pk) == []


def test_a_longer_file_asks_the_database_no_more_often_than_its_rows(cast: SimpleNamespace) -> None:
    def queries(rows: int) -> int:
        text = HEAD + "".join(f"\nName{n:04d}x;Given;1/2/1980;{8000000 + n}" for n in range(rows))
        with CaptureQueriesContext(connection) as seen:
            make_import(cast.here, cast.manager, text)
        return len(seen)

    few, many = queries(20), queries(120)
    assert (many - few) / 100 <= 2  # whom the probes hold, and what is known of them


# Discarding -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("until", ["read", "checked"])
def test_nothing_of_a_wrong_file_is_kept_but_who_read_and_discarded_it(cast: SimpleNamespace, until: str) -> None:
    made = make_import(cast.here, cast.manager, until=until)
    imports.discard(made, by=cast.manager, version=made.version, reason="The list of another region")
    made.refresh_from_db()
    assert (made.state, made.rows.count(), made.header, made.shape) == ("failed", 0, [], "")
    assert made.mapping == {"columns": {}, "defaults": {}}
    event = AuditEvent.objects.filter(target_type="cases.import").latest("pk")
    assert (event.actor, event.verb, event.reason) == (cast.manager, "import_done", "The list of another region")
    assert (event.changes["rows"], event.changes["discarded"]) == (2, True)
    again = make_import(cast.here, cast.manager, until="read")
    assert again.mapping["columns"]["SP or OV number"] == "sp"


@pytest.mark.parametrize("state", ["checking", "running", "done", "failed"])
def test_what_is_under_way_or_over_is_not_discarded(cast: SimpleNamespace, state: str) -> None:
    made = make_import(cast.here, cast.manager)
    Import.objects.filter(pk=made.pk).update(state=state)
    with pytest.raises(IllegalMove):
        imports.discard(made, by=cast.manager, version=made.version, reason="Wrong")
    assert made.rows.count() == 2


def test_of_two_who_discard_or_start_the_second_is_told(cast: SimpleNamespace) -> None:
    made = make_import(cast.here, cast.manager)
    imports.start(made, by=cast.manager, version=made.version)
    with pytest.raises(Stale):
        imports.discard(made, by=cast.manager, version=made.version, reason="Wrong")
