"""The acts that move a case from one state to the next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import get_case, open_case
from cases.enums import ClosureReason, GrantReason, SuspensionGround
from cases.forms.life import (
    DROP,
    PASS,
    AssignForm,
    DecideClosureForm,
    DescribeForm,
    ProposeClosureForm,
    ReasonForm,
    ReopenForm,
    ShareForm,
    SuspendForm,
)
from cases.models import Case, CaseGrant, ProposalState
from cases.services import closures, life, sharing, tasks
from cases.views.acting import act_page
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.refusals import Refused


@require_http_methods(["GET", "POST"])
def suspend(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = SuspendForm(sent(request), initial={"version": case.version})

    def act() -> Case:
        words = form.words()
        return life.suspend(
            case,
            by=request.user,
            ground=SuspensionGround(words["ground"]),
            ends_with=words["ends_with"],
            reason=words["reason"],
        )

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Suspend the case"),
        button=_("Suspend the case"),
        done=_("The case is suspended."),
    )


@require_http_methods(["GET", "POST"])
def resume(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ReasonForm(sent(request), initial={"version": case.version})
    return act_page(
        request,
        case,
        form,
        lambda: life.resume(case, by=request.user, **form.words()),
        title=_("Resume the case"),
        button=_("Resume the case"),
        done=_("The case goes on where it rested."),
    )


@require_http_methods(["GET", "POST"])
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ReasonForm(sent(request), initial={"version": case.version})
    return act_page(
        request,
        case,
        form,
        lambda: life.follow_up(case, by=request.user, **form.words()),
        title=_("Start follow-up"),
        button=_("Start follow-up"),
        done=_("The case is in follow-up."),
    )


@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ReopenForm(sent(request), initial={"version": case.version})
    return act_page(
        request,
        case,
        form,
        lambda: life.reopen(case, by=request.user, **form.words()),
        title=_("Open the case again"),
        button=_("Open the case again"),
        done=_("The case is open again, as a new cycle."),
    )


def _still_open(case: Case) -> None:
    if not case.is_open:
        raise Refused(gettext("The case is closed. Open it again first."))


@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.ASSIGN_CASE)
    now = {"region": case.region_id, "office": case.office_id, "coach": case.coach_id, "version": case.version}
    form = AssignForm(sent(request), user=request.user, case=case, initial=now)

    def act() -> Case:
        _still_open(case)
        words, giver = form.words(), case.coach
        passing = words.pop("open_tasks", "") == PASS
        life.assign(case, by=request.user, version=form.cleaned_data["version"], **words)
        if passing:
            tasks.pass_on(case, by=request.user, giver=giver, to=case.coach or request.user)
        return case

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Assign the case"),
        button=_("Assign the case"),
        done=_("The case is assigned."),
    )


@require_http_methods(["GET", "POST"])
def describe(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    now = {
        "household_kind": case.household.kind,
        "target_group": case.target_group_id,
        "intake_channel": case.intake_channel,
        "version": case.version,
    }
    form = DescribeForm(sent(request), initial=now)

    def act() -> Case:
        _still_open(case)
        return life.describe(case, by=request.user, version=form.cleaned_data["version"], **form.words())

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Correct household and group"),
        button=_("Save"),
        done=_("Saved. What happened before today keeps the earlier facts."),
    )


@require_http_methods(["GET", "POST"])
def propose_closure(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ProposeClosureForm(sent(request))

    def act() -> Case:
        words = form.words()
        closures.propose(case, by=request.user, reason=ClosureReason(words["reason"]), explanation=words["explanation"])
        return case

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Propose to close the case"),
        button=_("Propose to close"),
        done=_("Proposed. Your manager decides."),
    )


@require_http_methods(["GET", "POST"])
def decide_closure(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.DECIDE_CLOSURE)
    proposal = get_object_or_404(case.closure_proposals.select_related("proposed_by"), state=ProposalState.OPEN)
    form = DecideClosureForm(sent(request), case=case, initial={"on": today()})

    def act() -> Case:
        words = form.words()
        if words["decision"] == DecideClosureForm.APPROVE:
            if words.get("open_tasks") == DROP:
                tasks.drop_all(case, by=request.user, note=gettext("The case is closed."))
            return closures.approve(proposal, by=request.user, on=words["on"], answer=words["answer"])
        closures.refuse(proposal, by=request.user, answer=words["answer"])
        return case

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Decide on closing"),
        button=_("Save the decision"),
        done=_("The decision is saved."),
        proposal=proposal,
    )


@require_http_methods(["GET", "POST"])
def share(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.SHARE_CASE)
    form = ShareForm(sent(request), case=case, by=request.user)

    def act() -> Case:
        words = form.words() | {"capability": Capability(form.cleaned_data["capability"])}
        sharing.share(case, by=request.user, **words | {"reason": GrantReason(words["reason"])})
        return case

    return act_page(
        request,
        case,
        form,
        act,
        title=_("Give a colleague access"),
        button=_("Give access"),
        done=_("The colleague has access until that day."),
        grants=case.grants.valid_on(today()).select_related("user", "permission"),
        template="cases/share.html",
    )


@require_POST
def unshare(request: StaffRequest, pk: int, grant_pk: int) -> HttpResponse:
    case = get_case(request.user, pk, Capability.SHARE_CASE)
    grant = get_object_or_404(CaseGrant, pk=grant_pk, content_object=case)
    sharing.unshare(grant, by=request.user)
    return redirect("cases:share", pk)
