"""Components: each draws what docs/look.md promises, escapes what it is given, needs nothing it does not declare."""

import re
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.test import Client, RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from icam import languages
from icam.calendar import ZONE
from icam.dates import DatePrecision, PartialDate
from icam.fields import NameField
from icam.rendering import PickMany, Picks
from icam.templatetags import icam_tags

COMPONENTS = settings.BASE_DIR / "templates" / "components"
PUBLIC = sorted(path.stem for path in COMPONENTS.glob("*.html") if not path.stem.startswith("conflict_"))
RISKY = "<script>alert('x')</script> & \"co\""
ESCAPED = ("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;co&quot;", RISKY)


def draw(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """The HTML of a piece of template with components, white space made single."""
    template = engines["django"].from_string("{% load icam_tags %}" + CottonCompiler().process(source))
    html = template.render(context, request or RequestFactory().get("/"))
    return " ".join(html.split())


# The promise of docs/look.md


@pytest.mark.parametrize("name", PUBLIC)
def test_every_component_has_its_line_in_the_guide(name: str) -> None:
    guide = (settings.BASE_DIR / "docs" / "look.md").read_text()
    tag = f"<c-{name.replace('_', '-')}"
    assert [tag] == sorted(set(re.findall(rf"{tag}(?=[\s>])", guide)))


@pytest.mark.parametrize("path", sorted(COMPONENTS.rglob("*.html")), ids=lambda path: path.stem)
def test_no_component_has_a_style_or_script_of_its_own(path: Path) -> None:
    found = re.findall(
        r"<style|<script|\sstyle=|\son\w+=|https?:|\|\s*safe\b", re.sub(r"<c-vars[^>]*>", "", path.read_text())
    )
    assert found == []


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.stem)
def test_every_component_can_be_drawn_with_nothing_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if path.stem == "conflict_part":
        return  # drawn with a part only; tests/icam/test_errors.py does
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "UNDEFINED %s")
    html = draw(f"<c-{path.stem.replace('_', '-')} />")
    assert re.findall(r"UNDEFINED \w+|None", html) == []


# What they draw


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<c-badge>Selected</c-badge>", '<span class="badge tone-quiet">Selected</span>'),
        ('<c-badge tone="info" dot>Invited</c-badge>', '<span class="badge tone-info dot">Invited</span>'),
        (
            '<c-badge tone="stop" icon="lock">No</c-badge>',
            '<span class="badge tone-stop"><i class="bi bi-lock" aria-hidden="true"></i>No</span>',
        ),
        (
            '<c-count tone="watch" label="open">3</c-count>',
            '<span class="count tone-watch">3<span class="visually-hidden"> open</span></span>',
        ),
        ('<c-icon name="lock" />', '<i class="bi bi-lock" aria-hidden="true"></i>'),
        ('<c-icon name="lock" label="x" />', '<i class="bi bi-lock" role="img" aria-label="x" title="x"></i>'),
        ('<c-foreign language="ar" text="محمد" />', '<span lang="ar" dir="rtl">محمد</span>'),
        ('<c-foreign language="fr-BE">Ligne</c-foreign>', '<span lang="fr-BE" dir="ltr">Ligne</span>'),
        (
            '<c-tab url="/x" current :count="0">All</c-tab>',
            '<li><a href="/x" aria-current="page">All <span class="count">0</span></a></li>',
        ),
        ('<c-fact label="Telephone">0470</c-fact>', "<dt>Telephone</dt><dd>0470</dd>"),
    ],
)
def test_small_components_draw_exactly_this(source: str, html: str) -> None:
    assert draw(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "<c-badge>{{ text }}</c-badge>",
        '<c-count label="{{ text }}">1</c-count>',
        '<c-icon label="{{ text }}" />',
        '<c-panel title="{{ text }}" label="{{ text }}">{{ text }}</c-panel>',
        '<c-panel :title="text">x</c-panel>',
        '<c-callout :title="text">{{ text }}</c-callout>',
        "<c-flash>{{ text }}</c-flash>",
        '<c-empty :title="text">{{ text }}</c-empty>',
        '<c-identity :name="text" :native="text" :language="text" />',
        '<c-identity-cell :label="text" :title="text" />',
        '<c-legal-item :title="text" :law="text" />',
        '<c-timeline-item :title="text" :by="text" :day="text" :time="text" :url="text" />',
        '<c-timeline-item><c-slot name="quote">{{ text }}</c-slot></c-timeline-item>',
        '<c-work-item :title="text" :when="text" :small="text" :url="text">{{ text }}</c-work-item>',
        '<c-metric :label="text" :value="text" :unit="text" :definition="text" :change="text" />',
        '<c-trajectory :steps="steps" />',
        '<c-crumbs :trail="steps" :here="text" />',
        '<c-filter-state :count="text" :chips="steps" />',
        '<c-foreign :language="text" :text="text" />',
        '<c-confirm :question="text" :act="text" :action="text" :cancel="text" :version="text" :token="text" />',
        '<c-field :label="text" :hint="text" :error="text" :for="text" />',
        '<c-chart :title="text"></c-chart>',
        '<c-legend :series="texts" />',
        '<c-job :label="text" :id="text" />',
        '<c-table-frame :label="text"></c-table-frame>',
        '<c-pager :next="text">{{ text }}</c-pager>',
    ],
)
def test_what_comes_from_outside_is_escaped_everywhere(source: str) -> None:
    steps = [{"label": RISKY, "note": RISKY, "url": RISKY, "state": ""}]
    html = draw(source, text=RISKY, steps=steps, texts=[RISKY])
    assert "<script" not in html
    assert '"co"' not in html
    assert html.count(ESCAPED[0]) >= 1


