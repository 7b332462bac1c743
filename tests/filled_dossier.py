"""The forms of the dossier, filled in properly."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from cases.enums import MeasureKind
from cases.models import Measure, Procedure
from icam.calendar import add_working_days, today
from icam.models import ResidenceRoute
from tests import factories

Sheet = tuple[list[Any], dict[str, Any]]


def written(day: Any) -> str:
    return str(day.strftime("%d/%m/%Y"))


TODAY, LAST_WEEK = written(today()), written(today() - timedelta(days=7))
SOON, FAR_AWAY = written(add_working_days(today(), 7)), written(today() + timedelta(days=90))


def principal(cast: SimpleNamespace) -> int:
    return int(cast.case.household.principal_id)


def _order(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": principal(cast), **_order_data(), "decided_on": TODAY}


def _order_data() -> dict[str, Any]:
    return {"annex": factories.make_annex().pk, "grounds": ["1", "12"], "decided_on": LAST_WEEK, "notified_on": TODAY,
            "notified_by": "Police", "period_days": "30"}  # fmt: skip


def _change_order(cast: SimpleNamespace) -> Sheet:
    order = cast.case.household.principal.orders.get()
    return [cast.case.pk, order.pk], {**_order_data(), "reason": "Typing", "version": order.version}


def _of_dossier(name: str, **data: Any) -> Callable[[SimpleNamespace], Sheet]:
    """A form about one of the records that hang in the dossier, by its name there."""

    def make(cast: SimpleNamespace) -> Sheet:
        order = cast.case.household.principal.orders.get()
        procedure = Procedure.objects.create(person_id=principal(cast), route=route(), lodged_on=today())
        hung = factories.make_dossier(cast.case, order=order, procedure=procedure, by=cast.coach)
        record = getattr(hung, name)
        return [cast.case.pk, record.pk], {**data, "version": record.version}

    return make


def _of_order(**data: Any) -> Callable[[SimpleNamespace], Sheet]:
    def make(cast: SimpleNamespace) -> Sheet:
        order = cast.case.household.principal.orders.get()
        return [cast.case.pk, order.pk], {**data, "version": order.version}

    return make


def _of_address(**data: Any) -> Callable[[SimpleNamespace], Sheet]:
    def make(cast: SimpleNamespace) -> Sheet:
        address = cast.case.household.principal.addresses.get()
        return [cast.case.pk, address.pk], data

    return make


def _without_version(make: Callable[[SimpleNamespace], Sheet]) -> Callable[[SimpleNamespace], Sheet]:
    def plain(cast: SimpleNamespace) -> Sheet:
        arguments, data = make(cast)
        return arguments, {name: value for name, value in data.items() if name != "version"}

    return plain


def _appeal_procedure(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(
        person_id=principal(cast), route=route(), lodged_on=today(), decided_on=today(), decision="refused"
    )
    return [cast.case.pk, procedure.pk], APPEAL


def _procedure_change(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(person_id=principal(cast), route=route(), lodged_on=today())
    data = {"lodged_with": "Municipality", "admissible_on": TODAY, "stay_from": "", "watch_on": SOON}
    return [cast.case.pk, procedure.pk], {**data, "version": procedure.version}


def _ban(cast: SimpleNamespace) -> Sheet:
    data = {"person": principal(cast), "ground": "no_period", "years": "3", "decided_on": TODAY, "notified_on": TODAY}
    return [cast.case.pk], {**data, "order": cast.case.household.principal.orders.get().pk}


def _representative(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": principal(cast), "kind": "lawyer", "name": "Me Dupont", **MANDATE}


def _partner(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"partner": factories.make_partner().pk, **PARTNER}


def _agreement(cast: SimpleNamespace) -> Sheet:
    type(cast.case.household).objects.filter(pk=cast.case.household_id).update(kind="family")
    return [cast.case.pk], {"concluded_on": TODAY, "conditions": ["home", "access"], "remarks": "Two rooms"}


def _measure(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": principal(cast), "kind": "preventive", "starts_on": TODAY, "ends_on": SOON}


def _end_measure(cast: SimpleNamespace) -> Sheet:
    measure = Measure.objects.create(person_id=principal(cast), kind=MeasureKind.PREVENTIVE, starts_on=today())
    return [cast.case.pk, measure.pk], {"ends_on": TODAY, "version": measure.version}


def route(**given: Any) -> ResidenceRoute:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.create(**{"code": f"r{uuid4().hex[:6]}", **names, **given})


def _procedure(cast: SimpleNamespace) -> Sheet:
    data = {"lodged_with": "Municipality", "stay_from": "", "watch_on": SOON}
    return [cast.case.pk], {"person": principal(cast), "route": route().pk, "lodged_on": TODAY, **data}


def _decide_procedure(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(person_id=principal(cast), route=route(), lodged_on=today())
    return [cast.case.pk, procedure.pk], {"decision": "refused", "decided_on": TODAY, "version": procedure.version}


def _address(cast: SimpleNamespace) -> Sheet:
    data = {"person": principal(cast), "kind": "actual", "care_of": "Mme Dupont", "street": "Rue Haute 1",
            "postcode": "1000", "municipality": "Bruxelles", "starts_on": TODAY, "source": "person"}  # fmt: skip
    return [cast.case.pk], data


def _undeliverable(cast: SimpleNamespace, field: str = "since") -> Sheet:
    address = cast.case.household.principal.addresses.get()
    return [cast.case.pk, address.pk], {field: TODAY, "version": address.version}


APPEAL = {"kind": "full", "lodged_on": TODAY, "number": "321 654", "effect": "none"}
MANDATE = {
    "organisation": "Chambers", "street": "Rue Neuve 1", "postcode": "1000", "municipality": "Bruxelles",
    "phone": "02 000 00 00", "email": "me@example.be", "mandate_from": TODAY, "mandate_until": SOON,
    "gets_copies": "on",
}  # fmt: skip
PARTNER = {"contact": "Mme Petit", "what_for": "Housing", "starts_on": TODAY, "ends_on": SOON}
DOSSIER: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "add_order": _order,
    "change_order": _change_order,
    "add_measure": _measure,
    "end_measure": _end_measure,
    "add_procedure": _procedure,
    "decide_procedure": _decide_procedure,
    "add_address": _address,
    "mark_undeliverable": _undeliverable,
    "withdraw_order": _of_order(withdrawn_on=TODAY, reason="Judgment"),
    "request_extension": _without_version(_of_order(requested_on=TODAY, reason="School year")),
    "answer_extension": _of_dossier("extension", outcome="granted", answered_on=TODAY, until=FAR_AWAY),
    "appeal_order": _without_version(_of_order(**APPEAL)),
    "appeal_procedure": _appeal_procedure,
    "appeal_ban": _without_version(_of_dossier("ban", **APPEAL)),
    "change_appeal": _of_dossier("appeal", lodged_on=TODAY, number="123 456", effect="none"),
    "decide_appeal": _of_dossier("appeal", outcome="annulled", decided_on=TODAY, then="withdraw"),
    "change_procedure": _procedure_change,
    "add_ban": _ban,
    "change_ban": _of_dossier(
        "ban", ground="fraud", years="5", notified_on=TODAY, starts_on=TODAY, lifted_on="", reason="Judgment"
    ),
    "end_address": lambda c: _undeliverable(c, "ends_on"),
    "ask_check": _of_address(by_whom="mayor", asked_on=TODAY),
    "answer_check": _of_dossier("check", result="moved_unknown", done_on=TODAY, note="Nobody there", then="end"),
    "add_representative": _representative,
    "change_representative": _of_dossier("representative", **MANDATE),
    "add_partner": _partner,
    "change_partner": _of_dossier("partner", **PARTNER),
    "conclude_agreement": _agreement,
    "change_agreement": _of_dossier("agreement", conditions=["means"], remarks="Two rooms"),
    "end_agreement": _of_dossier("agreement", ended_on=TODAY, ended_because="replaced"),
    "add_step": _without_version(_of_dossier("agreement", text="Bring the passport", due_on=SOON)),
    "settle_step": _of_dossier("step", done_on=TODAY, note="Brought it"),
}
