"""The record of an interview after its outcome was written down: edited until signed off, then only amended.

A record may be read in court. So until somebody signs it off it is work in progress, and afterwards nothing in it
changes without a reason beside which both versions stay readable (docs/adr/0025).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums import CAME
from cases.models import Amendment, Interview
from cases.services import contents, life, next_steps, reviews
from cases.services.contents import Agreed, Hindrance
from cases.services.reviews import Marks
from icam.audit import record
from icam.calendar import now, start_of, subtract_working_days, today
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import Stale

WORKING_DAYS_TO_SIGN = 2


@dataclass(frozen=True)
class Content:
    """A whole record as a form has it; `columns` are those of contents.COLUMNS."""

    columns: dict[str, Any]
    present: Iterable[int] = ()
    agreements: Sequence[Agreed] = ()
    obstacles: Sequence[Hindrance] = ()
    answered: Sequence[Marks] = ()


@transaction.atomic
def save(interview: Interview, content: Content, *, by: User, version: int) -> Interview:
    """Write an unsigned record anew, without a reason; the history keeps what stood there. Raises Stale."""
    current = _hold(interview, version)
    if current.signed_off_at:
        raise Stale(current)
    changed = _write(current, content, by=by)
    if changed:
        record(Verb.INTERVIEW_CORRECTED, current, by=by, fields=changed)
    return current


@transaction.atomic
def sign_off(interview: Interview, *, by: User, version: int) -> Interview:
    """From now on the record stands. Raises Stale when somebody saved or signed it in between."""
    current = _hold(interview, version)
    if current.signed_off_at:
        raise Stale(current)
    moment = now()
    Interview.objects.filter(pk=current.pk).update(signed_off_by=by, signed_off_at=moment, version=F("version") + 1)
    current.refresh_from_db()
    record(Verb.INTERVIEW_SIGNED_OFF, current, by=by)
    return current


@transaction.atomic
def amend(interview: Interview, content: Content, *, by: User, version: int, reason: str) -> Amendment | None:
    """Change a signed record, with a reason: every part that differs is kept before and after. Raises Stale.

    None when nothing differs: then there is nothing to give a reason for.
    """
    if not reason.strip():
        raise Refused({"reason": _("Say why the record is amended.")})
    current = _hold(interview, version)
    if current.signed_off_at is None:
        raise Stale(current)
    before = contents.parts_of(current)
    changed = _write(current, content, by=by)
    after = contents.parts_of(current)
    differing = contents.differing(before, after)
    if not changed:
        return None
    made = Amendment.objects.create(
        interview=current,
        number=current.amendments.count() + 1,
        before={name: before[name] for name in differing},
        after={name: after[name] for name in differing},
        reason=reason.strip(),
        by=by,
    )
    record(Verb.INTERVIEW_AMENDED, current, by=by, number=made.number, fields=changed)
    return made


def _hold(interview: Interview, version: int) -> Interview:
    """The record as it stands, locked; Stale unless it is the one that the form was opened with."""
    life.hold(interview.case)
    current = Interview.objects.select_for_update(of=("self",), no_key=True).select_related("case").get(pk=interview.pk)
    if current.recorded_at is None:
        raise Refused(_("Nothing is recorded yet that could be corrected."))
    if current.version != version:
        raise Stale(current)
    return current


def _write(interview: Interview, content: Content, *, by: User) -> list[str]:
    """The names of the parts that changed; the version moves on when there are any."""
    was_missed = Interview.objects.missed().filter(pk=interview.pk).exists()
    columns = dict(content.columns)
    contents.fits(interview.state, columns.get("late_minutes"))
    if "steps" in columns:
        columns["steps"] = contents.known_steps(interview.case, columns["steps"])
    if "options" in columns:
        columns["options"] = contents.known_options(interview.case, columns["options"])
    differing = {name: value for name, value in columns.items() if getattr(interview, name) != value}
    changed = sorted(differing)
    if contents.rewrite(interview, by=by, present=content.present, agreed=content.agreements, found=content.obstacles):
        changed.append("rows")
    present = {
        row.person.current.pk for row in interview.attendances.select_related("person__merged_into") if row.was_present
    }
    if reviews.at_interview(interview, content.answered, by=by, present=present if interview.has_met else set()):
        changed.append("reviews")
    if changed:
        Interview.objects.filter(pk=interview.pk).update(version=F("version") + 1, **differing)
        interview.refresh_from_db()
        next_steps.interpreter_changed(interview, by=by, was_missed=was_missed)
    return changed


def unsigned(user: User) -> "QuerySet[Interview]":
    """Records of talks that this coach should have signed off by now, oldest first."""
    limit = start_of(subtract_working_days(today(), WORKING_DAYS_TO_SIGN))
    rows = Interview.objects.filter(state__in=CAME, signed_off_at=None, recorded_at__lt=limit)
    mine = rows.filter(Q(recorded_by=user) | Q(case__coach=user), case__in=cases_for(user, Capability.WORK_CASE))
    return mine.select_related("case__household__principal__merged_into").order_by("recorded_at", "pk")
