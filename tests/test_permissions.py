"""The permission model as a table that a manager can read: a row per address, a column per member of the cast.

200 the page opens · why the reader must first say why · go the page leads on · in the sign-in page · 403 seen, not
allowed · 404 does not exist for this reader · 405 buttons only. An address without a row fails.
"""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from cases.enums import ClosureReason, GrantReason, InterviewState, MeasureKind, MemberRole
from cases.models import CaseGrant, ClosureProposal, Interview, Measure, Member, Procedure
from icam.calendar import now, today
from icam.models import ClosingDay, ResidenceRoute
from invitations.enums import LetterState
from invitations.models import Letter
from tests import factories

CAST = ("coach", "colleague", "coach_elsewhere", "manager", "manager_elsewhere", "head", "administrator", "nobody")

LOOKS = "200   why   404   200   404   why   404   in"
WORKS = "200   403   404   200   404   403   404   in"
WORKS_ON = "go    403   404   go    404   403   404   in"
MANAGES = "403   403   404   200   404   403   404   in"
BUTTON = "403   403   404   go    404   403   404   in"
OFFICE = "403   403   403   403   403   403   200   in"
EVERYBODY = "200   200   200   200   200   200   200   in"
OPEN = "200   200   200   200   200   200   200   200"
CASE_STAFF = "200   200   200   200   200   200   403   in"
CREATES = "200   200   200   200   200   403   403   in"
COUNTS = "200   200   200   200   200   200   403   in"
EXPORTS = "403   403   403   200   200   200   403   in"
SIGNED_OUT = "go    go    go    go    go    go    go    200"
LEADS_ON = "go    go    go    go    go    go    go    in"

TABLE = {
    "home": EVERYBODY,
    "healthz": OPEN,
    "readyz": OPEN,
    "styleguide": EVERYBODY,
    "set_language": "go    go    go    go    go    go    go    go",
    # cases -------------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "cases:list": CASE_STAFF,
    "cases:find": CASE_STAFF,
    "cases:new": "go    go    go    go    go    403   403   in",
    "cases:new_for": "go    go    go    go    go    403   403   in",
    "cases:case": LOOKS,
    "cases:purpose": "200   200   404   200   404   200   404   in",
    "cases:people": LOOKS,
    "cases:dossier": LOOKS,
    "cases:interviews": LOOKS,
    "cases:interview": LOOKS,
    "cases:prospects": LOOKS,
    "cases:trail": "403   403   404   200   404   403   404   in",
    "cases:suspend": WORKS,
    "cases:resume": WORKS,
    "cases:follow_up": WORKS,
    "cases:reopen": WORKS,
    "cases:describe": WORKS,
    "cases:assign": MANAGES,
    "cases:share": MANAGES,
    "cases:unshare": BUTTON,
    "cases:propose_closure": WORKS,
    "cases:decide_closure": MANAGES,
    "cases:join": WORKS,
    "cases:person": WORKS,
    "cases:leave": WORKS,
    "cases:add_order": WORKS,
    "cases:change_order": WORKS,
    "cases:add_measure": WORKS,
    "cases:end_measure": WORKS,
    "cases:add_procedure": WORKS,
    "cases:decide_procedure": WORKS,
    "cases:add_address": WORKS,
    "cases:mark_undeliverable": WORKS,
    "cases:plan_interview": WORKS,
    "cases:record_next": WORKS_ON,
    "cases:move_interview": WORKS,
    "cases:record_interview": WORKS,
    "cases:correct_interview": WORKS,
    "cases:propose": WORKS,
    "cases:correct_prospect": WORKS,
    "cases:tell": WORKS,
    "cases:result": WORKS,
    # letters -----------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "invitations:list": "200   200   200   200   200   403   403   in",
    "invitations:new": WORKS,
    "invitations:preview": WORKS,
    "invitations:letter": LOOKS,
    "invitations:progress": "200   200   404   200   404   200   404   in",
    "invitations:download": LOOKS,
    "invitations:again": "409   403   404   409   404   403   404   in",
    "invitations:send": WORKS,
    "invitations:cancel": WORKS,
    # figures -----------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "reporting:year": COUNTS,
    "reporting:year_of": COUNTS,
    "reporting:rows": COUNTS,
    "reporting:export": EXPORTS,
    "reporting:rows_export": EXPORTS,
    # the office --------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    **{
        f"office:{name}": OFFICE
        for name in (
            "users", "user_add", "user", "user_password_link", "user_reset_second_factor", "user_deactivate",
            "user_reactivate", "regions", "region_add", "region", "offices", "office_add", "office", "desk_add", "desk",
            "closing_days", "closing_day_remove",
        )
    },
    # one's own account
    "account": EVERYBODY,
    "account_login": SIGNED_OUT,
}  # fmt: skip


def made_letter(interview: Interview) -> Letter:
    """A letter whose bytes are stored, so that it can be downloaded."""
    data, name = b"%PDF-1.7 a letter", "2026/letter.pdf"
    if not storages["letters"].exists(name):
        storages["letters"].save(name, ContentFile(data))
    return factories.make_letter(
        interview=interview, state=LetterState.RENDERED, file=name, sha256=hashlib.sha256(data).hexdigest()
    )


