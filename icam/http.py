"""What views share: the request of somebody signed in, the frame of the page, and a form carried out once."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam import sessions
from icam.dates import moment_in_words
from icam.models import Submission, User
from icam.overtaken import Saving
from icam.permissions import Capability
from icam.refusals import attempt


class StaffRequest(HttpRequest):
    """A request that passed sign-in: `user` is one of ours. For annotations only."""

    user: User


MACHINERY = {"csrfmiddlewaretoken", "token", "version", "stamp"}  # of a form: not what somebody answered


# What stands in the header, for whom: (view name, needs, label).
def _entries(user: User) -> list[tuple[str, str]]:
    entries = [("home", _("Home"))]
    if user.may(Capability.VIEW_CASE):
        entries.append(("cases:list", _("Cases")))
    if user.may(Capability.USE_AGENDA):
        entries.append(("agenda:page", _("Agenda")))
    if user.may(Capability.WORK_CASE):
        entries.append(("invitations:list", _("Letters")))
    if user.may(Capability.USE_COUNTER):
        entries.append(("counter:home", _("Counter")))
    if user.may(Capability.VIEW_FIGURES):
        entries.append(("reporting:year", _("Figures")))
    if user.may(Capability.MANAGE_OFFICE):
        entries += [
            ("office:users", _("Users")),
            ("office:regions", _("Regions")),
            ("office:offices", _("Offices and desks")),
            ("office:closing_days", _("Closing days")),
        ]
    return entries


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries of the header for this user; the one we are in is marked."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    here = request.path
    entries = [{"url": reverse(name), "label": label, "current": False} for name, label in _entries(user)]
    inside = [entry for entry in entries if here.startswith(str(entry["url"])) and entry["url"] != "/"]
    for entry in inside or [entry for entry in entries if entry["url"] == here]:
        entry["current"] = True
    return entries


def office(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "navigation": navigation(request),
        "session_left": sessions.left(request),
        "can_search": isinstance(getattr(request, "user", None), User) and request.user.may(Capability.VIEW_CASE),  # type: ignore[union-attr]
    }


def require_capability(capability: Capability) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Close a view to roles that do not hold `capability` at all; on which rows, the view asks itself."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(capability):
                raise PermissionDenied(gettext_lazy("Your role does not open this page."))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def once(request: StaffRequest, token: UUID, act: Callable[[], Any]) -> HttpResponseRedirect:
    """Carry out `act` unless this very form was carried out before, and go to what it returns (a model or a path).

    A second press of the button, or the same form in two tabs, waits for the first and lands on its result. Raises
    SentOtherwise when the second says something else.
    """
    with transaction.atomic():
        _made, new = Submission.objects.get_or_create(token=token, defaults={"user": request.user})
        if new:
            answer = redirect(act())
            Submission.objects.filter(pk=token).update(location=answer.url, words=hash_of(request))
            return answer
    return landing(request, token) or redirect("home")


class SentOtherwise(Exception):
    """This user has sent the form with this token before, and it said something else; where it led to then."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def landing(request: StaffRequest, token: UUID) -> HttpResponseRedirect | None:
    """Where the same form led when this user sent it before; None when he never did. Raises SentOtherwise."""
    first = Submission.objects.filter(pk=token, user=request.user).exclude(location="").first()
    if first and first.words not in {"", hash_of(request)}:
        raise SentOtherwise(first.location)
    return redirect(first.location) if first else None


def answers_of(sent: QueryDict) -> dict[str, list[str]]:
    """What somebody answered, by the name of the field: without the machinery of the form, and no password."""
    return {name: values for name, values in sent.lists() if name not in MACHINERY and "password" not in name}


def hash_of(request: HttpRequest) -> str:
    """A hash of what the form says, under our key, so that nobody can guess short answers from it."""
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    said = json.dumps([sorted(answers_of(request.POST).items()), sorted(files)])
    return salted_hmac("icam.submission", said, algorithm="sha256").hexdigest()


def carry_out(request: StaffRequest, form: BaseForm, act: Callable[[], Any]) -> HttpResponse | None:
    """`once` for a valid form with a `token`: where to go on, or None with the refusal beside the field it names."""
    answer: HttpResponse | None = attempt(form, lambda: once(request, form.cleaned_data["token"], act))
    return answer


def renew(form: BaseForm, version: int, saving: Saving | None = None) -> None:
    """Let a form that came too late be sent again as it was typed, on the version as it stands now."""
    if isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        form.data["version"] = str(version)
    if saving and saving.name and saving.at:
        said = _("%(name)s changed this on %(moment)s, after you opened the page. If it still fits, send it again.")
        form.add_error(None, said % {"name": saving.name, "moment": moment_in_words(saving.at)})
    else:
        form.add_error(None, _("A colleague changed this after you opened the page. If it still fits, send it again."))
