"""Residence procedures. One that gives a provisional right to stay suspends the case (Aliens Act art. 74/24 §3)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import Decision
from cases.models import Case, Person, Procedure
from cases.services import rests
from cases.services.dossier import belongs, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import ResidenceRoute, User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def register(
    case: Case,
    *,
    by: User,
    person: Person,
    route: ResidenceRoute,
    lodged_on: date,
    lodged_with: str = "",
    gives_provisional_stay: bool = False,
    stay_from: date | None = None,
    watch_on: date | None = None,
) -> Procedure:
    """A residence procedure; one that gives a provisional right to stay suspends the case at once (74/24 §3)."""
    belongs(case, person)
    not_later(lodged_on=lodged_on)
    _stays(lodged_on, gives_provisional_stay=gives_provisional_stay, stay_from=stay_from)
    not_before(lodged_on, _("The day lies before the application."), watch_on=watch_on)
    if person.procedures.pending().filter(route=route, lodged_on=lodged_on).exists():
        raise Refused({"lodged_on": _("This procedure is registered already.")})
    procedure = Procedure.objects.create(
        person=person,
        route=route,
        lodged_on=lodged_on,
        lodged_with=lodged_with,
        gives_provisional_stay=gives_provisional_stay,
        stay_from=stay_from,
        watch_on=watch_on,
    )
    record(Verb.PROCEDURE_REGISTERED, procedure, by=by, case_id=case.pk)
    rests.for_procedure(case, procedure, by=by)
    return procedure


def _stays(lodged_on: date, *, gives_provisional_stay: bool, stay_from: date | None) -> None:
    if stay_from and not gives_provisional_stay:
        raise Refused({"stay_from": _("A provisional stay that is not given has no first day.")})
    not_later(stay_from=stay_from)
    not_before(lodged_on, _("The day lies before the application."), stay_from=stay_from)


@transaction.atomic
def change(case: Case, procedure: Procedure, *, by: User, version: int, **changes: Any) -> Procedure:
    """What became known later: where it was lodged, admissible since, provisional stay, when to look again.

    A provisional stay that is given now suspends the case. Raises Stale.
    """
    belongs(case, procedure.person)
    now = {name: changes.get(name, getattr(procedure, name)) for name in ("gives_provisional_stay", "stay_from")}
    _stays(procedure.lodged_on, **now)
    not_later(admissible_on=changes.get("admissible_on"))
    sentence = _("The day lies before the application.")
    not_before(
        procedure.lodged_on, sentence, admissible_on=changes.get("admissible_on"), watch_on=changes.get("watch_on")
    )
    edit(procedure, by=by, case_id=case.pk, version=version, verb=Verb.PROCEDURE_CHANGED, **changes)
    rests.for_procedure(case, procedure, by=by)
    return procedure


@transaction.atomic
def decide(
    case: Case, procedure: Procedure, *, by: User, version: int, decision: Decision, decided_on: date
) -> Procedure:
    """The outcome of a procedure. The case is not resumed by itself: the coach is told that the ground has ended."""
    belongs(case, procedure.person)
    not_before(procedure.lodged_on, _("The decision lies before the application."), decided_on=decided_on)
    not_later(decided_on=decided_on)
    appeal = procedure.appeals.order_by("lodged_on").first()
    if appeal:
        not_before(decided_on, _("An appeal was lodged before that day."), decided_on=appeal.lodged_on)
    edit(
        procedure,
        by=by,
        case_id=case.pk,
        version=version,
        verb=Verb.PROCEDURE_DECIDED,
        decision=decision,
        decided_on=decided_on,
    )
    return procedure
