"""What passed between the department and a household outside interviews: logged in three fields, corrected."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums.talks import ContactKind
from cases.models import Case, ContactMoment
from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


def _not_later(happened_at: datetime) -> None:
    if happened_at > now():
        raise Refused({"happened_at": _("This moment lies in the future.")})


@transaction.atomic
def log(case: Case, *, by: User, kind: ContactKind, happened_at: datetime, text: str) -> ContactMoment:
    """A call, a visit, a talk at the counter, a letter: also on a case that rests or is closed."""
    _not_later(happened_at)
    moment = ContactMoment.objects.create(case=case, kind=kind, happened_at=happened_at, text=text, recorded_by=by)
    record(Verb.CONTACT_LOGGED, moment, by=by, kind=kind.value)
    return moment


@transaction.atomic
def correct(moment: ContactMoment, *, by: User, version: int, reason: str, **words: Any) -> ContactMoment:
    """What was logged, put right; the earlier text stays in the history. Raises Stale."""
    _not_later(words.get("happened_at", moment.happened_at))
    edit(moment, by=by, version=version, verb=Verb.CONTACT_CORRECTED, reason=reason, **words)
    return moment
