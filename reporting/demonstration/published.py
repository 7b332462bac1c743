"""The published year: what the activity report of 2023 says, and how the demonstration comes to say exactly the same.

The prospects and stays of the year are laid down before any life is dated. Letters and interviews are dealt afterwards:
among the follow-up talks of the year, whose outcome changes nothing in the story, just so many are called by letter
and held that the totals are the published ones.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from cases.enums import HouseholdKind, InterviewState, ProspectKind, ResultKind
from reporting.demonstration.diary import Diary
from reporting.demonstration.lives import Life, Round, loose_outcome
from reporting.demonstration.volumes import EFFECTED, GROUNDS, PUBLISHED_YEAR, Proposal, draw

INVITATIONS, INTERVIEWS, PROSPECTS = 7651, 3994, 612
FAMILY, SINGLE, OTHER = HouseholdKind.FAMILY.value, HouseholdKind.SINGLE.value, HouseholdKind.OTHER.value
BY_HOUSEHOLD = {FAMILY: 224, SINGLE: 131, OTHER: 257}
STAYS = {FAMILY: 162, SINGLE: 44, OTHER: 8}  # proposed, and as many obtained
VOLUNTARY, AUTONOMOUS, UNEXPLAINED = 283, 107, 8
OFFICE_RETURNS = 48  # of the voluntary ones
CARRIED = {FAMILY: 25, SINGLE: 7, OTHER: 1}  # obtained in 2023 on a proposal of 2022; as many wait beyond 2023
CORRECTED = 24  # prospects whose earlier version exists besides, and is not counted

NEW_YEAR, LAST_DAY = date(PUBLISHED_YEAR, 1, 3), date(PUBLISHED_YEAR, 12, 22)


def proposals(diary: Diary, rng: random.Random) -> Iterator[tuple[str, Proposal]]:
    """The 612 prospects of the year with their households, and the 33 of 2022 that became a stay in it."""
    told = [*_stays(diary, rng), *_others(diary, rng)]
    assert len(told) == PROSPECTS
    for _household, proposal in rng.sample(told, CORRECTED):
        proposal.first_kind = ProspectKind.NONE.value
    yield from told
    for household, count in CARRIED.items():
        for _ in range(count):
            day = diary.between(rng, date(2022, 8, 1), date(2022, 12, 16))
            yield household, _stay(day, diary.between(rng, NEW_YEAR, date(2023, 6, 30)), rng)


def _stays(diary: Diary, rng: random.Random) -> Iterator[tuple[str, Proposal]]:
    for household, count in STAYS.items():
        for number in range(count):
            if number < CARRIED[household]:
                day = diary.between(rng, date(2023, 7, 3), LAST_DAY)
                granted = rng.random() < 0.6
                yield household, _stay(day, diary.later(date(2024, 1, 3), rng, 0, 240) if granted else None, rng)
            else:
                day = diary.between(rng, NEW_YEAR, date(2023, 10, 13))
                yield household, _stay(day, diary.between(rng, day + timedelta(days=21), LAST_DAY), rng)


def _stay(day: date, granted_on: date | None, rng: random.Random) -> Proposal:
    result = ResultKind.STAY_GRANTED.value if granted_on else ""
    return Proposal(ProspectKind.STAY.value, day, draw(rng, GROUNDS).value, result, granted_on)


def _others(diary: Diary, rng: random.Random) -> Iterator[tuple[str, Proposal]]:
    kinds = [ProspectKind.ASSISTED_RETURN] * (VOLUNTARY - OFFICE_RETURNS)
    kinds += [ProspectKind.OFFICE_RETURN] * OFFICE_RETURNS
    kinds += [ProspectKind.AUTONOMOUS_RETURN] * AUTONOMOUS + [ProspectKind.NOT_CLASSIFIED] * UNEXPLAINED
    rng.shuffle(kinds)
    households = [household for household, count in BY_HOUSEHOLD.items() for _ in range(count - STAYS[household])]
    for household, kind in zip(households, kinds, strict=True):
        proposal = Proposal(kind.value, diary.between(rng, NEW_YEAR, LAST_DAY))
        result, chance = EFFECTED.get(kind, (None, 0.0))
        if result and rng.random() < chance:
            proposal.result, proposal.result_on = result.value, diary.later(proposal.proposed_on, rng, 21, 140)
        yield household, proposal


def deal(lives: Iterable[Life], rng: random.Random) -> None:
    """Let exactly the published number of letters be sent and of interviews be held in the year.

    Raises ValueError when the lives leave no room for it, which only a change of `volumes` can cause.
    """
    rounds = [talk for life in lives for talk in life.rounds]
    called = [talk for talk in rounds if talk.sent_on.year == PUBLISHED_YEAR]
    loose = [talk for talk in called if talk.is_loose]
    fixed = sum(talk.has_letter for talk in called if not talk.is_loose)
    for talk, chosen in _chosen(loose, INVITATIONS - fixed, rng):
        talk.has_letter = chosen
    due = [talk for talk in rounds if talk.day.year == PUBLISHED_YEAR]
    loose = [talk for talk in due if talk.is_loose]
    fixed = sum(talk.outcome == InterviewState.HELD for talk in due if not talk.is_loose)
    for talk, chosen in _chosen(loose, INTERVIEWS - fixed, rng):
        talk.outcome = InterviewState.HELD.value if chosen else loose_outcome(rng, held=False)


def _chosen(rounds: list[Round], count: int, rng: random.Random) -> Iterator[tuple[Round, bool]]:
    if not 0 <= count <= len(rounds):
        raise ValueError(f"{count} of {len(rounds)} follow-up talks cannot be chosen")
    picked = set(rng.sample(range(len(rounds)), count))
    return ((talk, place in picked) for place, talk in enumerate(rounds))
