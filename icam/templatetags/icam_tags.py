"""What templates need beyond Django's own tags: dates in words, foreign words, captured blocks, links of lists."""

import re
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from icam import dates, languages
from icam.calendar import local_day, today

register = template.Library()

ALERTING = frozenset({"watch", "stop"})
TONE_ICONS = {
    "quiet": "info-circle",
    "info": "info-circle-fill",
    "good": "check-circle-fill",
    "watch": "exclamation-triangle-fill",
    "stop": "x-octagon-fill",
    "sealed": "lock-fill",
}
MESSAGE_TONES = {"debug": "quiet", "info": "info", "success": "good", "warning": "watch", "error": "stop"}


class CaptureNode(template.Node):
    """Renders its content once and keeps it under a name, so that a block can stand in two places."""

    def __init__(self, nodelist: NodeList, name: str):
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture name %}…{% endcapture %}`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


class OptionalUrlNode(template.Node):
    """The address of a named page, or nothing when this installation has no such page."""

    def __init__(self, view: FilterExpression, name: str):
        self.view = view
        self.name = name

    def render(self, context: Context) -> str:
        try:
            context[self.name] = reverse(self.view.resolve(context))
        except NoReverseMatch:
            context[self.name] = ""
        return ""


@register.tag
def url_if_known(parser: Parser, token: Token) -> OptionalUrlNode:
    """`{% url_if_known 'account' as account_url %}`: empty when the page does not exist."""
    _tag, view, _as, name = token.split_contents()
    return OptionalUrlNode(parser.compile_filter(view), name)


@register.simple_tag
def once_key() -> str:
    """A one-time key for a form of buttons alone: sent twice, it acts once (icam.http.once)."""
    return str(uuid4())


@register.filter
def filled(value: Any) -> bool:
    """Whether a captured block or slot holds more than white space."""
    return bool(str(value).strip()) if value is not None else False


@register.filter
def anchor_id(value: Any) -> str:
    """An id made of a title, for aria-labelledby."""
    return f"h-{slugify(str(value), allow_unicode=True) or 'part'}"


@register.filter
def initials(name: Any) -> str:
    """`Lotte Verhaegen` -> `LV`."""
    words = re.findall(r"[^\W\d_]+", str(name))
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def direction(code: Any) -> str:
    """`rtl` or `ltr`, for the dir attribute beside a lang attribute."""
    try:
        return languages.language(str(code).split("-")[0].lower()).direction
    except KeyError:
        return "ltr"


@register.filter
def tone_icon(tone: Any) -> str:
    """The icon that says the same as the tone, for those who do not see the colour."""
    return TONE_ICONS.get(str(tone), "info-circle")


@register.filter
def message_tone(level: Any) -> str:
    """Django's message level as a tone of the house."""
    return MESSAGE_TONES.get(str(level), "info")


@register.filter
def message_role(tone: Any) -> str:
    """`alert` for what must interrupt, else `status`."""
    return "alert" if tone in ALERTING else "status"


@register.filter
def in_days(left: Any) -> str:
    """The tone of a number of working days left: stop at 0 or 1 and after, watch up to 8, else quiet."""
    if left is None or left == "":
        return "quiet"
    return "stop" if int(left) <= 1 else "watch" if int(left) <= 8 else "quiet"


@register.filter
def partial_date(value: Any, precision: str = "") -> str:
    """A PartialDate, or a date with its precision, in words."""
    if isinstance(value, dates.PartialDate):
        return str(value)
    return dates.partial_in_words(value or None, precision or dates.DatePrecision.DAY)


@register.filter
def day(value: Any) -> str:
    """`2 Dec 2026`; empty for no date."""
    return dates.day_in_words(_as_day(value)) if value else ""


@register.filter
def weekday(value: Any) -> str:
    """`Wed 2 Dec 2026`; empty for no date."""
    return dates.weekday_in_words(_as_day(value)) if value else ""


@register.filter
def short_day(value: Any) -> str:
    """`2 Dec`, with the year when it is not this one; empty for no date."""
    return dates.short_day_in_words(_as_day(value), today()) if value else ""


@register.filter
def long_day(value: Any) -> str:
    """`Tuesday 24 November`; empty for no date."""
    return dates.long_day_in_words(_as_day(value)) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """`09:00` on the office's clock; empty for no moment."""
    return dates.clock_in_words(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`Wed 2 Dec 2026, 09:00` on the office's clock; empty for no moment."""
    return dates.moment_in_words(value) if value else ""


@register.filter
def machine_day(value: Any) -> str:
    """`2026-12-02`, for the datetime attribute."""
    return _as_day(value).isoformat() if value else ""


@register.filter
def error_links(source: Any) -> list[dict[str, str]]:
    """What the error summary lists for a form, a formset or a list of them: anchor, label and sentence of every error.

    No anchor for what concerns a form as a whole, or a field that is hidden.
    """
    if source is None:
        return []
    if not isinstance(source, BaseForm):
        whole = source.non_form_errors() if isinstance(source, BaseFormSet) else ()
        return [_error("", "", error) for error in whole] + [link for each in source for link in error_links(each)]
    links = [_error("", "", error) for error in source.non_field_errors()]
    for field in source:
        anchor = "" if field.is_hidden else getattr(field, "anchor", field.auto_id)
        links += [_error(anchor, field.label, error) for error in field.errors]
    return links


def _error(anchor: str, label: Any, sentence: Any) -> dict[str, str]:
    return {"anchor": anchor, "label": str(label), "sentence": str(sentence)}


@register.simple_tag(takes_context=True)
def sort_link(context: Context, key: str, *, parameter: str = "sort") -> dict[str, str]:
    """Where a click on a column head leads, and how the column is sorted now; paging starts anew."""
    query = context["request"].GET.copy()
    current = query.get(parameter, "")
    for page in ("after", "before", "page"):
        query.pop(page, None)
    query[parameter] = f"-{key}" if current == key else key
    state = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    return {"url": f"?{query.urlencode()}", "state": state}


@register.simple_tag(takes_context=True)
def without(context: Context, name: str, value: Any = None) -> str:
    """The address of this list without one filter (or one `value` of it); paging starts anew."""
    query = context["request"].GET.copy()
    kept = [each for each in query.getlist(name) if value is not None and each != str(value)]
    query.setlist(name, kept)
    for page in ("after", "before", "page"):
        query.pop(page, None)
    return f"?{query.urlencode()}"


def _as_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return local_day(value)
    return value
