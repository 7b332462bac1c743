"""Every component in every state on one page, for the people who build pages; only where nothing is real."""

from datetime import date, datetime, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from icam import calendar
from icam.dates import DatePrecision, PartialDate
from icam.fields import CodeField, DateField, DateTimeField, LongTextField, NameField, VersionField
from icam.partial_dates import PartialDateField
from icam.rendering import PickMany, Picks
from icam.views import errors

ROLES = [("coach", "Coach"), ("manager", "Regional manager"), ("head", "Head of department")]
SHOWN_DAY = date(2026, 12, 2)


class SampleForm(forms.Form):
    """One field of each kind."""

    version = VersionField(widget=forms.HiddenInput)
    name = NameField(label="Family name", help_text="As on the document.")
    number = CodeField(label="File number", required=False)
    born = PartialDateField(
        label="Date of birth", past=True, help_text="As on the document. Leave empty what is not known."
    )
    notified = DateField(label="Order notified on", not_future=True)
    meeting = DateTimeField(label="Appointment", required=False)
    role = forms.ChoiceField(
        label="Role",
        choices=ROLES,
        widget=Picks(hints={"coach": "own cases, own region", "head": "figures; files read-only"}),
    )
    present = forms.MultipleChoiceField(
        label="Present",
        choices=[("father", "Mohammed Al-Hassan"), ("mother", "Rana Darwish")],
        widget=PickMany,
        required=False,
    )
    office = forms.ChoiceField(label="Office", choices=[("", "Choose an office"), ("1", "Brussels"), ("2", "Ghent")])
    remarks = LongTextField(label="Remarks", required=False)
    told = forms.BooleanField(
        label="The duty to cooperate was explained", help_text="In a language the person understands."
    )


WRONG = {
    "version": "3", "name": "", "number": "85.07.30_033", "born_day": "31", "born_month": "2", "born_year": "1988",
    "born_precision": "day", "notified": "31/11/2026", "meeting_day": "28/03/2027", "meeting_clock": "02:30",
    "role": "pilot", "office": "9", "remarks": "Speaks softly.",
}  # fmt: skip


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """`?show=conflict` and `?show=404` give the pages that are hard to come by."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    wanted = request.GET.get("show", "")
    if wanted == "conflict":
        return _sample_conflict(request)
    if wanted.isdigit() and int(wanted) in errors.WORDS:
        return errors.page(request, int(wanted))
    return render(request, "styleguide.html", _sample_context())


def _sample_context() -> dict[str, object]:
    return {
        "blank": SampleForm(initial={"born": PartialDate(date(1991, 1, 1), DatePrecision.YEAR), "role": "coach"}),
        "wrong": SampleForm(WRONG, auto_id="wrong_%s"),
        "tones": [
            ("quiet", "nothing to do", "Selected", "signpost", "Transfer track"),
            ("info", "in progress", "In coaching", "info-circle-fill", "Open desk"),
            ("good", "done, reached", "Concluded", "check-lg", "Delivered"),
            ("watch", "look soon", "Suspended", "exclamation-triangle-fill", "Interpreter not confirmed"),
            ("stop", "act now, or forbidden", "Refused", "exclamation-circle-fill", "No outcome"),
            ("sealed", "restricted reading", "Restricted", "lock-fill", "Health note"),
        ],
        "steps": [
            {"label": "Selected", "note": "5 Nov", "state": "done"},
            {"label": "Invited", "note": "5 Nov", "state": "done"},
            {"label": "In coaching", "note": "since 10 Nov", "state": "now"},
            {"label": "Concluded", "note": "prospect told", "state": ""},
            {"label": "Follow-up", "note": "", "state": ""},
            {"label": "Closed", "note": "", "state": ""},
        ],
        "dates": [
            PartialDate(date(1988, 3, 14), DatePrecision(each)) for each in ("day", "month", "year", "estimated")
        ],
        "shown_day": SHOWN_DAY,
        "shown_moment": datetime(2026, 12, 2, 9, 0, tzinfo=calendar.ZONE),
        "chips": [{"label": "Open", "url": "?"}, {"label": "To leave within 4 weeks", "url": "?"}],
        "trail": [{"label": "Cases", "url": "/"}, {"label": "ICAM-2026-000123", "url": "/"}],
        "left": [1, 6, 12],
    }


def _sample_conflict(request: HttpRequest) -> HttpResponse:
    sent = WRONG | {
        "name": "Al-Hassan", "number": "SP 8412337", "role": "coach", "office": "1", "told": "on",
        "notified": "02/11/2026", "remarks": "I want Layla to finish her year, but without passport nobody lets us in.",
    }  # fmt: skip
    now = {
        "name": "Al-Hassan", "number": "SP8412337", "role": "manager", "office": "1", "notified": date(2026, 11, 2),
        "remarks": "I want Layla to finish her year. My wife wants to speak to the lawyer first.", "told": True,
    }  # fmt: skip
    saved_at = datetime(2026, 11, 24, 10, 56, tzinfo=calendar.ZONE) + timedelta(minutes=1)
    return errors.conflict(
        request, form=SampleForm(sent), now=now, version=4, saved_by="Sarah Ben Amar", saved_at=saved_at
    )
