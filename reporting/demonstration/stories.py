"""The households of the demonstration, each with what is to become of it, in the order of opening."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from cases.enums import HouseholdKind, ProspectKind, ResultKind, Track
from reporting.demonstration import published
from reporting.demonstration.diary import FOUNDED, Diary
from reporting.demonstration.twists import TWISTS, arrange
from reporting.demonstration.volumes import (
    CHANNELS,
    DEFAULT_SIZE,
    EFFECTED,
    EXACT_FROM,
    GROUNDS,
    GROUPS,
    HOUSEHOLDS,
    ORDINARY_CHANNELS,
    PATHS,
    PROPOSED,
    PUBLISHED_YEAR,
    RETURN_KINDS,
    SHARE_PROPOSED,
    STAY_SHARE,
    TRANSFER_KINDS,
    UNDECIDED,
    Path,
    Proposal,
    Story,
    draw,
)

PRESENT_DAYS = 8  # working days around today for which appointments are arranged
TIMES_EACH = 6  # odd path


def stories(size: int, diary: Diary, rng: random.Random) -> list[Story]:
    """`size` households, numbered in the order in which their cases were opened."""
    exact = size >= EXACT_FROM
    share = 1.0 if exact else size / DEFAULT_SIZE
    told = [*_history(share, exact, diary, rng)][:size]
    extra = max(0, size - DEFAULT_SIZE)
    told += _later(size - len(told) - extra, diary, rng)
    told += _extra(extra, diary, rng)
    told.sort(key=lambda story: story.opened_on)
    for number, story in enumerate(told):
        story.number = number
    return told


def _history(share: float, exact: bool, diary: Diary, rng: random.Random) -> Iterator[Story]:
    """2021 to 2023: as published when `exact`, else a share of what they were."""
    for year, count in UNDECIDED.items():
        first, last = (FOUNDED, date(year, 12, 3)) if year == FOUNDED.year else (date(year, 1, 1), date(year, 12, 24))
        for _ in range(round(count * share)):
            story = _undecided(diary.between(rng, first, last), rng)
            if year == FOUNDED.year and rng.random() < 0.45:  # of the first 329 invited, 136 turned up (domain §3.1)
                story.path, story.misses, story.reopened = Path.COACHED, 0, False
            yield story
    if exact:
        proposals = [*published.proposals(diary, rng), *_proposals_of_2022(PROPOSED[2022], diary, rng)]
    else:
        proposals = [*_proposals_of_2022(round(PROPOSED[2022] * share), diary, rng)]
        proposals += _proposals(round(PROPOSED[PUBLISHED_YEAR] * share), _year(PUBLISHED_YEAR), diary, rng)
    for household, proposal in proposals:
        yield decided(household, proposal, diary, rng)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 3), date(year, 12, 22)


def _proposals_of_2022(count: int, diary: Diary, rng: random.Random) -> Iterator[tuple[str, Proposal]]:
    """Stays proposed in 2022 bear fruit in 2022: those that bear it in 2023 are dealt by the published year."""
    for household, proposal in _proposals(count, (date(2022, 5, 2), date(2022, 12, 22)), diary, rng):
        if proposal.result == ResultKind.STAY_GRANTED and proposal.result_on and proposal.result_on.year == 2023:
            proposal.result, proposal.result_on = "", None
        yield household, proposal


def _proposals(count: int, days: tuple[date, date], diary: Diary, rng: random.Random) -> Iterator[tuple[str, Proposal]]:
    for _ in range(count):
        household = draw(rng, HOUSEHOLDS)
        day = diary.between(rng, *days)
        if rng.random() < STAY_SHARE.get(household, 0.4):
            proposal = Proposal(ProspectKind.STAY.value, day, ground=draw(rng, GROUNDS).value)
        else:
            proposal = Proposal(draw(rng, RETURN_KINDS).value, day)
        come_true(proposal, diary, rng)
        yield household.value, proposal


def come_true(proposal: Proposal, diary: Diary, rng: random.Random) -> None:
    """Decide what comes of a prospect, and when; a return from a centre counts as forced."""
    kind = ProspectKind(proposal.kind)
    if kind not in EFFECTED:
        return
    result, chance = EFFECTED[kind]
    luck = rng.random()
    day = diary.later(proposal.proposed_on, rng, 28, 150)
    if luck < chance:
        proposal.result = result.value
    elif luck < chance + 0.1:
        proposal.result = (ResultKind.STAY_REFUSED if kind is ProspectKind.STAY else ResultKind.NOT_EFFECTED).value
    elif luck < chance + 0.13 and kind is not ProspectKind.STAY:
        proposal.result, proposal.from_detention = ResultKind.FORCED_RETURN.value, True
    if proposal.result:
        proposal.result_on = day


def decided(household: str, proposal: Proposal, diary: Diary, rng: random.Random) -> Story:
    """A household with a prospect: opened long enough before for everything that comes first."""
    misses = rng.choices((0, 1, 2), (55, 30, 15))[0]
    opened_on = diary.on_or_after(proposal.proposed_on - timedelta(days=56 + 42 * misses + rng.randrange(70)))
    story = Story(max(opened_on, diary.on_or_after(FOUNDED)), household, Path.PROSPECT, misses, proposal=proposal)
    _sort_in(story, rng)
    return story


def _undecided(opened_on: date, rng: random.Random) -> Story:
    path = draw(rng, PATHS)
    misses = {
        Path.UNANSWERED: rng.choices((1, 2, 3, 4), (15, 45, 32, 8))[0],
        Path.UNSEEN: 0,
    }.get(path, rng.choices((0, 1, 2), (62, 27, 11))[0])
    story = Story(opened_on, draw(rng, HOUSEHOLDS).value, path, misses)
    story.reopened = path in {Path.UNANSWERED, Path.COACHED} and rng.random() < 0.025
    _sort_in(story, rng)
    return story


def _sort_in(story: Story, rng: random.Random) -> None:
    """Give the household a target group, the track and the channel that go with it."""
    weights = GROUPS[HouseholdKind(story.household)]
    kind = story.proposal.kind if story.proposal else ""
    is_old = story.proposal is not None and story.proposal.proposed_on.year <= PUBLISHED_YEAR
    if kind in {ProspectKind.STAY, ProspectKind.NOT_CLASSIFIED, ProspectKind.OTHER_COUNTRY}:
        weights = {group: weight for group, weight in weights.items() if group != "DUBLIN"}
    story.group = draw(rng, weights)
    if story.group == "DUBLIN":
        story.track = Track.TRANSFER.value
        if story.proposal and not is_old:
            story.proposal.kind = draw(rng, TRANSFER_KINDS).value
            story.proposal.result, story.proposal.result_on, story.proposal.from_detention = "", None, False
    story.channel = draw(rng, CHANNELS.get(story.group, ORDINARY_CHANNELS)).value


def _later(count: int, diary: Diary, rng: random.Random) -> list[Story]:
    """From 2024 to today, as many in each year as its length; the last weeks get their appointments around today."""
    first, last = date(PUBLISHED_YEAR + 1, 1, 2), diary.yesterday
    present = min(340, count // 6)
    with_prospect = round((count - present) * SHARE_PROPOSED)
    told = [_undecided(diary.between(rng, first, last), rng) for _ in range(count - present - with_prospect)]
    days = (date(PUBLISHED_YEAR + 1, 1, 3), diary.yesterday)
    for household, proposal in _proposals(with_prospect, days, diary, rng):
        story = decided(household, proposal, diary, rng)
        told.append(story)
        if story.group == "DUBLIN" and story.proposal:
            come_true(story.proposal, diary, rng)
    told += [_at_present(number, diary, rng) for number in range(present)]
    return told


def _at_present(number: int, diary: Diary, rng: random.Random) -> Story:
    """A case whose first appointment lies around today; the first ones carry every odd path there is, in turn."""
    step = number % (2 * PRESENT_DAYS + 1) - PRESENT_DAYS + 1
    first_day = diary.plus(diary.today, step)
    story = _undecided(diary.plus(first_day, -rng.randint(20, 30)), rng)
    story.path = Path.COACHED if rng.random() < 0.7 else Path.UNANSWERED
    story.misses, story.reopened, story.first_day = int(story.path is Path.UNANSWERED), False, first_day
    if number < TIMES_EACH * len(TWISTS):
        arrange(story, TWISTS[number % len(TWISTS)], diary, rng)
    return story


def _extra(count: int, diary: Diary, rng: random.Random) -> Iterator[Story]:
    """Cases beyond the default: spread over the years, and without a counted fact in the published one."""
    for number in range(count):
        if number % 12 == 0:
            story = _undecided(diary.between(rng, date(2022, 1, 3), date(2022, 5, 31)), rng)
            story.path, story.misses = Path.UNANSWERED, 1 + number % 2
        elif number % 20 == 1:
            story = _undecided(diary.between(rng, date(2023, 1, 3), date(2023, 10, 31)), rng)
            story.path, story.misses = Path.UNSEEN, 0
        elif number % 4 == 3:
            days = (date(2024, 9, 2), diary.yesterday)
            household, proposal = next(_proposals(1, days, diary, rng))
            story = decided(household, proposal, diary, rng)
        else:
            story = _undecided(diary.between(rng, date(2024, 1, 2), diary.yesterday), rng)
        if story.opened_on.year <= PUBLISHED_YEAR:
            story.reopened = False
        story.is_extra = True
        yield story
