"""What the counter adds to the timeline of a case: who of the household came, why, and what was done."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.talks import VisitState
from cases.models import Case, Person, Visit
from cases.timeline import Entry, pair
from icam.calendar import today

TONES = {VisitState.SEEN: "good", VisitState.LEFT: "quiet"}


def visits(case: Case) -> Iterable[Entry]:
    """The visits of the case, and those of its persons before it was opened, when no case knew of them."""
    home = case.household.members.on(today()).person_ids()
    earlier = Q(case=None, person__in=Person.objects.registered_as(home))
    rows = Visit.objects.filter(Q(case=case) | earlier).select_related("person__merged_into", "coach", "registered_by")
    for visit in rows:
        person = visit.person.current
        yield Entry(
            sort=visit.came_at,
            day=visit.day,
            kind="contacts",
            icon="door-open",
            tone=TONES.get(VisitState(visit.state), "info"),
            title=pair(_("At the counter"), visit.get_reason_display()),
            clock=visit.came_at,
            url=reverse("counter:visit", args=[visit.pk]),
            by=" · ".join(str(part) for part in (person.name, visit.coach or visit.registered_by) if part),
            text=visit.note or ("" if visit.state == VisitState.SEEN else visit.get_state_display()),
            persons=frozenset({person.pk}),
        )
