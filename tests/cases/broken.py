"""Every constraint of the file with a way to break it."""

from collections.abc import Callable
from typing import Any

from cases.enums import Decision, ResultKind
from cases.models import ClosureProposal, Member
from icam.calendar import now, today
from tests import factories
from tests.cases.rows import EARLY, LATE, again, change, move


def appeal_twice(name: str, column: str) -> Callable[[dict[str, Any]], Any]:
    """Two pending appeals of one kind against the same thing."""

    def write(rows: dict[str, Any]) -> None:
        change("Appeal", order=None, **{column: rows[name]})(rows)
        rows["Appeal"].refresh_from_db()
        again("Appeal")(rows)

    return write


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "person_has_some_name": change("Person", family_name="", given_names=""),
    "person_birth_unknown_iff_undated": change("Person", born_on=None),
    "alias_once_per_person": again("Alias"),
    "file_number_belongs_to_one_person": again("FileNumber"),
    "member_left_on_not_before_joined_on": change("Member", left_on=EARLY),
    "member_of_one_household_at_a_time": again("Member", role="child"),
    "one_principal_per_household": lambda rows: Member.objects.create(
        household=rows["Household"], person=factories.make_person(), role="principal", joined_on=today()
    ),
    "case_closed_on_not_before_opened_on": change("Case", state="closed", closure_reason="other", closed_on=EARLY),
    "case_closed_iff_dated": change("Case", closed_on=today()),
    "case_closed_iff_reasoned": change("Case", closure_reason="other"),
    "case_suspended_iff_grounded": change("Case", suspension_ground="health"),
    "one_open_case_per_household_and_track": again("Case", reference="ICAM-2026-999999"),
    "move_closing_iff_reasoned": move(source="invited", target="closed"),
    "a_cycle_closes_once": move(source="invited", target="closed", closure_reason="other"),
    "a_cycle_opens_once": move(source="", target="selected"),
    "placement_ends_on_not_before_starts_on": change("Placement", ends_on=EARLY),
    "a_case_is_in_one_place_at_a_time": again("Placement", ends_on=LATE),
    "one_open_proposal_per_case": again("ClosureProposal"),
    "closure_decided_by_another_person": lambda rows: ClosureProposal.objects.update(
        decided_by=rows["ClosureProposal"].proposed_by
    ),
    "closure_decided_iff_dated": change("ClosureProposal", state="refused"),
    "order_notified_on_not_before_decided_on": change("Order", notified_on=EARLY),
    "order_extended_to_not_before_notified_on": change("Order", extended_to=EARLY),
    "order_period_within_law": change("Order", period_days=61),
    "measure_ends_on_not_before_starts_on": change("Measure", ends_on=EARLY),
    "procedure_decided_on_not_before_lodged_on": change("Procedure", decided_on=EARLY, decision=Decision.REFUSED),
    "procedure_decided_iff_dated": change("Procedure", decided_on=LATE),
    "address_ends_on_not_before_starts_on": change("Address", ends_on=EARLY),
    "interview_held_iff_dated": change("Interview", state="held"),
    "interview_steps_are_known": change("Interview", steps=["tea"]),
    "interview_length_is_sensible": change("Interview", minutes=4),
    "one_household_at_a_desk": again("Interview"),
    "one_talk_of_a_coach": again("Interview", desk_id=None),
    "attendance_once_per_person": again("Attendance"),
    "prospect_told_on_not_before_proposed_on": change("Prospect", told_on=EARLY, told_in="ar"),
    "prospect_stay_iff_grounded": change("Prospect", ground=""),
    "prospect_told_iff_dated": change("Prospect", told_on=LATE),
    "result_from_detention_is_forced": change("Result", from_detention=True, kind=ResultKind.ASSISTED_RETURN),
}

