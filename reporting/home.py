"""What each role sees first: the work that waits, not a welcome."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from cases.access import cases_for
from cases.enums import CaseState, MemberRole
from cases.models import Address, Agreement, Case, CaseGrant, ClosureProposal, Interview, Member, Pair, ProposalState
from cases.services import interpreting, records, requests, restricted, tasks, unfinished
from cases.services.households import is_grown_child
from cases.services.sides import visible
from icam.calendar import now, start_of, today, working_days_between
from icam.models import User
from icam.paging import capped_count
from invitations.enums import LetterState
from invitations.models import Letter
from reporting.access import reach_of
from reporting.figures import FIGURES
from reporting.links import Links
from reporting.periods import Stretch, period_of
from reporting.registry import REGION

SHOWN = 8
SOON = timedelta(days=14)
SILENT = timedelta(days=30)


def of_coach(user: User) -> dict[str, Any]:
    """Today's interviews, what has no outcome, deadlines, mail that comes back, cases to resume."""
    mine = cases_for(user).filter(coach=user)
    day = today()
    # his own, and those of his cases that a former coach left behind; never of a case that he may no longer open
    his = Interview.objects.filter(Q(coach=user) | Q(case__coach=user), case__in=cases_for(user))
    interviews = his.select_related("case__household__principal__merged_into", "desk__office")
    due = (
        mine.open()
        .filter(leave_by__lte=day + SOON)
        .select_related("household__principal__merged_into")
        .order_by("leave_by", "pk")
    )
    return {
        "interviews": interviews.filter(
            planned_at__gte=start_of(day), planned_at__lt=start_of(day + timedelta(days=1))
        ).order_by("planned_at"),
        "next_interview": interviews.upcoming(now()).order_by("planned_at").first(),
        "unfinished": list(interviews.overdue(now()).order_by("planned_at")[:SHOWN]),
        "unfinished_count": interviews.overdue(now()).count(),
        **_tasks(user),
        "to_book_count": interpreting.to_book(user).filter(coach=user).count(),
        "unsigned": records.unsigned(user)[:SHOWN],
        "unsigned_count": records.unsigned(user).count(),
        "deadlines": [
            (case, working_days_between(day, case.leave_by))
            for case in due.exclude(leave_by__lt=day)[:SHOWN]
            if case.leave_by
        ],
        "ended_grounds": mine.with_ended_ground().select_related("household__principal__merged_into")[:SHOWN],
        "to_watch": mine.to_be_watched(day).select_related("household__principal__merged_into").order_by("pk")[:SHOWN],
        "returned": _returned(user)[:SHOWN],
        "letters": _stuck_letters(user)[:SHOWN],
        "agreements": Agreement.objects.filter(
            interview__case__in=mine.open(), done_on__isnull=True, due_on__range=(day - SILENT, day + timedelta(days=7))
        )
        .select_related("interview__case__household__principal__merged_into")
        .order_by("due_on", "pk")[:SHOWN],
        "reviews": restricted.to_review(user)[:SHOWN],
        "grown": _grown(user)[:SHOWN],
        "load": mine.open().count(),
        "asked_for": requests.asked_by(user)[:SHOWN],
    }


def _tasks(user: User) -> dict[str, Any]:
    """The own tasks that are due today or overdue, the oldest first."""
    day = today()
    due = tasks.visible(user).due(day).select_related("case__household__principal__merged_into")
    return {
        "tasks": due.order_by("due_on", "pk")[:SHOWN],
        "task_count": due.count(),
        "late_task_count": due.overdue(day).count(),
    }


def _returned(user: User) -> Any:
    """Open cases of which the principal's present address does not take mail."""
    standing = Address.objects.filter(ends_on__isnull=True, undeliverable_since__isnull=False)
    return (
        cases_for(user)
        .filter(coach=user)
        .open()
        .annotate(head=Coalesce("household__principal__merged_into", "household__principal"))
        .filter(Exists(standing.filter(person=OuterRef("head"))))
        .select_related("household__principal__merged_into")
        .order_by("pk")
    )


