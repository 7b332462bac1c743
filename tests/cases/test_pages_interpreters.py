"""The interpreter on the form of a record: what was said of him stands, and nothing is taken for granted."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.enums.talks import InterpreterState
from cases.models import Interview
from icam.calendar import add_working_days, local_day, now, today
from tests import factories, talks

SignIn = Callable[[Any], Client]


@pytest.fixture
def stage(cast: SimpleNamespace, sign_in: SignIn) -> SimpleNamespace:
    cast.browser = sign_in(cast.coach)
    return cast


def talk(stage: SimpleNamespace, **given: Any) -> tuple[Interview, str]:
    """An appointment of yesterday, and where it is written down."""
    interview = factories.make_interview(stage.case, **{"planned_at": now() - timedelta(days=1)} | given)
    return interview, reverse("cases:record_interview", args=[stage.case.pk, interview.pk])


def held(stage: SimpleNamespace, interview: Interview, **more: Any) -> dict[str, Any]:
    day = local_day(interview.planned_at).strftime("%d/%m/%Y")
    present = [stage.case.household.principal_id]
    return {**talks.TALK, "token": str(uuid4()), "outcome": "held", "held_on": day, "present": present, **more}


def missed(**more: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "outcome": "no_show", **more}


# What the form proposes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("booked", "name", "proposed"),
    [
        ("not_needed", "", "not_needed"),
        ("needed", "", ""),
        ("needed", "Mr Haddad", ""),
        ("asked", "Mr Haddad", ""),
        ("confirmed", "Mr Haddad", "came"),
        ("unavailable", "Mr Haddad", "unavailable"),
        ("came", "Mr Haddad", "came"),
        ("no_show", "Mr Haddad", "no_show"),
    ],
)
def test_what_was_said_of_the_interpreter_is_proposed(
    stage: SimpleNamespace, booked: str, name: str, proposed: str
) -> None:
    _interview, url = talk(stage, interpreter_state=booked, interpreter=name)
    assert stage.browser.get(url).context["form"]["interpreter_state"].initial == proposed


def test_our_interpreter_who_stayed_away_stays_our_fault(stage: SimpleNamespace) -> None:
    interview, url = talk(stage, interpreter_state=InterpreterState.NO_SHOW, interpreter="Mr Haddad")
    proposed = stage.browser.get(url).context["form"]["interpreter_state"].initial
    words = missed(interpreter=interview.interpreter, interpreter_state=proposed)
    assert stage.browser.post(url, words).status_code == 302
    assert not Interview.objects.missed().exists()
    assert Interview.objects.get().is_our_fault


@pytest.mark.parametrize("booked", ["needed", "asked"])
def test_nobody_missed_a_talk_before_it_is_said_whether_an_interpreter_took_part(
    stage: SimpleNamespace, booked: str
) -> None:
    interview, url = talk(stage, interpreter_state=booked)
    for words in (missed(), held(stage, interview, interpreter_state="", duty_with_interpreter="")):
        response = stage.browser.post(url, words)
        assert (response.status_code, list(response.context["form"].errors)) == (200, ["interpreter_state"])
    assert stage.browser.post(url, missed(outcome="excused", outcome_note="Ill")).status_code == 302
    assert Interview.objects.get().interpreter_state == booked


@pytest.mark.parametrize("state", ["no_show", "unavailable", "not_needed"])
def test_nothing_is_explained_through_an_interpreter_who_was_not_there(stage: SimpleNamespace, state: str) -> None:
    interview, url = talk(stage)
    response = stage.browser.post(url, held(stage, interview, interpreter_state=state))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["duty_with_interpreter"])
    assert stage.browser.post(url, held(stage, interview)).status_code == 302
    stood = {"version": Interview.objects.get().version, "interpreter_state": state}
    url = reverse("cases:correct_interview", args=[stage.case.pk, interview.pk])
    response = stage.browser.post(url, held(stage, interview, **stood))
    assert list(response.context["form"].errors) == ["duty_with_interpreter"]


# The next appointment ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("booked", "said", "following"),
    [("needed", "unavailable", "needed"), ("needed", "not_needed", "needed"), ("not_needed", "came", "needed"),
     ("not_needed", "not_needed", "not_needed")],
)  # fmt: skip
def test_who_needs_an_interpreter_needs_one_the_next_time(
    stage: SimpleNamespace, booked: str, said: str, following: str
) -> None:
    _interview, url = talk(stage, interpreter_state=booked, language="ar")
    day = add_working_days(today(), 7).strftime("%d/%m/%Y")
    words = missed(outcome="excused", outcome_note="Ill", interpreter_state=said, next="other")
    response = stage.browser.post(url, {**words, "next_at_day": day, "next_at_clock": "10:00"})
    assert response.status_code == 302
    planned = Interview.objects.get(state="planned")
    assert (planned.language, planned.interpreter_state) == ("ar", following)