def test_a_panel_is_a_region_named_by_its_title() -> None:
    html = draw('<c-panel title="Open tasks"><c-slot name="side">x</c-slot><c-slot name="foot">y</c-slot>z</c-panel>')
    assert re.findall(r'aria-labelledby="([^"]+)"', html) == re.findall(r'<h2 id="([^"]+)"', html) == ["h-open-tasks"]
    assert html.count('<span class="push">x</span>') == 1
    assert html.count('<p class="panel-foot flush">y</p>') == 1


def test_a_panel_leaves_out_the_parts_it_was_not_given() -> None:
    assert re.findall(r'class="(panel[\w-]*)', draw("<c-panel>z</c-panel>")) == ["panel", "panel-body"]


def test_a_confirmation_names_the_act_and_carries_the_version() -> None:
    html = draw('<c-confirm action="/x" act="Close the case" question="Close it?" :version="1234" reason="required" />')
    assert re.findall(r"<button[^>]*>(.*?)</button>", html) == ["Close the case"]
    assert re.findall(r'name="version" value="(\d+)"', html) == ["1234"]
    assert re.findall(r'method="(\w+)" action="([^"]+)"', html) == [("post", "/x")]
    assert html.count("csrfmiddlewaretoken") == 1
    assert re.findall(r"<textarea[^>]*(required)", html) == ["required"]


@pytest.mark.parametrize(
    ("address", "url", "state"),
    [
        ("/?q=a&after=9", "?q=a&sort=due", ""),
        ("/?sort=due&before=2", "?sort=-due", "ascending"),
        ("/?sort=-due", "?sort=due", "descending"),
        ("/?sort=name&page=3", "?sort=due", ""),
        ("/?state=a&state=b", "?state=a&state=b&sort=due", ""),
    ],
)
def test_a_column_head_sorts_keeps_the_filters_and_starts_anew(address: str, url: str, state: str) -> None:
    html = unescape(draw('<c-sort-head key="due">To leave</c-sort-head>', RequestFactory().get(address)))
    assert re.findall(r'href="([^"]+)"', html) == [url]
    assert re.findall(r'aria-sort="(\w+)"', html) == ([state] if state else [])


def test_one_filter_can_be_taken_away() -> None:
    request = RequestFactory().get("/?state=a&state=b&q=x&after=7")
    assert unescape(draw("{% without 'state' %}", request)) == "?q=x"
    assert unescape(draw("{% without 'state' 'a' %}", request)) == "?state=b&q=x"


def test_a_pager_offers_only_the_pages_there_are() -> None:
    assert re.findall(r">(First|Previous|Next)<", draw('<c-pager next="?after=5">50</c-pager>')) == ["Next"]
    assert draw("<c-pager>3 cases</c-pager>").count("<ol") == 0


