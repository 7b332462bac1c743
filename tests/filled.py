"""Every form of the file, filled in properly: the starting point of every test that fills one in badly."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.enums import CaseState, InterviewState, MeasureKind, MemberRole
from cases.models import AccessRequest, ClosureProposal, KeepApart, Measure, Member, Procedure
from icam.calendar import add_working_days, now, today
from icam.models import Annex, ResidenceRoute, TargetGroup
from tests import factories, imports, pairing
from tests.filled_papers import PAPERS

Sheet = tuple[list[Any], dict[str, Any]]


@dataclass(frozen=True)
class Filled:
    """A form of the file: who fills it in, the arguments of its address with its answers, and what comes of it.

    `done` is the status of an accepted form; `closed` that of the same form after the case was closed meanwhile.
    """

    name: str
    make: Callable[[SimpleNamespace], Sheet]
    who: str = "coach"
    done: int = 302
    closed: int | None = 302
    searches: bool = False
    everywhere: bool = False  # offers rows of every region

    def __str__(self) -> str:
        return self.name


@dataclass
class Sent:
    """A form on the desk: its address, its answers, and the browser that sends it."""

    client: Client
    url: str
    data: dict[str, Any]
    form: Filled = field(repr=False)

    def post(self, **other: Any) -> Any:
        return self.client.post(self.url, {k: v for k, v in {**self.data, **other}.items() if v is not None})


def fill(form: Filled, cast: SimpleNamespace, sign_in: Callable[[Any], Client]) -> Sent:
    client = sign_in(getattr(cast, form.who))
    arguments, data = form.make(cast)
    if form.searches:
        client.post(reverse("cases:find"), {"q": "Nobody"})
    return Sent(client, reverse(form.name, args=arguments), {"token": str(uuid4()), **data}, form)


def written(day: Any) -> str:
    return str(day.strftime("%d/%m/%Y"))


TODAY = written(today())
SOON = written(add_working_days(today(), 7))
LAST_WEEK = written(today() - timedelta(days=7))
FAR_AWAY = written(today() + timedelta(days=90))


def _here(cast: SimpleNamespace, **data: Any) -> Sheet:
    return [cast.case.pk], {"version": cast.case.version, **data}


def _state(cast: SimpleNamespace, state: str, **data: Any) -> Sheet:
    cast.case = factories.make_case(coach=cast.coach, region=cast.here, office=cast.office, state=state)
    return _here(cast, **data)


def _person(**more: Any) -> dict[str, Any]:
    return {
        "family_name": "Al-Hassan", "given_names": "Layla", "own_script": "ليلى", "own_script_language": "ar",
        "alias": "Leila", "sex": "f", "born_day": "", "born_month": "3", "born_year": "1990",
        "born_precision": "month", "nationality": "IRQ", "contact_language": "ar", "needs_interpreter": "on",
        "letter_language": "nl", "phone": "+32 470 00 00 00", "number_kind": "SP", "number": "7.123.456", **more,
    }  # fmt: skip


def _intake(cast: SimpleNamespace) -> dict[str, Any]:
    return {
        "household_kind": "single", "track": "return", "target_group": factories.make_target_group().pk,
        "intake_channel": "selection", "region": cast.here.pk, "office": cast.office.pk, "coach": cast.coach.pk,
    }  # fmt: skip


def _assign(cast: SimpleNamespace) -> Sheet:
    return _here(cast, region=cast.here.pk, office=cast.office.pk, coach=cast.colleague.pk, reason="Too many")


def _describe(cast: SimpleNamespace) -> Sheet:
    group = factories.make_target_group().pk
    return _here(cast, household_kind="couple", target_group=group, intake_channel="walk_in")


def _new_for(cast: SimpleNamespace) -> Sheet:
    return [factories.make_person().pk], _intake(cast)


def _decide_closure(cast: SimpleNamespace) -> Sheet:
    ClosureProposal.objects.create(case=cast.case, reason="other", explanation="x", proposed_by=cast.coach)
    return [cast.case.pk], {"decision": "approve", "on": TODAY, "answer": "Agreed."}


def _share(cast: SimpleNamespace) -> Sheet:
    data = {"user": cast.colleague.pk, "capability": "work_case", "reason": "cover", "explanation": "On leave"}
    return [cast.case.pk], {**data, "ends_on": SOON}


def _decide_request(cast: SimpleNamespace) -> Sheet:
    asked = AccessRequest.objects.create(case=cast.case, requested_by=cast.coach_elsewhere, why="The same person")
    data = {"decision": "grant", "capability": "view_case", "days": "14", "answer": "Yes"}
    return [asked.pk], {**data, "version": asked.version}


def _child(cast: SimpleNamespace) -> Any:
    household, day = cast.case.household, today() - timedelta(days=90)
    return Member.objects.create(
        household=household, person=factories.make_person(), role=MemberRole.CHILD, joined_on=day
    )


def _person_sheet(cast: SimpleNamespace) -> Sheet:
    principal = cast.case.household.principal
    return [cast.case.pk, principal.pk], _person(version=principal.version)


def _principal(cast: SimpleNamespace) -> int:
    return int(cast.case.household.principal_id)


def _order(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": _principal(cast), **_order_data(), "decided_on": TODAY}


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
        procedure = Procedure.objects.create(person_id=_principal(cast), route=_route(), lodged_on=today())
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
        person_id=_principal(cast), route=_route(), lodged_on=today(), decided_on=today(), decision="refused"
    )
    return [cast.case.pk, procedure.pk], APPEAL


def _procedure_change(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(person_id=_principal(cast), route=_route(), lodged_on=today())
    data = {"lodged_with": "Municipality", "admissible_on": TODAY, "stay_from": "", "watch_on": SOON}
    return [cast.case.pk, procedure.pk], {**data, "version": procedure.version}


def _ban(cast: SimpleNamespace) -> Sheet:
    data = {"person": _principal(cast), "ground": "no_period", "years": "3", "decided_on": TODAY, "notified_on": TODAY}
    return [cast.case.pk], {**data, "order": cast.case.household.principal.orders.get().pk}


def _representative(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": _principal(cast), "kind": "lawyer", "name": "Me Dupont", **MANDATE}


def _partner(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"partner": factories.make_partner().pk, **PARTNER}


def _agreement(cast: SimpleNamespace) -> Sheet:
    type(cast.case.household).objects.filter(pk=cast.case.household_id).update(kind="family")
    return [cast.case.pk], {"concluded_on": TODAY, "conditions": ["home", "access"], "remarks": "Two rooms"}


APPEAL = {"kind": "full", "lodged_on": TODAY, "number": "321 654", "effect": "none"}
MANDATE = {
    "organisation": "Chambers", "street": "Rue Neuve 1", "postcode": "1000", "municipality": "Bruxelles",
    "phone": "02 000 00 00", "email": "me@example.be", "mandate_from": TODAY, "mandate_until": SOON,
    "gets_copies": "on",
}  # fmt: skip
PARTNER = {"contact": "Mme Petit", "what_for": "Housing", "starts_on": TODAY, "ends_on": SOON}
DOSSIER: dict[str, Callable[[SimpleNamespace], Sheet]] = {
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


def _measure(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": _principal(cast), "kind": "preventive", "starts_on": TODAY, "ends_on": SOON}


def _end_measure(cast: SimpleNamespace) -> Sheet:
    measure = Measure.objects.create(person_id=_principal(cast), kind=MeasureKind.PREVENTIVE, starts_on=today())
    return [cast.case.pk, measure.pk], {"ends_on": TODAY, "version": measure.version}


def _route(**given: Any) -> ResidenceRoute:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.create(**{"code": f"r{uuid4().hex[:6]}", **names, **given})


def _procedure(cast: SimpleNamespace) -> Sheet:
    data = {"lodged_with": "Municipality", "stay_from": "", "watch_on": SOON}
    return [cast.case.pk], {"person": _principal(cast), "route": _route().pk, "lodged_on": TODAY, **data}


def _decide_procedure(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(person_id=_principal(cast), route=_route(), lodged_on=today())
    return [cast.case.pk, procedure.pk], {"decision": "refused", "decided_on": TODAY, "version": procedure.version}


def _address(cast: SimpleNamespace) -> Sheet:
    data = {"person": _principal(cast), "kind": "actual", "care_of": "Mme Dupont", "street": "Rue Haute 1",
            "postcode": "1000", "municipality": "Bruxelles", "starts_on": TODAY, "source": "person"}  # fmt: skip
    return [cast.case.pk], data


def _undeliverable(cast: SimpleNamespace, field: str = "since") -> Sheet:
    address = cast.case.household.principal.addresses.get()
    return [cast.case.pk, address.pk], {field: TODAY, "version": address.version}


def _plan(cast: SimpleNamespace) -> Sheet:
    desk = factories.make_desk(cast.office)
    data = {"planned_at_day": SOON, "planned_at_clock": "10:00", "minutes": "60", "mode": "office", "desk": desk.pk,
            "language": "ar", "interpreter": "Mr Saïd"}  # fmt: skip
    return [cast.case.pk], data


def _move(cast: SimpleNamespace) -> Sheet:
    interview, desk = factories.make_interview(cast.case), factories.make_desk(cast.office)
    data = {"planned_at_day": SOON, "planned_at_clock": "11:00", "desk": desk.pk, "asked_by": "person"}
    return [cast.case.pk, interview.pk], {**data, "because": "Ill that day", "version": interview.version}


def _record(cast: SimpleNamespace) -> Sheet:
    interview = factories.make_interview(cast.case, planned_at=now() - timedelta(days=1))
    data = {"outcome": "held", "held_on": TODAY, "present": [_principal(cast)], "steps": ["advice"],
            "duty_explained_in": "ar", "own_words": "I stay", "assessment": "Listens", "new_elements": "A letter",
            "outcome_note": "On time", "agreement": "Bring papers", "agreement_due": SOON, "agreement_2": "Call",
            "agreement_2_due": SOON}  # fmt: skip
    return [cast.case.pk, interview.pk], data


def _correct(cast: SimpleNamespace) -> Sheet:
    held = factories.make_interview(cast.case, state=InterviewState.HELD, recorded_at=now(), recorded_by=cast.coach)
    data = {"own_words": "I stay", "assessment": "Listens", "new_elements": "A letter", "duty_explained_in": "ar",
            "reason": "Typing"}  # fmt: skip
    return [cast.case.pk, held.pk], {**data, "version": held.version}


PROSPECT = {
    "kind": "stay", "ground": "9ter", "proposed_on": TODAY, "reasons": "Care here.", "told_on": TODAY, "told_in": "ar",
}  # fmt: skip


def _correct_prospect(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk, factories.make_prospect(cast.case).pk], PROSPECT


def _tell(cast: SimpleNamespace) -> Sheet:
    prospect = factories.make_prospect(cast.case)
    return [cast.case.pk, prospect.pk], {"told_on": TODAY, "told_in": "ar", "version": prospect.version}


def _result(cast: SimpleNamespace) -> Sheet:
    data = {"kind": "stay_granted", "happened_on": TODAY, "evidence": "decision", "note_text": "Seen"}
    return [cast.case.pk, factories.make_prospect(cast.case).pk], data


def _household(cast: SimpleNamespace, **data: Any) -> Sheet:
    return [cast.case.pk], {"version": cast.case.household.version, **data}


def _membership(cast: SimpleNamespace, **data: Any) -> Sheet:
    return [cast.case.pk, _child(cast).pk], {"version": cast.case.household.version, **data}


def _leave(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk, _child(cast).pk], {"left_on": TODAY, "because": "returned", "reason": "With an uncle"}


def _birth(cast: SimpleNamespace) -> Sheet:
    data = {"family_name": "Al-Hassan", "given_names": "Nour", "sex": "f", "born_on": TODAY, "nationality": "IRQ"}
    return [cast.case.pk], data


def _come_back(cast: SimpleNamespace) -> Sheet:
    gone = factories.make_member(cast.case.household, left_on=today() - timedelta(days=30))
    return [cast.case.pk, gone.pk], {"role": "other", "joined_on": TODAY}


def _change_principal(cast: SimpleNamespace) -> Sheet:
    heir = factories.make_member(cast.case.household).person_id
    return _household(cast, successor=heir, on=TODAY, former_role="other")


def _split(cast: SimpleNamespace) -> Sheet:
    leaving = factories.make_member(cast.case.household).person_id
    data = {"leaving": [leaving], "on": TODAY, "principal": leaving, "kind": "single", "successor": "",
            "own_case": "on", "region": cast.here.pk, "office": cast.office.pk, "coach": cast.coach.pk,
            "kept_away": _principal(cast), "because": "violence"}  # fmt: skip
    return _household(cast, **data)


def _relatives(cast: SimpleNamespace) -> Any:
    return factories.make_case(coach=cast.coach, region=cast.here)


def _reunite(cast: SimpleNamespace) -> Sheet:
    other = _relatives(cast)
    data = {"coming": [other.household.principal_id], "on": TODAY, "role": "partner", "successor": ""}
    return [cast.case.pk, other.pk], {**data, "version": cast.case.household.version}


def _other_case(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"reference": _relatives(cast).reference, "purpose": "reunite"}


def _keep_apart(cast: SimpleNamespace) -> Sheet:
    protected = factories.make_member(cast.case.household).person_id
    return [cast.case.pk], {"protected": protected, "other": _principal(cast), "because": "violence"}


def _keep_apart_from(cast: SimpleNamespace) -> Sheet:
    other = _relatives(cast)
    data = {"protected": _principal(cast), "other": other.household.principal_id, "because": "wish"}
    return [cast.case.pk, other.pk], data


def _lift_apart(cast: SimpleNamespace) -> Sheet:
    other = factories.make_member(cast.case.household).person
    pair = KeepApart.objects.create(
        protected_id=_principal(cast), other=other, because="court", since=today(), set_by=cast.coach
    )
    return [cast.case.pk, pair.pk], {"version": pair.version, "because": "The order has ended"}


def _letter(cast: SimpleNamespace) -> Sheet:
    interview = factories.make_interview(cast.case, desk=factories.make_desk(cast.office))
    return [cast.case.pk], {"interview": interview.pk, "channel": "post", "language": "fr", "language_reason": "Asked"}


def _user(cast: SimpleNamespace) -> dict[str, Any]:
    return {
        "first_name": "Marie", "last_name": "Dupont", "username": "m.dupont", "email": "marie@example.be",
        "language": "fr", "role": "coach", "regions": [cast.here.pk], "office": cast.office.pk,
    }  # fmt: skip


def _place(cast: SimpleNamespace) -> dict[str, Any]:
    return {
        "name": "Brugge", "region": cast.here.pk, "street": "Markt 1", "postcode": "8000", "municipality": "Brugge",
        "directions": "3rd floor", "phone": "050 00 00 00", "email": "brugge@example.be",
    }  # fmt: skip


class Again(SimpleUploadedFile):
    """A file that can be sent twice."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return bytes(super().read(*args))


