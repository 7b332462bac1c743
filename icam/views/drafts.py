"""What pages ask by themselves while one types: keep the text, say who is here, is the session still on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from icam import drafting, presence, sessions
from icam.dates import clock_in_words
from icam.drafting import SentAlready, Stamp, TooOften
from icam.http import StaffRequest
from icam.services.drafts import TooLarge
from icam.views import errors


def _own_stamp(request: StaffRequest) -> Stamp | None:
    """The stamp of a page that was made for this very user."""
    stamp = drafting.stamp_of(request)
    return stamp if stamp and stamp.user == request.user.pk else None


@require_POST
def keep(request: StaffRequest) -> HttpResponse:
    """Keep a form as it is typed."""
    stamp = _own_stamp(request)
    if stamp is None:
        return drafting.told(None, _("This page is too old to keep a draft. Load it again."), 400)
    try:
        saved_at = drafting.keep(stamp, request.POST)
    except TooLarge:
        return drafting.told(None, _("The text is too long to be kept as a draft. Send it in parts."), 413)
    except TooOften:
        return drafting.told(None, _("The draft is kept a little later."), 429)
    except SentAlready:
        return drafting.told(None, _("This form was sent already. Open it again to write more."), 409)
    return drafting.told(saved_at, _("Draft kept at %(time)s") % {"time": clock_in_words(saved_at)})


@require_POST
def discard(request: StaffRequest) -> HttpResponse:
    """The author does not want the draft."""
    stamp = _own_stamp(request)
    if stamp is None:
        return errors.page(request, 400)
    drafting.drop(stamp)
    return redirect(stamp.path)


@sessions.quiet
@require_POST
def here(request: StaffRequest) -> HttpResponse:
    """The form is still open; who else has it open."""
    stamp = _own_stamp(request)
    others = presence.here(request.user, stamp.form, stamp.record) if stamp and stamp.record else []
    return JsonResponse({"said": presence.said_of(others)})


@csrf_exempt  # the page may be from before somebody signed in again; from another site the cookie does not come along
@login_not_required
@sessions.quiet
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """What is left of the session; sent, it is a sign that somebody is there."""
    if request.method == "POST" and request.user.is_authenticated:
        sessions.seen(request)
    left = sessions.left(request)
    return JsonResponse({"seconds": left.seconds, "extendable": left.extendable})
