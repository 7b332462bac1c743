"""One page for every act on a case: its question, its form, its button; refusals beside the field, nothing lost."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from cases.models import Case
from icam import drafting, overtaken
from icam.drafting import DraftOf
from icam.http import StaffRequest, carry_out, renew
from icam.views import errors
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
    draft: DraftOf | None = None,
    now: Mapping[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show the form; sent and accepted, carry out `act` once and go to what it returns.

    `versioned` is the record whose version the form carries; the case itself unless said. Without a case it is needed,
    and a `template` of its own. A form with a long text keeps it as one types; `draft` names it otherwise than by its
    address.

    Whoever was overtaken by a colleague gets both versions side by side, where both changed the same field; otherwise
    his form back with all he typed, and the version as it stands now. `now` is what the record says, by the name of the
    field, where that is no column of it.
    """
    versioned, draft, status = versioned or case, draft or drafting.of_page(request, form), 200
    if request.method == "POST" and form.is_valid():
        answer, status = _sent(request, form, lambda: _dropping(request, draft, act()), versioned, now)
        if answer:
            if status != errors.CONFLICT:
                messages.success(request, str(done))
            return answer
    shown = {"case": case, "form": form, "title": title, "button": button, "risk": risk, **context}
    if draft:
        shown["draft"] = drafting.prepare(request, draft, form, getattr(versioned, "version", None))
    return render(request, template, shown, status=status)


def _sent(
    request: StaffRequest, form: BaseForm, act: Callable[[], Any], versioned: Any, now: Mapping[str, Any] | None
) -> tuple[HttpResponse | None, int]:
    """The answer to a valid form, None to show it again, and the status."""
    try:
        return carry_out(request, form, lambda: _on_its_version(form, versioned, act)), 200
    except Stale:
        answer = overtaken_by(request, form, versioned, again=act, now=now)
        return answer, answer.status_code if answer else errors.CONFLICT
    except IllegalMove:
        versioned.refresh_from_db()
        renew(form, versioned.version, overtaken.last_saving(versioned))
        return None, errors.CONFLICT


def _dropping(request: StaffRequest, draft: DraftOf | None, led: Any) -> Any:
    """Whatever the act led to; its draft goes with it."""
    if draft:
        drafting.carried_out(request, draft)
    return led


def _on_its_version(form: BaseForm, versioned: Any, act: Callable[[], Any]) -> Any:
    if "version" in form.cleaned_data and form.cleaned_data["version"] != versioned.version:
        raise Stale(versioned)
    return act()


def overtaken_by(
    request: StaffRequest,
    form: BaseForm,
    versioned: Any,
    *,
    again: Callable[[], Any],
    now: Mapping[str, Any] | None = None,
) -> HttpResponse | None:
    """The answer to a form that came too late; None when it is shown again as it was typed, to be sent once more.

    The same user who saves the same once more (from a second window) is led on: nothing is left to be done.
    """
    versioned.refresh_from_db()
    now = now_in(form, versioned) if now is None else now
    saving = overtaken.last_saving(versioned)
    if now and saving.by == request.user and not errors.differing(form, now):
        form.cleaned_data["version"] = versioned.version
        return carry_out(request, form, again)
    before = overtaken.held(versioned, form.cleaned_data.get("version", 0), now)
    if not errors.differing(form, now, before):
        renew(form, versioned.version, saving)
        return None
    return errors.conflict(
        request, form=form, now=now, version=versioned.version, saved_by=saving.name, saved_at=saving.at,
        back=request.path, before=before,
    )  # fmt: skip


def now_in(form: BaseForm, versioned: Any) -> Mapping[str, Any]:
    """What the record says now, by the name of the field; what the form merely suggested (today, say) is not of it.

    A form whose fields are more than columns of the record says it itself (`as_it_stands`).
    """
    if hasattr(form, "as_it_stands"):
        told: Mapping[str, Any] = form.as_it_stands()
        return told
    columns = {field.name: field.attname for field in versioned._meta.concrete_fields}
    begun = [field.name for field in form.visible_fields() if field.name in form.initial]
    return {
        name: getattr(versioned, columns[name]) if name in columns else form.initial[name]
        for name in begun
        if hasattr(versioned, name)
    }
