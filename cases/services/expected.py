"""Who is expected on which days, as plain rows: of hundreds at once, and no more of each than an agenda says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums import HouseholdKind, InterviewState
from cases.models import Interview
from icam.languages import language
from icam.models import User
from icam.permissions import Capability

HEAD = "case__household__principal"
SHOWN = frozenset(InterviewState) - {InterviewState.MOVED, InterviewState.CANCELLED}
COLUMNS = (
    "pk", "case_id", "planned_at", "minutes", "desk_id", "coach_id", "state", "kind", "mode", "language", "interpreter",
    "interpreter_state", "desk__name", "desk__office__name", "case__household_id", "case__household__kind",
    f"{HEAD}__family_name", f"{HEAD}__given_names", f"{HEAD}__contact_language", f"{HEAD}__merged_into_id",
    f"{HEAD}__merged_into__family_name", f"{HEAD}__merged_into__given_names",
    f"{HEAD}__merged_into__contact_language", "may_open", "may_work",
)  # fmt: skip


@dataclass(slots=True)
class Expected:
    """One appointment, in the order of COLUMNS."""

    pk: int
    case_id: int
    planned_at: datetime
    minutes: int
    desk_id: int | None
    coach_id: int | None
    state: str
    kind: str
    mode: str
    language: str
    interpreter: str
    interpreter_state: str
    desk_name: str | None
    office_name: str | None
    household_id: int
    household_kind: str
    family_name: str
    given_names: str
    contact_language: str
    merged_into: int | None
    true_family_name: str | None
    true_given_names: str | None
    true_contact_language: str | None
    may_open: bool
    may_work: bool

    @property
    def ends_at(self) -> datetime:
        return self.planned_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.state == InterviewState.PLANNED

    @property
    def short_name(self) -> str:
        """`Ahmed, S.`, or `Aziz family`: what fits, and what is called out in the waiting room."""
        family, given = self.family_name, self.given_names
        if self.merged_into:
            family, given = self.true_family_name or "", self.true_given_names or ""
        if self.household_kind == HouseholdKind.FAMILY:
            return _("%s family") % (family or given)
        return f"{family}, {given[:1]}." if family and given else family or given

    @property
    def spoken(self) -> str:
        known = (self.true_contact_language or "") if self.merged_into else self.contact_language
        code = self.language or known
        return language(code).name if code else ""


def expected(rows: "QuerySet[Interview]", user: User) -> list[Expected]:
    """Those `rows` that take place or took place, each with whether `user` may open its case and work on it.

    Plain rows: objects of the models, with all that hangs on them, take five times as long to make.
    """
    may_open = Exists(cases_for(user).filter(pk=OuterRef("case")))
    may_work = Exists(cases_for(user, Capability.WORK_CASE).filter(pk=OuterRef("case")))
    found: Any = rows.filter(state__in=SHOWN).annotate(may_open=may_open, may_work=may_work)
    return [Expected(*row) for row in found.order_by("planned_at", "pk").values_list(*COLUMNS)]
