"""What a record holds beside its columns: who was there, what stands in the way, what was agreed.

Written with the outcome, rewritten until the record is signed off, and laid open for an amendment.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from cases.enums import CAME, MET, InterviewState, LegalStep
from cases.enums.talks import AgreementOwner, ObstacleKind, OptionKind
from cases.models import Agreement, Attendance, Case, Interview, Member
from cases.models.review import SCORES
from cases.services import obstacles as of_case
from icam.calendar import local_day
from icam.dates import day_in_words
from icam.models import User
from icam.refusals import Refused

# The columns of a record that may be written anew; the outcome and its day are not among them (docs/adr/0025).
COLUMNS = (
    "also_present", "late_minutes", "minutes", "interpreter", "interpreter_state", "steps", "duty_explained_in",
    "duty_with_interpreter", "own_words", "assessment", "new_elements", "concluded", "options", "options_note",
    "outcome_note",
)  # fmt: skip


@dataclass(frozen=True)
class Agreed:
    """What was agreed, by when, and who does it; `person` is a member who does it himself."""

    text: str
    due_on: date | None = None
    owner: AgreementOwner = AgreementOwner.PERSON
    person: int | None = None


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way, and what is done about it."""

    kind: ObstacleKind
    text: str
    action: str = ""


def day_of(interview: Interview) -> date:
    """The day of the talk, or else the day for which it was planned."""
    return interview.held_on or local_day(interview.planned_at)


def known_steps(case: Case, steps: Iterable[LegalStep | str]) -> list[str]:
    named = {str(step) for step in steps}
    if named - set(LegalStep.for_track(case.track)):
        raise Refused({"steps": _("The track of this case does not know that step (art. 74/24 and 74/25).")})
    return sorted(named)


def known_options(case: Case, options: Iterable[OptionKind | str]) -> list[str]:
    named = {str(option) for option in options}
    if named - set(OptionKind.for_track(case.track)):
        raise Refused({"options": _("The track of this case does not know that option (art. 74/24 and 74/25).")})
    return sorted(named)


def there(case: Case, present: Iterable[int], outcome: str, day: date) -> set[int]:
    """Who of the household was there. Refused for whoever did not belong to it that day, and for a talk with nobody."""
    named = set(present) if outcome in CAME else set()
    if outcome in MET and not named:
        raise Refused({"present": _("Say who of the household was there.")})
    foreign = named - case.household.members.on(day).registered().keys()
    if foreign:
        raise Refused({"present": _not_of(case, foreign, day)})
    return named


def _not_of(case: Case, foreign: Collection[int], day: date) -> str:
    """The sentence about those who had left, or had not come yet."""
    members: Iterable[Member] = case.household.members.with_persons()
    names = {member.person.current.pk: member.person.current.name for member in members}
    known = [names[person] for person in sorted(foreign) if person in names]
    if not known:
        return _("%d of those named do not belong to the household.") % len(foreign)
    return _("On %(day)s the following did not belong to the household: %(names)s.") % {
        "day": day_in_words(day), "names": "; ".join(known),
    }  # fmt: skip


def fits(outcome: str, late_minutes: int | None) -> None:
    """Refused when somebody is late who never came."""
    if late_minutes and outcome not in CAME:
        raise Refused({"late_minutes": _("Only somebody who came can have been late.")})


def explain(outcome: str, texts: Mapping[str, Any]) -> None:
    """Refused unless an appointment that came to nothing says why: why we cancelled it, who excused them and when."""
    if outcome == InterviewState.CANCELLED and not texts.get("cancelled_because"):
        raise Refused({"cancelled_because": _("Say why we cancelled it.")})
    if outcome == InterviewState.EXCUSED and not str(texts.get("outcome_note") or "").strip():
        raise Refused({"outcome_note": _("Say who excused the household, when and why.")})


# The first time ------------------------------------------------------------------------------------------------------


def write(
    interview: Interview, *, by: User, present: Collection[int], agreed: Iterable[Agreed], found: Iterable[Hindrance]
) -> None:
    """Attendance of everybody of the household that day, agreements, obstacles."""
    members = interview.case.household.members.on(day_of(interview)).registered()
    Attendance.objects.bulk_create(
        Attendance(interview=interview, person_id=registered, was_present=person in present)
        for person, registered in sorted(members.items())
    )
    _agree(interview, agreed)
    _note(interview, found, by=by)


def _agree(interview: Interview, agreed: Iterable[Agreed]) -> None:
    Agreement.objects.bulk_create(Agreement(interview=interview, **_columns(interview, each)) for each in agreed)


