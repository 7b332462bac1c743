"""A morning at the counters: some wait, one is with a coach, some were seen; somebody is there for an appointment."""

import random
from datetime import datetime, timedelta

from cases.enums.talks import VisitReason, VisitState
from cases.models import Arrival, Case, Visit
from cases.services import reception
from icam.calendar import now, start_of, today
from icam.models import Office

# How long ago each came, and where he is; the oldest first.
MORNING = (
    (130, VisitState.SEEN, VisitReason.DOCUMENTS, "Brought a passport; copy kept"),
    (95, VisitState.SEEN, VisitReason.ADDRESS, "Gave a new address"),
    (71, VisitState.LEFT, VisitReason.QUESTION, ""),
    (44, VisitState.CALLED, VisitReason.QUESTION, ""),
    (24, VisitState.WAITING, VisitReason.QUESTION, ""),
    (12, VisitState.WAITING, VisitReason.RETURN, ""),
    (3, VisitState.WAITING, VisitReason.DOCUMENTS, ""),
)


def write(rng: random.Random) -> None:
    """Visits of today at every office that has cases; and the first of each appointment that began is there."""
    here: set[int] = set()  # nobody is at two counters, also not under two registrations
    for office in Office.objects.filter(is_active=True).order_by("pk"):
        rows = Case.objects.open().filter(office=office, coach__isnull=False)
        rows = rows.select_related("coach", "household__principal__merged_into")
        heads = {case.household.head.pk: case for case in rows.order_by("pk")[:60]}
        cases = [case for head, case in heads.items() if head not in here]
        here |= heads.keys()
        _morning(office, rng.sample(cases, min(len(cases), len(MORNING))))
        for interview in reception.planned_today(office).filter(planned_at__lte=now()):
            person, came = interview.case.household.head, interview.planned_at
            if interview.coach:
                Arrival.objects.create(interview=interview, person=person, arrived_at=came, noted_by=interview.coach)


def _morning(office: Office, cases: list[Case]) -> None:
    desk = office.desks.filter(is_active=True).order_by("name").first()
    rows = []
    morning = MORNING[len(MORNING) - len(cases) :]  # with few cases, those who came last
    for number, (case, (ago, state, reason, note)) in enumerate(zip(cases, morning, strict=True), start=1):
        person, came = case.household.head, _ago(ago)
        called = state == VisitState.CALLED
        assert case.coach  # they were chosen by that
        rows.append(
            Visit(
                office=office, day=today(), number=number, person=person, case=case, reason=reason,
                language=person.contact_language, needs_interpreter=person.needs_interpreter,
                companions=number % 3, state=state, came_at=came, note=note,
                coach=case.coach if called else None, desk=desk if called else None,
                called_at=_ago(ago - 20) if called else None,
                ended_at=_ago(ago - 15) if state in (VisitState.SEEN, VisitState.LEFT) else None,
                registered_by=case.coach,
            )
        )  # fmt: skip
    Visit.objects.bulk_create(rows)


def _ago(minutes: int) -> datetime:
    """So many minutes ago, and never yesterday."""
    return max(start_of(today()), now() - timedelta(minutes=minutes))