# Words of dates


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["2 Dec 2026", "Wed 2 Dec 2026", "Wed 2 Dec 2026, 09:00", "about 1988", "Wednesday 2 December"]),
        ("fr", ["2 déc. 2026", "mer. 2 déc. 2026", "mer. 2 déc. 2026, 09:00", None, "mercredi 2 décembre"]),
        ("nl", ["2 dec 2026", "wo 2 dec 2026", "wo 2 dec 2026, 09:00", None, "woensdag 2 december"]),
        ("de", ["2. Dez. 2026", "Mi. 2. Dez. 2026", "Mi. 2. Dez. 2026, 09:00", None, "Mittwoch 2. Dezember"]),
    ],
)
def test_dates_are_written_in_the_language_of_the_page(language: str, words: list[str | None]) -> None:
    moment = datetime(2026, 12, 2, 9, 0, tzinfo=ZONE)
    with override(language):
        written = [
            icam_tags.day(moment),
            icam_tags.weekday(moment),
            icam_tags.moment(moment),
            icam_tags.partial_date(date(1988, 1, 1), DatePrecision.ESTIMATED),
            icam_tags.long_day(moment),
        ]
    assert [said for said, expected in zip(written, words, strict=True) if expected] == [word for word in words if word]


def test_a_moment_is_told_on_the_clock_of_the_office() -> None:
    late = datetime.fromisoformat("2026-12-31T23:30:00+00:00")
    assert (icam_tags.clock(late), icam_tags.day(late), icam_tags.machine_day(late)) == (
        "00:30",
        "1 Jan 2027",
        "2027-01-01",
    )


@pytest.mark.parametrize(
    "written",
    [icam_tags.day, icam_tags.weekday, icam_tags.short_day, icam_tags.long_day, icam_tags.clock, icam_tags.moment],
)
def test_no_date_is_no_word(written: Any) -> None:
    assert written(None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (PartialDate(date(1988, 3, 14), DatePrecision.DAY), "14 Mar 1988"),
        (PartialDate(date(1988, 3, 1), DatePrecision.MONTH), "Mar 1988"),
        (PartialDate(None, DatePrecision.UNKNOWN), "not known"),
        (date(2026, 12, 2), "2 Dec 2026"),
        (None, "not known"),
    ],
)
def test_a_date_says_only_what_is_known(value: Any, words: str) -> None:
    html = draw('<c-date :value="value" />', value=value)
    assert re.sub(r"<[^>]+>", "", html) == words


@pytest.mark.parametrize(
    ("left", "tone"),
    [(-3, "stop"), (0, "stop"), (1, "stop"), (2, "watch"), (8, "watch"), (9, "quiet"), (None, "quiet")],
)
def test_few_days_left_are_loud(left: int | None, tone: str) -> None:
    assert icam_tags.in_days(left) == tone


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda language: language.code)
def test_the_direction_follows_the_script(language: languages.Language) -> None:
    assert icam_tags.direction(language.code) == language.direction


@pytest.mark.parametrize(
    ("name", "letters"), [("Lotte Verhaegen", "LV"), ("Jean-Baptiste Van den Ilunga", "JI"), ("Öz", "Ö"), ("", "")]
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert icam_tags.initials(name) == letters


# Forms


class SampleForm(forms.Form):
    name = NameField(label="Name", help_text="As on the document.")
    note = NameField(label="Note", required=False)
    role = forms.ChoiceField(
        label="Role", choices=[("a", "Coach"), ("b", "Head")], widget=Picks(hints={"a": "own cases"})
    )
    present = forms.MultipleChoiceField(label="Present", choices=[("x", "Father")], widget=PickMany, required=False)
    office = forms.ChoiceField(label="Office", choices=[("1", "Ghent")])
    told = forms.BooleanField(label="Told")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("These do not go together.")


def controls(html: str) -> dict[str, dict[str, str]]:
    """The attributes of every control by its id."""
    tags = re.findall(r"<(?:input|select|textarea)\s[^>]*>", html)
    found = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]
    return {attrs["id"]: attrs for attrs in found if "id" in attrs}


