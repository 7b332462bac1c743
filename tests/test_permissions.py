"""The permission model as a table that a manager can read: a row per address, a column per member of the cast.

200 the page opens · why the reader must first say why · go the page leads on · in the sign-in page · 403 seen, not
allowed · 404 does not exist for this reader · 405 buttons only. An address without a row fails.
"""

from collections.abc import Callable
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.world import IMPORTS

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
REGIONS = "403   403   403   200   200   403   403   in"
HOURS = "403   403   403   200   404   403   200   in"
PLANS = "403   403   403   200   200   403   200   in"
NOWHERE = "404   404   404   404   404   404   404   404"
SIGNED_OUT = "go    go    go    go    go    go    go    200"
LEADS_ON = "go    go    go    go    go    go    go    in"

TABLE = {
    "home": EVERYBODY,
    "healthz": OPEN,
    "readyz": OPEN,
    "styleguide": EVERYBODY,
    **dict.fromkeys(("keep_draft", "discard_draft"), "400   400   400   400   400   400   400   in"),
    "still_here": EVERYBODY,
    "session": OPEN,
    "set_language": "go    go    go    go    go    go    go    go",
    # cases -------------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "cases:list": CASE_STAFF,
    "cases:find": CASE_STAFF,
    "cases:ask": "go    go    go    go    go    go    403   in",
    "cases:requests": "403   403   403   200   200   403   403   in",
    "cases:decide_request": MANAGES,
    "cases:new": "go    go    go    go    go    403   403   in",
    "cases:pairs": "403   403   403   200   200   403   403   in",
    **dict.fromkeys(("cases:pair", "cases:distinguish", "cases:merge", "cases:part"), MANAGES),
    "cases:same_as": WORKS,
    "cases:note_pair": WORKS_ON,
    "cases:new_for": "go    go    go    go    go    403   403   in",
    **dict.fromkeys(("cases:imports", "cases:import_template", "cases:new_import"), REGIONS),
    **dict.fromkeys((f"cases:{name}" for name in IMPORTS), "403   403   403   200   404   403   403   in"),
    **dict.fromkeys(("cases:absences", "cases:new_absence", "cases:feed"), CREATES),
    "cases:revoke_feed": "go    go    go    go    go    403   403   in",
    "cases:calendar": NOWHERE,
    "cases:day_list": "200   200   404   200   404   403   403   in",
    **dict.fromkeys(
        ("cases:choose_cover", "cases:withdraw_absence"),
        "200   404   404   200   404   403   403   in",
    ),
    "cases:absence": "200   200   404   200   404   403   403   in",  # the colleague stands in
    "cases:hand_over": "go    404   404   go    404   403   403   in",
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
    **dict.fromkeys(("cases:birth", "cases:principal", "cases:split", "cases:other_case", "cases:reunite"), WORKS),
    **dict.fromkeys(("cases:come_back", "cases:role", "cases:membership_days"), WORKS),
    "cases:confirm_kind": "409   403   404   409   404   403   404   in",
    **dict.fromkeys(("cases:keep_apart", "cases:keep_apart_from"), WORKS),
    "cases:lift_apart": MANAGES,
    "cases:show_apart": WORKS,
    **{
        f"cases:{name}": WORKS
        for name in (
            "add_order", "change_order", "withdraw_order", "request_extension", "answer_extension", "appeal_order",
            "appeal_procedure", "appeal_ban", "change_appeal", "decide_appeal", "add_measure", "end_measure",
            "add_procedure", "change_procedure", "decide_procedure", "add_ban", "change_ban", "add_address",
            "mark_undeliverable", "end_address", "ask_check", "answer_check", "add_representative",
            "change_representative", "add_partner", "change_partner", "conclude_agreement", "change_agreement",
            "end_agreement", "add_step", "settle_step",
        )
    },
    "cases:documents": LOOKS,
    "cases:download_document": LOOKS,
    **dict.fromkeys(("cases:add_document", "cases:change_document", "cases:withdraw_document"), WORKS),
    "cases:restore_document": "409   403   404   409   404   403   404   in",
    **dict.fromkeys(("cases:restricted", "cases:write_restricted"), WORKS),
    **dict.fromkeys(("cases:correct_restricted", "cases:end_restricted"), WORKS),
    "cases:conclusions": LOOKS,
    "cases:download_conclusion": LOOKS,
    **dict.fromkeys(("cases:write_conclusion", "cases:preview_conclusion"), WORKS),
    **dict.fromkeys(("cases:send_conclusion", "cases:cancel_conclusion"), WORKS),
    "cases:download_summary": LOOKS,
    **dict.fromkeys(("cases:make_summary", "cases:preview_summary", "cases:summary_receipt"), WORKS),
    "cases:timeline": LOOKS,
    "cases:download_timeline": LOOKS,
    "cases:plan_interview": WORKS,
    "cases:record_next": WORKS_ON,
    "cases:move_interview": WORKS,
    "cases:cancel_interview": WORKS,
    "cases:record_interview": WORKS,
    "cases:correct_interview": WORKS,
    **dict.fromkeys(
        ("cases:sign_off_interview", "cases:solve_obstacle", "cases:settle_agreement"),
        "409   403   404   409   404   403   404   in",
    ),
    **dict.fromkeys(("cases:log_contact", "cases:correct_contact", "cases:note_obstacle"), WORKS),
    **dict.fromkeys(("cases:change_obstacle", "cases:add_review", "cases:correct_review"), WORKS),
    "cases:propose": WORKS,
    **dict.fromkeys(
        ("cases:tasks", "cases:task_calendar", "cases:unfinished", "cases:interpreters"),
        "200   200   200   200   200   403   403   in",
    ),
    "cases:case_tasks": LOOKS,
    **dict.fromkeys(("cases:add_task", "cases:end_task", "cases:reassign_task", "cases:change_task_due"), WORKS),
    **dict.fromkeys(("cases:interpreter", "cases:receive_reason"), WORKS),
    "cases:decide_reason": MANAGES,
    "cases:correct_prospect": WORKS,
    "cases:tell": WORKS,
    "cases:result": WORKS,
    # counter -----------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "counter:home": "go    go    200   go    200   403   403   in",
    "counter:new": "go    go    404   go    404   403   403   in",
    "counter:arrive": "go    go    404   go    404   403   403   in",
    "counter:begin": "200   403   404   200   404   403   403   in",
    **dict.fromkeys(
        (f"counter:{name}" for name in ("office", "live", "receive", "visit", "call", "seen", "left", "slip")),
        "200   200   404   200   404   403   403   in",
    ),
    # agenda ------------------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "agenda:page": "200   200   200   200   200   403   403   in",
    "agenda:new": "200   200   200   200   200   403   403   in",
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
            "closing_days", "closing_day_remove", "list", "list_add", "list_row",
        )
    },
    **dict.fromkeys(("office:hours_offices", "office:rules", "office:rule_add"), PLANS),
    **{
        f"office:{name}": HOURS
        for name in (
            "hours", "opening_add", "exception_add", "opening_copy", "opening", "opening_end", "exception_remove",
            "rule", "rule_remove",
        )
    },
    **dict.fromkeys(("office:region_retire", "office:office_retire"), "403   403   403   403   403   403   go    in"),
    **dict.fromkeys(
        (
            "office:region_restore", "office:office_restore", "office:desk_retire", "office:desk_restore",
            "office:list_retire", "office:list_restore",
        ),
        "403   403   403   403   403   403   409   in",
    ),
    "office:welcome": "410   410   410   410   410   410   410   410",
    # one's own account -------  coach colleague elsewhere manager m.elsewhere head admin nobody
    "account": EVERYBODY,
    "account_login": SIGNED_OUT,
    "account_logout": EVERYBODY,
    "account_inactive": OPEN,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_change_password": EVERYBODY,
    "account_reauthenticate": EVERYBODY,
    "usersessions_list": EVERYBODY,
    "mfa_index": EVERYBODY,
    "mfa_authenticate": "go    go    go    go    go    go    go    in",
    "mfa_reauthenticate": LEADS_ON,
    "mfa_activate_totp": LEADS_ON,
    "mfa_deactivate_totp": "404   404   404   404   404   404   404   in",
    "mfa_view_recovery_codes": "404   404   404   404   404   404   404   in",
    "mfa_generate_recovery_codes": LEADS_ON,
    "mfa_download_recovery_codes": "404   404   404   404   404   404   404   in",
    "mfa_list_webauthn": EVERYBODY,
    "mfa_add_webauthn": LEADS_ON,
    "mfa_reauthenticate_webauthn": LEADS_ON,
    "mfa_edit_webauthn": LEADS_ON,
    "mfa_remove_webauthn": LEADS_ON,
    "mfa_login_webauthn": LEADS_ON,
    "socialaccount_login_cancelled": OPEN,
    "socialaccount_login_error": "401   401   401   401   401   401   401   in",
    "openid_connect_login": NOWHERE,
    "openid_connect_callback": NOWHERE,
    # what the sign-in library offers and this office does not
    **dict.fromkeys(
        (
            "account_signup", "account_email", "account_email_verification_sent", "account_confirm_login_code",
            "account_set_password", "socialaccount_signup", "socialaccount_connections",
        ),
        NOWHERE,
    ),
    "account_confirm_email": OPEN,
}  # fmt: skip