def _grown(user: User) -> list[tuple[Case, Member, date]]:
    """Children of the own open cases who came of age: own order, own trajectory? Until the role is changed."""
    households = {case.household_id: case for case in cases_for(user).filter(coach=user).open().order_by("-pk")}
    children = Member.objects.on(today()).filter(household__in=households, role=MemberRole.CHILD).of_age(today())
    rows = [(households[m.household_id], m, is_grown_child(m, on=today())) for m in children.with_persons()]
    return sorted(((case, member, day) for case, member, day in rows if day), key=lambda row: row[2], reverse=True)


def _stuck_letters(user: User) -> Any:
    """Letters that wait for somebody: could not be made, or made and not sent."""
    states = [LetterState.FAILED, LetterState.RENDERED]
    return (
        Letter.objects.filter(case__coach=user, state__in=states)
        .select_related("case__household__principal__merged_into")
        .order_by("pk")
    )


def of_manager(user: User) -> dict[str, Any]:
    """Proposals, caseload, and what is stuck."""
    region = cases_for(user)
    proposals = ClosureProposal.objects.filter(state=ProposalState.OPEN, case__in=region).exclude(proposed_by=user)
    load = (
        User.objects.coaching()
        .in_regions_of(user)
        .annotate(
            load=Count("cases", filter=~Q(cases__state=CaseState.CLOSED), distinct=True),
            suspended=Count("cases", filter=Q(cases__state=CaseState.SUSPENDED), distinct=True),
        )
        .order_by("-load", "last_name")
    )
    waiting = requests.to_decide(user)
    return {
        "requests": waiting[:SHOWN],
        "request_count": waiting.count(),
        "asked_for": requests.asked_by(user)[:SHOWN],
        "proposals": proposals.select_related("case__household__principal__merged_into", "proposed_by").order_by(
            "proposed_at"
        )[:SHOWN],
        "proposal_count": proposals.count(),
        "load": _shares(load),
        "without_coach": region.without_coach()
        .select_related("household__principal__merged_into", "office")
        .order_by("opened_on")[:SHOWN],
        "without_coach_count": region.without_coach().count(),
        "silent_count": region.silent_since(today() - SILENT).count(),
        "overdue_count": unfinished.of(user).count(),
        **_tasks(user),
        "region_late_tasks": tasks.visible(user, of_region=True).overdue(today()).count(),
        "to_book_count": interpreting.to_book(user).count(),
        "failed_letters": Letter.objects.filter(case__in=region, state=LetterState.FAILED).count(),
        "ended_grounds": region.with_ended_ground().count(),
        "to_watch_count": region.to_be_watched(today()).count(),
        "pair_count": capped_count(visible(Pair.objects.waiting(), by=user)),
    }


def _shares(coaches: Any) -> list[tuple[User, int]]:
    """Every coach with the length of the bar: the heaviest load is 100."""
    rows = list(coaches)
    most = max((coach.load for coach in rows), default=0) or 1
    return [(coach, round(100 * coach.load / most)) for coach in rows]


def of_administrator() -> dict[str, Any]:
    """What an administrator has to mend that concerns cases: numbers only, never a case."""
    return {
        "expiring_grants": CaseGrant.objects.filter(ends_on__gte=today(), ends_on__lte=today() + SOON).count(),
        "failed_letters": Letter.objects.filter(state=LetterState.FAILED).count(),
    }


def of_head(user: User) -> dict[str, Any]:
    """This year beside the same days of last year, in all and by region."""
    year, reach = today().year, reach_of(user)
    periods = [period_of(year, Stretch.TO_DATE), period_of(year - 1, Stretch.TO_DATE)]
    links = Links(year, Stretch.TO_DATE, {})
    regions = REGION.values(reach)
    tallies = {figure.code: figure.tally(reach, periods, (REGION.name,), {}) for figure in FIGURES}
    totals = {
        code: [sum(counts) for counts in zip(*cells.values(), strict=True)] or [0, 0] for code, cells in tallies.items()
    }
    return {
        "year": year,
        "last_year": year - 1,
        "metrics": [(figure, *totals[figure.code], links.rows(figure.code)) for figure in FIGURES],
        "figures": FIGURES,
        "regions": [
            (
                region.label,
                [
                    (tallies[figure.code].get((region.key,), [0, 0])[0], links.rows(figure.code, region=region.key))
                    for figure in FIGURES
                ],
            )
            for region in regions
            if region.holds
        ],
        "without_coach_count": cases_for(user).without_coach().count(),
        "overdue_count": Interview.objects.overdue(now()).count(),
    }
