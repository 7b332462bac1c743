"""What this user may do with this case now: the buttons of the case page, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.access import holds
from cases.enums import CaseState
from cases.models import Case, ProposalState
from icam.calendar import now
from icam.models import User
from icam.permissions import Capability

TALKING = {CaseState.IN_COACHING, CaseState.CONCLUDED, CaseState.FOLLOW_UP}


@dataclass(frozen=True)
class Act:
    """A button: where it leads, for whom, and when it makes sense."""

    name: str
    view: str
    label: str | Promise
    icon: str
    needs: Capability
    fits: Callable[[Case], bool]
    aside: bool = False  # stands in the menu "More"

    def url(self, case: Case) -> str:
        return reverse(self.view, args=[case.pk])


@dataclass(frozen=True)
class Button:
    url: str
    label: str | Promise
    icon: str
    name: str


def _to_record(case: Case) -> bool:
    return case.interviews.begun(now()).exists()


def _workable(case: Case) -> bool:
    return case.state in workflow.WORKABLE


def _without_result(case: Case) -> bool:
    return case.prospects.standing().filter(result__isnull=True).exists()


def _proposed(case: Case) -> bool:
    return case.closure_proposals.filter(state=ProposalState.OPEN).exists()


# In the order in which they stand on the page; the first that fits is the primary one.
ACTS = (
    Act(
        "decide_closure",
        "cases:decide_closure",
        _("Decide on closing"),
        "clipboard-check",
        Capability.DECIDE_CLOSURE,
        _proposed,
    ),
    Act("record", "cases:record_next", _("Record interview"), "pencil-square", Capability.WORK_CASE, _to_record),
    Act(
        "resume",
        "cases:resume",
        _("Resume"),
        "play-circle",
        Capability.WORK_CASE,
        lambda c: c.state == CaseState.SUSPENDED,
    ),
    Act("reopen", "cases:reopen", _("Open again"), "folder2-open", Capability.WORK_CASE, lambda c: not c.is_open),
    Act("plan", "cases:plan_interview", _("Plan an interview"), "calendar-plus", Capability.WORK_CASE, _workable),
    Act(
        "contact",
        "cases:log_contact",
        _("Log a contact"),
        "telephone-plus",
        Capability.WORK_CASE,
        lambda _case: True,  # people call and write when a case is closed as well
    ),
    Act("invite", "invitations:new", _("Invite"), "envelope", Capability.WORK_CASE, _workable),
    Act(
        "propose",
        "cases:propose",
        _("Propose a prospect"),
        "signpost-split",
        Capability.WORK_CASE,
        lambda c: c.state in TALKING,
    ),
    Act("result", "cases:prospects", _("Record a result"), "flag", Capability.WORK_CASE, _without_result),
    Act(
        "follow_up",
        "cases:follow_up",
        _("Start follow-up"),
        "arrow-repeat",
        Capability.WORK_CASE,
        lambda c: c.state == CaseState.CONCLUDED,
    ),
    Act("assign", "cases:assign", _("Assign"), "person-gear", Capability.ASSIGN_CASE, lambda c: c.is_open),
    Act("suspend", "cases:suspend", _("Suspend the case"), "pause-circle", Capability.WORK_CASE, _workable, aside=True),
    Act(
        "describe",
        "cases:describe",
        _("Correct household and group"),
        "pencil",
        Capability.WORK_CASE,
        lambda c: c.is_open,
        aside=True,
    ),
    Act(
        "share",
        "cases:share",
        _("Give a colleague access"),
        "person-plus",
        Capability.SHARE_CASE,
        lambda _case: True,
        aside=True,
    ),
    Act(
        "propose_closure",
        "cases:propose_closure",
        _("Propose to close"),
        "archive",
        Capability.WORK_CASE,
        lambda c: c.is_open and not _proposed(c),
        aside=True,
    ),
)


def for_user(user: User, case: Case) -> tuple[list[Button], list[Button]]:
    """The buttons in the row, and those in the menu; only what would not be refused."""
    held = {needs: holds(user, case, needs) for needs in {act.needs for act in ACTS}}
    shown = [act for act in ACTS if held[act.needs] and act.fits(case) and not _own_proposal(user, case, act)]
    row = [Button(act.url(case), act.label, act.icon, act.name) for act in shown if not act.aside]
    menu = [Button(act.url(case), act.label, act.icon, act.name) for act in shown if act.aside]
    return row, menu


def _own_proposal(user: User, case: Case, act: Act) -> bool:
    """Nobody decides on the own proposal, so the button is not there either."""
    if act.name != "decide_closure":
        return False
    return case.closure_proposals.filter(state=ProposalState.OPEN, proposed_by=user).exists()
