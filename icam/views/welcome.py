"""Setting the own password, by the link an administrator handed over. Open to everybody who holds the link."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from icam.forms.base import sent
from icam.forms.users import NewPasswordForm
from icam.services import password_links
from icam.workflow import Stale

COOKIE = "icam_welcome"
COOKIE_SECONDS = 3600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """First with the secret in the address, which is put away in a cookie at once; then the form, without it."""
    if refusal := ratelimit.consume_or_429(
        request, app="allauth.account", action="reset_password_from_key", limit_get=True
    ):
        answer: HttpResponse = refusal
        return answer
    if request.GET:
        return _put_away(request)
    user = password_links.holder(request.get_signed_cookie(COOKIE, "", max_age=COOKIE_SECONDS) or "")
    if user is None:
        return _gone(request)
    form = NewPasswordForm(sent(request), user=user)
    if form.is_valid():
        try:
            password_links.redeem(user, by=user, password=form.cleaned_data["password"])
        except Stale:
            return _gone(request)
        messages.success(request, _("Your password is set. Sign in with it now."))
        response = redirect("account_login")
        response.delete_cookie(COOKIE, path=reverse("office:welcome"))
        return response
    return render(request, "office/welcome.html", {"form": form, "holder": user})


def _put_away(request: HttpRequest) -> HttpResponse:
    """The secret out of the address: neither the history nor a referrer keeps it, and nothing is stored here."""
    if set(request.GET) != {"link"} or request.method == "POST":
        raise BadRequest
    secret = request.GET["link"]
    if password_links.holder(secret) is None:
        return _gone(request)
    response = redirect("office:welcome")
    response.set_signed_cookie(
        COOKIE, secret, max_age=COOKIE_SECONDS, path=reverse("office:welcome"), httponly=True, samesite="Lax",
        secure=settings.HTTPS,
    )  # fmt: skip
    response["Referrer-Policy"] = "no-referrer"
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "office/welcome_gone.html", status=410)
