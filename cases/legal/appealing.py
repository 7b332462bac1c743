"""Until when an appeal is possible, what is pending and what it does to the removal (art. 39/2, 39/57, 39/82)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.enums import MeasureKind
from cases.enums.dossier import AppealEffect, AppealKind, AppealOutcome
from cases.legal.situation import Situation
from cases.legal.statement import Statement, Weight
from cases.models import Appeal, EntryBan, Order, Procedure
from icam.calendar import appeal_deadline
from icam.dates import day_in_words

PRESSING = 5  # days
ARTICLES = {
    AppealKind.ANNULMENT: "39/2 §2",
    AppealKind.URGENT: "39/82",
    AppealKind.FULL: "39/2 §1",
    AppealKind.OTHER: "39/57",
}


def appeals(here: Situation) -> Iterator[Statement]:
    """Of the newest order of each person whether an appeal is open; of every standing decision what was appealed."""
    for person in here.persons:
        served = [order for order in here.orders if order.person_id == person.pk and order.notified_on]
        if served and not here.appeals_against(served[0]):
            yield _open(here, served[0])
    decisions: list[Order | Procedure | EntryBan] = [*here.orders, *here.procedures, *here.bans]
    for decision in decisions:
        against = here.appeals_against(decision)
        pending = [appeal for appeal in against if appeal.decided_on is None]
        yield from (_pending(here, appeal, decision) for appeal in pending)
        if against and not pending:
            yield from _decided(here, against[0], decision)
        elif pending and isinstance(decision, Order):
            yield from _suspended(here, against, decision)


def _open(here: Situation, order: Order) -> Statement:
    assert order.notified_on
    last = appeal_deadline(order.notified_on)
    left = (last - here.day).days
    url = here.link("order", order.pk)
    if left < 0:
        text = _("No appeal known, the time for it has passed")
        weight = Weight.BACKGROUND
        return Statement(text, law="39/57", icon="bank", url=url, weight=weight, who=order.person)
    if any(held.kind == MeasureKind.DETENTION and held.person_id == order.person_id for held in here.measures):
        text = _("In detention the time for an appeal is shorter than 30 days: see the decision")
        return Statement(text, law="39/57", icon="bank", url=url, weight=Weight.NOW, who=order.person)
    weight = Weight.NOW if left <= PRESSING else Weight.RUNNING
    text = _("Appeal possible until %s") % day_in_words(last)
    return Statement(text, law="39/57", icon="bank", url=url, weight=weight, who=order.person)


def _pending(here: Situation, appeal: Appeal, decision: Order | Procedure | EntryBan) -> Statement:
    suspends = appeal.effect == AppealEffect.SUSPENDS
    words = {"kind": appeal.get_kind_display(), "what": _what(decision), "day": day_in_words(appeal.lodged_on)}
    return Statement(
        _("%(kind)s against %(what)s, lodged %(day)s") % words,
        _("Removal waits for the appeal:") if suspends else _("Appeal pending, no effect on the removal:"),
        law=ARTICLES[AppealKind(appeal.kind)],
        icon="bank",
        url=here.link("appeal", appeal.pk),
        weight=Weight.NOW if suspends else Weight.STANDING,
        who=decision.person,
    )


def _decided(here: Situation, appeal: Appeal, decision: Order | Procedure | EntryBan) -> Iterator[Statement]:
    assert appeal.decided_on
    words = {"what": _what(decision), "day": day_in_words(appeal.decided_on)}
    said = {
        AppealOutcome.ANNULLED: (_("Annulled, and still registered as standing:"), Weight.NOW),
        AppealOutcome.SUSPENDED: (_("Removal suspended by the Council:"), Weight.NOW),
        AppealOutcome.REJECTED: (_("Appeal rejected:"), Weight.BACKGROUND),
        AppealOutcome.WITHDRAWN: (_("Appeal withdrawn:"), Weight.BACKGROUND),
    }
    title, weight = said[AppealOutcome(appeal.outcome)]
    yield Statement(
        _("%(what)s, judgment of %(day)s") % words,
        title,
        law=ARTICLES[AppealKind(appeal.kind)],
        icon="bank",
        url=here.link("appeal", appeal.pk),
        weight=weight,
        who=decision.person,
    )


def _suspended(here: Situation, against: list[Appeal], order: Order) -> Iterator[Statement]:
    """A judgment suspended the removal while the appeal itself is still pending."""
    for appeal in against:
        if appeal.outcome == AppealOutcome.SUSPENDED:
            yield from _decided(here, appeal, order)


def _what(decision: Order | Procedure | EntryBan) -> str:
    if isinstance(decision, Order):
        return _("the order of %(day)s") % {"day": day_in_words(decision.decided_on)}
    if isinstance(decision, Procedure):
        return _("the decision on %(route)s") % {"route": decision.route}
    return _("the entry ban of %(day)s") % {"day": day_in_words(decision.decided_on)}
