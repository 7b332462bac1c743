"""One of everything around one case, and the arguments of every address: the stage of the permission table."""

import hashlib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cases.enums import ClosureReason, GrantReason, InterviewState, MeasureKind, MemberRole
from cases.enums.people import ApartReason
from cases.models import AccessRequest, CaseGrant, ClosureProposal, Interview, KeepApart, Measure, Member, Procedure
from icam.calendar import now, today
from icam.models import ClosingDay, ResidenceRoute
from invitations.enums import LetterState
from invitations.models import Letter
from tests import counter, factories, pairing, papers, talks
from tests.imports import make_import
from tests.work import arguments as of_the_work


def made_letter(interview: Interview) -> Letter:
    """A letter whose bytes are stored, so that it can be downloaded."""
    data, name = b"%PDF-1.7 a letter", "2026/letter.pdf"
    if not storages["letters"].exists(name):
        storages["letters"].save(name, ContentFile(data))
    return factories.make_letter(
        interview=interview, state=LetterState.RENDERED, file=name, sha256=hashlib.sha256(data).hexdigest()
    )


IMPORTS = ("import", "import_columns", "discard_import", "start_import", "import_progress", "import_result")


ABSENCES = ("absence", "choose_cover", "withdraw_absence", "hand_over")


def furnish(cast: SimpleNamespace) -> SimpleNamespace:
    """One record of every kind around the case of the cast."""
    case, coach = cast.case, cast.coach
    principal = case.household.principal
    other = Member.objects.create(
        household=case.household, person=factories.make_person(), role=MemberRole.CHILD, joined_on=date(2026, 1, 5)
    )
    gone = factories.make_member(case.household, role=MemberRole.OTHER, left_on=date(2026, 3, 2))
    kept = factories.make_member(case.household, role=MemberRole.CHILD, person=factories.make_minor())
    pair = KeepApart.objects.create(
        protected=kept.person, other=principal, because=ApartReason.COURT, since=today(), set_by=coach
    )
    hidden = factories.make_address(person=kept.person, street="Schuilstraat 9")
    relatives = factories.make_case(coach=coach, region=cast.here)
    double = pairing.pair_of(cast)
    planned = factories.make_interview(case)
    held = factories.make_interview(case, state=InterviewState.HELD, recorded_at=now(), recorded_by=coach)
    prospect = factories.make_prospect(case)
    order = principal.orders.get()
    measure = Measure.objects.create(person=principal, kind=MeasureKind.PREVENTIVE, starts_on=today())
    route = ResidenceRoute.objects.create(code="route", name_en="r", name_fr="r", name_nl="r", name_de="r")
    procedure = Procedure.objects.create(person=principal, route=route, lodged_on=today())
    hung = factories.make_dossier(case, order=order, procedure=procedure, by=coach)
    ClosureProposal.objects.create(case=case, reason=ClosureReason.OTHER, explanation="x", proposed_by=coach)
    work = Permission.objects.get(codename="work_case")
    grant = CaseGrant.objects.create(
        user=factories.make_coach(), content_object=case, permission=work, reason=GrantReason.COVER, explanation="x",
        ends_on=today(), granted_by=cast.manager,
    )  # fmt: skip
    merge = pairing.make_merge_of(factories.make_case(coach=coach, region=cast.here), by=cast.manager)
    desk = factories.make_desk(cast.office)
    opening, rule = factories.make_opening(desk), factories.make_rule(cast.here)
    exception = factories.make_exception(desk)
    absence = factories.make_absence(coach, cover=cast.colleague)
    closing = ClosingDay.objects.create(day=today() + timedelta(days=40), label="Bridge day")
    cast.letter = made_letter(planned)
    cast.document, cast.note, cast.conclusion, cast.summary = (
        papers.make_document(case), papers.make_note(case), papers.make_conclusion(case), papers.make_summary(held),
    )  # fmt: skip
    asked = AccessRequest.objects.create(case=case, requested_by=cast.coach_elsewhere, why="The same person")
    return SimpleNamespace(
        asked=asked, absence=absence, opening=opening, rule=rule, exception=exception,
        principal=principal, other=other, planned=planned, held=held, prospect=prospect, order=order, measure=measure,
        procedure=procedure, hung=hung, grant=grant, desk=desk, closing=closing, free=factories.make_person(),
        former=factories.make_user(is_active=False, deactivated_at=now()),
        brought=make_import(cast.here, cast.manager), gone=gone, pair=pair, hidden=hidden, relatives=relatives,
        double=double, merge=merge,
    )  # fmt: skip


def on_the_dossier(case: int, rows: SimpleNamespace) -> dict[str, list[Any]]:
    """The arguments of the forms that change what stands on the dossier."""
    hung = rows.hung
    records = {
        rows.order: ("change_order", "withdraw_order", "request_extension", "appeal_order"),
        rows.measure: ("end_measure",),
        rows.procedure: ("change_procedure", "decide_procedure", "appeal_procedure"),
        rows.principal.addresses.get(): ("mark_undeliverable", "end_address", "ask_check"),
        hung.extension: ("answer_extension",),
        hung.appeal: ("change_appeal", "decide_appeal"),
        hung.ban: ("change_ban", "appeal_ban"),
        hung.check: ("answer_check",),
        hung.representative: ("change_representative",),
        hung.partner: ("change_partner",),
        hung.agreement: ("change_agreement", "end_agreement", "add_step"),
        hung.step: ("settle_step",),
    }
    return {f"cases:{name}": [case, record.pk] for record, names in records.items() for name in names}


