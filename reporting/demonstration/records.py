"""What records hold beside the talk: signatures, options, obstacles, reviews; contacts between talks; one amendment.

Each talk draws from a source of its own, so that nothing else of the demonstration changes with it.
"""

import random
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tomllib import load
from typing import Any

from cases.enums.talks import ContactKind, InterpreterState, ObstacleKind, OptionKind, ReviewOccasion
from cases.models import Amendment, ContactMoment, EngagementReview, Interview, Obstacle, Person
from icam.models import User
from reporting.demonstration.store import Store

TEXTS = Path(__file__).with_name("records.toml")
FRESH = timedelta(days=10)  # younger records may still wait for a signature
STANDING_IN_THE_WAY = {
    "passport": ObstacleKind.DOCUMENTS, "school": ObstacleKind.SCHOOL, "means": ObstacleKind.MEANS,
    "will": ObstacleKind.WILL,
}  # fmt: skip
CONTACTS = (ContactKind.CALL, ContactKind.LETTER, ContactKind.COUNTER, ContactKind.VISIT)  # as their sentences stand


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    with TEXTS.open("rb") as file:
        return load(file)


class Records:
    """Adds to a talk that was held what its record holds."""

    def __init__(self, store: Store, today: date) -> None:
        self.store, self.today = store, today

    def fill(self, interview: Interview, person: Person, track: str, by: User) -> None:
        rng = random.Random(f"record/{person.family_name}/{interview.held_on}")  # noqa: S311  (invented, not secret)
        assert interview.recorded_at
        assert interview.held_on
        texts = _texts()[by.language if by.language in _texts() else "fr"]
        interview.options = sorted(option.value for option in OptionKind.for_track(track) if rng.random() < 0.5)
        interview.concluded = rng.choice(texts["concluded"])
        if interview.interpreter:
            interview.interpreter_state = InterpreterState.CAME.value
        interview.duty_with_interpreter = bool(interview.interpreter and interview.duty_explained_in)
        if interview.held_on < self.today - FRESH or rng.random() < 0.6:
            interview.signed_off_by_id, interview.signed_off_at = by.pk, interview.recorded_at + timedelta(hours=1)
        if rng.random() < 0.15:
            self._obstacle(interview, texts, rng)
        if rng.random() < 0.25:
            self._review(interview, person, texts, by, rng)
        if rng.random() < 0.2:
            self._contact(interview, texts, by, rng)

    def _obstacle(self, interview: Interview, texts: dict[str, list[str]], rng: random.Random) -> None:
        name = rng.choice(list(STANDING_IN_THE_WAY))
        noted = interview.held_on
        assert noted
        solved = noted + timedelta(days=rng.randint(10, 60))
        words, action = texts[name]
        is_solved = solved < self.today and rng.random() < 0.5
        self.store.add(
            Obstacle(
                case_id=interview.case_id, interview_id=interview.pk, kind=STANDING_IN_THE_WAY[name].value, text=words,
                action=action, noted_on=noted, solved_on=solved if is_solved else None, version=2 if is_solved else 1,
            )
        )  # fmt: skip

    def _review(
        self, interview: Interview, person: Person, texts: dict[str, list[str]], by: User, rng: random.Random
    ) -> None:
        occasion = ReviewOccasion.FIRST if interview.kind == "first" else ReviewOccasion.QUARTER
        assert interview.held_on
        assert interview.recorded_at
        scores: dict[str, Any] = {
            name: rng.randint(1, 5)
            for name in (
                "coach_understanding", "coach_informed_decision", "coach_stability", "coach_well_being",
                "person_understanding", "person_informed_decision", "person_stability", "person_well_being",
            )
        }  # fmt: skip
        self.store.add(
            EngagementReview(
                case_id=interview.case_id, interview_id=interview.pk, person_id=person.pk, occasion=occasion.value,
                on=interview.held_on, note=rng.choice(texts["note"]), recorded_by_id=by.pk,
                recorded_at=interview.recorded_at, **scores,
            )
        )  # fmt: skip

    def _contact(self, interview: Interview, texts: dict[str, list[str]], by: User, rng: random.Random) -> None:
        number = rng.randrange(len(texts["contact"]))
        assert interview.recorded_at
        moment = interview.recorded_at - timedelta(days=rng.randint(1, 6), minutes=rng.randint(0, 90))
        self.store.add(
            ContactMoment(
                case_id=interview.case_id, kind=CONTACTS[number].value, happened_at=moment,
                text=texts["contact"][number], recorded_by_id=by.pk, recorded_at=moment + timedelta(minutes=5),
            )
        )  # fmt: skip


def amend_one(moment: datetime) -> None:
    """A signed record in which a year was missing."""
    signed = Interview.objects.exclude(signed_off_at=None).exclude(concluded="").exclude(case__coach=None)
    row = signed.filter(signed_off_at__lt=moment - timedelta(days=1)).order_by("-held_on", "pk").first()
    if row is None or row.signed_off_by is None:
        return
    language = row.signed_off_by.language if row.signed_off_by.language in _texts() else "fr"
    after = row.concluded.rstrip(".") + f" ({moment.year + 1})."
    Amendment.objects.create(
        interview=row, number=1, before={"concluded": row.concluded}, after={"concluded": after},
        reason=_texts()[language]["amended"][0], by=row.signed_off_by, at=moment - timedelta(hours=20),
    )  # fmt: skip
    Interview.objects.filter(pk=row.pk).update(concluded=after, version=row.version + 1)
