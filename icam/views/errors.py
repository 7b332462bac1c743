"""What is answered when something cannot be done: one plain sentence, and a way on."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.db import OperationalError
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    MultiWidget,
    Select,
    SelectMultiple,
    Textarea,
    Widget,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import requires_csrf_token

from icam import drafting
from icam.dates import clock_in_words
from icam.differences import Piece, mark_differences

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Words:
    """What an error page says."""

    icon: str
    title: str | Promise
    sentence: str | Promise
    advice: str | Promise = ""


WORDS = {
    400: Words(
        "signpost-split",
        gettext_lazy("This address or form does not fit"),
        gettext_lazy("Something in the address or the form is not known here, so nothing was done."),
        gettext_lazy("Go back and use the links and filters of the page."),
    ),
    403: Words(
        "shield-lock",
        gettext_lazy("You may not do this"),
        gettext_lazy("Your role or your region does not allow it. The refusal was recorded."),
        gettext_lazy("If your work needs it, ask your regional manager."),
    ),
    404: Words(
        "question-circle",
        gettext_lazy("This page does not exist"),
        gettext_lazy("It does not exist, or it is not yours to see."),
        gettext_lazy("Check the address, or search for the person or file."),
    ),
    409: Words(
        "files",
        gettext_lazy("This has changed in the meantime"),
        gettext_lazy("Somebody changed this after you opened the page, so your act was not carried out."),
        gettext_lazy("Open it again and look at how it stands now."),
    ),
    429: Words(
        "hourglass-split",
        gettext_lazy("Too many attempts"),
        gettext_lazy("To protect the accounts, nothing more is tried for a few minutes."),
        gettext_lazy("Wait five minutes and try again, or call the helpline."),
    ),
    500: Words(
        "tools",
        gettext_lazy("Something went wrong here"),
        gettext_lazy("The fault is ours and was recorded. What you sent was not saved."),
        gettext_lazy("Go back and try once more; your text may still be in the form."),
    ),
    503: Words(
        "pause-circle",
        gettext_lazy("Not available for a moment"),
        gettext_lazy("The system is busy or being worked on. Nothing was done."),
        gettext_lazy("Try again in a minute."),
    ),
}
EXPIRED = Words(
    "clock-history",
    gettext_lazy("This page was open too long"),
    gettext_lazy("For safety the form could not be accepted, so nothing was done."),
    gettext_lazy("Go back, load the page again and send it once more."),
)

NOT_SENT = Words(
    "arrow-counterclockwise",
    gettext_lazy("Not sent yet: your text is kept"),
    gettext_lazy("The page was from before you signed in again, so nothing was carried out. Your text is a draft now."),
    gettext_lazy("Open the form: your text stands in it. Look at it, and send it once more."),
)
SENT_BEFORE = Words(
    "files",
    gettext_lazy("This form was sent before"),
    gettext_lazy("It was carried out as you sent it first. What you changed in it since was not saved."),
    gettext_lazy("Open what came of it, and change it there."),
)
SENT_BEFORE_KEPT = Words(
    "arrow-counterclockwise",
    SENT_BEFORE.title,
    gettext_lazy("It was carried out as you sent it first. What you wrote since is kept as a draft."),
    NOT_SENT.advice,
)
NOT_HIS = Words(
    "clock-history",
    gettext_lazy("This page was open too long"),
    gettext_lazy("It was opened by somebody else, so nothing was done. What was written in it is kept for its author."),
    gettext_lazy("Its author finds it when he signs in and opens the form."),
)

# Shown when not even the error page can be made
CONFLICT = 409
LAST_RESORT = (
    "<!doctype html><html lang='en'><head><title>ICAM</title></head><body><h1>Something went wrong here</h1>"
    "<p>The fault is ours and was recorded. <a href='/'>To the home page</a></p></body></html>"
)


# The handlers of the URL configuration --------------------------------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 400, sentence=_spoken(exception))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, sentence=_spoken(exception))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: nearly always a page left open over night, or from before somebody signed in again.

    The stamp on a long form is proof enough to keep its text for its author, and never to carry it out.
    """
    logger.warning("csrf_refused", reason=reason)
    rescued = drafting.rescue(request) if request.method == "POST" else None
    if rescued is None:
        return page(request, 403, words=EXPIRED)
    if request.path == reverse("keep_draft"):
        said = _("Draft kept at %(time)s") % {"time": clock_in_words(rescued.saved_at)}
        return drafting.told(rescued.saved_at, said, 403)
    if rescued.stamp.user != request.user.pk:
        return page(request, 403, words=NOT_HIS)
    return page(request, 403, words=NOT_SENT, back=rescued.restore_url)


