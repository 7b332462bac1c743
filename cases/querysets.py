"""What can be asked of cases, as adjectives that chain: `cases_for(user).open().for_worklist()`."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.enums import MET, OPEN_STATES, CaseState, InterviewState

if TYPE_CHECKING:
    from cases.models.case import Case  # noqa: F401  (named in a string)


def _rows(model: str) -> Any:
    """All rows of a model that cannot be imported here, with the adjectives of its own."""
    return apps.get_model("cases", model)._default_manager.all()


class CaseQuerySet(models.QuerySet["Case"]):
    """The chain's words. None of them knows who asks: cases.access does."""

    def held(self) -> "CaseQuerySet":
        """Locked until the transaction ends, in one order, so that two who need several never wait for each other.

        Nothing is joined: what hangs on a case is read after the lock, in a statement that sees what was just saved.
        """
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")

    def open(self) -> "CaseQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def suspended(self) -> "CaseQuerySet":
        return self.filter(state=CaseState.SUSPENDED)

    def without_coach(self) -> "CaseQuerySet":
        return self.open().filter(coach__isnull=True)

    def leaving_by(self, day: date) -> "CaseQuerySet":
        return self.filter(leave_by__lte=day)

    def silent_since(self, day: date) -> "CaseQuerySet":
        """Open, opened before `day`, and nobody of the household met since `day`."""
        met = _rows("Interview").filter(case=OuterRef("pk"), state__in=MET, held_on__gte=day)
        return self.open().filter(~Exists(met), opened_on__lt=day)

    def with_ended_ground(self) -> "CaseQuerySet":
        """Suspended for a procedure or an appeal of which none is pending any more: time to resume."""
        members = _rows("Member").filter(household=OuterRef(OuterRef("household")), left_on__isnull=True)
        pending = _rows("Procedure").filter(
            person__in=members.person_ids(), decided_on__isnull=True, gives_provisional_stay=True
        )
        appeals = _rows("Appeal").filter(decided_on__isnull=True, effect="suspends")
        waiting: Any = Q()
        for against in ("order", "procedure", "ban"):  # apart from each other, each finds its index
            waiting |= Exists(appeals.filter(**{f"{against}__person__in": members.person_ids()}))
        return self.suspended().filter(
            (Q(suspension_ground="procedure") & ~Exists(pending)) | (Q(suspension_ground="appeal") & ~waiting)
        )

    def to_be_watched(self, day: date) -> "CaseQuerySet":
        """Open, with a procedure that is to be looked at again since `day` or before (art. 74/24 §3)."""
        members = _rows("Member").filter(household=OuterRef(OuterRef("household")), left_on__isnull=True)
        due = _rows("Procedure").filter(person__in=members.person_ids(), decided_on__isnull=True, watch_on__lte=day)
        return self.open().filter(Exists(due))

    def for_worklist(self, now: datetime) -> "CaseQuerySet":
        """All that a row of the list shows, in one query whatever the number of rows."""
        interviews = _rows("Interview").filter(case=OuterRef("pk"))
        members = _rows("Member").filter(household=OuterRef("household"), left_on__isnull=True)
        persons = Coalesce("person__merged_into", "person")
        count = members.order_by().values("household").annotate(n=models.Count(persons, distinct=True)).values("n")
        rows: CaseQuerySet = self.select_related(
            "household__principal__merged_into", "office", "coach", "region", "target_group"
        ).annotate(
            last_contact_on=Subquery(interviews.filter(state__in=MET).order_by("-held_on").values("held_on")[:1]),
            next_at=Subquery(
                interviews.filter(state=InterviewState.PLANNED, planned_at__gte=now)
                .order_by("planned_at")
                .values("planned_at")[:1]
            ),
            overdue_at=Subquery(interviews.overdue(now).order_by("planned_at").values("planned_at")[:1]),
            member_count=Subquery(count),
        )
        return rows

    def by_name(self) -> "CaseQuerySet":
        return self.order_by(F("household__principal__family_name"), F("household__principal__given_names"), F("pk"))

    def with_member(self, person_id: int) -> "CaseQuerySet":
        households = _rows("Member").of(person_id).values("household")
        return self.filter(household__in=households)
