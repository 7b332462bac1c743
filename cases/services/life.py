"""The life of a case: opened, invited, coached, concluded, suspended, closed, reopened. Every step leaves a row."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import CaseState, ClosureReason, HouseholdKind, IntakeChannel, SuspensionGround, Track
from cases.models import Case, CaseMove, Household, Placement, ProposalState, ReferenceYear, as_it_is
from cases.services import clashing, deadlines
from icam.audit import record
from icam.calendar import now, today
from icam.dates import moment_in_words
from icam.enums import Verb
from icam.models import Office, Region, TargetGroup, User
from icam.refusals import Refused
from icam.workflow import Move, Stale, edit, perform

NOT_SUSPENDED: dict[str, Any] = {"suspension_ground": "", "suspended_from": "", "suspension_ends_with": ""}


def hold(case: Case) -> Case:
    """The case as it stands now, locked until the transaction ends: what it is asked cannot change meanwhile."""
    return Case.objects.held().get(pk=case.pk)


def facts_on(case: Case, day: date) -> dict[str, Any]:
    """The five facts of the report as they were on `day`; as they are today when no placement tells of that day."""
    if day < today():
        placement = Placement.objects.filter(case=case).on(day).first()
        if placement:
            return placement.facts
    return as_it_is(case)


@transaction.atomic
def open_case(
    household: Household,
    *,
    by: User | None,
    track: Track,
    target_group: TargetGroup,
    intake_channel: IntakeChannel,
    region: Region,
    office: Office | None = None,
    coach: User | None = None,
    opened_on: date | None = None,
) -> Case:
    """A new case in state selected. Refused (by the database) when one is open for the household on that track."""
    day = opened_on or today()
    if day > today():
        raise Refused({"opened_on": _("The day lies in the future.")})
    fits(region, office, coach)
    case = Case.objects.create(
        reference=next_references(day.year)[0],
        household=household,
        track=track,
        target_group=target_group,
        intake_channel=intake_channel,
        region=region,
        office=office,
        coach=coach,
        opened_on=day,
        leave_by=deadlines.derive(household),
    )
    _note(case, "", CaseState.SELECTED, by=by, on=day, intake_channel=intake_channel)
    Placement.objects.create(case=case, starts_on=day, **as_it_is(case))
    record(Verb.CASE_CREATED, case, by=by, reference=case.reference)
    return case


def next_references(year: int, count: int = 1) -> list[str]:
    """The next numbers of that year; the lock on its row lasts until the transaction ends."""
    ReferenceYear.objects.get_or_create(year=year)
    ReferenceYear.objects.filter(year=year).update(last=F("last") + count)
    last = ReferenceYear.objects.get(year=year).last
    return [f"ICAM-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]


def fits(region: Region, office: Office | None, coach: User | None) -> None:
    """Refused unless office and coach are of that region."""
    if office and office.region_id != region.pk:
        raise Refused({"office": _("This office belongs to another region.")})
    if coach and not _may_take(coach, region):
        raise Refused({"coach": _("This coach does not work in that region.")})


def _may_take(coach: User, region: Region) -> bool:
    """Whether the coach works there, held so that nobody deactivates him before the case is his."""
    return User.objects.coaching().held().filter(pk=coach.pk, regions=region).first() is not None


def step(
    case: Case,
    move: Move,
    *,
    by: User | None,
    on: date | None = None,
    reason: str = "",
    facts: dict[str, str] | None = None,
    **changes: Any,
) -> Case:
    """One move of the workflow table, with its dated row; `facts` go on that row, `changes` on the case.

    Raises IllegalMove when somebody was there first.
    """
    with transaction.atomic():
        before = perform(move, case, by=by, reason=reason, **changes)
        _note(case, before, move.target, by=by, on=on or today(), reason=reason, **(facts or {}))
    return case


def _note(case: Case, source: str, target: str, *, by: User | None, on: date, **facts: str) -> CaseMove:
    current = hold(case)  # read anew: a colleague may have assigned the case while this page was open
    return CaseMove.objects.create(
        case=case, cycle=current.cycle, source=source, target=target, on=on, by=by, **facts, **facts_on(current, on)
    )


def invite(case: Case, *, by: User | None, on: date) -> Case:
    """The first invitation has gone out. A case that is already further stays where it is."""
    if not workflow.INVITE.fits(case.state):
        return case
    return step(case, workflow.INVITE, by=by, on=on)


def start_coaching(case: Case, *, by: User, on: date) -> Case:
    """Somebody of the household was met for the first time in this cycle.

    A talk that is written down while the case rests starts the coaching all the same: there it resumes.
    """
    if case.state == CaseState.SUSPENDED and workflow.START.fits(case.suspended_from):
        return _start_while_suspended(case, by=by, on=on)
    if not workflow.START.fits(case.state):
        return case
    return step(case, workflow.START, by=by, on=on)


def _start_while_suspended(case: Case, *, by: User, on: date) -> Case:
    with transaction.atomic():
        resting = Case.objects.filter(pk=case.pk, state=CaseState.SUSPENDED, suspended_from=case.suspended_from)
        if resting.update(suspended_from=CaseState.IN_COACHING, version=F("version") + 1):
            _note(case, case.suspended_from, CaseState.IN_COACHING, by=by, on=on)
            record(Verb.COACHING_STARTED, case, by=by, while_suspended=True)
    case.refresh_from_db()
    return case


def conclude(case: Case, *, by: User, on: date) -> Case:
    """The prospect was told to the person."""
    if not workflow.CONCLUDE.fits(case.state):
        return case
    return step(case, workflow.CONCLUDE, by=by, on=on)


def follow_up(case: Case, *, by: User, reason: str = "") -> Case:
    """The prospect is being carried out; the coach follows."""
    return step(case, workflow.FOLLOW_UP, by=by, reason=reason)


def suspend(case: Case, *, by: User | None, ground: SuspensionGround, ends_with: str, reason: str = "") -> Case:
    """Coaching rests, with what will end that (Aliens Act art. 74/24 §3 for a procedure with provisional stay)."""
    if not ends_with.strip():
        raise Refused({"ends_with": _("Say what will end the suspension.")})
    return step(
        case,
        workflow.SUSPEND,
        by=by,
        reason=reason,
        facts={"suspension_ground": ground},
        suspension_ground=ground,
        suspended_from=case.state,
        suspension_ends_with=ends_with,
    )


def resume(case: Case, *, by: User, reason: str = "") -> Case:
    """Coaching goes on where it rested."""
    with transaction.atomic():
        rested = hold(case).suspended_from  # not the page's: it may have been resumed and suspended again meanwhile
        back = workflow.RESUME[CaseState(rested or CaseState.SELECTED)]
        return step(case, back, by=by, reason=reason, **NOT_SUSPENDED)


def check_end(current: Case, on: date) -> None:
    """Refused unless the held case `current` can be closed on that day."""
    if current.interviews.planned().exists():
        raise Refused(_("An interview is still planned. Record or cancel it first."))
    if on < current.opened_on or on > today():
        raise Refused({"on": _("The day of closing lies between the opening and today.")})


def close(case: Case, *, by: User | None, because: ClosureReason, on: date, reason: str = "") -> Case:
    """The end of a cycle. Planned interviews must be settled first: nobody is expected at a closed case."""
    with transaction.atomic():
        current = hold(case)
        check_end(current, on)
        if current.closure_proposals.filter(state=ProposalState.OPEN).exists():
            raise Refused(_("A proposal to close this case already waits for a decision."))
        step(
            case,
            workflow.CLOSE,
            by=by,
            on=on,
            reason=reason,
            facts={"closure_reason": because},
            closed_on=on,
            closure_reason=because,
            **NOT_SUSPENDED,
        )
        later = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
        Placement.objects.filter(later, case=case).update(ends_on=Greatest("starts_on", Value(on)))
    return case


def reopen(case: Case, *, by: User, reason: str) -> Case:
    """A new cycle of the same file, counted as opened again."""
    if not reason.strip():
        raise Refused({"reason": _("Say why the case is opened again.")})
    with transaction.atomic():
        current = hold(case)
        if current.closed_on and current.closed_on > today():
            raise Refused(_("The case was closed at a later day."))
        cycle, day = current.cycle + 1, today()
        gone = current.coach is not None and not _may_take(current.coach, current.region)
        perform(
            workflow.REOPEN,
            case,
            by=by,
            reason=reason,
            cycle=cycle,
            closed_on=None,
            closure_reason="",
            opened_on=day,
            coach_id=None if gone else current.coach_id,
        )
        _note(
            case, CaseState.CLOSED, CaseState.SELECTED, by=by, on=day, reason=reason, intake_channel=case.intake_channel
        )
        Placement.objects.create(case=case, starts_on=day, **as_it_is(hold(case)))
    return case


def assign(
    case: Case,
    *,
    by: User,
    version: int,
    coach: User | None,
    office: Office | None,
    region: Region | None = None,
    reason: str = "",
) -> Case:
    """Another coach, office or region from today; what happened before keeps the old ones. Raises Stale."""
    region = region or case.region
    with transaction.atomic():
        held = hold(case)  # before the coach, as whoever plans does
        fits(region, office, coach)
        if _expected_elsewhere(held, region):
            raise Refused(
                {"region": _("An interview is planned at a desk of another region. Move or cancel it first.")}
            )
        _is_free(coach, held)
        before = {"coach": case.coach_id, "office": case.office_id, "region": case.region_id}
        changed = edit(
            case,
            by=by,
            version=version,
            verb=Verb.CASE_ASSIGNED,
            reason=reason,
            coach_id=coach.pk if coach else None,
            office_id=office.pk if office else None,
            region_id=region.pk,
        )
        if changed:
            current = hold(case)
            _place(current)
            _pass_on(current, coach)
            record(Verb.CASE_CHANGED, case, by=by, before=before)
    case.refresh_from_db()
    return case


def _expected_elsewhere(case: Case, region: Region) -> bool:
    at_desks = case.interviews.upcoming(now()).filter(desk__isnull=False)
    return at_desks.exclude(desk__office__region=region).exists()


def _is_free(coach: User | None, case: Case) -> None:
    """Refused when an interview of the case that passes on to the coach comes while he has another."""
    if coach is None:
        return
    for coming in case.interviews.upcoming(now()):
        end = coming.planned_at + timedelta(minutes=coming.minutes)
        others = clashing.at_the_same_time(coming.planned_at, end, besides=coming)
        if any(other.coach_id == coach.pk for other in others):
            when = moment_in_words(coming.planned_at)
            sentence = _("The coach already has an interview when this household is expected: %s. Move one of the two.")
            raise Refused({"coach": sentence % when})


def _pass_on(case: Case, coach: User | None) -> None:
    """Interviews still to come go to the new coach; past ones keep the old, and nobody's draft is touched."""
    coming = case.interviews.upcoming(now())
    coming.filter(desk__isnull=True).update(office=case.office_id)  # without a desk, the office is the case's
    coming.update(coach=coach, region=case.region_id, version=F("version") + 1)


