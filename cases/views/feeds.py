"""The calendar that a coach's own program reads: its secret address, and what it answers."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.services import feeds
from icam.forms.base import OnceForm, sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.permissions import Capability

RATE = "60/m/ip"
PARAMETER = "key"  # in the query string: no log of ours keeps that part of an address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.USE_AGENDA)
def feed(request: StaffRequest) -> HttpResponse:
    """Whether there is an address, and the button for a new one; the secret stands on the answer to that, once."""
    form = OnceForm(sent(request))
    pages: list[HttpResponse] = []

    def make() -> str:
        link = request.build_absolute_uri(reverse("cases:calendar", query={PARAMETER: feeds.make(by=request.user)}))
        pages.append(render(request, "cases/feed_made.html", {"link": link}))
        return reverse("cases:feed")

    answer = carry_out(request, form, make) if form.is_valid() else None
    if answer:
        return pages[0] if pages else answer
    return render(request, "cases/feed.html", {"form": form, "feed": feeds.standing(request.user)})


@require_POST
@require_capability(Capability.USE_AGENDA)
def revoke_feed(request: StaffRequest) -> HttpResponse:
    if feed := feeds.standing(request.user):
        feeds.revoke(feed, by=request.user)
        messages.success(request, _("The calendar address no longer answers."))
    return redirect("cases:feed")


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar, for whoever holds the secret; without a known one, nothing is here."""
    refusal = ratelimit.consume_or_429(
        request, app="icam", action="calendar", config={"calendar": RATE}, limit_get=True
    )
    if refusal:
        limited: HttpResponse = refusal
        return limited
    found = feeds.holder(request.GET.get(PARAMETER, ""))
    if found is None:
        raise Http404
    answer = HttpResponse(feeds.read(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="icam.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
