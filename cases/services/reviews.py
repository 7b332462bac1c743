"""Engagement reviews: how the coach and the person see where he stands, and when it is time to ask again.

Asked at the first interview, every three months, and when the case is closed. Shown person by person and only there:
nothing is ever added up to a score of a person (docs/adr/0025).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.talks import ReviewOccasion
from cases.models import Case, EngagementReview, Interview, Person
from cases.models.review import SCORES
from cases.services import life
from cases.services.dossier import not_before, not_later
from icam.audit import record
from icam.calendar import months_after, today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit

EVERY_MONTHS = 3


@dataclass(frozen=True)
class Marks:
    """What was answered about one person: columns of the review by name; a scale without an answer is None."""

    person: int
    scores: Mapping[str, int | None]
    note: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.note) or any(score is not None for score in self.scores.values())


@dataclass(frozen=True)
class Standing:
    """One adult of the household: the reviews there are, newest first, and since when the next one is due."""

    person: Person
    reviews: list[EngagementReview] = field(default_factory=list)
    due_since: date | None = None


def adults(case: Case, *, on: date) -> list[Person]:
    """Those of age who belong to the household on that day, the principal first."""
    members = case.household.members.on(on).of_age(on).with_persons()
    return list(dict.fromkeys(member.person.current for member in members))


def of_case(case: Case, *, on: date | None = None) -> list[Standing]:
    """Adult by adult, as the household stands on that day (today unless said)."""
    day = on or today()
    by_person: dict[int, list[EngagementReview]] = {}
    for review in case.reviews.filter(on__gte=case.opened_on).select_related("person__merged_into", "recorded_by"):
        by_person.setdefault(review.person.current.pk, []).append(review)
    first = case.interviews.met().filter(held_on__gte=case.opened_on).order_by("held_on").first()
    met_on = first.held_on if first else None
    return [
        Standing(person, there := by_person.get(person.pk, []), _due_since(case, met_on, there, day))
        for person in adults(case, on=day)
    ]


def _due_since(case: Case, met_on: date | None, reviews: list[EngagementReview], day: date) -> date | None:
    last = reviews[0] if reviews else None
    if met_on is None:
        return None  # nobody was spoken to: there is nothing to ask about
    if case.closed_on:
        return None if last and last.occasion == ReviewOccasion.CLOSURE else case.closed_on
    since = months_after(last.on, EVERY_MONTHS) if last else met_on
    return since if since <= day else None


def _occasion(case: Case, person: Person, on: date) -> ReviewOccasion:
    if case.closed_on and on >= case.closed_on:
        return ReviewOccasion.CLOSURE
    earlier = case.reviews.filter(person__in=Person.objects.registered_as([person.pk]), on__gte=case.opened_on)
    return ReviewOccasion.QUARTER if earlier.filter(on__lte=on).exists() else ReviewOccasion.FIRST


@transaction.atomic
def review(case: Case, marks: Marks, *, by: User, on: date, interview: Interview | None = None) -> EngagementReview:
    """What one adult and the coach answered. Refused without any answer, and for whoever was no adult member then."""
    not_later(on=on)
    not_before(case.opened_on, _("The case was not open on that day."), on=on)
    person = next((each for each in adults(case, on=on) if each.pk == marks.person), None)
    if person is None:
        raise Refused({"person": _("Only adults who belonged to the household on that day are asked.")})
    if not marks.says_something:
        raise Refused({"person": _("Nothing is answered yet.")})
    registered = case.household.members.on(on).registered()[person.pk]
    made = EngagementReview.objects.create(
        case=case, interview=interview, person_id=registered, on=on, note=marks.note, recorded_by=by,
        occasion=_occasion(case, person, on), **_known(marks.scores),
    )  # fmt: skip
    record(Verb.REVIEW_RECORDED, made, by=by, occasion=made.occasion)
    return made


def _known(scores: Mapping[str, int | None]) -> dict[str, Any]:
    return {name: scores.get(name) for name in SCORES}


@transaction.atomic
def correct(shown: EngagementReview, marks: Marks, *, by: User, version: int) -> EngagementReview:
    """Other answers; those before stay in the history. What stands in a signed record is amended. Raises Stale."""
    life.hold(shown.case)
    if Interview.objects.signed_off().filter(reviews=shown).exists():
        raise Refused(_("The record is signed off. It is amended, with a reason."))
    return _rewrite(shown, marks, by=by, version=version)


def _rewrite(shown: EngagementReview, marks: Marks, *, by: User, version: int) -> EngagementReview:
    if not marks.says_something:
        raise Refused({"person": _("Nothing is answered yet.")})
    edit(shown, by=by, version=version, verb=Verb.REVIEW_RECORDED, note=marks.note, **_known(marks.scores))
    return shown


def at_interview(interview: Interview, answered: Iterable[Marks], *, by: User, present: set[int]) -> bool:
    """The reviews of a record, as the form has them now; whether anything changed. `present` are current persons."""
    there = {each.person.current.pk: each for each in interview.reviews.select_related("person__merged_into")}
    changed = False
    for marks in answered:
        standing = there.get(marks.person)
        if standing is None and not marks.says_something:
            continue
        if marks.person not in present:
            raise Refused(
                {
                    f"review_{marks.person}_coach_understanding": _(
                        "Only those who were there are asked how they see it."
                    )
                }
            )
        if standing is None:
            assert interview.held_on
            review(interview.case, marks, by=by, on=interview.held_on, interview=interview)
            changed = True
        else:
            before = standing.version
            _rewrite(standing, marks, by=by, version=before)
            changed |= standing.version != before
    return changed
