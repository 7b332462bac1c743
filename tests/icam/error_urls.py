"""The office's addresses, the styleguide, and pages that fail on purpose."""

from functools import partial  # the mark goes to a view of its own: on the shared one it would open it everywhere

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from icam import urls
from icam.urls import handler400, handler403, handler404, handler429, handler500
from icam.views import errors, styleguide

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


@login_not_required
def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise {
        "fault": RuntimeError("secret detail"),
        "suspicious": SuspiciousOperation("secret detail"),
        "refused": PermissionDenied("secret detail"),
        "told": PermissionDenied(_("Nobody approves his own proposal.")),
    }[kind]


@login_not_required
def busy(request: HttpRequest) -> HttpResponse:
    return errors.unavailable(request)


@login_not_required
def flooded(request: HttpRequest) -> HttpResponse:
    return errors.too_many(request)


@login_not_required
def old_button(request: HttpRequest) -> HttpResponse:
    return errors.changed_meanwhile(request, sentence=_("This interview was held already."), back="/cases/7/")


@login_not_required
def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    path("fail/<str:kind>", fail),
    path("busy", busy),
    path("flooded", flooded),
    path("old-button", old_button),
    path("take", take),
    path("guide", login_not_required(partial(styleguide.styleguide))),
    *urls.urlpatterns,
]
