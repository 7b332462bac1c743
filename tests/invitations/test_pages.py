"""The pages of letters: who may open them, what they refuse, and that a press of a button acts once."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.access import SESSION_KEY
from cases.enums import CaseState, MeasureKind
from cases.models import Address, Interview, Measure
from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent, Submission, User
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter
from invitations.services import letters
from invitations.services.making import _store_once
from invitations.typesetting import typeset
from tests import factories
from tests.invitations.conftest import make_invitable
from tests.invitations.samples import FR

SignIn = Callable[[User], Client]


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


# Who may -------------------------------------------------------------------------------------------------------------

CAST = ["coach", "colleague", "coach_elsewhere", "manager", "manager_elsewhere", "head", "administrator"]
SEES = [200, 200, 404, 200, 404, 200, 404]
WORKS = [200, 403, 404, 200, 404, 403, 404]
ACTS = [302, 403, 404, 302, 404, 403, 404]


@pytest.mark.parametrize(
    ("name", "method", "answers"),
    [
        ("list", "get", [200, 200, 200, 200, 200, 403, 403]),
        ("new", "get", WORKS),
        ("new", "post", ACTS),
        ("preview", "post", WORKS),
        ("letter", "get", SEES),
        ("progress", "get", SEES),
        ("download", "get", SEES),
        ("again", "post", ACTS),
        ("send", "post", ACTS),
        ("cancel", "post", ACTS),
    ],
)
@pytest.mark.parametrize("who", CAST)
def test_who_may_open_what(
    ready: SimpleNamespace, sign_in: SignIn, name: str, method: str, answers: list[int], who: str
) -> None:
    client = purpose_given(sign_in(getattr(ready, who)), ready.case.pk)
    data: dict[str, Any] = draft_data(ready) | {"version": 1, "sent_on": today().isoformat(), "because": "Moved"}
    if name in {"new", "preview"}:
        url = page(name, ready.case.pk)
    else:
        letter = made(ready)
        if name == "again":
            Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED, sha256="")
        url = reverse("invitations:list") if name == "list" else page(name, letter.pk)
    response = client.post(url, data) if method == "post" else client.get(url)
    assert response.status_code == answers[CAST.index(who)]


@pytest.mark.parametrize("name", ["new", "preview", "letter", "progress", "download", "again", "send", "cancel"])
def test_what_does_not_exist_is_answered_like_what_is_foreign(
    ready: SimpleNamespace, sign_in: SignIn, name: str
) -> None:
    client = sign_in(ready.coach)
    url = page(name, 987654)
    assert client.get(url).status_code == (404 if name in {"new", "letter", "progress", "download"} else 405)
    assert client.post(url).status_code == (405 if name in {"letter", "progress", "download"} else 404)


@pytest.mark.parametrize("name", ["letter", "download"])
def test_a_letter_of_a_colleague_opens_after_saying_why(ready: SimpleNamespace, sign_in: SignIn, name: str) -> None:
    letter = made(ready)
    client = sign_in(ready.colleague)
    response = client.get(page(name, letter.pk))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("cases:purpose", args=[ready.case.pk]))
    assert not AuditEvent.objects.filter(verb=Verb.LETTER_READ).exists()


def test_nobody_who_is_not_signed_in_sees_a_letter(ready: SimpleNamespace) -> None:
    for name in ("letter", "progress", "download"):
        assert Client().get(page(name, made_once(ready).pk)).status_code == 302


def made_once(ready: SimpleNamespace) -> Letter:
    return Letter.objects.filter(case=ready.case).first() or made(ready)


def test_looking_writes_nothing_but_the_read_log(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    before = Letter.objects.values().get(pk=letter.pk)
    client = sign_in(ready.coach)
    for url in (
        reverse("invitations:list"), page("new", ready.case.pk), page("letter", letter.pk), page("progress", letter.pk),
        page("download", letter.pk),
    ):  # fmt: skip
        assert client.get(url).status_code == 200
    assert Letter.objects.values().get(pk=letter.pk) == before
    assert {event.verb for event in AuditEvent.objects.all()} <= look_only()
    assert Submission.objects.count() == 0


# New -----------------------------------------------------------------------------------------------------------------


def test_making_a_letter_puts_it_into_the_queue(ready: SimpleNamespace, sign_in: SignIn) -> None:
    response = sign_in(ready.coach).post(page("new", ready.case.pk), draft_data(ready))
    letter = Letter.objects.get()
    assert (response.status_code, response["Location"]) == (302, page("letter", letter.pk))
    assert (letter.state, letter.purpose, letter.channel, letter.language, letter.drafted_by) == (
        LetterState.READY,
        Purpose.FIRST,
        Channel.POST,
        "fr",
        ready.coach,
    )


def test_the_same_form_sent_twice_makes_one_letter(ready: SimpleNamespace, sign_in: SignIn) -> None:
    client, data = sign_in(ready.coach), draft_data(ready)
    first = client.post(page("new", ready.case.pk), data)
    second = client.post(page("new", ready.case.pk), data)
    assert (first["Location"], Letter.objects.count()) == (second["Location"], 1)


def test_a_second_letter_for_the_appointment_is_refused_beside_the_form(
    ready: SimpleNamespace, sign_in: SignIn
) -> None:
    client = sign_in(ready.coach)
    client.post(page("new", ready.case.pk), draft_data(ready))
    response = client.post(page("new", ready.case.pk), draft_data(ready))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "There is already a letter for this appointment: First invitation."
    ]
    assert Letter.objects.count() == 1


def test_instead_of_a_form_the_page_says_what_the_law_forbids(ready: SimpleNamespace, sign_in: SignIn) -> None:
    Measure.objects.create(person=ready.person, kind=MeasureKind.DETENTION, starts_on=today())
    client = sign_in(ready.coach)
    for response in (
        client.get(page("new", ready.case.pk)),
        client.post(page("new", ready.case.pk), draft_data(ready)),
    ):
        assert "form" not in response.context
        assert [reason.code for reason in response.context["reasons"]] == ["measure"]
        assert "is under this measure: Detention." in response.content.decode()
    assert Letter.objects.count() == 0


def test_without_an_appointment_the_page_leads_to_planning(ready: SimpleNamespace, sign_in: SignIn) -> None:
    Interview.objects.update(planned_at=timezone.now() - timedelta(days=1))
    body = sign_in(ready.coach).get(page("new", ready.case.pk)).content.decode()
    assert reverse("cases:plan_interview", args=[ready.case.pk]) in body
    assert 'name="interview"' not in body


def test_without_an_address_the_post_is_not_offered(ready: SimpleNamespace, sign_in: SignIn) -> None:
    Address.objects.update(undeliverable_since=today())
    client = sign_in(ready.coach)
    form = client.get(page("new", ready.case.pk)).context["form"]
    assert [value for value, _label in form.fields["channel"].choices] == ["hand_over", "representative"]
    response = client.post(page("new", ready.case.pk), draft_data(ready))
    assert list(response.context["form"].errors) == ["channel"]
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"interview": "0"}, "interview"),
        ({"interview": "x' OR 1=1"}, "interview"),
        ({"interview": ""}, "interview"),
        ({"channel": "pigeon"}, "channel"),
        ({"language": "xx"}, "language"),
        ({"language": "en"}, "language_reason"),
        ({"language": "en", "language_reason": "a" * 201}, "language_reason"),
        ({"language": "en", "language_reason": "a\x00b"}, "language_reason"),
        ({"language": "en", "language_reason": "a\u202eb"}, "language_reason"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    ready: SimpleNamespace, sign_in: SignIn, bad: dict[str, str], field: str
) -> None:
    response = sign_in(ready.coach).post(page("new", ready.case.pk), draft_data(ready, **bad))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Letter.objects.count() == 0


def test_an_appointment_of_another_case_is_not_offered(ready: SimpleNamespace, sign_in: SignIn) -> None:
    other = make_invitable(region=ready.region, coach=ready.coach)
    response = sign_in(ready.coach).post(page("new", ready.case.pk), draft_data(ready, interview=other.interview.pk))
    assert list(response.context["form"].errors) == ["interview"]


def test_a_nonsense_token_is_a_new_form(ready: SimpleNamespace, sign_in: SignIn) -> None:
    response = sign_in(ready.coach).post(page("new", ready.case.pk), draft_data(ready, token="nonsense"))
    assert (response.status_code, Letter.objects.count()) == (302, 1)


def test_what_was_typed_stays(ready: SimpleNamespace, sign_in: SignIn) -> None:
    data = draft_data(ready, language="en", language_reason="a" * 201, channel="hand_over")
    form = sign_in(ready.coach).post(page("new", ready.case.pk), data).context["form"]
    assert (form["language_reason"].value(), form["channel"].value()) == ("a" * 201, "hand_over")


# Preview -------------------------------------------------------------------------------------------------------------


def test_a_preview_is_a_pdf_that_leaves_no_trace(ready: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(ready.coach)
    response = client.post(page("preview", ready.case.pk), draft_data(ready, language="nl"))
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="preview.pdf"',
    )
    assert response.content.startswith(b"%PDF-1.7")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (Letter.objects.count(), Submission.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_a_preview_with_a_hole_names_the_word(ready: SimpleNamespace, sign_in: SignIn) -> None:
    Interview.objects.update(desk=None, office=ready.office)
    response = sign_in(ready.coach).post(page("preview", ready.case.pk), draft_data(ready))
    assert response.context["form"].non_field_errors() == ["The letter cannot be made. Missing: Desk."]


# One letter -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "forms"),
    [
        (LetterState.DRAFTED, {"again_form", "cancel_form"}),
        (LetterState.READY, {"cancel_form"}),
        (LetterState.RENDERED, {"send_form", "cancel_form"}),
        (LetterState.FAILED, {"again_form", "cancel_form"}),
        (LetterState.SENT, set()),
        (LetterState.CANCELLED, set()),
    ],
)
@pytest.mark.parametrize(("who", "works"), [("coach", True), ("manager", True), ("head", False)])
def test_the_page_offers_exactly_the_acts_that_fit(
    ready: SimpleNamespace, sign_in: SignIn, state: str, forms: set[str], who: str, works: bool
) -> None:
    letter = factories.make_letter(ready.case, interview=ready.interview, state=state, drafted_by=ready.coach)
    client = purpose_given(sign_in(getattr(ready, who)), ready.case.pk)
    context = client.get(page("letter", letter.pk)).context
    offered = {name for name in ("again_form", "send_form", "cancel_form") if name in context}
    assert offered == (forms if works else set())


@pytest.mark.parametrize(("state", "again"), [(LetterState.READY, False), (LetterState.RENDERED, True)])
def test_while_it_is_made_the_page_asks_and_then_loads_anew(
    ready: SimpleNamespace, sign_in: SignIn, state: str, again: bool
) -> None:
    letter = factories.make_letter(ready.case, interview=ready.interview, state=state, drafted_by=ready.coach)
    client = sign_in(ready.coach)
    response = client.get(page("progress", letter.pk))
    assert (response.headers.get("HX-Refresh") == "true") is again
    assert ready.person.family_name not in response.content.decode()
    whole = client.get(page("letter", letter.pk)).content.decode()
    assert (f'hx-get="{page("progress", letter.pk)}"' in whole) is not again


def test_a_failed_letter_leads_to_where_it_is_mended(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = letters.draft(ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST)
    letters.order_making(letter, by=ready.coach)
    Interview.objects.update(desk=None, office=ready.office)
    Address.objects.update(undeliverable_since=today())
    letters.render(letter.pk)
    client = sign_in(ready.coach)
    response = client.get(page("letter", letter.pk))
    assert response.context["holes"] == [
        {"label": "Name and address", "url": reverse("cases:dossier", args=[ready.case.pk])},
        {"label": "Desk", "url": reverse("cases:interview", args=[ready.case.pk, ready.interview.pk])},
    ]
    assert "Missing: Name and address, Desk." in response.content.decode()
    Interview.objects.update(desk=ready.interview.desk)
    Address.objects.update(undeliverable_since=None)
    client.post(page("again", letter.pk), {"version": response.context["letter"].version})
    assert Letter.objects.get(pk=letter.pk).state == LetterState.READY


def test_what_an_office_lacks_an_administrator_completes(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = letters.draft(ready.case, by=ready.coach, interview=ready.interview, channel=Channel.POST)
    letters.order_making(letter, by=ready.coach)
    type(ready.office).objects.update(phone="")
    letters.render(letter.pk)
    response = sign_in(ready.coach).get(page("letter", letter.pk))
    assert response.context["holes"] == [{"label": "Telephone of the office", "url": ""}]
    assert "An administrator completes the data of the office." in response.content.decode()


def test_the_letters_of_a_case_as_another_page_shows_them(ready: SimpleNamespace) -> None:
    letter = made(ready, state=LetterState.SENT, sent_on=today())
    shown = render_to_string("invitations/case_letters.html", {"letters": ready.case.letters.all()})
    assert [shown.count(text) for text in (page("letter", letter.pk), letter.reference, "Sent</span>")] == [1, 1, 1]
    assert "No letter yet." in render_to_string("invitations/case_letters.html", {"letters": []})


def test_a_download_is_what_was_made_and_is_written_down(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    response = sign_in(ready.coach).get(page("download", letter.pk))
    with storages["letters"].open(letter.file) as file:
        assert response.content == file.read()
    assert response["Content-Disposition"] == f'attachment; filename="{letter.reference}.pdf"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    event = AuditEvent.objects.get(verb=Verb.LETTER_READ)
    assert (event.actor, event.target_id, event.case_id) == (ready.coach, letter.pk, ready.case.pk)


@pytest.mark.parametrize("given", [{"sha256": "1" * 64}, {"file": "2026/gone.pdf"}])
def test_a_file_that_is_not_the_one_made_is_not_shown(
    ready: SimpleNamespace, sign_in: SignIn, given: dict[str, str]
) -> None:
    letter = made(ready, **given)
    response = sign_in(ready.coach).get(page("download", letter.pk))
    assert (response.status_code, response["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert not AuditEvent.objects.filter(verb=Verb.LETTER_READ).exists()


def test_a_letter_that_is_not_made_has_nothing_to_download(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = factories.make_letter(ready.case, interview=ready.interview, state=LetterState.READY)
    assert sign_in(ready.coach).get(page("download", letter.pk)).status_code == 404


def test_sending_by_the_form_counts_the_letter_and_invites_the_case(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    data = {"version": 1, "sent_on": today().strftime("%d/%m/%Y"), "channel": "hand_over", "token": str(uuid4())}
    client = sign_in(ready.coach)
    for _press in range(2):
        assert client.post(page("send", letter.pk), data)["Location"] == page("letter", letter.pk)
    letter.refresh_from_db()
    ready.case.refresh_from_db()
    assert (letter.state, letter.sent_on, letter.channel) == (LetterState.SENT, today(), Channel.HAND_OVER)
    assert ready.case.state == CaseState.INVITED
    assert AuditEvent.objects.filter(verb=Verb.LETTER_SENT).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sent_on": (today() + timedelta(days=1)).isoformat()}, "sent_on"),
        ({"sent_on": (today() - timedelta(days=1)).isoformat()}, "sent_on"),
        ({"sent_on": "01/01/0001"}, "sent_on"),
        ({"sent_on": "yesterday"}, "sent_on"),
        ({"sent_on": ""}, "sent_on"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_a_day_or_way_that_cannot_be_is_told_beside_its_field(
    ready: SimpleNamespace, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    letter = made(ready)
    data = {"version": 1, "sent_on": today().isoformat(), "channel": "post"} | typed
    response = sign_in(ready.coach).post(page("send", letter.pk), data)
    assert (response.status_code, list(response.context["send_form"].errors)) == (200, [field])
    assert Letter.objects.get(pk=letter.pk).state == LetterState.RENDERED


def test_the_law_speaks_at_the_form_of_sending_too(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    ready.order.delete()
    data = {"version": 1, "sent_on": today().isoformat(), "channel": "hand_over"}
    response = sign_in(ready.coach).post(page("send", letter.pk), data)
    assert response.context["send_form"].non_field_errors() == [
        "No order to leave in force was notified to an adult. (art. 74/24)"
    ]


@pytest.mark.parametrize("name", ["send", "cancel", "again"])
@pytest.mark.parametrize("version", ["0", "7", "nonsense", ""])
def test_a_stale_page_is_answered_with_409(ready: SimpleNamespace, sign_in: SignIn, name: str, version: str) -> None:
    letter = made(ready)
    data = {"version": version, "sent_on": today().isoformat(), "channel": "post", "because": "Moved"}
    assert sign_in(ready.coach).post(page(name, letter.pk), data).status_code == 409
    assert Letter.objects.get(pk=letter.pk).version == 1


@pytest.mark.parametrize("name", ["send", "again"])
def test_a_move_that_does_not_fit_is_answered_with_409(ready: SimpleNamespace, sign_in: SignIn, name: str) -> None:
    letter = made(ready, state=LetterState.CANCELLED)
    data = {"version": 1, "sent_on": today().isoformat(), "channel": "post"}
    assert sign_in(ready.coach).post(page(name, letter.pk), data).status_code == 409


@pytest.mark.parametrize("because", ["", "   ", "a" * 201, "a\x00b"])
def test_cancelling_needs_a_reason_that_can_be_kept(ready: SimpleNamespace, sign_in: SignIn, because: str) -> None:
    letter = made(ready)
    response = sign_in(ready.coach).post(page("cancel", letter.pk), {"version": 1, "because": because})
    assert (response.status_code, list(response.context["cancel_form"].errors)) == (200, ["because"])
    assert Letter.objects.get(pk=letter.pk).state == LetterState.RENDERED


def test_cancelling_by_the_form_keeps_the_reason(ready: SimpleNamespace, sign_in: SignIn) -> None:
    letter = made(ready)
    sign_in(ready.coach).post(page("cancel", letter.pk), {"version": 1, "because": "Appointment moved"})
    letter.refresh_from_db()
    assert (letter.state, letter.cancelled_because) == (LetterState.CANCELLED, "Appointment moved")


# The list -------------------------------------------------------------------------------------------------------------


def listed(client: Client, query: str = "") -> list[int]:
    return [letter.pk for letter in client.get(f"{reverse('invitations:list')}{query}").context["page"].rows]


@pytest.fixture
def shelf(ready: SimpleNamespace) -> SimpleNamespace:
    """One letter per state on own cases, one of a colleague here, one elsewhere."""
    ready.letters = {
        state: factories.make_letter(
            make_invitable(region=ready.region, coach=ready.coach).case, state=state, drafted_by=ready.coach
        )
        for state in sorted(set(LetterState) - {LetterState.RENDERING})
    }
    ready.theirs = factories.make_letter(make_invitable(region=ready.region, coach=ready.colleague).case, language="nl")
    ready.foreign = factories.make_letter(make_invitable().case)
    return ready


def test_the_list_holds_the_letters_of_the_region_newest_first(shelf: SimpleNamespace, sign_in: SignIn) -> None:
    own = [letter.pk for letter in shelf.letters.values()]
    assert listed(sign_in(shelf.coach)) == [shelf.theirs.pk, *reversed(own)]
    assert listed(sign_in(shelf.coach), "?whose=mine") == [*reversed(own)]
    assert listed(sign_in(shelf.manager_elsewhere)) == []
    assert listed(sign_in(shelf.manager), "?language=nl") == [shelf.theirs.pk]


@pytest.mark.parametrize(
    ("state", "holds"),
    [
        ("waiting", {LetterState.DRAFTED, LetterState.READY}),
        ("failed", {LetterState.FAILED}),
        ("made", {LetterState.RENDERED}),
        ("sent", {LetterState.SENT}),
        ("cancelled", {LetterState.CANCELLED}),
    ],
)
def test_the_list_is_narrowed_by_state(shelf: SimpleNamespace, sign_in: SignIn, state: str, holds: set[str]) -> None:
    found = listed(sign_in(shelf.coach), f"?whose=mine&state={state}")
    assert sorted(found) == sorted(shelf.letters[each].pk for each in holds)


def test_a_letter_is_found_by_name_and_by_reference_as_read_aloud(shelf: SimpleNamespace, sign_in: SignIn) -> None:
    client, letter = sign_in(shelf.coach), shelf.letters[LetterState.SENT]
    assert listed(client, f"?q={letter.reference.lower().replace('-', ' ')}") == [letter.pk]
    assert listed(client, f"?q={letter.case.household.principal.family_name}") == [letter.pk]
    assert listed(client, f"?q={shelf.foreign.reference}") == []
    assert listed(client, f"?q={shelf.foreign.case.household.principal.family_name}") == []


@pytest.mark.parametrize(
    "query", ["?colour=red", "?state=lost", "?whose=all", "?language=xx", "?sort=name", "?after=x", "?q=a%00b"]
)
def test_the_list_refuses_what_it_does_not_know(ready: SimpleNamespace, sign_in: SignIn, query: str) -> None:
    assert sign_in(ready.coach).get(reverse("invitations:list") + query).status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    ready: SimpleNamespace, sign_in: SignIn, django_assert_num_queries: Any, rows: int
) -> None:
    for _row in range(rows):
        factories.make_letter(make_invitable(region=ready.region, coach=ready.coach).case, state=LetterState.FAILED)
    client = sign_in(ready.coach)
    client.get(reverse("invitations:list"))
    with django_assert_num_queries(LIST_QUERIES):
        assert len(listed(client)) == rows


LIST_QUERIES = 7


def test_the_list_is_read_page_by_page(ready: SimpleNamespace, sign_in: SignIn) -> None:
    first = ready.interview.planned_at
    for n in range(55):
        interview = factories.make_interview(
            ready.case, desk=ready.interview.desk, planned_at=first + timedelta(minutes=n + 1)
        )
        factories.make_letter(ready.case, interview=interview, drafted_by=ready.coach)
    client = sign_in(ready.coach)
    top = client.get(reverse("invitations:list")).context["page"]
    below = client.get(reverse("invitations:list") + top.next).context["page"]
    assert (len(top.rows), len(below.rows), below.next) == (50, 5, "")
    assert [letter.pk for letter in (*top.rows, *below.rows)] == [
        *Letter.objects.order_by("-pk").values_list("pk", flat=True)
    ]