# The dossier, the papers and the matching -----------------------------------------------------------------------------
BROKEN |= {
    "person_not_merged_into_himself": lambda rows: change("Person", merged_into=rows["Person"])(rows),
    "order_grounds_are_known": change("Order", grounds=["13"]),
    "procedure_stay_from_only_with_stay": change("Procedure", stay_from=LATE),
    "extension_answered_on_not_before_requested_on": change("Extension", outcome="refused", answered_on=EARLY),
    "extension_answered_iff_dated": change("Extension", answered_on=LATE),
    "extension_granted_iff_until": change("Extension", until=LATE),
    "one_extension_asked_at_a_time": again("Extension"),
    "entry_ban_notified_on_not_before_decided_on": change("EntryBan", notified_on=EARLY),
    "entry_ban_lifted_on_not_before_decided_on": change("EntryBan", lifted_on=EARLY),
    "entry_ban_within_law": change("EntryBan", years=6),
    "appeal_decided_on_not_before_lodged_on": change("Appeal", outcome="rejected", decided_on=EARLY),
    "appeal_against_one_thing": lambda rows: change("Appeal", procedure=rows["Procedure"])(rows),
    "appeal_decided_iff_dated": change("Appeal", decided_on=LATE),
    "one_pending_appeal_per_order_and_kind": again("Appeal"),
    "one_pending_appeal_per_procedure_and_kind": appeal_twice("Procedure", "procedure"),
    "one_pending_appeal_per_ban_and_kind": appeal_twice("EntryBan", "ban"),
    "check_done_on_not_before_asked_on": change("ResidenceCheck", result="lives_there", done_on=EARLY),
    "check_done_iff_dated": change("ResidenceCheck", done_on=LATE),
    "one_check_running_per_address": again("ResidenceCheck"),
    "representative_mandate_until_not_before_mandate_from": change("Representative", mandate_until=EARLY),
    "case_partner_ends_after_start": change("CasePartner", ends_on=EARLY),
    "family_agreement_ended_on_not_before_concluded_on": change(
        "FamilyAgreement", ended_on=EARLY, ended_because="fulfilled"
    ),
    "family_agreement_conditions_known": change("FamilyAgreement", conditions=["tea"]),
    "family_agreement_ended_iff_reason": change("FamilyAgreement", ended_on=LATE),
    "one_family_agreement_at_a_time": again("FamilyAgreement"),
    "family_step_done_or_broken": change("FamilyStep", done_on=LATE, is_breach=True),
    "restricted_ended_on_not_before_recorded_on": change("RestrictedNote", ended_on=EARLY),
    "restricted_review_on_not_before_recorded_on": change("RestrictedNote", review_on=EARLY),
    "document_original_returned_on_not_before_original_received_on": change(
        "Document", original_received_on=LATE, original_returned_on=EARLY
    ),
    "document_returned_after_received": change("Document", original_returned_on=LATE),
    "document_withdrawn_iff_reason": change("Document", withdrawn_because="x"),
    "conclusion_consent_iff_dated": change("Conclusion", consent_on=LATE),
    "summaries_are_numbered": again("Summary"),
    "summary_receipt_iff_dated": change("Summary", receipt="signed"),
    "conclusion_sent_iff_dated": change("Conclusion", state="sent"),
    "import_row_once": again("ImportRow", fingerprint="other"),
    "a_row_opens_one_case": again("ImportRow", number=2),
    "one_open_request_per_user": again("AccessRequest"),
    "access_request_decided_iff_dated": change("AccessRequest", state="refused"),
    "apart_from_another": lambda rows: change("KeepApart", other=rows["Person"])(rows),
    "apart_once": again("KeepApart"),
    "apart_lifted_iff_dated": change("KeepApart", lifted_at=now()),
    "a_pair_once": again("Pair"),
    "pair_in_order": lambda rows: change(
        "Pair", first=rows["Pair"].second, second=rows["Pair"].first
    )(rows),
    "pair_decided_iff_dated": change("Pair", state="merged"),
    "merge_of_two_persons": lambda rows: change("Merge", gone=rows["Person"])(rows),
    "a_person_is_merged_once": again("Merge"),
    "merge_undone_iff_dated": change("Merge", undone_at=now()),
    "merge_entry_once": again("MergeEntry"),
    "prospect_concerns_once": again("ProspectPerson"),
    "interview_options_are_known": change("Interview", options=["tea"]),
    "interview_reason_only_if_cancelled": change("Interview", cancelled_because="coach"),
    "interview_signed_off_iff_recorded": change("Interview", signed_off_at=now()),
    "obstacle_solved_on_not_before_noted_on": change("Obstacle", solved_on=EARLY),
    "review_scores_are_one_to_five": change("EngagementReview", coach_stability=6),
    "one_review_per_person_and_interview": again("EngagementReview"),
    "amendments_are_numbered": again("Amendment"),
    "amendment_has_a_reason": change("Amendment", reason=""),
}  # fmt: skip

# Tasks and written reasons --------------------------------------------------------------------------------------------
BROKEN |= {
    "a_rule_makes_a_task_once": again("Task"),
    "task_ended_iff_dated": change("Task", ended_on=LATE),
    "one_digest_a_day": again("TaskDigest"),
    "written_reason_due_on_not_before_missed_on": change("WrittenReason", due_on=EARLY),
    "written_reason_received_on_not_before_missed_on": change("WrittenReason", received_on=EARLY),
    "written_reason_decided_on_not_before_missed_on": change("WrittenReason", decided_on=EARLY, verdict="valid"),
    "written_reason_decided_iff_dated": change("WrittenReason", decided_on=LATE),
}

# The counter ----------------------------------------------------------------------------------------------------------
BROKEN |= {
    "slips_are_numbered": lambda rows: again("Visit", person_id=factories.make_person().pk)(rows),  # noqa: PLW0108  (a person of its own, made then)
    "nobody_waits_twice": again("Visit", number=77),
    "visit_ended_iff_dated": change("Visit", state="seen"),
    "nobody_arrives_twice": again("Arrival"),
}
