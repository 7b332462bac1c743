"""The file of a case: its moves, its prospects and what came of them, its closing, and who else may look."""

from collections import defaultdict
from datetime import date, time, timedelta

from cases.enums import CaseState, Evidence, GrantReason, ResultKind
from cases.enums.people import ApartReason
from cases.models import (
    Case,
    CaseGrant,
    CaseMove,
    ClosureProposal,
    KeepApart,
    Placement,
    ProposalState,
    Prospect,
    Result,
)
from icam.identifiers import CaseReference
from icam.models import User
from reporting.demonstration import twists
from reporting.demonstration.diary import moment, written_at
from reporting.demonstration.households import Home
from reporting.demonstration.lives import Life, Step
from reporting.demonstration.office import TheOffice
from reporting.demonstration.spells import Spells
from reporting.demonstration.store import Store
from reporting.demonstration.volumes import draw
from reporting.demonstration.wording import text

EVIDENCE = {
    ResultKind.STAY_GRANTED: {Evidence.DECISION: 1},
    ResultKind.STAY_REFUSED: {Evidence.DECISION: 1},
    ResultKind.ASSISTED_RETURN: {Evidence.PARTNER: 8, Evidence.TICKET: 1, Evidence.STAMP: 1},
    ResultKind.OFFICE_RETURN: {Evidence.TICKET: 5, Evidence.STAMP: 4, Evidence.PARTNER: 1},
    ResultKind.AUTONOMOUS_RETURN: {
        Evidence.DECLARED: 38, Evidence.TICKET: 28, Evidence.STAMP: 18, Evidence.CONSULAR: 16,
    },
    ResultKind.TRANSFERRED: {Evidence.STAMP: 6, Evidence.PARTNER: 4},
    ResultKind.MOVED: {Evidence.DECISION: 5, Evidence.DECLARED: 5},
    ResultKind.FORCED_RETURN: {Evidence.STAMP: 8, Evidence.PARTNER: 2},
    ResultKind.NOT_EFFECTED: {Evidence.DECLARED: 7, Evidence.PARTNER: 3},
}  # fmt: skip


