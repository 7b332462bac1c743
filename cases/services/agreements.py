"""What was agreed at an interview, afterwards: done, or not done after all."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Agreement
from cases.services.dossier import not_before, not_later
from icam.calendar import local_day
from icam.enums import Verb
from icam.models import User
from icam.workflow import edit


@transaction.atomic
def settle(agreement: Agreement, *, by: User, version: int, done_on: date | None) -> Agreement:
    """Done on that day; without a day, still to be done. Raises Stale."""
    not_later(done_on=done_on)
    interview = agreement.interview
    agreed_on = interview.held_on or local_day(interview.planned_at)
    not_before(agreed_on, _("It was agreed later than that day."), done_on=done_on)
    edit(agreement, by=by, version=version, verb=Verb.AGREEMENT_DONE, case_id=interview.case_id, done_on=done_on)
    return agreement