def describe(
    case: Case,
    *,
    by: User,
    version: int,
    household_kind: HouseholdKind,
    target_group: TargetGroup,
    intake_channel: IntakeChannel,
) -> Case:
    """Correct what the case is; from today the facts of what happens follow, for every case of the household."""
    with transaction.atomic():
        held = {each.pk: each for each in Case.objects.held().filter(household=case.household_id)}
        current = held[case.pk]
        if current.version != version:
            raise Stale(current)
        household = current.household
        reads = household.version
        if edit(household, by=by, version=reads, verb=Verb.CASE_CHANGED, case_id=case.pk, kind=household_kind):
            # The page showed the kind as the case's own: whoever read it before has to read it again.
            Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
            version += 1
        edit(
            current,
            by=by,
            version=version,
            verb=Verb.CASE_CHANGED,
            target_group_id=target_group.pk,
            intake_channel=intake_channel,
        )
        for each in held:
            _place(Case.objects.get(pk=each))
    case.refresh_from_db()
    return case


def _place(case: Case) -> None:
    """End the placement in force and begin one that says how things stand; twice on one day is one placement."""
    if not case.is_open:
        return
    day, facts = today(), as_it_is(case)
    standing = Placement.objects.filter(case=case, ends_on__isnull=True)
    if standing.filter(**facts).exists():
        return
    if not standing.filter(starts_on=day).update(**facts):
        standing.update(ends_on=day)
        Placement.objects.create(case=case, starts_on=day, **facts)
