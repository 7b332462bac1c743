"""The odd paths that every office knows, by name. Each is met several times among the cases of these weeks.

What a twist changes in the dates of a life is arranged here; what it changes in the rows is in `persons`, `dossiers`
and `papers`.
"""

import random
from collections.abc import Callable
from datetime import timedelta

from cases.enums import HouseholdKind, SuspensionGround, Track
from reporting.demonstration.diary import Diary
from reporting.demonstration.volumes import Path, Rest, Story

# Of the person ...
SINGLE_NAME, UNKNOWN_BIRTH, ESTIMATED_BIRTH = "single_name", "unknown_birth", "estimated_birth"
STATELESS, UNCLEAR, TWO_NATIONALITIES = "stateless", "nationality_unclear", "two_nationalities"
ALIASES, MANY_NUMBERS, FAILING_NUMBER, CHOSE_LANGUAGE = "aliases", "many_numbers", "failing_number", "chose_language"
# ... of where he can be reached ...
NO_ADDRESS, UNDELIVERABLE, ELECTED = "no_address", "undeliverable", "elected_domicile"
# ... of orders and measures ...
EXTENDED, REPLACED, NOT_NOTIFIED, NO_PERIOD = (
    "order_extended",
    "order_replaced",
    "order_not_notified",
    "order_no_period",
)
DETAINED, LESS_COERCIVE, PREVENTIVE, RELEASED = "detained", "less_coercive", "preventive", "released"
# ... of the household ...
CHILD_BORN, PARTNER_LEFT, KIND_CHANGED = "child_born", "partner_left", "kind_changed"
# ... of the case ...
TRANSFER, PENDING, GROUND_ENDED, APPEAL, HEALTH = "transfer", "pending", "ground_ended", "appeal", "health"
REOPENED, NO_SHOWS, MOVED_TWICE, NO_OUTCOME = "reopened", "no_shows", "moved_twice", "no_outcome"
NO_COACH, MOVED_REGION, FORMER_COACH = "no_coach", "moved_region", "former_coach"
CLOSURE_PROPOSED, CLOSURE_REFUSED = "closure_proposed", "closure_refused"
COVERED, COVER_ENDED, SECOND_OPINION = "covered", "cover_ended", "second_opinion"
# ... and of its letters.
READY, FAILED, CANCELLED, DRAFTED, HANDED_OVER = "ready", "failed", "cancelled", "drafted", "handed_over"
RENDERING = "rendering"
UNSENT = frozenset({READY, RENDERING, FAILED, CANCELLED, DRAFTED})

TWISTS = (
    NO_OUTCOME, PENDING, CLOSURE_PROPOSED, READY, KIND_CHANGED, SINGLE_NAME, NO_COACH, COVERED, DETAINED, UNDELIVERABLE,
    TRANSFER, REOPENED, GROUND_ENDED, MOVED_REGION, FAILED, UNKNOWN_BIRTH, MOVED_TWICE, NO_SHOWS, STATELESS, DRAFTED,
    NO_ADDRESS, LESS_COERCIVE, CHILD_BORN, COVER_ENDED, FORMER_COACH, CLOSURE_REFUSED, MANY_NUMBERS, FAILING_NUMBER,
    EXTENDED, REPLACED, NOT_NOTIFIED, NO_PERIOD, PREVENTIVE, RELEASED, PARTNER_LEFT, APPEAL, HEALTH, ESTIMATED_BIRTH,
    UNCLEAR, TWO_NATIONALITIES, ALIASES, CHOSE_LANGUAGE, ELECTED, SECOND_OPINION, CANCELLED, HANDED_OVER, RENDERING,
)  # fmt: skip


