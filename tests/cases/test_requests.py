"""Asking for access to a case of another region, and deciding on it; nothing of the case is told before."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.access import cases_for
from cases.models import AccessRequest, CaseGrant, Person
from cases.services import index, requests
from cases.views import search
from icam.calendar import today
from icam.models import AuditEvent
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import IllegalMove
from tests import factories
from tests.cases.racing import one_wins

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
FIND, ASK, LIST = reverse("cases:find"), reverse("cases:ask"), reverse("cases:requests")
WHY = "She stands at our counter with her children."


@pytest.fixture
def hidden(cast: SimpleNamespace) -> Person:
    """The principal of the case of the cast, whom the coach elsewhere finds masked."""
    person: Person = cast.case.household.principal
    Person.objects.filter(pk=person.pk).update(family_name="Hakobyan", given_names="Anahit", born_on=date(1988, 3, 14))
    index.refresh([person.pk])
    return person


def word_of(client: Client) -> str:
    """The opaque word of the one masked line."""
    response = client.post(FIND, {"q": "Anahit Hakobyan 14/3/1988"})
    return str(response.context["masked"][0]["word"])


def ask(client: Client, **answers: str) -> Any:
    return client.post(ASK, {"held": word_of(client), **answers})


def test_asking_says_why_and_waits(cast: SimpleNamespace, sign_in: SignIn, hidden: Person) -> None:
    client = sign_in(cast.coach_elsewhere)
    question = ask(client)
    page = question.content.decode()
    assert (question.status_code, cast.office.name in page) == (200, True)
    told = [word for word in ("Hakobyan", "Anahit", cast.case.reference, f"/{cast.case.pk}/") if word in page]
    assert told == []
    assert ask(client, why="  ").context["form"].errors == {"why": ["This field is required."]}
    assert ask(client, why=WHY)["Location"] == reverse("home")
    asked = AccessRequest.objects.get()
    assert (asked.case, asked.requested_by, asked.why, asked.state) == (cast.case, cast.coach_elsewhere, WHY, "open")
    event = AuditEvent.objects.get(verb="access_requested")
    assert (event.case_id, event.changes) == (cast.case.pk, {})
    home = client.get(reverse("home")).content.decode()
    assert ("Waits for a decision" in home, cast.office.name in home, "Hakobyan" in home) == (True, True, False)
    again = client.post(FIND, {"q": "Anahit Hakobyan 14/3/1988"}).content.decode()
    assert ("You have asked for access" in again, "Ask for access" in again) == (True, False)
    twice = ask(client, why=WHY)
    assert twice.context["form"].non_field_errors() == ["You have asked for this already; it waits for a decision."]


def test_only_what_this_session_saw_a_while_ago_can_be_asked_for(
    cast: SimpleNamespace, sign_in: SignIn, hidden: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, other = sign_in(cast.coach_elsewhere), sign_in(cast.coach_elsewhere)
    word = word_of(client)
    later = timezone.now() + timedelta(minutes=61)
    for browser, sent in ((other, word), (client, "nonsense"), (client, ""), (client, "\x00"), (client, "1" * 5000)):
        assert browser.post(ASK, {"held": sent, "why": WHY})["Location"] == FIND
    monkeypatch.setattr(search.timezone, "now", lambda: later)
    assert client.post(ASK, {"held": word, "why": WHY})["Location"] == FIND
    assert list(AccessRequest.objects.all()) == []


def test_who_may_open_it_does_not_ask(cast: SimpleNamespace) -> None:
    for user in (cast.coach, cast.manager, cast.head, cast.administrator):
        with pytest.raises(Refused):
            requests.ask(cast.case, by=user, why=WHY)


def waiting(cast: SimpleNamespace) -> AccessRequest:
    return requests.ask(cast.case, by=cast.coach_elsewhere, why=WHY)


def test_it_stands_before_those_who_may_share(cast: SimpleNamespace, sign_in: SignIn, hidden: Person) -> None:
    asked = waiting(cast)
    link = f'href="{reverse("cases:decide_request", args=[asked.pk])}"'
    seen = {
        who: [link in sign_in(getattr(cast, who)).get(url).content.decode() for url in (LIST, reverse("home"))]
        for who in ("manager", "manager_elsewhere")
    }
    assert seen == {"manager": [True, True], "manager_elsewhere": [False, False]}
    page = sign_in(cast.manager).get(reverse("cases:decide_request", args=[asked.pk])).content.decode()
    assert [text for text in (WHY, str(cast.coach_elsewhere)) if text not in page] == []


@pytest.mark.parametrize("capability", ["view_case", "work_case"])
def test_granted_it_opens_for_some_days(cast: SimpleNamespace, sign_in: SignIn, capability: str) -> None:
    asked = waiting(cast)
    url = reverse("cases:decide_request", args=[asked.pk])
    data = {"decision": "grant", "capability": capability, "days": "7", "answer": "Gladly.", "version": asked.version}
    assert sign_in(cast.manager).post(url, data)["Location"] == LIST
    grant = CaseGrant.objects.get()
    assert (grant.user, grant.granted_by, grant.reason, grant.explanation, grant.ends_on) == (
        cast.coach_elsewhere, cast.manager, "request", WHY, today() + timedelta(days=6),
    )  # fmt: skip
    may = [cases_for(cast.coach_elsewhere, one).exists() for one in (Capability.VIEW_CASE, Capability.WORK_CASE)]
    assert may == [True, capability == "work_case"]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.answer) == ("granted", cast.manager, "Gladly.")
    verbs = AuditEvent.objects.filter(case_id=cast.case.pk).values_list("verb", flat=True)
    assert {"access_requested", "access_decided", "case_shared"} <= set(verbs)
    client = sign_in(cast.coach_elsewhere)
    home = client.get(reverse("home")).content.decode()
    assert (f'href="{cast.case.get_absolute_url()}"' in home, "Gladly." in home) == (True, True)
    assert client.get(cast.case.get_absolute_url()).status_code == 200


def test_refused_it_stays_closed_and_says_why(cast: SimpleNamespace, sign_in: SignIn) -> None:
    asked = waiting(cast)
    url = reverse("cases:decide_request", args=[asked.pk])
    data = {"decision": "refuse", "capability": "view_case", "days": "7", "answer": "", "version": asked.version}
    manager = sign_in(cast.manager)
    assert manager.post(url, data).context["form"].errors == {"answer": ["Say why not."]}
    assert manager.post(url, data | {"answer": "Another person."})["Location"] == LIST
    client = sign_in(cast.coach_elsewhere)
    assert "Another person." in client.get(reverse("home")).content.decode()
    assert (client.get(cast.case.get_absolute_url()).status_code, CaseGrant.objects.count()) == (404, 0)
    assert waiting(cast).state == "open"  # he may ask again


def test_nobody_decides_on_the_own_request(cast: SimpleNamespace) -> None:
    asked = waiting(cast)
    for act in (
        lambda: requests.grant(asked, by=cast.coach_elsewhere, capability=Capability.VIEW_CASE, days=7),
        lambda: requests.refuse(asked, by=cast.coach_elsewhere, answer="No"),
    ):
        with pytest.raises(Refused):
            act()


def test_what_was_decided_stays_decided(cast: SimpleNamespace) -> None:
    asked = waiting(cast)
    old = AccessRequest.objects.get(pk=asked.pk)
    requests.refuse(asked, by=cast.manager, answer="No")
    with pytest.raises(IllegalMove):
        requests.grant(old, by=cast.manager, capability=Capability.VIEW_CASE, days=7)
    assert CaseGrant.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_managers_decide_once(cast: SimpleNamespace) -> None:
    asked = waiting(cast)
    other = factories.make_manager(cast.here)
    one, two = (AccessRequest.objects.select_related("case", "requested_by").get(pk=asked.pk) for _ in range(2))
    won = one_wins(
        lambda: requests.grant(one, by=cast.manager, capability=Capability.VIEW_CASE, days=7),
        lambda: requests.refuse(two, by=other, answer="No"),
    )
    assert won.state == AccessRequest.objects.get().state
    assert CaseGrant.objects.count() == (won.state == "granted")
