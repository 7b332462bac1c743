"""The life of a case, step by step and dated, as if it were over; what lies after yesterday is cut off later."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.enums import CaseState, ClosureReason, InterviewState, ProspectKind, ResultKind, SuspensionGround
from reporting.demonstration.diary import Diary
from reporting.demonstration.twists import NO_OUTCOME, UNSENT
from reporting.demonstration.volumes import Path, Rest, Story, draw

S = CaseState
WITHOUT_LETTER = {"walk_in", "helpline", "police", "centre"}
HELD = InterviewState.HELD.value

MISSES = {
    InterviewState.NO_SHOW: 74,
    InterviewState.EXCUSED: 16,
    InterviewState.CANCELLED: 6,
    InterviewState.REFUSED: 4,
}
LOOSE_MISSES = {InterviewState.NO_SHOW: 48, InterviewState.EXCUSED: 36, InterviewState.CANCELLED: 16}
NEVER_CAME = {
    ClosureReason.NO_RESPONSE: 60, ClosureReason.NEVER_REACHED: 17, ClosureReason.ADDRESS_UNKNOWN: 17,
    ClosureReason.ABSCONDED: 6,
}  # fmt: skip
CAME = {
    ClosureReason.DECLINED: 24, ClosureReason.NON_COOPERATION: 24, ClosureReason.ADDRESS_UNKNOWN: 16,
    ClosureReason.ABSCONDED: 12, ClosureReason.ORDER_WITHDRAWN: 10, ClosureReason.DETAINED: 7,
    ClosureReason.PUBLIC_ORDER: 2, ClosureReason.DECEASED: 1, ClosureReason.OTHER: 4,
}  # fmt: skip
NEVER_SEEN = {
    ClosureReason.DUPLICATE: 20, ClosureReason.ORDER_WITHDRAWN: 40, ClosureReason.ADDRESS_UNKNOWN: 25,
    ClosureReason.DETAINED: 10, ClosureReason.OTHER: 5,
}  # fmt: skip
AFTER_RESULT = {
    ResultKind.STAY_GRANTED: ClosureReason.STAY_GRANTED,
    ResultKind.ASSISTED_RETURN: ClosureReason.ASSISTED_RETURN,
    ResultKind.OFFICE_RETURN: ClosureReason.OFFICE_RETURN,
    ResultKind.AUTONOMOUS_RETURN: ClosureReason.AUTONOMOUS_RETURN,
    ResultKind.TRANSFERRED: ClosureReason.TRANSFERRED,
    ResultKind.MOVED: ClosureReason.MOVED_COUNTRY,
    ResultKind.FORCED_RETURN: ClosureReason.FORCED_RETURN,
    ResultKind.STAY_REFUSED: ClosureReason.OTHER,
    ResultKind.NOT_EFFECTED: ClosureReason.NON_COOPERATION,
}
GROUNDS = {
    SuspensionGround.PROCEDURE: 66, SuspensionGround.APPEAL: 16, SuspensionGround.HEALTH: 14,
    SuspensionGround.PUBLIC_ORDER: 4,
}  # fmt: skip


@dataclass(slots=True)
class Round:
    """One appointment: planned, perhaps called for by letter, and what became of it.

    `is_loose`: the story goes on alike whatever becomes of it. `moves`: how often it was moved before that day.
    """

    planned_on: date
    sent_on: date
    day: date
    purpose: str
    outcome: str
    cycle: int = 1
    is_first: bool = False
    has_letter: bool = True
    is_loose: bool = False
    moves: int = 0


@dataclass(slots=True)
class Step:
    """A move of the case to `target`."""

    target: str
    on: date
    cycle: int
    closure_reason: str = ""
    ground: str = ""


@dataclass(slots=True)
class Life:
    """All that happens to the case of a story. `until`: the last day of which anything but appointments is told."""

    story: Story
    rng: random.Random
    until: date
    rounds: list[Round] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    told_on: date | None = None
    rest: Rest | None = None
    cycle: int = 1

    def step(self, target: CaseState, on: date, closure_reason: str = "", ground: str = "") -> None:
        self.steps.append(Step(target.value, on, self.cycle, closure_reason, ground))

    @property
    def past(self) -> list[Step]:
        return [step for step in self.steps if step.on <= self.until]


def loose_outcome(rng: random.Random, *, held: bool) -> str:
    """What becomes of a follow-up talk on which nothing depends."""
    if held:
        return (InterviewState.LEFT_EARLY if rng.random() < 0.03 else InterviewState.HELD).value
    return draw(rng, LOOSE_MISSES).value


def live(story: Story, diary: Diary, seed: int) -> Life:
    """The whole life of one case; from one seed and one story follows always the same."""
    life = Life(story, random.Random(f"{seed}/{story.number}"), diary.yesterday)  # noqa: S311  (invented, not secret)
    life.step(S.SELECTED, story.opened_on)
    {
        Path.UNANSWERED: _unanswered,
        Path.COACHED: _coached,
        Path.PROSPECT: _with_prospect,
        Path.SUSPENDED: _suspended,
        Path.UNSEEN: _unseen,
    }[story.path](life, diary)
    if story.reopened and life.steps[-1].target == S.CLOSED:
        _again(life, diary)
    _leave_unrecorded(life, diary)
    return life


def _call_in(life: Life, diary: Diary, opened_on: date, *, answered: bool) -> date:
    """Invitation upon invitation, until somebody comes or nobody calls any more; returns the last of the days."""
    story, rng = life.story, life.rng
    misses = story.misses if life.cycle == 1 else 1
    day, is_invited = opened_on, False
    for number in range(misses + answered):
        planned_on = diary.later(day, rng, 1, 6)
        held = number == misses
        talk = Round(
            planned_on=planned_on,
            sent_on=diary.plus(planned_on, rng.randint(0, 2)),
            day=diary.later(planned_on, rng, 17, 28),
            purpose="repeat" if is_invited else "first",
            outcome=HELD if held else draw(rng, MISSES).value,
            cycle=life.cycle,
            is_first=True,
            moves=int(rng.random() < 0.05),
        )
        if number == 0:
            _first_of_all(life, talk, diary)
        life.rounds.append(talk)
        if talk.has_letter and not is_invited:
            life.step(S.INVITED, talk.sent_on)
            is_invited = True
        day = talk.day
    if answered:
        life.step(S.IN_COACHING, day)
    return day


def _first_of_all(life: Life, talk: Round, diary: Diary) -> None:
    """Who came by himself, or was found, needs no letter; an arranged day is kept."""
    story, rng = life.story, life.rng
    if story.first_day and life.cycle == 1:
        talk.day = story.first_day
        talk.planned_on = min(talk.planned_on, diary.plus(talk.day, -6))
        talk.sent_on = diary.plus(talk.planned_on, rng.randint(0, 2))
        if story.twist in UNSENT:
            talk.planned_on, talk.sent_on = diary.plus(diary.today, -3), diary.plus(diary.today, 2)
    elif story.channel in WITHOUT_LETTER and life.cycle == 1 and rng.random() < 0.5:
        talk.has_letter, talk.moves = False, 0
        talk.day = diary.later(talk.planned_on, rng, 0, 5)
        talk.outcome = HELD if story.misses == 0 and story.path is not Path.UNANSWERED else talk.outcome


def _follow_up(life: Life, diary: Diary, day: date, until: date, *, most: int) -> date:
    """Talks every few weeks up to a day; what becomes of them is drawn, or dealt for the published year."""
    rng = life.rng
    for _ in range(most):
        following = diary.later(day, rng, 16, 45)
        if following >= until:
            break
        planned_on = diary.later(max(day, following - timedelta(days=21)), rng, 0, 3)
        planned_on = min(planned_on, diary.plus(following, -2))
        sent_on = min(diary.plus(planned_on, rng.randint(0, 2)), diary.plus(following, -1))
        outcome = loose_outcome(rng, held=rng.random() < 0.69)
        talk = Round(planned_on, sent_on, following, "follow_up", outcome, life.cycle, is_loose=True)
        talk.has_letter, talk.moves = rng.random() < 0.66, int(rng.random() < 0.05)
        life.rounds.append(talk)
        day = following
    return day


def _close(life: Life, diary: Diary, day: date, reason: ClosureReason) -> None:
    if not life.story.stays_open:
        life.step(S.CLOSED, diary.on_or_after(day), closure_reason=reason.value)


def _unanswered(life: Life, diary: Diary) -> None:
    day = _call_in(life, diary, life.story.opened_on, answered=False)
    _close(life, diary, diary.later(day, life.rng, 8, 45), draw(life.rng, NEVER_CAME))


def _coached(life: Life, diary: Diary) -> None:
    rng = life.rng
    day = _call_in(life, diary, life.story.opened_on, answered=True)
    until = day + timedelta(days=rng.randint(10, 120))
    if life.story.stays_open:
        until = diary.today + timedelta(days=40)
    day = _follow_up(life, diary, day, until, most=8 if life.story.stays_open else 4)
    reason = draw(rng, CAME)
    if reason is ClosureReason.DECLINED and life.rounds[-1].is_loose and rng.random() < 0.5:
        life.rounds[-1].is_loose, life.rounds[-1].outcome = False, InterviewState.REFUSED.value
    _close(life, diary, diary.later(max(day, until - timedelta(days=10)), rng, 3, 30), reason)


def _unseen(life: Life, diary: Diary) -> None:
    _close(life, diary, diary.later(life.story.opened_on, life.rng, 0, 60), draw(life.rng, NEVER_SEEN))


def _with_prospect(life: Life, diary: Diary) -> None:
    story, rng = life.story, life.rng
    proposal = story.proposal
    assert proposal is not None
    day = _call_in(life, diary, story.opened_on, answered=True)
    _follow_up(life, diary, day, proposal.proposed_on, most=4)
    told_on = diary.later(proposal.proposed_on, rng, 0, 8)
    if proposal.result_on:
        told_on = min(told_on, proposal.result_on)
    if proposal.result_on or rng.random() > 0.05:
        life.told_on = told_on
        life.step(S.CONCLUDED, told_on)
    _carry_out(life, diary, told_on)


def _carry_out(life: Life, diary: Diary, told_on: date) -> None:
    """From the prospect told to its result, or until nothing is to be expected of it any more."""
    rng, proposal = life.rng, life.story.proposal
    assert proposal is not None
    last = proposal.result_on or diary.on_or_after(
        told_on + timedelta(days=min(600, 60 + int(rng.expovariate(1 / 150))))
    )
    begins = diary.later(told_on, rng, 2, 24)
    if life.told_on and begins < last:
        life.step(S.FOLLOW_UP, begins)
    _follow_up(life, diary, told_on, last, most=rng.randint(0, 2))
    if proposal.result:
        reason = AFTER_RESULT[ResultKind(proposal.result)]
    else:
        reason = draw(rng, {key: weight for key, weight in CAME.items() if key != ClosureReason.DECLINED})
        if proposal.kind == ProspectKind.NOT_CLASSIFIED:
            reason = ClosureReason.OTHER
    _close(life, diary, diary.later(last, rng, 0, 18), reason)


def _suspended(life: Life, diary: Diary) -> None:
    story, rng = life.story, life.rng
    day = _call_in(life, diary, story.opened_on, answered=True)
    rest = story.rest
    if rest is None:
        on = diary.later(day, rng, 20, 90)
        decided_on = diary.later(on, rng, 60, 380)
        rest = Rest(on, draw(rng, GROUNDS).value, decided_on, diary.later(decided_on, rng, 4, 60))
    day = _follow_up(life, diary, day, rest.on, most=3)
    life.rest = rest
    life.step(S.SUSPENDED, max(rest.on, day), ground=rest.ground)
    if rest.resumed_on is None:
        return
    life.step(S.IN_COACHING, rest.resumed_on)
    until = rest.resumed_on + timedelta(days=rng.randint(20, 110))
    day = _follow_up(life, diary, rest.resumed_on, until, most=3)
    _close(life, diary, diary.later(max(day, until), rng, 3, 25), draw(rng, CAME))


def _again(life: Life, diary: Diary) -> None:
    """A second cycle of the same file, with one missed and one kept appointment."""
    rng = life.rng
    on = life.story.reopened_on or diary.later(life.steps[-1].on, rng, 50, 300)
    life.cycle = 2
    life.step(S.SELECTED, on)
    day = _call_in(life, diary, on, answered=True)
    day = _follow_up(life, diary, day, day + timedelta(days=80), most=3)
    if not life.story.reopened_on:
        _close(life, diary, diary.later(day, rng, 10, 60), draw(rng, CAME))


def _leave_unrecorded(life: Life, diary: Diary) -> None:
    """Of the talks of the last days some have no outcome yet; what would have followed has not happened."""
    for talk in life.rounds:
        fresh = diary.today - timedelta(days=12) <= talk.day <= diary.yesterday
        if fresh and (life.story.twist == NO_OUTCOME or life.rng.random() < 0.22):
            life.until = talk.day - timedelta(days=1)
            return