def _upload(cast: SimpleNamespace) -> Sheet:
    return [], {"file": Again("persons.csv", imports.SIMPLE.encode()), "region": cast.here.pk}


def _columns(cast: SimpleNamespace) -> Sheet:
    made = imports.make_import(cast.here, cast.manager, until="read")
    data = {
        "column_0": "family_name", "column_1": "given_names", "column_2": "born", "column_3": "sp", "track": "return",
        "target_group": factories.make_target_group().pk, "intake_channel": "police", "office": cast.office.pk,
        "coach": cast.coach.pk,
    }  # fmt: skip
    return [made.pk], {**data, "version": made.version}


def _rows(cast: SimpleNamespace) -> Sheet:
    made = imports.make_import(cast.here, cast.manager)
    first, second = made.rows.order_by("number")
    data = {f"row_{first.pk}": "skip", f"row_{second.pk}": "new", f"tick_{second.pk}": "on"}
    return [made.pk], {**data, "version": made.version}


def _start(cast: SimpleNamespace) -> Sheet:
    made = imports.make_import(cast.here, cast.manager)
    return [made.pk], {"which": "all", "version": made.version}


def _annex_names() -> dict[str, str]:
    return {"name_en": "Annex 99", "name_fr": "Annexe 99", "name_nl": "Bijlage 99", "name_de": "Anlage 99"}


