"""The person's own summary: what goes in, what never does, in which language, and what became of the paper."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from cases import summary_texts
from cases.enums import InterviewState, MemberRole, Track
from cases.enums.people import ApartReason
from cases.enums.talks import AgreementOwner, InterpreterState, Receipt
from cases.models import Agreement, Attendance, Interview, KeepApart, Member, Summary
from cases.services import summaries
from icam.calendar import now, today
from icam.files.keeping import Damaged
from icam.models import AuditEvent
from icam.pdf import Layout
from icam.workflow import Stale
from tests import factories, papers
from tests.cases.proof import refusal

SignIn = Callable[[Any], Client]
SECRET = "Was beaten by the brother of her husband."
INTERNAL = {
    "assessment": "Qqassessmentqq",
    "outcome_note": "Qqoutcomeqq",
    "new_elements": "Qqelementsqq",
    "also_present": "Qqlawyerqq",
    "moved_because": "Qqmovedqq",
}
TOLD = {
    "own_words": "I want Layla to finish her year.",
    "concluded": "No stay under 9bis; more time can be asked.",
    "options_note": "Fedasil receives on Tuesday.",
}


@pytest.fixture
def held(cast: SimpleNamespace) -> Interview:
    """A talk with the principal, written down."""
    interview = factories.make_interview(
        cast.case, state=InterviewState.HELD, recorded_at=now(), recorded_by=cast.coach, coach=cast.coach,
        steps=["advice"], options=["assisted"], duty_explained_in="ar", language="ar", **TOLD, **INTERNAL,
    )  # fmt: skip
    Attendance.objects.create(interview=interview, person=cast.case.household.principal, was_present=True)
    Agreement.objects.create(interview=interview, text="Bring the certificate", due_on=today() + timedelta(days=9))
    return interview


def paper(interview: Interview, language: str = "en") -> str:
    person = interview.case.household.principal
    with pypdfium2.PdfDocument(summaries.preview(interview, person=person, language=language).pdf) as pdf:
        return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def make(interview: Interview, by: Any, **given: Any) -> Summary:
    words = {"person": interview.case.household.principal, "language": "en"} | given
    return summaries.make(interview, by=by, **words)


# What it tells --------------------------------------------------------------------------------------------------------


def test_it_tells_what_was_said_concluded_and_agreed(cast: SimpleNamespace, held: Interview) -> None:
    coming = factories.make_interview(cast.case, desk=factories.make_desk(cast.office))
    text = paper(held)
    expected = [
        *TOLD.values(), "Bring the certificate", "Your coach", str(cast.coach), "voluntary return with assistance",
        "explained your residence situation", cast.office.phone, coming.desk.office.street, cast.case.reference,
        "You may come with your lawyer", "article 74/22", "art. 74/26", "I do not agree with",
    ]  # fmt: skip
    assert [word for word in expected if word not in text] == []


def test_nothing_internal_is_in_it(held: Interview) -> None:
    shown = {language: paper(held, language) for language in ("en", "fr")}
    assert {(code, word) for code, text in shown.items() for word in INTERNAL.values() if word in text} == set()


def test_no_sentence_of_a_restricted_note_gets_in(cast: SimpleNamespace, held: Interview) -> None:
    papers.make_note(cast.case, text=f"At night\n{SECRET}")
    for field in ("own_words", "concluded", "options_note"):
        Interview.objects.filter(pk=held.pk).update(**{**TOLD, field: f"He said: {SECRET}"})
        held.refresh_from_db()
        with refusal():
            make(held, cast.coach)
    Interview.objects.filter(pk=held.pk).update(**TOLD)
    Agreement.objects.create(interview=held, text=SECRET)
    held.refresh_from_db()
    with refusal():
        make(held, cast.coach)
    assert Summary.objects.count() == 0


def test_nor_of_a_note_on_somebody_who_has_left(cast: SimpleNamespace, held: Interview) -> None:
    gone = factories.make_member(cast.case.household, role=MemberRole.PARTNER, left_on=today() - timedelta(days=1))
    papers.make_note(cast.case, person=gone.person, text=SECRET)
    Interview.objects.filter(pk=held.pk).update(own_words=f"She said: {SECRET}")
    held.refresh_from_db()
    with refusal():
        make(held, cast.coach)


def test_who_has_left_does_not_learn_where_the_others_will_be(cast: SimpleNamespace, held: Interview) -> None:
    coming = factories.make_interview(cast.case, desk=factories.make_desk(cast.office))
    gone = factories.make_member(cast.case.household, role=MemberRole.PARTNER, left_on=today())
    Attendance.objects.create(interview=held, person=gone.person, was_present=True)
    page = summaries.compose(held, gone.person, "en")
    assert (page.next, page.next_open) == (None, False)
    other = factories.make_member(cast.case.household, role=MemberRole.OTHER).person
    Attendance.objects.create(interview=held, person=other, was_present=True)
    before = summaries.compose(held, other, "en").next
    KeepApart.objects.create(
        protected=cast.case.household.principal, other=other, because=ApartReason.COURT, since=today(),
        set_by=cast.coach,
    )  # fmt: skip
    after = summaries.compose(held, other, "en").next
    assert (before and before["place"], after) == (coming.desk.office.name, None)


def test_nor_the_name_of_somebody_who_is_kept_apart(cast: SimpleNamespace, held: Interview) -> None:
    other = factories.make_person(given_names="Zubaida")
    Member.objects.create(household=cast.case.household, person=other, role=MemberRole.PARTNER, joined_on=today())
    Attendance.objects.create(interview=held, person=other, was_present=True)
    Agreement.objects.create(interview=held, text="Call her", owner=AgreementOwner.PERSON, person=other)
    assert "Zubaida" in paper(held)
    KeepApart.objects.create(
        protected=other, other=cast.case.household.principal, because=ApartReason.COURT, since=today(),
        set_by=cast.coach,
    )  # fmt: skip
    text = paper(held)
    assert ("Zubaida" in text, "Call her" in text) == (False, False)


@pytest.mark.parametrize("state", InterpreterState)
def test_only_an_interpreter_who_took_part_stands_on_it(held: Interview, state: InterpreterState) -> None:
    Interview.objects.filter(pk=held.pk).update(
        interpreter="Mr Haddad", interpreter_state=state, duty_with_interpreter=True
    )
    facts = summaries.compose(Interview.objects.get(pk=held.pk), held.case.household.principal, "en").facts
    assert ("interpreter" in facts) is (state == InterpreterState.CAME)


@pytest.mark.parametrize(
    ("track", "article"),
    [(Track.RETURN, "entry ban"), (Track.TRANSFER, "presumes that you have absconded (art. 74/25)")],
)
def test_the_duty_and_what_follows_are_those_of_the_track(
    cast: SimpleNamespace, held: Interview, track: Track, article: str
) -> None:
    type(cast.case).objects.filter(pk=cast.case.pk).update(track=track)
    assert article in paper(Interview.objects.get(pk=held.pk))


# In which language ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", summary_texts.languages())
def test_each_language_is_whole_and_has_all_its_glyphs(held: Interview, code: str) -> None:
    person = held.case.household.principal
    page = summaries.compose(held, person, code)
    context = {"pages": [page], "reference": held.case.reference, "foot": "foot", "preview": False}
    layout = Layout(render_to_string("letters/summary.html", context), sheet=summaries.SHEET)
    layout.write()
    assert (layout.undrawn(), layout.pages <= 2) == ("", True)
    assert page.text.reviewed is False  # nobody certified one yet: the paper says so


def test_an_unreviewed_text_says_so(held: Interview) -> None:
    assert "not yet certified" in paper(held, "fr")


def test_it_is_in_the_language_of_the_person_and_behind_it_in_that_of_the_office(
    cast: SimpleNamespace, held: Interview
) -> None:
    cast.coach.language = "nl"
    cast.coach.save()
    made = summaries.preview(Interview.objects.get(pk=held.pk), person=cast.case.household.principal, language="ar")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ar"
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        text = [page.get_textpage().get_text_bounded() for page in pdf]
    assert ("Samenvatting van uw gesprek" in text[0], "Samenvatting van uw gesprek" in "".join(text)) == (False, True)


def test_a_language_without_a_text_falls_back_to_english() -> None:
    assert [summary_texts.nearest(code) for code in ("ar", "prs", "so", "")] == ["ar", "fa", "en", "en"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "', 'titel = "', "title is missing"),
        ("{day}", "{date}", "interview_of does not have"),
        ("article 74/22", "article 74", "duty does not name article 74/22"),
        ('person = "you"', 'persons = "you"', "owner does not have the keys"),
        ('dir = "ltr"', 'dir = "rtl"', "lang and dir"),
        ('page = "page"', 'page = ""', "page is empty"),
        ('version = "1"', "version = ", "en.toml"),
    ],
)
def test_a_broken_text_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (summary_texts.FOLDER / "en.toml").read_text()
    assert old in text
    (tmp_path / "en.toml").write_text(text.replace(old, new))
    with pytest.raises(summary_texts.TextError, match=re.escape(fault)):
        summary_texts.read(tmp_path / "en.toml")


# Making and handing over ----------------------------------------------------------------------------------------------


def test_each_is_numbered_kept_and_in_the_trail(cast: SimpleNamespace, held: Interview) -> None:
    first, second = make(held, cast.coach), make(held, cast.coach, language="fr")
    with summaries.read(first, by=cast.coach) as file:
        data = file.read()
    assert ([first.number, second.number], data[:5]) == ([1, 2], b"%PDF-")
    events = AuditEvent.objects.filter(target_type="cases.summary").order_by("pk")
    assert [(event.verb, event.case_id) for event in events] == [
        ("summary_made", cast.case.pk), ("summary_made", cast.case.pk), ("summary_read", cast.case.pk),
    ]  # fmt: skip
    Summary.objects.filter(pk=first.pk).update(sha256="0" * 64)
    with pytest.raises(Damaged):
        summaries.read(Summary.objects.get(pk=first.pk), by=cast.coach)


def test_a_record_changed_meanwhile_is_not_printed_as_it_was(cast: SimpleNamespace, held: Interview) -> None:
    Interview.objects.filter(pk=held.pk).update(concluded="Otherwise", version=held.version + 1)
    with refusal():
        make(held, cast.coach)
    assert Summary.objects.count() == 0


def test_it_knows_when_the_record_says_something_else(cast: SimpleNamespace, held: Interview) -> None:
    summary = make(held, cast.coach)
    Interview.objects.filter(pk=held.pk).update(assessment="Another thought")
    before = Summary.objects.get(pk=summary.pk).is_current
    Interview.objects.filter(pk=held.pk).update(concluded="Something else")
    assert (before, Summary.objects.get(pk=summary.pk).is_current) == (True, False)


def test_only_those_who_were_there_get_one(cast: SimpleNamespace, held: Interview) -> None:
    planned = factories.make_interview(cast.case)
    with refusal():
        make(planned, cast.coach)
    with refusal("person"):
        make(held, cast.coach, person=factories.make_person())
    with refusal("language"):
        make(held, cast.coach, language="tlh")


def test_the_disagreement_stands_beside(cast: SimpleNamespace, held: Interview) -> None:
    summary = make(held, cast.coach)
    words: dict[str, Any] = {"by": cast.coach, "version": 1, "receipt_on": today()}
    with refusal("receipt"):
        summaries.hand_over(summary, receipt=Receipt.WAITING, **words)
    with refusal("receipt_on"):
        summaries.hand_over(summary, receipt=Receipt.TAKEN, **words | {"receipt_on": today() + timedelta(days=1)})
    with refusal("receipt_on"):
        summaries.hand_over(summary, receipt=Receipt.TAKEN, **words | {"receipt_on": today() - timedelta(days=1)})
    summaries.hand_over(summary, receipt=Receipt.SIGNED, disagreement="It was not my brother. ", **words)
    with pytest.raises(Stale):
        summaries.hand_over(summary, receipt=Receipt.TAKEN, **words)
    kept = Summary.objects.get(pk=summary.pk)
    assert (kept.receipt, kept.disagreement, kept.version) == ("signed", "It was not my brother.", 2)


# The pages ------------------------------------------------------------------------------------------------------------


def test_from_the_interview_to_the_receipt(cast: SimpleNamespace, held: Interview, sign_in: SignIn) -> None:
    browser, person = sign_in(cast.coach), cast.case.household.principal
    where = reverse("cases:make_summary", args=[cast.case.pk, held.pk])
    seen = browser.post(reverse("cases:preview_summary", args=[cast.case.pk, held.pk]),
                        {"person": person.pk, "language": "fr"})  # fmt: skip
    assert (seen["Content-Type"], Summary.objects.count()) == ("application/pdf", 0)
    wrong = browser.post(where, {"person": person.pk, "language": "tlh"})
    assert (wrong.status_code, Summary.objects.count()) == (200, 0)
    made = browser.post(where, {"person": person.pk, "language": "fr"}, follow=True)
    summary = Summary.objects.get()
    assert "Not handed over yet" in made.content.decode()
    received = reverse("cases:summary_receipt", args=[cast.case.pk, summary.pk])
    data = {"receipt": "taken", "receipt_on": f"{today():%d/%m/%Y}", "disagreement": "Not so", "version": 1}
    assert "Not so" in browser.post(received, data, follow=True).content.decode()
    answer = browser.get(reverse("cases:download_summary", args=[cast.case.pk, summary.pk]))
    assert (b"".join(answer.streaming_content)[:5], answer["Content-Disposition"][:10]) == (b"%PDF-", "attachment")


def test_a_paper_of_another_case_does_not_exist(cast: SimpleNamespace, held: Interview, sign_in: SignIn) -> None:
    summary = make(held, cast.coach)
    other = factories.make_case(coach=cast.coach, region=cast.here)
    for name in ("download_summary", "summary_receipt"):
        assert sign_in(cast.coach).get(reverse(f"cases:{name}", args=[other.pk, summary.pk])).status_code == 404
