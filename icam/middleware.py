"""What happens around every request, in the order of settings.MIDDLEWARE."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pghistory
import structlog
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from icam import drafting
from icam.http import SentOtherwise, StaffRequest, landing
from icam.models import User
from icam.views import errors
from icam.workflow import IllegalMove, Stale

Handler = Callable[[HttpRequest], HttpResponse]

# Pages that somebody without a second factor needs in order to get one, or to leave.
FREE_OF_SECOND_FACTOR = ("/accounts/", "/i18n/", "/healthz", "/readyz", "/static/")


def locale(get_response: Handler) -> Handler:
    """The language of the page: the one chosen in this browser, else the user's own, else the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response

    return middleware


def second_factor(get_response: Handler) -> Handler:
    """Where a second factor is required, nothing opens before it is set up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            settings.REQUIRE_SECOND_FACTOR
            and isinstance(user, User)
            and not request.path.startswith(FREE_OF_SECOND_FACTOR)
            and not is_mfa_enabled(user)
        ):
            return redirect(reverse("mfa_activate_totp"))
        return get_response(request)

    return middleware


def no_store(get_response: Handler) -> Handler:
    """Nothing that somebody signed in has seen stays in the browser's cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def history(get_response: Handler) -> Handler:
    """Who and by which request, beside every row of field history that this request writes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        with pghistory.context(user=request.user.pk, request=str(request_id)):
            return get_response(request)

    return middleware


class rescued:  # noqa: N801  (reads as a function beside the others; a class for process_view)
    """What is sent after the session has ended is not lost: it waits, sealed, until its author has signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or isinstance(request.user, User):
            return None
        rescued = drafting.rescue(request)
        if rescued is None:
            return None
        if request.path == reverse("keep_draft"):
            return drafting.told(rescued.saved_at, _("You are signed out. Your text is kept until you sign in."), 401)
        messages.info(request, _("You were signed out before this was sent. Your text is kept: sign in to have it."))
        return None


class repeated:  # noqa: N801  (reads as a function beside the others; a class for process_view)
    """A form that this user sent before leads to where it led then, even if its address no longer takes it.

    With other words it is not the same form: it is not carried out either, but its author is told.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(request.user, User) or request.path == reverse("keep_draft"):
            return None
        try:
            token = UUID(request.POST.get("token", ""))
        except ValueError:
            return None
        try:
            return landing(cast(StaffRequest, request), token)
        except SentOtherwise as otherwise:
            return errors.sent_before(request, otherwise.location)


class answers:  # noqa: N801  (reads as a function beside the others; a class for process_exception)
    """Turns what went wrong between people into a page with a way on: 409 for two at once, 503 when it is too busy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Stale | IllegalMove):
            return errors.changed_meanwhile(request)
        if isinstance(exception, SentOtherwise):
            return errors.sent_before(request, exception.location)
        if isinstance(exception, OperationalError):
            if isinstance(exception.__cause__, LockNotAvailable):
                return errors.changed_meanwhile(request)
            return errors.unavailable(request)
        return None