ORDER = {"gives_order": "on"}
OFFICE: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "user": lambda c: ([c.coach.pk], {**_user(c), "version": c.coach.version}),
    "user_deactivate": lambda c: ([c.colleague.pk], {"reason": "Has left", "version": c.colleague.version}),
    "region_add": lambda c: ([], {"name": "Coast", "code": "CST"}),
    "region": lambda c: ([c.here.pk], {"name": "Coast", "code": "CST", "version": c.here.version}),
    "office_add": lambda c: ([], _place(c)),
    "list_add": lambda _c: (["annexes"], {"code": "99bis", **_annex_names(), **ORDER}),
    "list_row": lambda _c: (["annexes", factories.make_annex().pk], {**_annex_names(), **ORDER, "version": 1}),
    "office": lambda c: ([c.office.pk], {**_place(c), "version": c.office.version}),
}

FORMS = (
    Filled("cases:find", lambda cast: ([], {"q": "Hassan"}), done=200, closed=None),
    Filled("cases:new", lambda cast: ([], {**_person(), **_intake(cast)}), closed=None, searches=True),
    Filled("cases:new_for", _new_for, closed=None, searches=True),
    Filled("cases:purpose", lambda cast: ([cast.case.pk], {"purpose": "cover"}), "colleague"),
    Filled("cases:suspend", lambda c: _here(c, ground="health", ends_with="A letter", reason="Ill"), closed=409),
    Filled("cases:resume", lambda c: _state(c, CaseState.SUSPENDED, reason="Well"), closed=409),
    Filled("cases:follow_up", lambda c: _state(c, CaseState.CONCLUDED, reason="Well"), closed=409),
    Filled("cases:reopen", lambda c: _state(c, CaseState.CLOSED, reason="New facts"), closed=None),
    Filled("cases:assign", _assign, "manager", closed=409),
    Filled("cases:describe", _describe, closed=409),
    Filled("cases:propose_closure", lambda c: ([c.case.pk], {"reason": "other", "explanation": "Gone"}), closed=200),
    Filled("cases:decide_closure", _decide_closure, "manager", closed=404),
    Filled("cases:share", _share, "manager"),
    Filled("cases:decide_request", _decide_request, "manager"),
    Filled("cases:join", lambda c: ([c.case.pk], _person(role="child", joined_on=TODAY))),
    Filled("cases:person", _person_sheet),
    Filled("cases:leave", _leave),
    Filled("cases:birth", _birth),
    Filled("cases:come_back", _come_back),
    Filled("cases:role", lambda c: _membership(c, role="other", on=TODAY)),
    Filled("cases:membership_days", lambda c: _membership(c, joined_on="05/01/2026", reason="Typing")),
    Filled("cases:principal", _change_principal),
    Filled("cases:split", _split),
    Filled("cases:other_case", _other_case, closed=302),
    Filled("cases:reunite", _reunite),
    Filled("cases:keep_apart", _keep_apart),
    Filled("cases:keep_apart_from", _keep_apart_from),
    Filled("cases:lift_apart", _lift_apart, "manager"),
    Filled("cases:add_order", _order),
    Filled("cases:change_order", _change_order),
    Filled("cases:add_measure", _measure),
    Filled("cases:end_measure", _end_measure),
    Filled("cases:add_procedure", _procedure),
    Filled("cases:decide_procedure", _decide_procedure),
    Filled("cases:add_address", _address),
    Filled("cases:mark_undeliverable", _undeliverable),
    *(Filled(f"cases:{name}", make) for name, make in DOSSIER.items()),
    Filled("cases:plan_interview", _plan, closed=200),
    Filled("cases:move_interview", _move, closed=200),
    Filled("cases:record_interview", _record, closed=409),
    Filled("cases:correct_interview", _correct),
    Filled("cases:propose", lambda c: ([c.case.pk], PROSPECT), closed=200),
    Filled("cases:correct_prospect", _correct_prospect, closed=200),
    Filled("cases:tell", _tell),
    Filled("cases:result", _result),
    *(Filled(f"cases:{name}", make, "manager") for name, make in pairing.DECISIONS.items()),
    *(Filled(f"cases:{name}", make, done=200, closed=None) for name, make in pairing.LOOKS.items()),
    *(Filled(f"cases:{name}", make) for name, make in PAPERS.items()),
    Filled("cases:new_import", _upload, "manager", closed=None),
    Filled("cases:import_columns", _columns, "manager", closed=None),
    Filled("cases:import", _rows, "manager", closed=None),
    Filled("cases:start_import", _start, "manager", closed=None),
    Filled("invitations:new", _letter, closed=200),
    *(Filled(f"office:{name}", make, "administrator", closed=None, everywhere=True) for name, make in OFFICE.items()),
    Filled("office:user_add", lambda c: ([], _user(c)), "administrator", done=200, closed=None, everywhere=True),
)  # fmt: skip


def foreign_rows(cast: SimpleNamespace) -> dict[str, int]:
    """By the name of a field, a row that exists and is not on offer: elsewhere, another's, or no longer in use."""
    office = factories.make_office(cast.elsewhere)
    stranger = factories.make_case(coach=cast.coach_elsewhere, region=cast.elsewhere)
    names = {f"name_{language}": "Old" for language in ("en", "fr", "nl", "de")}
    return {
        "region": cast.elsewhere.pk,
        "office": office.pk,
        "coach": cast.coach_elsewhere.pk,
        "desk": factories.make_desk(office).pk,
        "person": stranger.household.principal_id,
        **dict.fromkeys(
            ("present", "leaving", "principal", "successor", "kept_away", "coming", "protected", "other"),
            stranger.household.principal_id,
        ),
        "interview": factories.make_interview(stranger).pk,
        "user": cast.administrator.pk,
        "target_group": TargetGroup.objects.create(code="OLD", is_active=False, **names).pk,
        "annex": Annex.objects.create(code="old", is_active=False, gives_order=True, **names).pk,
        "route": _route(is_active=False).pk,
        "order": factories.make_order(stranger).pk,
        "partner": factories.make_partner(is_active=False).pk,
    }
