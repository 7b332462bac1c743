"""When a case rests by law: for a procedure that gives stay, for an appeal that suspends (art. 74/24 §3)."""

from collections.abc import Collection
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Burden:
    """What is pending for somebody, and the households to which he belongs today, under whichever registration."""

    homes: frozenset[int]
    procedures: tuple[Procedure, ...]
    appeals: tuple[Appeal, ...]


def burden_of(person: Person) -> Burden:
    known = person.current
    return Burden(
        frozenset(Member.objects.on(today()).of(known.pk).values_list("household", flat=True)),
        tuple(known.procedures.giving_stay().newest_first()),
        tuple(Appeal.objects.suspending().of_persons([known])),
    )


def follow(*persons: Person, by: User) -> None:
    """Who comes into a household brings what is pending: its cases rest as if it had been registered there."""
    for person in persons:
        brought = burden_of(person)
        _bring(brought, brought.homes, by=by)


def share(one: Burden, other: Burden, *, by: User) -> None:
    """Two persons are one, with these burdens until now: the cases of each rest for what the other brought.

    What was pending in a case before is no news there: one that was resumed all the same goes on.
    """
    _bring(one, other.homes - one.homes, by=by)
    _bring(other, one.homes - other.homes, by=by)


def _bring(brought: Burden, homes: Collection[int], *, by: User) -> None:
    for case in Case.objects.open().filter(household__in=homes).order_by("pk"):
        for procedure in brought.procedures:
            for_procedure(case, procedure, by=by)
        for appeal in brought.appeals:
            for_appeal(case, appeal, by=by)
