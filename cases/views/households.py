"""A household over time: who is born into it, leaves, comes back, leads it, separates, is reunited."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import cases_for, open_case
from cases.enums import HouseholdKind, MemberRole
from cases.enums.people import LeaveReason
from cases.forms.households import (
    BackForm,
    BirthForm,
    DaysForm,
    LeaveForm,
    OtherCaseForm,
    PrincipalForm,
    ReuniteForm,
    RoleForm,
    SplitForm,
)
from cases.models import Case, Member
from cases.services import headcount, households, memberships, splits
from cases.views.acting import act_page
from icam.calendar import today
from icam.fields import VersionField
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.views import errors
from icam.workflow import Stale


def back(case: Case) -> str:
    return reverse("cases:people", args=[case.pk])


def _page(request: StaffRequest, case: Case, form: BaseForm, act: Callable[[], None], **shown: Any) -> HttpResponse:
    """An act on the household, as it was when the page was opened; back to who belongs to it."""

    def carry() -> str:
        act()
        return back(case)

    return act_page(request, case, form, carry, versioned=case.household, **shown)


def _member(case: Case, pk: int) -> Member:
    return get_object_or_404(case.household.members.with_persons().select_related("household"), pk=pk)


@require_http_methods(["GET", "POST"])
def birth(request: StaffRequest, pk: int) -> HttpResponse:
    """A child is born into the household."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = BirthForm(sent(request), initial={"family_name": case.household.head.family_name})

    def act() -> None:
        households.birth(case.household, by=request.user, case=case, **form.child())

    return _page(
        request, case, form, act, title=gettext_lazy("A child is born"), button=gettext_lazy("Add the child"),
        done=gettext_lazy("The child belongs to the household."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def leave(request: StaffRequest, pk: int, member_pk: int) -> HttpResponse:
    """Somebody no longer belongs to the household; when it is the principal, another takes over."""
    case = open_case(request, pk, Capability.WORK_CASE)
    member = _member(case, member_pk)
    if member.left_on:
        raise Http404
    form = LeaveForm(sent(request), member=member)

    def act() -> None:
        words = form.words() | {"because": LeaveReason(form.cleaned_data["because"])}
        households.leave(member, by=request.user, case=case, **words)

    return _page(
        request, case, form, act, title=gettext_lazy("End a membership"), button=gettext_lazy("End the membership"),
        done=gettext_lazy("The membership has ended."), about=member.person.current.name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def come_back(request: StaffRequest, pk: int, member_pk: int) -> HttpResponse:
    """A former member belongs to the household again."""
    case = open_case(request, pk, Capability.WORK_CASE)
    member = _member(case, member_pk)
    if not member.left_on:
        raise Http404
    role = MemberRole.OTHER if member.role == MemberRole.PRINCIPAL else member.role
    form = BackForm(sent(request), initial={"role": role, "joined_on": today()})

    def act() -> None:
        words = form.words() | {"role": MemberRole(form.cleaned_data["role"])}
        households.join(case.household, member.person.current, by=request.user, case=case, **words)

    return _page(
        request, case, form, act, title=gettext_lazy("A former member comes back"),
        button=gettext_lazy("Add to the household"), done=gettext_lazy("Added to the household."),
        about=member.person.current.name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def role(request: StaffRequest, pk: int, member_pk: int) -> HttpResponse:
    """Another role from a day on."""
    case = open_case(request, pk, Capability.WORK_CASE)
    member = _member(case, member_pk)
    if member.left_on or member.role == MemberRole.PRINCIPAL:
        raise Http404
    start = {"role": member.role, "on": today(), "version": case.household.version}
    form = RoleForm(sent(request), initial=start)

    def act() -> None:
        words = form.words() | {"role": MemberRole(form.cleaned_data["role"])}
        households.change_role(member, by=request.user, case=case, **words)

    return _page(
        request, case, form, act, title=gettext_lazy("Change the role"), button=gettext_lazy("Change the role"),
        done=gettext_lazy("The role has changed. The earlier one stays in the history."),
        about=member.person.current.name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def days(request: StaffRequest, pk: int, member_pk: int) -> HttpResponse:
    """Correct the days of a membership."""
    case = open_case(request, pk, Capability.WORK_CASE)
    member = _member(case, member_pk)
    start = {"joined_on": member.joined_on, "left_on": member.left_on, "version": case.household.version}
    form = DaysForm(sent(request), member=member, initial=start)

    def act() -> None:
        memberships.correct(member, by=request.user, case=case, **{"left_on": None, **form.words()})

    return _page(
        request, case, form, act, title=gettext_lazy("Correct the days"), button=gettext_lazy("Save"),
        done=gettext_lazy("Saved. What began or ended on the same day has moved with it."),
        about=f"{member.person.current.name}, {member.get_role_display()}",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def principal(request: StaffRequest, pk: int) -> HttpResponse:
    """Another adult leads the household."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = PrincipalForm(sent(request), case=case, initial={"on": today(), "version": case.household.version})

    def act() -> None:
        words = form.words() | {"former_role": MemberRole(form.cleaned_data["former_role"])}
        households.change_principal(case.household, by=request.user, to=words.pop("successor"), case=case, **words)

    return _page(
        request, case, form, act, title=gettext_lazy("Change the principal"),
        button=gettext_lazy("Change the principal"), done=gettext_lazy("The principal has changed."),
        about=case.household.head.name,
    )  # fmt: skip


@require_POST
def kind(request: StaffRequest, pk: int) -> HttpResponse:
    """The household is what its members make it: the proposal, confirmed."""
    case = open_case(request, pk, Capability.WORK_CASE)
    proposed = headcount.of(case.household, on=today()).kind
    version = VersionField().clean(request.POST.get("version"))
    try:
        households.confirm_kind(case, by=request.user, version=version, kind=HouseholdKind(proposed))
    except Stale:
        return errors.changed_meanwhile(request, back=back(case))
    messages.success(request, _("From today the household is: %s.") % proposed.label)
    return redirect("cases:people", pk)


@require_http_methods(["GET", "POST"])
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """Some members leave together and are a household of their own, with a case of their own if wanted."""
    case = open_case(request, pk, Capability.WORK_CASE)
    start = {"on": today(), "version": case.household.version}
    form = SplitForm(sent(request), case=case, user=request.user, initial=start)

    def act() -> None:
        done = splits.split(case, by=request.user, **form.split())
        told = _("The new household is: %s.") % done.household.get_kind_display()
        if done.case:
            told += " " + _("Its case is %s.") % done.case.reference
        messages.info(request, told)

    return _page(
        request, case, form, act, title=gettext_lazy("Split the household"),
        button=gettext_lazy("Split the household"),
        done=gettext_lazy("The household is split. Orders stay with the persons, the days to leave follow."),
        template="cases/split.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def other_case(request: StaffRequest, pk: int) -> HttpResponse:
    """With which case: its reference leads on to the reunion, or to keeping two persons apart."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = OtherCaseForm(sent(request))
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        other = cases_for(request.user).filter(reference=reference).exclude(household=case.household_id).first()
        if other:
            return redirect(f"cases:{form.cleaned_data['purpose']}", pk, other.pk)
        form.add_error("reference", _("No other case with this reference is open to you."))
    title = gettext_lazy("Another household")
    return render(request, "cases/act.html", {"case": case, "form": form, "title": title, "button": _("Go on")})


@require_http_methods(["GET", "POST"])
def reunite(request: StaffRequest, pk: int, other_pk: int) -> HttpResponse:
    """Members of another household belong to this one from a day on; what becomes of the emptied one is said."""
    case = open_case(request, pk, Capability.WORK_CASE)
    other = open_case(request, other_pk, Capability.WORK_CASE)
    form = ReuniteForm(sent(request), other=other, initial={"version": case.household.version})

    def act() -> None:
        words = form.words() | {"role": MemberRole(form.cleaned_data["role"])}
        done = splits.reunite(case, by=request.user, other=other, **words)
        _tell_of_emptied(request, done.emptied)

    return _page(
        request, case, form, act, title=gettext_lazy("Reunite the households"),
        button=gettext_lazy("Reunite the households"), done=gettext_lazy("The households are reunited."),
        template="cases/reunite.html", other=other,
    )  # fmt: skip


def _tell_of_emptied(request: StaffRequest, emptied: list[Case]) -> None:
    if not emptied:
        return
    told = ngettext(
        "Nobody is left in the other household. Its case %(cases)s is proposed for closing as a duplicate;"
        " another person decides.",
        "Nobody is left in the other household. Its cases %(cases)s are proposed for closing as duplicates;"
        " another person decides.",
        len(emptied),
    )
    messages.warning(request, told % {"cases": ", ".join(case.reference for case in emptied)})