@pytest.fixture
def world(cast: SimpleNamespace) -> SimpleNamespace:
    """One of everything around the case of the cast, and the arguments of every address."""
    case, coach = cast.case, cast.coach
    principal = case.household.principal
    other = Member.objects.create(
        household=case.household, person=factories.make_person(), role=MemberRole.CHILD, joined_on=date(2026, 1, 5)
    )
    planned = factories.make_interview(case)
    held = factories.make_interview(case, state=InterviewState.HELD, recorded_at=now(), recorded_by=coach)
    prospect = factories.make_prospect(case)
    order = principal.orders.get()
    measure = Measure.objects.create(person=principal, kind=MeasureKind.PREVENTIVE, starts_on=today())
    route = ResidenceRoute.objects.create(code="route", name_en="r", name_fr="r", name_nl="r", name_de="r")
    procedure = Procedure.objects.create(person=principal, route=route, lodged_on=today())
    ClosureProposal.objects.create(case=case, reason=ClosureReason.OTHER, explanation="x", proposed_by=coach)
    work = Permission.objects.get(codename="work_case")
    grant = CaseGrant.objects.create(
        user=factories.make_coach(), content_object=case, permission=work, reason=GrantReason.COVER, explanation="x",
        ends_on=today(), granted_by=cast.manager,
    )  # fmt: skip
    desk = factories.make_desk(cast.office)
    closing = ClosingDay.objects.create(day=today() + timedelta(days=40), label="Bridge day")
    cast.letter = made_letter(planned)
    numbers = {
        "cases:new_for": [factories.make_person().pk],
        "cases:unshare": [case.pk, grant.pk],
        "cases:person": [case.pk, principal.pk],
        "cases:leave": [case.pk, other.pk],
        "cases:change_order": [case.pk, order.pk],
        "cases:end_measure": [case.pk, measure.pk],
        "cases:decide_procedure": [case.pk, procedure.pk],
        "cases:mark_undeliverable": [case.pk, principal.addresses.get().pk],
        **dict.fromkeys(("cases:interview", "cases:move_interview", "cases:record_interview"), [case.pk, planned.pk]),
        "cases:correct_interview": [case.pk, held.pk],
        **dict.fromkeys(("cases:correct_prospect", "cases:tell", "cases:result"), [case.pk, prospect.pk]),
        "invitations:new": [case.pk],
        "invitations:preview": [case.pk],
        "reporting:year_of": [2026],
        "reporting:export": [2026, "csv"],
        "reporting:rows": [2026, "INV-1"],
        "reporting:rows_export": [2026, "INV-1", "csv"],
        "office:user_reactivate": [factories.make_user(is_active=False, deactivated_at=now()).pk],
        **dict.fromkeys(("office:region", "office:region_retire", "office:region_restore"), [cast.here.pk]),
        **dict.fromkeys(("office:desk", "office:desk_retire", "office:desk_restore"), [desk.pk]),
        "office:closing_day_remove": [closing.pk],
    }
    by_prefix = {
        "cases:": [case.pk], "invitations:": [cast.letter.pk], "office:user": [coach.pk],
        "office:office": [cast.office.pk], "office:desk_add": [cast.office.pk],
    }  # fmt: skip
    cast.arguments = lambda name: numbers.get(name, next((v for p, v in by_prefix.items() if name.startswith(p)), []))
    return cast


PLAIN = {
    "cases:list", "cases:find", "cases:new", "invitations:list",
    "office:users", "office:user_add", "office:offices", "office:office_add",
}  # fmt: skip


def address(world: SimpleNamespace, name: str) -> str:
    return reverse(name, args=[] if name in PLAIN else world.arguments(name))


# Buttons: these addresses answer only to POST.
BUTTONS = {
    "cases:unshare", "invitations:preview", "invitations:again", "invitations:send", "invitations:cancel",
    "office:desk_add",
}  # fmt: skip


def ask(client: Client, name: str, url: str) -> Any:
    response = client.post(url) if name in BUTTONS else client.get(url)
    b"".join(response)  # a file is closed when it has been read; closing the answer would close the database as well
    return response


def outcome(client: Client, name: str, url: str) -> str:
    response = ask(client, name, url)
    if response.status_code != 302:
        return str(response.status_code)
    where = response["Location"]
    return "in" if where.startswith("/accounts/login/") else "why" if "/purpose/" in where else "go"


@pytest.mark.parametrize("name", TABLE)
def test_the_table_is_true(world: SimpleNamespace, sign_in: Callable[[Any], Client], name: str) -> None:
    url = address(world, name)
    seen = {who: outcome(Client() if who == "nobody" else sign_in(getattr(world, who)), name, url) for who in CAST}
    assert seen == dict(zip(CAST, TABLE[name].split(), strict=True))


def names(patterns: list[Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
        else:
            found |= names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
    return found


def test_every_address_has_a_row() -> None:
    assert names(get_resolver().url_patterns) - set(TABLE) == set()


@pytest.mark.parametrize("name", [name for name in TABLE if name.startswith("cases:") and name not in PLAIN])
def test_what_does_not_exist_looks_like_what_is_foreign(
    world: SimpleNamespace, sign_in: Callable[[Any], Client], name: str
) -> None:
    arguments = world.arguments(name)
    url = reverse(name, args=[999_999_999, *arguments[1:]] if name != "cases:new_for" else [999_999_999])
    response = ask(sign_in(world.coach), name, url)
    assert response.status_code == 404
    if name != "cases:new_for":  # a registered person without household is nobody's yet
        foreign = ask(sign_in(world.coach_elsewhere), name, address(world, name))
        assert (foreign.status_code, _plain(foreign)) == (404, _plain(response))


def _plain(response: Any) -> str:
    """The page without what differs from reader to reader."""
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]
