"""What surrounds an appointment: the past ones without outcome, the interpreter, the reason for a missed one."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import open_case
from cases.enums.talks import InterpreterState, ReasonVerdict
from cases.forms.outcomes import DecideReasonForm, InterpreterForm, ReasonForm, UnfinishedForm
from cases.models import Case, Interview, WrittenReason
from cases.services import interpreting, unfinished, written_reasons
from cases.services.tasks import leads
from cases.views.acting import act_page
from icam.audit import record
from icam.calendar import local_day, now, today
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, require_capability
from icam.languages import language
from icam.paging import capped_count, page_of, refuse_unknown
from icam.permissions import Capability

AROUND = ("case__household__principal__merged_into", "coach", "desk__office", "office")


@require_safe
@require_capability(Capability.WORK_CASE)
def unfinished_list(request: StaffRequest) -> HttpResponse:
    """Past appointments without outcome: the own, or those of the region by age and coach."""
    form = UnfinishedForm.read(request.GET, user=request.user)
    rows = unfinished.of(request.user)
    if coach := form.cleaned_data["coach"]:
        rows = rows.filter(coach=coach)
    page = page_of(request, rows.select_related(*AROUND), ("planned_at", "pk"))
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="unfinished", rows=len(page.rows))
    context = {
        "page": page,
        "rows": [(interview, (today() - local_day(interview.planned_at)).days) for interview in page.rows],
        "form": form,
        "leads": leads(request.user),
        "count": capped_count(rows),
    }
    return render(request, "cases/unfinished.html", context)


@require_safe
@require_capability(Capability.WORK_CASE)
def interpreter_list(request: StaffRequest) -> HttpResponse:
    """Interviews of the coming ten working days without a sure interpreter."""
    refuse_unknown(request, [])
    rows = interpreting.to_book(request.user)
    page = page_of(request, rows.select_related(*AROUND), ("planned_at", "pk"))
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="interpreters", rows=len(page.rows))
    spoken = [(each, language(each.language).name if each.language else "") for each in page.rows]
    context = {"page": page, "rows": spoken, "count": capped_count(rows), "days": interpreting.AHEAD}
    return render(request, "cases/interpreters.html", context)


def _interview(case: Case, pk: int) -> Interview:
    return get_object_or_404(case.interviews.select_related("case__household__principal__merged_into"), pk=pk)


@require_http_methods(["GET", "POST"])
def interpreter(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """How far the booking is, and whether the interpreter came."""
    case = open_case(request, pk, Capability.WORK_CASE)
    shown = _interview(case, interview_pk)
    stands = {"state": shown.interpreter_state, "mode": shown.interpreter_mode}
    form = InterpreterForm(
        sent(request), initial={**stands, "interpreter": shown.interpreter, "version": shown.version}
    )

    def act() -> str:
        words = form.words() | {"state": InterpreterState(form.cleaned_data["state"])}
        interpreting.arrange(shown, by=request.user, version=form.cleaned_data["version"], **words)
        return reverse("cases:interview", args=[pk, interview_pk])

    return act_page(
        request, case, form, act, title=_("Interpreter of the interview"), button=_("Save"), versioned=shown,
        done=_("The interpreter's booking is changed."), template="cases/interpreter.html", interview=shown,
        begun=shown.planned_at <= now(),
    )  # fmt: skip


def _reason(case: Case, interview_pk: int) -> WrittenReason:
    rows = WrittenReason.objects.select_related("interview__case__household", "decided_by")
    return get_object_or_404(rows, interview__case=case, interview=interview_pk)


def _reason_page(
    request: StaffRequest, case: Case, reason: WrittenReason, form: Any, act: Any, **words: Any
) -> HttpResponse:
    back = reverse("cases:interview", args=[case.pk, reason.interview_id])
    is_open = reason.verdict == ReasonVerdict.OPEN
    return act_page(
        request, case, form, act, versioned=reason, template="cases/written_reason.html", reason=reason, back=back,
        is_late=written_reasons.is_late(reason), is_open=is_open, **words,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def receive_reason(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """A written reason for a missed transfer interview came in (art. 74/25)."""
    case = open_case(request, pk, Capability.WORK_CASE)
    reason = _reason(case, interview_pk)
    form = ReasonForm(sent(request), initial=_known(reason))

    def act() -> str:
        version = form.cleaned_data["version"]
        written_reasons.receive(reason, by=request.user, version=version, **form.words())
        return reverse("cases:interview", args=[pk, interview_pk])

    return _reason_page(
        request, case, reason, form, act, title=_("Record a written reason"), button=_("Save the reason"),
        done=_("The reason is recorded. Your manager decides whether it is valid."),
    )  # fmt: skip


def _known(reason: WrittenReason) -> dict[str, Any]:
    known = {"version": reason.version, "text": reason.text}
    return known | ({"received_on": reason.received_on} if reason.received_on else {})


@require_http_methods(["GET", "POST"])
def decide_reason(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Whether the written reason is valid; without one, what its absence means."""
    case = open_case(request, pk, Capability.DECIDE_CLOSURE)
    reason = _reason(case, interview_pk)
    form = DecideReasonForm(sent(request), initial={"version": reason.version})

    def act() -> str:
        typed = form.cleaned_data
        verdict = ReasonVerdict(typed["verdict"])
        written_reasons.decide(
            reason, by=request.user, version=typed["version"], verdict=verdict, because=typed["because"]
        )
        return reverse("cases:interview", args=[pk, interview_pk])

    return _reason_page(
        request, case, reason, form, act, title=_("Decide on the written reason"), button=_("Save the decision"),
        done=_("The decision is saved."),
    )  # fmt: skip