PLAIN = {
    "cases:absences", "cases:new_absence", "cases:feed", "cases:revoke_feed", "cases:calendar",
    "cases:imports", "cases:import_template", "cases:new_import",
    "cases:tasks", "cases:task_calendar", "cases:unfinished", "cases:interpreters",
    "cases:list", "cases:find", "cases:ask", "cases:requests", "cases:new", "cases:pairs", "invitations:list",
    "office:users", "office:user_add", "office:offices", "office:office_add",
}  # fmt: skip


OF_AN_IMPORT = {f"cases:{name}" for name in IMPORTS}


def address(world: SimpleNamespace, name: str) -> str:
    return reverse(name, args=[] if name in PLAIN else world.arguments(name))


# Buttons: these addresses answer only to POST.
BUTTONS = {
    "keep_draft", "discard_draft", "still_here",
    "cases:hand_over", "cases:revoke_feed",
    "counter:arrive",
    "cases:preview_conclusion", "cases:preview_summary", "cases:restore_document",
    "cases:confirm_kind", "cases:show_apart", "cases:note_pair", "cases:ask",
    "cases:sign_off_interview", "cases:solve_obstacle", "cases:settle_agreement",
    "cases:unshare", "invitations:preview", "invitations:again", "invitations:send", "invitations:cancel",
    "office:desk_add", "office:region_retire", "office:region_restore", "office:office_retire", "office:office_restore",
    "office:desk_retire", "office:desk_restore", "office:list_retire", "office:list_restore",
}  # fmt: skip


