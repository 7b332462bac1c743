"""The users' pages of the administrators. Nobody's file, nobody's case: numbers at most."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from icam.forms.base import sent
from icam.forms.users import ReasonForm, UserForm, UserListForm, as_typed
from icam.http import StaffRequest, carry_out, renew, require_capability
from icam.models import User
from icam.models.user import UserQuerySet
from icam.permissions import Capability, Role
from icam.services import password_links, users
from icam.views import errors
from icam.workflow import Stale

PAGE_SIZE = 50
ORDERS = {
    "name": ("last_name", "first_name", "pk"),
    "-name": ("-last_name", "-first_name", "-pk"),
    "last_login": (F("last_login").asc(nulls_first=True), "pk"),
    "-last_login": (F("last_login").desc(nulls_last=True), "pk"),
}


@require_safe
@require_capability(Capability.MANAGE_OFFICE)
def listed(request: StaffRequest) -> HttpResponse:
    form = UserListForm.read(request.GET)
    page = _page(_found(form).for_administration(), form)
    context = {
        "form": form,
        "page": page,
        "active": User.objects.active().count(),
        "without_region": User.objects.without_region().count(),
        "without_second_factor": User.objects.without_second_factor().count(),
    }
    return render(request, "office/users.html", context)


def _found(form: UserListForm) -> UserQuerySet:
    asked = form.cleaned_data
    found: UserQuerySet = {
        "": User.objects.active(),
        "invited": User.objects.invited(),
        "deactivated": User.objects.filter(is_active=False),
        "all": User.objects.all(),
    }[asked["state"]]
    if asked["missing"] == "region":
        found = found.without_region()
    if asked["missing"] == "second_factor":
        found = found.without_second_factor()
    if asked["role"]:
        found = found.filter(role=asked["role"])
    if asked["region"]:
        found = found.filter(pk__in=asked["region"].users.values("pk"))
    return found.named(asked["q"]).order_by(*ORDERS[asked["sort"] or "name"])


def _page(rows: "QuerySet[User]", form: UserListForm) -> "Page[User]":
    paginator = Paginator(rows, PAGE_SIZE)
    number = form.cleaned_data["page"] or 1
    if number > paginator.num_pages:
        raise Http404
    return paginator.page(number)


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def add(request: StaffRequest) -> HttpResponse:
    form = UserForm(sent(request))
    if form.is_valid() and (answer := _link_once(request, form, lambda: users.invite(by=request.user, **form.words()))):
        return answer
    return render(request, "office/user_add.html", {"form": form, "own": False})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def user(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _get(pk)
    own = shown.pk == request.user.pk
    form = UserForm(sent(request), user=shown, own=own, initial=as_typed(shown))
    if form.is_valid():
        differed: list[bool] = []

        def act() -> str:
            version = form.cleaned_data["version"]
            differed.append(bool(users.change(shown, by=request.user, version=version, **form.words())))
            return reverse("office:user", args=[pk])

        try:
            answer = carry_out(request, form, act)
        except Stale:
            shown = _get(pk)
            return errors.conflict(request, form=form, now=as_typed(shown), version=shown.version)
        if answer:
            said = _("%s is changed; it acts on the next click.") if all(differed) else _("Nothing differed for %s.")
            messages.success(request, said % shown)
            return answer
    shown = _get(pk)
    context = {"shown": shown, "form": form, "own": own, "open_cases": shown.cases.open().count()}
    return render(request, "office/user.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def password_link(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _get(pk)
    form = _reason_form(request, shown)
    if form.is_valid() and (answer := _link_once(request, form, lambda: shown)):
        return answer
    return render(request, "office/user_password_link.html", {"shown": shown, "form": form})


def _link_once(request: StaffRequest, form: UserForm | ReasonForm, find: Callable[[], User]) -> HttpResponse | None:
    """The one page on which a new link stands: the answer to this very form, and to nothing else.

    The same form sent again leads to the user's page; None when the rules refuse, with the reason in the form.
    """
    pages: list[HttpResponse] = []

    def make() -> str:
        holder = find()
        secret = password_links.make(holder, by=request.user, reason=form.cleaned_data.get("reason", ""))
        link = request.build_absolute_uri(reverse("office:welcome", query={"link": secret}))
        context = {"shown": holder, "link": link, "days": password_links.days_valid()}
        pages.append(render(request, "office/user_link_made.html", context))
        return reverse("office:user", args=[holder.pk])

    answer = carry_out(request, form, make)
    return pages[0] if answer and pages else answer


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def reset_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, "office/user_reset_second_factor.html", _("The second factor of %s is reset."),
        lambda shown, form: users.reset_second_factor(shown, by=request.user, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def deactivate(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, "office/user_deactivate.html", _("%s is deactivated."),
        lambda shown, form: users.deactivate(shown, by=request.user, **_given(form)),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.MANAGE_OFFICE)
def reactivate(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, "office/user_reactivate.html", _("%s may sign in again."),
        lambda shown, form: users.reactivate(shown, by=request.user, **_given(form)),
    )  # fmt: skip


def _act(
    request: StaffRequest, pk: int, template: str, done: str, act: Callable[[User, ReasonForm], User]
) -> HttpResponse:
    """Ask, carry out, go back to the user; `done` is said of him."""
    shown, status = _get(pk), 200
    form = _reason_form(request, shown)
    if form.is_valid():

        def carried() -> str:
            act(shown, form)
            return reverse("office:user", args=[pk])

        try:
            answer = carry_out(request, form, carried)
        except Stale:
            shown, status, answer = _get(pk), 409, None
            renew(form, shown.version)
        if answer:
            messages.success(request, done % shown)
            return answer
    managers = User.objects.active().filter(role=Role.MANAGER, regions__in=shown.regions.all()).distinct()
    context = {"shown": shown, "form": form, "open_cases": shown.cases.open().count(), "managers": managers}
    return render(request, template, context, status=status)


def _get(pk: int) -> User:
    found: User = get_object_or_404(User.objects.for_administration(), pk=pk)
    return found


def _reason_form(request: StaffRequest, shown: User) -> ReasonForm:
    return ReasonForm(sent(request), initial={"version": shown.version})


def _given(form: ReasonForm) -> dict[str, Any]:
    return {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
