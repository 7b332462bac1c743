"""Entry bans: how long the law allows, from which day they run, when they are lifted (Aliens Act art. 74/11)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums.dossier import BanGround
from cases.models import Case, EntryBan, Order, Person
from cases.services.dossier import belongs, give_reason, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit

LONGEST = 20  # years; beyond it a typing error is likelier than a ban


@transaction.atomic
def register(
    case: Case,
    *,
    by: User,
    person: Person,
    ground: BanGround,
    years: int,
    decided_on: date,
    notified_on: date | None = None,
    order: Order | None = None,
) -> EntryBan:
    """A ban on entering the territory; it begins to run when the person leaves."""
    belongs(case, person)
    _within_law(ground, years)
    not_later(decided_on=decided_on, notified_on=notified_on)
    not_before(decided_on, _("It cannot be notified before it was decided."), notified_on=notified_on)
    if order and order.person_id != person.pk:
        raise Refused({"order": _("That order was served on another person.")})
    if person.entry_bans.filter(decided_on=decided_on, ground=ground, lifted_on__isnull=True).exists():
        raise Refused({"decided_on": _("This entry ban is registered already.")})
    ban = EntryBan.objects.create(
        person=person, order=order, ground=ground, years=years, decided_on=decided_on, notified_on=notified_on
    )
    record(Verb.BAN_REGISTERED, ban, by=by, case_id=case.pk)
    return ban


def _within_law(ground: BanGround, years: int) -> None:
    if years < 1:
        raise Refused({"years": _("A ban lasts at least one year.")})
    most = ground.most_years
    if most and years > most:
        sentence = ngettext(
            "On that ground the law allows %d year at most.", "On that ground the law allows %d years at most.", most
        )
        raise Refused({"years": sentence % most})
    if years > LONGEST:
        raise Refused({"years": _("More than %d years cannot be registered.") % LONGEST})


@transaction.atomic
def change(case: Case, ban: EntryBan, *, by: User, version: int, reason: str, **changes: Any) -> EntryBan:
    """Notified, begun to run, lifted, or put right. Raises Stale."""
    belongs(case, ban.person)
    give_reason(reason)
    _within_law(BanGround(changes.get("ground", ban.ground)), changes.get("years", ban.years))
    notified_on, starts_on = changes.get("notified_on"), changes.get("starts_on")
    not_later(notified_on=notified_on, starts_on=starts_on, lifted_on=changes.get("lifted_on"))
    not_before(ban.decided_on, _("It cannot be notified before it was decided."), notified_on=notified_on)
    not_before(ban.decided_on, _("The day lies before the decision."), lifted_on=changes.get("lifted_on"))
    not_before(ban.decided_on, _("Who left before the decision was not under this ban."), starts_on=starts_on)
    edit(ban, by=by, case_id=case.pk, version=version, verb=Verb.BAN_CHANGED, reason=reason, **changes)
    return ban
