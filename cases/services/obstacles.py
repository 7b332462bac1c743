"""What stands in the way of a durable prospect: noted, worked on, solved (Aliens Act art. 74/24 §1, 4°)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.talks import ObstacleKind
from cases.models import Case, Interview, Obstacle
from cases.services import life
from cases.services.dossier import not_before, not_later
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit

SAID = ("kind", "text", "action")  # the words of an obstacle, as they stand in a record


@transaction.atomic
def note(
    case: Case,
    *,
    by: User,
    kind: ObstacleKind,
    text: str,
    action: str = "",
    noted_on: date | None = None,
    interview: Interview | None = None,
) -> Obstacle:
    """An obstacle of the household, seen at an interview or apart from one."""
    not_later(noted_on=noted_on)
    obstacle = Obstacle.objects.create(
        case=case, interview=interview, kind=kind, text=text, action=action, noted_on=noted_on or today()
    )
    record(Verb.OBSTACLE_NOTED, obstacle, by=by)
    return obstacle


@transaction.atomic
def change(obstacle: Obstacle, *, by: User, version: int, **words: Any) -> Obstacle:
    """Other words, another action, or the day on which it was solved; no such day opens it again. Raises Stale.

    What stands in a signed record only an amendment changes; that it was solved is said beside it.
    """
    life.hold(obstacle.case)
    is_said_otherwise = any(getattr(obstacle, name) != words.get(name, getattr(obstacle, name)) for name in SAID)
    if is_said_otherwise and Interview.objects.signed_off().filter(obstacles=obstacle).exists():
        raise Refused(_("The record is signed off. It is amended, with a reason."))
    return rewrite(obstacle, by=by, version=version, **words)


def rewrite(obstacle: Obstacle, *, by: User, version: int, **words: Any) -> Obstacle:
    """The same for the record in which it stands, which knows whether it may be changed. Raises Stale."""
    solved_on = words.get("solved_on")
    not_later(solved_on=solved_on)
    not_before(obstacle.noted_on, _("The obstacle was noted later than that day."), solved_on=solved_on)
    edit(obstacle, by=by, version=version, verb=Verb.OBSTACLE_CHANGED, **words)
    return obstacle
