"""Every address, in one place; tests/test_permissions.py has a row for each."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from icam.views import drafts, health, styleguide
from icam.views.account import account
from icam.views.closed import not_here
from reporting.views.home import home

# Offered by the sign-in library, not by this office: nobody signs up, changes his own address or links other accounts.
CLOSED = (
    "signup/",
    "email/",
    "confirm-email/",
    "login/code/confirm/",
    "password/set/",
    "3rdparty/",
    "3rdparty/signup/",
)

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
    path("accounts/mine/", account, name="account"),
    *[path(f"accounts/{page}", not_here) for page in CLOSED],
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("drafts/", drafts.keep, name="keep_draft"),
    path("drafts/discard/", drafts.discard, name="discard_draft"),
    path("drafts/here/", drafts.here, name="still_here"),
    path("session/", drafts.session, name="session"),
    path("office/", include("icam.office_urls")),
    path("", home, name="home"),
    path("cases/", include("cases.urls")),
    path("counter/", include("cases.counter_urls")),
    path("agenda/", include("cases.agenda_urls")),
    path("letters/", include("invitations.urls")),
    path("figures/", include("reporting.urls")),
]

handler400 = "icam.views.errors.bad_request"
handler403 = "icam.views.errors.permission_denied"
handler404 = "icam.views.errors.page_not_found"
handler429 = "icam.views.errors.too_many"
handler500 = "icam.views.errors.server_error"