def test_controls_get_their_classes_from_the_house() -> None:
    found = controls(str(SampleForm()))
    assert {name: attrs.get("class") for name, attrs in found.items()} == {
        "id_name": "form-control",
        "id_note": "form-control",
        "id_role_0": "form-check-input",
        "id_role_1": "form-check-input",
        "id_present_0": "form-check-input",
        "id_office": "form-select",
        "id_told": "form-check-input",
        "id_version": None,
    }


def test_a_wrong_field_is_marked_described_and_linked_from_the_summary() -> None:
    html = str(SampleForm({"name": "", "role": "z", "office": "1", "version": "no"}))
    found = controls(html)
    assert found["id_name"]["aria-invalid"] == "true"
    assert found["id_name"]["aria-describedby"] == "id_name_helptext id_name_error"
    assert set(re.findall(r'id="(id_name_\w+)"', html)) == {"id_name_helptext", "id_name_error"}
    assert re.findall(r'<a href="#([^"]+)">', html) == ["id_name", "id_role_0", "id_told"]
    assert set(re.findall(r'<a href="#([^"]+)">', html)) <= set(found)
    sentences = re.findall(r"<li>([^<]+)</li>", html)
    assert sentences == ["These do not go together.", "Enter a whole number."]
    assert "5 answers need another look" in html


def test_parts_stand_in_the_order_label_hint_error_control() -> None:
    html = str(SampleForm({"name": "1"})["name"].as_field_group())
    order = re.findall(r"<label|class=\"hint\"|class=\"field-error\"|<input", html)
    assert order == ["<label", 'class="hint"', 'class="field-error"', "<input"]


def test_what_may_stay_empty_says_so() -> None:
    optional = re.findall(r">([^<>]+) <span class=\"optional\">", str(SampleForm()))
    assert optional == ["Note", "Present"]


def test_choices_seen_at_once_keep_their_hints() -> None:
    html = str(SampleForm()["role"].as_field_group())
    assert re.findall(r"<span>(.*?)</span></label>", html) == ["Coach<small>own cases</small>", "Head"]
    assert html.count("<fieldset") == 1


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert str(SampleForm()).count("error-summary") == 0


def test_a_summary_gathers_the_errors_of_several_forms() -> None:
    members = forms.formset_factory(SampleForm, min_num=1, validate_min=True, extra=0)
    formset = members({"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"})
    one = SampleForm({"name": "A", "role": "a", "office": "1", "told": "on", "version": "1"}, prefix="one")
    html = draw('<c-error-summary :form="all" />', all=[formset, one])
    assert re.findall(r'<a href="#([^"]+)">', html) == ["id_one-name", "id_one-role_0", "id_one-office", "id_one-told"]
    assert re.findall(r"<li>([^<]+)</li>", html)[0] == "Please submit at least 1 form."


# The frame


@pytest.mark.django_db
def test_pages_need_nothing_from_outside_and_nothing_inline() -> None:
    response = Client().get("/accounts/login/")
    page = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', page) == []
    assert re.findall(r"\sstyle=|\son\w+=|<style", page) == []
    assert [
        tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "application/json" not in tag
    ] == []
    assert re.findall(r'<html lang="(\w+)" dir="(\w+)">', page) == [("en", "ltr")]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(("demonstration", "times"), [(True, 1), (False, 0)])
def test_a_demonstration_says_so_on_the_page(settings: Any, demonstration: bool, times: int) -> None:
    settings.DEMONSTRATION = demonstration
    page = Client().get("/accounts/login/").content.decode()
    assert page.count("every person, file and figure here is invented") == times


@pytest.mark.django_db
def test_the_language_of_the_page_can_be_chosen_before_signing_in() -> None:
    client = Client()
    response = client.post("/i18n/setlang/", {"language": "nl", "next": "/accounts/login/"}, follow=True)
    page = response.content.decode()
    assert re.findall(r'<html lang="(\w+)"', page) == ["nl"]
    assert re.findall(r'value="(\w+)" lang="\w+" aria-current="true"', page) == ["nl"]


def test_no_template_prints_a_number_of_a_row_as_an_amount() -> None:
    """Row 12 345 would be sent back as "12 345": what is not for reading is written with stringformat."""
    bare = re.compile(r"\{\{\s*[\w.]+\.pk\s*\}\}")
    pages = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [path.name for path in pages if bare.search(path.read_text())] == []
