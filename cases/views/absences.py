"""Who is away: the list, a new absence, and what becomes of the appointments that fall into one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import Foreign, cases_for
from cases.forms.absences import AbsenceForm, CoverForm, HandOverForm
from cases.services import absences
from cases.services.absences import Handed
from cases.views.acting import act_page
from icam import calendar
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import VersionedForm, sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.models import Absence
from icam.permissions import Capability

ACT = "cases/absence_act.html"


@require_safe
@require_capability(Capability.USE_AGENDA)
def absence_list(request: StaffRequest) -> HttpResponse:
    """Who of the own regions is away, from today on."""
    rows = absences.in_reach(request.user, calendar.start_of(calendar.today()))
    mine = set(absences.kept_by(request.user).values_list("pk", flat=True))
    shown = [(row, *absences.in_words(row)) for row in rows]
    return render(request, "cases/absences.html", {"absences": shown, "mine": mine, "now": calendar.now()})


@require_http_methods(["GET", "POST"])
@require_capability(Capability.USE_AGENDA)
def new_absence(request: StaffRequest) -> HttpResponse:
    form = AbsenceForm(sent(request), by=request.user)

    def act() -> str:
        words = form.words()
        return _page(absences.record(words.pop("user"), by=request.user, **words))

    return act_page(
        request, None, form, act, template=ACT, title=gettext_lazy("Record an absence"),
        button=gettext_lazy("Record the absence"), done=gettext_lazy("The absence is recorded."),
        back=reverse("cases:absences"),
    )  # fmt: skip


@require_safe
@require_capability(Capability.USE_AGENDA)
def absence(request: StaffRequest, absence_pk: int) -> HttpResponse:
    """One absence and the appointments in it; of cases that the reader may not open, only how many."""
    shown = _absence(request, absence_pk)
    every = [] if shown.withdrawn_at else list(absences.falling_into(shown))
    visible = set(cases_for(request.user).filter(pk__in=[row.case_id for row in every]).values_list("pk", flat=True))
    cover = shown.cover
    rows = [
        {"interview": row, "taken": bool(cover and absences.is_taken(cover, row))}
        for row in every
        if row.case_id in visible
    ]
    with transaction.atomic():
        record(Verb.AGENDA_SEEN, shown, by=request.user, page="absence", interviews=len(rows))
    context = {
        "absence": shown,
        "when": " – ".join(dict.fromkeys(absences.in_words(shown))),
        "rows": rows,
        "hidden": len(every) - len(rows),
        "free": [row for row in rows if not row["taken"]],
        "records": _records(request, shown),
        "token": HandOverForm(numbers=[])["token"].value(),
    }
    return render(request, "cases/absence.html", context)


@require_http_methods(["GET", "POST"])
@require_capability(Capability.USE_AGENDA)
def choose_cover(request: StaffRequest, absence_pk: int) -> HttpResponse:
    shown = _recorded(request, absence_pk)
    form = CoverForm(sent(request), user=shown.user, initial={"cover": shown.cover_id, "version": shown.version})

    def act() -> str:
        version = form.cleaned_data["version"]
        return _page(absences.choose_cover(shown, by=request.user, version=version, **form.words()))

    return _act(
        request, shown, form, act, title=gettext_lazy("Who stands in"), button=gettext_lazy("Save"),
        done=gettext_lazy("It is kept who stands in."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@require_capability(Capability.USE_AGENDA)
def withdraw_absence(request: StaffRequest, absence_pk: int) -> HttpResponse:
    shown = _recorded(request, absence_pk)
    form = VersionedForm(sent(request), initial={"version": shown.version})

    def act() -> str:
        return _page(absences.withdraw(shown, by=request.user, version=form.cleaned_data["version"]))

    return _act(
        request, shown, form, act, title=gettext_lazy("Withdraw the absence"), risk=True,
        button=gettext_lazy("Withdraw the absence"), done=gettext_lazy("The absence is withdrawn."),
        question=gettext_lazy("Appointments that were handed over go back, and the access given for them ends."),
    )  # fmt: skip


@require_POST
@require_capability(Capability.USE_AGENDA)
def hand_over(request: StaffRequest, absence_pk: int) -> HttpResponse:
    """The appointments that were ticked go to whoever stands in."""
    shown = _recorded(request, absence_pk)
    form = HandOverForm(request.POST, numbers=list(absences.falling_into(shown).values_list("pk", flat=True)))
    handed: list[Handed] = []

    def act() -> str:
        chosen = form.cleaned_data["interviews"]
        handed.append(absences.hand_over(shown, by=request.user, interviews=chosen))
        return _page(shown)

    if form.is_valid() and (answer := carry_out(request, form, act)):
        _tell(request, handed)
        return answer
    for error in [*form.non_field_errors(), *form.errors.get("interviews", [])]:
        messages.error(request, str(error))
    return redirect(_page(shown))


def _tell(request: StaffRequest, handed: list[Handed]) -> None:
    moved, left = sum(len(each.moved) for each in handed), sum(len(each.left) for each in handed)
    if moved:
        messages.success(
            request, ngettext("%d appointment is handed over.", "%d appointments are handed over.", moved) % moved
        )
    if left:
        sentence = ngettext(
            "%d appointment stays: whoever stands in is not free then.",
            "%d appointments stay: whoever stands in is not free then.",
            left,
        )
        messages.warning(request, sentence % left)
    if handed and not moved and not left:
        messages.info(request, _("Nothing was handed over: no appointment was chosen."))


def _absence(request: StaffRequest, pk: int) -> Absence:
    """Foreign like a case: what is not this reader's looks as if it were not there."""
    found = absences.kept_by(request.user).filter(pk=pk).first()
    if found is None:
        raise Foreign
    return found


def _records(request: StaffRequest, shown: Absence) -> bool:
    return not shown.withdrawn_at and absences.staff_of(request.user).filter(pk=shown.user_id).exists()


def _recorded(request: StaffRequest, pk: int) -> Absence:
    """One whose appointments the reader may give away, not one in which he only stands in."""
    staff = absences.staff_of(request.user)
    return get_object_or_404(absences.kept_by(request.user), pk=pk, user__in=staff)


def _page(shown: Absence) -> str:
    return reverse("cases:absence", args=[shown.pk])


def _act(request: StaffRequest, shown: Absence, form: VersionedForm, act: Any, **words: Any) -> HttpResponse:
    return act_page(
        request, None, form, act, template=ACT, versioned=shown, back=_page(shown), about=str(shown.user), **words
    )
