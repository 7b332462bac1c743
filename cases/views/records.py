"""The record of an interview: written, edited until it is signed off, amended afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cases import workflow
from cases.access import open_case
from cases.enums import LegalStep
from cases.enums.talks import WANTS_INTERPRETER
from cases.forms.interviews import AmendForm, EditForm, RecordForm, first_guess
from cases.forms.record_texts import RecordTexts
from cases.models import Agreement, Case, Interview
from cases.services import appointments, interviews, records, reviews
from cases.services.slots import Slot, free_slots
from cases.views.acting import act_page
from cases.views.frame import who
from cases.views.interviews import interview_of
from icam.calendar import local_day, now, today
from icam.dates import short_day_in_words
from icam.forms.base import VersionedForm, sent
from icam.http import StaffRequest, carry_out
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import Stale

NEXT_WITHIN = timedelta(days=21)
SLOTS_SHOWN = 4
SIGN, SUMMARY = "sign", "summary"


@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Write down what became of an appointment, and plan the next one."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = interview_of(case, interview_pk)
    if interview.recorded_at and (request.method == "GET" or _is_same_talk(request, interview)):
        return _correct(request, case, interview)
    form = RecordForm(
        sent(request), case=case, interview=interview, slots=_slots(case, interview), initial=first_guess(interview)
    )

    booked = interview.interpreter_state  # before the record says what became of him

    def act() -> str:
        interviews.record(interview, by=request.user, **form.record())
        _plan_next(request, case, interview, form, booked)
        if request.POST.get("then") == SIGN:
            records.sign_off(interview, by=request.user, version=interview.version)
        return _onward(request, interview)

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Record the interview"),
        button=gettext_lazy("Save the record"),
        done=gettext_lazy("The interview is recorded."),
        template="cases/record.html",
        versioned=interview,
        **_around(case, interview, form),
    )


def _onward(request: StaffRequest, interview: Interview) -> str:
    """To the summary that the person takes home when that was asked for, or else to the record."""
    makes_summary = request.POST.get("then") == SUMMARY and interview.has_met
    return reverse(f"cases:{'make_summary' if makes_summary else 'interview'}", args=[interview.case_id, interview.pk])


def _is_same_talk(request: StaffRequest, interview: Interview) -> bool:
    """Whether the form that comes late tells of the same outcome as the record that a colleague made meanwhile."""
    return request.POST.get("outcome") in {interview.state, None} and not interview.signed_off_at


def _plan_next(request: StaffRequest, case: Case, interview: Interview, form: RecordForm, booked: str) -> None:
    words = form.next_words()
    if words is None:
        return
    wants = not WANTS_INTERPRETER.isdisjoint({booked, interview.interpreter_state})
    chosen = "next" if form.cleaned_data["next"] in form.slots else "next_at"
    with _said_beside(planned_at=chosen, coach=chosen, desk="next_desk" if chosen == "next_at" else chosen):
        appointments.plan(
            case,
            by=request.user,
            coach=interview.coach,
            language=interview.language,
            dialect=interview.dialect,
            wants_interpreter=wants or bool(form.cleaned_data["interpreter"]) or interview.interpreter_mode != "",
            interpreter_mode=interview.interpreter_mode,
            interpreter_preference=interview.interpreter_preference,
            **words,
        )


@contextmanager
def _said_beside(**fields: str) -> Iterator[None]:
    """What a service refuses beside its own word is said beside the field of this form."""
    try:
        yield
    except Refused as refusal:
        told = refusal.error_dict if hasattr(refusal, "error_dict") else {}
        if not told:
            raise
        raise Refused({fields.get(name, name): texts for name, texts in told.items()}) from refusal


def _slots(case: Case, interview: Interview) -> list[Slot]:
    """The first free slot of each of the next days on which there is one."""
    office = interview.office_id or case.office_id
    if not office or case.state not in workflow.WORKABLE:
        return []
    first = today() + timedelta(days=1)
    coach = interview.coach or case.coach
    found: dict[date, Slot] = {}
    for slot in free_slots(offices=[office], first=first, last=first + NEXT_WITHIN, coach=coach):
        found.setdefault(local_day(slot.starts_at), slot)
    return list(found.values())[:SLOTS_SHOWN]


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """Edit a record until it is signed off; amend it, with a reason, afterwards."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = get_object_or_404(case.interviews.exclude(recorded_at=None), pk=interview_pk)
    return _correct(request, case, interview_of(case, interview.pk))


