from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cases.access import Foreign, get_case, holds, open_case
from cases.services import apart
from icam.calendar import today
from icam.http import StaffRequest, carry_out
from icam.languages import language
from icam.permissions import Capability
from icam.views import errors
from icam.workflow import Stale
from invitations import workflow
from invitations.enums import MADE, LetterState
from invitations.forms import AgainForm, CancelForm, SendForm
from invitations.models import Letter
from invitations.services import calling, languages, letters
from invitations.views.mending import links

RUNNING = (LetterState.READY, LetterState.RENDERING)


def _letter(pk: int) -> Letter:
    """The letter, before it is asked who may see it: the view asks for its case next."""
    rows = Letter.objects.select_related(
        "case__household__principal__merged_into", "case__region", "addressee__merged_into", "drafted_by", "sent_by",
        "interview__desk__office", "interview__office", "interview__coach", "case__coach",
    )  # fmt: skip
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Foreign
    return found


def _page(request: StaffRequest, letter: Letter, **forms: Any) -> HttpResponse:
    """The letter with exactly the acts that this reader may do now; `forms` are those that were refused."""
    case = letter.case
    may_work = holds(request.user, case, Capability.WORK_CASE)
    fitting: dict[str, Any] = {}
    if may_work and workflow.SEND.fits(letter.state):
        fitting["send_form"] = SendForm(letter=letter)
    if may_work and workflow.CANCEL.fits(letter.state):
        fitting["cancel_form"] = CancelForm(letter=letter)
    if may_work and workflow.ORDER.fits(letter.state):
        fitting["again_form"] = AgainForm(letter=letter)
    context = {
        "letter": letter,
        "case": case,
        "called": calling.of(letter, on=letter.sent_on or today()),
        "person": letter.addressee.current,
        "language": language(letter.language),
        "language_reason": languages.told(letter.language_reason),
        "is_running": letter.state in RUNNING,
        "holes": links(letter) if letter.state == LetterState.FAILED else [],
        "may_work": may_work,
    }
    return render(request, "invitations/letter.html", context | fitting | forms)


@require_safe
def letter_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Where a letter stands, and what may be done with it."""
    letter = _letter(pk)
    open_case(request, letter.case_id)
    return _page(request, letter)


@require_safe
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """The line that the page asks for while the letter is made; it names nobody. Then the page loads itself anew."""
    letter = _letter(pk)
    get_case(request.user, letter.case_id)
    response = render(request, "invitations/progress.html", {"letter": letter})
    if letter.state not in RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def download(request: StaffRequest, pk: int) -> HttpResponse:
    """The bytes as they were made; the trail says who took them."""
    letter = _letter(pk)
    case = open_case(request, letter.case_id)
    if letter.state not in MADE:
        raise Http404
    if apart.hides_window(case, letter.addressee):  # it shows what the pages of the case hide
        get_case(request.user, case.pk, Capability.WORK_CASE)
        letters.note_shown(letter, by=request.user)
    try:
        data = letters.read(letter, by=request.user)
    except letters.Damaged:
        told = _("The stored letter is not the one that was made, so it is not shown. The helpline has been told.")
        return errors.page(request, 500, sentence=told, back=reverse("invitations:letter", args=[pk]))
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{letter.reference}.pdf"'},
    )


def _act(
    request: StaffRequest, pk: int, name: str, form_class: type[Any], act: Callable[..., Letter], done: str | Promise
) -> HttpResponse:
    """One move: once, on the letter as the page showed it, or the page again with what was refused."""
    letter = _letter(pk)
    letter.case = open_case(request, letter.case_id, Capability.WORK_CASE)
    form = form_class(request.POST, letter=letter)
    if form.is_valid():

        def carried() -> str:
            if form.cleaned_data["version"] != letter.version:
                raise Stale(letter)
            act(letter, by=request.user, **form.words())
            return reverse("invitations:letter", args=[pk])

        answer = carry_out(request, form, carried)
        if answer:
            messages.success(request, str(done))
            return answer
        letter = _letter(pk)
    return _page(request, letter, **{name: form})


@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Try again to make what could not be made."""
    return _act(request, pk, "again_form", AgainForm, letters.order_making, _("The letter is in the queue again."))


@require_POST
def send(request: StaffRequest, pk: int) -> HttpResponse:
    """It has left the house."""
    return _act(request, pk, "send_form", SendForm, letters.send, _("The letter is booked as sent."))


@require_POST
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """It will not be sent."""
    return _act(request, pk, "cancel_form", CancelForm, letters.cancel, _("The letter is cancelled."))
