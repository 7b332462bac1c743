"""Appointments and what became of them: interviews, who was there, what was agreed."""

import random
from datetime import date, timedelta

from cases.enums import MET, InterviewKind, InterviewMode, InterviewState, LegalStep, MemberRole, MovedBy
from cases.models import Agreement, Attendance, Case, Interview
from icam.models import User
from reporting.demonstration import twists
from reporting.demonstration.bookings import Booking, Bookings
from reporting.demonstration.diary import SLOTS, moment, written_at
from reporting.demonstration.households import Home
from reporting.demonstration.lives import Life, Round
from reporting.demonstration.office import TheOffice
from reporting.demonstration.records import Records
from reporting.demonstration.spells import Spell, Spells
from reporting.demonstration.store import Store
from reporting.demonstration.volumes import draw
from reporting.demonstration.wording import text

MODES = {InterviewMode.OFFICE: 84, InterviewMode.TELEPHONE: 9, InterviewMode.HOME: 4, InterviewMode.VIDEO: 3}
NOTES = {
    InterviewState.NO_SHOW: "missed", InterviewState.EXCUSED: "excused", InterviewState.CANCELLED: "cancelled",
    InterviewState.REFUSED: "refused",
}  # fmt: skip
INTERPRETERS = ("R. Haddad", "M. Tesfay", "S. Karimi", "N. Beridze", "L. Diallo", "A. Morina", "T. Yıldız")


class Talks:
    """Writes the interviews of a case; no coach and no desk has two at a time that are still to come."""

    def __init__(self, store: Store, office: TheOffice, today: date) -> None:
        self.store, self.office, self.today = store, office, today
        self.records = Records(store, today)
        self.bookings = Bookings(office)

    def write(self, life: Life, case: Case, home: Home, spells: Spells) -> list[tuple[Round, Interview]]:
        """Every appointment that was made by now, with the link of its chain to which a letter called."""
        return [
            (talk, self._chain(life, case, home, spells, talk))
            for talk in life.rounds
            if talk.planned_on <= life.until
        ]  # fmt: skip

    def _chain(self, life: Life, case: Case, home: Home, spells: Spells, talk: Round) -> Interview:
        """The appointment; when it was moved, the first link of the chain is given back."""
        first = previous = None
        moves = 2 if life.story.twist == twists.MOVED_TWICE and talk is life.rounds[0] else talk.moves
        for day in _earlier_days(talk, moves):
            link = self._interview(life, case, home, spells, talk, day)
            link.replaces_id = previous.pk if previous else None
            link.state, link.version = InterviewState.MOVED.value, 2
            link.moved_by = life.rng.choice(MovedBy.values)
            link.moved_because = text(self._by(spells.at(talk.day)).language, "moved", life.rng)
            first, previous = first or link, link
        last = self._interview(life, case, home, spells, talk, talk.day)
        last.replaces_id = previous.pk if previous else None
        if talk.day <= life.until:
            self._record(life, home, spells, talk, last)
        return first or last

    def _interview(self, life: Life, case: Case, home: Home, spells: Spells, talk: Round, day: date) -> Interview:
        rng, spell = life.rng, spells.at(min(day, self.today))
        mode = InterviewMode.CENTRE if life.story.group == "OTP" and rng.random() < 0.7 else draw(rng, MODES)
        if life.story.household != "family" and mode is InterviewMode.HOME:
            mode = InterviewMode.OFFICE
        minutes = 90 if life.story.household == "family" else 60
        booking = self._book(spell, day, minutes, rng, at_desk=mode is InterviewMode.OFFICE)
        if mode is InterviewMode.OFFICE and booking.desk is None and day >= self.today:
            mode = InterviewMode.TELEPHONE
        language = home.principal.contact_language
        interview = Interview(
            case_id=case.pk,
            kind=(InterviewKind.FIRST if talk.is_first else InterviewKind.FOLLOW_UP).value,
            mode=mode.value,
            planned_at=booking.at,
            minutes=minutes if minutes == 90 else rng.choice((45, 60, 60, 60)),
            desk_id=booking.desk,
            language=language,
            interpreter=rng.choice(INTERPRETERS) if home.principal.needs_interpreter else "",
            **spell.facts | {"coach_id": booking.coach},
        )
        return self.store.add(interview)

    def _book(self, spell: Spell, day: date, minutes: int, rng: random.Random, *, at_desk: bool) -> Booking:
        """A time at which coach and desk are free; of days long past nobody asks whether they were."""
        place, coach = spell.facts["office_id"], spell.facts["coach_id"]
        if day >= self.today - timedelta(days=14):
            return self.bookings.book(
                day, minutes, region=spell.region, place=place, coach=coach, at_desk=at_desk, rng=rng
            )
        desks = self.office.desks.get(place, []) if at_desk and place else []
        places: list[int | None] = [desk.pk for desk in desks] or [None]
        choices = [(clock, desk) for clock in SLOTS for desk in places]
        rng.shuffle(choices)
        return Booking(moment(day, choices[0][0]), choices[0][1], coach)

    def _record(self, life: Life, home: Home, spells: Spells, talk: Round, interview: Interview) -> None:
        rng, spell = life.rng, spells.at(talk.day)
        by = self._by(spell)
        interview.state, interview.version = talk.outcome, 2
        interview.recorded_by_id = by.pk
        interview.recorded_at = written_at(talk.day, rng)
        if talk.outcome not in MET:
            interview.outcome_note = text(by.language, NOTES[InterviewState(talk.outcome)], rng)
            return
        interview.held_on = talk.day
        interview.steps = _steps(life, talk)
        interview.duty_explained_in = home.principal.contact_language if talk.is_first or rng.random() < 0.4 else ""
        interview.own_words = text(by.language, "own_words", rng)
        interview.new_elements = text(by.language, "new_elements", rng)
        interview.assessment = text(by.language, "assessment", rng)
        for member, person in home.on(talk.day):
            present = person is home.principal or rng.random() < (0.2 if member.role == MemberRole.CHILD else 0.75)
            self.store.add(Attendance(interview_id=interview.pk, person_id=person.pk, was_present=present))
        if rng.random() < 0.45:
            self._agree(life, interview, by, talk.day)
        self.records.fill(interview, home.principal, life.story.track, by)

    def _agree(self, life: Life, interview: Interview, by: User, day: date) -> None:
        rng = life.rng
        due_on = day + timedelta(days=rng.randint(10, 28))
        done_on = due_on - timedelta(days=rng.randint(0, 8))
        done = done_on <= life.until and rng.random() < 0.6
        self.store.add(
            Agreement(
                interview_id=interview.pk, text=text(by.language, "agreements", rng), due_on=due_on,
                done_on=done_on if done else None, version=2 if done else 1,
            )
        )  # fmt: skip

    def _by(self, spell: Spell) -> User:
        return spell.coach or self.office.managers[spell.region]


def _earlier_days(talk: Round, moves: int) -> list[date]:
    """The days for which it was planned before: after the letter and before the day it became."""
    room = (talk.day - talk.sent_on).days
    days = [talk.sent_on + timedelta(days=room * (number + 1) // (moves + 1)) for number in range(moves)]
    return [day if day.weekday() < 5 else day - timedelta(days=2) for day in days if room > 7 * moves]


def _steps(life: Life, talk: Round) -> list[str]:
    known = LegalStep.for_track(life.story.track)
    if talk.is_first:
        return sorted(step.value for step in known[:3])
    return sorted(step.value for step in life.rng.sample(known, life.rng.randint(1, 3)))
