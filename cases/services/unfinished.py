"""Appointments that are over and of which nobody has said what became of them: work that cannot be overlooked."""

from datetime import datetime

from django.db.models import Q

from cases.access import cases_for
from cases.models import Interview
from cases.models.interview import InterviewQuerySet
from icam.calendar import now
from icam.models import User
from icam.permissions import Capability


def of(user: User, *, at: datetime | None = None) -> InterviewQuerySet:
    """Those that `user` answers for, the oldest first.

    A coach: his own talks and those of his cases. Who assigns cases: all of his regions. Today's count as well, from
    the planned end on.
    """
    rows = Interview.objects.overdue(at or now())
    if user.may(Capability.ASSIGN_CASE):
        rows = rows.filter(case__in=cases_for(user, Capability.ASSIGN_CASE))
    else:
        rows = rows.filter(Q(coach=user) | Q(case__coach=user), case__in=cases_for(user))
    return rows.order_by("planned_at", "pk")
