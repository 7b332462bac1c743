"""Whatever is sent to a form of the file: a clear answer beside the field, what was typed kept, nothing half done."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from cases.models import Case
from icam.calendar import today
from icam.fields import DateField, DateTimeField, TidyField, TimeField
from icam.models import AuditEvent
from icam.partial_dates import PartialDateField
from tests.filled import FORMS, Filled, Sent, fill, foreign_rows

each_form = pytest.mark.parametrize("form", FORMS, ids=str)


def one_form_in(count: int, *, first: int) -> Any:
    """Every form with `-m slow`, one of so many without: what the test shows lies in parts that all forms share."""
    marks = {number: [] if number % count == first else [pytest.mark.slow] for number in range(len(FORMS))}
    rows = [pytest.param(form, id=str(form), marks=marks[number]) for number, form in enumerate(FORMS)]
    return pytest.mark.parametrize("form", rows)


SignIn = Callable[[Any], Client]

OURS = ("icam", "cases", "invitations", "reporting")
FAR = "9" * 30
TYPED = {"text", "day", "clock", "moment", "part", "number"}
RANGES = ("-1", FAR, "9" * 5000, "1e9", "٣x")


def counts() -> dict[str, int]:
    """The rows of every table of ours but the trail, in which refusals are written; history tells of updates."""
    models = [model for name in OURS for model in apps.get_app_config(name).get_models() if model is not AuditEvent]
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables))
        return dict(cursor.fetchall())


@contextmanager
def put_back() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def form_of(sent: Sent) -> forms.Form:
    """The form as the page shows it."""
    with put_back():
        page = sent.client.get(sent.url)
        assert page.status_code == 200, sent.url
        shown: forms.Form = page.context["form"]
        return shown


def answer_names(form: forms.Form, name: str) -> list[str]:
    """Under which names the browser sends a field."""
    widget = form.fields[name].widget
    return [name + suffix for suffix in getattr(widget, "widgets_names", [""])]


def kind_of(field: forms.Field) -> str:
    kinds: list[tuple[str, Any]] = [
        ("hidden", forms.fields.UUIDField),
        ("text", (TidyField, forms.RegexField)),
        ("moment", DateTimeField),
        ("clock", TimeField),
        ("part", PartialDateField),
        ("day", DateField),
        ("row", forms.ModelChoiceField),
        ("file", forms.FileField),
        ("tick", forms.BooleanField),
        ("choice", (forms.ChoiceField, forms.TypedChoiceField)),
        ("number", forms.IntegerField),
    ]
    if field.widget.is_hidden:
        return "hidden"
    return next(kind for kind, classes in kinds if isinstance(field, classes))


def poisons(form: forms.Form, foreign: dict[str, int]) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    """What to send instead, one evil at a time in all the fields it fits: its name, the answers, those fields."""
    by_kind: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        by_kind.setdefault(kind_of(field), []).append(name)

    def spoil(evil: str, kind: str, *values: Any) -> tuple[str, dict[str, Any], set[str]]:
        names = by_kind.get(kind, [])
        answers = {}
        for name in names:
            keys = answer_names(form, name)
            answers |= dict(zip(keys, values if len(values) == len(keys) else values[:1] * len(keys), strict=True))
        return evil, answers, set(names)

    yield spoil("NUL", "text", "Abc\x00def")
    yield spoil("bell", "text", "Abc\x07def")
    yield spoil("bidi", "text", "Abc\u202edef")
    yield spoil("flood", "text", "x" * 20_001)
    for day in ("01/01/0001", "31/02/2026", "yesterday", "99/99/9999", "1" * 5000, "31/12/9999", "01\x00/02/2026"):
        yield spoil(f"day {day[:12]!r}", "day", day)
        yield spoil(f"moment {day[:12]!r}", "moment", day, "10:00", "")
    for clock in ("25:61", "noon", "9", "-1:00", "09:00\x00", "1" * 5000):
        yield spoil(f"clock {clock[:12]!r}", "clock", clock)
    yield spoil("clock", "moment", "01/02/2027", "25:61", "")
    yield spoil("turn", "moment", "01/02/2027", "10:00", "third")
    for parts in (("1", "1", "0001"), ("31", "2", "1990"), ("x", "y", "z"), ("1", "1", FAR), ("-1", "1", "1990")):
        yield spoil(f"parts {parts}", "part", *parts, "day")
    yield spoil("sureness", "part", "1", "1", "1990", "nonsense")
    for number in (*RANGES, "1.5", "0x10"):
        yield spoil(f"number {number[:12]}", "number", number)
    for choice in ("nonsense", "\x00", *RANGES[:2]):
        yield spoil(f"choice {choice[:12]!r}", "choice", choice)
    for row in (*RANGES, "\x00", "999999999", "' OR 1=1"):
        yield spoil(f"row {row[:12]!r}", "row", row)
    there = {name: foreign[name] for name in form.fields if name in foreign}
    yield "foreign", there, set(there)


def rounds(evils: Iterator[tuple[str, dict[str, Any], set[str]]]) -> list[dict[str, tuple[dict[str, Any], set[str]]]]:
    """Evils of different fields put together: each field answers for itself, so one post tells of them all."""
    together: list[dict[str, tuple[dict[str, Any], set[str]]]] = []
    for evil, answers, fields in evils:
        if not fields:
            continue
        fitting = (each for each in together if not any(fields & taken for _answers, taken in each.values()))
        if (place := next(fitting, None)) is None:
            together.append(place := {})
        place[evil] = answers, fields
    return together


def refused(response: Any, sent: dict[str, Any], fields: set[str]) -> list[str]:
    """What is wrong with the answer to a form that had to be refused for these fields."""
    wrong = []
    if response.status_code != 200:
        return [f"status {response.status_code}"]
    page, form = response.content.decode(), response.context["form"]
    wrong += [f"no sentence beside {name}" for name in sorted(fields) if f'id="{form[name].auto_id}_error"' not in page]
    wrong += [f"link to nowhere: {anchor}" for anchor in links(page) if f'id="{anchor}"' not in page]
    return wrong + [f"{name} was lost" for name in lost(page, form, sent)]


def links(page: str) -> list[str]:
    summary = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    return re.findall(r'href="#([^"]*)"', summary[0]) if summary else []


def lost(page: str, form: forms.Form, sent: dict[str, Any]) -> list[str]:
    """Typed answers that the page no longer holds."""
    typed = [name for name in form.fields if kind_of(form.fields[name]) in TYPED]
    names = [part for name in typed for part in answer_names(form, name) if not part.endswith("_precision")]
    return [name for name in names if escape(str(sent.get(name, ""))) not in page]


# Filled in properly ---------------------------------------------------------------------------------------------------


def form_pages(patterns: list[Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if getattr(pattern.callback, "__module__", "").startswith("cases.views"):
                found.add(f"{prefix}{pattern.name}")
        else:
            found |= form_pages(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
    return found


LOOKED_AT_ONLY = {
    "agenda:page", "agenda:new",
    "cases:requests",
    "cases:tasks", "cases:task_calendar", "cases:case_tasks", "cases:unfinished", "cases:interpreters",
    "cases:case", "cases:list", "cases:trail", "cases:people", "cases:dossier", "cases:interviews", "cases:interview",
    "cases:prospects", "cases:record_next", "cases:documents", "cases:download_document", "cases:restricted",
    "cases:conclusions", "cases:download_conclusion", "cases:timeline", "cases:download_timeline",
    "cases:pairs", "cases:pair", "cases:imports", "cases:import_template", "cases:import_progress",
    "cases:import_result", "cases:absences", "cases:absence", "cases:day_list", "cases:calendar",
    "cases:download_summary", "counter:home", "counter:live", "counter:visit", "counter:slip",
}  # fmt: skip
WITHOUT_ANSWERS = {
    "cases:ask",
    "cases:confirm_kind",
    "cases:note_pair",
    "cases:preview_conclusion",
    "cases:preview_summary",
    "cases:feed",
    "cases:hand_over",
    "cases:revoke_feed",
    "cases:restore_document",
    "cases:show_apart",
    "cases:settle_agreement",
    "cases:sign_off_interview",
    "cases:solve_obstacle",
    "cases:unshare",
    "counter:arrive",
}


def test_every_form_of_the_file_is_in_the_table() -> None:
    ours = {form.name for form in FORMS if form.name.startswith(("cases:", "counter:"))}
    assert form_pages(get_resolver().url_patterns) - LOOKED_AT_ONLY - WITHOUT_ANSWERS == ours


@each_form
def test_filled_in_properly_it_is_accepted(form: Filled, cast: SimpleNamespace, sign_in: SignIn) -> None:
    response = fill(form, cast, sign_in).post()
    assert (response.status_code, _errors(response)) == (form.done, {})


def _errors(response: Any) -> dict[str, Any]:
    form = None if response.status_code == 302 else response.context.get("form")
    return dict(form.errors) if form else {}


# Filled in badly ------------------------------------------------------------------------------------------------------


@each_form
def test_what_must_not_come_in_is_refused_beside_its_field(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sent = fill(form, cast, sign_in)
    shown, foreign, wrong = form_of(sent), {} if form.everywhere else foreign_rows(cast), {}
    before = counts()

    def found(answers: dict[str, Any], fields: set[str]) -> list[str]:
        with put_back():
            response = sent.post(**answers)
            written = ["something was written"] if counts() != before else []
            return refused(response, {**sent.data, **answers}, fields) + written

    for evils in rounds(poisons(shown, foreign)):
        answers = {name: value for each, _fields in evils.values() for name, value in each.items()}
        if found(answers, set[str]().union(*(fields for _answers, fields in evils.values()))):
            wrong |= {evil: trouble for evil, alone in evils.items() if (trouble := found(*alone))}
    assert wrong == {}


@each_form
def test_what_is_missing_is_asked_for_and_other_methods_are_refused(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sent = fill(form, cast, sign_in)
    methods = {method: getattr(sent.client, method)(sent.url).status_code for method in ("put", "patch", "delete")}
    assert methods == dict.fromkeys(("put", "patch", "delete"), 405)
    shown, before = form_of(sent), counts()
    needed = {name for name, field in shown.fields.items() if field.required and kind_of(field) != "tick"}
    needed -= {"regions"}  # whether one is needed depends on the role
    nothing = [{}] if form.name.startswith("cases:") else []
    for missing in (*nothing, {"csrfmiddlewaretoken": "x"}, {"version": sent.data.get("version", ""), "token": "x"}):
        with put_back():
            response = sent.client.post(sent.url, missing)
            if needed:
                assert refused(response, missing, needed) == []
                assert counts() == before
            else:
                assert response.status_code in {200, 302, 409}


@one_form_in(4, first=0)
def test_two_answers_where_one_is_asked_are_no_fault_of_ours(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sent, answers = fill(form, cast, sign_in), {}
    for name in sent.data:
        with put_back():
            answers[name] = sent.post(**{name: ["nonsense", "nonsense"]}).status_code
    with put_back():  # names that no form knows, beside good answers
        unknown = {f"{name}{mark}": value for name in sent.data for mark, value in (("[]", ["a", "b"]), ("[0]", "x"))}
        answers["[]"] = sent.post(**unknown).status_code
    assert set(answers.values()) <= {200, 302, 409}


@one_form_in(4, first=2)
def test_a_token_or_a_version_that_is_none_is_no_fault_of_ours(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sent = fill(form, cast, sign_in)
    for token in ("nonsense", "\x00", "", "1" * 5000, None):
        with put_back():
            assert (token, sent.post(token=token).status_code) == (token, form.done)
    if "version" not in sent.data:
        return
    for version in ("nonsense", "\x00", "-1", FAR, "", "1.0", None):
        with put_back():
            before = counts()
            response = sent.post(version=version)
            assert (version, response.status_code, counts() == before) == (version, 409, True)


# Two at once ----------------------------------------------------------------------------------------------------------


def texts_of(sent: Sent) -> list[str]:
    return [value for value in sent.data.values() if isinstance(value, str) and len(value) > 4 and "-" not in value]


@each_form
def test_who_is_overtaken_is_told_and_keeps_what_was_typed(
    form: Filled, cast: SimpleNamespace, sign_in: SignIn
) -> None:
    sent = fill(form, cast, sign_in)
    if "version" not in sent.data:
        return
    before = counts()
    response = sent.post(version=0)
    assert (response.status_code, counts() == before) == (409, True)
    page = response.content.decode()
    assert [text for text in texts_of(sent) if escape(text) not in page] == []
    again = re.findall(r'name="version" value="(\d+)"', page)
    assert sent.post(version=again[0]).status_code == form.done


@each_form
def test_pressed_twice_it_is_done_once(form: Filled, cast: SimpleNamespace, sign_in: SignIn) -> None:
    sent = fill(form, cast, sign_in)
    first = sent.post()
    done = counts()
    second = sent.post()
    if form.name == "office:user_add":  # its answer holds a link that is shown once
        assert (first.status_code, second.status_code) == (200, 302)
    else:
        led = [(answer.status_code, answer.headers.get("Location")) for answer in (first, second)]
        assert led[0] == led[1]
    assert counts() == done


@each_form
def test_after_the_case_was_closed_by_somebody_else(form: Filled, cast: SimpleNamespace, sign_in: SignIn) -> None:
    if form.closed is None:
        return
    sent = fill(form, cast, sign_in)
    before = counts()
    case = Case.objects.get(pk=cast.case.pk)
    case.closure_proposals.update(state="refused", decided_at="2026-01-01T00:00Z", answer="x", decided_by=cast.manager)
    case.interviews.filter(state="planned").update(state="cancelled")
    Case.objects.filter(pk=case.pk).update(
        state="closed", closed_on=today(), closure_reason="other", suspension_ground="", suspended_from="",
        version=case.version + 1,
    )  # fmt: skip
    before = counts()
    response = sent.post()
    assert response.status_code == form.closed
    if form.closed == 302:
        return
    assert counts() == before
    if form.closed != 404 and form.name.startswith("cases:"):
        page = response.content.decode()
        assert [text for text in texts_of(sent) if escape(text) not in page] == []
