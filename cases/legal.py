"""Where the persons of a case stand in law today, in plain words: the verdict first, the article last."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import Track
from cases.models import Case, Measure, Order, Person, Procedure
from cases.services.dossier import persons_of
from icam.calendar import appeal_deadline, today
from icam.dates import day_in_words


@dataclass(frozen=True)
class Statement:
    """One sentence of the legal strip. `verdict` is yes, no or empty."""

    text: str
    title: str = ""
    verdict: str = ""
    law: str = ""
    icon: str = ""


def position(case: Case) -> list[Statement]:
    """May they be invited; which order; is an appeal open; is a procedure pending."""
    persons = persons_of(case)
    orders = list(Order.objects.in_force().filter(person__in=persons).newest_first())
    return [_invitable(case, persons, orders), *_order(orders), *_procedures(persons)]


def _invitable(case: Case, persons: list[Person], orders: list[Order]) -> Statement:
    article = Track(case.track).article
    barring = Measure.objects.on(today()).barring_invitation().filter(person__in=persons).first()
    if barring:
        return Statement(barring.get_kind_display(), _("May not be invited:"), "no", article)
    if not [order for order in orders if order.annex.is_transfer or case.track == Track.RETURN]:
        missing = (
            _("no transfer decision in force") if case.track == Track.TRANSFER else _("no order to leave in force")
        )
        return Statement(missing, _("May not be invited:"), "no", article)
    if not case.is_open:
        return Statement(_("the case is closed"), _("May not be invited:"), "no")
    return Statement(_("no detention, no less coercive measure"), _("May be invited:"), "yes", article)


def _order(orders: list[Order]) -> list[Statement]:
    if not orders:
        return []
    newest = orders[0]
    assert newest.notified_on
    told = _("%(annex)s notified %(day)s, %(days)d days") % {
        "annex": newest.annex,
        "day": day_in_words(newest.notified_on),
        "days": newest.period_days,
    }
    statements = [Statement(told, icon="file-earmark-text", law="74/14")]
    last = appeal_deadline(newest.notified_on)
    if last >= today():
        statements.append(Statement(_("Appeal open until %s") % day_in_words(last), icon="bank", law="39/57"))
    else:
        statements.append(Statement(_("No appeal known, the time for it has passed"), icon="bank", law="39/57"))
    return statements


def _procedures(persons: list[Person]) -> list[Statement]:
    pending = list(Procedure.objects.pending().filter(person__in=persons).select_related("route"))
    if not pending:
        return [Statement(_("No procedure pending"), icon="signpost")]
    return [
        Statement(
            _("%(route)s lodged %(day)s, provisional stay") % {"route": p.route, "day": day_in_words(p.lodged_on)}
            if p.gives_provisional_stay
            else _("%(route)s lodged %(day)s, no provisional stay")
            % {"route": p.route, "day": day_in_words(p.lodged_on)},
            icon="signpost",
            law="74/24 §3" if p.gives_provisional_stay else "",
        )
        for p in pending
    ]
