"""What else hangs on an appointment: whoever depends on it has a say before it is moved or cancelled."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cases.models import Interview
from icam.models import User
from icam.refusals import Refused


@dataclass(frozen=True)
class Notice:
    """What one guard says of one thing that hangs on an appointment.

    `stops`: it cannot be moved now. `asks`: the household already holds it, so somebody must tell them. `release` does
    what goes with the move, inside its transaction: `release(by, because)`.
    """

    sentence: str
    stops: bool = False
    asks: bool = False
    release: Callable[[User, str], None] | None = None


Guard = Callable[[Interview], Collection[Notice]]


@cache
def _guards() -> tuple[Guard, ...]:
    return tuple(import_string(path) for path in settings.APPOINTMENT_GUARDS)


def notices(interview: Interview) -> list[Notice]:
    """What all guards say; inside a transaction they hold what they speak of until it ends."""
    return [notice for guard in _guards() for notice in guard(interview)]


def let_go(interview: Interview, *, by: User, because: str, told: str) -> None:
    """Let everything go that hangs on the appointment. Refused while something stops it, or nobody says who tells."""
    found = notices(interview)
    stopping = [notice.sentence for notice in found if notice.stops]
    if stopping:
        raise Refused(stopping)
    if any(notice.asks for notice in found) and not told.strip():
        raise Refused({"told": _("A letter for the old time has been made. Say how the household is told.")})
    for notice in found:
        if notice.release:
            notice.release(by, because)