def _correct(request: StaffRequest, case: Case, interview: Interview) -> HttpResponse:
    if interview.signed_off_at:
        return _amend(request, case, interview)
    form = EditForm(sent(request), case=case, interview=interview)

    def act() -> str:
        saved = records.save(interview, form.content(), by=request.user, version=form.cleaned_data["version"])
        if request.POST.get("then") == SIGN:
            records.sign_off(saved, by=request.user, version=saved.version)
        return _onward(request, interview)

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Edit the record"),
        button=gettext_lazy("Save the record"),
        done=gettext_lazy("The record is saved. The earlier text stays in the history."),
        template="cases/record.html",
        versioned=interview,
        now=form.initial,
        **_around(case, interview, form),
    )


def _amend(request: StaffRequest, case: Case, interview: Interview) -> HttpResponse:
    form = AmendForm(sent(request), case=case, interview=interview)

    def act() -> str:
        version = form.cleaned_data["version"]
        records.amend(interview, form.content(), by=request.user, version=version, reason=form.cleaned_data["reason"])
        return reverse("cases:interview", args=[case.pk, interview.pk])

    return act_page(
        request,
        case,
        form,
        act,
        title=gettext_lazy("Amend the signed record"),
        button=gettext_lazy("Save the amendment"),
        done=gettext_lazy("The record is amended. Both versions can be read below."),
        template="cases/record.html",
        versioned=interview,
        now=form.initial,
        **_around(case, interview, form),
    )


@require_POST
def sign_off(request: StaffRequest, pk: int, interview_pk: int) -> HttpResponse:
    """One press, one signature."""
    case = open_case(request, pk, Capability.WORK_CASE)
    interview = get_object_or_404(case.interviews.exclude(recorded_at=None), pk=interview_pk)
    form = VersionedForm(request.POST)
    form.is_valid()

    def act() -> str:
        records.sign_off(interview, by=request.user, version=form.cleaned_data["version"])
        messages.success(request, _("The record is signed off."))
        return reverse("cases:interview", args=[pk, interview_pk])

    answer = carry_out(request, form, act)
    if answer is None:
        raise Stale(interview)
    return answer


# Around the form -----------------------------------------------------------------------------------------------------


def _around(case: Case, interview: Interview, form: RecordTexts) -> dict[str, Any]:
    """What stands beside the fields: who it is about, what was covered before, what still stands open."""
    before = covered(case, besides=interview)
    steps = LegalStep.for_track(case.track)
    standing = {each.person.pk: each for each in reviews.of_case(case)}
    return {
        "interview": interview,
        "who": who(case),
        "is_new": interview.recorded_at is None,
        "is_ahead": interview.recorded_at is None and interview.planned_at > now(),
        "documents": interview.documents.filter(withdrawn_at=None, is_restricted=False),
        "steps": [(control, before.get(step, "")) for control, step in zip(form["steps"], steps, strict=True)],
        "covered": sum(step in before for step in steps),
        "open_obstacles": case.obstacles.filter(solved_on=None).exclude(interview=interview),
        "open_agreements": Agreement.objects.filter(interview__case=case, done_on=None).exclude(interview=interview),
        "review_tables": [
            table | {"due_since": standing[pk].due_since if (pk := table["person"].pk) in standing else None}
            for table in form.review_tables()
        ],
    }


def covered(case: Case, *, besides: Interview | None = None) -> dict[str, str]:
    """By step of the law, the days of the talks of this cycle at which it was gone through."""
    talks = case.interviews.met().filter(held_on__gte=case.opened_on).order_by("held_on")
    days: dict[str, list[str]] = {}
    for talk in talks.exclude(pk=besides.pk) if besides else talks:
        assert talk.held_on
        for step in talk.steps:
            days.setdefault(step, []).append(short_day_in_words(talk.held_on, today()))
    return {step: ", ".join(dict.fromkeys(said)) for step, said in days.items()}
