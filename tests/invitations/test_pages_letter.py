"""The page of one letter: its acts, its download, what a stale page is told."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.urls import reverse

from cases.enums import CaseState
from cases.models import Address, Interview
from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from invitations.services import letters
from tests import factories
from tests.invitations.conftest import SignIn, made, page, purpose_given


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
