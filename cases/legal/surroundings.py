"""Where they live (74/26), what the family agreed to (74/9 §3), and whose mandate ends."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums.dossier import CheckResult
from cases.legal.situation import Situation
from cases.legal.statement import Statement, Weight
from icam.dates import day_in_words

MANDATE_NOTICE = timedelta(days=30)


def checks(here: Situation) -> Iterator[Statement]:
    """A check that runs, one that found nobody, mail that comes back from where nobody has looked yet."""
    for address in here.addresses:
        newest = next((check for check in here.checks if check.address_id == address.pk), None)
        if newest and not newest.done_on:
            words = {"who": newest.get_by_whom_display(), "day": day_in_words(newest.asked_on)}
            yield Statement(
                _("asked %(day)s, %(who)s, no answer yet") % words,
                _("Residence check runs:"),
                law="74/26",
                icon="house-check",
                url=here.link("check", newest.pk),
                weight=Weight.RUNNING,
                who=address.person,
            )
        elif newest and newest.done_on and CheckResult(newest.result).is_gone:
            words = {"result": newest.get_result_display(), "day": day_in_words(newest.done_on)}
            yield Statement(
                _("%(result)s (%(day)s), and the address still stands") % words,
                _("Residence check:"),
                law="74/26",
                icon="house-x",
                url=here.link("check", newest.pk),
                weight=Weight.NOW,
                who=address.person,
            )
        elif address.undeliverable_since and not (newest and newest.asked_on >= address.undeliverable_since):
            yield Statement(
                _("since %s; a residence check may be asked for") % day_in_words(address.undeliverable_since),
                _("Mail comes back:"),
                law="74/26",
                icon="envelope-x",
                url=here.link("address", address.pk),
                weight=Weight.STANDING,
                who=address.person,
            )


def agreement(here: Situation) -> Iterator[Statement]:
    """The agreement in force, what was not kept, and the next step of its timetable."""
    if here.agreement is None:
        return
    steps = list(here.agreement.steps.all())
    broken = sum(step.is_breach for step in steps)
    late = sum(step.due_on < here.day and not step.done_on and not step.is_breach for step in steps)
    coming = [step.due_on for step in steps if not step.done_on and not step.is_breach and step.due_on >= here.day]
    parts = [_("since %s") % day_in_words(here.agreement.concluded_on)]
    if broken:
        parts.append(ngettext("%d step not kept", "%d steps not kept", broken) % broken)
    if late:
        parts.append(ngettext("%d step late", "%d steps late", late) % late)
    if coming:
        parts.append(_("next step by %s") % day_in_words(min(coming)))
    yield Statement(
        ", ".join(parts),
        _("Family agreement in force:"),
        law="74/9 §3",
        icon="house-heart",
        url=here.link("agreement", here.agreement.pk),
        weight=Weight.NOW if broken or late else Weight.STANDING,
    )


def mandates(here: Situation) -> Iterator[Statement]:
    """Mandates that end, or ended, within a month: whoever writes to a representative has to know."""
    for representative in here.representatives:
        last = representative.mandate_until
        if last is None or not here.day - MANDATE_NOTICE <= last <= here.day + MANDATE_NOTICE:
            continue
        words = {"kind": representative.get_kind_display(), "name": representative.name, "day": day_in_words(last)}
        ended = last < here.day
        yield Statement(
            _("%(kind)s %(name)s, %(day)s") % words,
            _("Mandate has ended:") if ended else _("Mandate ends:"),
            icon="person-badge",
            url=here.link("representative", representative.pk),
            weight=Weight.STANDING if ended else Weight.RUNNING,
            who=representative.person,
        )
