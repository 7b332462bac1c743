"""How people get in: accounts are made by administrators only, and act as they stand now, not as they once were."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from icam import sessions
from icam.audit import record
from icam.enums import Verb
from icam.models import User


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the next pages in this browser speak `language`: the cookie is what icam.middleware.locale reads first."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH, secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY, samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )  # fmt: skip


class ActiveUserBackend(AuthenticationBackend):
    """User name and password; a deactivated account is nobody from its next request on."""

    def get_user(self, user_id: int) -> User | None:
        found: User | None = User.objects.select_related("office").filter(pk=user_id, is_active=True).first()
        return found


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; sign-ins and refusals go to the trail, by number and without what was typed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        with transaction.atomic():
            super().login(request, user)
            sessions.begin(request)
            record(Verb.SIGNED_IN, user, by=user)

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        """Whoever signs in finds the pages in the own language, whatever the colleague at this desk had chosen."""
        response: HttpResponse = super().post_login(request, user, **given)
        keep_language(response, user.language)
        return response

    def logout(self, request: HttpRequest) -> None:
        with transaction.atomic():
            if isinstance(request.user, User):
                record(Verb.SIGNED_OUT, request.user, by=request.user)
            super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        named = User.objects.filter(username=credentials.get("username") or "").first()
        with transaction.atomic():
            record(Verb.SIGN_IN_FAILED, named, by=None)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The federal log-in opens existing accounts; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002  (allauth's signature)
        return False
