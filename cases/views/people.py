from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases import chronicle
from cases.access import cases_for, holds, open_case
from cases.enums import MemberRole
from cases.forms.people import JoinForm, PersonForm
from cases.models import Case, Member, Person
from cases.services import apart, finding, headcount, households, newcomers, people, sides
from cases.views.acting import act_page
from cases.views.frame import frame_of
from cases.views.search import asking, keep_trail
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out
from icam.permissions import Capability
from icam.refusals import Refused
from icam.views import errors
from icam.workflow import Stale

NAMED = [f"person__{path}{names}" for path in ("", "merged_into__") for names in ("file_numbers", "aliases")]


@require_safe
def people_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Who belongs to the household, and who did."""
    case = open_case(request, pk)
    members = case.household.members.with_persons().prefetch_related(*NAMED)
    here = [member for member in members if not member.left_on or member.left_on > today()]
    made = headcount.of(case.household, on=today())
    context = {
        **frame_of(request, case, tab="people"),
        "members": [(member, households.is_grown_child(member, on=today())) for member in here],
        "former": _former(request, case, members, here),
        "events": chronicle.events(case.household),
        "made": made,
        "proposed": made.kind if here and made.kind != case.household.kind else None,
        "apart": apart.pairs_of(case, reader=request.user),
        "may_work": holds(request.user, case, Capability.WORK_CASE),
        **_standing(request, case),
        "may_lift": holds(request.user, case, Capability.LIFT_APART),
    }
    return render(request, "cases/people.html", context)


def _standing(request: StaffRequest, case: Case) -> dict[str, Any]:
    """Who of the household is registered elsewhere too, or may be."""
    rows = sides.standing_of(case, by=request.user)
    return {
        "standing": rows,
        "standing_is_quiet": all(row.is_quiet for row in rows),
        "may_merge": request.user.may(Capability.MERGE_PERSONS),
    }


def _former(request: StaffRequest, case: Case, members: Iterable[Member], here: list[Member]) -> list[dict[str, Any]]:
    """The last membership of everybody who has left, and where he is followed now, if the reader may know it.

    Never a household of somebody who is kept from one of this one: whoever lives with her would lead there.
    """
    still = {member.person.current.pk for member in here}
    last = {member.person.current.pk: member for member in sorted(members, key=lambda one: one.joined_on)}
    guarded = apart.homes_of(apart.hidden_on(case).persons)
    rows = []
    for person, member in last.items():
        if person in still:
            continue
        now_in = Member.objects.of(person).filter(left_on__isnull=True).values("household")
        cases = cases_for(request.user).filter(household__in=now_in).exclude(household__in=guarded).order_by("-pk")
        rows.append({"member": member, "case": cases.first(), "is_free": not now_in.exists()})
    return rows


def _member(case: Case, person_pk: int) -> Member:
    found = case.household.members.with_persons().of(person_pk).last()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def person(request: StaffRequest, pk: int, person_pk: int) -> HttpResponse:
    """Correct a person's data."""
    case = open_case(request, pk, Capability.WORK_CASE)
    subject = _member(case, person_pk).person.current
    before = PersonForm.initial_of(subject)
    form = PersonForm(sent(request), initial=before)
    if form.is_valid():

        def act() -> str:
            people.change(subject, by=request.user, version=form.cleaned_data["version"], case=case, **form.person())
            return reverse("cases:people", args=[case.pk])

        try:
            answer = carry_out(request, form, act)
        except Stale:
            subject.refresh_from_db()
            return errors.conflict(
                request, form=form, now=PersonForm.initial_of(subject), version=subject.version, back=request.path
            )
        if answer:
            messages.success(request, _("Saved."))
            for warning in form.warnings:
                messages.warning(request, str(warning))
            return answer
    return render(request, "cases/person.html", {"case": case, "form": form, "person": subject})


@require_http_methods(["GET", "POST"])
def join(request: StaffRequest, pk: int) -> HttpResponse:
    """A new member of the household, not yet registered."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = JoinForm(sent(request), initial={"joined_on": today()})

    def act() -> str:
        typed = form.cleaned_data
        households.join(
            case.household,
            _newcomer(request, form),
            by=request.user,
            role=MemberRole(typed["role"]),
            joined_on=typed["joined_on"],
            case=case,
        )
        return reverse("cases:people", args=[case.pk])

    answer = act_page(
        request, case, form, lambda: asking(request, form, act), title=gettext_lazy("Add a member"),
        button=gettext_lazy("Add to the household"), done=gettext_lazy("Added to the household."),
        template="cases/join.html",
    )  # fmt: skip
    if form.known:
        keep_trail(request, form.known, "join")
    return answer


def _newcomer(request: StaffRequest, form: JoinForm) -> Person:
    """Who joins: the known person that was picked, or somebody nobody knows yet."""
    picked = form.cleaned_data["known_person"]
    if not picked:
        return newcomers.register(by=request.user, decided=form.decided, **form.person())
    known = finding.free(request.user).filter(pk=picked).first()
    if known is None:
        raise Refused(_("This person cannot join: another case follows him."))
    return known
