"""The order, the day to leave by, more time, protection meanwhile (74/14); entry bans (74/11); transfer (74/25)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import Track
from cases.enums.dossier import ExtensionOutcome
from cases.legal.situation import Situation
from cases.legal.statement import Statement, Weight
from cases.models import EntryBan, Extension, Order, Person
from icam.dates import day_in_words

PRESSING = 7  # days before the last one from which a deadline stands in front


def orders(here: Situation) -> Iterator[Statement]:
    """The newest order of each person, what was asked about it, and what protects meanwhile."""
    for person in here.persons:
        served = [order for order in here.orders if order.person_id == person.pk and order.notified_on]
        if served:
            yield from _served(here, served[0], person)
        for order in here.orders:
            if order.person_id == person.pk and order.notified_on is None:
                yield _not_served(here, order, person)


def short(order: Order) -> str:
    """The name of the annex without what it is about: that stands on the page of the dossier."""
    return str(order.annex).partition(":")[0].strip()


def _served(here: Situation, order: Order, person: Person) -> Iterator[Statement]:
    assert order.notified_on
    assert order.deadline
    url, left = here.link("order", order.pk), (order.deadline - here.day).days
    words = {
        "annex": short(order),
        "notified": day_in_words(order.notified_on),
        "deadline": day_in_words(order.deadline),
    }
    if order.period_days == 0 and not order.extended_to:  # before the deadline: no period has ever run
        told = _("%(annex)s notified %(notified)s") % words
        title = _("No period to leave:")
        yield Statement(told, title, law="74/14 §3", icon="hourglass", url=url, weight=Weight.NOW, who=person)
    elif left < 0:
        yield Statement(
            _("%(annex)s notified %(notified)s, to leave by %(deadline)s") % words,
            _("Period to leave has ended:"),
            law="74/14",
            icon="hourglass-bottom",
            url=url,
            weight=Weight.NOW,
            who=person,
        )
    else:
        days = ngettext("%d day left", "%d days left", left) % left
        title = _("Extended, to leave by %(deadline)s:") if order.extended_to else _("To leave by %(deadline)s:")
        weight = Weight.NOW if left <= PRESSING else Weight.RUNNING
        yield Statement(
            f"{days}, " + _("%(annex)s notified %(notified)s") % words,
            title % words,
            law="74/14",
            icon="hourglass-split",
            url=url,
            weight=weight,
            who=person,
        )
        told = _("the period to leave runs until %(deadline)s") % words
        title = _("Protected from removal:")
        yield Statement(told, title, law="74/14 §2", icon="shield-check", url=url, weight=Weight.RUNNING, who=person)
    yield from _extensions(here, order, person)


def _not_served(here: Situation, order: Order, person: Person) -> Statement:
    words = {"annex": short(order), "day": day_in_words(order.decided_on)}
    return Statement(
        _("%(annex)s decided %(day)s, no period runs") % words,
        _("Not notified yet:"),
        law="74/14",
        url=here.link("order", order.pk),
        weight=Weight.RUNNING,
        who=person,
    )


def _extensions(here: Situation, order: Order, person: Person) -> Iterator[Statement]:
    """The newest request only: what came before it stands on the page of the dossier."""
    newest: Extension | None = next(reversed(list(order.extensions.all())), None)
    if newest is None:
        return
    words = {"asked": day_in_words(newest.requested_on)}
    url = here.link("extension", newest.pk)
    if newest.outcome == ExtensionOutcome.REFUSED and newest.answered_on:
        told = _("refused %(answered)s") % {"answered": day_in_words(newest.answered_on)}
        weight = Weight.BACKGROUND
    elif newest.outcome == ExtensionOutcome.GRANTED and newest.until:
        told = _("granted until %(until)s") % {"until": day_in_words(newest.until)}
        weight = Weight.STANDING
    else:
        told, weight = _("not answered yet"), Weight.NOW
    title = _("Extension asked %(asked)s:") % words
    yield Statement(told, title, law="74/14", icon="hourglass-split", url=url, weight=weight, who=person)


def bans(here: Situation) -> Iterator[Statement]:
    """Bans that run, or will once the person has left; one that has ended says nothing."""
    for ban in here.bans:
        if ban.ends_on is None or ban.ends_on >= here.day:
            yield Statement(
                _ban(ban),
                _("Entry ban:"),
                law="74/11",
                icon="slash-circle",
                url=here.link("ban", ban.pk),
                weight=Weight.STANDING,
                who=ban.person,
            )


def _ban(ban: EntryBan) -> str:
    years = ngettext("%d year", "%d years", ban.years) % ban.years
    if ban.ends_on:
        return _("%(years)s, until %(day)s") % {"years": years, "day": day_in_words(ban.ends_on)}
    if ban.notified_on is None:
        return _("%(years)s, not notified yet") % {"years": years}
    return _("%(years)s from the day of leaving") % {"years": years}


def transfer(here: Situation) -> Iterator[Statement]:
    """What is different on the transfer track."""
    if here.case.track == Track.TRANSFER and here.case.is_open:
        yield Statement(
            _("aims at the transfer only; who does not cooperate is presumed to have absconded"),
            _("Transfer track:"),
            law="74/25 §2",
            icon="sign-turn-right",
            url=here.link("orders"),
            weight=Weight.STANDING,
        )
