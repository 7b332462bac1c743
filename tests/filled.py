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

from cases.enums import CaseState, MemberRole
from cases.models import AccessRequest, ClosureProposal, KeepApart, Member
from icam.calendar import add_working_days, today
from icam.models import Annex, TargetGroup
from tests import counter, factories, imports, pairing, talks
from tests.filled_appointments import APPOINTMENTS
from tests.filled_dossier import DOSSIER, route
from tests.filled_hours import HOURS
from tests.filled_papers import PAPERS
from tests.work import WORK

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


def _checked(cast: SimpleNamespace, **data: str) -> Sheet:
    made = imports.make_import(cast.here, cast.manager)
    return [made.pk], {**data, "version": made.version}


ANNEX = {"name_en": "Annex", "name_fr": "Annexe", "name_nl": "Bijlage", "name_de": "Anlage", "gives_order": "on"}
OFFICE: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "user": lambda c: ([c.coach.pk], {**_user(c), "version": c.coach.version}),
    "user_deactivate": lambda c: ([c.colleague.pk], {"reason": "Has left", "version": c.colleague.version}),
    "region_add": lambda c: ([], {"name": "Coast", "code": "CST"}),
    "region": lambda c: ([c.here.pk], {"name": "Coast", "code": "CST", "version": c.here.version}),
    "office_add": lambda c: ([], _place(c)),
    "list_add": lambda _c: (["annexes"], {"code": "99bis", **ANNEX}),
    "list_row": lambda _c: (["annexes", factories.make_annex().pk], {**ANNEX, "version": 1}),
    "office": lambda c: ([c.office.pk], {**_place(c), "version": c.office.version}),
}

FORMS = (
    Filled("cases:find", lambda cast: ([], {"q": "Hassan"}), done=200, closed=None),
    Filled("cases:new", lambda cast: ([], {**_person(), **_intake(cast)}), closed=None, searches=True),
    Filled("cases:new_for", _new_for, closed=None, searches=True),
    Filled("cases:purpose", lambda cast: ([cast.case.pk], {"purpose": "cover"}), "colleague"),
    *(Filled(name, make, "manager", closed=None) for name, make in HOURS.items()),
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
    *(Filled(f"cases:{name}", make) for name, make in DOSSIER.items()),
    *(Filled(f"cases:{name}", make, closed=closed) for name, (make, closed) in APPOINTMENTS.items()),
    Filled("cases:record_interview", talks.RECORD, closed=409),
    *(Filled(f"cases:{name}", make) for name, make in talks.FILLED.items()),
    Filled("cases:propose", lambda c: ([c.case.pk], PROSPECT), closed=200),
    Filled("cases:correct_prospect", _correct_prospect, closed=200),
    Filled("cases:tell", _tell),
    Filled("cases:result", _result),
    *(Filled(f"cases:{name}", make, "manager") for name, make in pairing.DECISIONS.items()),
    *(Filled(f"cases:{name}", make, done=200, closed=None) for name, make in pairing.LOOKS.items()),
    *(Filled(f"cases:{name}", make) for name, make in PAPERS.items()),
    *(Filled(f"cases:{name}", make, who=who, closed=closed) for name, (make, who, closed) in WORK.items()),
    Filled("cases:new_import", _upload, "manager", closed=None),
    Filled("cases:import_columns", _columns, "manager", closed=None),
    Filled("cases:import", _rows, "manager", closed=None),
    Filled("cases:discard_import", lambda c: _checked(c, reason="The wrong file"), "manager", closed=None),
    Filled("cases:start_import", lambda c: _checked(c, which="all"), "manager", closed=None),
    *(Filled(f"counter:{name}", counter.FORMS[name]) for name in ("receive", "call", "seen", "left")),
    Filled("counter:begin", counter.FORMS["begin"], closed=200),
    Filled("counter:new", counter.FORMS["new"], closed=None, searches=True),
    Filled("counter:office", counter.FORMS["office"], done=200, closed=None),
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
        "route": route(is_active=False).pk,
        "order": factories.make_order(stranger).pk,
        "partner": factories.make_partner(is_active=False).pk,
    }
