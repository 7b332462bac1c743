"""Every form of the file, filled in properly: the starting point of every test that fills one in badly."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from cases.enums import CaseState, InterviewState, MeasureKind, MemberRole
from cases.models import ClosureProposal, Measure, Member, Procedure
from icam.calendar import add_working_days, now, today
from icam.models import Annex, ResidenceRoute, TargetGroup
from tests import factories

Sheet = tuple[list[int], dict[str, Any]]


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
    data = {"person": _principal(cast), "annex": factories.make_annex().pk, "decided_on": TODAY, "notified_on": TODAY,
            "notified_by": "Police", "period_days": "30"}  # fmt: skip
    return [cast.case.pk], data


def _change_order(cast: SimpleNamespace) -> Sheet:
    order = cast.case.household.principal.orders.get()
    data = {"notified_on": TODAY, "notified_by": "Police", "extended_to": ""}
    return [cast.case.pk, order.pk], {**data, "withdrawn_on": "", "version": order.version}


def _measure(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": _principal(cast), "kind": "preventive", "starts_on": TODAY, "ends_on": SOON}


def _end_measure(cast: SimpleNamespace) -> Sheet:
    measure = Measure.objects.create(person_id=_principal(cast), kind=MeasureKind.PREVENTIVE, starts_on=today())
    return [cast.case.pk, measure.pk], {"ends_on": TODAY, "version": measure.version}


def _route(**given: Any) -> ResidenceRoute:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.create(**{"code": f"r{uuid4().hex[:6]}", **names, **given})


def _procedure(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk], {"person": _principal(cast), "route": _route().pk, "lodged_on": TODAY}


def _decide_procedure(cast: SimpleNamespace) -> Sheet:
    procedure = Procedure.objects.create(person_id=_principal(cast), route=_route(), lodged_on=today())
    return [cast.case.pk, procedure.pk], {"decision": "refused", "decided_on": TODAY, "version": procedure.version}


def _address(cast: SimpleNamespace) -> Sheet:
    data = {"person": _principal(cast), "kind": "actual", "care_of": "Mme Dupont", "street": "Rue Haute 1",
            "postcode": "1000", "municipality": "Bruxelles", "starts_on": TODAY, "source": "person"}  # fmt: skip
    return [cast.case.pk], data


def _undeliverable(cast: SimpleNamespace) -> Sheet:
    address = cast.case.household.principal.addresses.get()
    return [cast.case.pk, address.pk], {"since": TODAY, "version": address.version}


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


def _leave(cast: SimpleNamespace) -> Sheet:
    return [cast.case.pk, _child(cast).pk], {"left_on": TODAY, "reason": "Of age"}


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


OFFICE: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "user": lambda c: ([c.coach.pk], {**_user(c), "version": c.coach.version}),
    "user_deactivate": lambda c: ([c.colleague.pk], {"reason": "Has left", "version": c.colleague.version}),
    "region_add": lambda c: ([], {"name": "Coast", "code": "CST"}),
    "region": lambda c: ([c.here.pk], {"name": "Coast", "code": "CST", "version": c.here.version}),
    "office_add": lambda c: ([], _place(c)),
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
    Filled("cases:join", lambda c: ([c.case.pk], _person(role="child", joined_on=TODAY))),
    Filled("cases:person", _person_sheet),
    Filled("cases:leave", _leave),
    Filled("cases:add_order", _order),
    Filled("cases:change_order", _change_order),
    Filled("cases:add_measure", _measure),
    Filled("cases:end_measure", _end_measure),
    Filled("cases:add_procedure", _procedure),
    Filled("cases:decide_procedure", _decide_procedure),
    Filled("cases:add_address", _address),
    Filled("cases:mark_undeliverable", _undeliverable),
    Filled("cases:plan_interview", _plan, closed=200),
    Filled("cases:move_interview", _move, closed=200),
    Filled("cases:record_interview", _record, closed=409),
    Filled("cases:correct_interview", _correct),
    Filled("cases:propose", lambda c: ([c.case.pk], PROSPECT), closed=200),
    Filled("cases:correct_prospect", _correct_prospect, closed=200),
    Filled("cases:tell", _tell),
    Filled("cases:result", _result),
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
        "present": stranger.household.principal_id,
        "interview": factories.make_interview(stranger).pk,
        "user": cast.administrator.pk,
        "target_group": TargetGroup.objects.create(code="OLD", is_active=False, **names).pk,
        "annex": Annex.objects.create(code="old", is_active=False, gives_order=True, **names).pk,
        "route": _route(is_active=False).pk,
    }
