"""Does somebody still live there? Asked of the delegate or the mayor, answered (Aliens Act art. 74/26)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.dossier import AfterCheck, CheckedBy, CheckResult
from cases.models import Address, Case, ResidenceCheck
from cases.services import addresses
from cases.services.dossier import belongs, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def ask(case: Case, address: Address, *, by: User, by_whom: CheckedBy, asked_on: date) -> ResidenceCheck:
    """Ask whether the person lives there; one check of an address runs at a time (the database keeps that)."""
    belongs(case, address.person)
    not_later(asked_on=asked_on)
    if address.ends_on is not None:
        raise Refused(_("This address has ended: there is nothing to check."))
    not_before(address.starts_on, _("The day lies before the address was known."), asked_on=asked_on)
    check = ResidenceCheck.objects.create(case=case, address=address, by_whom=by_whom, asked_on=asked_on, asked_by=by)
    record(Verb.CHECK_ASKED, check, by=by)
    return check


@transaction.atomic
def answer(
    case: Case,
    check: ResidenceCheck,
    *,
    by: User,
    version: int,
    result: CheckResult,
    done_on: date,
    note: str = "",
    then: AfterCheck | None = None,
) -> ResidenceCheck:
    """What was found. Where the person is gone, `then` says what becomes of the address. Raises Stale."""
    address = check.address
    belongs(case, address.person)
    not_later(done_on=done_on)
    not_before(check.asked_on, _("The answer lies before the question."), done_on=done_on)
    if result.is_gone and then is None and address.ends_on is None:
        raise Refused({"then": _("Say what becomes of the address.")})
    if not result.is_gone and then not in {None, AfterCheck.NOTHING}:
        raise Refused({"then": _("This follows only where the person was found to be gone.")})
    verb = Verb.CHECK_ANSWERED
    edit(check, by=by, case_id=case.pk, version=version, verb=verb, result=result, done_on=done_on, note=note)
    if then == AfterCheck.END:
        addresses.end(case, address, by=by, version=address.version, ends_on=done_on)
    if then == AfterCheck.UNDELIVERABLE:
        addresses.mark_undeliverable(case, address, by=by, version=address.version, since=done_on)
    return check
