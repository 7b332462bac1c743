"""A household that may be invited, with everything that its letter says."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.access import SESSION_KEY
from cases.enums import Sex
from icam.enums import Verb
from icam.models import User
from invitations.enums import LetterState
from invitations.models import Letter
from invitations.services.making import _store_once
from invitations.typesetting import typeset
from tests import factories
from tests.invitations.samples import FR

SignIn = Callable[[User], Client]


def make_invitable(**given: Any) -> SimpleNamespace:
    """A selected case with its coach, desk, order, address and first interview; `given` goes to the case."""
    region = given.pop("region", None) or factories.make_region()
    office = factories.make_office(region)
    coach = given.pop("coach", None) or factories.make_coach(region, office=office)
    person = factories.make_person(sex=Sex.MALE)
    case = factories.make_case(
        region=region, office=office, coach=coach, household=factories.make_household(principal=person), **given
    )
    is_transfer = case.track == "transfer"
    annex = factories.make_annex("26quater", is_transfer=True) if is_transfer else factories.make_annex()
    return SimpleNamespace(
        case=case,
        region=region,
        office=office,
        coach=coach,
        person=person,
        order=factories.make_order(case, annex=annex),
        address=factories.make_address(case),
        interview=factories.make_interview(case, desk=factories.make_desk(office)),
    )


@pytest.fixture
def invitable(db: Any) -> SimpleNamespace:
    return make_invitable()


@pytest.fixture
def ready(invitable: SimpleNamespace) -> SimpleNamespace:
    """A household that may be invited, around it the whole cast."""
    return SimpleNamespace(
        **vars(invitable),
        colleague=factories.make_coach(invitable.region),
        coach_elsewhere=factories.make_coach(),
        manager=factories.make_manager(invitable.region),
        manager_elsewhere=factories.make_manager(),
        head=factories.make_head(),
        administrator=factories.make_administrator(),
    )


def made(ready: SimpleNamespace, **given: Any) -> Letter:
    """A letter whose bytes are stored."""
    sheet = typeset(FR)
    name = f"2026/{sheet.sha256}.pdf"
    _store_once(name, sheet)
    values = {
        "interview": ready.interview, "state": LetterState.RENDERED, "drafted_by": ready.coach, "file": name,
        "sha256": sheet.sha256, "pages": sheet.pages, "rendered_at": timezone.now(),
    }  # fmt: skip
    return factories.make_letter(ready.case, **values | given)


def page(name: str, pk: int) -> str:
    return reverse(f"invitations:{name}", args=[pk])


def purpose_given(client: Client, case_pk: int) -> Client:
    session = client.session
    session[SESSION_KEY] = {str(case_pk): ("cover", (timezone.now() + timedelta(hours=1)).isoformat())}
    session.save()
    return client


def draft_data(ready: SimpleNamespace, **given: Any) -> dict[str, Any]:
    data = {"interview": ready.interview.pk, "channel": "post", "language": "fr", "token": str(uuid4())}
    return data | given


def look_only() -> set[str]:
    """The verbs that a GET may write."""
    return {Verb.CASE_OPENED, Verb.CASES_LISTED, Verb.LETTER_READ, Verb.REFUSED}