def among_the_papers(cast: SimpleNamespace) -> dict[str, list[Any]]:
    """The arguments of what is done with documents, restricted notes and conclusions."""
    acts = {
        cast.document: ("change_document", "download_document", "withdraw_document", "restore_document"),
        cast.note: ("correct_restricted", "end_restricted"),
        cast.conclusion: ("download_conclusion", "send_conclusion", "cancel_conclusion"),
        cast.summary: ("download_summary", "summary_receipt"),
    }
    return {f"cases:{name}": [cast.case.pk, record.pk] for record, names in acts.items() for name in names}


def numbers_of(cast: SimpleNamespace, rows: SimpleNamespace) -> dict[str, list[Any]]:
    """The arguments of each address that does not follow its prefix."""
    case = cast.case
    at_interview, at_prospect = [case.pk, rows.planned.pk], [case.pk, rows.prospect.pk]
    return {
        "cases:new_for": [rows.free.pk],
        "cases:decide_request": [rows.asked.pk],
        **{f"cases:{name}": [rows.brought.pk] for name in IMPORTS},
        "cases:unshare": [case.pk, rows.grant.pk],
        "cases:person": [case.pk, rows.principal.pk],
        **{f"cases:{act}": [case.pk, rows.other.pk] for act in ("leave", "role", "membership_days")},
        "cases:come_back": [case.pk, rows.gone.pk],
        **{f"cases:{act}": [case.pk, rows.relatives.pk] for act in ("reunite", "keep_apart_from")},
        **{f"cases:{act}": [rows.double.pk] for act in ("pair", "distinguish", "merge")},
        "cases:part": [rows.merge.pk],
        "cases:same_as": [case.pk, rows.principal.pk],
        "cases:note_pair": [case.pk, rows.principal.pk, rows.free.pk],
        "cases:lift_apart": [case.pk, rows.pair.pk],
        "cases:show_apart": [case.pk, rows.hidden.pk],
        **on_the_dossier(case.pk, rows),
        **among_the_papers(cast),
        **of_the_work(case, cast.coach),
        **dict.fromkeys(("cases:interview", "cases:record_interview"), at_interview),
        **dict.fromkeys(("cases:move_interview", "cases:cancel_interview"), at_interview),
        **{f"cases:{act}": [case.pk, rows.held.pk] for act in ("make_summary", "preview_summary")},
        **talks.furnish(cast, rows.held),
        **dict.fromkeys(("cases:correct_prospect", "cases:tell", "cases:result"), at_prospect),
        **counter.addresses(cast),
        "invitations:new": [case.pk],
        "invitations:preview": [case.pk],
        "reporting:year_of": [2026],
        "reporting:export": [2026, "csv"],
        "reporting:rows": [2026, "INV-1"],
        "reporting:rows_export": [2026, "INV-1", "csv"],
        "office:user_reactivate": [rows.former.pk],
        **{name: [cast.here.pk] for name in ("office:region", "office:region_retire", "office:region_restore")},
        **{name: [rows.desk.pk] for name in ("office:desk", "office:desk_retire", "office:desk_restore")},
        **{f"cases:{name}": [rows.absence.pk] for name in ABSENCES},
        "cases:day_list": [cast.office.pk],
        **{f"office:{name}": [cast.office.pk] for name in ("hours", "opening_add", "exception_add")},
        **{name: [rows.opening.pk] for name in ("office:opening", "office:opening_end")},
        **{name: [rows.rule.pk] for name in ("office:rule", "office:rule_remove")},
        "office:opening_copy": [rows.desk.pk],
        "office:exception_remove": [rows.exception.pk],
        "office:closing_day_remove": [rows.closing.pk],
        **{f"office:{name}": ["annexes"] for name in ("list", "list_add")},
        **{f"office:list_{act}": ["annexes", rows.order.annex_id] for act in ("row", "retire", "restore")},
        **{
            f"invitations:{act}": [cast.letter.pk]
            for act in ("letter", "progress", "download", "again", "send", "cancel")
        },
        "mfa_edit_webauthn": [999],
        "mfa_remove_webauthn": [999],
        "account_reset_password_from_key": ["1", "set-password"],
        "account_confirm_email": ["nothing"],
        "openid_connect_login": ["csam"],
        "openid_connect_callback": ["csam"],
    }


@pytest.fixture
def world(cast: SimpleNamespace) -> SimpleNamespace:
    """The stage: `world.arguments(name)` gives what the address called `name` needs."""
    case, coach = cast.case, cast.coach
    rows = furnish(cast)
    numbers = numbers_of(cast, rows)
    by_prefix = {
        "cases:": [case.pk], "invitations:": [cast.letter.pk], "office:user": [coach.pk],
        "office:office": [cast.office.pk], "office:desk_add": [cast.office.pk],
    }  # fmt: skip
    cast.arguments = lambda name: numbers.get(name, next((v for p, v in by_prefix.items() if name.startswith(p)), []))
    return cast