class Files:
    """Writes the rows of a case; numbers its reference by the year in which it was opened."""

    def __init__(self, store: Store, office: TheOffice, today: date) -> None:
        self.store, self.office, self.today = store, office, today
        self.last_numbers: dict[int, int] = defaultdict(int)

    def open(self, life: Life, home: Home, spells: Spells, leave_by: date | None) -> Case:
        """The case as it stands today, with its placements."""
        story, past, now = life.story, life.past, spells.now
        closing = past[-1] if past[-1].target == CaseState.CLOSED else None
        opening = [step for step in past if step.target == CaseState.SELECTED][-1]
        resting = past[-1] if past[-1].target == CaseState.SUSPENDED else None
        year = story.opened_on.year
        self.last_numbers[year] += 1
        case = Case(
            reference=str(CaseReference(year, self.last_numbers[year])),
            household_id=home.household.pk,
            track=story.track,
            target_group_id=now.facts["target_group_id"],
            intake_channel=story.channel,
            region_id=now.facts["region_id"],
            office_id=now.facts["office_id"],
            coach_id=now.facts["coach_id"],
            state=past[-1].target,
            cycle=past[-1].cycle,
            opened_on=opening.on,
            closed_on=closing.on if closing else None,
            closure_reason=closing.closure_reason if closing else "",
            suspended_from=past[-2].target if resting else "",
            suspension_ground=resting.ground if resting else "",
            suspension_ends_with=text(_language(now.coach), "ends_with", life.rng) if resting else "",
            leave_by=leave_by,
            version=len(past),
        )
        self.store.add(case)
        for spell in spells.rows:
            self.store.add(Placement(case_id=case.pk, starts_on=spell.starts_on, ends_on=spell.ends_on, **spell.facts))
        return case

    def moves(self, life: Life, case: Case, spells: Spells) -> None:
        """Every step of the case, from the first day to the last."""
        rng, source = life.rng, ""
        for step in life.past:
            spell = spells.at(step.on)
            by = spell.coach or self.office.managers[spell.region]
            again = step.target == CaseState.SELECTED and step.cycle > 1
            about = "closing" if step.closure_reason else "reopened" if again else ""
            move = CaseMove(
                case_id=case.pk,
                cycle=step.cycle,
                source=source,
                target=step.target,
                on=step.on,
                at=written_at(step.on, rng),
                by_id=(self.office.managers[spell.region] if about else by).pk,
                reason=text(by.language, about, rng) if about else "",
                closure_reason=step.closure_reason,
                suspension_ground=step.ground,
                intake_channel=case.intake_channel if step.target == CaseState.SELECTED else "",
                **spell.facts,
            )
            self.store.add(move)
            if step.closure_reason:
                self._approved(life, case, step, move.reason, by)
            source = step.target

    def _approved(self, life: Life, case: Case, step: Step, explanation: str, coach: User) -> None:
        """The proposal that the manager approved; a manager's own case was closed without one."""
        manager = self.office.managers[_region_of(self.office, case)]
        if manager == coach:
            return
        proposal = ClosureProposal(
            case_id=case.pk, reason=step.closure_reason, explanation=explanation, state=ProposalState.APPROVED.value,
            proposed_by_id=coach.pk, proposed_at=moment(step.on, time(8)),
            decided_by_id=manager.pk, decided_at=written_at(step.on, life.rng),
            answer=text(manager.language, "answer", life.rng), version=2,
        )  # fmt: skip
        self.store.add(proposal)

    def prospect(self, life: Life, case: Case, home: Home, spells: Spells) -> None:
        """What was proposed, in its last version and the one before; and what came of it."""
        proposal, rng = life.story.proposal, life.rng
        if proposal is None or proposal.proposed_on > life.until:
            return
        spell = spells.at(proposal.proposed_on)
        by = spell.coach or self.office.managers[spell.region]
        told_on = life.told_on if life.told_on and life.told_on <= life.until else None
        prospect = Prospect(
            case_id=case.pk, cycle=1, kind=proposal.kind, ground=proposal.ground, proposed_on=proposal.proposed_on,
            reasons=text(by.language, "reasons", rng), told_on=told_on,
            told_in=home.principal.contact_language if told_on else "", proposed_by_id=by.pk,
            recorded_at=written_at(proposal.proposed_on, rng), **spell.facts,
        )  # fmt: skip
        if proposal.first_kind:
            earlier = Prospect(
                case_id=case.pk, cycle=1, kind=proposal.first_kind, proposed_on=proposal.proposed_on,
                reasons=text(by.language, "reasons", rng), proposed_by_id=by.pk,
                recorded_at=written_at(proposal.proposed_on, rng), **spell.facts,
            )  # fmt: skip
            prospect.corrects_id = self.store.add(earlier).pk
        self.store.add(prospect)
        if told_on and proposal.result_on and proposal.result_on <= life.until:
            self._result(life, case, prospect, spells)

    def _result(self, life: Life, case: Case, prospect: Prospect, spells: Spells) -> None:
        proposal, rng = life.story.proposal, life.rng
        assert proposal is not None
        assert proposal.result_on is not None
        spell = spells.at(proposal.result_on)
        by = spell.coach or self.office.managers[spell.region]
        result = Result(
            prospect_id=prospect.pk, case_id=case.pk, kind=proposal.result, happened_on=proposal.result_on,
            evidence=draw(rng, EVIDENCE[ResultKind(proposal.result)]).value, from_detention=proposal.from_detention,
            note=text(by.language, "result", rng), recorded_by_id=by.pk,
            recorded_at=written_at(proposal.result_on, rng), **spell.facts,
        )  # fmt: skip
        self.store.add(result)

    def exceptions(self, life: Life, case: Case, spells: Spells) -> None:
        """Proposals to close that wait or were refused, and colleagues who may look or work for a while."""
        twist, spell = life.story.twist, spells.now
        if spell.coach is None or not twist:
            return
        if twist in {twists.CLOSURE_PROPOSED, twists.CLOSURE_REFUSED}:
            self._undecided(life, case, spell.coach, refused=twist == twists.CLOSURE_REFUSED)
        colleagues = [user for user in self.office.coaches[spell.region, "singles"] if user != spell.coach]
        elsewhere = self.office.coaches["GNT" if spell.region != "GNT" else "LIE", "families"]
        grant = {
            twists.COVERED: (colleagues, "work_case", GrantReason.COVER, 14, "covers"),
            twists.COVER_ENDED: (colleagues, "work_case", GrantReason.COVER, -9, "covers"),
            twists.SECOND_OPINION: (elsewhere, "view_case", GrantReason.SECOND_OPINION, 30, "opinion"),
        }.get(twist)
        if grant:
            users, codename, reason, days, about = grant
            row = CaseGrant(
                user_id=life.rng.choice(users).pk, permission_id=self.office.permissions[codename].pk,
                content_object_id=case.pk, reason=reason.value,
                explanation=text(_language(spell.coach), about, life.rng),
                ends_on=self.today + timedelta(days=days), granted_by_id=self.office.managers[spell.region].pk,
            )  # fmt: skip
            self.store.add(row)

    def apart(self, home: Home, spells: Spells) -> None:
        """Who is kept from whom, set by the coach of that day."""
        by = spells.now.coach or self.office.managers[spells.now.region]
        for protected, other, since in home.kept_apart:
            row = KeepApart(
                protected_id=protected.pk, other_id=other.pk, because=ApartReason.VIOLENCE.value, since=since,
                set_by_id=by.pk,
            )  # fmt: skip
            self.store.add(row)

    def _undecided(self, life: Life, case: Case, coach: User, *, refused: bool) -> None:
        rng, manager = life.rng, self.office.managers[_region_of(self.office, case)]
        day = self.today - timedelta(days=rng.randint(2, 9))
        proposal = ClosureProposal(
            case_id=case.pk, reason=rng.choice(("no_response", "address_unknown", "non_cooperation")),
            explanation=text(coach.language, "closing", rng), proposed_by_id=coach.pk, proposed_at=written_at(day, rng),
        )  # fmt: skip
        if refused:
            proposal.state, proposal.decided_by_id = ProposalState.REFUSED.value, manager.pk
            proposal.decided_at = written_at(day + timedelta(days=1), rng)
            proposal.answer, proposal.version = text(manager.language, "not_yet", rng), 2
        self.store.add(proposal)


def _language(user: User | None) -> str:
    return user.language if user else "fr"


def _region_of(office: TheOffice, case: Case) -> str:
    return next(code for code, region in office.regions.items() if region.pk == case.region_id)