def _columns(interview: Interview, agreed: Agreed) -> dict[str, Any]:
    members = interview.case.household.members.registered()
    if agreed.person is not None and agreed.person not in members:
        raise Refused({"agreements": _("Who is to do this does not belong to the household.")})
    return {
        "text": agreed.text,
        "due_on": agreed.due_on,
        "owner": agreed.owner,
        "person_id": members[agreed.person] if agreed.person is not None else None,
    }


def _note(interview: Interview, found: Iterable[Hindrance], *, by: User) -> None:
    for each in found:
        of_case.note(
            interview.case, by=by, kind=each.kind, text=each.text, action=each.action, noted_on=day_of(interview),
            interview=interview,
        )  # fmt: skip


# Anew ----------------------------------------------------------------------------------------------------------------


def rewrite(
    interview: Interview, *, by: User, present: Iterable[int], agreed: Sequence[Agreed], found: Sequence[Hindrance]
) -> bool:
    """The same as the form has it now; whether anything differs. Rows that are there stay the first of the lists."""
    changed = [
        _attend(interview, there(interview.case, present, interview.state, day_of(interview))),
        _agree_anew(interview, agreed),
        _note_anew(interview, found, by=by),
    ]
    return any(changed)


def _attend(interview: Interview, present: Collection[int]) -> bool:
    if interview.state not in CAME:
        return False
    rows = list(interview.attendances.select_related("person__merged_into"))
    wrong = [row for row in rows if row.was_present is not (row.person.current.pk in present)]
    for row in wrong:
        Attendance.objects.filter(pk=row.pk).update(was_present=not row.was_present)
    members = interview.case.household.members.on(day_of(interview)).registered()
    later = set(present) - {row.person.current.pk for row in rows}  # known as members since the record was made
    Attendance.objects.bulk_create(
        Attendance(interview=interview, person_id=members[person], was_present=True) for person in sorted(later)
    )
    return bool(wrong or later)


def _agree_anew(interview: Interview, agreed: Sequence[Agreed]) -> bool:
    standing = list(interview.agreements.order_by("pk"))
    _none_lost(len(standing), agreed, "agreements")
    changed = len(agreed) > len(standing)
    for row, said in zip(standing, agreed, strict=False):
        columns = _columns(interview, said)
        if any(getattr(row, name) != value for name, value in columns.items()):
            Agreement.objects.filter(pk=row.pk).update(version=F("version") + 1, **columns)
            changed = True
    _agree(interview, agreed[len(standing) :])
    return changed


def _note_anew(interview: Interview, found: Sequence[Hindrance], *, by: User) -> bool:
    standing = list(interview.obstacles.order_by("pk"))
    _none_lost(len(standing), found, "obstacles")
    changed = len(found) > len(standing)
    for row, said in zip(standing, found, strict=False):
        before = row.version
        of_case.rewrite(
            row, by=by, version=before, kind=said.kind, text=said.text, action=said.action, solved_on=row.solved_on
        )
        changed |= row.version != before
    _note(interview, found[len(standing) :], by=by)
    return changed


def _none_lost(count: int, rows: Sequence[Any], name: str) -> None:
    if len(rows) < count:
        raise Refused({name: _("What was recorded is not taken out. Write in its place how it stands.")})


# Laid open -----------------------------------------------------------------------------------------------------------


def parts_of(interview: Interview) -> dict[str, Any]:
    """Everything of a record that an amendment may change, as plain values with names in it, for both versions."""
    columns = {name: getattr(interview, name) for name in COLUMNS}
    attendances = interview.attendances.select_related("person__merged_into").order_by("pk")
    agreements = interview.agreements.select_related("person__merged_into").order_by("pk")
    return {
        **columns,
        "present": [row.person.current.name for row in attendances if row.was_present],
        "agreements": [
            {
                "text": row.text,
                "owner": row.owner,
                "person": row.person.current.name if row.person else "",
                "due_on": row.due_on.isoformat() if row.due_on else "",
            }
            for row in agreements
        ],
        "obstacles": [
            {"kind": row.kind, "text": row.text, "action": row.action} for row in interview.obstacles.order_by("pk")
        ],
        "reviews": [
            {"person": row.person.current.name, "note": row.note, **{name: getattr(row, name) for name in SCORES}}
            for row in interview.reviews.select_related("person__merged_into").order_by("pk")
        ],
    }


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the parts that are not the same."""
    return [name for name in before if before[name] != after[name]]
