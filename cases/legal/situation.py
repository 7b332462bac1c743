"""All the records that decide where the persons of a case stand, read at once: as many questions whatever the case."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from cases import composition
from cases.enums import CaseState, Track
from cases.legal import residence
from cases.models import (
    Address,
    Appeal,
    Case,
    EntryBan,
    FamilyAgreement,
    Measure,
    Order,
    Person,
    Procedure,
    Representative,
    ResidenceCheck,
    WrittenReason,
)
from icam.calendar import today


@dataclass(frozen=True)
class Situation:
    """A case, its persons and what is known of them on `day`."""

    case: Case
    day: date
    persons: list[Person]
    adults: list[Person]
    orders: list[Order]  # standing: not withdrawn; newest first
    measures: list[Measure]  # in force
    procedures: list[Procedure]
    appeals: list[Appeal]
    staying: list[residence.Stay]  # the adults who may stay for now
    bans: list[EntryBan]  # not lifted
    addresses: list[Address]  # standing
    checks: list[ResidenceCheck]  # of standing addresses, newest first
    representatives: list[Representative]
    agreement: FamilyAgreement | None
    ground_has_ended: bool
    reasons: list[WrittenReason]  # for interviews missed in this cycle; the valid ones are no matter any more

    @property
    def article(self) -> str:
        return Track(self.case.track).article

    def appeals_against(self, decision: Order | Procedure | EntryBan) -> list[Appeal]:
        """Newest first."""
        column = {Order: "order_id", Procedure: "procedure_id", EntryBan: "ban_id"}[type(decision)]
        return [appeal for appeal in self.appeals if getattr(appeal, column) == decision.pk]

    def link(self, anchor: str, pk: int | None = None) -> str:
        """Where the record stands on the page of the dossier."""
        return f"{reverse('cases:dossier', args=[self.case.pk])}#{anchor}{f'-{pk}' if pk else ''}"


def read(case: Case) -> Situation:
    """The situation of `case` today."""
    day = today()
    persons, adults = _members(case, day)
    whose = {"person__in": persons}
    orders = Order.objects.filter(**whose, withdrawn_on__isnull=True).newest_first().select_related("person")
    checks = ResidenceCheck.objects.filter(address__person__in=persons, address__ends_on__isnull=True)
    mandates = Q(mandate_until__isnull=False)
    standing = list(orders.prefetch_related("extensions"))
    procedures = list(Procedure.objects.filter(**whose).newest_first())
    appeals = list(Appeal.objects.of_persons(persons).with_decisions())
    return Situation(
        case=case,
        day=day,
        persons=persons,
        adults=adults,
        orders=standing,
        measures=list(Measure.objects.on(day).filter(**whose).select_related("person").order_by("starts_on", "pk")),
        procedures=procedures,
        appeals=appeals,
        staying=residence.among(adults, on=day, procedures=procedures, appeals=appeals, orders=standing),
        bans=list(EntryBan.objects.filter(**whose, lifted_on__isnull=True).select_related("person")),
        addresses=list(Address.objects.filter(**whose, ends_on__isnull=True).newest_first().select_related("person")),
        checks=list(checks),
        representatives=list(Representative.objects.filter(mandates, **whose).select_related("person")),
        agreement=case.family_agreements.filter(ended_on__isnull=True).prefetch_related("steps").first(),
        ground_has_ended=case.state == CaseState.SUSPENDED
        and Case.objects.filter(pk=case.pk).with_ended_ground().exists(),
        reasons=_reasons(case),
    )


def _reasons(case: Case) -> list[WrittenReason]:
    """Only the transfer track knows them."""
    if case.track != Track.TRANSFER or not case.is_open:
        return []
    rows = WrittenReason.objects.filter(interview__in=case.interviews.missed(), missed_on__gte=case.opened_on)
    return list(rows.order_by("-missed_on", "-pk"))


def _members(case: Case, day: date) -> tuple[list[Person], list[Person]]:
    """Who belongs to the household, and who of them is of age; each as he is known to be, the principal first."""
    members = list(case.household.members.on(day).with_persons())
    persons = dict.fromkeys(member.person.current for member in members)
    roles = [(member.person.current, member.role) for member in members]
    adults = dict.fromkeys(
        one for one, role in roles if not composition.is_minor(one.born_on, one.birth_precision, role, on=day)
    )
    return list(persons), list(adults)
