"""Where a case was, with whom and as what: the five facts that every counted thing carries as they were."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.enums import CaseState, HouseholdKind
from icam.models import User
from reporting.demonstration import twists
from reporting.demonstration.households import Home
from reporting.demonstration.lives import Life
from reporting.demonstration.office import REGION_WEIGHTS, TheOffice
from reporting.demonstration.volumes import draw


@dataclass(slots=True)
class Spell:
    """One placement: from a day up to another, with the region's code, the coach and the facts as columns."""

    starts_on: date
    ends_on: date | None
    region: str
    coach: User | None
    facts: dict[str, Any]


@dataclass(slots=True)
class Spells:
    """The placements of one case, oldest first."""

    rows: list[Spell]

    def at(self, day: date) -> Spell:
        """The placement in force on `day`, or the nearest before it; the first one for a day before all."""
        found = self.rows[0]
        for spell in self.rows:
            if spell.starts_on <= day:
                found = spell
        return found

    @property
    def now(self) -> Spell:
        return self.rows[-1]


def place(life: Life, home: Home, office: TheOffice, today: date) -> Spells:
    """The placements of a case while it was open, cut where something changed."""
    changes = _changes(life, home, office, today)
    rows: list[Spell] = []
    for opened_on, closed_on in _open_times(life):
        starts = [
            opened_on,
            *(day for day, _spell in changes if opened_on < day and (not closed_on or day < closed_on)),
        ]
        for number, day in enumerate(starts):
            last = number == len(starts) - 1
            spell = [spell for since, spell in changes if since <= day][-1]
            ends_on = closed_on if last else starts[number + 1]
            rows.append(Spell(day, ends_on, spell.region, spell.coach, spell.facts))
    return Spells(rows)


def _open_times(life: Life) -> list[tuple[date, date | None]]:
    times: list[tuple[date, date | None]] = []
    for step in life.past:
        if step.target == CaseState.SELECTED:
            times.append((step.on, None))
        elif step.target == CaseState.CLOSED:
            times[-1] = (times[-1][0], step.on)
    return times


def _changes(life: Life, home: Home, office: TheOffice, today: date) -> list[tuple[date, Spell]]:
    """What the case was from which day on, whether open then or not."""
    story, rng = life.story, life.rng
    region = "BRU" if story.twist == twists.FORMER_COACH else draw(rng, REGION_WEIGHTS)
    kind = HouseholdKind.SINGLE.value if home.changed_on else story.household
    first_group = "SINGLE_ADDR" if home.changed_on else story.group
    coach = _first_coach(life, office, region, kind, today)
    changes = [(story.opened_on, _spell(office, region, coach, kind, first_group, story.opened_on))]
    if home.changed_on:
        coach = office.coach_for(region, story.household, story.group, rng)
        again = _spell(office, region, coach, story.household, story.group, home.changed_on)
        changes.append((home.changed_on, again))
    elif story.twist == twists.MOVED_REGION or (not story.twist and rng.random() < 0.012):
        day = today - timedelta(days=20) if story.twist else story.opened_on + timedelta(days=rng.randint(40, 120))
        region = rng.choice([code for code in REGION_WEIGHTS if code != region])
        coach = office.coach_for(region, kind, story.group, rng)
        changes.append((day, _spell(office, region, coach, kind, story.group, day)))
    elif not story.twist and rng.random() < 0.05:
        day = story.opened_on + timedelta(days=rng.randint(30, 150))
        other = office.coach_for(region, kind, story.group, rng)
        changes.append((day, _spell(office, region, other, kind, story.group, day)))
    return changes


def _first_coach(life: Life, office: TheOffice, region: str, kind: str, today: date) -> User | None:
    story, rng = life.story, life.rng
    is_new = story.opened_on > today - timedelta(days=8)
    if story.twist == twists.NO_COACH or (is_new and not story.twist and rng.random() < 0.15):
        return None
    is_old = story.opened_on < today - timedelta(days=1100)
    if region == "BRU" and (story.twist == twists.FORMER_COACH or (is_old and rng.random() < 0.05)):
        return rng.choice(office.former)
    # Who looks at the demonstration signs in as the first coach of a list, and shall find every odd path there.
    return office.coach_for(region, kind, story.group, rng, first=0.3 if story.twist else 0)


def _spell(office: TheOffice, region: str, coach: User | None, kind: str, group: str, day: date) -> Spell:
    facts = {
        "region_id": office.regions[region].pk,
        "office_id": coach.office_id if coach else None,
        "coach_id": coach.pk if coach else None,
        "household_kind": kind,
        "target_group_id": office.groups[group].pk,
    }
    return Spell(day, None, region, coach, facts)
