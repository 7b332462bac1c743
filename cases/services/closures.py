"""Closing takes two people: one proposes, another decides."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums import ClosureReason
from cases.models import Case, ClosureProposal
from cases.services import life
from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import perform


@transaction.atomic
def propose(case: Case, *, by: User, reason: ClosureReason, explanation: str) -> ClosureProposal:
    """Ask for the case to be closed. One proposal waits at a time (kept by the database)."""
    current = life.hold(case)
    if not current.is_open:
        raise Refused(_("The case is closed already."))
    proposal = ClosureProposal.objects.create(case=current, reason=reason, explanation=explanation, proposed_by=by)
    record(Verb.CLOSURE_PROPOSED, proposal, by=by, why=reason)
    return proposal


@transaction.atomic
def approve(proposal: ClosureProposal, *, by: User, on: date, answer: str = "") -> Case:
    """Close the case as proposed. Raises IllegalMove when it was decided in between."""
    _another(proposal, by)
    current = life.hold(proposal.case)
    life.check_end(current, on)
    perform(workflow.APPROVE, proposal, by=by, decided_by=by, decided_at=now(), answer=answer)
    return life.close(current, by=by, because=ClosureReason(proposal.reason), on=on, reason=proposal.explanation)


@transaction.atomic
def refuse(proposal: ClosureProposal, *, by: User, answer: str) -> ClosureProposal:
    """The case stays open, with the answer why."""
    _another(proposal, by)
    if not answer.strip():
        raise Refused({"answer": _("Say why the case stays open.")})
    perform(workflow.REFUSE, proposal, by=by, decided_by=by, decided_at=now(), answer=answer)
    return proposal


def _another(proposal: ClosureProposal, by: User) -> None:
    if proposal.proposed_by_id == by.pk:
        raise Refused(_("Nobody decides on the own proposal."))
