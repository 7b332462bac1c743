"""The chart: nothing in it that the Content-Security-Policy refuses, and readable without seeing it."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert
from django.test import Client
from django.utils.translation import override

from icam.models import User
from reporting import charts

SVG = "{http://www.w3.org/2000/svg}"
BARS = [charts.Bar(label, series, 1200 + n) for n, label in enumerate(["Jan", "Feb"]) for series in (0, 1)]


def drawn(bars: list[charts.Bar] = BARS, title: str = "Letters by month") -> ElementTree.Element:
    return ElementTree.fromstring(charts.by_month(bars, title=title, description="Jan 1,200, Feb 1,201"))


def test_nothing_that_the_policy_refuses() -> None:
    allowed = {"svg", "title", "desc", "g", "path", "line", "text", "rect"}
    for element in drawn().iter():
        assert element.tag.removeprefix(SVG) in allowed
        assert [name for name in element.attrib if name == "style" or name.startswith(("on", "href", "{"))] == []
        assert [value for value in element.attrib.values() if "url(" in value] == []


def test_a_screen_reader_is_told_what_it_is() -> None:
    svg = drawn(title="Letters & <b>more</b>")
    assert (svg.get("role"), svg.get("viewBox")) == ("img", "0 0 720 236")
    assert [child.text for child in svg[:2]] == ["Letters & <b>more</b>", "Jan 1,200, Feb 1,201"]
    assert [element.tag for element in svg.iter() if element.get("role") and element is not svg] == []


def test_every_month_has_a_bar_for_each_year_and_a_number() -> None:
    svg = drawn()
    fills = [element.get("fill") for element in svg.iter(f"{SVG}path")]
    assert (fills.count(charts.NOW), fills.count(charts.BEFORE)) == (2, 2)
    texts = [element.text for element in svg.iter(f"{SVG}text")]
    assert [texts.count(text) for text in ("Jan", "Feb", "1,200", "1,201")] == [1, 1, 1, 1]


def test_numbers_are_written_as_the_language_writes_them() -> None:
    with override("de"):
        texts = [element.text for element in drawn().iter(f"{SVG}text")]
    assert texts.count("1.200") == 1


def test_a_year_without_anything_is_drawn_too() -> None:
    svg = drawn([charts.Bar("Jan", 0, 0), charts.Bar("Jan", 1, 0)])
    assert [element.text for element in svg.iter(f"{SVG}text") if element.text == "Jan"] == ["Jan"]


def test_the_same_chart_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = vl_convert.vegalite_to_svg

    def counting(words: str) -> Any:
        calls.append(words)
        return real(words)

    monkeypatch.setattr("reporting.charts.vl_convert.vegalite_to_svg", counting)
    first, second = (charts.by_month(BARS, title=title, description="") for title in ("One", "Other"))
    assert len(calls) == 1
    assert first.replace("One", "Other") == second
    charts.by_month(BARS[:2], title="One", description="")
    assert len(calls) == 2


def test_the_page_holds_no_inline_style_and_tells_the_browser_to_refuse_it(
    year_2024: SimpleNamespace, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(year_2024.head).get("/figures/2024/")
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page.content.decode()) == []
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]
