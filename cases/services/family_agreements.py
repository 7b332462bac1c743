"""What a family with minors agrees to so as to stay in its own home, and its timetable (Aliens Act art. 74/9 §3)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import HouseholdKind
from cases.enums.dossier import AgreementCondition, AgreementEnd
from cases.models import Case, FamilyAgreement, FamilyStep
from cases.services import life
from cases.services.dossier import not_before, not_later
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def conclude(
    case: Case, *, by: User, concluded_on: date, conditions: Iterable[str], remarks: str = ""
) -> FamilyAgreement:
    """An agreement with a family with minors; one is in force at a time (the database keeps that too)."""
    not_later(concluded_on=concluded_on)
    if life.hold(case).household.kind != HouseholdKind.FAMILY:
        raise Refused(_("The law provides for this agreement with families with minors only (art. 74/9 §3)."))
    if case.family_agreements.filter(ended_on__isnull=True).exists():
        raise Refused(_("An agreement is in force already. End it first."))
    last = case.family_agreements.first()
    if last:
        not_before(last.ended_on, _("The agreement before it ended later."), concluded_on=concluded_on)
    agreement = FamilyAgreement.objects.create(
        case=case, concluded_on=concluded_on, conditions=_known(conditions), remarks=remarks, concluded_by=by
    )
    record(Verb.AGREEMENT_CONCLUDED, agreement, by=by)
    return agreement


def _known(conditions: Iterable[str]) -> list[str]:
    """Each once, in the order of the decree; at least one."""
    chosen = set(conditions)
    if not chosen:
        raise Refused({"conditions": _("Say what the family agrees to.")})
    return [value for value in AgreementCondition.values if value in chosen]


@transaction.atomic
def change(
    agreement: FamilyAgreement, *, by: User, version: int, conditions: Iterable[str], remarks: str
) -> FamilyAgreement:
    """Other conditions or remarks while the agreement runs. Raises Stale."""
    _running(agreement)
    verb = Verb.AGREEMENT_CHANGED
    edit(agreement, by=by, version=version, verb=verb, conditions=_known(conditions), remarks=remarks)
    return agreement


@transaction.atomic
def end(
    agreement: FamilyAgreement, *, by: User, version: int, ended_on: date, ended_because: AgreementEnd
) -> FamilyAgreement:
    """The agreement ends, and why. Raises Stale."""
    _running(agreement)
    not_later(ended_on=ended_on)
    not_before(agreement.concluded_on, _("The end lies before the beginning."), ended_on=ended_on)
    verb = Verb.AGREEMENT_CHANGED
    edit(agreement, by=by, version=version, verb=verb, ended_on=ended_on, ended_because=ended_because)
    return agreement


def _running(agreement: FamilyAgreement) -> None:
    if agreement.ended_on is not None:
        raise Refused(_("This agreement has ended."))


@transaction.atomic
def add_step(case: Case, agreement: FamilyAgreement, *, by: User, text: str, due_on: date) -> FamilyStep:
    """A line of the timetable drawn up with the family."""
    _running(agreement)
    not_before(agreement.concluded_on, _("The day lies before the agreement."), due_on=due_on)
    if agreement.steps.filter(text__iexact=text, due_on=due_on).exists():
        raise Refused({"text": _("This step stands in the timetable already.")})
    step = FamilyStep.objects.create(agreement=agreement, text=text, due_on=due_on)
    record(Verb.AGREEMENT_CHANGED, step, by=by, case_id=case.pk)
    return step


@transaction.atomic
def settle_step(
    case: Case, step: FamilyStep, *, by: User, version: int, done_on: date | None, is_breach: bool, note: str = ""
) -> FamilyStep:
    """Done on that day, not kept, or open again. Raises Stale."""
    not_later(done_on=done_on)
    if done_on and is_breach:
        raise Refused({"done_on": _("A step is either done or not kept.")})
    if is_breach and step.due_on > today():
        raise Refused({"is_breach": _("Its day has not come: it can still be kept.")})
    not_before(step.agreement.concluded_on, _("The day lies before the agreement."), done_on=done_on)
    verb = Verb.AGREEMENT_CHANGED
    edit(step, by=by, case_id=case.pk, version=version, verb=verb, done_on=done_on, is_breach=is_breach, note=note)
    return step
