"""Measures in force on a person: preventive (74/27), less coercive (74/28), detention."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import MeasureKind
from cases.models import Case, Measure, Person
from cases.services.dossier import belongs, not_before
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.workflow import edit


@transaction.atomic
def register(
    case: Case, *, by: User, person: Person, kind: MeasureKind, starts_on: date, ends_on: date | None = None
) -> Measure:
    """A measure in force on a member; a less coercive one or detention bars invitations (art. 74/24 §1)."""
    belongs(case, person)
    not_before(starts_on, _("The end lies before the beginning."), ends_on=ends_on)
    measure = Measure.objects.create(person=person, kind=kind, starts_on=starts_on, ends_on=ends_on)
    record(Verb.MEASURE_REGISTERED, measure, by=by, case_id=case.pk, kind=kind)
    return measure


@transaction.atomic
def end(case: Case, measure: Measure, *, by: User, version: int, ends_on: date) -> Measure:
    """The last day of a measure."""
    belongs(case, measure.person)
    not_before(measure.starts_on, _("The end lies before the beginning."), ends_on=ends_on)
    edit(measure, by=by, case_id=case.pk, version=version, verb=Verb.MEASURE_ENDED, ends_on=ends_on)
    return measure
