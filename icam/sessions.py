"""How long somebody stays signed in: ten hours from the sign-in, and not longer than an hour of doing nothing.

The server decides: what the browser shows is a courtesy. The moments lie in the session itself; the last one is written
at most once a minute, so that a session may end up to a minute early, never late.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.messages import info
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.models import User

CLOCK = "clock"  # in the session: [signed in at, last seen at], in seconds
FINE_ENOUGH = 60  # seconds between two writings of it


@dataclass(frozen=True)
class Left:
    """What is left of a session, in seconds; `extendable` when doing something makes it longer."""

    seconds: int
    extendable: bool


def left(request: HttpRequest) -> Left:
    """What is left of the session of this request; nothing for a stranger."""
    if not isinstance(getattr(request, "user", None), User):
        return Left(0, extendable=False)
    moment = now().timestamp()
    since, seen = request.session.get(CLOCK, (moment, moment))
    whole = since + settings.SESSION_COOKIE_AGE - moment
    idle = seen + settings.SESSION_IDLE_MINUTES * 60 - moment
    return Left(max(0, int(min(whole, idle))), extendable=idle < whole)


def begin(request: HttpRequest) -> None:
    """Somebody signed in: both times begin now."""
    request.session[CLOCK] = (now().timestamp(),) * 2


def seen(request: HttpRequest) -> None:
    """Something was done: the hour begins anew."""
    moment = now().timestamp()
    since, last = request.session.get(CLOCK, (moment, 0))
    if moment - last >= FINE_ENOUGH:
        request.session[CLOCK] = (since, moment)


def quiet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that a page asks by itself: that it is asked is no sign that anybody is there."""
    view.is_quiet = True  # type: ignore[attr-defined]  # read by `limits`
    return view


class limits:  # noqa: N801  (reads as a function beside the others; a class for process_view)
    """Middleware: signs out whoever was away too long, before anything is shown to the one who now sits there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not left(request).seconds:
            with transaction.atomic():
                record(Verb.SIGNED_OUT, user, by=user, reason="time")
                logout(request)
            request.session_ended = user.pk  # type: ignore[attr-defined]  # read below and by what rescues his text
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: Any) -> None:
        if getattr(view, "is_quiet", False):
            return
        if isinstance(request.user, User):
            seen(request)
        elif request.method == "GET" and getattr(request, "session_ended", None):
            info(request, _("Your session has ended. Sign in to go on."))
