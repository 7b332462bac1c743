"""The buttons of a case page are exactly the acts that would not be refused: roles × states, act by act."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases import acts
from cases.access import get_case
from cases.enums import CaseState
from cases.models import Case, ClosureProposal
from icam.calendar import now
from tests import factories
from tests.filled import FORMS, TODAY

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

# What is shown, by state: to the coach of the case; to the manager (besides); nothing to anybody else.
OPEN = {"contact", "describe", "propose_closure"}
WORKABLE = {"plan", "invite", "suspend", *OPEN}
SHOWN: dict[str, set[str]] = {
    CaseState.SELECTED: WORKABLE,
    CaseState.INVITED: WORKABLE,
    CaseState.IN_COACHING: {"propose", *WORKABLE},
    CaseState.CONCLUDED: {"propose", "follow_up", *WORKABLE},
    CaseState.FOLLOW_UP: {"propose", *WORKABLE},
    CaseState.SUSPENDED: {"resume", *OPEN},
    CaseState.CLOSED: {"reopen", "contact"},
}
ROLES = ("coach", "colleague", "manager", "head")


def in_state(cast: SimpleNamespace, state: str) -> Case:
    case = factories.make_case(coach=cast.coach, region=cast.here, office=cast.office, state=state)
    factories.make_order(case)
    factories.make_address(case)
    return case


def shown(user: Any, case: Case) -> set[str]:
    row, menu = acts.for_user(user, get_case(user, case.pk))
    return {button.name for button in (*row, *menu)}


@pytest.mark.parametrize("state", SHOWN)
def test_each_role_is_shown_the_acts_of_the_state(cast: SimpleNamespace, state: str) -> None:
    case = in_state(cast, state)
    theirs = {"share"} if state == CaseState.CLOSED else {"share", "assign"}
    assert {role: shown(getattr(cast, role), case) for role in ROLES} == {
        "coach": SHOWN[state], "colleague": set(), "manager": SHOWN[state] | theirs, "head": set(),
    }  # fmt: skip


def test_some_acts_wait_for_something_to_act_on(cast: SimpleNamespace) -> None:
    before = shown(cast.coach, cast.case)
    factories.make_interview(cast.case, planned_at=now() - timedelta(days=1))
    factories.make_prospect(cast.case)
    ClosureProposal.objects.create(case=cast.case, reason="other", explanation="x", proposed_by=cast.coach)
    assert shown(cast.coach, cast.case) == before - {"propose_closure"} | {"record", "result"}
    assert shown(cast.manager, cast.case) - shown(cast.coach, cast.case) == {"decide_closure", "share", "assign"}


def test_nobody_is_shown_the_decision_on_the_own_proposal(cast: SimpleNamespace) -> None:
    ClosureProposal.objects.create(case=cast.case, reason="other", explanation="x", proposed_by=cast.manager)
    assert "decide_closure" not in shown(cast.manager, cast.case)
    assert "decide_closure" in shown(factories.make_manager(cast.here), cast.case)


@pytest.mark.parametrize("state", SHOWN)
def test_every_button_leads_to_a_page(cast: SimpleNamespace, sign_in: SignIn, state: str) -> None:
    case = in_state(cast, state)
    for role in ("coach", "manager"):
        client = sign_in(getattr(cast, role))
        page = client.get(case.get_absolute_url())
        buttons = [*page.context["acts"], *page.context["more_acts"]]
        hidden = [button.url for button in buttons if f'href="{button.url}"' not in page.content.decode()]
        assert (role, hidden, {client.get(button.url).status_code for button in buttons}) == (role, [], {200})


# The proper form of each act, to be sent where its button is not shown.
PROPER = {act.name: form for act in acts.ACTS for form in FORMS if form.name == act.view}
# Buttons that lead to a list or on to the next page, not to a form of their own.
WAYS = {"record", "result"}


def test_every_act_has_a_proper_form_to_be_refused() -> None:
    assert {act.name for act in acts.ACTS} - set(PROPER) == WAYS


@pytest.mark.parametrize("state", SHOWN)
def test_what_is_not_shown_is_refused(cast: SimpleNamespace, sign_in: SignIn, state: str) -> None:
    case = in_state(cast, state)
    done = {}
    for role in ROLES:
        client, visible = sign_in(getattr(cast, role)), shown(getattr(cast, role), case)
        for name in sorted(set(PROPER) - visible):
            with transaction.atomic():
                answer = _send(client, cast, case, name)
                done[role, name] = _refused(answer)
                transaction.set_rollback(True)
    assert {key: how for key, how in done.items() if not how} == {}


def _send(client: Client, cast: SimpleNamespace, case: Case, name: str) -> Any:
    """The proper form of an act, made for a case in which it is proper, and sent for this one."""
    proper = SimpleNamespace(**vars(cast))
    proper.case = Case.objects.get(pk=case.pk)
    data = {"decision": "approve", "on": TODAY}  # there is no proposal to decide on
    if name != "decide_closure":
        _arguments, data = PROPER[name].make(proper)
    url = reverse(PROPER[name].name, args=[case.pk])
    return client.post(url, {**data, "version": Case.objects.get(pk=case.pk).version})


def _refused(answer: Any) -> str:
    if answer.status_code == 302:
        return "asked why" if "/purpose/" in answer["Location"] else ""
    if answer.status_code == 200:
        reasons = answer.context.get("reasons")
        return "told why" if reasons or answer.context["form"].errors else ""
    return str(answer.status_code)
