"""Two who write at one record: the second sees field by field what the first saved, and loses nothing of his own."""

import re
from collections.abc import Callable
from html import escape
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.apps import apps
from django.test import Client
from django.urls import reverse

from cases.enums import InterviewState
from cases.models import Attendance, Interview
from icam.calendar import now
from tests import factories
from tests.filled import FORMS, Filled, fill

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
CONFLICT = "What is the same in both is kept."


def starts_from_a_text(form: forms.Form) -> bool:
    """Whether the form begins with a long text of the record."""
    return any(isinstance(f.field.widget, forms.Textarea) and f.value() for f in form.visible_fields())


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_long_text_is_kept_and_one_that_begins_with_the_record_writes_over_nobody(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    if not form.name.startswith("cases:"):
        return
    sent = fill(form, cast, sign_in)
    page = sent.client.get(sent.url)
    asked = page.context["form"]
    if any(isinstance(field.widget, forms.Textarea) for field in asked.fields.values()):
        assert 'name="stamp"' in page.content.decode()
    if "version" in sent.data and starts_from_a_text(asked):
        response = sent.post(version=0)
        assert (response.status_code, CONFLICT in response.content.decode()) == (409, True)


@pytest.fixture
def talk(cast: SimpleNamespace) -> Interview:
    made: Interview = factories.make_interview(
        cast.case, state=InterviewState.HELD, recorded_at=now(), recorded_by=cast.coach, held_on=now().date(),
        own_words="She wants to stay.", assessment="Listens.",
    )  # fmt: skip
    Attendance.objects.create(interview=made, person=cast.case.household.principal, was_present=True)
    return made


def desk(client: Client, talk: Interview) -> tuple[str, dict[str, Any]]:
    """The record opened at a desk: its address, and what the browser would send of it."""
    url = reverse("cases:correct_interview", args=[talk.case_id, talk.pk])
    shown = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for field in shown:
        value = field.value()
        if isinstance(field.field.widget, forms.CheckboxInput):
            value = "on" if value else None
        data |= {field.html_name: value if value is not None else ""} if value is not None else {}
    return url, {**data, "token": str(uuid4())}


def texts(talk: Interview) -> list[str]:
    events = apps.get_model("cases", "InterviewEvent").objects.filter(pgh_obj=talk.pk).order_by("pgh_id")
    return list(dict.fromkeys(events.values_list("own_words", flat=True)))


def test_the_second_sees_who_saved_keeps_his_own_and_both_stay_in_the_history(
    cast: SimpleNamespace, talk: Interview, sign_in: SignIn
) -> None:
    manager, coach = sign_in(cast.manager), sign_in(cast.coach)
    url, mine = desk(coach, talk)
    _same, theirs = desk(manager, talk)
    assert manager.post(url, {**theirs, "own_words": "She wants to speak to a lawyer."}).status_code == 302
    answer = coach.post(url, {**mine, "own_words": "She has no passport."})
    page = answer.content.decode()
    assert (answer.status_code, CONFLICT in page) == (409, True)
    assert f"{escape(str(cast.manager))} saved this before you" in page
    assert [text for text in ("lawyer", "passport") if text not in page] == []
    again = re.search(r'name="version" value="(\d+)"', page)
    assert again
    sent = coach.post(
        url, {**mine, "version": again[1], "own_words": "She wants to speak to a lawyer. She has no passport."}
    )
    assert sent.status_code == 302
    assert texts(talk) == [
        "She wants to stay.", "She wants to speak to a lawyer.", "She wants to speak to a lawyer. She has no passport.",
    ]  # fmt: skip


def test_the_same_saved_twice_by_one_user_is_no_conflict(
    cast: SimpleNamespace, talk: Interview, sign_in: SignIn
) -> None:
    coach = sign_in(cast.coach)
    url, data = desk(coach, talk)
    typed = {**data, "own_words": "She has no passport."}
    answers = [coach.post(url, {**typed, "token": str(uuid4())}) for _time in range(2)]
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [
        (302, reverse("cases:interview", args=[talk.case_id, talk.pk]))
    ] * 2
    assert texts(talk) == ["She wants to stay.", "She has no passport."]


def test_what_only_one_of_them_changed_is_not_asked(cast: SimpleNamespace, talk: Interview, sign_in: SignIn) -> None:
    coach = sign_in(cast.coach)
    url, data = desk(coach, talk)
    coach.post(url, {**data, "own_words": "She has no passport.", "token": str(uuid4())})
    answer = coach.post(url, {**data, "assessment": "Listens, and asks."})
    parts = [part.field.name for part in answer.context["parts"]]
    kept = dict(answer.context["kept"])
    assert (parts, kept["assessment"]) == (["own_words"], "Listens, and asks.")


def test_rows_of_agreements_survive(cast: SimpleNamespace, talk: Interview, sign_in: SignIn) -> None:
    coach = sign_in(cast.coach)
    url, data = desk(coach, talk)
    coach.post(url, {**data, "own_words": "She has no passport.", "token": str(uuid4())})
    answer = coach.post(
        url, {**data, "own_words": "Other", "agreement_1_text": "Bring the certificate", "agreement_rows": "3"}
    )
    assert (answer.status_code, "Bring the certificate" in answer.content.decode()) == (409, True)
