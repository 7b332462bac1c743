"""The organisations that work with a household (Aliens Act art. 74/24 §2), from one day to another."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case, CasePartner
from cases.services import life
from cases.services.dossier import not_before
from icam.audit import record
from icam.enums import Verb
from icam.models import Partner, User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def add(
    case: Case,
    *,
    by: User,
    partner: Partner,
    starts_on: date,
    ends_on: date | None = None,
    contact: str = "",
    what_for: str = "",
) -> CasePartner:
    """A partner works with the household from that day; the same one stands there once at a time."""
    not_before(starts_on, _("The end lies before the beginning."), ends_on=ends_on)
    life.hold(case)
    _once(case, partner, starts_on, ends_on)
    added = CasePartner.objects.create(
        case=case, partner=partner, starts_on=starts_on, ends_on=ends_on, contact=contact, what_for=what_for
    )
    record(Verb.PARTNER_ADDED, added, by=by)
    return added


def _once(
    case: Case, partner: Partner, starts_on: date, ends_on: date | None, *, apart_from: int | None = None
) -> None:
    meanwhile = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    if ends_on:
        meanwhile &= Q(starts_on__lte=ends_on)
    if case.partners.filter(meanwhile, partner=partner).exclude(pk=apart_from or 0).exists():
        raise Refused(_("This partner works with the household in that time already."))


@transaction.atomic
def change(case: Case, row: CasePartner, *, by: User, version: int, starts_on: date, **changes: Any) -> CasePartner:
    """With whom there, what for, from when until when. Raises Stale."""
    ends_on = changes.get("ends_on")
    not_before(starts_on, _("The end lies before the beginning."), ends_on=ends_on)
    life.hold(case)
    _once(case, row.partner, starts_on, ends_on, apart_from=row.pk)
    edit(row, by=by, version=version, verb=Verb.PARTNER_CHANGED, starts_on=starts_on, **changes)
    return row
