"""Errors are pages with one plain sentence and a way on; a stale form loses nothing."""

import re
from datetime import date, datetime
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from icam.calendar import ZONE
from icam.dates import DatePrecision, PartialDate
from icam.differences import Piece, mark_differences
from icam.fields import DateField, DateTimeField, LongTextField, NameField, VersionField
from icam.partial_dates import PartialDateField
from icam.rendering import PickMany, Picks
from icam.views import errors

pytestmark = pytest.mark.urls("tests.icam.error_urls")


@pytest.fixture
def visitor() -> Client:
    """Somebody who is shown the error page, not the exception."""
    return Client(raise_request_exception=False)


def text_of(response: HttpResponse) -> str:
    """The words of the page, without tags."""
    body = response.content.decode().split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", "<main" + body)).split())


CASES = [
    ("/fail/suspicious", 400, "This address or form does not fit"),
    ("/fail/refused", 403, "You may not do this"),
    ("/nowhere", 404, "This page does not exist"),
    ("/old-button", 409, "This has changed in the meantime"),
    ("/flooded", 429, "Too many attempts"),
    ("/fail/fault", 500, "Something went wrong here"),
    ("/busy", 503, "Not available for a moment"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status", "title"), CASES)
def test_every_error_is_a_page_of_the_house_with_a_way_home(
    visitor: Client, path: str, status: int, title: str
) -> None:
    response = visitor.get(path)
    assert response.status_code == status
    page = response.content.decode()
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [title]
    assert re.findall(r"<title>(.*?)</title>", page) == [f"{title} – ICAM"]
    assert page.count('href="/">To the home page</a>') == 1
    assert page.count("css/icam.css") == 1
    assert "secret detail" not in page


@pytest.mark.django_db
def test_a_sentence_written_for_the_reader_is_shown(visitor: Client) -> None:
    assert "Nobody approves his own proposal." in text_of(visitor.get("/fail/told"))
    assert "This interview was held already." in text_of(visitor.get("/old-button"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("referrer", "offered"),
    [
        ("http://testserver/cases/?state=open#row", ["/cases/?state=open"]),
        ("http://testserver/nowhere", []),
        ("https://elsewhere.example/cases/", []),
        ("javascript:alert(1)", []),
        ("//testserver.evil/x", []),
        ("", []),
    ],
)
def test_the_way_back_leads_only_to_our_own_pages(visitor: Client, referrer: str, offered: list[str]) -> None:
    page = visitor.get("/nowhere", headers={"referer": referrer}).content.decode()
    assert re.findall(r'href="([^"]+)">Back to where you were', page) == offered


@pytest.mark.django_db
def test_what_may_be_tried_again_says_when(visitor: Client) -> None:
    assert visitor.get("/flooded").headers["Retry-After"] == "300"
    assert visitor.get("/busy").headers["Retry-After"] == "60"


@pytest.mark.parametrize(("answer", "status"), [(errors.server_error, 500), (errors.unavailable, 503)])
def test_our_own_fault_is_told_without_database_session_or_context(answer: Any, status: int) -> None:
    request = RequestFactory().get("/")  # no session, no user, and this test has no database
    with (
        patch("structlog.contextvars.get_contextvars", return_value={"request_id": "7f3a-11"}),
        patch("icam.http.navigation", side_effect=RuntimeError),
    ):
        response = answer(request)
    assert response.status_code == status
    assert re.findall(r"<code>(.*?)</code>", response.content.decode()) == ["7f3a-11"]


def test_even_a_broken_error_page_is_an_answer() -> None:
    with patch("icam.views.errors.render_to_string", side_effect=RuntimeError):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response.content.decode() == errors.LAST_RESORT


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_kindly() -> None:
    response = Client(enforce_csrf_checks=True).post("/take", {"name": "x"})
    assert response.status_code == 403
    assert "This page was open too long" in text_of(response)


@pytest.mark.django_db
def test_an_error_page_for_somebody_unknown_asks_the_database_nothing(visitor: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        visitor.get("/nowhere")
    assert len(queries) == 0


# Two people, one form


class NoteForm(forms.Form):
    version = VersionField(widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)
    name = NameField(label="Name")
    role = forms.ChoiceField(label="Role", choices=[("coach", "Coach"), ("head", "Head")], widget=Picks)
    office = forms.ChoiceField(label="Office", choices=[("Region", [("1", "Brussels"), ("2", "Ghent")])])
    told = forms.BooleanField(label="Told", required=False)
    notified = DateField(label="Notified")
    present = forms.MultipleChoiceField(
        label="Present", choices=[("a", "Father"), ("b", "Mother")], widget=PickMany, required=False
    )
    born = PartialDateField(label="Born")
    starts = DateTimeField(label="Starts")
    words = LongTextField(label="Words")


TYPED = {
    "version": "3", "token": "abc", "name": "Al-Hassan", "role": "coach", "office": "1", "told": "on",
    "notified": "02/11/2026", "present": ["a", "b"], "born_day": "14", "born_month": "3", "born_year": "1988",
    "born_precision": "day", "starts_day": "30/11/2026", "starts_clock": "11:00", "words": "One.\r\nTwo <b>.",
}  # fmt: skip
SAME = {
    "name": "Al-Hassan", "role": "coach", "office": "1", "told": True, "notified": date(2026, 11, 2),
    "present": ["a", "b"], "born": PartialDate(date(1988, 3, 14), DatePrecision.DAY),
    "starts": datetime(2026, 11, 30, 11, tzinfo=ZONE), "words": "One.\nTwo <b>.",
}  # fmt: skip
THEIRS = {
    "name": "Al Hassan", "role": "head", "office": "2", "told": False, "notified": date(2026, 11, 3), "present": ["a"],
    "born": PartialDate(date(1988, 1, 1), DatePrecision.YEAR), "starts": datetime(2026, 11, 26, 10, tzinfo=ZONE),
    "words": "One.\nThree.",
}  # fmt: skip


def sent(**changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in (TYPED | changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def conflict_page(now: dict[str, Any], **options: Any) -> str:
    """The conflict page for what was TYPED, opened at /note and saved by a colleague in between."""
    request = RequestFactory().post("/note?tab=2", sent().dict())
    response = errors.conflict(request, form=NoteForm(sent()), now=now, version=4, **options)
    assert response.status_code == 409
    return response.content.decode()


def browser_sends(page: str, *, instead: dict[str, str] | None = None) -> QueryDict:
    """What a browser would send for the main form of the page: hidden inputs, checked boxes, text, selects."""
    body = page.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    data = QueryDict(mutable=True)
    for tag in re.findall(r"<input[^>]*>", body):
        attrs = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        loose = attrs.get("type") in {"radio", "checkbox"}
        if attrs.get("name") and (not loose or " checked" in tag):
            data.appendlist(attrs["name"], attrs.get("value", "on"))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', body, re.DOTALL):
        data.appendlist(name, unescape(text))
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        data.appendlist(name, re.findall(r'value="([^"]*)" selected', options)[0])
    for name, value in (instead or {}).items():
        data[name] = value
    data.pop("csrfmiddlewaretoken", None)
    return data


def test_what_was_typed_comes_back_whole_with_the_new_version() -> None:
    form = NoteForm(browser_sends(conflict_page(THEIRS)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data == SAME | {"version": 4, "token": "abc"}


def test_the_other_version_can_be_chosen_field_by_field() -> None:
    page = conflict_page(THEIRS)
    offered = {name: unescape(value) for name, value in re.findall(r'type="radio" name="(\w+)" value="([^"]*)">', page)}
    assert offered == {"name": "Al Hassan", "role": "head", "office": "2", "told": "false", "notified": "03/11/2026"}
    form = NoteForm(browser_sends(page, instead=offered))
    assert form.is_valid(), form.errors
    expected = SAME | {name: THEIRS[name] for name in offered} | {"version": 4, "token": "abc"}
    assert form.cleaned_data == expected


def test_only_what_differs_is_asked_and_in_words() -> None:
    page = conflict_page(SAME | {"role": "head", "born": THEIRS["born"], "told": False})
    assert re.findall(r"<legend>(.*?)</legend>", page) == ["Role", "Told", "Born"]
    texts = [
        unescape(re.sub(r"<[^>]+>", "", text)).strip()
        for text in re.findall(r'version-text">(.*?)</p>', page, re.DOTALL)
    ]
    assert texts == ["Head", "Coach", "no", "yes", "1988 Year only", "14 3 1988 Exact day"]


def test_what_the_other_alone_changed_is_proposed_as_it_stands_now() -> None:
    page = conflict_page(SAME | {"role": "head", "name": "Al Hassan"}, before=SAME | {"name": "Alhassan"})
    form = NoteForm(browser_sends(page))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["role"], form.cleaned_data["name"]) == ("head", "Al-Hassan")


def test_the_page_says_who_saved_and_when_and_leads_on() -> None:
    page = conflict_page(
        THEIRS, saved_by="Sarah <i>Ben</i> Amar", saved_at=datetime(2026, 11, 24, 10, 56, tzinfo=ZONE), back="/cases/7/"
    )
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Sarah &lt;i&gt;Ben&lt;/i&gt; Amar saved this before you"]
    assert "It was saved on Tue 24 Nov 2026, 10:56, after you opened the form." in page
    assert re.findall(r'<form method="post" action="([^"]*)" novalidate>', page) == ["/note?tab=2"]
    assert re.findall(r'href="([^"]*)">Keep it as it is now', page) == ["/cases/7/"]


def test_two_who_wrote_the_same_have_nothing_to_choose() -> None:
    page = conflict_page(SAME)
    assert re.findall(r"<legend>", page) == []
    assert "Both versions say the same." in page
    form = NoteForm(browser_sends(page))
    assert form.is_valid(), form.errors
    assert form.cleaned_data == SAME | {"version": 4, "token": "abc"}


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ("", "", ([], [])),
        ("same", "same", ([Piece("same", False)], [Piece("same", False)])),
        ("", "new", ([], [Piece("new", True)])),
        (
            "a year.",
            "a long year.",
            (
                [Piece("a", False), Piece(" year.", False)],
                [Piece("a", False), Piece(" long", True), Piece(" year.", False)],
            ),
        ),
    ],
)
def test_runs_of_words_that_differ_are_marked_in_both(first: str, second: str, marked: Any) -> None:
    assert mark_differences(first, second) == marked
    assert ["".join(piece.text for piece in side) for side in mark_differences(first, second)] == [first, second]


# The styleguide


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "status"), [({"DEMONSTRATION": True}, 200), ({"DEBUG": True}, 200), ({}, 404)])
def test_the_styleguide_opens_only_where_nothing_is_real(visitor: Client, place: dict[str, bool], status: int) -> None:
    with override_settings(**({"DEMONSTRATION": False, "DEBUG": False} | place)):
        assert visitor.get("/guide").status_code == status
