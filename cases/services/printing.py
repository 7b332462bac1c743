"""A case on paper."""

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.timeline import Asked, of_case
from icam import paper
from icam.audit import record
from icam.calendar import now, today
from icam.dates import moment_in_words
from icam.enums import Verb
from icam.models import User
from icam.paper import Paper


def timeline(case: Case, *, by: User, asked: Asked, said: list[str]) -> Paper:
    """The timeline as `by` may know it, with a line in the trail. `said` tells what was asked. Raises PdfError."""
    printed = {"by": by, "moment": moment_in_words(now())}
    context = {
        "case": case,
        "person": case.household.head,
        "entries": of_case(case, by, asked),
        "asked": said,
        "language": get_language() or "en",
        "day": today(),
        "from": "",
        "foot": f"{case.reference} · " + _("printed by %(by)s, %(moment)s") % printed,
    }
    made = paper.make("letters/timeline.html", context)
    with transaction.atomic():
        record(Verb.TIMELINE_PRINTED, case, by=by, sha256=made.sha256, pages=made.pages, kind=asked.kind)
    return made
