"""One page for every act on a case: its question, its form, its button; refusals beside the field, nothing lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from cases.models import Case
from icam.http import StaffRequest, carry_out, renew
from icam.workflow import IllegalMove, Stale


def act_page(
    request: StaffRequest,
    case: Case | None,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    title: str | Promise,
    button: str | Promise,
    done: str | Promise,
    template: str = "cases/act.html",
    risk: bool = False,
    versioned: Any = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; sent and accepted, carry out `act` once and go to what it returns.

    `versioned` is the record whose version the form carries; the case itself unless said. Without a case it is needed,
    and a `template` of its own.

    Whoever was overtaken by a colleague gets his form back with all he typed, and the version as it stands now.
    """
    status, versioned = 200, versioned or case
    if request.method == "POST" and form.is_valid():
        try:
            answer = carry_out(request, form, lambda: _on_its_version(form, versioned, act))
        except (Stale, IllegalMove):
            versioned.refresh_from_db()
            renew(form, versioned.version)
            answer, status = None, 409
        if answer:
            messages.success(request, str(done))
            return answer
    shown = {"case": case, "form": form, "title": title, "button": button, "risk": risk, **context}
    return render(request, template, shown, status=status)


def _on_its_version(form: BaseForm, versioned: Any, act: Callable[[], Any]) -> Any:
    if "version" in form.cleaned_data and form.cleaned_data["version"] != versioned.version:
        raise Stale(versioned)
    return act()
