from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import open_case
from cases.forms.restricted import CorrectRestrictedForm, EndRestrictedForm, WriteRestrictedForm
from cases.models import Case, RestrictedNote
from cases.services import restricted
from cases.views.acting import act_page
from cases.views.frame import frame_of
from icam import sealing
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability
from icam.views import errors


@require_safe
def notes(request: StaffRequest, pk: int) -> HttpResponse:
    """What only the coach and the manager of the case read."""
    case = open_case(request, pk, Capability.VIEW_RESTRICTED)
    opened = restricted.read(case, by=request.user)
    context = {
        **frame_of(request, case, tab="restricted"),
        "standing": [each for each in opened if each.note.ended_on is None],
        "ended": [each for each in opened if each.note.ended_on is not None],
        "has_key": sealing.has_key(),
    }
    return render(request, "cases/restricted.html", context)


def _back(case: Case) -> str:
    return reverse("cases:restricted", args=[case.pk])


def _note(case: Case, pk: int) -> RestrictedNote:
    found: RestrictedNote = get_object_or_404(restricted.standing(case), pk=pk)
    return found


@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, pk: int) -> HttpResponse:
    """A new restricted note."""
    case = open_case(request, pk, Capability.VIEW_RESTRICTED)
    form = WriteRestrictedForm(sent(request), case=case)

    def act() -> str:
        restricted.write(case, by=request.user, **form.words())
        return _back(case)

    return act_page(
        request, case, form, act, title=_("Write a restricted note"), button=_("Seal and save"), done=_("Saved."),
        back=_back(case),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int, note_pk: int) -> HttpResponse:
    """Review a note: write it anew and say when it is looked at next."""
    case = open_case(request, pk, Capability.VIEW_RESTRICTED)
    note = _note(case, note_pk)
    opened = restricted.read_one(case, note, by=request.user)
    if opened.trouble:
        return errors.page(request, 409, sentence=opened.trouble, back=_back(case))
    form = CorrectRestrictedForm(sent(request), initial=restricted.words_of(opened))

    def act() -> str:
        restricted.correct(case, note, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return _changed(request, case, note, form, act, _("Review a restricted note"))


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, pk: int, note_pk: int) -> HttpResponse:
    """A note no longer applies."""
    case = open_case(request, pk, Capability.VIEW_RESTRICTED)
    note = _note(case, note_pk)
    form = EndRestrictedForm(sent(request), initial={"ended_on": today(), "version": note.version})

    def act() -> str:
        restricted.end(case, note, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _back(case)

    return _changed(request, case, note, form, act, _("End a restricted note"))


def _changed(request: StaffRequest, case: Case, note: RestrictedNote, form: Any, act: Any, title: Any) -> HttpResponse:
    about = f"{note.get_kind_display()} · {note.person.name}"
    return act_page(
        request, case, form, act, title=title, button=_("Save"), done=_("Saved."), versioned=note, about=about,
        back=_back(case),
    )  # fmt: skip
