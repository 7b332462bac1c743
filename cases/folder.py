"""What the dossier adds to the timeline: decisions, remedies, procedures, checks, who acts for them, agreements.

Addresses are named by their kind only: where somebody lives stands on the dossier, where it can be kept hidden.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import Decision
from cases.enums.dossier import AppealEffect, AppealOutcome, CheckResult, ExtensionOutcome
from cases.models import (
    Address,
    Appeal,
    Case,
    EntryBan,
    Extension,
    FamilyStep,
    Measure,
    Order,
    Person,
    Procedure,
    Representative,
    ResidenceCheck,
)
from cases.services import apart
from cases.timeline import Entry, at_day, pair


def _entry(
    case: Case, day: date, title: str, icon: str, tone: str, anchor: str, person: Person | None = None, **more: Any
) -> Entry:
    """A line of kind "dossier" that leads to its record; `by` says whose it is, and what more there is to say."""
    said = more.pop("by", "")
    return Entry(
        sort=at_day(day),
        day=day,
        kind="dossier",
        icon=icon,
        tone=tone,
        title=title,
        url=f"{reverse('cases:dossier', args=[case.pk])}#{anchor}",
        by=" · ".join(part for part in (person.name if person else "", said) if part),
        persons=frozenset({person.pk}) if person else frozenset(),
        **more,
    )


def orders(case: Case) -> Iterable[Entry]:
    """Notified and withdrawn."""
    persons = case.household.members.person_ids()
    rows = Order.objects.filter(person__in=persons, notified_on__isnull=False).select_related("annex", "person")
    for order in rows:
        assert order.notified_on
        anchor = f"order-{order.pk}"
        title = _("%s notified") % order.annex
        icon = "file-earmark-text-fill"
        yield _entry(case, order.notified_on, title, icon, "stop", anchor, order.person, by=order.notified_by)
        if order.withdrawn_on:
            title = _("%s withdrawn or annulled") % order.annex
            yield _entry(case, order.withdrawn_on, title, "file-earmark-x", "quiet", anchor, order.person)


def extensions(case: Case) -> Iterable[Entry]:
    """Asked for, and answered."""
    persons = case.household.members.person_ids()
    for row in Extension.objects.filter(order__person__in=persons).select_related("order__person"):
        anchor, person = f"extension-{row.pk}", row.order.person
        title = _("Extension asked for")
        yield _entry(case, row.requested_on, title, "hourglass-split", "info", anchor, person, text=row.reason)
        if row.answered_on:
            granted = row.outcome == ExtensionOutcome.GRANTED
            title = pair(_("Extension"), row.get_outcome_display().lower())
            tone = "good" if granted else "stop"
            yield _entry(case, row.answered_on, title, "hourglass-split", tone, anchor, person)


def appeals(case: Case) -> Iterable[Entry]:
    """Lodged, and decided."""
    persons = case.household.members.person_ids()
    rows = Appeal.objects.of_persons(persons).select_related("order__person", "procedure__person", "ban__person")
    for row in rows:
        anchor = f"appeal-{row.pk}"
        suspends = row.effect == AppealEffect.SUSPENDS
        title = pair(_("Appeal lodged"), row.get_kind_display())
        by = " · ".join(part for part in (row.number, row.get_effect_display()) if part)
        yield _entry(case, row.lodged_on, title, "bank", "watch" if suspends else "info", anchor, row.person, by=by)
        if row.decided_on:
            won = row.outcome in {AppealOutcome.ANNULLED, AppealOutcome.SUSPENDED}
            title = pair(_("Appeal decided"), row.get_outcome_display())
            yield _entry(case, row.decided_on, title, "bank2", "good" if won else "stop", anchor, row.person)


def bans(case: Case) -> Iterable[Entry]:
    """Decided, and lifted."""
    persons = case.household.members.person_ids()
    for row in EntryBan.objects.filter(person__in=persons).select_related("person"):
        anchor = f"ban-{row.pk}"
        title = ngettext("Entry ban of %d year", "Entry ban of %d years", row.years) % row.years
        yield _entry(case, row.decided_on, title, "slash-circle", "stop", anchor, row.person)
        if row.lifted_on:
            title = _("Entry ban lifted or suspended")
            yield _entry(case, row.lifted_on, title, "slash-circle", "good", anchor, row.person)


def procedures(case: Case) -> Iterable[Entry]:
    """Lodged, declared admissible, decided."""
    persons = case.household.members.person_ids()
    for row in Procedure.objects.filter(person__in=persons).select_related("person", "route"):
        anchor = f"procedure-{row.pk}"
        title = pair(_("Procedure lodged"), row.route)
        by = _("gives a provisional right to stay") if row.gives_provisional_stay else ""
        tone = "watch" if row.gives_provisional_stay else "info"
        yield _entry(case, row.lodged_on, title, "signpost", tone, anchor, row.person, by=by)
        if row.admissible_on:
            title = pair(_("Procedure declared admissible"), row.route)
            yield _entry(case, row.admissible_on, title, "signpost", "info", anchor, row.person)
        if row.decided_on:
            title = pair(row.route, row.get_decision_display().lower())
            tone = "good" if row.decision == Decision.GRANTED else "stop"
            yield _entry(case, row.decided_on, title, "signpost-fill", tone, anchor, row.person)


def measures(case: Case) -> Iterable[Entry]:
    """Begun, and ended."""
    persons = case.household.members.person_ids()
    for row in Measure.objects.filter(person__in=persons).select_related("person"):
        anchor, kind = f"measure-{row.pk}", row.get_kind_display()
        yield _entry(case, row.starts_on, str(kind), "shield-fill", "stop", anchor, row.person)
        if row.ends_on:
            yield _entry(case, row.ends_on, pair(kind, _("last day")), "shield", "quiet", anchor, row.person)


def addresses(case: Case) -> Iterable[Entry]:
    """A new address, mail that comes back; never the address itself."""
    persons = case.household.members.person_ids()
    for row in Address.objects.filter(person__in=persons).select_related("person"):
        anchor = f"address-{row.pk}"
        title = pair(_("Address"), row.get_kind_display())
        yield _entry(case, row.starts_on, title, "geo-alt", "quiet", anchor, row.person, by=row.get_source_display())
        if row.undeliverable_since:
            title = _("Mail comes back")
            yield _entry(case, row.undeliverable_since, title, "envelope-x", "stop", anchor, row.person)


def checks(case: Case) -> Iterable[Entry]:
    """Whether somebody still lives there: asked, and answered."""
    hidden = apart.hidden_on(case)
    for row in ResidenceCheck.objects.filter(case=case).select_related("address__person", "asked_by"):
        anchor, person = f"check-{row.pk}", row.address.person
        title, by = _("Residence check asked for"), f"{row.get_by_whom_display()} · {row.asked_by}"
        yield _entry(case, row.asked_on, title, "house", "info", anchor, person, by=by)
        if row.done_on:
            gone = CheckResult(row.result).is_gone
            title = pair(_("Residence check"), row.get_result_display())
            tone = "stop" if gone else "good" if row.result == CheckResult.LIVES_THERE else "quiet"
            icon = "house-x" if gone else "house-check"
            found = "" if hidden.gives_away(row.address) else row.note  # it may name another address
            yield _entry(case, row.done_on, title, icon, tone, anchor, person, text=found)


def contacts(case: Case) -> Iterable[Entry]:
    """Mandates and partners, from their first day; those that have ended, on their last."""
    persons = case.household.members.person_ids()
    for row in Representative.objects.filter(person__in=persons).select_related("person"):
        anchor, who = f"representative-{row.pk}", f"{row.get_kind_display()} {row.name}"
        title = pair(_("Mandate begins"), who)
        yield _entry(case, row.mandate_from, title, "person-badge", "info", anchor, row.person)
        if row.mandate_until and row.has_expired:
            title = pair(_("Mandate ends"), who)
            yield _entry(case, row.mandate_until, title, "person-badge", "quiet", anchor, row.person)
    for partner in case.partners.select_related("partner"):
        title = pair(_("Partner"), partner.partner)
        anchor = f"partner-{partner.pk}"
        yield _entry(case, partner.starts_on, title, "people", "info", anchor, text=partner.what_for)


def agreements(case: Case) -> Iterable[Entry]:
    """What a family agreed to, and which steps were kept or not."""
    for row in case.family_agreements.select_related("concluded_by"):
        anchor = f"agreement-{row.pk}"
        title, by = _("Family agreement concluded"), str(row.concluded_by)
        yield _entry(case, row.concluded_on, title, "house-heart", "good", anchor, by=by, text=row.remarks)
        if row.ended_on:
            title = pair(_("Family agreement"), row.get_ended_because_display())
            yield _entry(case, row.ended_on, title, "house-heart", "quiet", anchor)
    for step in FamilyStep.objects.filter(agreement__case=case):
        anchor = f"step-{step.pk}"
        if step.done_on:
            title = pair(_("Step kept"), step.text)
            yield _entry(case, step.done_on, title, "check2-square", "good", anchor, text=step.note)
        elif step.is_breach:
            title = pair(_("Step not kept"), step.text)
            yield _entry(case, step.due_on, title, "x-square", "stop", anchor, text=step.note)
