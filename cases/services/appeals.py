"""Appeals against an order, a decision on residence or an entry ban (Aliens Act art. 39/2, 39/57, 39/82)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.dossier import AfterAnnulment, AppealEffect, AppealKind, AppealOutcome
from cases.models import Appeal, Case, EntryBan, Order, Procedure
from cases.services import orders, rests
from cases.services.dossier import belongs, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import Stale, edit


@transaction.atomic
def lodge(
    case: Case,
    against: Order | Procedure | EntryBan,
    *,
    by: User,
    kind: AppealKind,
    lodged_on: date,
    number: str = "",
    effect: AppealEffect = AppealEffect.NONE,
) -> Appeal:
    """An appeal; one that suspends the removal suspends the case. The database keeps one of a kind pending."""
    belongs(case, against.person)
    not_later(lodged_on=lodged_on)
    _after_decision(against, lodged_on)
    named = {Order: "order", Procedure: "procedure", EntryBan: "ban"}[type(against)]
    appeal = Appeal.objects.create(kind=kind, lodged_on=lodged_on, number=number, effect=effect, **{named: against})
    record(Verb.APPEAL_LODGED, appeal, by=by, case_id=case.pk, effect=effect)
    rests.for_appeal(case, appeal, by=by)
    return appeal


def _after_decision(against: Order | Procedure | EntryBan, lodged_on: date) -> None:
    if against.decided_on is None:
        raise Refused(_("There is no decision yet to appeal against."))
    not_before(against.decided_on, _("The appeal lies before the decision."), lodged_on=lodged_on)


@transaction.atomic
def correct(case: Case, appeal: Appeal, *, by: User, version: int, **changes: Any) -> Appeal:
    """Day, number or effect put right, or known later; one that now suspends the removal suspends the case."""
    belongs(case, appeal.person)
    lodged_on = changes.get("lodged_on", appeal.lodged_on)
    not_later(lodged_on=lodged_on)
    _after_decision(appeal.against, lodged_on)
    if appeal.decided_on:
        not_before(lodged_on, _("The appeal was decided before that day."), lodged_on=appeal.decided_on)
    edit(appeal, by=by, case_id=case.pk, version=version, verb=Verb.APPEAL_LODGED, **changes)
    rests.for_appeal(case, appeal, by=by)
    return appeal


@transaction.atomic
def decide(
    case: Case,
    appeal: Appeal,
    *,
    by: User,
    version: int,
    outcome: AppealOutcome,
    decided_on: date,
    then: AfterAnnulment | None = None,
) -> Appeal:
    """How the appeal ended. An annulled order stands no longer from that day if `then` says so, never by itself.

    The case is not resumed: that the ground has ended is shown to the coach.
    """
    belongs(case, appeal.person)
    not_later(decided_on=decided_on)
    not_before(appeal.lodged_on, _("The judgment lies before the appeal."), decided_on=decided_on)
    if appeal.version != version:
        raise Stale(appeal)
    annulled = appeal.order if outcome == AppealOutcome.ANNULLED else None
    if annulled and not annulled.withdrawn_on and then is None:
        raise Refused({"then": _("Say what becomes of the order.")})
    verb = Verb.APPEAL_DECIDED
    edit(appeal, by=by, case_id=case.pk, version=version, verb=verb, outcome=outcome, decided_on=decided_on)
    if annulled and not annulled.withdrawn_on and then == AfterAnnulment.WITHDRAW:
        reason = _("Annulled by the Council for Alien Law Litigation.")
        orders.withdraw(case, annulled, by=by, version=annulled.version, withdrawn_on=decided_on, reason=reason)
    return appeal
