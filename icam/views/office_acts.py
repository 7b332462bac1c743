"""One page for every form about hours and rules: its question, its form, its button; refusals beside the field."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from icam.http import StaffRequest, carry_out, renew
from icam.workflow import Stale


def office_act(
    request: StaffRequest,
    form: BaseForm,
    act: Callable[[], str],
    *,
    title: str,
    button: str | Promise,
    done: str | Promise,
    versioned: Any = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; sent and accepted, carry out `act` once and go to the path it returns.

    Whoever was overtaken gets his form back with all he typed, on the version as it stands now. `context` are back,
    trail, and what else the page says.
    """
    status = 200
    if request.method == "POST" and form.is_valid():
        answer = None
        try:
            answer = carry_out(request, form, act)
        except Stale:
            versioned.refresh_from_db()
            renew(form, versioned.version)
            status = 409
        if answer:
            messages.success(request, str(done))
            return answer
    shown = {"form": form, "title": title, "button": button, **context}
    return render(request, "office/act.html", shown, status=status)
