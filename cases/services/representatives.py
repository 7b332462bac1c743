"""Lawyers, guardians, confidants: who acts for a person, and for how long."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.enums.dossier import RepresentativeKind
from cases.models import Case, Person, Representative
from cases.services.dossier import belongs, not_before
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def add(
    case: Case,
    *,
    by: User,
    person: Person,
    kind: RepresentativeKind,
    name: str,
    mandate_from: date,
    mandate_until: date | None = None,
    **reach: Any,
) -> Representative:
    """Somebody acts for the person from that day; `reach` holds organisation, address, phone, email, gets_copies."""
    belongs(case, person)
    not_before(mandate_from, _("The end lies before the beginning."), mandate_until=mandate_until)
    _reachable(reach)
    running = Q(mandate_until__isnull=True) | Q(mandate_until__gte=mandate_from)
    if person.representatives.filter(running, kind=kind, name__iexact=name).exists():
        raise Refused({"name": _("This representative is registered already, and the mandate runs.")})
    added = Representative.objects.create(
        person=person, kind=kind, name=name, mandate_from=mandate_from, mandate_until=mandate_until, **reach
    )
    record(Verb.REPRESENTATIVE_ADDED, added, by=by, case_id=case.pk)
    return added


def _reachable(reach: dict[str, Any]) -> None:
    """Copies need somewhere to go."""
    by_post = reach.get("street") and reach.get("postcode") and reach.get("municipality")
    if reach.get("gets_copies") and not (by_post or reach.get("email")):
        raise Refused({"gets_copies": _("Give an address or an e-mail: copies have to go somewhere.")})


@transaction.atomic
def change(
    case: Case, representative: Representative, *, by: User, version: int, mandate_from: date, **changes: Any
) -> Representative:
    """How to reach him, whether he gets copies, and from when until when the mandate runs. Raises Stale."""
    belongs(case, representative.person)
    until = changes.get("mandate_until")
    not_before(mandate_from, _("The end lies before the beginning."), mandate_until=until)
    _reachable(changes)
    verb = Verb.REPRESENTATIVE_CHANGED
    changes["mandate_from"] = mandate_from
    edit(representative, by=by, case_id=case.pk, version=version, verb=verb, **changes)
    return representative
