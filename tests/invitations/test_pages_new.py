"""A new letter: what the form refuses, what the law says instead of it, and that a press of a button acts once."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import MeasureKind
from cases.models import Address, Interview, Measure
from icam.calendar import today
from icam.enums import Verb
from icam.models import AuditEvent, Submission
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter
from tests.invitations.conftest import SignIn, draft_data, make_invitable, page

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


def test_a_preview_is_a_pdf_that_is_not_kept_but_was_seen(ready: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(ready.coach)
    response = client.post(page("preview", ready.case.pk), draft_data(ready, language="nl"))
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="preview.pdf"',
    )
    assert response.content.startswith(b"%PDF-1.7")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (Letter.objects.count(), Submission.objects.count()) == (0, 0)
    seen = AuditEvent.objects.get()
    assert (seen.verb, seen.case_id, seen.changes) == (Verb.LETTER_READ, ready.case.pk, {"preview": True})


def test_a_preview_with_a_hole_names_the_word(ready: SimpleNamespace, sign_in: SignIn) -> None:
    Interview.objects.update(desk=None, office=ready.office)
    response = sign_in(ready.coach).post(page("preview", ready.case.pk), draft_data(ready))
    assert response.context["form"].non_field_errors() == ["The letter cannot be made. Missing: Desk."]
