"""Bars by month, drawn by Vega-Lite on the server as SVG that a strict Content-Security-Policy lets through.

Rendered lazily in the process that answers (the engine hangs in a child of a process that has rendered before, so
nothing may be drawn before a fork), and kept in the cache under a hash of all that is drawn.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from xml.sax.saxutils import escape

import vl_convert
from django.core.cache import cache
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 720, 236
KEPT_SECONDS = 7 * 24 * 3600
DRAWING = "1"  # another look is another key
# The tokens of static/css/icam.css: ink, muted, edge, hair, chart-1, chart-2
INK, MUTED, EDGE, HAIR = "#18222f", "#546174", "#7d8998", "#e9edf2"
NOW, BEFORE = "#1a4f8b", "#5a8fc4"
FONT = "system-ui, Noto Sans, sans-serif"


@dataclass(frozen=True)
class Bar:
    """One month of one series; `series` counts from 0, the series in front."""

    label: str
    series: int
    count: int


def by_month(bars: Sequence[Bar], *, title: str, description: str) -> SafeString:
    """An inline SVG with a number on every bar of the first series; `title` and `description` are read aloud."""
    drawn = _kept(_specification(bars))
    named = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return mark_safe(drawn.replace(">", f' role="img">{named}', 1))  # noqa: S308 - drawn here, from numbers and month names


def _kept(specification: dict[str, Any]) -> str:
    words = json.dumps(specification, sort_keys=True)
    key = f"chart:{DRAWING}:{version('vl-convert-python')}:{hashlib.sha256(words.encode()).hexdigest()}"
    return str(cache.get_or_set(key, lambda: _clean(vl_convert.vegalite_to_svg(words)), KEPT_SECONDS))


def _clean(svg: str) -> str:
    """The drawing alone: it takes the width it is given, and marks say nothing of their own to a screen reader."""
    body = svg[svg.index(">") + 1 :]
    head = re.search(r'viewBox="[^"]*"', svg)
    body = re.sub(r' (?:aria-[a-z]+|role|class|xlink:[a-z]+)="[^"]*"', "", body)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head[0] if head else ""}>{body}'


def _specification(bars: Sequence[Bar]) -> dict[str, Any]:
    order = list(dict.fromkeys(bar.label for bar in bars))
    rows = [
        {"label": bar.label, "series": bar.series, "count": bar.count, "written": number_format(bar.count)}
        for bar in bars
    ]
    empty = not any(bar.count for bar in bars)
    shared = {
        "x": {"field": "label", "type": "nominal", "sort": order, "axis": _axis(), "scale": {"paddingInner": 0.25}},
        "xOffset": {"field": "series", "sort": "descending"},
        "y": {
            "field": "count",
            "type": "quantitative",
            "axis": _scale(),
            "scale": {"domain": [0, 4]} if empty else {"domainMin": 0},
        },
    }
    colour = {
        "field": "series", "type": "nominal", "legend": None, "scale": {"domain": [0, 1], "range": [NOW, BEFORE]},
    }  # fmt: skip
    number = {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 11, "fontWeight": 600, "fill": INK}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {**shared, "color": colour}},
            {
                "mark": number,
                "transform": [{"filter": "datum.series == 0"}],
                "encoding": {**shared, "text": {"field": "written", "type": "nominal"}},
            },
        ],
        "config": {"font": FONT, "aria": False, "background": None, "view": {"stroke": None}},
    }


def _axis() -> dict[str, Any]:
    return {
        "title": None, "labelAngle": 0, "labelColor": MUTED, "labelFontSize": 12, "domainColor": EDGE, "ticks": False,
        "labelPadding": 6,
    }  # fmt: skip


def _scale() -> dict[str, Any]:
    return {
        "title": None, "labelColor": MUTED, "labelFontSize": 12, "domain": False, "ticks": False, "gridColor": HAIR,
        "tickCount": 5, "format": "d", "tickMinStep": 1,
    }  # fmt: skip
