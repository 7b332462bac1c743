"""The acts of the dossier with sensible words: `register_order(case, by)`; whatever is not said is fine."""

from datetime import date, timedelta
from typing import Any

from cases.enums import AddressKind, Decision, MeasureKind
from cases.enums.dossier import AppealKind, BanGround, CheckedBy, ExtensionOutcome, RepresentativeKind
from cases.models import (
    Address,
    Appeal,
    Case,
    CasePartner,
    EntryBan,
    Extension,
    FamilyAgreement,
    Measure,
    Order,
    Procedure,
    Representative,
    ResidenceCheck,
)
from cases.services import (
    addresses,
    appeals,
    bans,
    checks,
    extensions,
    family_agreements,
    measures,
    orders,
    partners,
    procedures,
    representatives,
)
from icam.calendar import today
from icam.models import ResidenceRoute
from tests import factories

DAY = timedelta(days=1)


def ago(days: int) -> date:
    return today() - days * DAY


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def route(**given: Any) -> ResidenceRoute:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.get_or_create(code="TEST", defaults=names | given)[0]


def register_order(case: Case, by: Any, **given: Any) -> Order:
    words = {"annex": factories.make_annex(), "decided_on": ago(12), "notified_on": ago(10)}
    return orders.register(case, by=by, **{"person": case.household.principal} | words | given)


def correct_order(case: Case, order: Order, by: Any, **changes: Any) -> Order:
    return orders.correct(case, order, by=by, **{"version": order.version, "reason": "Typing"} | changes)


def withdraw(case: Case, order: Order, by: Any, on: date | None) -> Order:
    order.refresh_from_db()
    return orders.withdraw(case, order, by=by, version=order.version, withdrawn_on=on, reason="Judgment")


def ask_extension(case: Case, order: Order, by: Any, **given: Any) -> Extension:
    return extensions.request(case, order, by=by, **{"requested_on": ago(5), "reason": "School year"} | given)


def grant(case: Case, extension: Extension, by: Any, until: date | None, **given: Any) -> Extension:
    words = {"version": extension.version, "outcome": ExtensionOutcome.GRANTED, "answered_on": ago(2), "until": until}
    return extensions.answer(case, extension, by=by, **words | given)


def appeal(case: Case, against: Any, by: Any, **given: Any) -> Appeal:
    return appeals.lodge(case, against, by=by, **{"kind": AppealKind.ANNULMENT, "lodged_on": ago(4)} | given)


def lodge(case: Case, by: Any, **given: Any) -> Procedure:
    words = {"person": case.household.principal, "route": route(), "lodged_on": ago(4), "gives_provisional_stay": True}
    return procedures.register(case, by=by, **words | given)


def decide(case: Case, by: Any, procedure: Procedure, **given: Any) -> Procedure:
    words = {"version": procedure.version, "decision": Decision.REFUSED, "decided_on": ago(1)}
    return procedures.decide(case, procedure, by=by, **words | given)


def ban(case: Case, by: Any, **given: Any) -> EntryBan:
    words = {"person": case.household.principal, "ground": BanGround.NO_PERIOD, "years": 3, "decided_on": ago(9)}
    return bans.register(case, by=by, **words | given)


def measure(case: Case, by: Any, **given: Any) -> Measure:
    words = {"person": case.household.principal, "kind": MeasureKind.DETENTION, "starts_on": ago(5)}
    return measures.register(case, by=by, **words | given)


def settle(case: Case, by: Any, **given: Any) -> Address:
    words = {"kind": AddressKind.ACTUAL, "street": "Kerkstraat 4", "postcode": "2000", "municipality": "Antwerpen"}
    return addresses.move(case, by=by, **{"person": case.household.principal, "starts_on": ago(3)} | words | given)


def ask_check(case: Case, address: Address, by: Any, **given: Any) -> ResidenceCheck:
    return checks.ask(case, address, by=by, **{"by_whom": CheckedBy.MAYOR, "asked_on": ago(2)} | given)


def represent(case: Case, by: Any, **given: Any) -> Representative:
    words = {"person": case.household.principal, "kind": RepresentativeKind.LAWYER, "name": "Me Lambrecht"}
    return representatives.add(case, by=by, **words | {"mandate_from": ago(9)} | given)


def involve(case: Case, by: Any, **given: Any) -> CasePartner:
    partner = given.pop("partner", None) or factories.make_partner()
    return partners.add(case, by=by, partner=partner, **{"starts_on": ago(9)} | given)


def agree(case: Case, by: Any, **given: Any) -> FamilyAgreement:
    words: dict[str, Any] = {"concluded_on": ago(9), "conditions": ["timetable", "home"]}
    return family_agreements.conclude(case, by=by, **words | given)
