"""Every figure, once. A new figure is a new line here, its code in the pinned list, and an example counted by hand."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import (
    RETURNS,
    STAYS,
    CaseState,
    ClosureReason,
    Family,
    IntakeChannel,
    InterviewKind,
    ProspectKind,
    ResultKind,
    StayGround,
    Track,
)
from cases.models import CaseMove, Interview, Placement, Prospect, Result
from invitations.enums import Purpose
from invitations.models import Letter
from reporting.registry import Figure, Reach, Split, Unit, Value, by_kind


def _families(_reach: Reach) -> list[Value]:
    return [Value(family.value, family.label, tuple(ProspectKind.of(family))) for family in Family]


def _openings() -> QuerySet[Any]:
    return CaseMove.objects.filter(Q(source="") | Q(source=CaseState.CLOSED), target=CaseState.SELECTED)


FIGURES = (
    Figure(
        code="INV-1",
        label=_("Invitations sent"),
        definition=_(
            "Letters that call a household in, on the day they were posted or handed over; first, repeated and "
            "follow-up invitations each count."
        ),
        unit=Unit.LETTER,
        dated_by="sent_on",
        day_label=_("Sent on"),
        source=Letter.objects.sent,
        kind=by_kind("purpose", Purpose),
    ),
    Figure(
        code="INT-1",
        label=_("Interviews held"),
        definition=_(
            "Interviews at which somebody of the household was spoken to, on the day of the talk; one that was left "
            "early counts too."
        ),
        unit=Unit.INTERVIEW,
        dated_by="held_on",
        day_label=_("Held on"),
        source=Interview.objects.met,
        kind=by_kind("kind", InterviewKind),
    ),
    Figure(
        code="PRO-1",
        label=_("Prospects proposed"),
        definition=_(
            "Prospects proposed to a household, on the day of the proposal; of one that was corrected only the last "
            "version counts."
        ),
        unit=Unit.PROSPECT,
        dated_by="proposed_on",
        day_label=_("Proposed on"),
        source=Prospect.objects.standing,
        kind=by_kind("kind", ProspectKind),
        others=(Split("family", pgettext_lazy("figures", "Kind as the report groups it"), "kind", _families),),
    ),
    Figure(
        code="OUT-1",
        label=_("Stays obtained"),
        definition=_("Rights to stay obtained after a prospect, on the day they were granted; by kind is by ground."),
        unit=Unit.RESULT,
        dated_by="happened_on",
        day_label=_("Granted on"),
        source=lambda: Result.objects.filter(kind__in=STAYS),
        kind=by_kind("prospect__ground", StayGround),
    ),
    Figure(
        code="OUT-2",
        label=_("Returns effected"),
        definition=_(
            "Departures after a prospect, on the day of departure: assisted, organised by the Office, autonomous and "
            "forced."
        ),
        unit=Unit.RESULT,
        dated_by="happened_on",
        day_label=_("Left on"),
        source=lambda: Result.objects.filter(kind__in=RETURNS),
        kind=by_kind("kind", [ResultKind(kind) for kind in RETURNS]),
    ),
    Figure(
        code="CAS-1",
        label=_("Cases opened"),
        definition=_("Cases opened, and closed cases opened again, on the day of opening; by kind is by intake."),
        unit=Unit.CASE,
        dated_by="on",
        day_label=_("Opened on"),
        source=_openings,
        kind=by_kind("intake_channel", IntakeChannel),
    ),
    Figure(
        code="CAS-2",
        label=_("Cases closed"),
        definition=_(
            "Cases closed, on the day of closing; one that was opened again and closed again counts each time. "
            "By kind is by reason."
        ),
        unit=Unit.CASE,
        dated_by="on",
        day_label=_("Closed on"),
        source=lambda: CaseMove.objects.filter(target=CaseState.CLOSED),
        kind=by_kind("closure_reason", ClosureReason),
    ),
    Figure(
        code="CAS-3",
        label=_("Cases open at the end"),
        definition=_(
            "Cases open at the end of the last day of the period, where they were on that day; by month it is the "
            "number at the end of each month, and months do not add up. By kind is by legal track."
        ),
        unit=Unit.CASE,
        dated_by="starts_on",
        day_label=_("There since"),
        source=Placement.objects.all,
        kind=by_kind("case__track", Track),
        is_stock=True,
    ),
)

BY_CODE = {figure.code: figure for figure in FIGURES}
OPENED, CLOSED, OPEN = BY_CODE["CAS-1"], BY_CODE["CAS-2"], BY_CODE["CAS-3"]
