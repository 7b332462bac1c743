"""Asking for access to a case of another region: who found a strong match there asks, who may share it decides."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases import workflow
from cases.access import cases_for
from cases.enums import GrantReason
from cases.enums.people import RequestState
from cases.models import AccessRequest, Case
from cases.services import sharing
from icam.audit import record
from icam.calendar import now, today
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import perform

SHOWN_AFTER = timedelta(days=14)  # how long an answer stays on the home page of who asked
EXPLAINED = 300  # characters of a grant's explanation


@transaction.atomic
def ask(case: Case, *, by: User, why: str) -> AccessRequest:
    """Ask for a case that `by` may not open. One request waits at a time (kept by the database)."""
    if not why.strip():
        raise Refused({"why": _("Say why you need it.")})
    if not by.may(Capability.VIEW_CASE) or cases_for(by).filter(pk=case.pk).exists():
        raise Refused(_("You may open this case already; search for it again."))
    asked = AccessRequest.objects.create(case=case, requested_by=by, why=why)
    record(Verb.ACCESS_REQUESTED, asked, by=by)
    return asked


@transaction.atomic
def grant(asked: AccessRequest, *, by: User, capability: Capability, days: int, answer: str = "") -> AccessRequest:
    """Open the case to who asked, from today for `days` days. Raises IllegalMove when it was decided in between."""
    _of_another(asked, by)
    perform(
        workflow.GRANT, asked, by=by, note={"capability": capability.value, "days": days},
        decided_by=by, decided_at=now(), answer=answer,
    )  # fmt: skip
    sharing.share(
        asked.case, by=by, user=asked.requested_by, capability=capability, reason=GrantReason.REQUEST,
        explanation=asked.why[:EXPLAINED], ends_on=today() + timedelta(days=days - 1),
    )  # fmt: skip
    return asked


@transaction.atomic
def refuse(asked: AccessRequest, *, by: User, answer: str) -> AccessRequest:
    """The case stays closed to who asked, with the answer why. Raises IllegalMove when it was decided in between."""
    _of_another(asked, by)
    if not answer.strip():
        raise Refused({"answer": _("Say why not.")})
    perform(workflow.DENY, asked, by=by, decided_by=by, decided_at=now(), answer=answer)
    return asked


def _of_another(asked: AccessRequest, by: User) -> None:
    if asked.requested_by_id == by.pk:
        raise Refused(_("Nobody decides on the own request."))


def to_decide(user: User) -> "QuerySet[AccessRequest]":
    """The requests that wait for `user` or for a colleague with the same right, oldest first."""
    mine = cases_for(user, Capability.SHARE_CASE)
    waiting = AccessRequest.objects.filter(state=RequestState.OPEN, case__in=mine).exclude(requested_by=user)
    return waiting.select_related(
        "case__household__principal__merged_into", "case__office", "requested_by__office"
    ).order_by("requested_at", "pk")


def asked_by(user: User) -> "QuerySet[AccessRequest]":
    """What `user` asked for and waits for, or got an answer to in the last two weeks; newest first."""
    rows = AccessRequest.objects.filter(requested_by=user).exclude(decided_at__lt=now() - SHOWN_AFTER)
    return rows.select_related("case__office", "case__region").order_by("-pk")
