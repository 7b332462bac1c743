"""How many households, of what kind, opened when, and what is to become of each."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from cases.enums import HouseholdKind, IntakeChannel, ProspectKind, ResultKind, StayGround, Track

T = TypeVar("T")

DEFAULT_SIZE = 14_000
PUBLISHED_YEAR = 2023

# Cases without a prospect, by the year in which they are opened; those with one come on top, see PROPOSED.
UNDECIDED = {2021: 200, 2022: 1500, 2023: 2330}
PROPOSED = {2022: 320, 2023: 612}
HISTORY = sum(UNDECIDED.values()) + sum(PROPOSED.values())
EXACT_FROM = HISTORY + 400  # from this size on, 2023 is the published year
SHARE_PROPOSED = 0.24  # of the later years


class Path(Enum):
    """What becomes of a household, in one word."""

    UNANSWERED = "never came"
    COACHED = "came, and no prospect was proposed"
    PROSPECT = "came, and a prospect was proposed"
    SUSPENDED = "came, and coaching rested"
    UNSEEN = "closed before anybody was invited"


@dataclass(slots=True)
class Proposal:
    """A prospect with what came of it; `result_on` None: nothing yet. `first_kind`: what it was before a correction."""

    kind: str
    proposed_on: date
    ground: str = ""
    result: str = ""
    result_on: date | None = None
    from_detention: bool = False
    first_kind: str = ""


@dataclass(slots=True)
class Rest:
    """A suspension; `decided_on`: when its ground ended, `resumed_on`: when somebody did something about it."""

    on: date
    ground: str
    decided_on: date | None = None
    resumed_on: date | None = None


@dataclass(slots=True)
class Story:
    """One household before its life is dated: `first_day` fixes the first appointment, `twist` names an odd path."""

    opened_on: date
    household: str
    path: Path
    misses: int = 0
    group: str = "UNKNOWN"
    track: str = Track.RETURN.value
    channel: str = IntakeChannel.SELECTION.value
    proposal: Proposal | None = None
    first_day: date | None = None
    reopened: bool = False
    reopened_on: date | None = None
    rest: Rest | None = None
    stays_open: bool = False
    is_extra: bool = False
    twist: str = ""
    number: int = 0


HOUSEHOLDS = {
    HouseholdKind.SINGLE: 62,
    HouseholdKind.FAMILY: 20,
    HouseholdKind.OTHER: 11,
    HouseholdKind.COUPLE: 7,
}
GROUPS = {
    HouseholdKind.SINGLE: {
        "SINGLE_ADDR": 60, "OTP": 7, "DUBLIN": 10, "INTERCEPT": 8, "SELF": 5, "FASTTRACK": 7, "EX_UAM": 2, "EU": 1,
    },
    HouseholdKind.FAMILY: {"FAMILY_ADDR": 78, "FAM_UNIT": 6, "OTP": 6, "DUBLIN": 5, "FASTTRACK": 5},
    HouseholdKind.COUPLE: {"UNKNOWN": 45, "SELF": 15, "FASTTRACK": 15, "DUBLIN": 15, "OTP": 10},
    HouseholdKind.OTHER: {"OTP": 34, "DUBLIN": 22, "INTERCEPT": 20, "UNKNOWN": 14, "FASTTRACK": 10},
}  # fmt: skip
CHANNELS = {
    "OTP": {IntakeChannel.CENTRE: 9, IntakeChannel.SELECTION: 1},
    "INTERCEPT": {IntakeChannel.POLICE: 1},
    "SELF": {IntakeChannel.WALK_IN: 5, IntakeChannel.HELPLINE: 4, IntakeChannel.OTHER: 1},
}
ORDINARY_CHANNELS = {IntakeChannel.SELECTION: 7, IntakeChannel.WITH_ORDER: 3}
PATHS = {Path.UNANSWERED: 50, Path.COACHED: 38, Path.SUSPENDED: 7, Path.UNSEEN: 5}
GROUNDS = {
    StayGround.HUMANITARIAN: 34, StayGround.FAMILY: 24, StayGround.WORK: 14, StayGround.MEDICAL: 9,
    StayGround.PROTECTION: 7, StayGround.EU: 3, StayGround.STUDENT: 3, StayGround.RESTORED: 2, StayGround.STATELESS: 1,
    StayGround.TRAFFICKING: 1, StayGround.OTHER: 2,
}  # fmt: skip
STAY_SHARE = {HouseholdKind.FAMILY: 0.70, HouseholdKind.SINGLE: 0.33, HouseholdKind.OTHER: 0.05}
RETURN_KINDS = {
    ProspectKind.ASSISTED_RETURN: 52, ProspectKind.OFFICE_RETURN: 12, ProspectKind.AUTONOMOUS_RETURN: 24,
    ProspectKind.FORCED_RETURN: 7, ProspectKind.OTHER_COUNTRY: 2, ProspectKind.NONE: 3,
}  # fmt: skip
TRANSFER_KINDS = {
    ProspectKind.TRANSFER: 60, ProspectKind.ASSISTED_RETURN: 18, ProspectKind.AUTONOMOUS_RETURN: 12,
    ProspectKind.FORCED_RETURN: 7, ProspectKind.NONE: 3,
}  # fmt: skip
EFFECTED = {
    ProspectKind.STAY: (ResultKind.STAY_GRANTED, 0.62),
    ProspectKind.ASSISTED_RETURN: (ResultKind.ASSISTED_RETURN, 0.66),
    ProspectKind.OFFICE_RETURN: (ResultKind.OFFICE_RETURN, 0.64),
    ProspectKind.AUTONOMOUS_RETURN: (ResultKind.AUTONOMOUS_RETURN, 0.45),
    ProspectKind.TRANSFER: (ResultKind.TRANSFERRED, 0.5),
    ProspectKind.OTHER_COUNTRY: (ResultKind.MOVED, 0.7),
    ProspectKind.FORCED_RETURN: (ResultKind.FORCED_RETURN, 0.5),
}


def draw(rng: random.Random, weights: Mapping[T, float]) -> T:
    """One of the keys, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]
