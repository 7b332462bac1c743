"""One row of every model of the file that has a constraint, and ways to write past every service."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db import models

from cases.enums import GrantReason, MeasureKind
from cases.models import (
    AccessRequest,
    Alias,
    Appeal,
    Attendance,
    CaseGrant,
    CaseMove,
    CasePartner,
    ClosureProposal,
    Conclusion,
    Document,
    EntryBan,
    Extension,
    FamilyAgreement,
    FamilyStep,
    FileNumber,
    Import,
    ImportRow,
    KeepApart,
    Measure,
    Merge,
    MergeEntry,
    Pair,
    Procedure,
    ProspectPerson,
    Representative,
    ResidenceCheck,
    RestrictedNote,
    as_it_is,
)
from icam.calendar import today
from icam.models import Partner, ResidenceRoute
from tests import counter, factories, papers, talks
from tests.work import rows as of_the_work

DAY = timedelta(days=1)
EARLY, LATE = date(2001, 1, 1), date(2099, 12, 31)


def one_of_each(cast: SimpleNamespace) -> dict[str, Any]:
    """One row of every model that has a constraint, by its name."""
    made = [
        *of_the_case(cast),
        *of_the_dossier(cast),
        *of_the_papers(cast),
        *of_the_matching(cast),
        *counter.rows(cast),
        *talks.rows(cast),
    ]
    return {type(row).__name__: row for row in made}


def of_the_case(cast: SimpleNamespace) -> list[Any]:
    case, person = cast.case, cast.case.household.principal
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    route = ResidenceRoute.objects.get_or_create(code="TEST", defaults=names)[0]
    interview = factories.make_interview(case, desk=factories.make_desk(cast.office))
    prospect = factories.make_prospect(case)
    return [
        person,
        Alias.objects.create(person=person, name="Mo"),
        FileNumber.objects.create(person=person, kind="SP", as_written="1", canonical="1"),
        case.household,
        case.household.members.get(),
        case,
        case.moves.get(),
        case.placements.get(),
        ClosureProposal.objects.create(case=case, reason="other", explanation="x", proposed_by=cast.coach),
        person.orders.get(),
        Measure.objects.create(person=person, kind=MeasureKind.DETENTION, starts_on=today()),
        Procedure.objects.create(person=person, route=route, lodged_on=today()),
        person.addresses.get(),
        interview,
        Attendance.objects.create(interview=interview, person=person, was_present=True),
        prospect,
        factories.make_result(prospect),
        CaseGrant.objects.create(
            user=cast.colleague, content_object=case, granted_by=cast.manager, ends_on=today(), explanation="x",
            reason=GrantReason.COVER, permission=apps.get_model("auth", "Permission").objects.get(codename="view_case"),
        ),
    ]  # fmt: skip


def of_the_dossier(cast: SimpleNamespace) -> list[Any]:
    case, person, day = cast.case, cast.case.household.principal, today()
    order, address = person.orders.get(), person.addresses.get()
    agreement = FamilyAgreement.objects.create(
        case=case, concluded_on=day, conditions=["home"], concluded_by=cast.coach
    )
    partner = Partner.objects.create(kind="aid", name="Open door", language="fr")
    return [
        Extension.objects.create(order=order, requested_on=day, reason="School year"),
        EntryBan.objects.create(person=person, ground="fraud", years=4, decided_on=day),
        Appeal.objects.create(order=order, kind="annulment", lodged_on=day),
        ResidenceCheck.objects.create(
            case=case, address=address, by_whom="mayor", asked_on=day, asked_by=cast.coach
        ),
        Representative.objects.create(person=person, kind="lawyer", name="Mr Maes", mandate_from=day),
        CasePartner.objects.create(case=case, partner=partner, starts_on=day),
        agreement,
        FamilyStep.objects.create(agreement=agreement, text="Enrol at school", due_on=day),
        RestrictedNote.objects.create(
            person=person, kind="health", sealed=b"x", review_on=day, recorded_on=day, recorded_by=cast.coach
        ),
        Conclusion.objects.create(
            case=case, reference="C-1", partner=partner, language="fr", text="x", consent="law", file="x",
            sha256="0" * 64, pages=1, made_by=cast.coach,
        ),
    ]  # fmt: skip


def of_the_papers(cast: SimpleNamespace) -> list[Any]:
    case, person, day = cast.case, cast.case.household.principal, today()
    run = Import.objects.create(name="list.csv", sha256="0" * 64, region=cast.here, by=cast.manager)
    return [
        Document.objects.create(
            case=case, person=person, kind="identity", title="Passport", received_on=day, name="p.pdf", stored_as="p",
            media_type="application/pdf", size=1, sha256="0" * 64, scan="clean", added_by=cast.coach,
        ),
        papers.make_summary(cast.case.interviews.latest("pk")),
        run,
        ImportRow.objects.create(of=run, number=1, cells={}, fingerprint="f", case=case, result="created"),
    ]  # fmt: skip


def of_the_matching(cast: SimpleNamespace) -> list[Any]:
    person, other = cast.case.household.principal, factories.make_person()
    merge = Merge.objects.create(kept=person, gone=other, by=cast.manager, reason="x")
    return [
        *of_the_work(cast),
        AccessRequest.objects.create(case=cast.case, requested_by=cast.coach_elsewhere, why="x"),
        KeepApart.objects.create(
            protected=person, other=other, because="violence", since=today(), set_by=cast.coach
        ),
        Pair.objects.create(first=person, second=other, score=0.9, strength="strong"),
        merge,
        MergeEntry.objects.create(merge=merge, table="cases.order", row=1, moved=True),
        ProspectPerson.objects.create(prospect=cast.case.prospects.get(), person=person),
    ]  # fmt: skip


def change(name: str, **columns: Any) -> Callable[[dict[str, Any]], Any]:
    """Write `columns` past every service."""
    return lambda rows: type(rows[name]).objects.filter(pk=rows[name].pk).update(**columns)


def again(name: str, **columns: Any) -> Callable[[dict[str, Any]], Any]:
    """The same row a second time, with other `columns`."""

    def write(rows: dict[str, Any]) -> None:
        row = rows[name]
        copied = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key and not isinstance(field, models.GeneratedField)
        }
        type(row).objects.create(**copied | columns)

    return write


def move(**columns: Any) -> Callable[[dict[str, Any]], Any]:
    """The same closing of a cycle twice."""

    def write(rows: dict[str, Any]) -> None:
        case = rows["Case"]
        for _ in range(2):
            CaseMove.objects.create(case=case, on=today(), **{"cycle": 1, **columns}, **as_it_is(case))

    return write
