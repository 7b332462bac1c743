"""By what right somebody may stay for now, whatever order was given: art. 74/24 §3. One rule for strip and letters.

A procedure that gives a provisional stay, until it is decided; a right that was granted, until a newer order is
notified; an appeal for which the removal waits. Who may stay for now is not called in alone; the others of the
household may be.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.enums import Decision
from cases.enums.dossier import AppealEffect
from cases.models import Appeal, EntryBan, Order, Person, Procedure
from icam.dates import day_in_words

ARTICLE = "74/24 §3"


@dataclass(frozen=True)
class Stay:
    """Somebody may stay for now: why, by which article (may be empty), and the record that says so."""

    person: Person
    why: str
    law: str
    record: Procedure | Appeal


def stays(persons: Collection[Person], *, on: date) -> list[Stay]:
    """By what right each of these may stay on that day; those without any are not in the list."""
    return among(
        persons,
        on=on,
        procedures=Procedure.objects.filter(person__in=persons).newest_first(),
        appeals=Appeal.objects.of_persons(persons).with_decisions(),
        orders=Order.objects.filter(person__in=persons, withdrawn_on__isnull=True).newest_first(),
    )


def among(
    persons: Iterable[Person],
    *,
    on: date,
    procedures: Iterable[Procedure],
    appeals: Iterable[Appeal],
    orders: Iterable[Order],
) -> list[Stay]:
    """The same from records read before: all procedures and appeals of `persons`, and their standing orders."""
    told = [
        *(stay for procedure in procedures if (stay := _by_procedure(procedure, orders, on))),
        *(stay for appeal in appeals if (stay := _by_appeal(appeal, on))),
    ]
    firsts = {stay.person.pk: stay for stay in reversed(told)}
    return [firsts[person.pk] for person in persons if person.pk in firsts]


def without_stay(persons: Collection[Person], *, on: date) -> list[Person]:
    """Those of these who may not stay for now; all of them where each of them may."""
    staying = {stay.person.pk for stay in stays(persons, on=on)}
    return [person for person in persons if person.pk not in staying] or list(persons)


def everybody(persons: Collection[Person], staying: Collection[Stay]) -> bool:
    """Whether nobody is left who may be called in."""
    return bool(persons) and {person.pk for person in persons} <= {stay.person.pk for stay in staying}


def _by_procedure(procedure: Procedure, orders: Iterable[Order], on: date) -> Stay | None:
    decided = procedure.decided_on if procedure.decided_on and procedure.decided_on <= on else None
    since = procedure.stay_from or procedure.lodged_on
    if decided is None and procedure.gives_provisional_stay and since <= on:
        words = {"route": procedure.route, "day": day_in_words(since)}
        why, law = _("provisional right to stay since %(day)s (%(route)s)") % words, ARTICLE
    elif decided and procedure.decision == Decision.GRANTED and not any(_ends(orders, procedure, on)):
        words = {"route": procedure.route, "day": day_in_words(decided)}
        why, law = _("right to stay granted on %(day)s (%(route)s)") % words, procedure.route.article
    else:
        return None
    return Stay(procedure.person, why, law, procedure)


def _ends(orders: Iterable[Order], granted: Procedure, on: date) -> Iterator[bool]:
    """An order that was decided after the right was granted says that it is over, once it is notified."""
    for order in orders:
        if order.person_id == granted.person_id and order.notified_on and granted.decided_on:
            ordered = order.annex.gives_order or order.annex.is_transfer
            yield ordered and order.decided_on > granted.decided_on and order.notified_on <= on


def _by_appeal(appeal: Appeal, on: date) -> Stay | None:
    pending = appeal.lodged_on <= on and (appeal.decided_on is None or appeal.decided_on > on)
    if not pending or appeal.effect != AppealEffect.SUSPENDS or not _stands(appeal.against):
        return None
    why = _("the removal waits for the appeal of %(day)s") % {"day": day_in_words(appeal.lodged_on)}
    return Stay(appeal.person, why, ARTICLE, appeal)


def _stands(decision: Order | Procedure | EntryBan) -> bool:
    if isinstance(decision, Order):
        return decision.withdrawn_on is None
    return not isinstance(decision, EntryBan) or decision.lifted_on is None
