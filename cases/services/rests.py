"""When a case rests by law: for a procedure that gives stay, for an appeal that suspends (art. 74/24 §3)."""

from django.utils.translation import gettext as _

from cases.enums import SuspensionGround
from cases.enums.dossier import AppealEffect, AppealKind
from cases.models import Appeal, Case, Member, Person, Procedure
from cases.services.dossier import let_rest
from icam.calendar import today
from icam.models import User


def for_procedure(case: Case, procedure: Procedure, *, by: User) -> None:
    """Suspend the case while a procedure is pending that gives a provisional right to stay."""
    if procedure.gives_provisional_stay and not procedure.decided_on:
        ends_with = _("Decision on the procedure: %s") % procedure.route
        let_rest(case, by=by, ground=SuspensionGround.PROCEDURE, ends_with=ends_with)


def for_appeal(case: Case, appeal: Appeal, *, by: User) -> None:
    """Suspend the case while an appeal is pending that suspends the removal."""
    if appeal.effect == AppealEffect.SUSPENDS and not appeal.decided_on:
        ends_with = _("Judgment on the appeal: %s") % AppealKind(appeal.kind).label
        let_rest(case, by=by, ground=SuspensionGround.APPEAL, ends_with=ends_with)


def follow(*persons: Person, by: User) -> None:
    """Who comes into a household brings what is pending: its cases rest as if it had been registered there.

    Concerns every household to which one of `persons` belongs today, under whichever registration.
    """
    for person in persons:
        known = person.current
        homes = Member.objects.on(today()).of(known.pk).values("household")
        for case in Case.objects.open().filter(household__in=homes).order_by("pk"):
            for procedure in known.procedures.giving_stay().newest_first():
                for_procedure(case, procedure, by=by)
            for appeal in Appeal.objects.suspending().of_persons([known]):
                for_appeal(case, appeal, by=by)
