"""Mail that comes back: somebody finds out where the person lives, before the next letter goes out."""

from django.utils import translation
from django.utils.translation import gettext as _

from cases.enums.talks import TaskAct, TaskSource, TaskState
from cases.models import Address, Case, Task
from cases.services import life, tasks
from icam.dates import day_in_words
from icam.models import User

WITHIN = 5  # working days


def follow(case: Case, address: Address, *, by: User) -> Task | None:
    """A task for who coaches the case when mail comes back from `address`; no task any more when it arrives again.

    Once per address and day since which it comes back. None for a closed case, or where nobody may work on it.
    """
    case, since = life.hold(case), address.undeliverable_since
    key = f"returned:{address.pk}:{since.isoformat() if since else ''}"
    for task in case.tasks.open().filter(key__startswith=f"returned:{address.pk}:").exclude(key=key):
        note = _("Mail arrives again, or comes back since another day.")
        tasks.end(task, by=by, version=task.version, state=TaskState.DROPPED, note=note)
    owner = tasks.responsible(case, by=by)
    if since is None or not case.is_open or owner is None:
        return None
    with translation.override(owner.language):
        title = _("Mail comes back since %(day)s: find out the address") % {"day": day_in_words(since)}
    return tasks.make(
        case, by=by, owner=owner, title=title, source=TaskSource.LETTER, leads_to=TaskAct.ADDRESS, key=key,
        due_on=tasks.in_working_days(WITHIN, case=case, owner=owner),
    )  # fmt: skip