def arrange(story: Story, twist: str, diary: Diary, rng: random.Random) -> None:
    """Give the case of these weeks an odd path. It stays open, unless the twist says otherwise."""
    story.twist, story.path, story.misses, story.stays_open = twist, Path.COACHED, 0, True
    if twist in HOUSEHOLDS:
        story.household, story.group, story.track = HOUSEHOLDS[twist].value, "FAMILY_ADDR", Track.RETURN.value
    elif story.group == "DUBLIN" and twist != TRANSFER:
        story.group, story.track = "FASTTRACK", Track.RETURN.value
    if rearrange := REARRANGED.get(twist):
        rearrange(story, diary, rng)


HOUSEHOLDS = {
    CHILD_BORN: HouseholdKind.FAMILY,
    PARTNER_LEFT: HouseholdKind.FAMILY,
    KIND_CHANGED: HouseholdKind.FAMILY,
}


def _older(story: Story, diary: Diary, days: int) -> None:
    story.first_day = None
    story.opened_on = diary.on_or_after(diary.today - timedelta(days=days))


def _in_coaching(story: Story, diary: Diary, rng: random.Random) -> None:
    _older(story, diary, rng.randint(90, 160))


def _rests(ground: SuspensionGround, *, decided: bool = False) -> Callable[[Story, Diary, random.Random], None]:
    def arrange(story: Story, diary: Diary, rng: random.Random) -> None:
        _older(story, diary, rng.randint(190, 260))
        on = diary.on_or_after(diary.today - timedelta(days=rng.randint(60, 100)))
        decided_on = diary.plus(diary.today, -rng.randint(4, 15)) if decided else None
        story.path, story.rest = Path.SUSPENDED, Rest(on, ground.value, decided_on)

    return arrange


def _no_outcome(story: Story, diary: Diary, rng: random.Random) -> None:
    story.first_day = diary.plus(diary.today, -rng.randint(1, 4))
    story.opened_on = diary.plus(story.first_day, -24)
    story.channel = "selection"


def _to_come(story: Story, diary: Diary, rng: random.Random) -> None:
    """An appointment far enough ahead that its letter may still be unsent today."""
    story.first_day = diary.plus(diary.today, rng.randint(9, 14))
    story.opened_on = diary.plus(diary.today, -rng.randint(12, 20))
    story.channel = "selection"


def _reopened(story: Story, diary: Diary, rng: random.Random) -> None:
    _older(story, diary, 330)
    story.path, story.misses, story.stays_open, story.reopened = Path.UNANSWERED, 2, False, True
    story.reopened_on = diary.on_or_after(diary.today - timedelta(days=rng.randint(18, 60)))


def _no_shows(story: Story, diary: Diary, rng: random.Random) -> None:
    _older(story, diary, rng.randint(150, 175))
    story.path, story.misses, story.channel = Path.UNANSWERED, 4, "selection"


def _transfer(story: Story, diary: Diary, rng: random.Random) -> None:  # noqa: ARG001  (all have one shape)
    story.household, story.group, story.track = HouseholdKind.SINGLE.value, "DUBLIN", Track.TRANSFER.value


REARRANGED: dict[str, Callable[[Story, Diary, random.Random], None]] = {
    PENDING: _rests(SuspensionGround.PROCEDURE),
    GROUND_ENDED: _rests(SuspensionGround.PROCEDURE, decided=True),
    APPEAL: _rests(SuspensionGround.APPEAL),
    HEALTH: _rests(SuspensionGround.HEALTH),
    REOPENED: _reopened,
    NO_SHOWS: _no_shows,
    NO_OUTCOME: _no_outcome,
    TRANSFER: _transfer,
    **dict.fromkeys(
        (CLOSURE_PROPOSED, CLOSURE_REFUSED, KIND_CHANGED, CHILD_BORN, PARTNER_LEFT, MOVED_REGION, COVERED, COVER_ENDED),
        _in_coaching,
    ),
    **dict.fromkeys((SECOND_OPINION, DETAINED, LESS_COERCIVE, RELEASED, REPLACED, FORMER_COACH), _in_coaching),
    **dict.fromkeys((*UNSENT, MOVED_TWICE, NO_COACH), _to_come),
}
