from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import open_case
from cases.models import Case
from cases.services import apart
from cases.views.acting import act_page
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.http import StaffRequest
from icam.languages import language
from icam.permissions import Capability
from icam.refusals import Refused
from invitations.forms import NewLetterForm, upcoming
from invitations.services import conditions, languages, letters
from invitations.typesetting import WordsRefused

BUTTON = _("Make the letter")


def _form(request: StaffRequest, case: Case) -> NewLetterForm:
    return NewLetterForm(request.POST or None, case=case, proposed=languages.propose(case))


def _context(case: Case) -> dict[str, Any]:
    proposed = languages.propose(case)
    address = conditions.address_of(case, on=today())
    return {
        "title": _("New letter"),
        "button": BUTTON,
        "person": case.household.head,
        "address": next(iter(apart.shown(case, [address])), None) if address else None,
        "proposed": proposed,
        "proposed_name": language(proposed.language).label,
    }


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose appointment, way and language; or read why nobody may be invited now."""
    case = open_case(request, pk, Capability.WORK_CASE)
    reasons = conditions.against_case(case, on=today())
    if reasons or not upcoming(case).exists():
        return render(request, "invitations/hindered.html", {**_context(case), "case": case, "reasons": reasons})
    form = _form(request, case)

    def act() -> str:
        letter = letters.draft(case, by=request.user, **form.words())
        letters.order_making(letter, by=request.user)
        return reverse("invitations:letter", args=[letter.pk])

    return act_page(
        request,
        case,
        form,
        act,
        template="invitations/new.html",
        done=_("The letter is in the queue."),
        **_context(case),
    )


@require_POST
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as it would be made now, marked as not sent; nothing is kept."""
    case = open_case(request, pk, Capability.WORK_CASE)
    form = _form(request, case)
    if form.is_valid():
        words = form.words()
        words.pop("language_reason")
        try:
            made = letters.preview(case, **words)
        except WordsRefused as refusal:
            form.add_error(None, str(refusal))
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            with transaction.atomic():
                record(Verb.LETTER_READ, case, by=request.user, preview=True)
            return HttpResponse(
                made.pdf,
                content_type="application/pdf",
                headers={"Content-Disposition": 'inline; filename="preview.pdf"'},
            )
    return render(request, "invitations/new.html", {**_context(case), "case": case, "form": form})
