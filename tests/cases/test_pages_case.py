"""The pages of a case: they write nothing but the look, ask the same however long the story, and cross no border."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import InterviewState, MemberRole
from cases.models import Agreement, Member
from icam.calendar import now, today
from icam.models import AuditEvent
from tests import factories
from tests.filled import FORMS, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

PAGES = ("case", "people", "dossier", "interviews", "prospects", "trail")


def story(cast: SimpleNamespace, times: int) -> None:
    """As many interviews, agreements, prospects, members and orders."""
    for number in range(times):
        moment = now() - timedelta(days=number + 1)
        held = factories.make_interview(
            cast.case, planned_at=moment, state=InterviewState.HELD, recorded_at=moment, recorded_by=cast.coach,
            own_words="I stay", duty_explained_in="ar",
        )  # fmt: skip
        held.attendances.create(person=cast.case.household.principal, was_present=True)
        Agreement.objects.create(interview=held, text="Bring papers", due_on=today())
        factories.make_interview(cast.case, coach=None)  # a coach would be wanted twice at one time
        factories.make_prospect(cast.case)
        child = factories.make_person()
        Member.objects.create(
            household=cast.case.household, person=child, role=MemberRole.CHILD, joined_on=cast.case.opened_on
        )
        factories.make_order(person=child)


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def numbers(cast: SimpleNamespace, client: Client) -> dict[str, int]:
    return {page: asked(client, reverse(f"cases:{page}", args=[cast.case.pk])) for page in PAGES}


def test_a_page_asks_the_same_however_long_the_story(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    story(cast, 1)
    client.get(cast.case.get_absolute_url())
    short = numbers(cast, client)
    story(cast, 2)
    assert numbers(cast, client) == short


def rows() -> dict[str, int]:
    """The rows of every table."""
    models = [
        model
        for name in ("icam", "cases", "invitations", "reporting")
        for model in apps.get_app_config(name).get_models()
    ]
    tables = {model._meta.db_table for model in models}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in sorted(tables)))
        return dict(cursor.fetchall())


READ_LOG = {"case_opened", "cases_listed", "rows_listed", "pair_compared", "restricted_read", "counter_seen"}


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_to_look_at_a_form_writes_nothing_but_the_look(form: Any, cast: SimpleNamespace, sign_in: SignIn) -> None:
    paper = fill(form, cast, sign_in)
    _writes_nothing(paper.client, paper.url)


@pytest.mark.parametrize("shown", [*PAGES, "list", "find", "record_next", "interview"])
def test_to_look_at_a_page_writes_nothing_but_the_look(shown: str, cast: SimpleNamespace, sign_in: SignIn) -> None:
    story(cast, 1)
    numbers = {"list": [], "find": [], "interview": [cast.case.pk, cast.case.interviews.get(state="held").pk]}
    _writes_nothing(sign_in(cast.manager), reverse(f"cases:{shown}", args=numbers.get(shown, [cast.case.pk])))


def _writes_nothing(client: Client, url: str) -> None:
    before, last = rows(), AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for method in (client.get, client.head):
        assert method(url).status_code in {200, 302, 405}
    table = AuditEvent._meta.db_table
    after = rows()
    assert {name: count for name, count in after.items() if count != before[name] and name != table} == {}
    assert set(AuditEvent.objects.filter(pk__gt=last).values_list("verb", flat=True)) <= READ_LOG


def test_each_look_at_the_file_is_in_the_trail(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    for page in ("case", "people", "dossier", "interviews", "prospects"):
        client.get(reverse(f"cases:{page}", args=[cast.case.pk]))
    events = AuditEvent.objects.filter(verb="case_opened").order_by("pk")
    assert [(event.actor_id, event.case_id, event.changes["page"]) for event in events] == [
        (cast.coach.pk, cast.case.pk, page) for page in ("case", "people", "dossier", "interviews", "prospects")
    ]


def test_a_refused_look_is_in_the_trail_too(cast: SimpleNamespace, sign_in: SignIn) -> None:
    url = cast.case.get_absolute_url()
    assert sign_in(cast.coach_elsewhere).get(url).status_code == 404
    assert sign_in(cast.colleague).post(reverse("cases:suspend", args=[cast.case.pk]), {}).status_code == 403
    events = AuditEvent.objects.filter(verb="refused").order_by("pk")
    assert [(event.actor_id, event.changes["path"], event.changes["method"]) for event in events] == [
        (cast.coach_elsewhere.pk, url, "GET"), (cast.colleague.pk, f"{url}suspend/", "POST"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("show", "status"),
    [("", 200), ("interviews", 200), ("letters", 200), ("decisions", 200), ("secrets", 400), ("%00", 400)],
)
def test_the_story_shows_what_it_knows_how_to_show(
    cast: SimpleNamespace, sign_in: SignIn, show: str, status: int
) -> None:
    story(cast, 1)
    response = sign_in(cast.coach).get(f"{cast.case.get_absolute_url()}?show={show}")
    assert response.status_code == status
    if show and status == 200:
        assert {entry.kind for entry in response.context["entries"]} <= {show}


@pytest.mark.parametrize("query", ["?show=all", "?actor=1", "?after=x"])
def test_the_trail_refuses_what_it_does_not_know(cast: SimpleNamespace, sign_in: SignIn, query: str) -> None:
    url = reverse("cases:trail", args=[cast.case.pk])
    assert sign_in(cast.manager).get(url + query).status_code == 400


# What belongs to another case does not exist here


def _of_another(cast: SimpleNamespace) -> dict[str, int]:
    """One record of each kind, of another household of the same coach."""
    other = factories.make_case(coach=cast.coach, region=cast.here, state="in_coaching")
    person = other.household.principal
    held = factories.make_interview(other, state=InterviewState.HELD, recorded_at=now(), recorded_by=cast.coach)
    child = Member.objects.create(
        household=other.household, person=factories.make_person(), role=MemberRole.CHILD, joined_on=other.opened_on
    )
    prospect = factories.make_prospect(other).pk
    return {
        "person": person.pk, "leave": child.pk, "interview": held.pk, "correct_interview": held.pk,
        "move_interview": factories.make_interview(other).pk, "record_interview": factories.make_interview(other).pk,
        "correct_prospect": prospect, "tell": prospect, "result": prospect, **_dossier_of(other, cast),
    }  # fmt: skip


def _dossier_of(other: Any, cast: SimpleNamespace) -> dict[str, int]:
    person = other.household.principal
    order, address = factories.make_order(other), factories.make_address(other)
    procedure = person.procedures.create(route=_route(), lodged_on=today())
    hung = factories.make_dossier(other, order=order, procedure=procedure, by=cast.coach)
    records = {
        order: ("change_order", "withdraw_order", "request_extension", "appeal_order"),
        procedure: ("change_procedure", "decide_procedure", "appeal_procedure"),
        address: ("mark_undeliverable", "end_address", "ask_check"),
        person.measures.create(kind="preventive", starts_on=today()): ("end_measure",),
        hung.extension: ("answer_extension",), hung.appeal: ("change_appeal", "decide_appeal"),
        hung.ban: ("change_ban", "appeal_ban"), hung.check: ("answer_check",),
        hung.representative: ("change_representative",), hung.partner: ("change_partner",),
        hung.agreement: ("change_agreement", "end_agreement", "add_step"), hung.step: ("settle_step",),
    }  # fmt: skip
    return {page: record.pk for record, pages in records.items() for page in pages}


def _route() -> Any:
    names = {f"name_{language}": "Route" for language in ("en", "fr", "nl", "de")}
    return apps.get_model("icam", "ResidenceRoute").objects.create(code="r1", **names)


def test_a_record_of_another_case_does_not_exist_under_this_one(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client, found = sign_in(cast.coach), {}
    for page, pk in _of_another(cast).items():
        for number in (pk, 999_999_999, 2**63):
            url = reverse(f"cases:{page}", args=[cast.case.pk, number])
            found[page, number] = (client.get(url).status_code, client.post(url, {}).status_code)
    assert {key: answer for key, answer in found.items() if answer not in {(404, 404), (404, 405)}} == {}
