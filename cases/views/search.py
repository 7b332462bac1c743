"""Looking for the person first; and how those who were found are shown, wherever they are."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.enums import CaseState
from cases.forms.search import FindForm, NewcomerFields
from cases.matching import Strength
from cases.models import Case
from cases.services import finding, glimpses, newcomers
from cases.services.finding import Found, Hit
from cases.services.questions import Question
from icam import nationalities
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, require_capability
from icam.permissions import Capability

SEARCHED, HELD = "looked_for", "held"
BEST = 5
HELD_LASTS = timedelta(hours=1)
MOST_HELD = 40
TONES = {Strength.CERTAIN: "good", Strength.STRONG: "good", Strength.POSSIBLE: "info"}
STATE_TONES = {CaseState.SUSPENDED: "watch", CaseState.SELECTED: "quiet", CaseState.CLOSED: "quiet"}


@require_http_methods(["GET", "POST"])
@require_capability(Capability.VIEW_CASE)
def find(request: StaffRequest) -> HttpResponse:
    """Look for the person first. What was searched travels in the body, never in the address."""
    form = FindForm(sent(request))
    context: dict[str, Any] = {"form": form, "searched": form.is_bound and form.is_valid()}
    if context["searched"]:
        found = glimpses.limit(finding.find(form.question, by=request.user), by=request.user)
        keep_question(request, form.question)
        keep_trail(request, found, "find")
        if found.case:
            return redirect(found.case)
        context |= shown(request, found)
    context["may_create"] = request.user.may(Capability.CREATE_CASE)
    return render(request, "cases/find.html", context)


def keep_question(request: StaffRequest, question: Question) -> None:
    """What was asked, for the form in which nobody knows him yet."""
    born = question.born
    request.session[SEARCHED] = {
        "names": question.names,
        "born": [born.day.isoformat() if born.day else None, born.precision.value],
    }


def keep_trail(request: StaffRequest, found: Found, page: str) -> None:
    """Who saw names here is kept, as for every list; what was looked for is not."""
    with transaction.atomic():
        often: dict[str, Any] = {"met_often": found.met_often} if found.met_often else {}
        elsewhere = bool(found.masked)
        record(Verb.CASES_SEARCHED, by=request.user, page=page, found=len(found.hits), elsewhere=elsewhere, **often)


def shown(request: StaffRequest, found: Found) -> dict[str, Any]:
    """Context of templates/cases/hits.html."""
    cards = [_card(hit) for hit in found.hits]
    return {"best": cards[:BEST], "more": cards[BEST:], "masked": _masked(request, found), "often": found.met_often}


def _card(hit: Hit) -> dict[str, Any]:
    """One person as he is shown: what is needed to choose, and why he is here."""
    cases = sorted(hit.cases, key=lambda case: (not case.is_open, -case.pk))
    return {
        "hit": hit,
        "person": hit.person,
        "tone": TONES.get(hit.strength, "quiet"),
        "strength": hit.strength.label,
        "nationalities": [nationalities.name_of(code) for code in hit.person.nationalities],
        "reasons": _reasons(hit),
        "case": cases[0] if cases else None,
        "cases": [(case, STATE_TONES.get(CaseState(case.state), "info")) for case in cases],
    }


def _reasons(hit: Hit) -> list[tuple[str, bool]]:
    """Each reason in words, and whether it speaks for him; of who has what was typed, only what speaks for him."""
    every = hit.comparison.reasons if hit.comparison else ()
    said = [(str(reason), reason.speaks_for) for reason in every if reason.speaks_for or not hit.fits]
    if hit.fits and not any(speaks_for for _text, speaks_for in said):
        said.append((_("A name begins with what was typed"), True))
    return said or [(_("The reference is that of this case"), True)]


def _masked(request: StaffRequest, found: Found) -> list[dict[str, Any]]:
    """The lines about what is held elsewhere, each with an opaque word by which this session may ask for it."""
    now = timezone.now()
    known = {word: row for word, row in request.session.get(HELD, {}).items() if row[1] > now.isoformat()}
    lines, until = [], (now + HELD_LASTS).isoformat()
    for line in found.masked:
        word = secrets.token_urlsafe(16)
        known[word] = [line.case_id, until]
        lines.append({"line": line, "word": word, "strength": line.strength.label})
    request.session[HELD] = dict(list(known.items())[-MOST_HELD:])
    return lines


def held(request: StaffRequest, word: str) -> Case | None:
    """The case that a masked line stands for; None when it was shown too long ago, or to somebody else."""
    pk, until = request.session.get(HELD, {}).get(word, (0, ""))
    return Case.objects.filter(pk=pk).first() if until > timezone.now().isoformat() else None


def asking(request: StaffRequest, form: NewcomerFields, act: Callable[[], Any]) -> Any:
    """Carry out `act`; when somebody like this is known, the form comes back with the question."""
    try:
        return act()
    except newcomers.Known as known:
        found = glimpses.limit(known.found, by=request.user)
        form.ask_about(found, shown(request, found), newcomers.seal(found, by=request.user))
        raise