def sent_before(request: HttpRequest, location: str) -> HttpResponse:
    """409 for a form that was carried out and comes again with other words: kept as a draft where it has one."""
    rescued = drafting.rescue(request)
    if rescued is None:
        return page(request, 409, words=SENT_BEFORE, back=location)
    return page(request, 409, words=SENT_BEFORE_KEPT, back=rescued.restore_url)


def too_many(request: HttpRequest) -> HttpResponse:
    """handler429, which allauth calls for its rate limits."""
    response = page(request, 429)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours: made without the database, the session and the context processors.

    When it is the database that does not answer, which may be found out before any view is reached, that is said.
    """
    return unavailable(request) if isinstance(sys.exc_info()[1], OperationalError) else _bare(500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The page for a database or a broker that does not answer; also made without them."""
    response = _bare(503)
    response["Retry-After"] = "60"
    return response


def page(
    request: HttpRequest, status: int, *, words: Words | None = None, sentence: str | Promise = "", back: str = ""
) -> HttpResponse:
    """The error page for `status`; `sentence` replaces the general one where more can be said."""
    said = words or WORDS[status]
    context = {
        "icon": said.icon,
        "title": said.title,
        "sentence": sentence or said.sentence,
        "advice": said.advice,
        "back": back or _came_from(request),
        "reference": "",
    }
    return render(request, "errors/page.html", context, status=status)


def _bare(status: int) -> HttpResponse:
    said = WORDS[status]
    reference = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    context = {
        "icon": said.icon,
        "title": said.title,
        "sentence": said.sentence,
        "advice": said.advice,
        "back": "",
        "reference": reference,
    }
    try:
        return HttpResponse(render_to_string("errors/page.html", context), status=status)
    except Exception:  # whatever is broken, an answer goes out
        logger.exception("error_page_failed", status=status)
        return HttpResponse(LAST_RESORT, status=status)


def _spoken(exception: Exception | None) -> str | Promise:
    """The sentence that came with the exception, if somebody wrote one for the reader: always a translated text."""
    said = exception.args[0] if exception and exception.args else ""
    return said if isinstance(said, Promise) else ""


def _came_from(request: HttpRequest) -> str:
    """The page of ours one came from, or nothing."""
    referrer = urlsplit(request.META.get("HTTP_REFERER", ""))
    if referrer.netloc != request.get_host() or referrer.path == request.path:
        return ""
    return str(referrer._replace(scheme="", netloc="", fragment="").geturl())


# Two people, one form -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One field of which two versions exist. `shape` is how it is settled: `choice` between two values, or `text`."""

    field: BoundField
    label: str
    shape: str
    theirs: Sequence[Piece]
    mine: Sequence[Piece]
    theirs_value: str
    mine_value: str
    keep_mine: bool


