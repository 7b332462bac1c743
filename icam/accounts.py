"""How people get in: accounts are made by administrators only, and act as they stand now, not as they once were."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from icam.audit import record
from icam.enums import Verb
from icam.models import User


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
            record(Verb.SIGNED_IN, user, by=user)

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