def ask(client: Client, name: str, url: str) -> Any:
    """The answer to a GET, or to the press of a button; what a button does is undone again."""
    with transaction.atomic():
        response = client.post(url) if name in BUTTONS else client.get(url)
        if response.streaming:
            list(response.streaming_content)
        transaction.set_rollback(name in BUTTONS)
    return response


def outcome(client: Client, name: str, url: str) -> str:
    response = ask(client, name, url)
    if response.status_code != 302:
        return str(response.status_code)
    where = response["Location"]
    return "in" if where.startswith("/accounts/login/") else "why" if "/purpose/" in where else "go"


@pytest.mark.parametrize("who", CAST)
def test_the_table_is_true(world: SimpleNamespace, sign_in: Callable[[Any], Client], who: str) -> None:
    seen = {}
    start = (Client() if who == "nobody" else sign_in(getattr(world, who))).cookies
    for name in TABLE:
        client = Client()
        client.cookies = deepcopy(start)
        with transaction.atomic():  # each address meets the same session: what a look leaves in it is undone
            seen[name] = outcome(client, name, address(world, name))
            transaction.set_rollback(True)
    assert seen == {name: dict(zip(CAST, row.split(), strict=True))[who] for name, row in TABLE.items()}


def names(patterns: list[Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
        else:
            found |= names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
    return found


def test_every_address_has_a_row() -> None:
    library = {"None"}  # its old addresses have no name; they only lead to those above
    assert names(get_resolver().url_patterns) - set(TABLE) - library == set()


def test_an_import_of_another_region_looks_like_one_that_is_not_there(
    world: SimpleNamespace, sign_in: Callable[[Any], Client]
) -> None:
    client = sign_in(world.manager_elsewhere)
    for name in sorted(OF_AN_IMPORT):
        missing, foreign = ask(client, name, reverse(name, args=[999_999_999])), ask(client, name, address(world, name))
        assert (name, missing.status_code, foreign.status_code) == (name, 404, 404)
        assert _plain(missing) == _plain(foreign)


def test_what_does_not_exist_looks_like_what_is_foreign(
    world: SimpleNamespace, sign_in: Callable[[Any], Client]
) -> None:
    here, elsewhere = sign_in(world.coach), sign_in(world.coach_elsewhere)
    wrong = []
    apart = PLAIN | OF_AN_IMPORT | {"cases:new_for"}
    for name in [name for name in TABLE if name.startswith("cases:") and name not in apart]:
        missing = ask(here, name, reverse(name, args=[999_999_999, *world.arguments(name)[1:]]))
        foreign = ask(elsewhere, name, address(world, name))
        if (missing.status_code, foreign.status_code) != (404, 404) or _plain(missing) != _plain(foreign):
            wrong.append(name)
    assert wrong == []
    assert ask(here, "cases:new_for", reverse("cases:new_for", args=[999_999_999])).status_code == 404


def _plain(response: Any) -> str:
    """The page without what differs from reader to reader."""
    text = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]