def conflict(
    request: HttpRequest,
    *,
    form: BaseForm,
    now: Mapping[str, Any],
    version: int,
    saved_by: str = "",
    saved_at: Any = None,
    back: str = "",
    before: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """409: the stale `form` beside what stands `now` (by field name), to be sent again to the same address.

    What was typed is kept: fields in which both agree travel hidden, the others are chosen or written anew; the new
    `version` travels with them. `before` is what the form was opened with, as far as it is known: what only the other
    person changed is then proposed as it stands now, and what only this one changed is kept as he wrote it.
    """
    settled = differing(form, now, before)
    context = {
        "form": form,
        "parts": [_part(field, now[field.name], before) for field in settled],
        "kept": _typed(form, apart_from=settled),
        "version": version,
        "saved_by": saved_by,
        "saved_at": saved_at,
        "back": back or request.path,
        "action": request.get_full_path(),
    }
    return render(request, "errors/conflict.html", context, status=409)


def differing(form: BaseForm, now: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> list[BoundField]:
    """The fields of which there are two versions: what was sent, and what stands `now` and did not stand `before`."""
    there = before or {}
    return [
        field
        for field in form.visible_fields()
        if field.name in now
        and field.field.has_changed(now[field.name], field.data)
        and not (field.name in there and there[field.name] == now[field.name])
    ]


def _typed(form: BaseForm, *, apart_from: Sequence[BoundField]) -> list[tuple[str, str]]:
    """What was sent, name by name, without the fields that are settled on the page and what the page writes itself."""
    settled = {"version", "csrfmiddlewaretoken"}
    for field in apart_from:
        suffixes = getattr(field.field.widget, "widgets_names", [""])
        settled |= {field.html_name + suffix for suffix in suffixes}
    sent = form.data
    names = [name for name in sent if name not in settled]
    return [
        (name, str(value))
        for name in names
        for value in (sent.getlist(name) if hasattr(sent, "getlist") else [sent[name]])
    ]


def _part(field: BoundField, now: Any, before: Mapping[str, Any] | None) -> Part:
    widget = field.field.widget
    free = isinstance(widget, Textarea | MultiWidget | SelectMultiple | CheckboxSelectMultiple)
    known = before is not None and field.name in before
    mine_untouched = known and not field.field.has_changed((before or {})[field.name], field.data)
    theirs_text, mine_text = _readable(field, now), _readable(field, field.value())
    theirs, mine = mark_differences(theirs_text, mine_text)
    return Part(
        field=field,
        label=str(field.label),
        shape="text" if free else "choice",
        theirs=theirs,
        mine=mine,
        theirs_value="" if free else _as_sent(field, now),
        mine_value="" if free else _as_sent(field, field.value()),
        keep_mine=not mine_untouched,
    )


def _as_sent(field: BoundField, value: Any) -> str:
    """A value as the browser sends it."""
    if isinstance(field.field.widget, CheckboxInput):
        return "true" if value else "false"
    written = field.field.widget.format_value(field.field.prepare_value(value))
    if isinstance(written, list | tuple):
        written = written[0] if written else ""
    return "" if written is None else str(written)


def _readable(field: BoundField, value: Any) -> str:
    """A value as a person reads it: the label of a choice, not its code."""
    if isinstance(field.field.widget, CheckboxInput):
        return _("yes") if value else _("no")
    if isinstance(field.field.widget, MultiWidget):
        parts = value if isinstance(value, list | tuple) else field.field.widget.decompress(value) or []
        pairs = zip(field.field.widget.widgets, parts, strict=False)
        return " ".join(
            _label_of(widget.choices, part) if isinstance(widget, Select) else _plain(widget, part)
            for widget, part in pairs
            if part
        )
    if isinstance(value, list | tuple):
        return ", ".join(_readable(field, each) for each in value)
    prepared = field.field.prepare_value(value)
    return _label_of(getattr(field.field, "choices", ()), prepared) or _plain(field.field.widget, prepared)


def _plain(widget: Widget, value: Any) -> str:
    written = widget.format_value(value)
    if isinstance(written, list | tuple):
        written = ", ".join(str(each) for each in written)
    return "" if written is None else str(written)


def _label_of(choices: Any, value: Any) -> str:
    """The label of `value` among `choices`, which may be grouped; empty when it is none of them."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            if found := _label_of(label, value):
                return found
        elif str(key) == str(value):
            return str(label)
    return ""


def changed_meanwhile(request: HttpRequest, *, sentence: str | Promise = "", back: str = "") -> HttpResponse:
    """409 for an act without a text: the move no longer fits the state, or a button of an old page was pressed."""
    return page(request, 409, sentence=sentence or _("This was changed after you opened the page."), back=back)
